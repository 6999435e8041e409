"""The flow graph: who goes where, drawn over coordinates that a layout program gave.

The layout program is told sizes and generated names only. Without one, or with too many
touchpoints, stages are drawn in their place, and the drawing says so.
"""

import math
from collections.abc import Sequence

from journeymap.charts.axes import Key, legend, line
from journeymap.charts.flow_column import column
from journeymap.charts.flow_parts import pill, stage_header, thickness
from journeymap.charts.flow_scene import Scene, Way, scene_of
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.journey_tracks import UNUSED
from journeymap.charts.palette import Theme, band, band_word, mix, readable
from journeymap.charts.picture import Drawing, Headed, picture
from journeymap.charts.placement import Layout, LayoutEngine, PlacedBox, PlacedEdge, Point
from journeymap.charts.svg import Group, Path, Rect, Shape, number
from journeymap.charts.symbols import HANDOFF, RETURN, icon, star
from journeymap.errors import MissingPart
from journeymap.languages import Language
from journeymap.text import Text, say
from journeymap.views.flow_graph import FlowGraph, by_stage, without_thin_ways
from journeymap.views.journey_map import Words
from journeymap.views.totals import stuck

BROKEN = 3.2
"""Greatest width of a dotted or dashed way: wider ones fall apart into blocks."""

MOST_NODES = 500
"""Touchpoints past which stages are drawn in their place: layout programs slow down."""


SPARE_WAYS = (60, 20)
"""Ways beyond one for each touchpoint that are drawn, at the first and at the second try: layout programs slow down
with each of them, and nobody follows more."""


def flow_graph(view: FlowGraph, language: Language, theme: Theme, *, prefix: str, layout: LayoutEngine) -> str:
    """Draw the flow graph of a journey; see :func:`drawn`.

    Returns
    -------
    str
        One SVG element.
    """
    return drawn(view, language, theme, prefix=prefix, layout=layout)[0]


def drawn(
    view: FlowGraph,
    language: Language,
    theme: Theme,
    *,
    prefix: str,
    layout: LayoutEngine,
    state: Words | None = None,
) -> tuple[str, tuple[Text, ...]]:
    """Draw the flow graph of a journey.

    Parameters
    ----------
    prefix
        Begins every id in the drawing.
    layout
        Gives coordinates for a DOT text; if it raises
        :class:`~journeymap.errors.MissingPart`, stages are drawn one below another.
    state
        Which state is shown; given, the drawing has a heading with it. A page has its own.

    Returns
    -------
    str
        One SVG element.
    tuple of Text
        What it leaves out and why; the drawing says so, too.
    """
    kit = Kit(theme, language)
    if len(view.nodes) > MOST_NODES:
        view = by_stage(view, say("Too many touchpoints to draw one by one, so stages are drawn"))
    scene, placed = _placed(view, kit, layout)
    drawing: Drawing = _Drawing(scene, placed)
    title = say("{title}: how customers move", title=view.title)
    if state is not None:
        drawing = Headed(drawing, title, view.statement, ground=theme.page, state=state)
    return picture(drawing, title=title, statement=view.statement, prefix=prefix), scene.view.notes


def _placed(view: FlowGraph, kit: Kit, layout: LayoutEngine) -> tuple[Scene, Layout]:
    """Have the graph laid out, with fewer ways if need be, or stand its stages below one another."""
    tried = None
    for spare in SPARE_WAYS if len(view.nodes) <= MOST_NODES else ():
        lighter = without_thin_ways(view, len(view.nodes) + spare)
        if lighter == tried:
            break
        scene = scene_of(lighter, kit)
        try:
            return scene, layout(scene.dot())
        except MissingPart:
            tried = lighter
    if view.note is None:
        view = by_stage(view, say("No layout program answered, so stages are drawn"))
    scene = scene_of(without_thin_ways(view, len(view.nodes) + SPARE_WAYS[0]), kit, apart=True)
    return scene, column(scene)


class _Drawing:
    """A laid-out graph while it is drawn."""

    def __init__(self, scene: Scene, placed: Layout) -> None:
        self.scene, self.placed, self.kit, self.theme = scene, placed, scene.kit, scene.kit.theme
        self.edge = scene.kit.u(16)
        self.width = max(placed.width + 2 * self.edge, scene.kit.u(560))
        self.left = (self.width - placed.width) / 2

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        """Return the drawing and its height."""
        foot = self.foot()
        low = self.edge + self.placed.height + self.kit.u(18)
        inside: list[Shape] = [self.cluster(cluster) for cluster in self.placed.clusters]
        headers = [self.header(cluster) for cluster in self.placed.clusters]
        for edge in sorted(self.placed.edges, key=lambda edge: edge.key):
            inside += self.way(self.scene.ways[edge.key], edge)
        # A way into a stage goes behind its name.
        inside += headers
        inside += [self.box(node) for node in self.placed.nodes]
        inside += [shape for edge in self.placed.edges for shape in self.label(edge)]
        height = low + foot.height + self.edge
        page = Rect(0, 0, self.width, height, self.theme.page)
        graph = Group(tuple(inside), self.left, self.edge)
        return (page, graph, Group(foot.shapes, self.edge, low)), height

    def tint(self) -> str:
        """Return the ground of a stage."""
        return mix(self.theme.page, self.theme.line, 0.6)

    def cluster(self, cluster: PlacedBox) -> Shape:
        return Rect(cluster.x, cluster.y, cluster.width, cluster.height, self.tint(), radius=self.kit.u(6))

    def header(self, cluster: PlacedBox) -> Shape:
        """Set the name of a stage across its whole width."""
        index = list(self.scene.stages).index(cluster.name)
        block = stage_header(self.kit, self.scene.view.stages[index].title, index, cluster.width)
        return Group(block.shapes, cluster.x, cluster.y)

    def box(self, node: PlacedBox) -> Shape:
        return Group(self.scene.boxes[node.name][1].shapes, node.x, node.y)

    def way(self, way: Way, edge: PlacedEdge) -> list[Shape]:
        """Draw a way with its arrowhead; its end is cut so that the head has room."""
        points = edge.points[::-1] if way.edge.back else edge.points
        theme, thick = self.theme, thickness(self.kit, way.edge)
        if way.lost or way.edge.loop:
            thick = min(thick, self.kit.u(BROKEN))
        wanted = theme.bad if way.lost else theme.accent if way.edge.loop else theme.good if way.good else theme.edge
        wanted = wanted if way.edge.traversals > 0 else theme.muted
        colour = readable(wanted, self.tint(), 3)
        dash = f"{number(2 * thick + 2)} {number(2 * thick + 3)}" if way.lost else ""
        dash = f"{number(thick)} {number(1.6 * thick + 1.5)}" if way.edge.loop else dash
        dash = dash if way.edge.traversals > 0 else UNUSED
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
        for note in view.notes:
            pen.write(self.kit.say(note), "body", weight="semibold")
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
        pen.down(8)
        for trap in stuck(view.trapped):
            pen.write(self.kit.say(trap), "small", weight="semibold")
        for group, shares in view.groups:
            ends = [f"{self.kit.say(box.title)} {self.kit.share(part)}"
                    for box, part in zip(view.outcomes, shares, strict=True)]  # fmt: skip
            pen.write(f"{group}: {' · '.join(ends)}", "small")
        pen.down(10)
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
            (any(edge.traversals <= 0 for edge in edges), say("way nobody takes"),
             (line([(0, middle), (kit.u(26), middle)], readable(theme.muted, theme.page, 3), kit.u(1.2), UNUSED),)),
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
