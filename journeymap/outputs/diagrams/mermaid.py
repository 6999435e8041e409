"""Mermaid: a journey as ``journey`` or as ``flowchart``.

Mermaid has no escape for its own signs but character codes such as ``#58;``, so all signs but the harmless ones are
written in this way, and so is the first sign of a text that begins as a statement does.

>>> coded('a: "b"; #c, 5%')
'a#58; #34;b#34;#59; #35;c, 5%'
>>> coded("Section of the form")
'#83;ection of the form'
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from journeymap.charts.palette import Theme, band, readable
from journeymap.languages import Language
from journeymap.outputs.diagrams import plain
from journeymap.outputs.diagrams.dot import caption, facts
from journeymap.text import Text, half_up, say, share
from journeymap.views.flow_graph import FlowEdge, FlowGraph, FlowNode
from journeymap.views.journey_map import OutcomeBox, Words

_HARMLESS = frozenset(" .,%'()!?+=/’–—…•·€£≈→↺⇄✕★")
_APART: Mapping[str, str] = {
    "%%": "#37;#37;",  # a comment
    "#92;n": "#92;#8288;n",  # a line break
    "#36;#36;": "#36;#8288;#36;",  # a formula
    "ﬂ#176;": "ﬂ#8288;#176;",  # what Mermaid itself makes of a code, and its end
    "#182;ß": "#182;#8288;ß",
}
"""Pairs that mean something to Mermaid even where their signs do not; a word joiner, which is not seen, parts them."""
_KEYWORD = re.compile(
    r"(%|journey|title|section|acc|flowchart|graph|subgraph|end|style|class|click|link|direction)", re.IGNORECASE
)
MIDDLE = 3
"""What Mermaid is told of a touchpoint whose score is unknown: neither good nor bad; the words say so."""


def coded(text: str) -> str:
    """Write any text so that Mermaid takes it for text."""
    line = plain(text) or "…"
    found = "".join(char if char.isalnum() or char in _HARMLESS else f"#{ord(char)};" for char in line)
    for pair, apart in _APART.items():
        found = found.replace(pair, apart)
    return f"#{ord(found[0])};{found[1:]}" if _KEYWORD.match(found) else found


def satisfaction(score: float) -> int:
    """Return Mermaid's 1 to 5 for a score from 0 to 100: equal steps of 25 around 0, 25, 50, 75 and 100.

    Examples
    --------
    >>> [satisfaction(score) for score in (0, 12, 13, 50, 88, 100)]
    [1, 1, 2, 3, 5, 5]
    """
    return 1 + int(half_up(score / 25, 0))


def journey(view: FlowGraph, language: Language, groups: Mapping[str, Sequence[Words]]) -> str:
    """Write a journey as a Mermaid ``journey``: a section for each stage, a task for each touchpoint.

    Parameters
    ----------
    groups
        Titles of the groups of customers who get to each touchpoint, by its id; they act in its task beside its
        channel.
    """
    say_, nodes = language.say, {node.id: node for node in view.nodes}
    lines = ["journey", f"  title {coded(view.title)}"]
    for stage in view.stages:
        lines.append(f"  section {coded(stage.title)}")
        for node in (nodes[name] for name in stage.nodes):
            actors = [node.channel_title] if node.channel_title is not None else []
            named = dict.fromkeys(
                coded(say_(actor)).replace(",", "#44;") for actor in [*actors, *groups.get(node.id, ())]
            )
            crowd = ", ".join(name for name in named if name)
            lines.append(f"    {_task(node, language)}: {_rated(node)}: {crowd or '–'}")
    return "".join(f"{line}\n" for line in lines)


def _task(node: FlowNode, language: Language) -> str:
    title: Text | str = language.say(node.title)
    if node.score is None:
        title = say("{title} (score unknown)", title=title)
    return coded(language.say(title))


def _rated(node: FlowNode) -> int:
    return MIDDLE if node.score is None else satisfaction(node.score)


def flowchart(view: FlowGraph, language: Language, theme: Theme) -> str:
    """Write a flow graph as a Mermaid ``flowchart`` with a subgraph for each stage."""
    return "".join(f"{line}\n" for line in _Flowchart(view, language, theme).lines())


class _Flowchart:
    """A flow graph while it is written; boxes have generated names."""

    def __init__(self, view: FlowGraph, language: Language, theme: Theme) -> None:
        self.view, self.say, self.theme = view, language.say, theme
        self.names = {node.id: f"n{index}" for index, node in enumerate(view.nodes, 1)}
        self.names |= {box.id: f"o{index}" for index, box in enumerate(view.outcomes, 1)}

    def lines(self) -> Iterator[str]:
        view = self.view
        nodes = {node.id: node for node in view.nodes}
        yield "flowchart TD"
        yield f"  accTitle: {coded(view.title)}"
        yield f"  accDescr: {coded(self.say(view.statement))}"
        for index, stage in enumerate(view.stages, 1):
            yield f'  subgraph s{index}["{coded(stage.title)}"]'
            yield from (f"    {self.node(nodes[name])}" for name in stage.nodes)
            yield "  end"
        yield from (f"  {self.outcome(box)}" for box in view.outcomes)
        yield from (f"  {self.edge(edge)}" for edge in view.edges)
        yield from self.colours()

    def node(self, node: FlowNode) -> str:
        star = "★ " if node.moment else ""
        words = [star + self.say(node.title), self.say(node.channel_title), *map(self.say, facts(node))]
        return f'{self.names[node.id]}["{"<br/>".join(coded(text) for text in words if text)}"]'

    def outcome(self, box: OutcomeBox) -> str:
        return f'{self.names[box.id]}(["{coded(self.say(box.title))}<br/>{coded(self.say(share(box.share)))}"])'

    def edge(self, edge: FlowEdge) -> str:
        arrow = "-.->" if edge.loop or edge.kind in {"fails", "gives-up"} else "-->"
        return f'{self.names[edge.source]} {arrow}|"{coded(caption(edge, self.say))}"| {self.names[edge.target]}'

    def colours(self) -> Iterator[str]:
        """Yield the colours of scores and outcomes, and the widths of ways."""
        theme, view = self.theme, self.view
        bands: dict[str, list[str]] = {}
        for node in view.nodes:
            if node.score is not None:
                bands.setdefault(f"score{band(node.score)}", []).append(self.names[node.id])
        for box in view.outcomes:
            bands.setdefault("good" if box.kind.good else "bad", []).append(self.names[box.id])
        fills = {f"score{index}": colour for index, colour in enumerate(theme.scores)}
        inks = dict.fromkeys(fills, theme.on_colour) | {"good": theme.good, "bad": theme.bad}
        fills |= {"good": theme.added, "bad": theme.removed}
        for name, members in sorted(bands.items()):
            yield f"  classDef {name} fill:{fills[name]},color:{readable(inks[name], fills[name])}"
            yield f"  class {','.join(members)} {name}"
        for index, edge in enumerate(view.edges):
            yield f"  linkStyle {index} stroke-width:{1 + 4 * min(1.0, max(0.0, edge.traversals)):.1f}px"
