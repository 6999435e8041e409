"""The flow graph as plain values: where customers go, how many, and how it ends for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from journeymap.graph import Edge, JourneyGraph
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules.support import channel_title, persona_title
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, number, say, share
from journeymap.views.journey_map import OutcomeBox, Words, outcome_boxes
from journeymap.views.report_losses import where_lost

KINDS: Mapping[str, Text] = {
    "next": say("goes on"),
    "ends": say("ends"),
    "fails": say("fails"),
    "gives-up": say("gives up"),
}
"""What each kind of way is called."""

LEAST_REACH = 0.005
"""Part of a group from which it counts as getting to a touchpoint: less is written as 0%."""


@dataclass(frozen=True)
class FlowNode:
    """A touchpoint, or a whole stage where touchpoints are too many.

    Attributes
    ----------
    score
        0-100; `opinion` tells whether nothing counted stands behind it.
    reach
        Part of customers who get here, 0-1; `None` for a stage.
    visits
        Expected visits per customer who starts.
    points
        Touchpoints it stands for.
    moment
        Whether it is a moment of truth.
    entry
        Part of customers who begin here, 0-1.
    """

    id: str
    title: str
    stage: str
    channel: str | None = None
    channel_title: Words | None = None
    score: float | None = None
    opinion: bool = True
    reach: float | None = None
    visits: float = 0.0
    points: int = 1
    moment: bool = False
    entry: float = 0.0


@dataclass(frozen=True)
class FlowEdge:
    """A way from a node to a node or an outcome.

    Attributes
    ----------
    kind
        ``next``, ``ends``, ``fails`` or ``gives-up``.
    share
        Part of the visitors of `source`, 0-1; `assumed` if nobody wrote it.
    traversals
        Expected number of times it is taken per customer who starts.
    loop
        Whether customers come back with the same matter: said so, or to an earlier step of a round.
    back
        Whether it leads to an earlier step, so that the way runs against the order of the map.
    """

    source: str
    target: str
    kind: str
    share: float
    traversals: float
    assumed: bool = False
    handoff: bool = False
    loop: bool = False
    back: bool = False


@dataclass(frozen=True)
class FlowStage:
    """A stage with the ids of its nodes in order."""

    id: str
    title: str
    nodes: tuple[str, ...]


@dataclass(frozen=True)
class FlowGraph:
    """Everything a flow graph shows.

    Attributes
    ----------
    title
        Of the journey.
    statement
        The finding of the picture in a sentence; the description for those who cannot see it.
    trapped
        Part of customers who end where no way leads out, 0-1.
    note
        Why it shows stages only.
    thin
        Which ways it leaves out.
    groups
        How it ends for each group of customers of which the files say something of its own: its title, and the
        probability of each outcome, 0-1, in the order of `outcomes`.
    """

    title: str
    statement: Text
    stages: tuple[FlowStage, ...]
    nodes: tuple[FlowNode, ...]
    edges: tuple[FlowEdge, ...]
    outcomes: tuple[OutcomeBox, ...]
    trapped: float = 0.0
    note: Text | None = None
    thin: Text | None = None
    groups: tuple[tuple[str, tuple[float, ...]], ...] = ()

    @property
    def notes(self) -> tuple[Text, ...]:
        """Return what a reader must know about the drawing."""
        return tuple(note for note in (self.note, self.thin) if note is not None)

    @property
    def names(self) -> Mapping[str, Words]:
        """Return the titles of nodes and outcomes by id."""
        return {node.id: node.title for node in self.nodes} | {box.id: box.title for box in self.outcomes}

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the same numbers in rows, head first: a row for each way, then one for each outcome."""
        nodes, names = {node.id: node for node in self.nodes}, self.names
        rows: list[tuple[Words, ...]] = [(say("From"), say("Score"), say("Reach"), say("To"), say("Way"), say("Share"),
                                          say("Times per customer"))]  # fmt: skip
        for edge in self.edges:
            node = nodes[edge.source]
            rated: Words = Figure("score", node.score) if node.score is not None else ""
            reach: Words = share(node.reach) if node.reach is not None else ""
            rows.append((node.title, rated, reach, names[edge.target], way(edge), share(edge.share),
                         number(edge.traversals, 2)))  # fmt: skip
        everybody = say("All customers")
        rows += [(everybody, "", "", box.title, say("outcome"), share(box.share), "") for box in self.outcomes]
        rows += [(group, "", "", box.title, say("outcome"), share(part), "")
                 for group, parts in self.groups for box, part in zip(self.outcomes, parts, strict=True)]  # fmt: skip
        return tuple(rows)


def way(edge: FlowEdge) -> Text:
    """Return what a way is, with its marks, in words."""
    found = KINDS[edge.kind]
    if edge.loop:
        found = say("{way}, back with the same matter", way=found)
    if edge.handoff:
        found = say("{way}, handed over", way=found)
    if edge.assumed:
        found = say("{way}, share assumed", way=found)
    return found


def flow_graph(score: JourneyScore) -> FlowGraph:
    """Gather the flow graph of one journey."""
    graph = score.graph
    return FlowGraph(
        title=graph.journey.title or humanise(graph.name),
        statement=_statement(score),
        stages=tuple(
            FlowStage(name, stage.title or humanise(name), tuple(stage.touchpoints))
            for name, stage in graph.journey.stages.items()
            if stage.touchpoints
        ),
        nodes=tuple(_node(score, name) for name in graph.touchpoints),
        edges=_edges(score),
        outcomes=outcome_boxes(score),
        trapped=score.flow.trapped,
        groups=tuple(_endings(score)),
    )


def _endings(score: JourneyScore) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield how the journey ends for each group that is told apart; nothing if one group is looked at."""
    graph, known = score.graph, score.graph.workspace.content.personas
    for name in graph.groups if graph.persona is None else ():
        if name in graph.told_apart:
            ends = score.by_persona[name].flow.outcomes
            yield persona_title(name, known[name]), tuple(ends.get(outcome, 0.0) for outcome in graph.outcomes)


def by_stage(view: FlowGraph, note: Text) -> FlowGraph:
    """Return a flow graph with one node for each stage and the ways between stages added up.

    Shares are parts of those who leave the stage. Reach is not shown: customers of two
    touchpoints of a stage may be the same ones.

    Parameters
    ----------
    note
        Why stages are shown; ``{count}`` touchpoints are named after it.
    """
    nodes = {node.id: node for node in view.nodes}
    return replace(
        view,
        stages=tuple(FlowStage(stage.id, stage.title, (_whole(stage.id),)) for stage in view.stages),
        nodes=tuple(_merged(stage, [nodes[name] for name in stage.nodes]) for stage in view.stages),
        edges=_aggregated(view),
        note=say("{reason}: {count} touchpoints in {stages} stages", reason=note,
                 count=count(len(view.nodes)), stages=count(len(view.stages))),
    )  # fmt: skip


def without_thin_ways(view: FlowGraph, most: int) -> FlowGraph:
    """Return a flow graph with so many ways between touchpoints at most, the most taken ones.

    The most taken way into and out of each touchpoint is kept even if there are more of them, so that nothing is cut
    off; ways into outcomes are all kept.
    """
    inner = {node.id for node in view.nodes}
    between = sorted((edge for edge in view.edges if edge.target in inner), key=lambda edge: -edge.traversals)
    if len(between) <= most:
        return view
    first_out: dict[str, FlowEdge] = {}
    first_in: dict[str, FlowEdge] = {}
    for edge in between:
        if edge.source != edge.target:
            first_out.setdefault(edge.source, edge)
            first_in.setdefault(edge.target, edge)
    needed = {_key(edge) for edge in (*first_out.values(), *first_in.values())}
    rest = [edge for edge in between if _key(edge) not in needed]
    kept = needed | {_key(edge) for edge in rest[: max(0, most - len(needed))]}
    left_out = [edge for edge in between if _key(edge) not in kept]
    if not left_out:
        return view
    thin = say("{drawn} of {all} ways are drawn; each of the others is taken {times} times per customer at most",
               drawn=count(len(view.edges) - len(left_out)), all=count(len(view.edges)),
               times=number(left_out[0].traversals, 2))  # fmt: skip
    dropped = {_key(edge) for edge in left_out}
    return replace(view, edges=tuple(edge for edge in view.edges if _key(edge) not in dropped), thin=thin)


def _key(edge: FlowEdge) -> tuple[str, str, str]:
    return edge.source, edge.target, edge.kind


def visitors(score: JourneyScore, chosen: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the titles of those of the chosen groups of customers who get to each touchpoint, by its id."""
    known = score.graph.workspace.content.personas
    own = {score.graph.persona: score} if score.graph.persona else score.by_persona
    shown = {name: own[name] for name in chosen}
    return {
        point: tuple(
            persona_title(name, known[name]) for name, found in shown.items() if found.flow.reach[point] >= LEAST_REACH
        )
        for point in score.graph.touchpoints
    }


def _node(score: JourneyScore, name: str) -> FlowNode:
    graph, point = score.graph, score.graph.touchpoints[name]
    total = score.touchpoints[name].score
    channel = channel_title(graph, point.channel) if point.channel else None
    return FlowNode(
        id=name,
        title=graph.title(name),
        stage=graph.journey.stage_of[name],
        channel=point.channel,
        channel_title=channel,
        score=total.value if total else None,
        opinion=total.opinion if total else True,
        reach=score.flow.reach[name],
        visits=score.flow.visits[name],
        moment=bool(point.moment_of_truth),
        entry=graph.entries.get(name, 0.0),
    )


def _edges(score: JourneyScore) -> tuple[FlowEdge, ...]:
    graph = score.graph
    order = {name: index for index, name in enumerate(graph.touchpoints)}
    found = []
    for edge, taken in zip(graph.edges, score.flow.traversals, strict=True):
        back = _leads_back(graph, order, edge)
        found.append(FlowEdge(edge.source, edge.target, edge.kind, edge.share, taken, edge.assumed, edge.handoff,
                              loop=back or edge.repeats, back=back))  # fmt: skip
    return tuple(found)


def _leads_back(graph: JourneyGraph, order: Mapping[str, int], edge: Edge) -> bool:
    """Tell whether a way closes a round: to the same or an earlier touchpoint of one loop."""
    if edge.target not in order or order[edge.target] > order[edge.source]:
        return False
    return any(edge.source in group and edge.target in group for group in graph.loops)


def _statement(score: JourneyScore) -> Text:
    done = share(score.flow.completion)
    if not score.flow.losses:
        return say("{done} of customers complete the journey, and no way leads to a loss", done=done)
    lost = say("{lost} give up or leave", lost=share(score.flow.churn))
    return say("{done} of customers complete the journey; {lost}", done=done, lost=where_lost(score, lost))


def _whole(stage: str) -> str:
    """Return the id of the node of a whole stage; no touchpoint or outcome can have it."""
    return f"stage {stage}"


def _merged(stage: FlowStage, inside: Sequence[FlowNode]) -> FlowNode:
    rated = [(node.score, node.visits) for node in inside if node.score is not None and node.visits > 0]
    total = sum(visits for _, visits in rated)
    return FlowNode(
        id=_whole(stage.id),
        title=stage.title,
        stage=stage.id,
        score=sum(score * visits for score, visits in rated) / total if total else None,
        opinion=all(node.opinion for node in inside),
        visits=sum(node.visits for node in inside),
        points=len(inside),
        moment=any(node.moment for node in inside),
        entry=sum(node.entry for node in inside),
    )


def _aggregated(view: FlowGraph) -> tuple[FlowEdge, ...]:
    """Add up the ways that leave a stage, apart by target and by whether they fail or lead back."""
    stage_of = {node.id: _whole(node.stage) for node in view.nodes}
    order = {_whole(stage.id): index for index, stage in enumerate(view.stages)}
    bundles: dict[tuple[str, str, str, bool], list[FlowEdge]] = {}
    for edge in view.edges:
        source, target = stage_of[edge.source], stage_of.get(edge.target, edge.target)
        if source != target:
            back = order.get(target, len(order)) < order[source]
            bundles.setdefault((source, target, edge.kind, back), []).append(edge)
    leaving: dict[str, float] = {}
    for (source, *_), edges in bundles.items():
        leaving[source] = leaving.get(source, 0.0) + _taken(edges)
    return tuple(
        FlowEdge(source, target, kind, _taken(edges) / leaving[source] if leaving[source] else 0.0, _taken(edges),
                 all(edge.assumed for edge in edges), any(edge.handoff for edge in edges), back, back)
        for (source, target, kind, back), edges in bundles.items()
    )  # fmt: skip


def _taken(edges: Iterable[FlowEdge]) -> float:
    return sum(edge.traversals for edge in edges)
