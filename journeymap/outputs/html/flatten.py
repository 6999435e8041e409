"""Drawings with few elements: what is painted alike and hides nothing between is drawn as one.

A chart is written group by group: a card, its words, its bar, then the next card. On a page that is one element for
each bar and one class for each word. Here the places of all groups are worked out, bars of one colour become one path,
words of one look stand in one group. What lies above what stays so: a shape joins those before it only if nothing
between them touches it.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from journeymap.charts.typeset import width
from journeymap.outputs.html.elements import Node, opened, read, write
from journeymap.outputs.html.paths import Frame, Stroke, Trace, drawn, joined, short, stroked, traced

Look = Mapping[str, str]
Thick = Callable[[str, Stroke], str]
"""Gives the name of the look of a line that is as thick as a filled shape; nothing if the shape cannot be a line."""

_MOVE = re.compile(r"translate\((-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\)")
_PLAIN = {
    "rect": {"x", "y", "width", "height", "rx", "class"},
    "circle": {"cx", "cy", "r", "class"},
    "path": {"d", "class"},
    "text": {"x", "y", "class"},
}
_TAGS = re.compile(r"<[^>]*>")
_LONG, _ALONE = 200, 48
"""Letters from which a path is worth being written once and being an element wherever it is used; and within a link."""

_USED = 3
"""Times a shape must occur at least to be written once and referred to."""

_ALIKE = 5
"""Filled shapes of one colour and thickness from which they are lines of a look of their own."""


@dataclass
class Drawn:
    """Something to paint, at its place.

    Attributes
    ----------
    kind
        ``shape`` and ``text`` of the same class can be written together; ``whole`` cannot.
    look
        Name of its class.
    words
        What is written; of a shape, its trace says it.
    """

    kind: str
    look: str
    frame: Frame
    words: str = ""
    trace: Trace | None = None


@dataclass
class Batch:
    """What is written as one element, in the order in which it was drawn."""

    kind: str
    look: str
    frame: Frame
    items: list[Drawn]


def _never(_look: str, _stroke: Stroke) -> str:
    return ""


def flatten(drawing: str, looks: Mapping[str, Look], prefix: str, thick: Thick = _never) -> str:
    """Return a drawing that looks the same with fewer elements.

    Parameters
    ----------
    drawing
        One ``<svg>`` element whose paint is in classes.
    looks
        The paint of each class.
    prefix
        Begins the ids of the shapes that are written once.
    thick
        Names the looks of filled shapes that are written as lines; left out, none is.
    """
    root = read(drawing)
    flat = _Flat(looks, prefix, thick)
    head = [node for node in root.inside if isinstance(node, Node) and node.tag in {"title", "desc"}]
    body = [node for node in root.inside if node not in head]
    flat.count(body)
    inner = flat.written(flat.flat(body, 0.0, 0.0))
    return f"{opened(root)}{''.join(map(write, head))}{flat.shared()}{inner}</svg>"


class _Flat:
    """Works out places and writes batches."""

    def __init__(self, looks: Mapping[str, Look], prefix: str, thick: Thick) -> None:
        self.looks = looks
        self.prefix = prefix
        self.thick = thick
        self.times: Counter[str] = Counter()
        self.alike: Counter[tuple[str, float, str]] = Counter()
        self.names: dict[str, str] = {}
        self.long = _LONG

    def count(self, nodes: "list[Node | str]") -> None:
        """Count how often each path occurs, and filled shapes of one thickness, wherever they stand."""
        for node in nodes:
            if isinstance(node, Node):
                if node.tag == "path":
                    self.times[node.attributes["d"]] += 1
                elif (line := stroked(node.tag, node.attributes)) is not None:
                    self.alike[node.attributes.get("class", ""), line.width, line.look] += 1
                self.count(node.inside)

    def flat(self, nodes: "list[Node | str]", x: float, y: float) -> Iterator[Drawn]:
        """Yield what is painted, in order, at its place on the sheet."""
        for node in nodes:
            if isinstance(node, str):
                continue
            moved = _MOVE.fullmatch(node.attributes.get("transform", "translate(0 0)"))
            if moved is None:
                yield self.whole(node, x, y)
            elif node.tag == "g" and node.attributes.keys() <= {"transform"} and not _named(node):
                yield from self.flat(node.inside, x + float(moved[1]), y + float(moved[2] or 0))
            elif (
                node.tag in _PLAIN
                and node.attributes.keys() <= {*_PLAIN[node.tag], "transform"}
                and (node.tag == "text" or not node.inside)
            ):
                if "class" in node.attributes or node.tag == "text":  # what has no look paints nothing
                    yield self.plain(node, x + float(moved[1]), y + float(moved[2] or 0))
            else:
                yield self.whole(node, x, y)

    def plain(self, node: Node, x: float, y: float) -> Drawn:
        look = node.attributes.get("class", "")
        if node.tag == "text":
            if any(isinstance(item, Node) and {"x", "y"} & item.attributes.keys() for item in node.inside):
                return self.whole(node, x, y)
            x, y = x + float(node.attributes.get("x", 0)), y + float(node.attributes.get("y", 0))
            words = "".join(map(write, node.inside))
            return Drawn("text", look, self.words_frame(words, look, x, y),
                         f'x="{short(x)}" y="{short(y)}">{words}')  # fmt: skip
        line = stroked(node.tag, node.attributes)
        if line is not None and self.alike[look, line.width, line.look] >= _ALIKE and (own := self.thick(look, line)):
            trace = traced(line.d).moved(x + line.at[0], y + line.at[1])
            return Drawn("shape", own, _wider(trace.frame, line.width / 2), trace=trace)
        trace = drawn(node.tag, node.attributes, x, y)
        shape = node.attributes.get("d", "")
        if len(trace.steps) > self.long and self.times[shape] >= _USED:
            # Its class paints it where it is used.
            name = self.names.setdefault(shape, f"{self.prefix}u{len(self.names)}")
            return Drawn("use", look, self.wider(trace.frame, look),
                         f'<use href="#{name}" x="{short(x)}" y="{short(y)}"')  # fmt: skip
        return Drawn("shape", look, self.wider(trace.frame, look), trace=trace)

    def whole(self, node: Node, x: float, y: float) -> Drawn:
        """Keep an element with a name, a link or a turn, its content flattened where it can be."""
        move = _MOVE.fullmatch(node.attributes.get("transform", "translate(0 0)"))
        if node.tag in {"a", "g"} and move is not None:
            x, y = x + float(move[1]), y + float(move[2] or 0)
            named = [item for item in node.inside if isinstance(item, Node) and item.tag in {"title", "desc"}]
            self.long = _ALONE if node.tag == "a" else _LONG  # what stands in a link is drawn together with nothing
            inner = list(self.flat([item for item in node.inside if item not in named], x, y))
            self.long = _LONG
            kept = Node(node.tag, {key: value for key, value in node.attributes.items() if key != "transform"})
            if named and "".join(map(str, named[0].inside)) == kept.attributes.get("aria-label"):
                named = []  # the name of a link says the same
            words = f"{opened(kept)}{''.join(map(write, named))}{self.written(iter(inner))}</{node.tag}>"
            return Drawn("whole", "", _around([item.frame for item in inner]), words)
        own = node.attributes.get("transform", "")
        if x or y:
            node.attributes["transform"] = f"translate({short(x)} {short(y)}){' ' if own else ''}{own}"
        return Drawn("whole", "", (-math.inf, -math.inf, math.inf, math.inf), write(node))

    def words_frame(self, words: str, look: str, x: float, y: float) -> Frame:
        paint = self.looks.get(look, {})
        size = float(paint.get("font-size", 12))
        heavy = paint.get("font-weight") == "600"
        room = 1.02 * width(unescape(_TAGS.sub("", words)), size, "semibold" if heavy else "regular")
        left = x - {"middle": room / 2, "end": room}.get(paint.get("text-anchor", ""), 0.0)
        return left, y - 0.8 * size, left + room, y + 0.25 * size

    def wider(self, frame: Frame, look: str) -> Frame:
        paint = self.looks.get(look, {})
        return _wider(frame, float(paint.get("stroke-width", 1)) / 2 if paint.get("stroke", "none") != "none" else 0.0)

    def lines(self, look: str) -> bool:
        """Tell whether a look is that of opaque lines, which may cross."""
        paint = self.looks.get(look, {})
        return paint.get("fill", "none") == "none" and not {"opacity", "stroke-opacity"} & paint.keys()

    def written(self, items: Iterator[Drawn]) -> str:
        """Return batches one after another."""
        batches: list[Batch] = []
        for item in items:
            batch, place = self.home(batches, item)
            if batch is None:
                batches.insert(place, Batch(item.kind, item.look, item.frame, [item]))
            else:
                batch.items.append(item)
                batch.frame = _around([batch.frame, item.frame])
        return "".join(map(self.element, batches))

    def home(self, batches: list[Batch], item: Drawn) -> tuple[Batch | None, int]:
        """Return the batch an item can join without coming to lie under something it lay above.

        If there is none, the place for a batch of its own: as low as can be, so that others can be drawn above it.
        """
        left, top, right, bottom = item.frame
        for place in range(len(batches), 0, -1):
            batch = batches[place - 1]
            west, north, east, south = batch.frame
            alike = item.kind != "whole" and (batch.kind, batch.look) == (item.kind, item.look)
            if alike and (item.kind == "text" or self.lines(item.look)):
                return batch, place
            near = west < right and left < east and north < bottom and top < south
            if near and _touched(batch.items, item.frame):
                return None, place
            if alike:
                return batch, place
        return None, 0

    def element(self, batch: Batch) -> str:
        look = f' class="{batch.look}"' if batch.look else ""
        if batch.kind == "shape":
            return f'<path{look} d="{joined(item.trace for item in batch.items if item.trace)}"/>'
        if batch.kind == "whole":
            return batch.items[0].words
        if len(batch.items) == 1:
            words = batch.items[0].words
            return f"<text{look} {words}</text>" if batch.kind == "text" else f"{words}{look}/>"
        one = "".join(f"<text {item.words}</text>" if batch.kind == "text" else f"{item.words}/>"
                      for item in batch.items)  # fmt: skip
        return f"<g{look}>{one}</g>"

    def shared(self) -> str:
        """Return the paths that are written once."""
        shapes = (f'<path id="{name}" d="{joined([traced(shape)])}"/>' for shape, name in self.names.items())
        return f"<defs>{''.join(shapes)}</defs>" if self.names else ""


def _named(node: Node) -> bool:
    return any(isinstance(item, Node) and item.tag in {"title", "desc"} for item in node.inside)


def _wider(frame: Frame, edge: float) -> Frame:
    return frame[0] - edge, frame[1] - edge, frame[2] + edge, frame[3] + edge


def _touched(items: list[Drawn], frame: Frame) -> bool:
    left, top, right, bottom = frame
    for item in items:
        west, north, east, south = item.frame
        if west < right and left < east and north < bottom and top < south:
            return True
    return False


def _around(frames: list[Frame]) -> Frame:
    return (min(f[0] for f in frames), min(f[1] for f in frames), max(f[2] for f in frames),
            max(f[3] for f in frames)) if frames else (0.0, 0.0, 0.0, 0.0)  # fmt: skip
