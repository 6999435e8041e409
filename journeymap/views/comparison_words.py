"""How a comparison says figures, differences and what can be told of them."""

from collections.abc import Mapping

from journeymap.metrics.pooling import Estimate
from journeymap.roadmap.promises import Verdict as Kept
from journeymap.scores.figures import JourneyFigure
from journeymap.scores.movement import Move, Verdict
from journeymap.text import Figure, Text, count, number, say
from journeymap.views.journey_map import Words

TOLD: Mapping[Verdict, Text] = {
    "better": say("✓ better"),
    "worse": say("✗ worse"),
    "alike": say("≈ not distinguishable"),
    "same": say("= as before"),
    "said": say("– said, not counted"),
    "endless": say("– some never get out"),
    "unknown": say("? unknown"),
}
"""What can be told of a figure in two readings; the sign lets a column be read at a glance."""

MOVED: Mapping[Verdict, Text] = {"better": say("↓ less, beyond chance"), "worse": say("↑ more, beyond chance")}
"""The same of what customers go through in all, which also grows where more of them stay to the end."""

WAYS: Mapping[Verdict, str] = {"better": "less", "worse": "more"}
"""The same for programs."""

IN_PART = say("– not all of it counted")
"""The same of a sum over the journey to which something adds that was not counted."""

BECAME: Mapping[Kept, Text] = {
    "kept": say("✓ kept"),
    "partly": say("◐ partly kept"),
    "missed": say("✗ missed"),
    "unknown": say("? cannot be told yet"),
    "open": say("… not yet due"),
}
"""What became of a promise."""

ORDER: tuple[Verdict, ...] = ("worse", "better", "alike", "same", "said", "endless", "unknown")
"""Order of the rows: what got worse comes first."""


def signed(figure: Figure) -> Words:
    """Return a difference with its sign."""
    return say("+{amount}", amount=figure) if figure.value > 0 else figure


def change(figure: JourneyFigure, value: float, currency: str) -> Words:
    """Return the difference of a figure with its sign; that of shares and scores in points."""
    return signed(difference(figure, value, currency))


def difference(figure: JourneyFigure, value: float, currency: str) -> Figure:
    """Return a difference as comparisons show it: that of shares and scores in points, with one decimal."""
    if figure.unit in {"share", "score"}:
        return number(100 * value if figure.unit == "share" else value, 1)
    return figure.difference(value, currency)


def told(figure: JourneyFigure, verdict: Verdict) -> Text:
    """Return what can be told of a figure of a journey."""
    if verdict == "said":
        return IN_PART
    return MOVED.get(verdict, TOLD[verdict]) if _gone_through(figure) else TOLD[verdict]


def verdict_id(figure: JourneyFigure, verdict: Verdict) -> str:
    """Return the same for programs: of what customers go through ``more`` or ``less``, which is not valued."""
    return WAYS.get(verdict, verdict) if _gone_through(figure) else verdict


def _gone_through(figure: JourneyFigure) -> bool:
    """Tell whether a figure also grows where more customers stay to the end."""
    return figure.better == "lower" and figure.id != "value"


def points(difference: Estimate | None) -> Words:
    """Return the difference of two scores with its interval; empty if there is none."""
    if difference is None:
        return ""
    value = signed(number(difference.value, 1))
    if difference.low is None or difference.high is None:
        return value
    return say("{change} ({low} to {high})", change=value, low=signed(number(difference.low, 1)),
               high=signed(number(difference.high, 1)))  # fmt: skip


def difference_words(figure: JourneyFigure, move: Move, currency: str) -> Words:
    """Return the difference of a figure with its interval; empty if one is unknown, or there is none."""
    found = move.difference
    if found is None or move.verdict == "same":
        return ""
    value = change(figure, found.value, currency)
    if figure.unit in {"share", "score"}:
        value = say("{amount} points", amount=value)
    if found.low is None or found.high is None or move.verdict in {"said", "endless"}:
        return value
    low, high = (change(figure, end, currency) for end in (found.low, found.high))
    return say("{change} ({low} to {high})", change=value, low=low, high=high)


def cases_words(move: Move) -> Words:
    """Return the cases behind both figures; empty if neither was counted."""
    numbers = [count(part.n) if part is not None and part.n and part.low is not None else None
               for part in (move.old, move.new)]  # fmt: skip
    if numbers == [None, None]:
        return ""
    return say("{then} ▸ {now}", then=numbers[0] or say("none"), now=numbers[1] or say("none"))
