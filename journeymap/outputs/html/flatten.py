"""Drawings with few elements: what is painted alike and hides nothing between is drawn as one.

A chart is written group by group: a card, its words, its bar, then the next card. On a page that is one element for
each bar and one class for each word. Here the places of all groups are worked out, bars of one colour become one path,
words of one look stand in one group. What lies above what stays so: a shape joins those before it only if nothing
between them touches it.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeGuard

from journeymap.charts.glyphs import Weight
from journeymap.charts.svg import unescape
from journeymap.charts.typeset import width
from journeymap.outputs.html.batches import Drawn, written
from journeymap.outputs.html.elements import Node, opened, write
from journeymap.outputs.html.paths import Frame, Stroke, drawn, joined, placed, short, stroked, traced

Look = Mapping[str, str]
Thick = Callable[[str, Stroke], str]
"""Gives the name of the look of a line that is as thick as a filled shape; nothing if the shape cannot be a line."""

_MOVE = re.compile(r"translate\((-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\)")
_PLAIN = {
    "rect": {"x", "y", "width", "height", "rx", "class", "transform"},
    "circle": {"cx", "cy", "r", "class", "transform"},
    "path": {"d", "class", "transform"},
    "text": {"x", "y", "class", "transform"},
}
_TAGS = re.compile(r"<[^>]*>")
_LONG = 48
"""Letters from which a path is worth being written once and being an element wherever it is used."""

_USED = 3
"""Times a shape must occur at least to be written once and referred to."""

_ALIKE = 5
"""Filled shapes of one colour and thickness from which they are lines of a look of their own."""

_EVERYWHERE = (-math.inf, -math.inf, math.inf, math.inf)


def _never(_look: str, _stroke: Stroke) -> str:
    return ""


def flatten(root: Node, looks: Mapping[str, Look], prefix: str, thick: Thick = _never) -> str:
    """Write a drawing that looks the same with fewer elements.

    Parameters
    ----------
    root
        The ``<svg>`` element; its paint is in classes.
    looks
        The paint of each class.
    prefix
        Begins the ids of the shapes that are written once.
    thick
        Names the looks of filled shapes that are written as lines; left out, none is.
    """
    flat = _Flat(looks, prefix, thick)
    head = [node for node in root.inside if _names(node)]
    body = [node for node in root.inside if not _names(node)]
    flat.count(body)
    inner = written(flat.flat(body, 0.0, 0.0), flat.crossing)
    return f"{opened(root)}{''.join(map(write, head))}{flat.shared()}{inner}</svg>"


class _Flat:
    """Works out places."""

    def __init__(self, looks: Mapping[str, Look], prefix: str, thick: Thick) -> None:
        self.looks = looks
        self.prefix = prefix
        self.thick = thick
        self.times: Counter[str] = Counter()
        self.alike: Counter[tuple[str, float, str]] = Counter()
        self.names: dict[str, str] = {}
        self.types: dict[str, tuple[float, Weight, float]] = {}
        self.edges: dict[str, tuple[float, bool]] = {}

    def count(self, nodes: "list[Node | str]") -> None:
        """Count how often each path occurs, and filled shapes of one thickness, wherever they stand."""
        for node in nodes:
            if isinstance(node, Node):
                if node.tag == "path":
                    self.times[node.attributes["d"]] += 1
                elif (line := stroked(node.tag, node.attributes)) is not None:
                    self.alike[node.attributes.get("class", ""), line.width, line.look] += 1
                self.count(node.inside)

    def flat(self, nodes: "list[Node | str]", x: float, y: float) -> list[Drawn]:
        """Return what is painted, in order, at its place on the sheet."""
        found: list[Drawn] = []
        for node in nodes:
            if isinstance(node, str):
                continue
            tag, attributes = node.tag, node.attributes
            move = _moved(node)
            if move is None:
                found.append(self.whole(node, x, y))
            elif tag == "g" and attributes.keys() <= {"transform"} and not any(map(_names, node.inside)):
                found += self.flat(node.inside, x + move[0], y + move[1])
            elif tag in _PLAIN and attributes.keys() <= _PLAIN[tag] and (tag == "text" or not node.inside):
                if "class" in attributes or tag == "text":  # what has no look paints nothing
                    found.append(self.plain(node, x + move[0], y + move[1]))
            else:
                found.append(self.whole(node, x, y))
        return found

    def plain(self, node: Node, x: float, y: float) -> Drawn:
        look = node.attributes.get("class", "")
        if node.tag == "text":
            return self.text(node, look, x, y)
        line = stroked(node.tag, node.attributes)
        if line is not None and self.alike[look, line.width, line.look] >= _ALIKE and (own := self.thick(look, line)):
            left, top = placed(node.tag, node.attributes)
            trace = traced(line.d).moved(x + (left + line.at[0]), y + (top + line.at[1]))
            return Drawn("shape", own, _wider(trace.frame, line.width / 2), trace=trace)
        trace = drawn(node.tag, node.attributes, x, y)
        shape = node.attributes.get("d", "")
        frame = _wider(trace.frame, self.edge(look)[0])
        if len(trace.steps) > _LONG and self.times[shape] >= _USED:
            # Its class paints it where it is used.
            name = self.names.setdefault(shape, f"{self.prefix}u{len(self.names)}")
            return Drawn("use", look, frame, f'<use href="#{name}" x="{short(x)}" y="{short(y)}"')
        return Drawn("shape", look, frame, trace=trace)

    def text(self, node: Node, look: str, x: float, y: float) -> Drawn:
        if any(isinstance(item, Node) and {"x", "y"} & item.attributes.keys() for item in node.inside):
            return self.whole(node, x, y)
        x, y = x + float(node.attributes.get("x", 0)), y + float(node.attributes.get("y", 0))
        words = "".join(map(write, node.inside))
        place = f'x="{round(x)}" y="{round(y)}"'  # in whole points, which nobody sees of words
        return Drawn("text", look, self.words_frame(words, look, x, y), f"{place}>{words}")

    def whole(self, node: Node, x: float, y: float) -> Drawn:
        """Keep an element with a name, a link or a turn, its content flattened where it can be."""
        move = _moved(node)
        if node.tag in {"a", "g"} and move is not None:
            x, y = x + move[0], y + move[1]
            named = [item for item in node.inside if _names(item)]
            inner = self.flat([item for item in node.inside if not _names(item)], x, y)
            kept = Node(node.tag, {key: value for key, value in node.attributes.items() if key != "transform"})
            if named and "".join(map(str, named[0].inside)) == kept.attributes.get("aria-label"):
                named = []  # the name of a link says the same
            words = f"{opened(kept)}{''.join(map(write, named))}{written(inner, self.crossing)}</{node.tag}>"
            return Drawn("whole", "", _around([item.frame for item in inner]), words)
        own = node.attributes.get("transform", "")
        if x or y:
            node.attributes["transform"] = f"translate({short(x)} {short(y)}){' ' if own else ''}{own}"
        return Drawn("whole", "", _EVERYWHERE, write(node))

    def words_frame(self, words: str, look: str, x: float, y: float) -> Frame:
        size, weight, before = self.type(look)
        bare = _TAGS.sub("", words) if "<" in words else words
        room = 1.02 * width(unescape(bare), size, weight)
        left = x - before * room
        return left, y - 0.8 * size, left + room, y + 0.25 * size

    def type(self, look: str) -> tuple[float, Weight, float]:
        """Return the size and weight of words, and which part of their width stands before their place."""
        found = self.types.get(look)
        if found is None:
            paint = self.looks.get(look, {})
            weight: Weight = "semibold" if paint.get("font-weight") == "600" else "regular"
            before = {"middle": 0.5, "end": 1.0}.get(paint.get("text-anchor", ""), 0.0)
            found = self.types[look] = float(paint.get("font-size", 12)), weight, before
        return found

    def edge(self, look: str) -> tuple[float, bool]:
        """Return how far a look paints beyond a shape, and whether it is that of opaque lines."""
        found = self.edges.get(look)
        if found is None:
            paint = self.looks.get(look, {})
            beyond = float(paint.get("stroke-width", 1)) / 2 if paint.get("stroke", "none") != "none" else 0.0
            opaque = not {"opacity", "stroke-opacity"} & paint.keys()
            found = self.edges[look] = beyond, paint.get("fill", "none") == "none" and opaque
        return found

    def crossing(self, look: str) -> bool:
        """Tell whether a look is that of opaque lines, which may cross."""
        return self.edge(look)[1]

    def shared(self) -> str:
        """Return the paths that are written once."""
        shapes = (f'<path id="{name}" d="{joined([traced(shape)])}"/>' for shape, name in self.names.items())
        return f"<defs>{''.join(shapes)}</defs>" if self.names else ""


def _moved(node: Node) -> tuple[float, float] | None:
    """Return how far an element is moved; nothing if it is turned or drawn larger as well."""
    transform = node.attributes.get("transform")
    if transform is None:
        return 0.0, 0.0
    found = _MOVE.fullmatch(transform)
    return (float(found[1]), float(found[2] or 0)) if found else None


def _names(node: "Node | str") -> TypeGuard[Node]:
    """Tell whether a node is the name or the description of what it stands in."""
    return isinstance(node, Node) and node.tag in {"title", "desc"}


def _wider(frame: Frame, edge: float) -> Frame:
    return frame[0] - edge, frame[1] - edge, frame[2] + edge, frame[3] + edge


def _around(frames: list[Frame]) -> Frame:
    return (min(f[0] for f in frames), min(f[1] for f in frames), max(f[2] for f in frames),
            max(f[3] for f in frames)) if frames else (0.0, 0.0, 0.0, 0.0)  # fmt: skip
