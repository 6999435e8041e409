"""The rule ``assumed-shares``."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeymap.flow import solve
from journeymap.graph import Edge, JourneyGraph
from journeymap.model.limits import Limit
from journeymap.records import dataclass
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import count, say, share
from journeymap.vocabulary import State


@dataclass(frozen=True)
class _Branch:
    """A touchpoint at which nobody has counted who goes where.

    Attributes
    ----------
    name
        The touchpoint.
    ways
        Those with an assumed share.
    low, high
        Completion if all whose way is unknown took the worst, or the best, of them.
    worst, best
        Where these lead.
    """

    name: str
    ways: tuple[Edge, ...]
    low: float
    high: float
    worst: str
    best: str


@rule(
    "assumed-shares",
    gap_kind="data",
    quick_action="Count for a week how many customers take each way",
    limits={
        "completion": Limit.share(
            0.05,
            meaning="by how much completion has to vary between the worst and the best of the ways without a share",
        ),
    },
    demands=("golden.4", "phase.2"),
)
def assumed_shares(case: JourneyCase) -> Iterator[Issue]:
    """Where customers go is assumed, and much depends on it.

    Why it matters
    --------------
    Ways without a share are filled with equal parts, so that a map can be
    drawn at once. Where one way leads on and another to the door, completion
    and everything computed from it are then as good as that guess.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            choose:
              channel: web
              emotion: 1
              next: {pay: }   # finds: assumed-shares
              ends: {abandoned: }
            pay: {channel: web, emotion: 1, ends: completed}
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            choose:
              channel: web
              emotion: 1
              next: {pay: 70%}
              ends: {abandoned: 30%}
            pay: {channel: web, emotion: 1, ends: completed}
    ```

    Remedy
    ------
    Count how many take each way, or write what the people who serve there
    think, with `basis: opinion`. Begin where completion varies most.

    Source
    ------
    Computed: the journey is solved again with all customers whose way is
    unknown on the worst and on the best of the ways without a share. Practice
    convention: `completion` is by how much it must vary between the two. The
    range holds for all who start, so reach is not counted a second time.
    """
    if case.state is not State.CURRENT:
        return
    for branch in _branches(case):
        spread = branch.high - branch.low
        if spread < case.limits["completion"]:
            continue
        title = case.graph.title
        message = (
            "nobody has counted who goes where from '{name}': completion is {now} with equal shares, "
            "{low} if all took '{worst}', {high} if all took '{best}'"
        )
        yield Issue(
            say(message, name=title(branch.name), now=share(case.score.flow.completion), low=share(branch.low),
                worst=title(branch.worst), high=share(branch.high), best=title(branch.best)),
            branch.ways[0].path,
            branch.name,
            gap=spread,
            help=say("count how many take each way"),
            evidence=(
                ("completion at worst", share(branch.low)),
                ("completion at best", share(branch.high)),
                ("ways without a share", count(len(branch.ways))),
            ),
            reach=1.0,
        )  # fmt: skip


def _branches(case: JourneyCase) -> Iterator[_Branch]:
    """Yield the touchpoints where the unknown can lie otherwise: two ways at the least have no share."""
    for name in met(case):
        ways = tuple(edge for edge in case.graph.outgoing[name] if edge.assumed)
        if len(ways) > 1:
            ordered = sorted(ways, key=lambda edge: _worth(case, edge.target))
            low, high = (_completion(case.graph, ways, edge) for edge in (ordered[0], ordered[-1]))
            yield _Branch(name, ways, low, high, ordered[0].target, ordered[-1].target)


def _worth(case: JourneyCase, target: str) -> float:
    """Return how likely a good end is from a touchpoint or outcome on; where no way leads out it never comes."""
    if target in case.graph.touchpoints:
        return case.score.flow.completion_from.get(target, 0.0)
    return float(case.graph.outcome_kind(target).good)


def _completion(graph: JourneyGraph, ways: Sequence[Edge], chosen: Edge) -> float:
    """Return the completion of a journey in which all of some ways is taken by one of them."""
    whole = sum(edge.share for edge in ways)
    moved = [
        replace(edge, share=whole if edge is chosen else 0.0) if any(edge is way for way in ways) else edge
        for edge in graph.edges
    ]
    return solve(replace(graph, edges=tuple(moved)), lambda *_: None).completion
