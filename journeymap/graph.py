"""A journey as a frozen networkx graph with typed questions.

Nodes are touchpoints and outcomes. Edges are what customers do: go on, fail, end, or give up (the rest of a
touchpoint's shares). Edge shares are resolved here once: declared as written, missing ones equal parts of what is
left, and what no way takes a rest that gives up; the last two are marked as assumed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from journeymap.model.groups import strong_groups
from journeymap.model.journey import Failure, Journey, Touchpoint
from journeymap.model.record import humanise
from journeymap.model.same import Same
from journeymap.model.workspace import Path, Workspace
from journeymap.records import dataclass
from journeymap.source import Span
from journeymap.vocabulary import OutcomeKind, Service

if TYPE_CHECKING:
    import networkx as nx

GIVES_UP = "abandoned"
"""Outcome of those whom no declared share carries on."""

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Edge:
    """A way customers take.

    Attributes
    ----------
    source, target
        Ids; the target is a touchpoint or an outcome.
    kind
        ``next``, ``ends``, ``fails`` or ``gives-up``.
    share
        Part of the visitors of `source`, 0-1.
    assumed
        Whether the share was left out and filled in, a rest that gives up among them.
    handoff
        Whether someone else takes over: declared, else a change of department between two people.
    repeats
        Whether the customer comes back with the same matter.
    when
        In which case, in words.
    failure
        What goes wrong, for a failure.
    path
        Place in the workspace.
    """

    source: str
    target: str
    kind: str
    share: float
    assumed: bool = False
    handoff: bool = False
    repeats: bool = False
    when: str | None = None
    failure: Failure | None = None
    path: Path = ()


@dataclass(frozen=True)
class JourneyGraph:
    """One journey in one state, ready to be asked.

    Attributes
    ----------
    name
        Id of the journey.
    journey
        The record behind it.
    workspace
        The world it lives in.
    persona
        The group of customers whose shares are used, if any.
    edges
        All ways, in the order of the map.
    entries
        Share of customers who begin at each touchpoint, summing to 1.
    """

    name: str
    journey: Journey
    workspace: Workspace = field(repr=False)
    persona: str | None = None
    edges: tuple[Edge, ...] = field(default=(), repr=False)
    entries: Mapping[str, float] = field(default_factory=dict, repr=False)

    @cached_property
    def network(self) -> "nx.MultiDiGraph[str]":
        """Return the frozen networkx graph; nodes carry ``kind``, edges ``share`` and ``kind``."""
        import networkx as nx  # noqa: PLC0415 - slow to import, and few questions need all of it

        network: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=self.name)
        network.add_nodes_from((name, {"kind": "touchpoint"}) for name in self.touchpoints)
        for edge in self.edges:
            if edge.target not in network:
                network.add_node(edge.target, kind="outcome")
            network.add_edge(edge.source, edge.target, key=edge.kind, share=edge.share, kind=edge.kind)
        nx.freeze(network)
        return network

    @property
    def touchpoints(self) -> Mapping[str, Touchpoint]:
        """Return the touchpoints by id, in the order of the map."""
        return self.journey.touchpoints

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Edge, ...]]:
        """Return the ways out of each touchpoint."""
        found: dict[str, list[Edge]] = {name: [] for name in self.touchpoints}
        for edge in self.edges:
            found[edge.source].append(edge)
        return {name: tuple(edges) for name, edges in found.items()}

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Edge, ...]]:
        """Return the ways into each touchpoint and outcome."""
        found: dict[str, list[Edge]] = {name: [] for name in self.touchpoints}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return {name: tuple(edges) for name, edges in found.items()}

    @cached_property
    def groups(self) -> Mapping[str, float]:
        """Return the groups of customers who take the journey with their parts of it.

        A group without a share takes an equal part of what the others leave. If the journey names its groups, they
        are all who take it, and their parts sum to 1; else their shares stand as written, and what they leave of all
        customers is :attr:`others`. Empty if there is no group, or if their shares are all 0.
        """
        return {self.persona: 1.0} if self.persona else self._parts

    @cached_property
    def _parts(self) -> Mapping[str, float]:
        """Return the parts of all groups, whichever of them is looked at."""
        known = self.workspace.content.personas
        named = self.journey.personas
        chosen = {name: known[name].share for name in dict.fromkeys(named or known) if name in known}
        given = sum(part.value for part in chosen.values() if part is not None)
        blanks = sum(part is None for part in chosen.values())
        rest = max(0.0, 1.0 - given) / blanks if blanks else 0.0
        parts = {name: rest if part is None else part.value for name, part in chosen.items()}
        total = sum(parts.values())
        if total <= 0:
            return {}
        # Shares over 1 by a rounding are brought back to 1.
        scale = total if named or total > 1 - TINY else 1.0
        return {name: part / scale for name, part in parts.items()}

    @property
    def part(self) -> float:
        """Return the part of the customers who take the journey that is looked at: of one group, else 1."""
        return self._parts.get(self.persona, 0.0) if self.persona else 1.0

    @property
    def others(self) -> float:
        """Return the part of the customers that belongs to no group, 0-1; 0 where there are no groups."""
        rest = 1.0 - sum(self.groups.values()) if self.groups else 0.0
        return rest if rest > TINY else 0.0

    @cached_property
    def told_apart(self) -> frozenset[str]:
        """Return the groups for which the files give shares or readings of their own on this journey."""
        starts = (self.journey.starts or {}).values()
        found: set[str | None] = {name for start in starts for name in start.by_persona or {}}
        for point in self.touchpoints.values():
            found.update(point.told_apart, point.read_apart)
        found.update(item.persona for item in self.workspace.content.measurements if item.journey == self.name)
        return frozenset(name for name in found if name is not None)

    @cached_property
    def by_group(self) -> Mapping[str, "JourneyGraph"]:
        """Return the journey of each group: its own shares where they are given, else the ways of all."""
        return {name: build(self.workspace, self.name, name, self) for name in self.groups}

    def title(self, name: str) -> str:
        """Return the title of a touchpoint, stage or outcome; made from the id if none is given."""
        record = self.touchpoints.get(name) or self.journey.stages.get(name) or self.journey.all_outcomes.get(name)
        return (record.title if record is not None else None) or humanise(name)

    def outcome_kind(self, name: str) -> OutcomeKind:
        """Return what kind of end an outcome is."""
        return self.journey.all_outcomes[name].kind

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Return the outcomes that some way leads to, as declared, then the built-in ones."""
        reached = {edge.target for edge in self.edges} - set(self.touchpoints)
        return tuple(name for name in self.journey.all_outcomes if name in reached)

    def path(self, touchpoint: str, *inside: str | int) -> Path:
        """Return the place of a touchpoint, or of something in it, in the workspace."""
        return ("journeys", self.name, "stages", self.journey.stage_of[touchpoint], "touchpoints", touchpoint, *inside)

    def span(self, touchpoint: str, *inside: str | int) -> Span:
        """Return where a touchpoint's key, or the value of a field in it, stands in the files."""
        if inside:
            return self.workspace.where(*self.path(touchpoint, *inside))
        return self.workspace.where_key(*self.path(touchpoint))

    def journey_span(self) -> Span:
        """Return where the journey's key stands in the files."""
        return self.workspace.where_key("journeys", self.name)

    def service(self, name: str) -> Service | None:
        """Return who serves a touchpoint: declared there, else by its channel; `None` if unknown."""
        point = self.touchpoints[name]
        if point.served_by is not None or point.channel is None:
            return point.served_by
        return self.workspace.channels[point.channel].served_by

    def contact(self, name: str) -> bool:
        """Tell whether a visit is a contact: neither a wait without a channel nor a message from the company."""
        return self.service(name) not in {Service.NOBODY, Service.MESSAGE}

    def importance(self, name: str) -> int:
        """Return 1 to 5: declared, 5 for a moment of truth, else the convention 3."""
        point = self.touchpoints[name]
        if point.importance is not None:
            return point.importance
        return 5 if point.moment_of_truth else 3

    @cached_property
    def travelled(self) -> "JourneyGraph":
        """Return the journey without the ways nobody takes, those with a share of 0."""
        edges = tuple(edge for edge in self.edges if edge.share > 0)
        return self if len(edges) == len(self.edges) else replace(self, edges=edges)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """Return the touchpoints some customer can get to."""
        seen = set(self.entries)
        frontier = list(seen)
        while frontier:
            for edge in self.outgoing[frontier.pop()]:
                if edge.target in self.outgoing and edge.target not in seen and edge.share > 0:
                    seen.add(edge.target)
                    frontier.append(edge.target)
        return frozenset(seen)

    @cached_property
    def stuck(self) -> frozenset[str]:
        """Return the reachable touchpoints from which no outcome can be reached."""
        leads = {edge.target for edge in self.edges if edge.target not in self.touchpoints}
        frontier, free = list(leads), set(leads)
        while frontier:
            for edge in self.incoming.get(frontier.pop(), ()):
                if edge.source not in free and edge.share > 0:
                    free.add(edge.source)
                    frontier.append(edge.source)
        return self.reachable - free

    def dead_end(self, name: str) -> bool:
        """Tell whether a touchpoint neither goes on nor ends: its visitors are left alone."""
        return all(edge.kind == "gives-up" for edge in self.outgoing[name])

    def within(self, start: str, steps: int) -> Iterator[str]:
        """Yield the touchpoints reached from one in at most so many steps, nearest first, without it."""
        seen, layer = {start}, [start]
        for _ in range(steps):
            ways = [edge for name in layer for edge in self.outgoing[name] if edge.share > 0]
            layer = [edge.target for edge in ways if edge.target in self.outgoing]
            layer = [name for name in dict.fromkeys(layer) if name not in seen]
            seen.update(layer)
            yield from layer

    @cached_property
    def ways_on(self) -> Mapping[str, tuple[str, ...]]:
        """Return the touchpoints each touchpoint leads to, each once."""
        return {
            name: tuple(dict.fromkeys(edge.target for edge in edges if edge.target in self.outgoing))
            for name, edges in self.outgoing.items()
        }

    def links_among(self, names: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the links between some touchpoints."""
        return ((name, other) for name in names for other in self.ways_on[name] if other in names)

    @cached_property
    def loops(self) -> tuple[frozenset[str], ...]:
        """Return the groups of touchpoints customers can go round in, largest first."""
        ways = self.ways_on
        round_trips = [g for g in strong_groups(ways) if len(g) > 1 or any(name in ways[name] for name in g)]
        return tuple(sorted(round_trips, key=lambda group: (-len(group), sorted(group))))

    def of_purpose(self, *purposes: str) -> tuple[str, ...]:
        """Return the touchpoints made for any of the given purposes."""
        return tuple(name for name, point in self.touchpoints.items() if point.purpose in purposes)


def build(
    workspace: Workspace, name: str, persona: str | None = None, like: JourneyGraph | None = None
) -> JourneyGraph:
    """Link one journey of a workspace into a graph.

    Parameters
    ----------
    workspace
        A valid workspace.
    name
        Id of the journey.
    persona
        Use this group's own shares where they are given.
    like
        The same journey of all customers: the ways of touchpoints at which the group has no shares are taken from it.
    """
    journey = workspace.content.journeys[name]
    order = list(journey.touchpoints)
    edges: list[Edge] = []
    for key, point, follower in zip(order, journey.touchpoints.values(), [*order[1:], None], strict=True):
        own = persona if persona in point.told_apart else None
        if like is not None and own is None:
            edges += like.outgoing[key]
            continue
        path: Path = ("journeys", name, "stages", journey.stage_of[key], "touchpoints", key)
        edges += [_with_handoff(workspace, journey, e) for e in _ways(Same(point), key, follower, path, own)]
    return JourneyGraph(name, journey, workspace, persona, tuple(edges), _entries(journey, persona))


def _entries(journey: Journey, persona: str | None) -> dict[str, float]:
    """Share of each entry; blanks take equal parts of the rest, none given means the first touchpoint.

    Shares that do not sum to 1 are a problem of the files; here a rounding is taken out.
    """
    given = {key: _share(start, persona) for key, start in (journey.starts or {}).items()}
    blanks = sum(share is None for share in given.values())
    rest = max(0.0, 1.0 - sum(share for share in given.values() if share is not None))
    starts = {key: rest / blanks if share is None else share for key, share in given.items()}
    total = sum(starts.values())
    if total <= TINY:
        return {next(iter(journey.touchpoints)): 1.0}
    return {key: value / total for key, value in starts.items() if value > 0}


@lru_cache(maxsize=2048)  # most states of a journey share most of their touchpoints
def _ways(same: Same[Touchpoint], key: str, follower: str | None, path: Path, persona: str | None) -> tuple[Edge, ...]:
    """Resolve the shares of one touchpoint; the sum of all edges is exactly what leaves it."""
    point = same.value
    drafts: list[tuple[Edge, float | None]] = []
    for target, way in (point.next or {}).items():
        edge = Edge(key, target, "next", 0, handoff=bool(way.handoff), repeats=bool(way.repeats), when=way.when,
                    path=(*path, "next", target))  # fmt: skip
        drafts.append((edge, _share(way, persona)))
    for target, end in (point.ends or {}).items():
        edge = Edge(key, target, "ends", 0, when=end.when, path=(*path, "ends", target))
        drafts.append((edge, _share(end, persona)))
    for index, failure in enumerate(point.fails):
        target = failure.to or failure.ends or ""
        edge = Edge(key, target, "fails", 0, handoff=bool(failure.handoff), when=failure.because, failure=failure,
                    path=(*path, "fails", index))  # fmt: skip
        drafts.append((edge, failure.share.value if failure.share else None))
    open_ended = point.ends is None or all(way.share is not None for way in point.ends.values())
    declared = sum(share for _, share in drafts if share is not None)
    if point.next is None and follower is not None and open_ended and declared < 1 - TINY:
        drafts.append((Edge(key, follower, "next", 0, path=path), None))
    blanks = sum(share is None for _, share in drafts)
    rest = max(0.0, 1.0 - declared)
    # A sum may pass 100 % by a rounding; a share nobody could measure is no way at all.
    scale = 1 / declared if declared > 1 else 1.0
    found = []
    for edge, given in drafts:
        share = rest / blanks if given is None else given * scale if given * scale > TINY else 0.0
        assumed = given is None and (blanks != 1 or edge.kind == "fails")
        found.append(Edge(edge.source, edge.target, edge.kind, share, assumed, edge.handoff, edge.repeats, edge.when,
                          edge.failure, edge.path))  # fmt: skip
    if not blanks and rest > TINY:
        found.append(Edge(key, GIVES_UP, "gives-up", rest, assumed=True, path=path))
    return tuple(found)


def _share(way: object, persona: str | None) -> float | None:
    own = (getattr(way, "by_persona", None) or {}).get(persona) if persona else None
    share = own or getattr(way, "share", None)
    return share.value if share is not None else None


def _with_handoff(workspace: Workspace, journey: Journey, edge: Edge) -> Edge:
    """Mark a change of hands: as declared, else another department answers for the next human contact."""
    declared = edge.failure or (journey.touchpoints[edge.source].next or {}).get(edge.target)
    if edge.target not in journey.touchpoints or (declared is not None and declared.handoff is not None):
        return edge
    here, there = journey.touchpoints[edge.source], journey.touchpoints[edge.target]
    moved = here.department is not None and there.department not in {None, here.department}
    if not (moved and _human(workspace, here) and _human(workspace, there)):
        return edge
    return Edge(edge.source, edge.target, edge.kind, edge.share, edge.assumed, True, edge.repeats, edge.when,
                edge.failure, edge.path)  # fmt: skip


def _human(workspace: Workspace, point: Touchpoint) -> bool:
    by_channel = workspace.channels[point.channel].served_by if point.channel is not None else None
    return (point.served_by or by_channel) is Service.HUMAN
