"""What a reader can take out of the page and use again: findings, figures, levels and plan as JSON."""

import json
from collections.abc import Iterable
from typing import Any

from journeymap.analysis import Analysis
from journeymap.roadmap.benefit import figures
from journeymap.rules import Finding
from journeymap.scores import JourneyScore
from journeymap.views.report_findings import touched
from journeymap.views.report_journey import title

INERT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end the element it stands in."""


def embedded(analysis: Analysis) -> str:
    """Return the figures of a report as JSON that can stand in a page; ``analysis.json`` has all there is.

    Shares are 0 to 1, scores 0 to 100, times in minutes, money in the currency of the workspace; unknown is null.
    Findings are by journey and severity, each with the number of its card; what is of no journey stands under "".
    Their id is ``rule@place``, where the place is a touchpoint if the journey has one of that name.
    """
    judged, roadmap = analysis.judged, analysis.roadmap
    known = {
        "workspace": analysis.workspace.title,
        "sources": analysis.workspace.digest,
        "currency": analysis.workspace.currency,
        "journeys": [{"id": name, "title": title(score), **_figures(score)} for name, score in judged.current.items()],
        "findings": _findings(judged.open_findings),
        "targets": {name: analysis.workspace.content.targets[name].of for name in judged.targets},
        "practices": {} if judged.latest is None else {
            name: [item.attained, item.target] for name, item in judged.latest.practices.items()
        },
        "initiatives": [
            {"id": item.id, "title": item.title, "start": item.start.isoformat(), "end": item.end.isoformat(),
             **_touched(analysis, item.id)}
            for item in roadmap.items
        ],
        "quarters": [
            {"name": quarter.name, "journeys": {name: _figures(score) for name, score in quarter.journeys.items()}}
            for quarter in roadmap.quarters
        ],
    }  # fmt: skip
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(INERT)


def _figures(score: JourneyScore) -> dict[str, float | None]:
    found = figures(score)
    names = ("completion", "score", "minutes", "waiting", "contacts", "value")
    return {name: None if (value := getattr(found, name)) is None else round(value, 4) for name in names}


def _findings(findings: Iterable[Finding]) -> dict[str, dict[str, dict[str, str]]]:
    """Return the ids of findings by journey, severity and number."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for number, finding in enumerate(findings, 1):
        found.setdefault(finding.journey or "", {}).setdefault(str(finding.severity), {})[str(number)] = finding.id
    return found


def _touched(analysis: Analysis, initiative: str) -> dict[str, Any]:
    """Return the journey an initiative is for, if it names one, and the touchpoints it adds, removes or changes."""
    record = analysis.workspace.content.initiatives[initiative]
    names = dict.fromkeys(name for change in record.changes for name in sorted(touched(change)))
    return {**({"journey": record.journey} if record.journey else {}), "touchpoints": list(names)}
