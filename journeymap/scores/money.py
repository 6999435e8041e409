"""What is at risk in a year, from the client's own figures only.

For each way on which customers are lost::

    value at risk = customers a year × visits × P(lost on this way) × yearly value of one customer

No published rate of churn enters anywhere. Where a share of loss states the
number of visits it was counted in, it has Wilson's interval; the interval of a
sum follows Zou and Donner, "Construction of confidence intervals about effect
measures", Statistics in Medicine 27 (2008): distances to the ends of
independent parts add in squares.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from journeymap.flow import Flow
from journeymap.graph import Edge, JourneyGraph
from journeymap.metrics.pooling import wilson
from journeymap.model.journey import Ending, Failure, Transition
from journeymap.source import Span
from journeymap.text import Text, count, money, say, share
from journeymap.vocabulary import OutcomeKind


@dataclass(frozen=True)
class Worth:
    """What one customer is worth in a year.

    Attributes
    ----------
    yearly
        In the project's currency.
    places
        Where it is written: at the journey, or at each persona that has a value.
    personas
        Whether it is the personas' mean, weighted by their share of the customers.
    assumed
        Personas whose share is not given and taken as an equal part of the rest.
    left_out
        Personas without a value, left out of the mean.
    """

    yearly: float
    places: tuple[Span, ...]
    personas: bool = False
    assumed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loss:
    """What is lost on one way.

    Attributes
    ----------
    touchpoint, outcome
        Where customers are and how it ends for them; the outcome is `None` for those who are trapped.
    kind
        How that outcome counts; `None` for the trapped.
    visits, chance
        Expected visits per customer who starts, and the part of them that is lost.
    customers, value
        In a year.
    low, high
        95 % interval of the value; `None` unless `n` is known.
    n
        Visits in which the share was counted.
    place
        Line of the share.
    """

    touchpoint: str
    outcome: str | None
    kind: OutcomeKind | None
    visits: float
    chance: float
    customers: float
    value: float
    low: float | None
    high: float | None
    n: int | None
    place: Span


@dataclass(frozen=True)
class AtRisk:
    """What a journey puts at risk in a year.

    Attributes
    ----------
    customers
        Who start it in a year.
    worth
        Of one customer.
    losses
        By way, largest value first; together they make `value`.
    assumptions
        What the figure rests on, in sentences with their lines.
    """

    customers: float
    worth: Worth
    losses: tuple[Loss, ...]
    assumptions: tuple[Text, ...]

    @cached_property
    def value(self) -> float:
        """Return the value at risk in a year."""
        return sum(loss.value for loss in self.losses)

    @cached_property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the value; `None` unless each loss has one."""
        return _sum_interval(self.losses)

    def of_kind(self, kind: OutcomeKind | None) -> float:
        """Return the value lost in one way: gone for good, given up, or `None` for trapped."""
        return sum(loss.value for loss in self.losses if loss.kind is kind)

    @cached_property
    def by_touchpoint(self) -> Mapping[str, float]:
        """Return the value at risk at each touchpoint at which something is lost, largest first."""
        found: dict[str, float] = {}
        for loss in self.losses:
            found[loss.touchpoint] = found.get(loss.touchpoint, 0.0) + loss.value
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def at(self, touchpoint: str) -> tuple[Loss, ...]:
        """Return the losses at one touchpoint, largest first."""
        return tuple(loss for loss in self.losses if loss.touchpoint == touchpoint)


def customers(graph: JourneyGraph) -> float | None:
    """Return how many customers start the journey in a year; `None` if it is not written."""
    return graph.journey.customers.per_year if graph.journey.customers else None


def worth(graph: JourneyGraph) -> Worth | None:
    """Return what one customer is worth in a year: declared at the journey, else the personas' mean by share.

    For the journey of one persona it is that persona's own value.
    """
    journey, where = graph.journey, graph.workspace.where
    personas = graph.workspace.content.personas
    if graph.persona is not None and (own := personas[graph.persona].value) is not None:
        return Worth(own.yearly, (where("personas", graph.persona, "value"),), personas=True)
    if journey.value is not None:
        return Worth(journey.value.yearly, (where("journeys", graph.name, "value"),))
    parts = graph.groups
    priced = {name: value for name in parts if (value := personas[name].value) is not None}
    total = sum(parts[name] for name in priced)
    if not total:
        return None
    return Worth(
        sum(parts[name] * value.yearly for name, value in priced.items()) / total,
        tuple(where("personas", name, "value") for name in priced),
        personas=True,
        assumed=tuple(name for name in priced if personas[name].share is None),
        left_out=tuple(name for name in parts if name not in priced),
    )


def at_risk(graph: JourneyGraph, flow: Flow) -> AtRisk | None:
    """Return what a journey puts at risk in a year; `None` if customers or their value are unknown.

    Parameters
    ----------
    graph, flow
        The journey and its solution.
    """
    started, one = customers(graph), worth(graph)
    if started is None or one is None:
        return None
    total = started * one.yearly
    found = sorted(_losses(graph, flow, started, total), key=lambda loss: (-loss.value, loss.touchpoint))
    losses = tuple(loss for loss in found if loss.chance > 0 and loss.visits > 0)
    return AtRisk(started, one, losses, tuple(_assumptions(graph, flow, started, one, losses)))


def _losses(graph: JourneyGraph, flow: Flow, started: float, total: float) -> Iterator[Loss]:
    grouped: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph.edges:
        if edge.target not in graph.touchpoints and not graph.outcome_kind(edge.target).good:
            grouped.setdefault((edge.source, edge.target), []).append(edge)
    for (source, target), edges in grouped.items():
        visits, kind = flow.visits[source], graph.outcome_kind(target)
        parts = [_way(graph, edge, kind, visits, started, total) for edge in edges]
        ends = _sum_interval(parts)
        yield Loss(
            source, target, kind, visits, sum(part.chance for part in parts),
            sum(part.customers for part in parts), sum(part.value for part in parts),
            ends[0] if ends else None, ends[1] if ends else None,
            min((part.n for part in parts if part.n), default=None) if ends else None, parts[0].place,
        )  # fmt: skip
    if flow.trapped > 0:
        for name, caught in _caught(graph, flow).items():
            yield Loss(name, None, None, 1.0, caught, started * caught, total * caught, None, None, None,
                       graph.span(name))  # fmt: skip


def _caught(graph: JourneyGraph, flow: Flow) -> dict[str, float]:
    """Return the part of customers who come into a trap, which they never leave, by the touchpoint where they do."""
    found = {name: graph.entries.get(name, 0.0) for name in sorted(graph.stuck)}
    for edge, taken in zip(graph.edges, flow.traversals, strict=True):
        if edge.target in found and edge.source not in found:
            found[edge.target] += taken
    return found


def _way(graph: JourneyGraph, edge: Edge, kind: OutcomeKind, visits: float, started: float, total: float) -> Loss:
    n = counted_in(graph, edge)
    ends = wilson(edge.share * n, n) if n else None
    low, high = (None, None) if ends is None or ends.low is None or ends.high is None else (ends.low, ends.high)
    return Loss(
        edge.source, edge.target, kind, visits, edge.share, started * visits * edge.share, total * visits * edge.share,
        None if low is None else total * visits * low, None if high is None else total * visits * high,
        n, graph.workspace.where(*edge.path),
    )  # fmt: skip


def counted_in(graph: JourneyGraph, edge: Edge) -> int | None:
    """Return in how many visits the share of a way was counted; `None` if that is not written."""
    point = graph.touchpoints[edge.source]
    way: Transition | Ending | Failure | None = edge.failure
    if edge.kind in {"next", "ends"}:
        ways: Mapping[str, Transition | Ending] = (point.next if edge.kind == "next" else point.ends) or {}
        way = ways.get(edge.target)
    return way.n if way is not None and way.share is not None and way.n else None


def _sum_interval(parts: Iterable[Loss]) -> tuple[float, float] | None:
    known = [(part.value, part.low, part.high) for part in parts]
    if not known or any(low is None or high is None for _, low, high in known):
        return None
    total = sum(value for value, *_ in known)
    down = math.sqrt(sum((value - (low or 0.0)) ** 2 for value, low, _ in known))
    up = math.sqrt(sum(((high or 0.0) - value) ** 2 for value, _, high in known))
    return max(0.0, total - down), total + up


def _assumptions(
    graph: JourneyGraph, flow: Flow, started: float, one: Worth, losses: tuple[Loss, ...]
) -> Iterator[Text]:
    where, currency = graph.workspace.where("journeys", graph.name, "customers"), graph.workspace.currency
    yield say("{customers} customers start it in a year ({place})", customers=count(started), place=_line(where))
    places = ", ".join(_line(place) for place in one.places)
    yield say("one customer is worth {value} a year ({places})", value=money(one.yearly, currency), places=places)
    if one.personas and graph.persona is None:
        yield say("the value of a customer is the mean of the groups, weighted by their part of all customers")
    if one.assumed:
        yield say("the parts of {names} are not given; they are taken as equal parts of the rest",
                  names=", ".join(one.assumed))  # fmt: skip
    if one.left_out:
        yield say("{names} have no value and are left out of the mean", names=", ".join(one.left_out))
    assumed = sum(edge.assumed and flow.visits[edge.source] > 0 for edge in graph.edges)
    if assumed:
        yield say("{n} of {all} shares are not written and assumed to be equal parts", n=count(assumed),
                  all=count(len(graph.edges)))  # fmt: skip
    yield say("it assumes that a customer lost here is lost for a year, and that nobody comes back")
    if any(loss.kind is OutcomeKind.ABANDONED for loss in losses):
        yield say("that those who give up would be worth as much as a customer is an assumption, not a reading")
    yield say("the shares are the journey's own: no published rate of churn enters")
    if losses:
        yield _sureness(losses)


def _sureness(losses: tuple[Loss, ...]) -> Text:
    known = sum(loss.low is not None for loss in losses)
    if not known:
        return say("no interval: none of the shares of loss states the number of visits it was counted in (`n`)")
    if known < len(losses):
        return say("{n} of {all} shares of loss state the visits they were counted in; the sum has no interval",
                   n=count(known), all=count(len(losses)))  # fmt: skip
    return say("the interval holds customers, their value and the visits as given; only the shares of loss vary")


def formula(risk: AtRisk, flow: Flow, currency: str) -> Text:
    """Say the sum in one line: customers × part lost × value of one."""
    return say("{customers} customers a year × {part} lost × {value} a customer and year",
               customers=count(risk.customers), part=share(flow.churn),
               value=money(risk.worth.yearly, currency))  # fmt: skip


def _line(span: Span) -> str:
    return f"{span.file}:{span.line}"
