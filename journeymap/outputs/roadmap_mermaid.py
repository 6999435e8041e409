"""The plan as a Gantt chart in Mermaid's words, for pages that draw those."""

import re

from journeymap.languages import Language
from journeymap.model.workspace import Workspace
from journeymap.roadmap.result import Roadmap
from journeymap.text import say
from journeymap.views.roadmap import gantt


def mermaid_gantt(roadmap: Roadmap, workspace: Workspace, language: Language) -> str:
    """Return the plan as a ``gantt`` of Mermaid, a section for each department."""
    view = gantt(roadmap, workspace)
    lines = ["gantt", f"  title {plain(workspace.title)}", "  dateFormat YYYY-MM-DD", "  axisFormat %b %Y"]
    if view.done:
        lines.append(f"  section {plain(language.say(say('finished')))}")
        lines += [f"  {plain(past.title)} :done, {(past.first or past.last).isoformat()}, {past.last.isoformat()}"
                  for past in view.done]  # fmt: skip
    for lane in view.lanes:
        lines.append(f"  section {plain(language.say(lane.title))}")
        for bar in lane.bars:
            tags = [tag for tag, holds in (("active", bar.started), ("crit", bar.critical)) if holds]
            cells = ", ".join([*tags, f"i{bar.number}", bar.first.isoformat(), bar.last.isoformat()])
            lines.append(f"  {plain(bar.title)} :{cells}")
    for mark in view.milestones:
        lines.append(f"  {plain(language.say(mark.title))} :milestone, {mark.day.isoformat()}, 0d")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return a text without the signs that mean something to Mermaid.

    Examples
    --------
    >>> plain("Day 1: move; #2")
    'Day 1 move 2'
    """
    return " ".join(re.sub(r"[:;#%{}<>\n\r]", " ", text).split()) or "-"
