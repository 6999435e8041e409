"""Whether two figures of a metric may be compared, and whether they differ at all."""

import re
from collections.abc import Sequence

from journeymap.metrics import Metric
from journeymap.model.measures import Reading
from journeymap.model.surroundings import Benchmark
from journeymap.records import dataclass
from journeymap.text import Text, say

RATED = ("rating", "score")
"""Units for which method, version, scale and question decide what a value means."""

_SCALE = re.compile(r"(-?\d{1,3})\s*(?:-|–|to)\s*(-?\d{1,3})")


@dataclass(frozen=True)
class Kind:
    """What a figure of a metric means.

    Attributes
    ----------
    metric
        Its id.
    method
        How it is computed; `None` if it is not known or there is no choice.
    version
        Of the question, where there are several.
    scale
        First and last point of the question; `None` without one.
    question
        Its words, if they are known.
    """

    metric: str
    method: str | None = None
    version: str | None = None
    scale: tuple[float, float] | None = None
    question: str | None = None


def read_scale(text: str | None) -> tuple[float, float] | None:
    """Return the first and last point of a scale as written.

    Examples
    --------
    >>> read_scale("1-7"), read_scale("0 to 10"), read_scale("-2–2"), read_scale(None)
    ((1.0, 7.0), (0.0, 10.0), (-2.0, 2.0), None)
    """
    found = _SCALE.fullmatch((text or "").strip())
    return (float(found[1]), float(found[2])) if found else None


def kind_of(metric: Metric, reading: Reading | Benchmark) -> Kind:
    """Return what a reading, or somebody else's figure, means.

    What it does not say is the metric's own: the scale, version 2.0 of the
    effort question, and for counts the method by which they are computed here.
    Counts tell by how many they are how many points the question has.
    A value of a metric with several methods that names none has an unknown
    one.
    """
    question = version = counts = None
    if isinstance(reading, Reading):
        question, version, counts = reading.question, reading.version, reading.counts
    if metric.unit not in RATED:
        return Kind(metric.id, reading.method)
    method = reading.method or (next(iter(metric.methods), None) if counts is not None else None)
    top = reading.value.unit if reading.value is not None else ""
    rated = (1.0, float(top[1:])) if top.startswith("/") else _asked(metric, version, counts)
    words = " ".join(question.casefold().split()) if question else None
    current = "2.0" if metric.id == "ces" else None
    return Kind(metric.id, method, version or current, read_scale(reading.scale) or rated, words)


def _asked(metric: Metric, version: str | None, counts: Sequence[int] | None) -> tuple[float, float] | None:
    """Return the scale of a question that does not state it: the metric's own, with as many points as were counted."""
    own = (1.0, 5.0) if metric.id == "ces" and version == "1.0" else metric.scale
    if counts is None:
        return own
    first = own[0] if own is not None else 1.0
    return first, first + len(counts) - 1


def differs(metric: Metric, one: Kind, other: Kind) -> Text | None:
    """Say why two figures may not be compared or ranked, or return `None` if they may.

    Metric, method, version and scale have to meet; questions only if both are
    known. Where a metric has several methods, an unknown one meets none.
    """
    if one.metric != other.metric:
        return say("they are different metrics")
    if one.method != other.method:
        return say("they are not computed by the same method")
    if one.method is None and metric.methods:
        return say("it is not known by which method they are computed")
    if one.version != other.version:
        return say("they ask different versions of the question")
    if one.scale != other.scale:
        return say("their scales differ")
    if one.question and other.question and one.question != other.question:
        return say("they ask different questions")
    return None


def comparable(metric: Metric, one: Reading | Benchmark, other: Reading | Benchmark) -> bool:
    """Tell whether two readings, or a reading and somebody else's figure, may be compared or ranked."""
    return differs(metric, kind_of(metric, one), kind_of(metric, other)) is None
