"""How a score came about, in sentences: terms, weights, n, source line, and what would move it."""

from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.metrics import catalogue
from journeymap.scores.journey import JourneyScore
from journeymap.scores.touchpoint import MetricScore, Score
from journeymap.text import Figure, Text, count, minutes, money, number, say, share

LEVERS = 5


def explain_journey(score: JourneyScore) -> tuple[Text, ...]:
    """Say how a journey's figures came about.

    Returns
    -------
    tuple of Text
        Score with its terms, coverage, completion with the largest losses, and
        the transitions that move completion most.
    """
    return (*_score(score), *_completion(score), *_levers(score))


def _score(score: JourneyScore) -> Iterator[Text]:
    title = score.graph.title(score.graph.name) if not score.graph.journey.title else score.graph.journey.title
    if score.score is None:
        yield say("'{title}' has no score: no touchpoint is measured", title=title)
        return
    yield say("'{title}' scores {score} of 100: the mean of its touchpoints, weighted by visits × importance",
              title=title, score=_points(score.score))  # fmt: skip
    total = sum(term.weight for term in score.score.terms)
    for term in sorted(score.score.terms, key=lambda term: -term.weight):
        yield say(
            "  {name}: {score} × weight {weight} ({visits} visits × importance {importance}, {part} of the whole); "
            "one point more here lifts the journey by {lift}",
            name=score.graph.title(term.name),
            score=Figure("score", term.score),
            weight=number(term.weight, 2),
            visits=number(score.flow.visits[term.name], 2),
            importance=score.graph.importance(term.name),
            part=share(term.weight / total),
            lift=number(term.weight / total, 3),
        )
    yield say(
        "{part} of the weight has a score, {counted} rests on counts; the rest is unknown and counts neither way",
        part=share(score.coverage),
        counted=share(score.counted),
    )


def _points(score: Score) -> Text:
    if score.opinion:
        return say("{value} (opinion, no interval)", value=Figure("score", score.value))
    if score.low is None or score.high is None:
        return say("{value} (partly opinion, no interval)", value=Figure("score", score.value))
    return say("{value} (95% interval {low} to {high})", value=Figure("score", score.value),
               low=Figure("score", score.low), high=Figure("score", score.high))  # fmt: skip


def _completion(score: JourneyScore) -> Iterator[Text]:
    yield say("{share} of customers complete it", share=share(score.flow.completion))
    for drop in score.flow.losses[:LEVERS]:
        yield say("  {share} are lost at '{name}' ({outcome})", share=share(drop.share),
                  name=score.graph.title(drop.touchpoint), outcome=score.graph.title(drop.outcome))  # fmt: skip


def _levers(score: JourneyScore) -> Iterator[Text]:
    graph = score.graph
    ranked = sorted(
        zip(graph.edges, score.flow.leverage, strict=True),
        key=lambda item: (-abs(item[1]), item[0].source, item[0].target),
    )
    strong = [(edge, lever) for edge, lever in ranked if abs(lever) > 1e-9][:LEVERS]
    if strong:
        yield say("ways whose share moves completion most")
    for edge, lever in strong:
        yield say("  '{source}' ▸ '{target}', now {share}: one point more moves completion by {lever} points",
                  source=graph.title(edge.source), target=graph.title(edge.target), share=share(edge.share),
                  lever=number(lever, 2))  # fmt: skip


def explain_touchpoint(score: JourneyScore, name: str) -> tuple[Text, ...]:
    """Say how one touchpoint's score came about, metric by metric, with n and source line."""
    graph, rated = score.graph, score.touchpoints[name]
    found: list[Text] = []
    if rated.score is None:
        found.append(say("'{name}' has no score: nothing there is measured", name=graph.title(name)))
    else:
        found.append(say("'{name}' scores {score} of 100", name=graph.title(name), score=_points(rated.score)))
    found += [_metric(graph, metric) for metric in rated.metrics.values()]
    if rated.perceived is not None and rated.operational is not None:
        found.append(say("what customers say: {perceived}; what happened: {operational}",
                         perceived=_points(rated.perceived), operational=_points(rated.operational)))  # fmt: skip
    found.append(
        say(
            "{reach} of customers get here, {visits} visits each; weight {weight} = visits × importance {importance}",
            reach=share(score.flow.reach[name]),
            visits=number(score.flow.visits[name], 2),
            weight=number(score.weights[name], 2),
            importance=graph.importance(name),
        )
    )
    return tuple(found)


def _metric(graph: JourneyGraph, found: MetricScore) -> Text:
    known = catalogue(graph.workspace.content.metrics).get(found.metric)
    # A scale that begins below 0, as of a net score or an emotion, has no "of".
    top = known.range[1] if known and known.range and known.range[0] >= 0 and found.unit == "rating" else None
    value = amount(graph, found)
    return say(
        "  {metric}{method}: {value}{score}, {n}, {basis}, {place}",
        metric=say(known.title) if known else found.metric,
        value=say("{value} of {top}", value=value, top=number(top, 0)) if top is not None else value,
        score=_mapped(found),
        n=say("n = {n}", n=count(found.estimate.n)) if found.estimate.n else say("no n"),
        basis=say(str(found.basis)),
        method=say(" by {method}", method=found.method) if found.method else "",
        place=str(graph.workspace.where(*found.path)),
    )


def _mapped(found: MetricScore) -> Text:
    if found.score is None:
        return say(" (not judged)")
    score, weight = Figure("score", found.score), number(found.weight, 1)
    return say(" ▸ {score} of 100, weight {weight}", score=score, weight=weight)


def amount(graph: JourneyGraph, found: MetricScore) -> Figure:
    """Return a metric's value with its unit."""
    value = found.estimate.value
    if found.unit == "min":
        return minutes(value)
    if found.unit == "share":
        return share(value)
    return money(value, graph.workspace.currency) if found.unit == "money" else number(value, 2)
