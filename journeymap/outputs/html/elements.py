"""Elements of a drawing: read from what the charts wrote, and written again."""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"<(/?)([a-zA-Z]+)((?:\s[^<>]*?)?)(/?)>|([^<]+)")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z:-]+)="([^"]*)"')


@dataclass
class Node:
    """An element of a drawing, or text."""

    tag: str
    attributes: dict[str, str]
    inside: "list[Node | str]" = field(default_factory=list)


def read(drawing: str) -> Node:
    """Return the first element of a drawing with everything in it, as text stands there, escaped."""
    top = Node("", {})
    ancestors = [top]
    for found in _TOKEN.finditer(drawing):
        end, tag, attributes, closed, words = found.groups()
        if words is not None:
            if words.strip() or ancestors[-1].tag in {"text", "tspan", "title", "desc"}:
                ancestors[-1].inside.append(words)
        elif end:
            ancestors.pop()
        else:
            node = Node(tag, dict(_ATTRIBUTE.findall(attributes)))
            ancestors[-1].inside.append(node)
            if not closed:
                ancestors.append(node)
    return next(node for node in top.inside if isinstance(node, Node))


def opened(node: Node, end: str = ">") -> str:
    """Return the beginning of an element."""
    return f"<{node.tag}{''.join(f' {name}={chr(34)}{value}{chr(34)}' for name, value in node.attributes.items())}{end}"


def write(node: "Node | str") -> str:
    """Return an element or a text as it is written in a page."""
    if isinstance(node, str):
        return node
    return f"{opened(node)}{''.join(map(write, node.inside))}</{node.tag}>" if node.inside else opened(node, "/>")
