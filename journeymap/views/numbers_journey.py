"""The numbers of one journey with their terms: ends, losses, money, the worksheet, every touchpoint."""

from collections.abc import Iterator, Sequence

from journeymap.metrics import catalogue
from journeymap.roadmap.projection import Quarter
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore, Score
from journeymap.scores.explain import amount, in_unit, parts_of, points_of, times
from journeymap.scores.figures import FIGURES, FIRM, basis_words, outcome_title
from journeymap.scores.touchpoint import MetricScore
from journeymap.text import Figure, Text, count, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.numbers_money import money_numbers
from journeymap.views.numbers_parts import TENTHS, Entry, Files, Sheet, SheetRow, rounded, sum_words, unit_of
from journeymap.views.report_losses import lost_share, worst_stage
from journeymap.views.report_parts import slugify
from journeymap.views.roadmap_words import quarter_name
from journeymap.vocabulary import OutcomeKind

MOST = 30
"""Ways on which customers are lost that are named; the others are added up."""


def journey_numbers(
    score: JourneyScore, wanted: JourneyScore | None, after: Sequence[tuple[Quarter, JourneyScore]], files: Files
) -> tuple[Entry, ...]:
    """Return the headline numbers of a journey, each with its terms.

    Parameters
    ----------
    wanted
        The journey as it should be.
    after
        The journey after each quarter of the plan.
    """
    return (
        _completion(score, wanted, after),
        _lost(score, files),
        *_scored(score, wanted),
        *_amounts(score, wanted),
        *money_numbers(score, wanted, after, files),
        *_moments(score),
    )


def _ends(score: JourneyScore) -> Text:
    """Say completion as the sum of the good ends."""
    kind = score.graph.outcome_kind
    good = [(name, part) for name, part in score.flow.outcomes.items() if kind(name).good and part > 0]
    figures, whole = rounded([part for _, part in good], "share", TENTHS)
    titles = [outcome_title(score, name) for name, _ in good]
    return sum_words(whole, list(zip(figures, titles, strict=True)))


def _completion(
    score: JourneyScore, wanted: JourneyScore | None, after: Sequence[tuple[Quarter, JourneyScore]]
) -> Entry:
    now = score.flow.completion
    lines, explains = [_ends(score)], [share(now), *_by_kind(score)]
    if wanted is not None:
        lines.append(say("in the target map: {sum}", sum=_ends(wanted)))
        explains.append(share(wanted.flow.completion))
    for quarter, later in after:
        name = quarter_name(quarter.year, quarter.quarter)
        lines.append(say("after {quarter}: {sum}", quarter=name, sum=_ends(later)))
        explains += [share(later.flow.completion), number(100 * (later.flow.completion - now))]
    lines.append(_given(score))
    return Entry(f"{score.graph.name}.completion", say("Completion"), share(now), tuple(lines), tuple(explains))


def _by_kind(score: JourneyScore) -> Iterator[Figure]:
    """Yield the two kinds of good ends, which stand beside completion."""
    for kind in (OutcomeKind.COMPLETED, OutcomeKind.NOT_ELIGIBLE):
        parts = (part for name, part in score.flow.outcomes.items() if score.graph.outcome_kind(name) is kind)
        yield share(sum(parts))


def _given(score: JourneyScore) -> Text:
    """Say what stands behind every share and visit."""
    met = [edge for edge in score.graph.edges if score.flow.visits[edge.source] > 0]
    assumed = sum(edge.assumed for edge in met)
    return say("visits and ends follow from the shares of the ways on the map, {n} of {all} of them assumed",
               n=count(assumed), all=count(len(met)))  # fmt: skip


def _lost(score: JourneyScore, files: Files) -> Entry:
    graph, flow = score.graph, score.flow
    drops, rest = flow.losses[:MOST], sum(drop.share for drop in flow.losses[MOST:])
    shown, whole = rounded([*(drop.share for drop in drops), rest, flow.trapped], "share", TENTHS)
    lines = []
    for drop, part in zip(drops, shown, strict=False):
        edge = next(e for e in graph.edges if (e.source, e.target) == (drop.touchpoint, drop.outcome))
        visits = flow.visits[drop.touchpoint]
        lines.append(
            say("{part} '{name}' ({outcome}): {visits} visits × {chance}, {place}", part=part,
                name=graph.title(drop.touchpoint), outcome=outcome_title(score, drop.outcome), visits=times(visits),
                chance=Figure("share", drop.share / visits, "", 1),
                place=files.line(graph.workspace.where(*edge.path)))
        )  # fmt: skip
    if rest:
        lines.append(say("{part} on {n} more ways", part=shown[-2], n=count(len(flow.losses) - MOST)))
    if flow.trapped:
        lines.append(say("{part} never get out", part=shown[-1]))
    lines += _by_groups(score)
    worst = worst_stage(score)
    explains: list[Words] = [share(lost_share(score))]
    if worst is not None:
        explains.append(share(worst[1]))
        lines.append(say("{part} of it in '{stage}'", part=share(worst[1]), stage=graph.title(worst[0])))
    return Entry(f"{graph.name}.lost", say("Customers who give up or leave"), whole, tuple(lines), tuple(explains))


def _by_groups(score: JourneyScore) -> Iterator[Text]:
    """Say how many are lost by the groups' own ways, which the report tells, where that differs from all ways."""
    ours, all_ = (Figure("share", part, "", 2) for part in (lost_share(score), score.flow.churn))
    if str(ours) != str(all_):
        yield say("by the groups' own ways {mix} are lost, by those of all customers {whole}", mix=ours, whole=all_)


def _scored(score: JourneyScore, wanted: JourneyScore | None) -> Iterator[Entry]:
    graph = score.graph
    if score.score is not None:
        lines = [say("sum of the column '{name}': visits × importance × score of each touchpoint, divided by the sum "
                     "of visits × importance of those that have a score", name=say("Points"))]  # fmt: skip
        basis = basis_words(score) if score.counted else None
        lines += [points_of(score.score, score.parts), *parts_of(score.parts), *([basis] if basis is not None else [])]
        explains: list[Words] = [Figure("score", score.score.value)]
        if wanted is not None and wanted.score is not None:
            explains.append(Figure("score", wanted.score.value))
        value = Figure("score", score.score.value, "", 1)
        yield Entry(f"{graph.name}.score", say("Score"), value, tuple(lines), tuple(explains))
    total = sum(score.weights.values())
    if total:
        lines = [say("{part} = visits × importance of the touchpoints with a score, {known}, of {all}",
                     part=share(score.coverage), known=number(score.measured, 2), all=number(total, 2)),
                 say("{part} of the weight rests on counts with an interval", part=share(score.counted))]  # fmt: skip
        yield Entry(f"{graph.name}.coverage", say("Scored part"), share(score.coverage), tuple(lines))


AMOUNTS = (("time", "Time spent", "duration"), ("waiting", "Waiting", "waiting"), ("cost", "Cost per customer", "cost"))


def _amounts(score: JourneyScore, wanted: JourneyScore | None) -> Iterator[Entry]:
    graph, flow, goal = score.graph, score.flow, wanted.flow if wanted else None
    for key, name, what in AMOUNTS:
        expected, later = getattr(flow, what), getattr(goal, what) if goal else None
        if expected.known <= 0:
            continue
        unit = "money" if key == "cost" else "min"
        value = in_unit(graph, unit, expected.value)
        lines = [say("sum of the column '{name}': visits × what one visit takes, by touchpoint; known for {known} of "
                     "the visits", name=say(name), known=share(expected.known))]  # fmt: skip
        if expected.deviation is not None:
            lines.append(say("standard deviation between customers {value}, from the routes they take",
                             value=in_unit(graph, unit, expected.deviation)))  # fmt: skip
        explains = [value, *([in_unit(graph, unit, later.value)] if later is not None and later.known > 0 else [])]
        yield Entry(f"{graph.name}.{key}", say(name), value, tuple(lines), tuple(explains))
    both = [flow, *([goal] if goal else [])]
    contacts, hand_offs = FIGURES["contacts"].shown, FIGURES["hand-offs"].shown
    yield Entry(f"{graph.name}.contacts", say("Contacts"), contacts(flow.contacts),
                (say("sum of the column '{name}': visits to touchpoints where somebody or something answers",
                     name=say("Contacts")),),
                tuple(contacts(one.contacts) for one in both))  # fmt: skip
    yield Entry(f"{graph.name}.hand-offs", say("Hand-offs"), hand_offs(flow.hand_offs),
                (say("sum of the column '{name}': times a customer is passed on, by where it happens",
                     name=say("Hand-offs")),),
                tuple(hand_offs(one.hand_offs) for one in both))  # fmt: skip


def _moments(score: JourneyScore) -> Iterator[Entry]:
    graph, name = score.graph, score.graph.name
    if score.worst_moment is not None:
        rated = score.touchpoints[score.worst_moment].score
        moments = [key for key, point in graph.touchpoints.items() if point.moment_of_truth]
        lines = [say("'{name}': {score}", name=graph.title(key), score=_points(score.touchpoints[key].score))
                 for key in moments]  # fmt: skip
        value = Figure("score", rated.value) if rated else ""
        yield Entry(f"{name}.worst-moment", say("Worst moment of truth"), value, tuple(lines))
    if score.peak_end is not None:
        peak, end = score.peak_end.peak, score.peak_end.end
        lines = [say("mean of '{peak}' with {a} and '{end}' with {b}", peak=graph.title(peak), end=graph.title(end),
                     a=_points(score.touchpoints[peak].score), b=_points(score.touchpoints[end].score))]  # fmt: skip
        value = Figure("score", score.peak_end.score, "", 1)
        yield Entry(f"{name}.peak-end", say("Peak and end"), value, tuple(lines), (value,))


def _points(score: Score | None) -> Text:
    return say("not measured") if score is None else say("{value}", value=Figure("score", score.value, "", 1))


def touchpoint_numbers(score: JourneyScore, wanted: JourneyScore | None, files: Files) -> tuple[Entry, ...]:
    """Return each touchpoint's score with its readings: value, n, interval, scale and line; the target's after."""
    found = [_touchpoint(score, wanted, name, files) for name in score.graph.touchpoints]
    new = [name for name in wanted.graph.touchpoints if name not in score.graph.touchpoints] if wanted else []
    if wanted is not None:
        found += [_touchpoint(wanted, None, name, files, new=True) for name in new]
    return tuple(found)


def _touchpoint(
    score: JourneyScore, wanted: JourneyScore | None, name: str, files: Files, *, new: bool = False
) -> Entry:
    graph, point = score.graph, score.touchpoints[name]
    lines = [_visited(score, name), *(_reading(score, metric, files) for metric in point.metrics.values())]
    lines += [say("{metric}: unknown, {reason}, n = {n}, {place}", metric=say(_title(score, other.metric)),
                  reason=other.reason, n=count(other.n), place=files.line(graph.workspace.where(*other.path)))
              for other in point.unknown.values()]  # fmt: skip
    if wanted is not None and name in wanted.graph.touchpoints:
        later = wanted.touchpoints[name]
        changed = [metric for key, metric in later.metrics.items() if point.value(key) != metric.estimate.value]
        lines += [say("in the target map: {reading}", reading=_reading(wanted, metric, files)) for metric in changed]
    title: Words = say("{name} (in the target map)", name=graph.title(name)) if new else graph.title(name)
    value: Words = say("no score") if point.score is None else _interval(point.score)
    explains = (Figure("score", point.score.value),) if point.score is not None else ()
    return Entry(f"{graph.name}.{name}", title, value, tuple(lines), explains)


def _visited(score: JourneyScore, name: str) -> Text:
    """Say by which channel a touchpoint is met, and by how many."""
    graph = score.graph
    channel, reach = graph.touchpoints[name].channel, share(score.flow.reach[name])
    if channel is None:
        return say("{reach} get here", reach=reach)
    return say("{channel}, {reach} get here", channel=channel_title(graph, channel), reach=reach)


def _interval(score: Score) -> Words:
    value = Figure("score", score.value, "", 1)
    if score.low is None or score.high is None:
        return value
    return say(
        "{value} ({low} to {high})", value=value, low=Figure("score", score.low), high=Figure("score", score.high)
    )


def _title(score: JourneyScore, metric: str) -> str:
    return catalogue(score.graph.workspace.content.metrics)[metric].title


def _reading(score: JourneyScore, found: MetricScore, files: Files) -> Text:
    """Say one reading: value, n, interval, what it makes on the scale, weight, basis, line."""
    graph, estimate = score.graph, found.estimate
    value: Words = amount(graph, found)
    if found.method:
        value = say("{value} by {method}", value=value, method=found.method)
    if estimate.n and estimate.low is not None and estimate.high is not None and found.basis.grade in FIRM:
        value = say("{value} (n = {n}, {low} to {high})", value=value, n=count(estimate.n),
                    low=in_unit(graph, found.unit, estimate.low),
                    high=in_unit(graph, found.unit, estimate.high))  # fmt: skip
    elif estimate.n:
        value = say("{value} (n = {n})", value=value, n=count(estimate.n))
    if found.score is not None and found.weight > 0:
        value = say("{value} ▸ {score} × {weight}", value=value, score=Figure("score", found.score, "", 1),
                    weight=number(found.weight, 1))  # fmt: skip
    return say("{metric}: {value}, {basis}, {place}", metric=say(_title(score, found.metric)), value=value,
               basis=say(str(found.basis)), place=files.line(graph.workspace.where(*found.path)))  # fmt: skip


Column = tuple[Text, dict[str, float]]
"""Head, and what each touchpoint adds."""


def sheet_slug(score: JourneyScore) -> str:
    """Return the id of the place of a journey's worksheet in the report."""
    return f"sheet-{slugify(score.graph.name)}"


def worksheet(score: JourneyScore, wanted: JourneyScore | None) -> Sheet:
    """Return what each touchpoint adds to the sums of a journey; where the target differs, it stands after an arrow."""
    states = [score, *([wanted] if wanted is not None else [])]
    columns = [_columns(state) for state in states]
    kept = [place for place in range(len(columns[0])) if any(sum(each[place][1].values()) for each in columns)]
    points = list(dict.fromkeys(name for state in states for name in state.graph.touchpoints))
    stages = list(dict.fromkeys(name for state in states for name in state.graph.journey.stages))
    shown = [[_rounded(each[place]) for place in kept] for each in columns]
    rows = []
    for stage in stages:
        inside = [name for name in points if any(state.graph.journey.stage_of.get(name) == stage for state in states)]
        title = next(state for state in states if stage in state.graph.journey.stages).graph.title(stage)
        rows.append(SheetRow("stage", title, "", _cells([_of_stage(state, stage) for state in states])))
        for name in inside:
            title = next(state for state in states if name in state.graph.touchpoints).graph.title(name)
            both = [_of_point(state, name, [cells.get(name, "") for cells, _ in part])
                    for state, part in zip(states, shown, strict=True)]  # fmt: skip
            rows.append(SheetRow("touchpoint", title, f"{score.graph.name}.{name}", _cells(both)))
    sums = [_cells([[number(state.measured, 2), "", *(whole for _, whole in part)]
                    for state, part in zip(states, shown, strict=True)])]  # fmt: skip
    rows.append(SheetRow("total", say("Sum"), "", sums[0]))
    caption = say("What each touchpoint of '{title}' adds, per customer who starts",
                  title=score.graph.journey.title or score.graph.name)  # fmt: skip
    head = (say("Visits × importance"), say("Score"), *(columns[0][place][0] for place in kept))
    return Sheet(sheet_slug(score), caption, head, tuple(rows))


def _columns(score: JourneyScore) -> list[Column]:
    graph, flow = score.graph, score.flow

    def visited(metric: str) -> dict[str, float]:
        values = {name: point.value(metric) for name, point in score.touchpoints.items()}
        return {name: flow.visits[name] * value for name, value in values.items() if value is not None}

    rated = {name: point.score.value for name, point in score.touchpoints.items() if point.score is not None}
    points = {name: score.weights[name] * value / (score.measured or 1.0) for name, value in rated.items()}
    passed: dict[str, float] = {}
    for edge, taken in zip(graph.edges, flow.traversals, strict=True):
        if edge.handoff:
            passed[edge.source] = passed.get(edge.source, 0.0) + taken
    return [
        (say("Points"), points),
        (say("Time spent, min"), visited("duration")),
        (say("Waiting, min"), visited("waiting")),
        (say("Cost per customer"), visited("cost")),
        (say("Contacts"), {name: flow.visits[name] for name in graph.touchpoints if graph.contact(name)}),
        (say("Hand-offs"), passed),
    ]


def _rounded(column: Column) -> tuple[dict[str, Words], Words]:
    """Round the terms of a column so that they add up to what is shown below them."""
    _, parts = column
    figures, whole = rounded(list(parts.values()), "number", unit_of(sum(parts.values())))
    return dict(zip(parts, figures, strict=True)), whole


def _of_stage(score: JourneyScore, stage: str) -> list[Words]:
    found = score.stages.get(stage)
    return ["", Figure("score", found.value, "", 1) if found is not None else ""]


def _of_point(score: JourneyScore, name: str, parts: Sequence[Words]) -> list[Words]:
    if name not in score.graph.touchpoints:
        return ["", "", *parts]
    rated = score.touchpoints[name].score
    weight = say("{visits}\u00a0×\u00a0{importance}", visits=number(score.flow.visits[name], 3),
                 importance=score.graph.importance(name))  # fmt: skip
    return [weight, Figure("score", rated.value, "", 1) if rated is not None else "", *parts]


def _cells(states: Sequence[Sequence[Words]]) -> tuple[Words, ...]:
    """Return one state's cells, or those of two with an arrow where they differ."""
    if len(states) == 1:
        return tuple(states[0])
    return tuple(now if str(now) == str(then) else say("{now} →\u00a0{then}", now=now or "–", then=then or "–")
                 for now, then in zip(*states, strict=True))  # fmt: skip
