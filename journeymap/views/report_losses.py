"""Where customers are lost, how it ends for them and what it is worth."""

from collections.abc import Iterator, Sequence

from journeymap.flow import DropOff
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.scores.figures import lost_title
from journeymap.scores.money_words import formula
from journeymap.scores.stake import AtRisk
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import HARDLY_ANY, Row, Table
from journeymap.vocabulary import OutcomeKind

NOBODY = 0.0005
"""Part of customers below which nobody is said to be lost."""

MOST = 5
"""Places named for each kind of loss; the others are added up."""

KINDS = (OutcomeKind.CHURNED, OutcomeKind.ABANDONED)
"""Ways of being lost, in the order they are shown."""

_LEAST = 0.00005
"""Share that two decimals of a percentage show as more than nothing."""


@dataclass(frozen=True)
class Lost:
    """Customers who are lost in one way.

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


def lost_share(score: JourneyScore) -> float:
    """Return the part of customers who are lost, 0-1, by the ways of :func:`lost_on`."""
    return sum(drop.share for drop in lost_on(score))


def lost_by_kind(score: JourneyScore) -> tuple[Lost, ...]:
    """Return who is lost, by how it ends for them; ways in which nobody is lost are left out."""
    customers, risk = score.customers(), score.at_risk
    kind_of = score.graph.outcome_kind
    ways = lost_on(score)
    groups = [(kind, tuple(drop for drop in ways if kind_of(drop.outcome) is kind)) for kind in KINDS]
    return tuple(Lost(kind, drops, *_sums(drops, customers, risk)) for kind, drops in groups if drops)


def _sums(
    drops: Sequence[DropOff], customers: float | None, risk: AtRisk | None
) -> tuple[float, float | None, float | None]:
    """Return the share of all customers lost on some ways, how many they are in a year, and what is lost with them."""
    part, ways = sum(drop.share for drop in drops), {(drop.touchpoint, drop.outcome) for drop in drops}
    value = None
    if risk is not None:
        value = sum(loss.value for loss in risk.losses if (loss.touchpoint, loss.outcome) in ways)
    return part, None if customers is None else customers * part, value


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
    *_, lost_value = _sums(drops, None, score.at_risk)
    words = say("the largest single loss is at '{name}': {part} of customers", name=name, part=part)
    if lost_value is not None:
        value = money(lost_value, score.graph.workspace.currency)
        words = say("the largest single loss is at '{name}': {part} of customers and {value} a year", name=name,
                    part=part, value=value)  # fmt: skip
    ways = [edge for edge in score.graph.outgoing[worst] for drop in drops if edge.target == drop.outcome]
    return say("{words}, by shares nobody wrote", words=words) if all(edge.assumed for edge in ways) else words


def worst_stage(score: JourneyScore) -> tuple[str, float] | None:
    """Return the stage in which most customers are lost, with its part of all losses.

    `None` if nobody is lost or there is one stage only.
    """
    found, total = _worst(score, stages=True), lost_share(score)
    inhabited = sum(bool(stage.touchpoints) for stage in score.graph.journey.stages.values())
    return (found[0], found[1] / total) if found is not None and total > 0 and inhabited > 1 else None


def _worst(score: JourneyScore, *, stages: bool) -> tuple[str, float] | None:
    lost: dict[str, float] = {}
    for drop in lost_on(score):
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
    name, part_of_all = score.graph.title(worst[0]), worst[1] / lost_share(score)
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


def lost_in_a_year(score: JourneyScore, last: JourneyScore | None) -> Text | None:
    """Say how many start and what is lost of them in a year, and what of it the roadmap leaves; `None` if unknown.

    Parameters
    ----------
    last
        The journey at the end of the roadmap, if one is planned.
    """
    lost, customers = loss_words(score), score.customers()
    if lost is None or customers is None:
        return None
    words = say("{customers} customers start in a year: {lost}", customers=count(customers), lost=lost)
    most = dearest_stage(last) if last is not None else None
    if last is None or last.at_risk is None or most is None:
        return words
    left = money(last.at_risk.value, last.graph.workspace.currency)
    return say("{words}; the roadmap leaves {left} a year lost, {part} of it in '{stage}'", words=words,
               left=left, part=share(most[1]), stage=last.graph.title(most[0]))  # fmt: skip


def dearest_stage(score: JourneyScore) -> tuple[str, float] | None:
    """Return the stage in which most money is lost, with its part of it, 0-1; `None` if none is lost or known."""
    risk, stages = score.at_risk, score.graph.journey.stage_of
    if risk is None or risk.value < 1:
        return None
    parts: dict[str, float] = {}
    for name, value in risk.by_touchpoint.items():
        parts[stages[name]] = parts.get(stages[name], 0.0) + value / risk.value
    return max(parts.items(), key=lambda item: (item[1], item[0]))


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
    """Return where customers are lost, by kind and largest first; each figure is rounded by itself."""
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
    rows.append((say("Total (sums of rounded figures may differ)"), "", *total))
    return Table(_caption(score), head, tuple(rows), tuple(sums))


def _caption(score: JourneyScore) -> Text:
    """Name the table; where it is summed over groups, say what the ways of all customers, which the map has, give."""
    if score.at_risk is None or not score.at_risk.groups:
        return say("Where customers are lost")
    return say("Where customers are lost, summed over the groups' own ways; by the ways of all customers, as on the "
               "map, {whole} are lost", whole=Figure("share", score.flow.churn, "", 2))  # fmt: skip


def _places(score: JourneyScore, lost: Lost, most: int) -> Iterator[Row]:
    """Yield a row for each place of one kind of loss, the last of many added up."""
    customers, risk = score.customers(), score.at_risk
    for drop in lost.drops[:most]:
        cells = _cells(score, *_sums((drop,), customers, risk))
        yield score.graph.title(drop.touchpoint), lost_title(score, drop.touchpoint, drop.outcome), *cells
    if len(lost.drops) > most:
        yield say("elsewhere"), "", *_cells(score, *_sums(lost.drops[most:], customers, risk))


def _cells(score: JourneyScore, part: float, customers: float | None, value: float | None) -> tuple[Words, ...]:
    return (
        Figure("share", part, "", 2) if part >= _LEAST else HARDLY_ANY,
        count(customers) if customers is not None else "",
        money(value, score.graph.workspace.currency) if value is not None else "",
    )
