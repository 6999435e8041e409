"""Where the boxes and lines of a graph go: the question asked and the shape of the answer.

A chart describes its graph in the DOT language with :func:`to_dot`, hands that text to the
layout function it was given, and draws the :class:`Layout` it gets back. Which program computes
the layout is none of its business. The DOT text holds generated names, sizes and weights and
nothing that a user wrote, so no program ever has to read, escape or measure that.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from journeymap.records import dataclass

Point: TypeAlias = tuple[float, float]
Direction: TypeAlias = Literal["LR", "TB"]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_INCH = 72.0  # points
PADDING = 10
"""Within a cluster around its nodes, in points."""

# An empty table is the one label whose size can be stated: it keeps room free for the real text.
_ROOM = (
    '<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE"'
    ' WIDTH="{}" HEIGHT="{}"><TR><TD></TD></TR></TABLE>>'
)


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box that stands for a node, or one around the nodes of a cluster.

    Attributes
    ----------
    name
        The name given in the question.
    x, y
        The top left corner, in points from the top left corner of the drawing; y grows downward.
    width, height
        The size in points; that of a node is as asked for.
    """

    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """A curve from one node to another.

    Attributes
    ----------
    tail, head
        The names of the nodes where it starts and ends.
    key
        The key given in the question, which tells parallel edges apart.
    points
        A chain of cubic Bézier curves in points: the start, then three for each curve, which
        are two control points and the end. The chain runs from the border of the tail to the
        border of the head, without room for an arrowhead.
    label_at
        The centre of the room for a label: where it was kept free if a size was asked for,
        else the middle of the chain.
    """

    tail: str
    head: str
    key: str
    points: tuple[Point, ...]
    label_at: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """A graph laid out on a plane.

    Attributes
    ----------
    width, height
        The size of the drawing in points; everything lies within it.
    nodes, edges, clusters
        What was placed, in the order of the answering program.
    engine
        The name of the program that answered.
    """

    width: float
    height: float
    nodes: tuple[PlacedBox, ...]
    edges: tuple[PlacedEdge, ...]
    clusters: tuple[PlacedBox, ...]
    engine: str


LayoutEngine: TypeAlias = Callable[[str], Layout]
"""What a chart is given: it takes DOT text and answers with a layout, or raises."""


def to_dot(
    nodes: Sequence[tuple[str, float, float]],
    edges: Sequence[tuple[str, str, str, int]],
    clusters: Mapping[str, Sequence[str]],
    direction: Direction = "LR",
    *,
    labels: Mapping[str, tuple[float, float]] | None = None,
    gaps: tuple[float, float] = (24, 48),
) -> str:
    """Describe a graph in the DOT language.

    Parameters
    ----------
    nodes
        Name, width and height in points of each node.
    edges
        Tail, head, key and weight of each edge. The heavier an edge, the shorter and straighter
        it is drawn.
    clusters
        The names of the nodes in each cluster; a node is in one cluster at most.
    direction
        ``"LR"`` if edges run to the right, ``"TB"`` if they run downward.
    labels
        Width and height in points to keep free beside the edge of that key, or at the top of the cluster of that
        name, for a label.
    gaps
        The least distance between neighbours and between successive ranks, in points.

    Returns
    -------
    str
        A directed graph; the same input gives the same text.

    Raises
    ------
    ValueError
        If a name or key is not made of ASCII letters, digits and underscores, or begins with
        a digit.

    Examples
    --------
    >>> print(to_dot([("n1", 72, 36), ("n2", 72, 36)], [("n1", "n2", "e1", 3)], {}))
    digraph {
    graph [rankdir=LR, nodesep=0.3333, ranksep=0.6667, margin=0]
    node [shape=box, fixedsize=true, label=""]
    edge [dir=none]
    n1 [width=1, height=0.5]
    n2 [width=1, height=0.5]
    n1 -> n2 [id=e1, weight=3]
    }
    """
    sizes = labels or {}
    lines = [
        f"graph [rankdir={direction}, nodesep={_inches(gaps[0])}, ranksep={_inches(gaps[1])}, margin=0]",
        'node [shape=box, fixedsize=true, label=""]',
        "edge [dir=none]",
    ]
    lines += [f"{_name(name)} [width={_inches(w)}, height={_inches(h)}]" for name, w, h in nodes]
    lines += [
        f"subgraph cluster_{_name(name)} {{ margin={PADDING} "
        f"{_title(sizes.get(name))}{' '.join(map(_name, members))} }}"
        for name, members in clusters.items()
    ]
    lines += [
        f"{_name(tail)} -> {_name(head)} [id={_name(key)}, weight={weight:d}{_label(sizes.get(key))}]"
        for tail, head, key, weight in edges
    ]
    return "\n".join(["digraph {", *lines, "}"])


def _name(name: str) -> str:
    """Pass a generated name on; anything else has no place in the text."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a generated name: {name!r}")
    return name


def _inches(points: float) -> str:
    """Write a length as DOT wants it."""
    return f"{points / _INCH:.4f}".rstrip("0").rstrip(".")


def _title(size: tuple[float, float] | None) -> str:
    """Write the attribute that keeps room for the title of a cluster of that size."""
    return f"label={_room(size)} " if size is not None else ""


def _label(size: tuple[float, float] | None) -> str:
    """Write the attribute that keeps room for a label of that size."""
    if size is None:
        return ""
    return f", label={_room(size)}"


def _room(size: tuple[float, float]) -> str:
    return _ROOM.format(*(max(1, round(length)) for length in size))
