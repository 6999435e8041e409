"""The rule ``offices-apart``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, met, system_title, taken
from journeymap.rules.wiring import apart, link, link_path, systems_of
from journeymap.text import count, say, share

Pair = tuple[str, str]


@rule(
    "offices-apart",
    gap_kind="technology",
    quick_action="Let both offices look at one list of open changes every morning",
    demands=("one-view", "golden.4"),
)
def offices_apart(case: JourneyCase) -> Iterator[Issue]:
    """Front and back office work in systems that do not know of each other.

    Why it matters
    --------------
    What the customer agreed with one office, the other does not know. Orders
    are lost between the two, and nobody notices before the customer does.

    Flagged
    -------
    ```yaml
    systems:
      desk:
        office: front
        connected_to:
          line-control: manual   # finds: offices-apart
      line-control: {office: back}
    journeys:
      move:
        stages:
          plan:
            call: {channel: phone, systems: [desk, line-control], ends: completed}
    ```

    Fine
    ----
    ```yaml
    systems:
      desk: {office: front, connected_to: {line-control: event}}
      line-control: {office: back}
    journeys:
      move:
        stages:
          plan:
            call: {channel: phone, systems: [desk, line-control], ends: completed}
    ```

    Remedy
    ------
    One record of the order for both offices, with an event or an interface
    that tells of every change; a count of what arrived late or never.

    Source
    ------
    Practice convention; no threshold. A connection by batch is slow, not
    apart; one that nobody has declared is unknown and no finding.
    """
    graph = case.graph
    used: dict[Pair, list[str]] = {}
    for name, pair in _used(case):
        if apart(case.workspace, *pair):
            used.setdefault(pair, []).append(name)
    if not used:
        return
    reach = {pair: max(case.score.flow.reach[name] for name in names) for pair, names in used.items()}
    pair = max(used, key=lambda key: reach[key])
    places = heaviest(case, dict.fromkeys(name for names in used.values() for name in names))
    front, back = (system_title(graph, system) for system in pair)
    by_hand = link(case.workspace, *pair) == "manual"
    message = (
        "'{front}' and '{back}' are joined by hand alone, though '{name}' needs both, for {share} of customers"
        if by_hand
        else "'{front}' and '{back}' do not know of each other, though '{name}' needs both, for {share} of customers"
    )
    worst = heaviest(case, used[pair])[0]
    yield Issue(
        say(message, front=front, back=back, name=graph.title(worst), share=share(min(1.0, reach[pair]))),
        link_path(case.workspace, *pair),
        worst,
        gap=0.8,
        help=say("keep one record of the order that both offices see"),
        evidence=(("reach", share(min(1.0, reach[pair]))), ("pairs apart", count(len(used)))),
        also=tuple(name for name in places if name != worst),
    )


def _used(case: JourneyCase) -> Iterator[tuple[str, Pair]]:
    """Yield each front and back system that work at one touchpoint, or at two that follow each other."""
    graph, systems = case.graph, case.workspace.content.systems
    here = {name: systems_of(graph.touchpoints[name]) for name in met(case)}
    near = {name: dict.fromkeys(here[name]) for name in here}
    for edge in graph.edges:
        together = edge.source in here and edge.target in here and taken(case, edge) > 0
        if together and graph.touchpoints[edge.source].need == graph.touchpoints[edge.target].need:
            near[edge.source].update(dict.fromkeys(here[edge.target]))
    for name, known in near.items():
        fronts = [key for key in known if key in systems and systems[key].office == "front"]
        backs = [key for key in known if key in systems and systems[key].office == "back"]
        own = set(here[name])
        yield from ((name, (front, back)) for front in fronts for back in backs if {front, back} & own)
