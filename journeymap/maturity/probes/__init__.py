"""Probes: what the maps themselves say about a criterion, one file each.

A probe looks at the workspace and tells one or more *checks*: ``true``,
``false``, ``not_applicable`` or ``not_available``. Missing data is
``not_available``, never ``false``. Where an attribute is what is counted
(owners, say), a map that records it nowhere does not speak of it; one that
records it somewhere does.

A probe proves what the map says, not what happens. It may support an answer
or contradict it; it never sets one.
"""

import datetime as dt
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from journeymap.catalog import discover
from journeymap.flow import Flow
from journeymap.graph import JourneyGraph
from journeymap.maturity.params import Params
from journeymap.model.assessment import Assessment
from journeymap.model.measures import Measurement
from journeymap.model.workspace import Path, Workspace
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.source import Span
from journeymap.text import Text

Outcome = Literal["true", "false", "not_applicable", "not_available"]


@dataclass(frozen=True)
class ProbeOutcome:
    """What one check of a probe found in one scope.

    Attributes
    ----------
    probe
        Id of the probe, such as ``P07``.
    scope
        Id of the journey it speaks of (for a target, the one it starts from); empty for the workspace.
    outcome
        ``not_available`` if data is missing, ``not_applicable`` if there is nothing to ask about.
    detail
        What was found, as a sentence.
    check
        Which of the probe's checks; empty if it has only one.
    value, threshold
        The figure and what it was compared with; the threshold is a parameter of the model.
    n
        How many things were counted.
    low, high
        95 % interval, where the figure is a sample. A count over the map is complete and has none.
    places
        Where it can be put right, or where it was seen.
    """

    probe: str
    scope: str
    outcome: Outcome
    detail: Text
    check: str = ""
    value: float | None = None
    threshold: float | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    places: tuple[Span, ...] = ()

    @cached_property
    def code(self) -> str:
        """Return what criteria name: ``P07.half``, or ``P18`` for a probe with one check."""
        return f"{self.probe}.{self.check}" if self.check else self.probe


@dataclass(frozen=True)
class ProbeCase:
    """What probes may look at.

    Attributes
    ----------
    workspace
        The workspace.
    params
        Thresholds of the maturity model.
    today
        The day it is read on.
    scores
        The current journeys by id, with their graphs and flows.
    targets
        The wanted journeys as graphs, by id of the target.
    assessment
        The answers, for probes that read them.
    """

    workspace: Workspace
    params: Params
    today: dt.date
    scores: Mapping[str, JourneyScore] = field(default_factory=dict)
    targets: Mapping[str, JourneyGraph] = field(default_factory=dict)
    assessment: Assessment | None = None

    @property
    def graphs(self) -> Mapping[str, JourneyGraph]:
        """Return the current journeys as graphs, by id."""
        return {name: score.graph for name, score in self.scores.items()}

    @property
    def flows(self) -> Mapping[str, Flow]:
        """Return how customers move through the current journeys, by id."""
        return {name: score.flow for name, score in self.scores.items()}

    @cached_property
    def apart(self) -> Mapping[tuple[str, str], Mapping[str, tuple[tuple[Measurement, Path], ...]]]:
        """Return the readings kept apart from the map, with their places, by journey and touchpoint and by metric."""
        found: dict[tuple[str, str], dict[str, list[tuple[Measurement, Path]]]] = defaultdict(lambda: defaultdict(list))
        for index, entry in enumerate(self.workspace.content.measurements):
            found[entry.journey, entry.touchpoint][entry.metric].append((entry, ("measurements", index)))
        return {place: {name: tuple(taken) for name, taken in by.items()} for place, by in found.items()}


Found = ProbeOutcome | Iterable[ProbeOutcome]


@dataclass(frozen=True)
class Probe:
    """A member of the register.

    Attributes
    ----------
    id
        Such as ``P01``; stable and never reused.
    name
        A word for it, such as ``stage_coverage``.
    needs
        What the workspace must hold, in words.
    manual
        The docstring of the function: what it measures, how, with which threshold.
    run
        Looks at a case.
    """

    id: str
    name: str
    needs: str
    manual: str
    run: Callable[[ProbeCase], tuple[ProbeOutcome, ...]] = field(repr=False)


def probe(code: str, *, name: str, needs: str) -> Callable[[Callable[[ProbeCase], Found]], Probe]:
    """Declare a probe; the docstring of the function is its manual.

    Parameters
    ----------
    code
        Such as ``P01``.
    name
        A word for it.
    needs
        What the workspace must hold.
    """

    def declare(look: Callable[[ProbeCase], Found]) -> Probe:
        def run(case: ProbeCase) -> tuple[ProbeOutcome, ...]:
            found = look(case)
            return (found,) if isinstance(found, ProbeOutcome) else tuple(found)

        return Probe(code, name, needs, look.__doc__ or "", run)

    return declare


def discover_probes() -> dict[str, Probe]:
    """Return every probe of this folder and of installed extensions, by id.

    Raises
    ------
    DuplicateEntry
        If two probes have one id.
    """
    return discover(sys.modules[__name__], Probe, lambda entry: entry.id)


def run_probes(probes: Mapping[str, Probe], case: ProbeCase) -> tuple[ProbeOutcome, ...]:
    """Return what all probes found, by probe, in the order in which each told it."""
    return tuple(outcome for name in sorted(probes) for outcome in probes[name].run(case))
