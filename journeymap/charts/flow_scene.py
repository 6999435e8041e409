"""What a flow graph is made of, measured and named, before anything has a place."""

from collections.abc import Iterator, Mapping

from journeymap.charts.flow_parts import CARD, caption, card, pill, stage_header
from journeymap.charts.journey_kit import EMPTY, Block, Kit
from journeymap.charts.placement import to_dot
from journeymap.records import dataclass
from journeymap.views.flow_graph import FlowEdge, FlowGraph

SHARED_EXITS = 2
"""Ways of being lost up to which they meet in one box; more would be a tangle."""


@dataclass(frozen=True)
class Way:
    """An edge as it is drawn.

    Attributes
    ----------
    tail, head
        Generated names of its boxes.
    label
        What stands beside it, if anything, from its top left corner.
    width
        Of the label, in points.
    """

    edge: FlowEdge
    tail: str
    head: str
    lost: bool
    good: bool
    label: Block
    width: float


@dataclass(frozen=True)
class Scene:
    """All boxes and ways, measured and with generated names, before anything has a place.

    Attributes
    ----------
    boxes
        Width and content by generated name.
    ways
        By key.
    stages
        Names of the boxes of each stage.
    """

    view: FlowGraph
    kit: Kit
    boxes: Mapping[str, tuple[float, Block]]
    ways: Mapping[str, Way]
    stages: Mapping[str, tuple[str, ...]]

    def dot(self) -> str:
        """Describe the graph for a layout program; ways back are turned round, so that time runs down."""
        nodes = [(name, width, block.height) for name, (width, block) in self.boxes.items()]
        edges = [
            (way.head, way.tail, key, weight(way)) if way.edge.back else (way.tail, way.head, key, weight(way))
            for key, way in self.ways.items()
        ]
        labels = {key: (way.width, way.label.height) for key, way in self.ways.items() if way.label.height}
        titles = {
            name: (self.kit.u(CARD), stage_header(self.kit, stage.title, 0, self.kit.u(CARD)).height)
            for name, stage in zip(self.stages, self.view.stages, strict=False)
        }
        return to_dot(nodes, edges, self.stages, "TB", labels={**labels, **titles},
                      gaps=(self.kit.u(22), self.kit.u(30)))  # fmt: skip


def weight(way: Way) -> int:
    """Return how much a way pulls its ends together, 1 to 9."""
    return 1 + round(8 * min(1.0, way.edge.traversals))


def scene_of(view: FlowGraph, kit: Kit, *, apart: bool = False) -> Scene:
    """Measure everything and give it names.

    Parameters
    ----------
    apart
        Whether every way into an outcome gets a box of its own. Else they meet in one; where
        customers are lost in more than two ways to one outcome, each is a line in its touchpoint.
    """
    names = {node.id: f"n{index}" for index, node in enumerate(view.nodes, 1)}
    bands = {stage.nodes[0]: index for index, stage in enumerate(view.stages)} if apart and view.note is None else {}
    titles = {stage.id: stage.title for stage in view.stages}
    within = frozenset() if apart else frozenset(_crowded(view))
    boxes = {}
    for node in view.nodes:
        exits = [(box, edge) for box in view.outcomes if box.id in within
                 for edge in view.edges if (edge.source, edge.target) == (node.id, box.id)]  # fmt: skip
        block = card(kit, node, titles.get(node.stage, ""), bands.get(node.id), exits)
        boxes[names[node.id]] = (kit.u(CARD), block)
    ways: dict[str, Way] = {}
    for index, edge in enumerate(view.edges, 1):
        if edge.target not in within:
            ways[f"e{index}"] = _way(view, kit, names, boxes, edge, f"x{index}" if apart else "")
    stages = {f"s{index}": tuple(names[name] for name in stage.nodes) for index, stage in enumerate(view.stages, 1)}
    return Scene(view, kit, boxes, ways, stages if view.note is None else {})


def _crowded(view: FlowGraph) -> Iterator[str]:
    """Yield the losses that so many ways lead to that lines to them would be a tangle."""
    for box in view.outcomes:
        if not box.kind.good and sum(edge.target == box.id for edge in view.edges) > SHARED_EXITS:
            yield box.id


def _way(
    view: FlowGraph, kit: Kit, names: dict[str, str], boxes: dict[str, tuple[float, Block]], edge: FlowEdge, own: str
) -> Way:
    """Measure a way, and add the box of the outcome it leads to: its own, or the one for all."""
    outcome = next((box for box in view.outcomes if box.id == edge.target), None)
    label = caption(kit, edge)
    if outcome is not None and own:
        boxes[own], label = pill(kit, outcome, edge), (0.0, EMPTY)
    elif outcome is not None and edge.target not in names:
        names[edge.target] = f"o{len(names)}"
        boxes[names[edge.target]] = pill(kit, outcome, None)
    good = outcome is not None and outcome.kind.good
    lost = edge.kind in {"fails", "gives-up"} or (outcome is not None and not good)
    head = own if outcome is not None and own else names[edge.target]
    return Way(edge, names[edge.source], head, lost, good, label[1], label[0])
