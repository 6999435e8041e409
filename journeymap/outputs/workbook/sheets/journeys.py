"""Journeys: the figures of every journey, today and as wanted, of all customers and of each group."""

from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import (
    Cell,
    Column,
    Content,
    Grid,
    Material,
    Sheet,
    counted,
    words_of,
)
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES, outcome_title
from journeymap.text import Text, say, share
from journeymap.views.report_findings import persona_title
from journeymap.views.report_journey import title

COLUMNS = (Column(say("State"), 10), Column(say("Journey"), 34), Column(say("Group"), 26), Column(say("Figure"), 34),
           Column(say("Value"), 14), Column(say("Low, 95%"), 11), Column(say("High, 95%"), 11), Column(say("n"), 8),
           Column(say("Rounded"), 22), Column(say("Id"), 34))  # fmt: skip
CURRENT, TARGET = say("Current"), say("Target")
EVERYBODY = say("All customers")
PARTS = {"coverage": say("Scored part of the weight"), "trapped": say("Customers who never get out")}


def _fill(material: Material) -> Content | None:
    rows = tuple(row for state, score, group in states(material) for row in _rows(state, score, group))
    if not rows:
        return None
    note = say("one row for each figure; an interval and n where counts stand behind a score, none for an opinion")
    return Content(say("Figures of the journeys"), note, (Grid(None, COLUMNS, rows),))


def states(material: Material) -> Iterator[tuple[Text, JourneyScore, Cell]]:
    """Yield every journey with its state and the group of customers it is of, as the CSV file has them."""
    judged = material.analysis.judged
    for score in judged.current.values():
        yield CURRENT, score, EVERYBODY
    for score in judged.current.values():
        yield from ((CURRENT, own, persona_title(score, name)) for name, own in score.by_persona.items())
    for score in judged.targets.values():
        yield TARGET, score, EVERYBODY


def _rows(state: Text, score: JourneyScore, group: Cell) -> Iterator[tuple[Cell, ...]]:
    currency, name = score.graph.workspace.currency, score.graph.name
    where = (state, title(score), group)
    for key, figure in FIGURES.items():
        value, whole = figure.value(score), score.score if key == "score" else None
        shown = figure.shown(value, currency) if value is not None else None
        ends = (whole.low, whole.high) if whole is not None else (None, None)
        low, high = (figure.shown(end, currency) if end is not None else None for end in ends)
        n = counted(whole.n if whole is not None else None)
        yield *where, say(figure.title), shown, low, high, n, words_of(shown), f"{name}.{key}"
    for key, part in (("coverage", score.coverage), ("trapped", score.flow.trapped)):
        yield *where, PARTS[key], share(part), None, None, None, words_of(share(part)), f"{name}.{key}"
    for outcome, part in score.flow.outcomes.items():
        words = say("Outcome: {name}", name=outcome_title(score, outcome))
        yield *where, words, share(part), None, None, None, words_of(share(part)), f"{name}.outcome.{outcome}"


JOURNEYS = Sheet("journeys", 30, say("Journeys"), _fill)
