"""The flow graph: who goes where, drawn over coordinates that a layout program gave.

The layout program is told sizes and generated names only. Without one, or with too many
touchpoints, stages are drawn in their place, and the drawing says so.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeymap.charts.axes import Key, legend, line
from journeymap.charts.flow_parts import CARD, caption, card, pill, thickness
from journeymap.charts.journey_kit import EMPTY, Block, Kit, Pen
from journeymap.charts.palette import Theme, band, band_word, mix, readable
from journeymap.charts.placement import Layout, LayoutEngine, PlacedCluster, PlacedEdge, PlacedNode, Point, to_dot
from journeymap.charts.svg import Group, Path, Rect, Shape, document, number
from journeymap.charts.symbols import HANDOFF, RETURN, icon, star
from journeymap.errors import MissingPart
from journeymap.languages import Language
from journeymap.text import Text, say
from journeymap.views.flow_graph import FlowEdge, FlowGraph, by_stage

MOST_NODES = 500
"""Touchpoints past which stages are drawn in their place: layout programs slow down."""

SHARED_EXITS = 2
"""Ways of being lost up to which they meet in one box; more would be a tangle."""


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
        view = by_stage(view, say("Too many touchpoints to draw one by one, so stages are drawn"))
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
                view = by_stage(view, say("No layout program is installed, so stages are drawn"))
    scene = scene_of(view, kit, apart=True)
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
            (way.head, way.tail, key, weight(way)) if way.edge.back else (way.tail, way.head, key, weight(way))
            for key, way in self.ways.items()
        ]
        labels = {key: (way.width, way.label.height) for key, way in self.ways.items() if way.label.height}
        return to_dot(nodes, edges, self.stages, "TB", labels=labels, gaps=(self.kit.u(22), self.kit.u(30)))


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
    bands = {stage.nodes[0]: index for index, stage in enumerate(view.stages)} if view.note is None else {}
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

    def tint(self) -> str:
        """Return the ground of a stage."""
        return mix(self.theme.page, self.theme.line, 0.6)

    def cluster(self, cluster: PlacedCluster) -> Shape:
        return Rect(cluster.x, cluster.y, cluster.width, cluster.height, self.tint(), radius=self.kit.u(6))

    def box(self, node: PlacedNode) -> Shape:
        return Group(self.scene.boxes[node.name][1].shapes, node.x, node.y)

    def way(self, way: Way, edge: PlacedEdge) -> list[Shape]:
        """Draw a way with its arrowhead; its end is cut so that the head has room."""
        points = edge.points[::-1] if way.edge.back else edge.points
        theme, thick = self.theme, thickness(self.kit, way.edge)
        wanted = theme.bad if way.lost else theme.accent if way.edge.loop else theme.good if way.good else theme.edge
        colour = readable(wanted, self.tint(), 3)
        dash = f"{number(2 * thick + 2)} {number(2 * thick + 3)}" if way.lost else ""
        dash = f"{number(thick)} {number(1.6 * thick + 1.5)}" if way.edge.loop else dash
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
        words = self.kit.say(say("How it ends, of all who start"))
        pen.write(words, "small", fill=self.theme.muted, weight="semibold")
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
        middle, box = kit.u(7), (kit.u(4), 0.0, kit.u(18), kit.u(14))
        rated = [node for node in view.nodes if node.score is not None]
        found = [
            Key(kit.say(say("{band} score", band=band_word(step))), (Rect(*box, theme.scores[step], radius=kit.u(3)),))
            for step in sorted({band(node.score) for node in rated if node.score is not None})
        ]
        if any(node.opinion for node in rated):
            open_badge = Rect(*box, theme.surface, theme.edge, 1.3, kit.u(3))
            found.append(Key(kit.say(say("open badge: opinion, nothing was counted")), (open_badge,)))
        thin = line([(0, middle), (kit.u(11), middle)], theme.edge, kit.u(1.2))
        thick = line([(kit.u(16), middle), (kit.u(24), middle)], theme.edge, kit.u(5))
        found.append(Key(kit.say(say("the wider, the more customers")), (thin, thick)))
        return found + [Key(kit.say(words), shapes) for used, words, shapes in self.signs() if used]

    def signs(self) -> list[tuple[bool, Text, tuple[Shape, ...]]]:
        """Return each sign with whether it is in the drawing."""
        kit, theme, edges = self.kit, self.theme, self.scene.view.edges
        middle = kit.u(7)
        red, blue = readable(theme.bad, theme.page, 3), readable(theme.accent, theme.page, 3)
        ink = readable(theme.ink, theme.page, 3)
        return [
            (any(way.lost for way in self.scene.ways.values()), say("fails, or is lost"),
             (line([(0, middle), (kit.u(26), middle)], red, kit.u(2), "6 5"),)),
            (any(edge.loop for edge in edges), say("back with the same matter"),
             (icon(RETURN, kit.u(6), 0, kit.u(14), blue),)),
            (any(edge.handoff for edge in edges), say("someone else takes over"),
             (icon(HANDOFF, kit.u(6), 0, kit.u(14), ink),)),
            (any(node.moment for node in self.scene.view.nodes), say("moment of truth"),
             (star(kit.u(13), middle, kit.u(7), blue),)),
            (any(edge.assumed for edge in edges), say("≈ share that nobody wrote: what is left, in equal parts"), ()),
        ]  # fmt: skip


def curve_of(points: Sequence[Point]) -> str:
    """Write a chain of cubic curves as a path."""
    pairs = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{pairs[0]}C{' '.join(pairs[1:])}"


def _heading(points: Sequence[Point]) -> Point:
    """Return the direction, of length one, in which a chain of curves ends."""
    x, y = points[-1]
    for u, v in reversed(points[:-1]):
        length = math.hypot(x - u, y - v)
        if length > 0.5:
            return (x - u) / length, (y - v) / length
    return 0.0, 1.0


def column(scene: Scene) -> Layout:
    """Stand the boxes below one another, exits at their right, ways past others in lanes at the left.

    This is what is drawn where no layout program helps; every name of the scene has its place in it.
    """
    return _Column(scene).layout()


class _Column:
    """The boxes of a scene below one another."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.kit = scene, scene.kit
        self.mains = [name for name in scene.boxes if name.startswith("n")]
        self.exits: dict[str, list[str]] = {name: [] for name in self.mains}
        for way in scene.ways.values():
            if way.head not in self.exits:
                self.exits[way.tail].append(way.head)
        place = {name: index for index, name in enumerate(self.mains)}
        self.side = [key for key, way in scene.ways.items()
                     if way.head in place and place[way.head] != place[way.tail] + 1]  # fmt: skip
        self.lane = max([scene.ways[key].width for key in self.side], default=0.0) + self.kit.u(14)
        self.left = len(self.side) * self.lane + self.kit.u(12)
        self.tops: dict[str, tuple[float, float, float]] = {}

    def layout(self) -> Layout:
        nodes, y = [], 0.0
        for name in self.mains:
            width, block = self.scene.boxes[name]
            high = sum(self.scene.boxes[end][1].height + self.kit.u(8) for end in self.exits[name])
            tall = max(block.height, high)
            self.tops[name] = (y, block.height, width)
            nodes.append(PlacedNode(name, self.left, y, width, block.height))
            at = y
            for end in self.exits[name]:
                wide, inside = self.scene.boxes[end]
                nodes.append(PlacedNode(end, self.left + width + self.kit.u(64), at, wide, inside.height))
                at += inside.height + self.kit.u(8)
            y += tall + self.kit.u(44)
        places = {node.name: node for node in nodes}
        edges = [self.way(key, way, places) for key, way in self.scene.ways.items()]
        width = max(node.x + node.width for node in nodes)
        return Layout(width, y - self.kit.u(44), tuple(nodes), tuple(edges), (), "column")

    def way(self, key: str, way: Way, places: Mapping[str, PlacedNode]) -> PlacedEdge:
        tail, head = places[way.tail], places[way.head]
        if key in self.side:
            return self.around(key, way, tail, head)
        if way.head in self.exits:
            same = [k for k, w in self.scene.ways.items() if w.tail == way.tail and w.head == way.head]
            x = tail.x + tail.width * (same.index(key) + 1) / (len(same) + 1)
            start, end = (x, tail.y + tail.height), (x, head.y)
            middle = (x + way.width / 2 + self.kit.u(6), (max(start[1], end[1] - self.kit.u(44)) + end[1]) / 2)
        else:
            at = min(head.y + head.height / 2, tail.y + tail.height - self.kit.u(6))
            start, end = (tail.x + tail.width, at), (head.x, head.y + head.height / 2)
            middle = ((start[0] + end[0]) / 2, end[1])
        return PlacedEdge(way.tail, way.head, key, straight((start, end)), middle)

    def around(self, key: str, way: Way, tail: PlacedNode, head: PlacedNode) -> PlacedEdge:
        """Lead a way out at the left, along a lane of its own, and in again."""
        index = self.side.index(key)
        x = self.left - self.kit.u(12) - index * self.lane - self.lane / 2
        part = (index + 1) / (len(self.side) + 1)
        start, end = (tail.x, tail.y + tail.height * (0.5 + part / 2)), (head.x, head.y + head.height * part / 2)
        points = (start, (x, start[1]), (x, end[1]), end)
        points = points[::-1] if way.edge.back else points
        return PlacedEdge(way.tail, way.head, key, straight(points), (x, (start[1] + end[1]) / 2))


def straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Write straight lines as a chain of cubic curves."""
    found = [points[0]]
    for before, after in pairwise(points):
        found += [before, after, after]
    return tuple(found)
