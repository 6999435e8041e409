"""One journey in its states: today, after each quarter of the plan, and as it is wanted.

The maps of all states have the same columns in the same places, so that they can be flipped through: a touchpoint
that is not there yet, or no longer, keeps its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from journeymap.records import dataclass
from journeymap.rules import Finding
from journeymap.scores import JourneyScore
from journeymap.text import Text, say
from journeymap.views.difference import merged
from journeymap.views.journey_map import STATE_TITLES, Column, JourneyMap, StageBand, Words, journey_map
from journeymap.vocabulary import State


@dataclass(frozen=True)
class Standing:
    """A journey in one state.

    Attributes
    ----------
    id
        ``current``, ``target``, ``target:ID`` or a quarter such as ``2018-Q4``.
    title
        What it is called beside its curve and above its map.
    findings
        Of this state.
    """

    id: str
    title: Words
    state: State
    score: JourneyScore = field(repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)


def current_title() -> Text:
    """Return what the journey of today is called."""
    return say(STATE_TITLES[State.CURRENT])


def quarter_title(name: str) -> Text:
    """Return what the journey after a quarter is called."""
    return say("Journey after {quarter}", quarter=name)


def target_title(title: str | None) -> Text:
    """Return what a wanted journey is called; without a title there is only one."""
    return say(STATE_TITLES[State.TARGET]) if title is None else say("Target journey '{title}'", title=title)


def _bands(states: Sequence[Standing]) -> tuple[StageBand, ...]:
    views = [journey_map(entry.score) for entry in states]
    order: tuple[str, ...] = ()
    known: dict[str, StageBand] = {}
    for view in views:
        order = merged(order, [band.id for band in view.stages])
        known |= {band.id: band for band in view.stages}
    return tuple(known[name] for name in order)


def _of(states: Sequence[Standing], stage: str) -> Iterator[Column]:
    """Yield the columns of a stage over all states; where a touchpoint changes its stage, its last one counts."""
    order: tuple[str, ...] = ()
    known: dict[str, Column] = {}
    for entry in states:
        columns = journey_map(entry.score).columns
        order = merged(order, [column.id for column in columns])
        known |= {column.id: column for column in columns}
    yield from (known[name] for name in order if known[name].stage == stage)


def projected_maps(states: Sequence[Standing]) -> tuple[JourneyMap, ...]:
    """Gather the map of each state over the columns of all.

    Parameters
    ----------
    states
        In the order of time.

    Returns
    -------
    tuple of JourneyMap
        One for each state, all with the same stages and columns in the same order.
    """
    bands = _bands(states)
    columns = [column for band in bands for column in _of(states, band.id)]
    frame = tuple(
        replace(band, columns=tuple(column.id for column in columns if column.stage == band.id), score=None)
        for band in bands
    )
    last = {column.id: max(index for index, entry in enumerate(states) if column.id in entry.score.graph.touchpoints)
            for column in columns}  # fmt: skip
    found = []
    for index, entry in enumerate(states):
        numbers = {finding.id: number for number, finding in enumerate(entry.findings, 1)}
        view = journey_map(entry.score, entry.findings, state=entry.state, subtitle=entry.title, numbers=numbers)
        gone = {name for name, end in last.items() if end < index}
        found.append(_framed(view, frame, columns, gone))
    return tuple(found)


def _framed(view: JourneyMap, frame: Sequence[StageBand], columns: Sequence[Column], gone: set[str]) -> JourneyMap:
    """Return a map over the columns of all states."""
    own: Mapping[str, Column] = {column.id: column for column in view.columns}
    scores = {band.id: band.score for band in view.stages}
    placed = tuple(
        replace(own[column.id], stage=column.stage) if column.id in own
        else Column(column.id, column.title, column.stage, reach=0.0, absent="gone" if column.id in gone else "later")
        for column in columns
    )  # fmt: skip
    stages = tuple(replace(band, score=scores.get(band.id)) for band in frame)
    return replace(view, columns=placed, stages=stages)
