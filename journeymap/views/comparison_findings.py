"""Findings then and now: gone, new, stayed, and those whose severity is another one."""

from collections.abc import Mapping, Sequence

from journeymap.analysis import Judged
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import Finding
from journeymap.text import Text, count, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import SEVERITY_WORDS, Cell, Link, Row, Table


@dataclass(frozen=True)
class FindingMoves:
    """What became of the findings, matched by rule, journey and what they are about.

    Attributes
    ----------
    gone, new
        Only the old, or only the new reading has them, weightiest first.
    stayed
        In both with one severity; `changed` are in both with another.
    """

    statement: Text
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    stayed: tuple[Finding, ...]
    changed: tuple[tuple[Finding, Finding], ...]
    tables: tuple[Table, ...]


def finding_moves(old: Judged, new: Judged, links: Mapping[str, str]) -> FindingMoves:
    """Match the findings of two readings by rule, journey and what they are about.

    Findings on a journey that only one of the two has are left out. Those that the organisation lives with are still
    findings. A finding that is gone is no longer found; what ended it, the rules do not know.

    Parameters
    ----------
    links
        Place of each finding of the new reading on the page, by its id.
    """
    shared = old.current.keys() & new.current.keys()
    then, now = _by_key(old.findings, shared), _by_key(new.findings, shared)
    gone = tuple(found for name, found in then.items() if name not in now)
    come = tuple(found for name, found in now.items() if name not in then)
    both = [(then[name], found) for name, found in now.items() if name in then]
    changed = tuple(pair for pair in both if pair[0].severity is not pair[1].severity)
    stayed = tuple(found for was, found in both if was.severity is found.severity)
    tables = (
        _table(say("New findings"), come, new, links),
        _changed(changed, new, links),
        _table(say("No longer found"), gone, old, {}),
    )
    statement = say("findings: {gone} no longer found, {new} new, {stayed} as before", gone=count(len(gone)),
                    new=count(len(come)), stayed=count(len(stayed)))  # fmt: skip
    if changed:
        statement = say("{statement}, {n} with another severity", statement=statement, n=count(len(changed)))
    return FindingMoves(statement, gone, come, stayed, changed, tuple(table for table in tables if table is not None))


def _by_key(findings: Sequence[Finding], journeys: set[str]) -> dict[tuple[str, str, str], Finding]:
    """Return the findings on the journeys both have and on the workspace; an id may name a journey in one of them."""
    return {found.key: found for found in findings if found.journey is None or found.journey in journeys}


def _where(finding: Finding, judged: Judged) -> Words:
    score = judged.current.get(finding.journey or "")
    if score is None:
        return say("workspace")
    return score.graph.title(finding.touchpoint) if finding.touchpoint is not None else (
        score.graph.journey.title or humanise(score.graph.name))  # fmt: skip


def _message(finding: Finding, links: Mapping[str, str]) -> Cell:
    place = links.get(finding.id)
    return Link(finding.message, place) if place is not None else finding.message


def _table(caption: Text, found: Sequence[Finding], judged: Judged, links: Mapping[str, str]) -> Table | None:
    rows: list[Row] = [(_where(item, judged), say(SEVERITY_WORDS[item.severity]), _message(item, links))
                       for item in found]  # fmt: skip
    head = (say("Where"), say("Severity"), say("Finding"))
    return Table(caption, head, tuple(rows)) if rows else None


def _changed(found: Sequence[tuple[Finding, Finding]], judged: Judged, links: Mapping[str, str]) -> Table | None:
    rows: list[Row] = [
        (_where(now, judged), say(SEVERITY_WORDS[was.severity]), say(SEVERITY_WORDS[now.severity]),
         _message(now, links)) for was, now in found
    ]  # fmt: skip
    head = (say("Where"), say("Before"), say("Now"), say("Finding"))
    return Table(say("Findings with another severity"), head, tuple(rows)) if rows else None
