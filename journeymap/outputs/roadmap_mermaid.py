"""The plan as a Gantt chart in Mermaid's words, for pages that draw those."""

import re

from journeymap.languages import Language
from journeymap.model.workspace import Workspace
from journeymap.roadmap.result import Roadmap
from journeymap.text import say
from journeymap.views.roadmap import gantt

WORDS = re.compile(
    r"(accdescr|acctitle|axisformat|click|dateformat|excludes|gantt|includes|inclusiveenddates|section|tickinterval|"
    r"title|todaymarker|topaxis|vert|weekday|weekend|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
"""What Mermaid takes for a statement, a date or the next diagram at the beginning of a line."""


def mermaid_gantt(roadmap: Roadmap, workspace: Workspace, language: Language) -> str:
    """Return the plan as a ``gantt`` of Mermaid, a section for each department."""
    view = gantt(roadmap, workspace)
    lines = ["gantt", f"  title {plain(workspace.title)}", "  dateFormat YYYY-MM-DD", "  axisFormat %b %Y"]
    if view.done:
        lines.append(f"  section {plain(language.say(say('finished')))}")
        lines += [f"  {task(past.title)} :done, {(past.first or past.last).isoformat()}, {past.last.isoformat()}"
                  for past in view.done]  # fmt: skip
    for lane in view.lanes:
        lines.append(f"  section {plain(language.say(lane.title))}")
        for bar in lane.bars:
            tags = [tag for tag, holds in (("active", bar.started), ("crit", bar.critical)) if holds]
            cells = ", ".join([*tags, f"i{bar.number}", bar.first.isoformat(), bar.last.isoformat()])
            lines.append(f"  {task(bar.title)} :{cells}")
    for mark in view.milestones:
        lines.append(f"  {task(language.say(mark.title))} :milestone, {mark.day.isoformat()}, 0d")
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Return a text without the signs that mean something to Mermaid.

    Examples
    --------
    >>> plain("Day 1: move; #2")
    'Day 1 move 2'
    """
    return " ".join(re.sub(r"[:;#%{}<>\n\r]", " ", text).split()) or "-"


def task(text: str) -> str:
    """Return a text that Mermaid takes for the name of a task, whatever it begins with.

    Examples
    --------
    >>> task("Section two: move"), task("Move")
    ('“Section two move”', 'Move')
    """
    words = plain(text)
    return f"“{words}”" if WORDS.match(words) else words
