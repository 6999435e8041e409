"""The list below the priority matrix: every initiative with its numbers."""

from collections.abc import Callable

from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.svg import Group, Shape
from journeymap.text import Text, number, say, share
from journeymap.views.priorities import Candidate, Priorities

Badge = Callable[[Candidate, float, float], list[Shape]]
"""Draws the sign of an initiative with its number around a place."""


def listed(kit: Kit, view: Priorities, width: float, radius: float, badge: Badge) -> Block:
    """List the initiatives in two columns.

    Parameters
    ----------
    width
        Of both columns, in points.
    radius
        Of a sign, in points.
    """
    gap = kit.u(24)
    column = (width - gap) / 2
    blocks = [_entry(kit, view, candidate, column, radius, badge) for candidate in view.candidates]
    half = (len(blocks) + 1) // 2
    found: list[Shape] = []
    low = 0.0
    for index, part in enumerate((blocks[:half], blocks[half:])):
        y = 0.0
        for block in part:
            found.append(Group(block.shapes, index * (column + gap), y))
            y += block.height + kit.u(6)
        low = max(low, y)
    return Block(low, tuple(found))


def _entry(kit: Kit, view: Priorities, candidate: Candidate, width: float, radius: float, badge: Badge) -> Block:
    left = 2 * radius + kit.u(8)
    pen = Pen(kit, kit.theme.surface, width - left, left)
    pen.write(candidate.title, "small", weight="semibold")
    pen.write(kit.say(_numbers(view, candidate)), "small", fill=kit.theme.muted)
    sign = badge(candidate, radius + kit.u(1), radius + kit.u(1))
    return Block(max(pen.y, 2 * radius + kit.u(2)), (*sign, *pen.shapes))


def _numbers(view: Priorities, candidate: Candidate) -> Text:
    """Return effort, impact and confidence in one line."""
    words = say("effort unknown")
    if candidate.effort is not None:
        words = say("{days} person-days", days=number(candidate.effort, 0))
        if candidate.least is not None and candidate.most is not None:
            words = say("{days} person-days ({least} to {most})", days=number(candidate.effort, 0),
                        least=number(candidate.least, 0), most=number(candidate.most, 0))  # fmt: skip
    gain: Text = say("enabler") if candidate.enabler else say("impact unknown")
    if candidate.impact is not None:
        gain = say("{impact}", impact=view.impact(candidate.impact))
    found = say("{effort} · {gain}", effort=words, gain=gain)
    if candidate.confidence is None:
        return found
    return say("{numbers} · {share} sure", numbers=found, share=share(candidate.confidence))
