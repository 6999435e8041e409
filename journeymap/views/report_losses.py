"""Where customers are lost, how it ends for them and what it is worth, in figures that add up."""

from collections.abc import Iterator, Mapping, Sequence

from journeymap.flow import DropOff
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.scores.figures import outcome_title
from journeymap.scores.loss_rounding import KINDS, apportioned, rounded_losses
from journeymap.scores.money_words import formula
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import HARDLY_ANY, Row, Table
from journeymap.vocabulary import OutcomeKind

NOBODY = 0.0005
"""Part of customers below which nobody is said to be lost."""

MOST = 5
"""Places named for each kind of loss; the others are added up."""

_SHARES = 0.0001
"""Shares of the table have two decimals: rounded to add up, they still agree with those of the map, which have one."""


@dataclass(frozen=True)
class Lost:
    """Customers who are lost in one way, rounded so that the ways add up.

    Attributes
    ----------
    share
        Part of all customers who start.
    customers, value
        In a year; `None` if unknown.
    """

    kind: OutcomeKind
    drops: tuple[DropOff, ...]
    share: float
    customers: float | None
    value: float | None


def lost_on(score: JourneyScore) -> tuple[DropOff, ...]:
    """Return who is lost on each way, most first: over the groups' own ways where the money is summed so."""
    risk = score.at_risk
    if risk is None or not risk.groups or not risk.customers:
        return score.flow.losses
    pooled = {(drop.touchpoint, drop.outcome): drop.share for drop in score.flow.losses}
    summed = {(loss.touchpoint, loss.outcome): loss.customers / risk.customers for loss in risk.losses
              if loss.outcome is not None and loss.customers > 0}  # fmt: skip
    found = [DropOff(*way, part) for way, part in {**pooled, **summed}.items()]
    return tuple(sorted(found, key=lambda drop: (-drop.share, drop.touchpoint, drop.outcome)))


def lost_by_kind(score: JourneyScore) -> tuple[Lost, ...]:
    """Return who is lost, by how it ends for them; ways in which nobody is lost are left out."""
    customers, amounts = score.customers(), rounded_losses(score)
    kind_of = score.graph.outcome_kind
    ways = lost_on(score)
    groups = [(kind, tuple(drop for drop in ways if kind_of(drop.outcome) is kind)) for kind in KINDS]
    groups = [(kind, drops) for kind, drops in groups if drops]
    shares = [sum(drop.share for drop in drops) for _, drops in groups]
    total = sum(shares)
    shown = apportioned(shares, _SHARES, total)
    people: Sequence[float | None] = [None] * len(groups)
    if customers is not None:
        people = apportioned([customers * part for part in shares], 1, customers * total)
    known = score.at_risk is not None
    return tuple(
        Lost(kind, drops, shown[index], people[index], _amount(amounts, drops) if known else None)
        for index, (kind, drops) in enumerate(groups)
    )


def _amount(amounts: Mapping[tuple[str, str | None], float], drops: Sequence[DropOff]) -> float:
    return sum(amounts.get((drop.touchpoint, drop.outcome), 0.0) for drop in drops)


def worst_loss(score: JourneyScore) -> tuple[str, float] | None:
    """Return the touchpoint at which most customers are lost, with their share."""
    return _worst(score, stages=False)


def largest_loss(score: JourneyScore) -> Text | None:
    """Say at which touchpoint most customers are lost, and what that costs; `None` unless one of several stands out."""
    lost: dict[str, float] = {}
    for drop in lost_on(score):
        lost[drop.touchpoint] = lost.get(drop.touchpoint, 0.0) + drop.share
    if len(lost) < 2:
        return None
    second, most = sorted(lost.values())[-2:]
    part = share(most)
    if str(part) == str(share(second)) or most <= NOBODY:
        return None
    worst = max(lost, key=lambda name: lost[name])
    name, drops = score.graph.title(worst), [drop for drop in lost_on(score) if drop.touchpoint == worst]
    if score.at_risk is None:
        return say("the largest single loss is at '{name}': {part} of customers", name=name, part=part)
    value = money(_amount(rounded_losses(score), drops), score.graph.workspace.currency)
    return say("the largest single loss is at '{name}': {part} of customers and {value} a year", name=name, part=part,
               value=value)  # fmt: skip


def worst_stage(score: JourneyScore) -> tuple[str, float] | None:
    """Return the stage in which most customers are lost, with its part of all losses.

    `None` if nobody is lost or there is one stage only.
    """
    found, total = _worst(score, stages=True), score.flow.churn
    inhabited = sum(bool(stage.touchpoints) for stage in score.graph.journey.stages.values())
    return (found[0], found[1] / total) if found is not None and total > 0 and inhabited > 1 else None


def _worst(score: JourneyScore, *, stages: bool) -> tuple[str, float] | None:
    lost: dict[str, float] = {}
    for drop in score.flow.losses:
        name = score.graph.journey.stage_of[drop.touchpoint] if stages else drop.touchpoint
        lost[name] = lost.get(name, 0.0) + drop.share
    if not lost:
        return None
    name = max(lost, key=lambda key: (lost[key], key))
    return name, lost[name]


def where_lost(score: JourneyScore, lost: Text) -> Text:
    """Add to a sentence on those who are lost where most of them are.

    Parameters
    ----------
    lost
        Such as ``9% of customers give up or leave``.
    """
    stage = worst_stage(score)
    if stage is not None:
        name, part = score.graph.title(stage[0]), share(stage[1])
        if str(part) == "100%":
            return say("{lost}, all of them in '{stage}'", lost=lost, stage=name)
        return say("{lost}, {part} of them in '{stage}'", lost=lost, part=part, stage=name)
    worst = worst_loss(score)
    if worst is None:
        return lost
    name, part_of_all = score.graph.title(worst[0]), worst[1] / score.flow.churn
    if part_of_all > 1 - NOBODY:
        return say("{lost}, all of them at '{name}'", lost=lost, name=name)
    if part_of_all > 0.5:
        return say("{lost}, most of them at '{name}'", lost=lost, name=name)
    return say("{lost}, at '{name}' more than at any other point", lost=lost, name=name)


def loss_words(score: JourneyScore) -> Text | None:
    """Say what is lost in a year, apart for customers who go and those who give up; `None` if it is unknown."""
    currency, found = score.graph.workspace.currency, {lost.kind: lost.value for lost in lost_by_kind(score)}
    gone, missed = found.get(OutcomeKind.CHURNED), found.get(OutcomeKind.ABANDONED)
    if gone and missed:
        return say(
            "{gone} a year leaves with customers who go for good; {more} more is not won from those who give up, "
            "if they are worth the same",
            gone=money(gone, currency),
            more=money(missed, currency),
        )
    if gone:
        return say("{gone} a year leaves with customers who go for good", gone=money(gone, currency))
    if missed:
        return say("{more} a year is not won from customers who give up, if they are worth as much as the others",
                   more=money(missed, currency))  # fmt: skip
    return None


def risk(score: JourneyScore) -> Iterator[Text]:
    """Yield what is lost in a year, how that is computed, and what it rests on."""
    words, known = loss_words(score), score.at_risk
    if words is None or known is None:
        return
    yield words
    yield formula(known, score.flow, score.graph.workspace.currency)
    yield from known.assumptions


SUBTOTALS = {
    OutcomeKind.CHURNED: "Together: customers who go for good",
    OutcomeKind.ABANDONED: "Together: customers who give up",
}


def losses(score: JourneyScore, most: int = MOST) -> Table | None:
    """Return where customers are lost, by kind and largest first; the rows add up."""
    found = lost_by_kind(score)
    if not found:
        return None
    head = tuple(
        say(word) for word in ("Lost at", "How it ends", "Of all customers", "Customers a year", "Value a year")
    )
    rows: list[Row] = []
    sums: list[int] = []
    for lost in found:
        rows += _places(score, lost, most)
        if len(found) > 1:
            sums.append(len(rows))
            rows.append((say(SUBTOTALS[lost.kind]), "", *_cells(score, lost.share, lost.customers, lost.value)))
    sums.append(len(rows))
    people = [lost.customers for lost in found if lost.customers is not None]
    amounts = [lost.value for lost in found if lost.value is not None]
    total = _cells(score, sum(lost.share for lost in found), sum(people) if people else None,
                   sum(amounts) if amounts else None)  # fmt: skip
    rows.append((say("Total"), "", *total))
    return Table(_caption(score), head, tuple(rows), tuple(sums))


def _caption(score: JourneyScore) -> Text:
    """Name the table; where it is summed over groups, say what the ways of all customers, which the map has, give."""
    if score.at_risk is None or not score.at_risk.groups:
        return say("Where customers are lost")
    return say("Where customers are lost, summed over the groups' own ways; by the ways of all customers, as on the "
               "map, {whole} are lost", whole=Figure("share", score.flow.churn, "", 2))  # fmt: skip


def _places(score: JourneyScore, lost: Lost, most: int) -> Iterator[Row]:
    """Yield a row for each place of one kind of loss, the last of many added up."""
    shares = [drop.share for drop in lost.drops[:most]]
    rest = sum(drop.share for drop in lost.drops[most:])
    every = [*shares, rest] if len(lost.drops) > most else shares
    whole = sum(every)
    shown = apportioned(every, _SHARES, lost.share)
    people: Sequence[float | None] = [None] * len(every)
    amounts: Sequence[float | None] = [None] * len(every)
    customers = score.customers()
    if lost.customers is not None and customers is not None:
        people = apportioned([customers * part for part in every], 1, lost.customers)
    if lost.value is not None:
        known = rounded_losses(score)
        amounts = [_amount(known, [drop]) for drop in lost.drops[:most]]
        amounts = [*amounts, _amount(known, lost.drops[most:])][: len(every)]
    if not whole:
        return
    for index, cells in enumerate(zip(shown, people, amounts, strict=True)):
        if index < len(shares):
            drop = lost.drops[index]
            yield (score.graph.title(drop.touchpoint), outcome_title(score, drop.outcome), *_cells(score, *cells))
        else:
            yield (say("elsewhere"), "", *_cells(score, *cells))


def _cells(score: JourneyScore, part: float, customers: float | None, value: float | None) -> tuple[Words, ...]:
    return (
        Figure("share", part, "", 2) if part > 0 else HARDLY_ANY,
        count(customers) if customers is not None else "",
        money(value, score.graph.workspace.currency) if value is not None else "",
    )
