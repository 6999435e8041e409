"""Findings: what is weak, where, how sure that is, what to do about it and what that takes."""

from collections.abc import Iterator

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.outputs.workbook.sheets import (
    Cell,
    Column,
    Content,
    Grid,
    Jump,
    Material,
    Sheet,
    counted,
    line_of,
)
from journeymap.outputs.workbook.sheets.journeys import CURRENT, TARGET
from journeymap.rules import Finding
from journeymap.scores import Score
from journeymap.text import Text, number, say, share
from journeymap.text import score as points
from journeymap.views.report_findings import Findings
from journeymap.views.report_journey import title
from journeymap.views.report_parts import SEVERITY_WORDS, Card, joined
from journeymap.views.report_solved import calendar_weeks

COLUMNS = (Column(say("No."), 7), Column(say("Severity"), 11), Column(say("State"), 10), Column(say("Finding"), 50),
           Column(say("Journey"), 16), Column(say("Stage"), 16), Column(say("Touchpoint"), 20),
           Column(say("Groups of customers"), 16), Column(say("Department"), 16), Column(say("Kind of gap"), 12),
           Column(say("Remedy"), 40), Column(say("Quick action"), 30), Column(say("Effort, person-days"), 12),
           Column(say("Weeks"), 8), Column(say("What the roadmap does"), 28), Column(say("Confidence"), 16),
           Column(say("Figure"), 18), Column(say("Value"), 12), Column(say("Unit"), 9), Column(say("Score"), 8),
           Column(say("Low, 95%"), 9), Column(say("High, 95%"), 9), Column(say("n"), 8), Column(say("Reach"), 9),
           Column(say("Importance"), 11), Column(say("Gap"), 8), Column(say("Weight"), 9, 1),
           Column(say("Accepted"), 24), Column(say("Rule"), 22, paper=False), Column(say("Id"), 34, paper=False),
           Column(say("File"), 40, paper=False), Column(say("Line"), 7, paper=False))  # fmt: skip
UNITS = {"share": "share", "score": "points of 100", "minutes": "minutes", "weeks": "weeks", "count": "cases",
         "number": "number", "date": "day"}  # fmt: skip
"""What the value of a finding is measured in, by kind; money in its currency."""


def _fill(material: Material) -> Content:
    rows = tuple(_rows(material))
    note = say("the weightiest first, accepted ones and those of the target last; weight is reach × importance / 5 × "
               "gap; score, interval and n are those of the touchpoint")  # fmt: skip
    grid = Grid(None, COLUMNS, tuple(row for _, row in rows), tuple(key for key, _ in rows), 4)
    return Content(say("Findings, each with its place in the files"), note, (grid,))


def _rows(material: Material) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    judged, found = material.analysis.judged, material.findings
    kept = [finding for finding in judged.findings if finding.accepted is not None]
    known = zip((*judged.open_findings, *kept), (*found.cards, *found.accepted), strict=True)
    for finding, card in known:
        yield card.id, _row(material, finding, card)
    for target, wanted in judged.target_findings.items():
        yield from ((f"{target}/{finding.id}", _wanted(material, target, finding)) for finding in wanted)


def _row(material: Material, finding: Finding, card: Card) -> tuple[Cell, ...]:
    current = material.analysis.judged.current
    score = current.get(finding.journey or "")
    spot = finding.touchpoint if score is not None and finding.touchpoint in score.touchpoints else None
    where: Cell = Jump(card.touchpoint, "scores", f"{finding.journey}/{spot}") if spot else None
    rated = score.touchpoints[spot].score if score is not None and spot is not None else None
    number_ = counted(card.number) if finding.accepted is None else None
    return (
        number_, card.severity_word, CURRENT, finding.message, title(score) if score else None, card.stage, where,
        joined(card.personas, ", ") if card.personas else None,
        joined(card.departments, ", ") if card.departments else None, card.gap_word, finding.help,
        card.quick_action, *_effort(found=material.findings, finding=finding), card.solved, card.rests,
        *_value(finding, material.analysis), *_rated(rated), *_weight(finding), card.accepted or card.lapsed,
        finding.rule, finding.id, *line_of(finding.span),
    )  # fmt: skip


def _wanted(material: Material, target: str, finding: Finding) -> tuple[Cell, ...]:
    """Return a finding of the wanted journey, which has no number and no place in the report."""
    score = material.analysis.judged.targets[target]
    graph, spot = score.graph, finding.touchpoint if finding.touchpoint in score.touchpoints else None
    where: Cell = Jump(graph.title(spot), "scores", f"{target}//{spot}") if spot else None
    return (
        None, say(SEVERITY_WORDS[finding.severity]), TARGET, finding.message, title(score),
        graph.title(graph.journey.stage_of[spot]) if spot else None, where, None, None,
        say(humanise(finding.gap_kind)), finding.help, Text(finding.quick_action) if finding.quick_action else None,
        None, None, None, None, *_value(finding, material.analysis),
        *_rated(score.touchpoints[spot].score if spot else None), *_weight(finding), None, finding.rule, finding.id,
        *line_of(finding.span),
    )  # fmt: skip


def _effort(found: Findings, finding: Finding) -> tuple[Cell, Cell]:
    """Return person-days and weeks of the work that ends a finding; nothing if none is planned or it is not known."""
    solved, plan = found.solved, found.analysis.roadmap
    if finding.id not in solved.projectable or not plan.quarters:
        return None, None
    gone = solved.gone(finding)
    if gone is None or not gone.needed:
        return None, None
    items = [plan.by_id[name] for name in gone.needed]
    efforts = [found.analysis.workspace.content.initiatives[item.id].effort for item in items]
    days = sum(amount.days for effort in efforts for amount in (effort or {}).values())
    return number(days, 0) if all(efforts) else None, counted(calendar_weeks(items))


def _value(finding: Finding, analysis: Analysis) -> tuple[Cell, Cell, Cell]:
    """Return the figure a finding rests on first, with its name and its unit."""
    if not finding.evidence:
        return None, None, None
    name, figure = finding.evidence[0]
    unit: Cell = (figure.unit or analysis.workspace.currency) if figure.kind == "money" else say(UNITS[figure.kind])
    return say(humanise(name)), figure, unit


def _rated(score: Score | None) -> tuple[Cell, Cell, Cell, Cell]:
    if score is None:
        return None, None, None, None
    low, high = (points(end) if end is not None else None for end in (score.low, score.high))
    return points(score.value), low, high, counted(score.n)


def _weight(finding: Finding) -> tuple[Cell, Cell, Cell, Cell]:
    return share(finding.reach), counted(finding.importance), number(finding.gap, 2), number(finding.weight, 2)


FINDINGS = Sheet("findings", 50, say("Findings"), _fill)
