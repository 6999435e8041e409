"""The figures of a journey that can be compared, moved and explained, each declared once.

:meth:`JourneyFigure.shown` is the one place that says how a figure is rounded: the report, slides, workbook and command
line all show it so.
"""

from collections.abc import Callable, Iterator, Mapping

from journeymap.flow import Expected
from journeymap.records import dataclass
from journeymap.scores.journey import JourneyScore
from journeymap.text import Figure, Text, count, minutes, number, plain, say, score, share
from journeymap.vocabulary import OutcomeKind

SMALL = 100
"""Amount of money below which its smaller unit is shown in a term of a sum."""

MOST_DIGITS = 5
"""Decimals that are tried to tell two values apart."""

UNITS = (("d", 1440), ("h", 60), ("min", 1))
"""Units of time with their minutes, the largest first."""


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
    digits
        Decimals of a count from 1 on.
    """

    id: str
    title: str
    better: str
    unit: str
    value: Callable[[JourneyScore], float | None]
    digits: int = 1

    def shown(self, value: float, currency: str = "") -> Figure:
        """Return a value with its unit, rounded as it is shown everywhere.

        Amounts are shown in whole units, from 1 on.
        """
        if self.unit == "share":
            return share(value)
        if self.unit == "min":
            return minutes(value)
        if self.unit == "money":
            return Figure("money", value, currency, 2 if 0 < abs(value) < 1 else None)
        return score(value) if self.unit == "score" else plain(value, self.digits)

    def pair(self, was: float, now: float, currency: str = "") -> tuple[Figure, Figure]:
        """Return two values as they are shown; with the decimals that tell them apart if they would look the same."""
        usual = self.shown(was, currency), self.shown(now, currency)
        closer = ((self.closer(was, currency, digits), self.closer(now, currency, digits))
                  for digits in range(MOST_DIGITS))  # fmt: skip
        return next((found for found in (usual, *closer) if str(found[0]) != str(found[1])), usual)

    def term(self, value: float, currency: str) -> Figure:
        """Return a part of a value, which may need more decimals than the whole: amounts in their smaller unit."""
        if self.unit == "money":
            return Figure("money", value, currency, 2 if abs(value) < SMALL else None)
        return self.shown(value, currency)

    def closer(self, value: float, currency: str, digits: int) -> Figure:
        """Return a value with its unit and a given number of decimals; a time in its largest unit alone."""
        if self.unit == "min":
            unit, length = next((pair for pair in UNITS if abs(value) >= pair[1]), UNITS[-1])
            return Figure("number", value / length, unit, digits)
        kind = self.unit if self.unit in {"share", "score", "money"} else "number"
        return Figure(kind, value, currency if kind == "money" else "", digits)

    def difference(self, value: float, currency: str) -> Figure:
        """Return a difference; of shares in percentage points, with two decimals where they are small."""
        if self.unit == "share":
            return number(100 * value, 2)
        return number(value, 2) if self.unit in {"score", "count"} else self.term(value, currency)


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
        JourneyFigure("hand-offs", "Hand-offs", "lower", "count", lambda score: score.flow.hand_offs, 2),
        JourneyFigure("cost", "Cost per customer", "lower", "money", lambda score: _known(score.flow.cost)),
        JourneyFigure("value", "Value lost in a year", "lower", "money", _lost),
    )
}
"""By id, in the order in which they are shown."""

OUTCOME_TITLES: Mapping[OutcomeKind, str] = {
    OutcomeKind.COMPLETED: "Completed",
    OutcomeKind.NOT_ELIGIBLE: "Not eligible",
    OutcomeKind.ABANDONED: "Gave up",
    OutcomeKind.CHURNED: "Left for good",
}
"""What the ends that every journey has are called where it gives them no name of its own."""


def outcome_title(score: JourneyScore, name: str | None) -> Text | str:
    """Return what an end is called, `None` for those who never get out."""
    if name is None:
        return say("trapped")
    record = score.graph.journey.all_outcomes[name]
    return say(OUTCOME_TITLES[record.kind]) if name == record.kind and not record.title else score.graph.title(name)


def lost_title(score: JourneyScore, touchpoint: str, name: str | None) -> Text | str:
    """Return what the end is called of those who are lost on a way, and whether anybody wrote how many they are."""
    title, ways = outcome_title(score, name), [edge for edge in score.graph.outgoing[touchpoint] if edge.target == name]
    if not any(edge.assumed for edge in ways):
        return title
    whole = all(edge.assumed for edge in ways)
    return say("{outcome}, assumed" if whole else "{outcome}, in part assumed", outcome=title)


def completed(score: JourneyScore) -> Figure | Text:
    """Return the part of customers who complete a journey, and how many of all are told that it is not for them."""
    refused = _refused(score)
    if refused is None:
        return share(score.flow.completion)
    return say("{share}, including {part} not eligible", share=share(score.flow.completion), part=refused)


def completion_words(score: JourneyScore) -> Iterator[Text]:
    """Yield the same in sentences."""
    yield say("{share} of customers complete it", share=share(score.flow.completion))
    refused = _refused(score)
    if refused is not None:
        yield say("  this includes {part} who are told that it is not for them", part=refused)


def _refused(score: JourneyScore) -> Figure | None:
    """Return the part of customers who are told that a journey is not for them; `None` if it rounds to nobody."""
    kind = score.graph.outcome_kind
    found = share(sum(part for name, part in score.flow.outcomes.items() if kind(name) is OutcomeKind.NOT_ELIGIBLE))
    return None if str(found) == str(share(0)) else found


FIRM = frozenset("ABC")
"""Grades of what was measured, observed or documented."""


def firm_readings(*scores: JourneyScore) -> tuple[int, int]:
    """Return how many readings of journeys are measured, observed or documented, and how many there are."""
    grades = [metric.basis.grade for score in scores for point in score.touchpoints.values()
              for metric in point.metrics.values()]  # fmt: skip
    return sum(grade in FIRM for grade in grades), len(grades)


def basis_words(*scores: JourneyScore) -> Text | None:
    """Say how many readings are measured, and what intervals say of the others; `None` if all are or there are none.

    Parameters
    ----------
    *scores
        Of one journey, or of several together.
    """
    firm, every = firm_readings(*scores)
    if firm == every:
        return None
    if not firm:
        return say("none of the {n} readings is measured, observed or documented: intervals say only how sure such "
                   "counts would be", n=count(every))  # fmt: skip
    return say("{n} of {all} readings are measured, observed or documented; for the others intervals say only how sure "
               "such counts would be", n=count(firm), all=count(every))  # fmt: skip
