"""The journey map as plain values: columns, curves, ways and outcomes."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from journeymap.graph import JourneyGraph
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import Finding
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore, TouchpointScore
from journeymap.scores.channel_fit import GOOD, POOR
from journeymap.scores.figures import OUTCOME_TITLES
from journeymap.scores.movement import Verdict
from journeymap.text import Figure, Text, say, share
from journeymap.views.lanes import LANES
from journeymap.views.totals import headline, stuck
from journeymap.vocabulary import OutcomeKind, Service, Severity, State

Words = str | Text | Figure


@dataclass(frozen=True)
class Pin:
    """A finding marked on the map.

    Attributes
    ----------
    anchor
        Id of its place in the report; empty if it is that of the first finding of this name.
    """

    number: int
    finding: str
    severity: Severity
    title: Text
    anchor: str = ""


@dataclass(frozen=True)
class FitMark:
    """How a touchpoint's channel suits a group of customers.

    Attributes
    ----------
    group
        Title of the group; empty where the whole map is of one group.
    fit
        0 avoided to 1 as good as the channel it likes best; `None` if its rating is unknown.
    rating
        Of the channel offered, 1 to 5.
    best, best_rating
        The channel the group likes best.
    own
        Whether the ratings are the group's own; else they are the prior of its generation.
    """

    group: str
    fit: float | None
    rating: int | None = None
    best: Words | None = None
    best_rating: int | None = None
    own: bool = True

    @property
    def verdict(self) -> str:
        """Return ``badly``, ``half-way``, ``well`` or ``unknown``."""
        if self.fit is None:
            return "unknown"
        return "badly" if self.fit <= POOR else "half-way" if self.fit < GOOD else "well"


@dataclass(frozen=True)
class Mark:
    """How a column differs between two maps.

    Attributes
    ----------
    kind
        ``added``, ``removed``, ``rerouted`` (only its ways lead elsewhere) or ``changed``.
    words
        What changed, in short sentences.
    delta
        Score now minus before; `None` if either is unknown.
    verdict
        What can be told of the score from two readings; `None` where one of the two is intended, not read.
    """

    kind: str
    words: tuple[Text, ...] = ()
    delta: float | None = None
    verdict: Verdict | None = None

    @property
    def direction(self) -> int:
        """Return 1 if the score is better, -1 if it is worse, and 0 if nothing moved or chance could have done it."""
        sign = (self.delta or 0) > 0, (self.delta or 0) < 0
        if self.verdict not in {None, "better" if sign[0] else "worse"}:
            return 0
        return int(sign[0]) - int(sign[1])


@dataclass(frozen=True)
class Column:
    """A touchpoint as the map shows it; `None` and empty mean unknown or nothing to show.

    Attributes
    ----------
    emotion
        -2 to 2.
    score, low, high
        0-100 with its interval; `opinion` tells whether nothing counted stands behind it.
    reach, entry
        Part of customers who get here, and who begin here, 0-1.
    duration, waiting
        Minutes.
    grade
        Evidence from ``A`` measured to ``D`` said.
    absent
        ``later`` if it is not there yet in the state shown, ``gone`` if no longer; such a column only keeps its place.
    """

    id: str
    title: str
    stage: str
    doing: str | None = None
    quote: str | None = None
    channel: str | None = None
    channel_title: Words | None = None
    service: Service | None = None
    emotion: float | None = None
    score: float | None = None
    low: float | None = None
    high: float | None = None
    opinion: bool = True
    n: int | None = None
    reach: float = 1.0
    entry: float = 0.0
    duration: float | None = None
    waiting: float | None = None
    moment: bool = False
    pains: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    department: str | None = None
    backstage: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    grade: str | None = None
    pins: tuple[Pin, ...] = ()
    fits: tuple[FitMark, ...] = ()
    mark: Mark | None = None
    absent: str = ""


@dataclass(frozen=True)
class Link:
    """A way from one column to another, or to an outcome.

    Attributes
    ----------
    kind
        ``next``, ``ends``, ``fails`` or ``gives-up``.
    share
        Part of the visitors of `source`, 0-1; `assumed` if nobody wrote it.
    """

    source: str
    target: str
    kind: str
    share: float
    assumed: bool = False
    handoff: bool = False
    repeats: bool = False
    when: str | None = None


@dataclass(frozen=True)
class StageBand:
    """A stage over its columns; `columns` are ids in order."""

    id: str
    title: str
    columns: tuple[str, ...]
    score: float | None = None


@dataclass(frozen=True)
class OutcomeBox:
    """An end of the journey with its probability, 0-1; `was` is that of the journey compared with."""

    id: str
    title: Words
    kind: OutcomeKind
    share: float
    was: float | None = None


@dataclass(frozen=True)
class Curve:
    """A second line over the same columns, for example the target's or a persona's.

    `points` holds a score 0-100 by column; missing columns are gaps. If `own` names columns, only they have a mark,
    and only the lines to and from them are drawn: elsewhere the curve is the main one.
    """

    name: Words
    points: Mapping[str, float]
    style: str = "target"
    own: frozenset[str] | None = None


@dataclass(frozen=True)
class JourneyMap:
    """Everything a journey map shows.

    Attributes
    ----------
    title, subtitle
        Headings; the subtitle states the state (current, target, after a quarter).
    statement
        The finding of the picture in a sentence; the description for those who cannot see it.
    figures
        Headline numbers with names, such as completion; a dash where unknown.
    marked
        Whether columns carry marks of a difference.
    reaches
        By group of customers the part of it that gets to each column, 0-100; in the order of `curves`.
    curve_name
        Name of the main curve beside others; left out, the subtitle.
    caption
        What the map shows in a few sentences, weightiest first, beneath the statement.
    """

    title: str
    subtitle: Words
    statement: Text
    state: State
    stages: tuple[StageBand, ...]
    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    outcomes: tuple[OutcomeBox, ...]
    curves: tuple[Curve, ...] = ()
    figures: tuple[tuple[Text, Figure | str], ...] = ()
    lanes: tuple[str, ...] = LANES
    marked: bool = field(default=False)
    reaches: tuple[Curve, ...] = ()
    curve_name: Words | None = None
    caption: tuple[Text, ...] = ()


def journey_map(
    score: JourneyScore,
    findings: Sequence[Finding] = (),
    *,
    state: State = State.CURRENT,
    subtitle: Words | None = None,
    numbers: Mapping[str, int] | None = None,
    lanes: tuple[str, ...] = LANES,
) -> JourneyMap:
    """Gather the map of one journey.

    Parameters
    ----------
    score
        The journey's scores.
    findings
        Shown as pins on their touchpoints.
    numbers
        Number of each finding in the report, by id; left out, counted here.
    """
    graph = score.graph
    if numbers is None:
        numbers = {finding.id: index for index, finding in enumerate(findings, 1)}
    pins: dict[str, list[Pin]] = {}
    for finding in findings:
        if finding.touchpoint is not None and finding.id in numbers:
            pins.setdefault(finding.touchpoint, []).append(
                Pin(numbers[finding.id], finding.id, finding.severity, finding.message)
            )
    columns = tuple(_column(score, name, tuple(pins.get(name, ()))) for name in graph.touchpoints)
    return JourneyMap(
        title=graph.journey.title or humanise(graph.name),
        subtitle=subtitle if subtitle is not None else say(STATE_TITLES[state]),
        statement=_statement(score),
        state=state,
        stages=tuple(_stage(score, name) for name in graph.journey.stages if graph.journey.stages[name].touchpoints),
        columns=columns,
        links=tuple(
            Link(e.source, e.target, e.kind, e.share, e.assumed, e.handoff, e.repeats, e.when) for e in graph.edges
        ),
        outcomes=outcome_boxes(score),
        figures=headline(score),
        lanes=lanes,
        caption=stuck(score.flow.trapped),
    )


def finding_anchor(finding: str) -> str:
    """Return the fragment that leads to a finding in the report, without the ``#``.

    Examples
    --------
    >>> finding_anchor("broken-promise@call-outage"), finding_anchor("late-answer@move.book")
    ('finding-broken-promise--call-outage', 'finding-late-answer--move.book')
    """
    plain = finding.replace("@", "--")
    return "finding-" + "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else f"_{ord(c):x}_" for c in plain)


STATE_TITLES = {State.CURRENT: "Current journey", State.TARGET: "Target journey", State.PROJECTED: "Projected journey"}


def outcome_boxes(score: JourneyScore) -> tuple[OutcomeBox, ...]:
    """Return the outcomes in their declared order with their probabilities."""
    graph = score.graph
    boxes = []
    for name in graph.outcomes:
        record = graph.journey.all_outcomes[name]
        title: Words = record.title or (say(OUTCOME_TITLES[record.kind]) if name == record.kind else humanise(name))
        if _implied(score, name):
            title = say("{outcome} (implied)", outcome=title)
        boxes.append(OutcomeBox(name, title, record.kind, score.flow.outcomes[name]))
    return tuple(boxes)


def _implied(score: JourneyScore, name: str) -> bool:
    """Tell whether an outcome follows only from shares that are left over, in a journey that declares none."""
    graph = score.graph
    return not graph.journey.outcomes and all(
        edge.kind == "gives-up" or edge.assumed for edge in graph.incoming.get(name, ())
    )


def _stage(score: JourneyScore, name: str) -> StageBand:
    stage = score.graph.journey.stages[name]
    value = score.stages[name]
    return StageBand(name, stage.title or humanise(name), tuple(stage.touchpoints), value.value if value else None)


def _column(score: JourneyScore, name: str, pins: tuple[Pin, ...]) -> Column:
    graph, point, rated = score.graph, score.graph.touchpoints[name], score.touchpoints[name]
    total = rated.score
    return Column(
        id=name,
        title=graph.title(name),
        stage=graph.journey.stage_of[name],
        doing=point.doing,
        quote=point.quote,
        channel=point.channel,
        channel_title=channel_title(graph, point.channel) if point.channel is not None else None,
        service=graph.service(name),
        emotion=rated.value("emotion"),
        score=total.value if total else None,
        low=total.low if total else None,
        high=total.high if total else None,
        opinion=total.opinion if total else True,
        n=total.n if total else None,
        reach=score.flow.reach[name],
        entry=graph.entries.get(name, 0.0),
        duration=rated.value("duration"),
        waiting=rated.value("waiting"),
        moment=bool(point.moment_of_truth),
        pains=point.pains,
        gains=point.gains,
        department=_titled(graph, "departments", point.department),
        backstage=tuple(step.do for step in point.backstage),
        systems=tuple(str(_titled(graph, "systems", system)) for system in point.systems),
        data=tuple(str(_titled(graph, "data", item)) for item in dict.fromkeys([*point.asks, *point.uses])),
        grade=_grade(rated),
        pins=pins,
    )


def _titled(graph: JourneyGraph, section: str, name: str | None) -> str | None:
    if name is None:
        return None
    record = getattr(graph.workspace.content, section)[name]
    return record.title or humanise(name)


def _grade(rated: TouchpointScore) -> str | None:
    """Return the best evidence grade among what was measured."""
    return min((found.basis.grade for found in rated.metrics.values()), default=None)


def _statement(score: JourneyScore) -> Text:
    worst = min(
        ((point.score.value, name) for name, point in score.touchpoints.items()
         if point.score is not None and score.flow.reach[name] > 0),
        default=None,
    )  # fmt: skip
    done = share(score.flow.completion)
    if worst is None:
        return say("{done} of customers complete the journey; no touchpoint is measured", done=done)
    name = score.graph.title(worst[1])
    rated = Figure("score", worst[0])
    return say("{done} of customers complete the journey; the lowest point is '{name}' with {score} of 100",
               done=done, name=name, score=rated)  # fmt: skip
