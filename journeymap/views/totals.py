"""What stands above every picture of a journey: its totals, and who never gets out."""

from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, minutes, say, share

_FEWEST = 0.0005
"""Part of customers below which 0 % would be shown."""


def headline(score: JourneyScore) -> tuple[tuple[Text, Figure | str], ...]:
    """Return the figures that stand beside each other above a map, those that are known.

    What a customer takes in all is a dash where some never get out: it has no end, and is not zero.
    """
    flow = score.flow
    found: list[tuple[Text, Figure | str]] = [(say("Completion"), share(flow.completion))]
    if score.score is not None:
        found.append((say("Score"), Figure("score", score.score.value)))
    if flow.trapped > _FEWEST:
        endless = (say("Time spent"), say("Waiting"), say("Contacts"), say("Hand-offs"))
        return (*found, *((name, "–") for name in endless))
    if flow.duration.known > 0:
        found.append((say("Time spent"), minutes(flow.duration.value)))
    if flow.waiting.known > 0:
        found.append((say("Waiting"), minutes(flow.waiting.value)))
    found.append((say("Contacts"), Figure("number", flow.contacts)))
    if flow.hand_offs > 0.005:
        found.append((say("Hand-offs"), Figure("number", flow.hand_offs)))
    return tuple(found)


def stuck(trapped: float) -> tuple[Text, ...]:
    """Say which part of customers, 0-1, ends where no way leads out; nothing if that would be shown as 0 %."""
    return (
        (say("{lost} of customers get stuck where no way leads out", lost=share(trapped)),) if trapped > _FEWEST else ()
    )
