"""``roadmap.csv``, ``.ics``, ``.json`` and ``.mmd``: the plan for planners, calendars and programs."""

import json
from collections.abc import Callable, Mapping

from journeymap.analysis import Analysis
from journeymap.languages import Language
from journeymap.model.workspace import Workspace
from journeymap.outputs import Output, Render
from journeymap.outputs.calendar_text import calendar
from journeymap.outputs.records import schema
from journeymap.outputs.roadmap_csv import planner_csv
from journeymap.outputs.roadmap_mermaid import mermaid_gantt
from journeymap.outputs.roadmap_records import RoadmapRecord, roadmap_record
from journeymap.roadmap.result import Roadmap

ROADMAP_VERSION = 1
"""Of the schema of ``roadmap.json``; rises when a key goes or means something else."""


def roadmap_json(roadmap: Roadmap, language: Language | None = None) -> str:
    """Return the plan as JSON that names its schema; left out, the language of its sentences is English."""
    record = roadmap_record(roadmap, language).model_dump(mode="json")
    return json.dumps({"$schema": "roadmap.schema.json", **record}, ensure_ascii=False, indent=1) + "\n"


def roadmap_schema() -> str:
    """Return the JSON Schema of ``roadmap.json``."""
    found = schema(RoadmapRecord, "roadmap", ROADMAP_VERSION, "journeymap roadmap", "The plan, alone.")
    return json.dumps(found, indent=2) + "\n"


Export = Callable[[Roadmap, Workspace, Language], str]

EXPORTS: Mapping[str, Export] = {
    "csv": planner_csv,
    "ics": calendar,
    "json": lambda roadmap, _, language: roadmap_json(roadmap, language),
    "mmd": mermaid_gantt,
}
"""What writes a plan, by the ending of the file."""


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    if not analysis.roadmap.items:
        return {}
    found: dict[str, str | bytes] = {
        f"roadmap.{ending}": write(analysis.roadmap, analysis.workspace, render.language)
        for ending, write in EXPORTS.items()
    }
    return {**found, "roadmap.schema.json": roadmap_schema()}


EXPORT = Output("roadmap-exports", _write)
