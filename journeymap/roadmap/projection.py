"""The map at the end of each quarter: a real journey, scored and checked like today's."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from journeymap.changes.apply import Skipped
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.roadmap.benefit import Figures, figures
from journeymap.roadmap.states import Walk
from journeymap.roadmap.weeks import QuarterEnd, quarters
from journeymap.rules import Finding, Rule, check_journey
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, number, say
from journeymap.vocabulary import State

_LESS_COMPLETION = 0.0005
_LESS_SCORE = 0.5
"""Falls smaller than these would not show in the figures and are not worth a sentence."""


@dataclass(frozen=True)
class Quarter:
    """The journeys as they are when a quarter ends.

    Attributes
    ----------
    name
        ``2018-Q3``.
    end
        Last day of the quarter.
    finished
        All planned initiatives that are finished by then, in order.
    new
        Those of them that were finished in this quarter.
    journeys
        Projected scores of the journeys that initiatives or targets speak of.
    figures
        The same in six figures.
    findings
        What the rules find in the projected journeys.
    notes
        What gets worse, and dead ends that were not there before.
    """

    name: str
    year: int
    quarter: int
    end: dt.date
    finished: tuple[str, ...]
    new: tuple[str, ...]
    journeys: Mapping[str, JourneyScore] = field(repr=False)
    figures: Mapping[str, Figures] = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class Projection:
    """All quarters of a plan.

    Attributes
    ----------
    quarters
        From the one the plan begins in to the one its last initiative ends in.
    skipped
        By initiative: changes that could not be carried out because of what was finished before.
    """

    quarters: tuple[Quarter, ...]
    skipped: Mapping[str, tuple[Skipped, ...]]


def project(
    walk: Walk, start: dt.date, finish: Mapping[str, dt.date], order: tuple[str, ...], rules: Iterable[Rule]
) -> Projection:
    """Project the map to the end of each quarter.

    Parameters
    ----------
    walk
        From the current state.
    start
        First day of the plan.
    finish
        Day on which each initiative is finished.
    order
        All of them in the order in which they are finished.
    rules
        What to check the projected journeys with.
    """
    entries = tuple(rules)
    found: list[Quarter] = []
    last = max(finish.values(), default=None)
    for end in quarters(start, last) if last is not None else ():
        finished = tuple(name for name in order if finish[name] <= end.end)
        found.append(_quarter(walk, end, finished, found[-1] if found else None, entries))
    skipped = {name: walk.state(order[: index + 1]).skipped for index, name in enumerate(order)}
    return Projection(tuple(found), {name: items for name, items in skipped.items() if items})


def _quarter(
    walk: Walk, end: QuarterEnd, finished: tuple[str, ...], before: Quarter | None, rules: tuple[Rule, ...]
) -> Quarter:
    earlier = before.finished if before is not None else ()
    new = finished[len(earlier) :]
    if before is not None and not new:
        return Quarter(end.name, end.year, end.quarter, end.end, finished, (), before.journeys, before.figures,
                       before.findings, ())  # fmt: skip
    scores = {journey: walk.score(finished, journey) for journey in walk.journeys}
    findings = tuple(f for score in scores.values() for f in check_journey(score, State.PROJECTED, rules))
    notes = [note for journey, now in scores.items()
             for note in worse(end.title, walk.score(earlier, journey), now)]  # fmt: skip
    return Quarter(end.name, end.year, end.quarter, end.end, finished, new, scores,
                   {journey: figures(now) for journey, now in scores.items()}, findings, tuple(notes))  # fmt: skip


def worse(quarter: Text, before: JourneyScore, now: JourneyScore) -> Iterator[Text]:
    """Yield what a quarter takes away from customers: completion, score, and new dead ends."""
    journey = now.graph.journey.title or humanise(now.graph.name)
    if now.flow.completion < before.flow.completion - _LESS_COMPLETION:
        yield say("{quarter} leaves fewer customers of '{journey}' at a good end: {now} in place of {before}",
                  quarter=quarter, journey=journey, now=Figure("share", now.flow.completion, "", 1),
                  before=Figure("share", before.flow.completion, "", 1))  # fmt: skip
    if now.score is not None and before.score is not None and now.score.value < before.score.value - _LESS_SCORE:
        yield say("{quarter} lowers the score of '{journey}' from {before} to {now}", quarter=quarter, journey=journey,
                  now=number(now.score.value), before=number(before.score.value))  # fmt: skip
    lost = _dead_ends(before)
    for name in _dead_ends(now):
        if name not in lost:
            yield say("{quarter} leaves customers alone at '{name}': nothing follows it", quarter=quarter,
                      name=now.graph.title(name))  # fmt: skip


def _dead_ends(score: JourneyScore) -> tuple[str, ...]:
    graph = score.graph
    return tuple(name for name in graph.touchpoints
                 if name in graph.stuck or (name in graph.reachable and graph.dead_end(name)))  # fmt: skip
