r"""DOT: the flow graph for a Graphviz of one's own.

Every name and text is a quoted string. In it Graphviz gives a meaning to ``"``, ``\`` and, in labels, to ``&``, so
these three are escaped and nothing else of a user's text can leave its string.

>>> quoted('say "yes" & C:\\new')
'"say \\"yes\\" &amp; C:\\\\new"'
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence

from journeymap.charts.palette import Theme, band, band_word, readable
from journeymap.languages import Language
from journeymap.outputs.diagrams import plain
from journeymap.text import Figure, Text, count, say, share
from journeymap.views.flow_graph import FlowEdge, FlowGraph, FlowNode, way
from journeymap.views.journey_map import OutcomeBox

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "&": "&amp;"})
LINE = 28
"""Characters after which a label goes on in the next line."""


def quoted(*lines: str) -> str:
    """Write lines of any text as one quoted string."""
    return '"' + "\\n".join(plain(line).translate(_ESCAPES) for line in lines) + '"'


def dot(view: FlowGraph, language: Language, theme: Theme) -> str:
    """Write a flow graph in the DOT language.

    Parameters
    ----------
    theme
        Gives the colours of scores and ways.

    Returns
    -------
    str
        One ``digraph`` with a cluster for each stage. Touchpoints and outcomes have their ids as names, ways their
        share as label and their width by how often they are taken.
    """
    return "".join(f"{line}\n" for line in _Dot(view, language, theme).lines())


class _Dot:
    """A flow graph while it is written."""

    def __init__(self, view: FlowGraph, language: Language, theme: Theme) -> None:
        self.view, self.say, self.theme = view, language.say, theme

    def lines(self) -> Iterator[str]:
        view, theme = self.view, self.theme
        ink = readable(theme.ink, theme.page)
        font = f'fontname="Helvetica", fontcolor="{ink}"'
        yield "digraph {"
        title = quoted(view.title, self.say(view.statement))
        yield f'  graph [label={title}, labelloc=t, bgcolor="{theme.page}", {font}]'
        yield f'  node [shape=box, style="rounded,filled", fillcolor="{theme.surface}", color="{theme.edge}", {font}]'
        yield f'  edge [color="{theme.edge}", {font}]'
        nodes = {node.id: node for node in view.nodes}
        for stage in view.stages:
            yield f"  subgraph {quoted('cluster_' + stage.id)} {{"
            yield f"    graph [label={self.label(stage.title)}, style=filled, color={quoted(theme.line)}]"
            yield from (f"    {self.node(nodes[name])}" for name in stage.nodes)
            yield "  }"
        yield from (f"  {self.outcome(box)}" for box in view.outcomes)
        yield from (f"  {self.edge(edge)}" for edge in view.edges)
        yield "}"

    def label(self, *parts: str) -> str:
        """Write parts as a label, each in as many lines as it needs."""
        lines = [line for part in parts for line in textwrap.wrap(plain(part), LINE, break_on_hyphens=False)]
        return quoted(*(lines or [""]))

    def node(self, node: FlowNode) -> str:
        theme = self.theme
        colours = f'fillcolor="{theme.surface}"'
        if node.score is not None:
            fill = theme.score(node.score)
            colours = f'fillcolor="{fill}", fontcolor="{readable(theme.on_colour, fill)}"'
        star = "★ " if node.moment else ""
        label = self.label(star + self.say(node.title), self.say(node.channel_title), *map(self.say, facts(node)))
        return f"{quoted(node.id)} [label={label}, {colours}]"

    def outcome(self, box: OutcomeBox) -> str:
        theme, good = self.theme, box.kind.good
        fill, ink = (theme.added, theme.good) if good else (theme.removed, theme.bad)
        label = self.label(self.say(box.title), self.say(share(box.share)))
        shape = "ellipse" if good else "octagon"
        colours = f'fillcolor="{fill}", fontcolor="{readable(ink, fill)}"'
        return f"{quoted(box.id)} [label={label}, shape={shape}, style=filled, {colours}]"

    def edge(self, edge: FlowEdge) -> str:
        theme = self.theme
        lost = edge.kind in {"fails", "gives-up"}
        colour = theme.bad if lost else theme.accent if edge.loop else theme.edge
        style = "dashed" if lost else "dotted" if edge.loop else "solid"
        against = ", constraint=false" if edge.back else ""
        thick = f"{1 + 4 * min(1.0, max(0.0, edge.traversals)):.1f}"
        return (
            f"{quoted(edge.source)} -> {quoted(edge.target)} [label={quoted(caption(edge, self.say))}, "
            f'tooltip={quoted(self.say(way(edge)))}, penwidth={thick}, style={style}, color="{colour}"{against}]'
        )


def facts(node: FlowNode) -> Sequence[Text]:
    """Return what is known of a touchpoint in short phrases: its score in figure and word, its reach, its entry."""
    found = [say("score unknown")]
    if node.score is not None:
        found = [say("score {score}, {band}", score=Figure("score", node.score), band=band_word(band(node.score)))]
    if node.reach is not None:
        found.append(say("{share} get here", share=share(node.reach)))
    if node.points > 1:
        found.append(say("{n} touchpoints", n=count(node.points)))
    if node.entry > 0:
        found.append(say("{share} start here", share=share(node.entry)))
    return found


def caption(edge: FlowEdge, speak: Callable[[Figure], str]) -> str:
    """Return the share of a way with its signs: ``≈`` assumed, ``↺`` back with the same matter, ``⇄`` handed over."""
    signs = "↺ " * edge.loop + "⇄ " * edge.handoff + "✕ " * (edge.kind == "fails") + "≈ " * edge.assumed
    return signs + speak(share(edge.share))
