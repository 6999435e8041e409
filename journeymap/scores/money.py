"""What is at risk in a year, from the client's own figures only.

For each way on which customers are lost::

    value at risk = customers a year × visits × P(lost on this way) × yearly value of one customer

Where the groups of customers go different ways, the sum runs over the groups,
each with its part of the customers, its own shares and its own value; a mean
loss times a mean value would miss that those who are worth more may be lost
more often. No published rate of churn enters anywhere.

Intervals
---------
What is lost at one touchpoint out of one sample is one share: the ways of loss
there are added up and get Wilson's interval together. Customers who come round
again have not left, so that the share is one of those who leave, ``n ×
P(visited at all) / visits``; it can never pass those who come there. Different
touchpoints are independent samples: the distances to the ends of their
intervals add in squares (G. Y. Zou and A. Donner, "Construction of confidence
intervals about effect measures: a general approach", Statistics in Medicine 27
(2008) 1693-1702), and the sum ends at what is at stake.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from journeymap.flow import Flow, Passage
from journeymap.graph import Edge, JourneyGraph
from journeymap.metrics.pooling import wilson
from journeymap.model.journey import Ending, Failure, Transition
from journeymap.records import dataclass
from journeymap.scores.money_words import assumptions
from journeymap.scores.stake import AtRisk, Ends, GroupLoss, Loss, Spot, Worth, Yearly, sum_interval
from journeymap.vocabulary import OutcomeKind


def customers(graph: JourneyGraph) -> float | None:
    """Return how many customers, of the group looked at, start the journey in a year; `None` if it is not written."""
    return graph.part * graph.journey.customers.per_year if graph.journey.customers else None


def worth(graph: JourneyGraph) -> Worth | None:
    """Return what one customer is worth in a year: declared at the journey, else the personas' mean by share.

    For the journey of one persona it is that persona's own value, unless the journey declares one for everybody.
    """
    journey, where = graph.journey, graph.workspace.where
    personas = graph.workspace.content.personas
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


Solved = TypeVar("Solved", bound=Flow | Passage)


@dataclass(frozen=True)
class Member(Generic[Solved]):
    """One group with its own ways: a part of the customers, and what one of them is worth in a year."""

    name: str | None
    part: float
    yearly: float
    graph: JourneyGraph
    flow: Solved


def members(
    graph: JourneyGraph, flow: Solved, groups: Mapping[str, tuple[JourneyGraph, Solved]], mean: float
) -> tuple[Member[Solved], ...]:
    """Return over whom the money is summed: the groups where they differ in ways or value, else everybody at once.

    Parameters
    ----------
    graph, flow
        The journey of all customers and its solution.
    groups
        The same of each group.
    mean
        What one customer is worth on average; it stands for a group without a value and for those in no group.
    """
    found = [
        Member(name, graph.groups[name], one.yearly if (one := worth(own)) else mean, own, solved)
        for name, (own, solved) in groups.items()
    ]
    if all(member.yearly == mean and _ways(member.graph) == _ways(graph) for member in found):
        return (Member(None, 1.0, mean, graph, flow),)
    return (*found, *([Member(None, graph.others, mean, graph, flow)] if graph.others else []))


def _ways(graph: JourneyGraph) -> tuple[object, ...]:
    """Return what the flow of a journey hangs on."""
    return dict(graph.entries), [(edge.source, edge.target, edge.share) for edge in graph.edges]


def at_risk(
    graph: JourneyGraph, flow: Flow, groups: Mapping[str, tuple[JourneyGraph, Flow | Passage]] | None = None
) -> AtRisk | None:
    """Return what a journey puts at risk in a year; `None` if customers or their value are unknown.

    Parameters
    ----------
    graph, flow
        The journey and its solution.
    groups
        The same for each group of customers, if it is the journey of all.
    """
    started, one = customers(graph), worth(graph)
    if started is None or one is None:
        return None
    parts = members(graph, flow, groups or {}, one.yearly)
    stake = started * sum(member.part * member.yearly for member in parts)
    found = [*_losses(graph, flow, parts, started, one.yearly), *_trapped(graph, parts, started)]
    found.sort(key=lambda loss: (-loss.value, loss.touchpoint))
    losses = tuple(loss for loss in found if loss.visits > 0 and (loss.value > 0 or loss.n))
    spots = tuple(_spots(graph, flow, losses, started * one.yearly))
    split = _split(parts, started) if len(parts) > 1 else ()
    risk = AtRisk(started, one, losses, spots, stake, split, ())
    return replace(risk, assumptions=tuple(assumptions(graph, flow, risk)))


def yearly(
    graph: JourneyGraph, flow: Flow, groups: Mapping[str, tuple[JourneyGraph, Flow | Passage]] | None = None
) -> Yearly | None:
    """Return what all who start are worth in a year, by how it ends for them; `None` as with :func:`at_risk`.

    Parameters
    ----------
    graph, flow, groups
        As with :func:`at_risk`.
    """
    started, one = customers(graph), worth(graph)
    if started is None or one is None:
        return None
    parts = members(graph, flow, groups or {}, one.yearly)
    sums = {kind: started * sum(member.part * member.yearly * _ending(member, kind) for member in parts)
            for kind in (OutcomeKind.COMPLETED, OutcomeKind.NOT_ELIGIBLE)}  # fmt: skip
    stake = started * sum(member.part * member.yearly for member in parts)
    return Yearly(stake, sums[OutcomeKind.COMPLETED], sums[OutcomeKind.NOT_ELIGIBLE])


def _ending(member: Member[Flow | Passage], kind: OutcomeKind) -> float:
    """Return the part of a group for whom it ends in one kind of outcome."""
    graph = member.graph
    ends = {name for name in graph.journey.all_outcomes if graph.outcome_kind(name) is kind}
    return sum(taken for edge, taken in zip(graph.edges, member.flow.traversals, strict=True) if edge.target in ends)


def _split(parts: Sequence[Member[Flow | Passage]], started: float) -> tuple[GroupLoss, ...]:
    return tuple(
        GroupLoss(one.name, started * one.part, one.flow.churn, one.yearly,
                  started * one.part * one.flow.churn * one.yearly)
        for one in parts
    )  # fmt: skip


def _losses(
    graph: JourneyGraph, flow: Flow, parts: Sequence[Member[Flow | Passage]], started: float, mean: float
) -> Iterator[Loss]:
    """Yield what is lost on each way of all customers or of a group."""
    declared: dict[tuple[str, str], list[Edge]] = {}
    for edge in (edge for member in parts for edge in member.graph.edges):
        if edge.target not in graph.touchpoints and not graph.outcome_kind(edge.target).good:
            declared.setdefault((edge.source, edge.target), [])
    for edge in graph.edges:
        if (edge.source, edge.target) in declared:
            declared[edge.source, edge.target].append(edge)
    for (source, target), edges in declared.items():
        taken = [_taken(member, source, target) for member in parts]
        lost = sum(member.part * part for member, part in zip(parts, taken, strict=True))
        value = started * sum(member.part * part * member.yearly for member, part in zip(parts, taken, strict=True))
        visits = sum(member.part * member.flow.visits[source] for member in parts)
        counted = {counted_in(graph, edge) for edge in edges if edge.share > 0 or counted_in(graph, edge)}
        n = counted.pop() if len(counted) == 1 else None
        share = sum(edge.share for edge in edges)
        ends = _ends(flow, source, share, n, value, started * mean) if n else None
        place = graph.workspace.where(*edges[0].path) if edges else graph.span(source)
        yield Loss(source, target, graph.outcome_kind(target), visits, lost / visits if visits > 0 else 0.0,
                   started * lost, value, ends[0] if ends else None, ends[1] if ends else None, n,
                   place)  # fmt: skip


def _taken(member: Member[Flow | Passage], source: str, target: str) -> float:
    """Return how many of a group's customers take a way, per customer who starts."""
    ways = (edge for edge in member.graph.outgoing[source] if edge.target == target)
    return member.flow.visits[source] * sum(edge.share for edge in ways)


def _ends(flow: Flow, source: str, share: float, n: int, value: float, whole: float) -> Ends | None:
    """Return the interval of what is lost at a touchpoint by a share counted in n visits.

    Only those who do not come back have left for good or gone on for good: of n visits these are n × reach / visits.
    Where groups differ in loss or value, the interval of the share is carried over in proportion.
    """
    visits, reach = flow.visits[source], flow.reach[source]
    if visits <= 0 or reach <= 0:
        return None
    leaving = max(1, round(n * reach / visits))
    found = wilson(min(1.0, share * visits / reach) * leaving, leaving)
    if found.low is None or found.high is None:
        return None
    worth_of_one = value / (visits * share) if share > 0 else whole
    return worth_of_one * reach * found.low, worth_of_one * reach * found.high


def _spots(graph: JourneyGraph, flow: Flow, losses: Sequence[Loss], whole: float) -> Iterator[Spot]:
    """Add up what is lost at each touchpoint: ways out of one sample as one share, samples as independent."""
    for name in dict.fromkeys(loss.touchpoint for loss in losses):
        here = [loss for loss in losses if loss.touchpoint == name]
        value = sum(loss.value for loss in here)
        samples = dict.fromkeys(loss.n for loss in here)
        ends = [_sample(graph, flow, [loss for loss in here if loss.n == n], whole) for n in samples]
        if any(end is None for end in ends):
            yield Spot(name, value, None)
            continue
        known = [Spot(name, sum(loss.value for loss in here if loss.n == n), end)
                 for n, end in zip(samples, ends, strict=True)]  # fmt: skip
        yield known[0] if len(known) == 1 else Spot(name, value, sum_interval(known, whole * flow.reach[name]))


def _sample(graph: JourneyGraph, flow: Flow, losses: Sequence[Loss], whole: float) -> Ends | None:
    first = losses[0]
    if first.n is None:
        return None
    targets = {loss.outcome for loss in losses}
    share = sum(edge.share for edge in graph.outgoing[first.touchpoint] if edge.target in targets)
    return _ends(flow, first.touchpoint, share, first.n, sum(loss.value for loss in losses), whole)


def _trapped(graph: JourneyGraph, parts: Sequence[Member[Flow | Passage]], started: float) -> Iterator[Loss]:
    """Yield who come into a trap, by the touchpoint where they do."""
    caught = [_caught(member.graph, member.flow) if member.flow.trapped > 0 else {} for member in parts]
    for name in dict.fromkeys(name for each in caught for name in each):
        both = [(member, each.get(name, 0.0)) for member, each in zip(parts, caught, strict=True)]
        lost = sum(member.part * part for member, part in both)
        value = started * sum(member.part * part * member.yearly for member, part in both)
        yield Loss(name, None, None, 1.0, lost, started * lost, value, None, None, None, graph.span(name))


def _caught(graph: JourneyGraph, flow: Flow | Passage) -> dict[str, float]:
    """Return the part of customers who come into a trap, which they never leave, by the touchpoint where they do."""
    found = {name: graph.entries.get(name, 0.0) for name in sorted(graph.stuck)}
    for edge, taken in zip(graph.edges, flow.traversals, strict=True):
        if edge.target in found and edge.source not in found:
            found[edge.target] += taken
    return found


def counted_in(graph: JourneyGraph, edge: Edge) -> int | None:
    """Return in how many visits the share of a way was counted; `None` if that is not written.

    The number is one of all customers; of a single group nothing says in how many of its visits it was counted.
    """
    if graph.persona is not None:
        return None
    point = graph.touchpoints[edge.source]
    way: Transition | Ending | Failure | None = edge.failure
    if edge.kind in {"next", "ends"}:
        ways: Mapping[str, Transition | Ending] = (point.next if edge.kind == "next" else point.ends) or {}
        way = ways.get(edge.target)
    return way.n if way is not None and way.share is not None and way.n else None
