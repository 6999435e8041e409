"""Elements of a drawing: read from what the charts wrote, and written again."""

import re
from collections.abc import Callable, Iterable

_ATTRIBUTE = re.compile(r'\s([a-zA-Z:-]+)="([^"]*)"')
_WORDY = frozenset({"text", "tspan", "title", "desc"})
"""Elements in which white space is text."""

Pairs = Iterable[tuple[str, str]]
"""Names of attributes, each with its value."""


class Node:
    """An element of a drawing; what stands in it are elements and text."""

    __slots__ = ("attributes", "inside", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.inside: list[Node | str] = []


def _as_they_are(_tag: str, attributes: Pairs) -> dict[str, str]:
    return dict(attributes)


def read(drawing: str, kept: Callable[[str, Pairs], dict[str, str]] = _as_they_are) -> Node:
    """Return the first element of a drawing with everything in it, as text stands there, escaped.

    Parameters
    ----------
    drawing
        As the charts write it: ``<`` and ``>`` stand for tags alone.
    kept
        Gives the attributes of an element, from its tag and those it was written with; called in the order of the tags.
    """
    top = Node("", {})
    ancestors = [top]
    for piece in drawing.split("<")[1:]:
        tag, _, words = piece.partition(">")
        if tag[0] == "/":
            ancestors.pop()
        else:
            name, _, _ = tag.rstrip("/").partition(" ")
            node = Node(name, kept(name, _ATTRIBUTE.findall(tag)))
            ancestors[-1].inside.append(node)
            if tag[-1] != "/":
                ancestors.append(node)
        if words and (words.strip() or ancestors[-1].tag in _WORDY):
            ancestors[-1].inside.append(words)
    return next(node for node in top.inside if isinstance(node, Node))


def opened(node: Node, end: str = ">") -> str:
    """Return the beginning of an element."""
    return f"<{node.tag}{''.join(f' {name}={chr(34)}{value}{chr(34)}' for name, value in node.attributes.items())}{end}"


def write(node: "Node | str") -> str:
    """Return an element or a text as it is written in a page."""
    if isinstance(node, str):
        return node
    return f"{opened(node)}{''.join(map(write, node.inside))}</{node.tag}>" if node.inside else opened(node, "/>")
