"""Criteria: every criterion of the latest assessment with its answer, evidence and what the maps say."""

from collections.abc import Mapping

from journeymap.maturity.result import CriterionResult, PracticeResult
from journeymap.outputs.workbook.sheets import Cell, Column, Content, Grid, Material, Sheet, counted
from journeymap.text import Text, say, share
from journeymap.views.collected import WORDS
from journeymap.views.report_findings import GRADES

COLUMNS = (Column(say("Criterion"), 11), Column(say("Phase"), 24), Column(say("Practice"), 26),
           Column(say("Level"), 7), Column(say("Statement"), 52), Column(say("Answer"), 12),
           Column(say("How it came about"), 15), Column(say("Strength"), 15), Column(say("Agreement"), 10),
           Column(say("What the maps say"), 16), Column(say("Holds the level down"), 11),
           Column(say("Open to the target"), 11), Column(say("Lifts the level alone"), 11), Column(say("Reason"), 26),
           Column(say("Decided by"), 16, paper=False),
           Column(say("Decided on"), 16, paper=False))  # fmt: skip
BASES: Mapping[str, Text] = {"agreed": say("agreed"), "unanimous": say("unanimous"),
                             "cautious": say("differing, lowest counts"), "unanswered": say("unanswered")}  # fmt: skip
PROBED: Mapping[str, Text] = {"confirms": say("confirm it"), "supports": say("support it"),
                              "contradicts": say("contradict it"), "nothing": say("nothing")}  # fmt: skip


def _fill(material: Material) -> Content | None:
    latest = material.analysis.judged.latest
    if latest is None:
        return None
    titles = {phase.id: say(phase.title) for phase in latest.phases}
    found = [(titles[item.phase], item, one) for item in latest.practices.values() for one in item.criteria]
    note = say("the latest assessment; an answer nobody could give stays unknown and is not counted as no")
    grid = Grid(None, COLUMNS, tuple(_row(*parts) for parts in found), tuple(one.id for *_, one in found), 3)
    return Content(say("Criteria with their settled answers"), note, (grid,))


def _row(phase: Text, practice: PracticeResult, found: CriterionResult) -> tuple[Cell, ...]:
    answer = found.answer
    return (
        found.id, phase, say(practice.title), counted(found.criterion.level), say(found.criterion.text),
        WORDS[found.value], BASES[answer.basis], say(GRADES[answer.strength]) if answer.strength else None,
        share(answer.agreement) if answer.agreement is not None else None, PROBED.get(answer.verdict.says),
        _yes(said=found in practice.holding_down), _yes(said=found in practice.to_target), _yes(said=found.lifts),
        answer.reason, answer.decided_by, answer.decided_on,
    )  # fmt: skip


def _yes(*, said: bool) -> Text:
    return say("yes") if said else say("no")


CRITERIA = Sheet("criteria", 80, say("Criteria"), _fill)
