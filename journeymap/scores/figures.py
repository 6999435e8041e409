"""The figures of a journey that can be compared, moved and explained, each declared once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journeymap.flow import Expected
from journeymap.scores.journey import JourneyScore
from journeymap.text import Figure, minutes, number, share

SMALL = 100
"""Amount of money below which its smaller unit is shown."""


@dataclass(frozen=True)
class JourneyFigure:
    """One figure of a journey.

    Attributes
    ----------
    id
        Name after the dot, as in ``home-move.completion``.
    title
        English; the translation key.
    better
        ``higher`` or ``lower``.
    unit
        ``share``, ``score``, ``min``, ``count`` or ``money``.
    value
        Of a journey, in base units; `None` if unknown.
    """

    id: str
    title: str
    better: str
    unit: str
    value: Callable[[JourneyScore], float | None]

    def shown(self, value: float, currency: str) -> Figure:
        """Return a value with its unit."""
        if self.unit == "share":
            return share(value)
        if self.unit == "min":
            return minutes(value)
        if self.unit == "money":
            return Figure("money", value, currency, 2 if abs(value) < SMALL else None)
        return Figure("score", value, "", 1) if self.unit == "score" else number(value, 2)

    def difference(self, value: float, currency: str) -> Figure:
        """Return a difference; of shares in percentage points, with two decimals where they are small."""
        if self.unit == "share":
            return number(100 * value, 2)
        if self.unit == "score":
            return number(value, 2)
        return self.shown(value, currency)


def _known(expected: Expected) -> float | None:
    return expected.value if expected.known > 0 else None


def _score(score: JourneyScore) -> float | None:
    return score.score.value if score.score is not None else None


def _lost(score: JourneyScore) -> float | None:
    return score.at_risk.value if score.at_risk is not None else None


FIGURES: Mapping[str, JourneyFigure] = {
    figure.id: figure
    for figure in (
        JourneyFigure("completion", "Completion", "higher", "share", lambda score: score.flow.completion),
        JourneyFigure("score", "Score", "higher", "score", _score),
        JourneyFigure("time", "Time spent", "lower", "min", lambda score: _known(score.flow.duration)),
        JourneyFigure("waiting", "Waiting", "lower", "min", lambda score: _known(score.flow.waiting)),
        JourneyFigure("contacts", "Contacts", "lower", "count", lambda score: score.flow.contacts),
        JourneyFigure("hand-offs", "Hand-offs", "lower", "count", lambda score: score.flow.hand_offs),
        JourneyFigure("cost", "Cost per customer", "lower", "money", lambda score: _known(score.flow.cost)),
        JourneyFigure("value", "Value lost in a year", "lower", "money", _lost),
    )
}
"""By id, in the order in which they are shown."""
