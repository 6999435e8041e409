"""The pieces of a flow graph: cards of touchpoints, pills of outcomes, captions of ways."""

from collections.abc import Sequence
from typing import TypeAlias

from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.palette import readable
from journeymap.charts.svg import Label, Rect, Shape
from journeymap.charts.symbols import HANDOFF, RETURN, channel_icon, icon, outcome_icon, star
from journeymap.charts.typeset import ascent
from journeymap.text import count, say, share
from journeymap.views.flow_graph import FlowEdge, FlowNode
from journeymap.views.journey_map import OutcomeBox

Exit: TypeAlias = tuple[OutcomeBox, FlowEdge]
"""An outcome and a way into it."""

CARD = 178.0
"""Width of a touchpoint on the screen, in points."""


def thickness(kit: Kit, edge: FlowEdge) -> float:
    """Return the width of a way in points: it grows with how often the way is taken."""
    return kit.u(1.2 + 5.3 * min(1.0, max(0.0, edge.traversals)))


def card(kit: Kit, node: FlowNode, stage: str, band: int | None, exits: Sequence[Exit] = ()) -> Block:
    """Return the box of a touchpoint, from its top left corner.

    Parameters
    ----------
    band
        If it is the first of its stage, the number of the stage, whose title then stands above.
    exits
        Ways in which customers are lost here; each is a line of its own.
    """
    theme, width = kit.theme, kit.u(CARD)
    on = theme.stage[(band or 0) % 2]
    top = Pen(kit, on, width - kit.u(20), kit.u(10))
    if band is not None:
        top.down(4)
        top.write(stage, "small", fill=theme.on_stage, weight="semibold")
        top.down(4)
    pen = Pen(kit, theme.surface, width - kit.u(26), kit.u(15), top.y)
    pen.down(8)
    _words(pen, node)
    pen.down(5)
    _numbers(pen, node)
    for outcome, edge in exits:
        _exit(pen, outcome, edge)
    pen.down(8)
    high = pen.y - top.y
    back: list[Shape] = [Rect(0, top.y, width, high, theme.surface, theme.edge, 1, kit.u(4))]
    if node.score is not None:
        back.append(Rect(0, top.y, kit.u(5), high, theme.score(node.score)))
    if band is not None:
        back.append(Rect(0, 0, width, top.y, on))
    return Block(pen.y, (*back, *top.shapes, *pen.shapes))


def stage_header(kit: Kit, stage: str, index: int, width: float) -> Block:
    """Return the name of a stage by its number, on its ground as wide as the stage; `width` in points."""
    on = kit.theme.stage[index % 2]
    pen = Pen(kit, on, width - kit.u(20), kit.u(10))
    pen.down(4)
    pen.write(stage, "small", fill=kit.theme.on_stage, weight="semibold")
    pen.down(4)
    return Block(pen.y, (Rect(0, 0, width, pen.y, on, radius=kit.u(4)), *pen.shapes))


def _words(pen: Pen, node: FlowNode) -> None:
    """Set title and channel, and where customers begin."""
    kit, theme, width = pen.kit, pen.kit.theme, pen.width
    if node.entry > 0:
        words = say("starts here") if node.entry > 1 - 1e-9 else say("{share} start here", share=share(node.entry))
        pen.write(f"→ {kit.say(words)}", "small", fill=theme.accent, weight="semibold")
        pen.down(1)
    if node.moment:
        pen.add(star(pen.x + width - kit.u(5), pen.y + kit.high("body") / 2, kit.u(7), theme.accent))
        pen.width = width - kit.u(18)
    pen.write(node.title, "body", weight="semibold")
    pen.width = width
    if node.channel_title is not None:
        pen.down(2)
        side = kit.u(11)
        pen.add(icon(channel_icon(node.channel), pen.x, pen.y + (kit.high("small") - side) / 2, side, theme.muted))
        pen.write(kit.say(node.channel_title), "small", fill=theme.muted, indent=side + kit.u(5))


def _numbers(pen: Pen, node: FlowNode) -> None:
    """Set the score in its badge, and how many get here."""
    kit, theme = pen.kit, pen.kit.theme
    wide, high = kit.u(30), kit.high("small") + kit.u(2)
    pen.add(*badge(kit, node, pen.x, pen.y, wide, high))
    words = say("{n} touchpoints", n=count(node.points))
    if node.reach is not None:
        words = say("{share} get here", share=share(node.reach))
    pen.down(1)
    pen.write(kit.say(words), "small", fill=theme.muted, indent=wide + kit.u(8))
    pen.down(1)


def _exit(pen: Pen, outcome: OutcomeBox, edge: FlowEdge) -> None:
    """Set how many are lost here, with the sign of how."""
    kit, theme, side = pen.kit, pen.kit.theme, pen.kit.u(11)
    pen.down(4)
    colour = readable(theme.bad, theme.surface)
    pen.add(icon(outcome_icon(outcome.kind), pen.x, pen.y + (kit.high("small") - side) / 2, side, colour))
    part = f"≈ {kit.share(edge.share)}" if edge.assumed else kit.share(edge.share)
    pen.write(f"{part} {kit.say(outcome.title)}", "small", fill=theme.bad, indent=side + kit.u(5))


def badge(kit: Kit, node: FlowNode, x: float, y: float, width: float, height: float) -> list[Shape]:
    """Return a score in its colour: filled if something was counted, open if it is an opinion, grey if unknown."""
    theme, size = kit.theme, kit.size("small")
    colour = theme.edge if node.score is None else theme.score(node.score)
    ground = theme.surface if node.score is None or node.opinion else colour
    ink = readable(theme.ink if ground == theme.surface else theme.surface, ground)
    text = "–" if node.score is None else kit.score(node.score)
    base = y + (height - kit.high("small")) / 2 + ascent(size)
    dash = "2 3" if node.score is None else ""
    return [
        Rect(x, y, width, height, ground, colour, 1.3, kit.u(3), dash),
        Label(text, x + width / 2, base, size, ink, ground, "semibold", "middle"),
    ]


def pill(kit: Kit, outcome: OutcomeBox, edge: FlowEdge | None) -> tuple[float, Block]:
    """Return how a journey ends: with its probability, or for one way out with the share that takes it."""
    theme, side = kit.theme, kit.u(12)
    colour, ground = (theme.good, theme.added) if outcome.kind.good else (theme.bad, theme.removed)
    part = kit.share(outcome.share if edge is None else edge.share)
    sure = f"≈ {part}" if edge is not None and edge.assumed else part
    words = f"{kit.say(outcome.title)} {sure}"
    name = "small" if edge is not None else "body"
    lines = kit.lines(words, name, kit.u(120 if edge is not None else 150), "semibold")
    width = max(kit.wide(text, name, "semibold") for text in lines) + side + kit.u(24)
    pen = Pen(kit, ground, width, side + kit.u(15), kit.u(4))
    pen.set(lines, name, fill=colour, weight="semibold")
    pen.down(4)
    mark = icon(outcome_icon(outcome.kind), kit.u(9), (pen.y - side) / 2, side, readable(colour, ground))
    edge_colour, radius = readable(colour, theme.page, 3), min(pen.y / 2, kit.u(12))
    back = Rect(0, 0, width, pen.y, ground, edge_colour, 1.4 if edge is None else 1, radius)
    return width, Block(pen.y, (back, mark, *pen.shapes))


def caption(kit: Kit, edge: FlowEdge) -> tuple[float, Block]:
    """Return what stands beside a way and its width: its share, and its marks before it."""
    theme, side = kit.theme, kit.u(12)
    whole = edge.share > 1 - 1e-9 and not (edge.loop or edge.handoff or edge.kind == "fails")
    if whole:
        return 0.0, Block(0.0, ())
    marks = [(RETURN, theme.accent)] * edge.loop + [(HANDOFF, theme.ink)] * edge.handoff
    text = f"≈ {kit.share(edge.share)}" if edge.assumed else kit.share(edge.share)
    left = kit.u(4) + len(marks) * (side + kit.u(3))
    width, height = left + kit.wide(text, "small") + kit.u(4), kit.high("small") + kit.u(2)
    colour = theme.bad if edge.kind in {"fails", "gives-up"} else theme.ink
    shapes: list[Shape] = [Rect(0, 0, width, height, theme.surface, radius=kit.u(3))]
    for index, (d, ink) in enumerate(marks):
        at = kit.u(4) + index * (side + kit.u(3))
        shapes.append(icon(d, at, (height - side) / 2, side, readable(ink, theme.surface)))
    base = kit.u(1) + ascent(kit.size("small"))
    shapes.append(Label(text, left, base, kit.size("small"), readable(colour, theme.surface), theme.surface))
    return width, Block(height, tuple(shapes))
