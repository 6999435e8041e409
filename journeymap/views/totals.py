"""What stands above every picture of a journey: its totals, and who never gets out."""

from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, Text, say, share

_FEWEST = 0.0005
"""Part of customers below which 0 % would be shown."""

SUMS = ("time", "waiting", "contacts", "hand-offs")
"""Figures of what a customer takes in all."""

HEADLINE = ("completion", "score", *SUMS)

LEAST_HAND_OFFS = 0.005
"""Hand-offs per customer from which they are shown."""


def headline(score: JourneyScore) -> tuple[tuple[Text, Figure | str], ...]:
    """Return the figures that stand beside each other above a map, those that are known.

    What a customer takes in all is a dash where some never get out: it has no end, and is not zero.
    """
    flow, endless = score.flow, score.flow.trapped > _FEWEST
    found: list[tuple[Text, Figure | str]] = []
    for name in HEADLINE:
        figure = FIGURES[name]
        value = figure.value(score)
        if endless and name in SUMS:
            found.append((say(figure.title), "–"))
        elif value is not None and (name != "hand-offs" or flow.hand_offs > LEAST_HAND_OFFS):
            found.append((say(figure.title), figure.shown(value)))
    return tuple(found)


def completion_moves(old: Figure, new: Figure) -> Text:
    """Say how completion moves from one state to another, as it is shown."""
    if str(old) == str(new):
        return say("completion stays at {now}", now=new)
    return say("completion goes from {old} to {new}", old=old, new=new)


def stuck(trapped: float) -> tuple[Text, ...]:
    """Say which part of customers, 0-1, ends where no way leads out; nothing if that would be shown as 0 %."""
    return (
        (say("{lost} of customers get stuck where no way leads out", lost=share(trapped)),) if trapped > _FEWEST else ()
    )
