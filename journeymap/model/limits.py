"""What a threshold of a rule is measured in, and between which values a workspace may set it."""

import math
from collections.abc import Mapping
from typing import Self

from journeymap.model.quantities import Amount
from journeymap.records import dataclass
from journeymap.text import Figure, Text, count, minutes, number, say, share


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of a rule.

    Attributes
    ----------
    default
        Its value where a workspace sets none, in `unit`.
    unit
        ``share`` (0-1), ``min`` (minutes), ``points`` (of a score, 0-100), ``count`` (whole) or ``number``.
    low, high
        Between which values it makes sense, both included.
    claim
        Id of the published claim it rests on; `None` for a practice convention.
    meaning
        What it decides and where it applies, in English: lower case, without a full stop; the translation key.
    """

    default: float
    unit: str = "number"
    low: float = 0.0
    high: float = math.inf
    claim: str | None = None
    meaning: str = ""

    @classmethod
    def share(cls, default: float, low: float = 0.0, claim: str | None = None, meaning: str = "") -> Self:
        """Return a limit that is a part of a whole, at most 1."""
        return cls(default, "share", low, 1.0, claim, meaning)

    @classmethod
    def minutes(cls, default: float, claim: str | None = None, meaning: str = "") -> Self:
        """Return a limit that is a length of time in minutes, 0 or more."""
        return cls(default, "min", claim=claim, meaning=meaning)

    @classmethod
    def points(cls, default: float, claim: str | None = None, meaning: str = "") -> Self:
        """Return a limit that is a distance of two scores, 0 to 100."""
        return cls(default, "points", 0.0, 100.0, claim, meaning)

    @classmethod
    def count(
        cls, default: float, low: float = 1, high: float = math.inf, claim: str | None = None, meaning: str = ""
    ) -> Self:
        """Return a limit that is a whole number."""
        return cls(default, "count", low, high, claim, meaning)

    def figure(self, value: float) -> Figure:
        """Return a value of the limit as it is shown."""
        if self.unit == "share":
            return share(value)
        if self.unit == "min":
            return minutes(value)
        return number(value, 0) if value == int(value) else number(value)

    def fits(self, amount: Amount) -> bool:
        """Tell whether an amount has a unit the limit can be given in."""
        units = {"share": {"", "%"}, "min": {"", "min"}}.get(self.unit, {""})
        return amount.unit in units

    def holds(self, value: float) -> bool:
        """Tell whether a value is one the limit can take."""
        return self.low <= value <= self.high and (self.unit != "count" or value == int(value))

    @property
    def expected(self) -> Text:
        """Return in words what belongs there."""
        if self.unit == "share":
            return say("a share between {low} and 100%, such as {default}", low=self.figure(self.low),
                       default=self.figure(self.default))  # fmt: skip
        if self.unit == "min":
            return say("a length of time such as {default}", default=self.figure(self.default))
        if self.unit == "points":
            return say("points of a score, 0 to 100, such as {default}", default=self.figure(self.default))
        if self.unit == "count" and self.high < math.inf:
            return say("a whole number from {low} to {high}", low=count(self.low), high=count(self.high))
        if self.unit == "count":
            return say("a whole number of {low} or more, such as {default}", low=count(self.low),
                       default=self.figure(self.default))  # fmt: skip
        return say("a number of {low} or more, such as {default}", low=self.figure(self.low),
                   default=self.figure(self.default))  # fmt: skip


Limits = Mapping[str, Limit]
"""The thresholds of a rule by name."""
