"""A sample that is written twice would count twice; it is told at the second place."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from journeymap.model.checker import Checker
from journeymap.model.measures import Reading
from journeymap.model.workspace import Path
from journeymap.source import Problem
from journeymap.text import say

CASES = ("n", "counts", "made_from", "times", "open")
"""Fields of which a counted reading has at least one; a bare value is an opinion and is not added up."""

SAME = ("value", "hits", "total", "sd", *CASES, "persona", "method", "version", "question", "scale")
"""Fields that are equal in two readings of one sample."""

MAY_BE_LEFT_OUT = ("period", "source")
"""Fields that tell two samples apart if both readings have them."""


def check_repeats(c: Checker) -> Iterator[Problem]:
    """Yield a problem for each counted reading that stands at its touchpoint, or among the measurements, once more."""
    for readings in _by_metric(c).values():
        told: set[Path] = set()
        for (one, first), (other, second) in combinations(readings, 2):
            if second not in told and _same(one, other):
                told.add(second)
                message = say("this reading is already given: it would count twice")
                help_ = say("leave it out here, or tell the two samples apart by `period` or `source`")
                yield Problem("read-twice", c.places.span(second), message, help_, c.places.span(first))


def _by_metric(c: Checker) -> Mapping[tuple[str, str, str], list[tuple[Reading, Path]]]:
    """Return the counted readings by journey, touchpoint and metric, those of the map first."""
    found: dict[tuple[str, str, str], list[tuple[Reading, Path]]] = {}
    for name, journey in c.content.journeys.items():
        for key, point in journey.touchpoints.items():
            base: Path = ("journeys", name, "stages", journey.stage_of[key], "touchpoints", key)
            for metric, readings in point.readings().items():
                inside: Path = (*base, metric) if getattr(point, metric, None) else (*base, "measures", metric)
                places = [(*inside, index) if len(readings) > 1 else inside for index in range(len(readings))]
                found[name, key, metric] = list(zip(readings, places, strict=True))
    for index, entry in enumerate(c.content.measurements):
        spot = (entry.journey, entry.touchpoint, entry.metric)
        found.setdefault(spot, []).append((entry, ("measurements", index)))
    return {key: [item for item in items if _counted(item[0])] for key, items in found.items()}


def _counted(reading: Reading) -> bool:
    return any(getattr(reading, field) for field in CASES)


def _same(one: Reading, other: Reading) -> bool:
    if any(getattr(one, field) != getattr(other, field) for field in SAME):
        return False
    pairs = [(getattr(one, field), getattr(other, field)) for field in MAY_BE_LEFT_OUT]
    return all(first is None or second is None or first == second for first, second in pairs)
