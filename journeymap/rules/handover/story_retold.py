"""The rule ``story-retold``."""

from collections.abc import Iterator, Mapping, Sequence

from journeymap.graph import JourneyGraph
from journeymap.model.limits import Limit
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_reaches
from journeymap.rules.support import before, heaviest, listed, met, reading
from journeymap.rules.wiring import joined
from journeymap.text import count, say


@dataclass(frozen=True, slots=True)
class _Retold:
    """Data a touchpoint asks for although it was told before, or is held elsewhere."""

    name: str
    again: tuple[str, ...]
    held: tuple[str, ...]
    handed: bool
    reasked: float

    @property
    def many(self) -> int:
        return len(dict.fromkeys((*self.again, *self.held)))


@rule(
    "story-retold",
    gap_kind="data",
    quick_action="Whoever hands on writes three lines, and the next one begins with them",
    limits={
        "items": Limit.count(
            2,
            meaning="from how many data asked again on it counts where hands do not change; after a change of hands "
            "one is enough",
        ),
        "reasks": Limit(
            1,
            low=0.1,
            meaning="from how many questions asked again per case on it counts, where that is measured",
        ),
    },
    demands=("golden.4", "one-view"),
)
def story_retold(case: JourneyCase) -> Iterator[Issue]:
    """No desk knows what customers have told the one before.

    Why it matters
    --------------
    Without one view of the customer every contact starts from nothing. The
    customer carries the file from desk to desk, and hears in each question
    that nobody was listening.

    Flagged
    -------
    ```yaml
    data: {contract: Contract number, reason: What happened}
    journeys:
      complain:
        stages:
          ask:
            chat: {channel: chat, asks: [contract, reason], next: supervisor}
            supervisor:
              channel: chat
              asks: [contract, reason]   # finds: story-retold
              ends: completed
    ```

    Fine
    ----
    ```yaml
    data: {contract: Contract number, reason: What happened}
    journeys:
      complain:
        stages:
          ask:
            chat: {channel: chat, asks: [contract, reason], next: supervisor}
            supervisor: {channel: chat, uses: [contract, reason], ends: completed}
    ```

    Remedy
    ------
    Keep the case where everybody who serves sees it, and connect the systems
    that hold the answers. Until then, hand the case over in the customer's
    hearing.

    Source
    ------
    Practice convention: `items` is from how many data asked again it counts
    where hands do not change, to leave room for identification; after a change
    of hands one is enough. `reasks` is from how many times per case, where that
    is measured.
    """
    if not any(point.asks or "reasks" in point.readings() for point in case.graph.touchpoints.values()):
        return
    earlier = before(case.graph)
    found = [item for name in met(case) if (item := _retold(case, name, earlier)) is not None]
    groups: dict[str, list[_Retold]] = {}
    for item in found:
        point = case.graph.touchpoints[item.name]
        groups.setdefault(point.need or case.graph.journey.stage_of[item.name], []).append(item)
    for group in groups.values():
        yield _issue(case, group)


def _retold(case: JourneyCase, name: str, earlier: Mapping[str, frozenset[str]]) -> _Retold | None:
    graph = case.graph
    asked = graph.touchpoints[name].asks
    again = tuple(item for item in asked if any(item in graph.touchpoints[step].asks for step in earlier[name]))
    held = tuple(item for item in asked if item not in again and _elsewhere(graph, name, item))
    found = reading(case, name, "reasks")
    reasked = found.estimate.value if found is not None and surely_reaches(found, case.limits["reasks"]) else 0.0
    handed = any(
        (edge.handoff or edge.repeats) and edge.source != name and set(asked) & set(graph.touchpoints[edge.source].asks)
        for edge in graph.incoming[name]
        if edge.share > 0
    )
    item = _Retold(name, again, held, handed, reasked)
    enough = item.many >= case.limits["items"] or reasked > 0
    return item if enough or handed else None


def _elsewhere(graph: JourneyGraph, name: str, item: str) -> bool:
    """Tell whether a system holds it that none of the touchpoint's systems is connected with."""
    systems = graph.workspace.content.systems
    record = graph.workspace.content.data.get(item)
    holders = {key for key, system in systems.items() if item in system.holds}
    holders |= {record.source} if record and record.source else set()
    own = graph.touchpoints[name].systems
    if not holders or not own or holders & set(own):
        return False
    return not any(joined(graph.workspace, one, other) for one in own for other in holders)


def _issue(case: JourneyCase, group: Sequence[_Retold]) -> Issue:
    graph = case.graph
    order = heaviest(case, [item.name for item in group])
    worst, *others = sorted(group, key=lambda i: (not i.handed, -i.reasked, -i.many, order.index(i.name)))
    items = [_data_title(graph, item) for item in dict.fromkeys((*worst.again, *worst.held))]
    field = ("asks",) if graph.touchpoints[worst.name].asks else ("measures", "reasks")
    message = "customers at '{name}' are asked again for {data}"
    if others:
        message = "customers at '{name}' are asked again for {data}; the same happens at {others}"
    blanks = {"others": listed([graph.title(item.name) for item in others])} if others else {}
    told = listed(items) if items else say("what they have said")
    return Issue(
        say(message, name=graph.title(worst.name), data=told, **blanks),
        graph.path(worst.name, *field),
        worst.name,
        gap=min(1.0, max(worst.many, worst.reasked) / 4),
        help=say("keep the case where everybody who serves sees it"),
        evidence=(("asked before", count(len(worst.again))), ("held by another system", count(len(worst.held)))),
        also=tuple(item.name for item in others),
    )


def _data_title(graph: JourneyGraph, item: str) -> str:
    record = graph.workspace.content.data.get(item)
    return (record.title if record else None) or humanise(item)
