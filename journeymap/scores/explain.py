"""How a score came about, in sentences: terms, weights, n, source line, and what would move it."""

import math
from collections.abc import Iterator

from journeymap.document import Plain
from journeymap.graph import JourneyGraph
from journeymap.metrics import Points, catalogue
from journeymap.model.measures import Reading
from journeymap.model.write import to_plain
from journeymap.scores.benchmarks import Peer, peers
from journeymap.scores.counted import Parts, judged, of_touchpoint
from journeymap.scores.figures import completion_words, outcome_title
from journeymap.scores.journey import JourneyScore
from journeymap.scores.levers import RATIO, levers, mapping_slope, metric_slope, visit_slopes
from journeymap.scores.readings import raw_readings
from journeymap.scores.touchpoint import MetricScore, Score, Unknown
from journeymap.source import Span
from journeymap.text import Figure, Text, count, minutes, money, number, say, share

LEVERS = 5
"""Losses, and ways, that are told."""


def score_words(score: JourneyScore) -> Iterator[Text]:
    """Say how the score of a journey is made: terms, weights, coverage, and its counted part."""
    yield from score_head(score)
    if score.score is not None:
        yield from terms_of(score, score.score)
        yield from score_tail(score)


def score_head(score: JourneyScore) -> Iterator[Text]:
    """Say what the score of a journey is, with its interval or why it has none."""
    title = score.graph.title(score.graph.name) if not score.graph.journey.title else score.graph.journey.title
    if score.score is None:
        yield say("'{title}' has no score: no touchpoint is measured", title=title)
        return
    yield say("'{title}' scores {score} of 100: the mean of its touchpoints, weighted by visits × importance",
              title=title, score=points_of(score.score, score.parts))  # fmt: skip


def score_tail(score: JourneyScore) -> Iterator[Text]:
    """Say how much of a journey's score is known, and how much of it is counted."""
    yield say(
        "{part} of the weight has a score: {counted} rests on counts, {opinion} on opinion; what has none counts "
        "neither way",
        part=share(score.coverage),
        counted=share(score.counted),
        opinion=share(max(0.0, score.coverage - score.counted)),
    )
    yield from parts_of(score.parts)


def terms_of(score: JourneyScore, whole: Score) -> Iterator[Text]:
    """Yield the terms of a mean over touchpoints, heaviest first."""
    total = sum(term.weight for term in whole.terms)
    for term in sorted(whole.terms, key=lambda term: -term.weight):
        yield say(
            "  {name}: {score} × weight {weight} ({visits} visits × importance {importance}, {part} of the whole); "
            "one point more here lifts the journey by {lift}",
            name=score.graph.title(term.name),
            score=Figure("score", term.score),
            weight=number(term.weight, 2),
            visits=number(score.flow.visits[term.name], 2),
            importance=score.graph.importance(term.name),
            part=share(term.weight / total),
            lift=number(lift(score, term.name), 3),
        )


def lift(score: JourneyScore, name: str) -> float:
    """Return the derivative of the journey's score by that of a touchpoint: its part of the measured weight."""
    return score.weights[name] / score.measured if score.measured else 0.0


def points_of(score: Score, parts: Parts | None = None) -> Text:
    """Return a score with its interval, or why it has none.

    Parameters
    ----------
    score
        The score.
    parts
        What of it is counted, if that is known.
    """
    if score.opinion and (parts is None or parts.counted is None):
        return say("{value} (opinion, no interval)", value=Figure("score", score.value))
    if score.low is None or score.high is None:
        return say("{value} (partly opinion, no interval)", value=Figure("score", score.value))
    return say("{value} (95% interval {low} to {high})", value=Figure("score", score.value),
               low=Figure("score", score.low), high=Figure("score", score.high))  # fmt: skip


def parts_of(parts: Parts) -> Iterator[Text]:
    """Yield the counted part of a score with its interval, and the opinions apart; nothing if it has one part only."""
    if parts.counted is None or parts.opinion is None:
        return
    yield say(
        "the counted part alone, {share} of the scored weight, is {counted}; the opinions are {opinion}",
        share=share(parts.share),
        counted=points_of(parts.counted),
        opinion=Figure("score", parts.opinion),
    )


def loss_words(score: JourneyScore) -> Iterator[Text]:
    """Say how many complete a journey, and where most of the others are lost."""
    yield from completion_words(score)
    for drop in score.flow.losses[:LEVERS]:
        yield say("  {share} are lost at '{name}' ({outcome})", share=share(drop.share),
                  name=score.graph.title(drop.touchpoint), outcome=outcome_title(score, drop.outcome))  # fmt: skip


def lever_words(score: JourneyScore) -> Iterator[Text]:
    """Say which ways move completion most by a step of equal reach, after a sentence that names them, if any do."""
    graph = score.graph
    strong = [(lever, lever.edge) for lever in levers(score, "completion") if lever.edge is not None][:LEVERS]
    if strong:
        yield say("ways whose share moves completion most, each by a tenth of what is left to 0% or 100%")
    for lever, edge in strong:
        less = "  '{source}' ▸ '{target}', now {share}: with {step} points less completion is {effect} points higher"
        more = "  '{source}' ▸ '{target}', now {share}: with {step} points more completion is {effect} points higher"
        end = edge.target not in graph.touchpoints
        target = outcome_title(score, edge.target) if end else graph.title(edge.target)
        yield say(less if lever.step < 0 else more, source=graph.title(edge.source), target=target,
                  share=share(edge.share), step=number(100 * abs(lever.step), 1),
                  effect=number(100 * lever.effect, 2))  # fmt: skip


def explain_stage(score: JourneyScore, stage: str) -> tuple[Text, ...]:
    """Say how a stage's score came about, what it weighs in the journey and who is lost in it."""
    title, mean = score.graph.title(stage), score.stages[stage]
    inside = score.graph.journey.stages[stage].touchpoints
    found: list[Text] = []
    if mean is None:
        found.append(say("'{title}' has no score: no touchpoint is measured", title=title))
    else:
        words = "'{title}' scores {score} of 100: the mean of its touchpoints, weighted by visits × importance"
        found.append(say(words, title=title, score=points_of(mean)))
        found += terms_of(score, mean)
        part = sum(lift(score, term.name) for term in mean.terms)
        found.append(say("one point more in the whole stage lifts the journey by {lift}", lift=number(part, 3)))
    for drop in score.flow.losses:
        if drop.touchpoint in inside:
            found.append(say("  {share} are lost at '{name}' ({outcome})", share=share(drop.share),
                             name=score.graph.title(drop.touchpoint),
                             outcome=outcome_title(score, drop.outcome)))  # fmt: skip
    return tuple(found)


def explain_touchpoint(score: JourneyScore, name: str) -> tuple[Text, ...]:
    """Say how one touchpoint's score came about, metric by metric, with n and source line."""
    graph, rated = score.graph, score.touchpoints[name]
    found: list[Text] = []
    if rated.score is None:
        found.append(say("'{name}' has no score: nothing there is measured", name=graph.title(name)))
    else:
        found.append(say("'{name}' scores {score} of 100", name=graph.title(name),
                         score=points_of(rated.score, of_touchpoint(rated))))  # fmt: skip
        found += parts_of(of_touchpoint(rated))
    found += [_metric(graph, metric) for metric in rated.metrics.values()]
    found += [_unknown(graph, metric) for metric in rated.unknown.values()]
    if rated.perceived is not None and rated.operational is not None:
        found.append(say("what customers say: {perceived}; what happened: {operational}",
                         perceived=points_of(rated.perceived), operational=points_of(rated.operational)))  # fmt: skip
    found.append(
        say(
            "{reach} of customers get here, {visits} visits each; weight {weight} = visits × importance {importance}",
            reach=share(score.flow.reach[name]),
            visits=number(score.flow.visits[name], 2),
            weight=number(score.weights[name], 2),
            importance=graph.importance(name),
        )
    )
    found += _standing(score, name)
    found += _at_risk(score, name)
    found += [peer_words(graph, peer) for peer in peers(score, name)]
    return tuple(found)


def _standing(score: JourneyScore, name: str) -> Iterator[Text]:
    rank = score.ranks.get(name)
    if rank is not None:
        places = number(rank.best, 0) if rank.sure else say("{best} to {worst}", best=rank.best, worst=rank.worst)
        yield say("place {places} of the {of} touchpoints with a counted part, the highest first; "
                  "overlapping intervals are not ranked apart", places=places, of=count(rank.of))  # fmt: skip
    if score.touchpoints[name].score is not None and score.score is not None:
        yield say("one point more here lifts the journey's score by {lift}; one visit more, what follows left out, "
                  "moves it by {visit}", lift=number(lift(score, name), 3),
                  visit=number(visit_slopes(score, "score")[name], 2))  # fmt: skip


def _at_risk(score: JourneyScore, name: str) -> Iterator[Text]:
    risk, currency = score.at_risk, score.graph.workspace.currency
    for loss in risk.at(name) if risk is not None else ():
        outcome = outcome_title(score, loss.outcome)
        yield say("{value} a year is lost here ({outcome}), {chance} of the visits, {place}",
                  value=money(loss.value, currency), outcome=outcome,
                  chance=share(loss.chance), place=f"{loss.place.file}:{loss.place.line}")  # fmt: skip


def peer_words(graph: JourneyGraph, peer: Peer) -> Text:
    """Say what a benchmark is, where it comes from, and whether it compares."""
    whose = say("in the sector") if peer.benchmark.ours else say("outside the sector")
    who, where = peer.benchmark.title or peer.id, f"{peer.place.file}:{peer.place.line}"
    if peer.theirs is None or peer.found is None:
        return say("benchmark {whose} '{who}' is not comparable: {reason}, {place}", whose=whose, who=who,
                   reason=peer.reason or "", place=where)  # fmt: skip
    best = say(", the best known here") if peer.best else ""
    return say("benchmark {whose}{best}: '{who}' ({source}, {date}) has {theirs} for {metric}, ours is "
               "{ours}{verdict}, {place}",
               whose=whose, best=best, who=who, source=peer.benchmark.source, date=peer.benchmark.date,
               theirs=in_unit(graph, peer.metric.unit, peer.theirs), metric=say(peer.metric.title),
               ours=amount(graph, peer.found), verdict=_verdict(graph, peer), place=where)  # fmt: skip


VERDICTS = {"higher": "clearly higher", "lower": "clearly lower", "alike": "not told apart"}
"""What a comparison says, by `Peer.verdict`; higher and lower speak of the number, not of better and worse."""


def _verdict(graph: JourneyGraph, peer: Peer) -> Text | str:
    """Return what a comparison says, with the interval of the difference; without one nobody can tell."""
    found = peer.distance
    if peer.verdict is None or found is None or found.low is None or found.high is None:
        return say("; no interval, so nobody can tell")
    points, unit = peer.metric.unit == "share", peer.metric.unit
    by, low, high = (number(100 * value, 1) if points else in_unit(graph, unit, value)
                     for value in (found.value, found.low, found.high))  # fmt: skip
    return say("; {verdict} (difference {by}, 95% interval {low} to {high})", verdict=say(VERDICTS[peer.verdict]),
               by=say("{n} points", n=by) if points else by, low=low, high=high)  # fmt: skip


def explain_metric(score: JourneyScore, name: str, metric: str) -> tuple[Text, ...]:
    """Say how one metric at a touchpoint came about: readings, mapping, weight, and what it moves.

    Raises
    ------
    KeyError
        If the metric is not measured there.
    """
    graph, rated = score.graph, score.touchpoints[name]
    found = rated.metrics[metric]
    known = catalogue(graph.workspace.content.metrics)[metric]
    lines = [say("{metric} at '{name}'", metric=say(known.title), name=graph.title(name)), _metric(graph, found)]
    if found.estimate.low is not None and found.estimate.high is None:
        low = in_unit(graph, found.unit, found.estimate.low)
        lines.append(say("95% interval from {low}, its upper end lies beyond what was watched", low=low))
    if found.estimate.low is not None and found.estimate.high is not None:
        lines.append(say("95% interval {low} to {high}", low=in_unit(graph, found.unit, found.estimate.low),
                         high=in_unit(graph, found.unit, found.estimate.high)))  # fmt: skip
    lines += [_reading(reading, graph.workspace.where(*path))
              for reading, path in raw_readings(graph, name, metric)]  # fmt: skip
    if not found.points:
        lines.append(say("it is shown and not judged: it has no scale from 0 to 100"))
    elif found.score is not None:
        lines.append(say("its scale: {points} ({source})", points=_scale(graph, found.unit, found.points),
                         source=found.scale_source))  # fmt: skip
        lines += _effect(score, name, found)
    lines += found.notes
    lines += [peer_words(graph, peer) for peer in peers(score, name) if peer.metric.id == metric]
    return tuple(lines)


def _reading(reading: Reading, place: Span) -> Text:
    """Return a reading as it was written: a value, or its raw counts; where, when and of whom."""
    plain = to_plain(reading)
    written = plain if isinstance(plain, dict) else {"value": plain}
    words = [_written(name, value) for name, value in written.items() if name not in ALREADY]
    return say("  reading: {words}, {place}", words=", ".join(words), place=str(place))


ALREADY = ("journey", "touchpoint", "metric", "basis", "question")
"""Fields of a reading that are told elsewhere."""


def _written(name: str, value: Plain) -> str:
    if isinstance(value, dict):
        return f"{name} " + ", ".join(f"{key} {item}" for key, item in value.items())
    if isinstance(value, list):
        items = (" ".join(str(part) for part in item.values()) if isinstance(item, dict) else str(item)
                 for item in value)  # fmt: skip
        return f"{name} " + "/".join(items)
    return str(value) if name in {"value", "source"} else f"{name} {value}"


def _scale(graph: JourneyGraph, unit: str, points: Points) -> Text | str:
    shown: Text | str = ""
    for at, height in points:
        point = say("{at} ▸ {score}", at=in_unit(graph, unit, at), score=Figure("score", height))
        shown = say("{before}, {point}", before=shown, point=point) if shown else point
    return shown


def _effect(score: JourneyScore, name: str, found: MetricScore) -> Iterator[Text]:
    inside = sum(metric.weight for metric in judged(score.touchpoints[name]))
    slope = metric_slope(score, name, found, "score")
    yield say("its part of the touchpoint's score is {part}, of the journey's {whole}",
              part=share(found.weight / inside), whole=share(found.weight / inside * lift(score, name)))  # fmt: skip
    if score.score is None or slope == 0:
        yield say("it moves the journey's score no further: its scale has ended")
        return
    yield say(
        "one {unit} more moves its own score by {own} and the journey's by {lift}",
        unit=say(UNITS[found.unit]), own=number(mapping_slope(found) * _one(found.unit), 2),
        lift=number(slope * _one(found.unit), 3),
    )  # fmt: skip
    if found.unit in RATIO and score.score.value:
        yield say("one percent more moves the journey's score by {elasticity}%",
                  elasticity=number(found.estimate.value * slope / score.score.value, 3))  # fmt: skip


UNITS = {"min": "minute", "share": "percentage point", "rating": "point of its scale", "money": "unit of money",
         "count": "case", "score": "point"}  # fmt: skip
"""What one more of a unit is called."""


def _one(unit: str) -> float:
    return 0.01 if unit == "share" else 1.0


def _metric(graph: JourneyGraph, found: MetricScore) -> Text:
    known = catalogue(graph.workspace.content.metrics).get(found.metric)
    # A scale that begins below 0, as of a net score or an emotion, has no "of".
    top = found.range[1] if found.range and found.range[0] >= 0 and found.unit == "rating" else None
    value = amount(graph, found)
    return say(
        "  {metric}{method}: {value}{score}, {n}, {basis}, {place}",
        metric=say("{title} (`{id}`)", title=say(known.title), id=found.metric) if known else found.metric,
        value=say("{value} of {top}", value=value, top=number(top, 0)) if top is not None else value,
        score=_mapped(found),
        n=say("n = {n}", n=count(found.estimate.n)) if found.estimate.n else say("no n"),
        basis=say(str(found.basis)),
        method=say(" by {method}", method=found.method) if found.method else "",
        place=str(graph.workspace.where(*found.path)),
    )


def _unknown(graph: JourneyGraph, found: Unknown) -> Text:
    known = catalogue(graph.workspace.content.metrics)[found.metric]
    metric = say("{title} (`{id}`)", title=say(known.title), id=found.metric)
    return say("  {metric}: unknown, {reason}, n = {n}, {place}", metric=metric, reason=found.reason,
               n=count(found.n), place=str(graph.workspace.where(*found.path)))  # fmt: skip


def _mapped(found: MetricScore) -> Text:
    if found.score is None:
        return say(" (of a part of the customers)") if found.points else say(" (not judged)")
    score, weight = Figure("score", found.score), number(found.weight, 1)
    return say(" ▸ {score} of 100, weight {weight}", score=score, weight=weight)


def amount(graph: JourneyGraph, found: MetricScore) -> Figure:
    """Return a metric's value with its unit."""
    return in_unit(graph, found.unit, found.estimate.value)


def times(visits: float) -> Figure:
    """Return a number of visits with three digits that mean something, so that a product can be checked.

    Examples
    --------
    >>> str(times(1.0152)), str(times(0.00624))
    ('1.02', '0.00624')
    """
    return number(visits, 2 if visits <= 0 else min(6, max(2, 2 - math.floor(math.log10(visits)))))


def in_unit(graph: JourneyGraph, unit: str, value: float) -> Figure:
    """Return a value in base units with the unit a reader knows."""
    if unit == "min":
        return minutes(value)
    if unit == "share":
        return share(value)
    if unit == "money":
        return money(value, graph.workspace.currency)
    return number(value, 1 if unit == "score" else 2)
