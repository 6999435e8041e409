"""The flow graph: who goes where, drawn over coordinates that a layout program gave.

The layout program is told sizes and generated names only. Without one, or with too many
touchpoints, stages are drawn in their place, and the drawing says so.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.charts.axes import Key, legend, line
from journeymap.charts.flow_parts import CARD, caption, card, pill, thickness
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import Theme, band_word, mix, readable
from journeymap.charts.placement import Layout, LayoutEngine, PlacedCluster, PlacedEdge, PlacedNode, Point, to_dot
from journeymap.charts.svg import Group, Path, Rect, Shape, document, number
from journeymap.charts.symbols import HANDOFF, RETURN, icon, star
from journeymap.errors import MissingPart
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.flow_graph import FlowEdge, FlowGraph, by_stage

MOST_NODES = 500
"""Touchpoints past which stages are drawn in their place: layout programs slow down."""

SHARED_EXITS = 2
"""Ways into an outcome up to which they meet in one place; more would be a tangle."""


def flow_graph(view: FlowGraph, language: Language, theme: Theme, *, prefix: str, layout: LayoutEngine) -> str:
    """Draw the flow graph of a journey.

    Parameters
    ----------
    prefix
        Begins every id in the drawing.
    layout
        Gives coordinates for a DOT text; if it raises
        :class:`~journeymap.errors.MissingPart`, stages are drawn one below another.

    Returns
    -------
    str
        One SVG element.
    """
    kit = Kit(theme, language)
    if len(view.nodes) > MOST_NODES:
        view = by_stage(view, say("too many touchpoints to draw one by one"))
    scene, placed = _placed(view, kit, layout)
    drawn = _Drawing(scene, placed)
    shapes, width, height = drawn.shapes()
    title = language.say(say("{title}: how customers move", title=view.title))
    return document(shapes, width=width, height=height, title=title, description=language.say(view.statement),
                    prefix=prefix)  # fmt: skip


def _placed(view: FlowGraph, kit: Kit, layout: LayoutEngine) -> "tuple[Scene, Layout]":
    """Have the graph laid out, or stand its stages below one another."""
    if len(view.nodes) <= MOST_NODES:
        scene = scene_of(view, kit)
        try:
            return scene, layout(scene.dot())
        except MissingPart:
            if view.note is None:
                view = by_stage(view, say("no layout program is installed, so stages are drawn"))
    scene = scene_of(view, kit, shared=0)
    return scene, column(scene)


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
            (way.head, way.tail, key, weight(way)) if way.edge.loop else (way.tail, way.head, key, weight(way))
            for key, way in self.ways.items()
        ]
        labels = {key: (way.width, way.label.height) for key, way in self.ways.items() if way.label.height}
        return to_dot(nodes, edges, self.stages, "TB", labels=labels, gaps=(self.kit.u(22), self.kit.u(30)))


def weight(way: Way) -> int:
    """Return how much a way pulls its ends together, 1 to 9."""
    return 1 + round(8 * min(1.0, way.edge.traversals))


def scene_of(view: FlowGraph, kit: Kit, shared: int = SHARED_EXITS) -> Scene:
    """Measure everything and give it names.

    Parameters
    ----------
    shared
        Ways into an outcome up to which they lead to one box; else each gets its own.
    """
    names = {node.id: f"n{index}" for index, node in enumerate(view.nodes, 1)}
    bands = {stage.nodes[0]: index for index, stage in enumerate(view.stages)}
    titles = {stage.id: stage.title for stage in view.stages}
    merged = any(node.points > 1 for node in view.nodes) or view.note is not None
    boxes: dict[str, tuple[float, Block]] = {}
    for node in view.nodes:
        head = None if merged else bands.get(node.id)
        boxes[names[node.id]] = (kit.u(CARD), card(kit, node, titles.get(node.stage, ""), head))
    ways = _ways(view, kit, names, boxes, shared)
    stages = {f"s{index}": tuple(names[name] for name in stage.nodes) for index, stage in enumerate(view.stages, 1)}
    return Scene(view, kit, boxes, ways, {} if merged else stages)


def _ways(
    view: FlowGraph, kit: Kit, names: Mapping[str, str], boxes: dict[str, tuple[float, Block]], shared: int
) -> dict[str, Way]:
    """Name the ways, and add a box for each outcome, or one for each exit where exits are many."""
    outcomes = {box.id: box for box in view.outcomes}
    many = {name: sum(edge.target == name for edge in view.edges) > shared for name in outcomes}
    ends: dict[str, str] = {}
    found: dict[str, Way] = {}
    for index, edge in enumerate(view.edges, 1):
        outcome, label = outcomes.get(edge.target), caption(kit, edge)
        if outcome is None:
            head = names[edge.target]
        elif many[outcome.id]:
            head, label = f"x{index}", (0.0, Block(0.0, ()))
            boxes[head] = pill(kit, outcome, edge)
        else:
            head = ends.setdefault(outcome.id, f"o{len(ends) + 1}")
            boxes.setdefault(head, pill(kit, outcome, None))
        good = outcome is not None and outcome.kind.good
        lost = edge.kind in {"fails", "gives-up"} or (outcome is not None and not good)
        found[f"e{index}"] = Way(edge, names[edge.source], head, lost, good, label[1], label[0])
    return found


class _Drawing:
    """A laid-out graph while it is drawn."""

    def __init__(self, scene: Scene, placed: Layout) -> None:
        self.scene, self.placed, self.kit, self.theme = scene, placed, scene.kit, scene.kit.theme
        self.edge = scene.kit.u(16)
        self.width = max(placed.width + 2 * self.edge, scene.kit.u(560))
        self.left = (self.width - placed.width) / 2

    def shapes(self) -> tuple[tuple[Shape, ...], float, float]:
        """Return the drawing with its width and height."""
        foot = self.foot()
        low = self.edge + self.placed.height + self.kit.u(18)
        inside: list[Shape] = [self.cluster(cluster) for cluster in self.placed.clusters]
        for edge in sorted(self.placed.edges, key=lambda edge: edge.key):
            inside += self.way(self.scene.ways[edge.key], edge)
        inside += [self.box(node) for node in self.placed.nodes]
        inside += [shape for edge in self.placed.edges for shape in self.label(edge)]
        height = low + foot.height + self.edge
        page = Rect(0, 0, self.width, height, self.theme.page)
        graph = Group(tuple(inside), self.left, self.edge)
        return (page, graph, Group(foot.shapes, self.edge, low)), self.width, height

    def cluster(self, cluster: PlacedCluster) -> Shape:
        tint = mix(self.theme.page, self.theme.stage[0], 0.10)
        return Rect(cluster.x, cluster.y, cluster.width, cluster.height, tint, radius=self.kit.u(6))

    def box(self, node: PlacedNode) -> Shape:
        return Group(self.scene.boxes[node.name][1].shapes, node.x, node.y)

    def way(self, way: Way, edge: PlacedEdge) -> list[Shape]:
        """Draw a way with its arrowhead; its end is cut so that the head has room."""
        points = edge.points[::-1] if way.edge.loop else edge.points
        theme, thick = self.theme, thickness(self.kit, way.edge)
        wanted = theme.bad if way.lost else theme.accent if way.edge.loop else theme.good if way.good else theme.edge
        colour = readable(wanted, mix(theme.page, theme.stage[0], 0.10), 3)
        dash = f"{number(2 * thick + 2)} {number(2 * thick + 3)}" if way.lost else ""
        dash = f"0.1 {number(2 * thick + 1)}" if way.edge.loop else dash
        (x, y), (dx, dy) = points[-1], _heading(points)
        size = self.kit.u(5) + thick
        back = (x - dx * size * 0.8, y - dy * size * 0.8)
        side = size * 0.55
        corners = ((x, y), (x - dx * size - dy * side, y - dy * size + dx * side),
                   (x - dx * size + dy * side, y - dy * size - dx * side))  # fmt: skip
        head = "M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "z"
        return [Path(curve_of((*points[:-1], back)), stroke=colour, stroke_width=thick, dash=dash), Path(head, colour)]

    def label(self, edge: PlacedEdge) -> list[Shape]:
        way = self.scene.ways[edge.key]
        x, y = edge.label_at
        return [Group(way.label.shapes, x - way.width / 2, y - way.label.height / 2)] if way.label.height else []

    def foot(self) -> Block:
        """Return what stands below the graph: how it ends, what the signs mean, what to know."""
        pen = Pen(self.kit, self.theme.page, self.width - 2 * self.edge)
        view = self.scene.view
        if view.note is not None:
            pen.write(self.kit.say(view.note), "body", weight="semibold")
            pen.down(8)
        pen.write(self.kit.say(say("How it ends, of all who start")), "small", fill=self.theme.muted, weight="semibold")
        pen.down(5)
        x = line_top = 0.0
        line_top, deepest = pen.y, pen.y
        for outcome in view.outcomes:
            wide, block = pill(self.kit, outcome, None)
            if x > 0 and x + wide > pen.width:
                x, line_top = 0.0, deepest + self.kit.u(6)
            pen.add(Group(block.shapes, x, line_top))
            x, deepest = x + wide + self.kit.u(8), max(deepest, line_top + block.height)
        pen.y = deepest
        pen.down(12)
        keys = legend(self.kit, self.keys(), pen.width, self.theme.page)
        pen.add(Group(keys.shapes, 0, pen.y))
        pen.y += keys.height
        return pen.done()

    def keys(self) -> list[Key]:
        """Return the signs that are in the drawing, with their meaning."""
        kit, theme, view = self.kit, self.theme, self.scene.view
        bands = {sum(node.score >= limit for limit in BANDS) for node in view.nodes if node.score is not None}
        found = [Key(kit.say(say("{band} score", band=band_word(index))),
                     (Rect(kit.u(4), 0, kit.u(18), kit.u(14), theme.scores[index], radius=kit.u(3)),))
                 for index in sorted(bands)]  # fmt: skip
        if any(node.score is not None and node.opinion for node in view.nodes):
            box = Rect(kit.u(4), 0, kit.u(18), kit.u(14), theme.surface, theme.edge, 1.3, kit.u(3))
            found.append(Key(kit.say(say("open badge: opinion, nothing was counted")), (box,)))
        thin, thick = line([(0, kit.u(7)), (kit.u(12), kit.u(7))], theme.edge, kit.u(1.2)), kit.u(5)
        wide = line([(kit.u(15), kit.u(7)), (kit.u(24), kit.u(7))], theme.edge, thick)
        found.append(Key(kit.say(say("the wider, the more customers")), (thin, wide)))
        if any(way.lost for way in self.scene.ways.values()):
            red = readable(theme.bad, theme.page, 3)
            found.append(Key(kit.say(say("fails, or is lost")), (line([(0, kit.u(7)), (kit.u(26), kit.u(7))], red, 2, "6 5"),)))
        found += [Key(kit.say(words), (icon(sign, kit.u(6), 0, kit.u(14), colour),) if sign else
                      (star(kit.u(13), kit.u(7), kit.u(7), colour),))
                  for used, words, sign, colour in self.signs() if used]  # fmt: skip
        if any(edge.assumed for edge in view.edges):
            found.append(Key(kit.say(say("≈ share assumed: nobody wrote it")), ()))
        return found
