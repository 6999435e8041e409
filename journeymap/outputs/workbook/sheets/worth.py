"""Value at risk: what is lost on each way in a year, by group of customers, and what that rests on."""

from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import (
    Cell,
    Column,
    Content,
    Grid,
    Jump,
    Lines,
    Material,
    Sheet,
    amount,
    counted,
    line_of,
)
from journeymap.scores import JourneyScore
from journeymap.scores.figures import lost_title
from journeymap.scores.stake import AtRisk
from journeymap.text import count, money, number, say, share
from journeymap.views.report_findings import persona_title
from journeymap.views.report_journey import title

LOSSES = (Column(say("Journey"), 30), Column(say("Lost at"), 36), Column(say("How it ends"), 24),
          Column(say("Customers a year"), 12), Column(say("Of all customers"), 12), Column(say("Value a year"), 14),
          Column(say("Low, 95%"), 12), Column(say("High, 95%"), 12), Column(say("n"), 9),
          Column(say("Visits per customer"), 10), Column(say("Lost per visit"), 10), Column(say("File"), 40),
          Column(say("Line"), 7))  # fmt: skip
GROUPS = (Column(say("Journey"), 30), Column(say("Group of customers"), 36), Column(say("Customers a year"), 12),
          Column(say("Value of one customer"), 14), Column(say("Part lost"), 12),
          Column(say("Value a year"), 14))  # fmt: skip
SUMS = (Column(say("Journey"), 30), Column(say("Customers a year"), 14), Column(say("Value of one customer"), 14),
        Column(say("All at stake"), 14), Column(say("Value lost in a year"), 14), Column(say("Low, 95%"), 12),
        Column(say("High, 95%"), 12))  # fmt: skip


def _fill(material: Material) -> Content | None:
    known = [(name, score, score.at_risk) for name, score in material.analysis.judged.current.items()
             if score.at_risk is not None]  # fmt: skip
    if not known:
        return None
    sums = tuple(_sum(score, risk) for _, score, risk in known)
    losses = tuple(row for name, score, risk in known for row in _losses(name, score, risk))
    groups = tuple(row for _, score, risk in known for row in _groups(score, risk))
    lines = tuple((title(score) if place == 0 else None, words) for _, score, risk in known
                  for place, words in enumerate(risk.assumptions))  # fmt: skip
    note = say("customers a year × share lost × yearly value of a customer, all from the client's own figures; "
               "no published churn rate enters")  # fmt: skip
    tables = (Grid(say("Value lost in a year"), SUMS, sums), Grid(say("Where value is lost"), LOSSES, losses))
    shared = (Grid(say("By group of customers"), GROUPS, groups),) if groups else ()
    return Content(say("Value at risk"), note, (*tables, *shared, Lines(say("What it rests on"), lines)))


def _sum(score: JourneyScore, risk: AtRisk) -> tuple[Cell, ...]:
    currency, (low, high) = score.graph.workspace.currency, risk.interval or (None, None)
    return (title(score), count(risk.customers), money(risk.worth.yearly, currency), money(risk.stake, currency),
            money(risk.value, currency), amount(low, currency), amount(high, currency))  # fmt: skip


def _losses(name: str, score: JourneyScore, risk: AtRisk) -> Iterator[tuple[Cell, ...]]:
    currency = score.graph.workspace.currency
    for loss in risk.losses:
        yield (
            title(score), Jump(score.graph.title(loss.touchpoint), "scores", f"{name}/{loss.touchpoint}"),
            lost_title(score, loss.touchpoint, loss.outcome), count(loss.customers), share(loss.visits * loss.chance),
            money(loss.value, currency), amount(loss.low, currency), amount(loss.high, currency),
            counted(loss.n), number(loss.visits, 2), share(loss.chance), *line_of(loss.place),
        )  # fmt: skip


def _groups(score: JourneyScore, risk: AtRisk) -> Iterator[tuple[Cell, ...]]:
    currency = score.graph.workspace.currency
    for group in risk.groups:
        name = persona_title(score, group.name) if group.name is not None else say("of no group")
        yield (title(score), name, count(group.customers), money(group.yearly, currency), share(group.lost),
               money(group.value, currency))  # fmt: skip


WORTH = Sheet("worth", 110, say("Value at risk"), _fill)
