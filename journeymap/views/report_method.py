"""The parts of a report that let it be checked: method, data quality, tables, glossary."""

from collections.abc import Iterator
from dataclasses import replace

from journeymap.analysis import Analysis
from journeymap.metrics import Metric, catalogue
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import THRESHOLDS
from journeymap.rules import shipped as shipped_rules
from journeymap.rules.claims import claims
from journeymap.rules.here import adjustments, idle_acceptances
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, money, number, say, share
from journeymap.text import minutes as spell
from journeymap.views.acceptances import adjustment_words, idle_words
from journeymap.views.journey_map import Words
from journeymap.views.numbers_parts import Files
from journeymap.views.report_findings import GRADES
from journeymap.views.report_journey import title
from journeymap.views.report_parts import Row, Table, listed, place, plural
from journeymap.vocabulary import Severity


@dataclass(frozen=True)
class Formula:
    """How a number of the report is made."""

    name: Text
    words: Text


@dataclass(frozen=True)
class MethodPart:
    """How the numbers were made, and what stands behind them.

    `scales` say whose the scales of the metrics are. `rules` are those the workspace has changed, `idle` its
    acceptances that match nothing.
    """

    formulas: tuple[Formula, ...]
    metrics: Table | None
    scales: tuple[Text, ...]
    quality: Table | None
    gaps: tuple[Text, ...]
    benchmarks: Table | None
    claims: Table
    rules: Table | None
    idle: tuple[Text, ...]


@dataclass(frozen=True)
class Term:
    """A word of the report with its meaning."""

    name: Text
    words: Text


FIRM = frozenset("ABC")
"""Grades of what was measured, observed or documented."""


def method_heading(analysis: Analysis) -> Text:
    """Return how much of the numbers is measured, in a sentence."""
    grades = _grades(analysis)
    if not grades:
        return say("nothing is measured yet: the report shows the map and no score")
    measured = sum(grade in FIRM for grade in grades)
    if not measured:
        return _counted(plural(len(grades), "the only reading is told or assumed",
                               "none of {n} readings is measured, observed or documented"))  # fmt: skip
    if measured == len(grades):
        return _counted(plural(measured, "the only reading is measured, observed or documented",
                               "all {n} readings are measured, observed or documented"))  # fmt: skip
    one = "{n} of {all} readings is measured, observed or documented; the others are told or assumed"
    many = "{n} of {all} readings are measured, observed or documented; the others are told or assumed"
    return _counted(say(one if measured == 1 else many, n=count(measured), all=count(len(grades))))


def counted_readings(analysis: Analysis) -> Text:
    """Return the number in the sentences on what the readings rest on, which leads to its entry of the appendix."""
    grades = _grades(analysis)
    return _counting(sum(grade in FIRM for grade in grades) or len(grades))


def _counting(readings: float) -> Text:
    """Return a number of readings as words of their own, so that no other number like it is taken for it."""
    return say("{readings}", readings=count(readings))


def _counted(sentence: Text) -> Text:
    """Set the number of readings in a sentence so that it can be looked up."""
    return replace(sentence, values=tuple(
        (name, _counting(value.value) if name == "n" and isinstance(value, Figure) else value)
        for name, value in sentence.values))  # fmt: skip


def certainty(analysis: Analysis) -> Text | None:
    """Return how far the figures can be trusted, from what the readings rest on; `None` without readings."""
    grades = _grades(analysis)
    if not grades:
        return None
    measured = sum(grade in FIRM for grade in grades)
    if not measured:
        return _counted(plural(
            len(grades), "the only reading is told or assumed, and the figures are as good as that",
            "none of the {n} readings is measured: they are told or assumed, and the figures are as good as that",
        ))  # fmt: skip
    if measured == len(grades):
        return method_heading(analysis)
    return say("{finding}, and the figures are as good as that", finding=method_heading(analysis))


def _grades(analysis: Analysis) -> list[str]:
    return [metric.basis.grade for score in analysis.judged.current.values()
            for point in score.touchpoints.values() for metric in point.metrics.values()]  # fmt: skip


def method_part(analysis: Analysis) -> MethodPart:
    """Gather how the numbers were made."""
    return MethodPart(
        formulas=(*(Formula(say(name), say(words)) for name, words in FORMULAS), _severity()),
        metrics=_metrics(analysis),
        scales=_scales(analysis),
        quality=_quality(analysis),
        gaps=tuple(_gaps(analysis)),
        benchmarks=_benchmarks(analysis),
        claims=_claims(),
        rules=_rules(analysis),
        idle=tuple(map(idle_words, idle_acceptances(analysis.workspace, analysis.judged.every_finding))),
    )


def _severity() -> Formula:
    """Say how a severity comes about, with the limits the rules use."""
    limits = {severity: number(limit, 2) for limit, severity in THRESHOLDS}
    words = say(
        "reach × importance / 5 × gap: critical from {critical}, major from {major}, minor from {minor}, else a note; "
        "a rule or the workspace may fix it",
        critical=limits[Severity.CRITICAL],
        major=limits[Severity.MAJOR],
        minor=limits[Severity.MINOR],
    )
    return Formula(say("Severity of a finding"), words)


FORMULAS = (
    (
        "Score of a touchpoint",
        (
            "weighted mean of its metrics, each turned into 0 to 100 by its own straight-line scale; "
            "what is not measured is left out, never zero"
        ),
    ),
    (
        "Score of a journey",
        (
            "mean of its measured touchpoints, weighted by expected visits × importance "
            "(1 to 5; 3 if nobody said, 5 for a moment of truth)"
        ),
    ),
    (
        "Completion, visits, time, contacts, cost",
        "expected values of an absorbing Markov chain over the map: shares of customers are ways, outcomes absorb",
    ),
    (
        "Shares nobody wrote",
        "equal parts of what the written ones leave; a rest that no way takes gives up; both are marked as assumed",
    ),
    ("Intervals", "95%: Wilson for shares, normal or Student for means; parts add in squares; opinions have none"),
    (
        "Value lost in a year",
        (
            "customers a year × share lost × yearly value of a customer, all from the client's own figures; "
            "no published churn rate enters"
        ),
    ),
    (
        "Attained level",
        "highest level whose criteria hold with all below, at most one of them partly met and none unknown",
    ),
    ("Evidenced level", "the same, counting only what was measured or observed"),
    (
        "Length of the plan",
        "weeks from the start to the end of the last initiative the target needs, beside what no schedule could beat",
    ),
)


def _used(analysis: Analysis) -> tuple[Metric, ...]:
    """Return the metrics of which something is measured, by name."""
    known = catalogue(analysis.workspace.content.metrics)
    names = {name for score in analysis.judged.current.values()
             for point in score.touchpoints.values() for name in point.metrics}  # fmt: skip
    return tuple(known[name] for name in sorted(names))


def _metrics(analysis: Analysis) -> Table | None:
    used = _used(analysis)
    head = tuple(say(word) for word in ("Metric", "Kind", "Weight", "0 to 100"))
    rows = tuple(_metric(analysis, metric) for metric in used)
    return Table(say("Metrics in use, with weights and scales"), head, rows) if used else None


def _scales(analysis: Analysis) -> tuple[Text, ...]:
    """Say whose the scales of the metrics are, the source of most of them last."""
    by_source: dict[str, list[Metric]] = {}
    for metric in _used(analysis):
        by_source.setdefault(metric.source, []).append(metric)
    *few, most = sorted(by_source.items(), key=lambda item: len(item[1])) or [("", [])]
    if not most[1]:
        return ()
    lines = [say("scale of {metrics}: {source}", source=say(source),
                 metrics=listed([say(metric.title) for metric in metrics], most=len(metrics)))
             for source, metrics in few]  # fmt: skip
    rest = say("scale of all others: {source}", source=say(most[0]))
    return (*lines, rest if few else say("scale of all: {source}", source=say(most[0])))


def _metric(analysis: Analysis, metric: Metric) -> Row:
    ends: Words = say("not judged")
    if metric.points:
        low, high = metric.points[0], metric.points[-1]
        ends = say("{low} is {a}, {high} is {b}", low=_unit(analysis, metric, low[0]), a=number(low[1], 0),
                   high=_unit(analysis, metric, high[0]), b=number(high[1], 0))  # fmt: skip
    kind = say("{kind}, {direction} is better", kind=say(metric.kind), direction=say(metric.better))
    return (say(metric.title), kind, number(metric.weight), ends)


def _unit(analysis: Analysis, metric: Metric, value: float) -> Figure:
    if metric.unit == "min":
        return spell(value)
    if metric.unit == "share":
        return share(value)
    if metric.unit == "money":
        return money(value, analysis.workspace.currency)
    return number(value, 0 if value == int(value) else 1)


def _quality(analysis: Analysis) -> Table | None:
    head = (say("Journey"), *(say(word) for word in GRADES.values()), say("Unmeasured touchpoints"), say("Opinions"),
            say("Scored part"))  # fmt: skip
    rows: list[Row] = []
    for score in analysis.judged.current.values():
        grades = [found.basis.grade for point in score.touchpoints.values() for found in point.metrics.values()]
        opinions = sum(point.score is not None and point.score.opinion for point in score.touchpoints.values())
        unknown = sum(point.score is None for point in score.touchpoints.values())
        rows.append((title(score), *(count(grades.count(grade)) for grade in GRADES), count(unknown), count(opinions),
                     share(score.coverage)))  # fmt: skip
    return Table(say("What the readings rest on"), head, tuple(rows)) if rows else None


def _gaps(analysis: Analysis) -> Iterator[Text]:
    for score in analysis.judged.current.values():
        points = score.touchpoints
        unknown = [name for name, point in points.items() if point.score is None]
        told = [name for name, point in points.items() if point.score is not None and point.score.opinion]
        if unknown:
            words = plural(len(unknown), "{n} touchpoint is not measured", "{n} touchpoints are not measured")
            yield say("{words}: {names}", words=words, names=_places(score, unknown))
        if told:
            one, many = "{n} touchpoint is scored by opinion alone", "{n} touchpoints are scored by opinion alone"
            yield say("{words}: {names}", words=plural(len(told), one, many), names=_places(score, told))
        assumed = sum(edge.assumed for edge in score.graph.edges)
        if assumed:
            one, many = "{n} way of '{title}' has an assumed share", "{n} ways of '{title}' have an assumed share"
            yield say(one if assumed == 1 else many, n=count(assumed), title=title(score))


def _places(score: JourneyScore, names: list[str]) -> Words:
    graph = score.graph
    files = Files()
    return listed(
        say("'{name}' ({place})", name=graph.title(name), place=files.line(graph.span(name))) for name in names
    )


def _benchmarks(analysis: Analysis) -> Table | None:
    found = analysis.workspace.content.benchmarks
    if not found:
        return None
    known = catalogue(analysis.workspace.content.metrics)
    head = tuple(say(word) for word in ("Benchmark", "Metric", "Value", "Sector", "Ours", "Source", "Date", "n"))
    rows = tuple(
        (
            record.title or humanise(name),
            say(known[record.metric].title) if record.metric in known else record.metric,
            record.value.text,
            record.sector,
            say("yes") if record.ours else say("no"),
            record.source,
            record.date,
            count(record.n) if record.n is not None else "",
        )
        for name, record in found.items()
    )
    return Table(say("Figures of others, as written in the workspace"), head, rows)


RULE_HEAD = ("Rule", "What it finds", "Here", "Reason", "Where")


def _rules(analysis: Analysis) -> Table | None:
    """Return what the workspace has made of the rules: switched off, graded otherwise, tuned."""
    changed = adjustments(analysis.workspace, shipped_rules())
    if not changed:
        return None
    head = tuple(say(word) for word in RULE_HEAD)
    rows = tuple(
        (item.rule.id, say(item.rule.title), adjustment_words(item), item.reason or "", place(item.span))
        for item in changed
    )
    return Table(say("Rules changed in this workspace"), head, rows)


CLAIM_HEAD = ("Grade", "As it goes round", "What the source says", "Source", "May set a limit")


def _claims() -> Table:
    """Return the published claims that rules rest on, with how far each can be trusted."""
    cited = {name for rule in shipped_rules().values() for name in rule.sources}
    rows = tuple(
        (
            claim.grade or "",
            say(claim.said),
            say(claim.statement),
            say("{source}, {year}", source=claim.source, year=str(claim.year)) if claim.year else claim.source,
            say("yes") if claim.may_set_threshold else say("no"),
        )
        for name, claim in sorted(claims().items())
        if name in cited
    )
    head = tuple(say(word) for word in CLAIM_HEAD)
    return Table(say("Published claims behind the rules, with their grade"), head, rows)


GLOSSARY = (
    ("Completion", 'share of customers who start and reach a good outcome; a clear "not for you" counts as good'),
    ("Contact", "a visit to a touchpoint with a channel"),
    ("Evidenced", "what holds by answers that were measured or observed alone"),
    ("Finding", "a weak spot of a journey, found by a rule, with its place in the files"),
    ("Hand-off", "the customer is passed on to someone else"),
    ("Moment of truth", "a touchpoint at which customers decide whether to stay"),
    ("Outcome", "how a journey ends: completed, gave up, left for good, not eligible"),
    ("Reach", "share of customers who come to a touchpoint at least once"),
    ("Residual gap", "what of the target no planned initiative brings"),
    ("Touchpoint", "one contact, or one wait, on the customer's way"),
    ("n", "number of answers or cases behind a figure"),
    ("95% interval", "where the figure would lie in 95 of 100 such samples; opinions have none"),
)


def glossary() -> tuple[Term, ...]:
    """Return the words a reader may not know."""
    return tuple(Term(say(name), say(words)) for name, words in GLOSSARY)
