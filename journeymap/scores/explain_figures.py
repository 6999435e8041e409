"""Every figure of a journey explained under a name: ``home-move.completion``, ``home-move.value``."""

from collections.abc import Callable, Iterator, Mapping

from journeymap.flow import Expected
from journeymap.model.record import humanise
from journeymap.scores.explain import points_of, score_tail, score_words, times
from journeymap.scores.figures import FIGURES, OUTCOME_TITLES, basis_words, completion_words, outcome_title
from journeymap.scores.journey import JourneyScore, last_touchpoint
from journeymap.scores.levers import AMOUNTS
from journeymap.scores.money_words import formula, rests
from journeymap.scores.stake import AtRisk
from journeymap.text import Figure, Text, count, money, number, say, share
from journeymap.vocabulary import OutcomeKind

MOST = 10
"""Terms of a sum that are named; the others are added up."""


def explain_figure(score: JourneyScore, name: str, *, terms: bool = True) -> tuple[Text, ...]:
    """Say how one figure of a journey came about.

    Parameters
    ----------
    score
        The journey.
    name
        One of `NAMES`.
    terms
        Whether to name the terms of its score; a table may show them instead.

    Raises
    ------
    KeyError
        If there is no such figure.
    """
    return tuple(EXPLAINED[name](score)) if terms or name != "score" else (*score_tail(score), *_footing(score))


def _completion(score: JourneyScore) -> Iterator[Text]:
    flow, graph = score.flow, score.graph
    yield from completion_words(score)
    for name, part in flow.outcomes.items():
        kind = graph.outcome_kind(name)
        verdict = say("counts as completed") if kind.good else say("is lost")
        title, known = outcome_title(score, name), say(OUTCOME_TITLES[kind])
        if str(title) == str(known):
            yield say("  {share} end at '{name}', which {verdict}", share=share(part), name=title, verdict=verdict)
        else:
            yield say("  {share} end at '{name}' ({kind}), which {verdict}", share=share(part), name=title, kind=known,
                      verdict=verdict)  # fmt: skip
    if flow.trapped > 0:
        yield say("  {share} never get out", share=share(flow.trapped))
    for drop in flow.losses[:MOST]:
        edge = next(e for e in graph.edges if (e.source, e.target) == (drop.touchpoint, drop.outcome))
        yield say(
            "  {share} are lost at '{name}': {visits} visits × {chance} to '{outcome}', {place}",
            share=share(drop.share), name=graph.title(drop.touchpoint),
            visits=times(flow.visits[drop.touchpoint]),
            chance=share(drop.share / flow.visits[drop.touchpoint]), outcome=outcome_title(score, drop.outcome),
            place=_place(score, edge.path),
        )  # fmt: skip
    yield from _given(score)


def _given(score: JourneyScore) -> Iterator[Text]:
    """Say what the figure takes as given: shares, and how many of them nobody wrote."""
    met = [edge for edge in score.graph.edges if score.flow.visits[edge.source] > 0]
    equal = sum(edge.assumed and edge.kind != "gives-up" for edge in met)
    if equal:
        yield say("the shares of the ways are taken as given; {n} of {all} are not written and assumed to be equal "
                  "parts", n=count(equal), all=count(len(met)))  # fmt: skip
    else:
        yield say("the shares of the ways are taken as given")
    yield from rests(score.graph, score.flow)
    if score.flow.ill_conditioned:
        yield say("some customers hardly ever get out of a loop, so that the leading digits may be wrong")


def _score(score: JourneyScore) -> Iterator[Text]:
    yield from score_words(score)
    yield from _footing(score)


def _footing(score: JourneyScore) -> Iterator[Text]:
    yield say("intervals take the terms as independent, and visits and importance as given")
    words = basis_words(score)
    if words is not None:
        yield words
    yield from _given(score)


def _amount(name: str) -> Callable[[JourneyScore], Iterator[Text]]:
    """Return what explains the expected sum of a metric over the visits."""

    def explain(score: JourneyScore) -> Iterator[Text]:
        figure, metric = FIGURES[name], AMOUNTS[name]
        expected: Expected = getattr(score.flow, metric)
        value, currency = figure.value(score), score.graph.workspace.currency
        if value is None:
            yield say("{title} is unknown: no touchpoint says it", title=say(figure.title))
            return
        words = "{title}: {value} for each customer who starts, known for {known} of the visits"
        yield say(words, title=say(figure.title), value=figure.shown(value, currency), known=share(expected.known))
        if expected.known < 1:
            yield say("it is a lower bound: what is not known is left out, and nothing is put in its place")
        if expected.deviation is not None:
            yield say("standard deviation between customers {value}, from the routes they take",
                      value=figure.shown(expected.deviation, currency))  # fmt: skip
        if expected.completed is not None:
            yield say("among those who complete it is {value}", value=figure.shown(expected.completed, currency))
        yield from _terms(score, name, metric, value)
        yield from _given(score)

    return explain


def _terms(score: JourneyScore, name: str, metric: str, total: float) -> Iterator[Text]:
    figure, currency = FIGURES[name], score.graph.workspace.currency
    parts = []
    for key, point in score.touchpoints.items():
        one = point.value(metric)
        if one is not None and one * score.flow.visits[key] > 0:
            parts.append((one * score.flow.visits[key], one, key))
    parts.sort(key=lambda part: (-part[0], part[2]))
    for value, one, key in parts[:MOST]:
        yield say(
            "  {name}: {visits} visits × {one} = {value}, {part} of it, {place}",
            name=score.graph.title(key), visits=times(score.flow.visits[key]), one=figure.term(one, currency),
            value=figure.term(value, currency), part=share(value / total),
            place=_place(score, score.touchpoints[key].metrics[metric].path),
        )  # fmt: skip
    rest = sum(value for value, *_ in parts[MOST:])
    if rest:
        yield say("  {n} more touchpoints: {value}, {part} of it", n=count(len(parts) - MOST),
                  value=figure.term(rest, currency), part=share(rest / total))  # fmt: skip


def _contacts(score: JourneyScore) -> Iterator[Text]:
    graph, flow = score.graph, score.flow
    yield say("{n} contacts for each customer who starts: visits to touchpoints where somebody or something answers; "
              "waits and messages are none", n=FIGURES["contacts"].shown(flow.contacts))  # fmt: skip
    parts = sorted(((flow.visits[key], key) for key in graph.touchpoints if graph.contact(key)), reverse=True)
    for visits, key in parts[:MOST]:
        yield say("  {name}: {visits} visits, {place}", name=graph.title(key), visits=times(visits),
                  place=_place(score, graph.path(key), key=True))  # fmt: skip
    rest = sum(visits for visits, _ in parts[MOST:])
    if rest:
        yield say("  {n} more touchpoints: {visits} visits", n=count(len(parts) - MOST), visits=number(rest, 2))
    yield from _given(score)


def _hand_offs(score: JourneyScore) -> Iterator[Text]:
    graph, flow = score.graph, score.flow
    yield say("{n} times for each customer who starts someone else takes over: as written, else where another "
              "department answers", n=FIGURES["hand-offs"].shown(flow.hand_offs))  # fmt: skip
    parts = [(taken, edge) for edge, taken in zip(graph.edges, flow.traversals, strict=True) if edge.handoff]
    parts.sort(key=lambda part: (-part[0], part[1].source, part[1].target))
    for taken, edge in parts[:MOST]:
        yield say("  '{source}' ▸ '{target}': {taken} times, {place}", source=graph.title(edge.source),
                  target=graph.title(edge.target), taken=number(taken, 3),
                  place=_place(score, edge.path))  # fmt: skip
    yield from _given(score)


def _value(score: JourneyScore) -> Iterator[Text]:
    risk, graph, currency = score.at_risk, score.graph, score.graph.workspace.currency
    if risk is None:
        missing = say("how many customers start it (`customers`)") if score.customers() is None else ""
        wanted = missing or say("what one customer is worth (`value`, of the journey or its personas)")
        yield say("the value lost is unknown: the workspace does not say {what}", what=wanted)
        return
    words = say("{value} is lost in a year", value=money(risk.value, currency))
    if risk.interval is not None:
        words = say("{words} (95% interval {low} to {high})", words=words, low=money(risk.interval[0], currency),
                    high=money(risk.interval[1], currency))  # fmt: skip
    yield words
    yield formula(risk, score.flow, currency)
    yield from _groups(score, risk)
    for kind in (*(kind for kind in OutcomeKind if not kind.good), None):
        lost = risk.of_kind(kind)
        if lost > 0:
            yield say("  {value} with customers {how}", value=money(lost, currency),
                      how=say(LOST[kind]))  # fmt: skip
    for loss in risk.losses[:MOST]:
        ends: Text | str = ""
        if loss.low is not None and loss.high is not None:
            ends = say(" ({low} to {high}, n = {n})", low=money(loss.low, currency), high=money(loss.high, currency),
                       n=count(loss.n or 0))  # fmt: skip
        one = loss.value / loss.customers if loss.customers > 0 else risk.worth.yearly
        yield say(
            "  {name} ({outcome}): {customers} × {visits} visits × {chance} × {one} = {value}{ends}, {place}",
            name=graph.title(loss.touchpoint), outcome=outcome_title(score, loss.outcome),
            customers=count(risk.customers), visits=times(loss.visits), chance=share(loss.chance),
            one=money(one, currency), value=money(loss.value, currency), ends=ends,
            place=f"{loss.place.file}:{loss.place.line}",
        )  # fmt: skip
    rest = sum(loss.value for loss in risk.losses[MOST:])
    if rest:
        yield say("  {n} more ways: {value}", n=count(len(risk.losses) - MOST), value=money(rest, currency))
    yield say("what it rests on")
    for assumption in risk.assumptions:
        yield say("  {words}", words=assumption)


def _groups(score: JourneyScore, risk: AtRisk) -> Iterator[Text]:
    """Yield what each group makes of the sum."""
    known, currency = score.graph.workspace.content.personas, score.graph.workspace.currency
    for group in risk.groups:
        name: Text | str = say("customers of no group")
        if group.name is not None:
            name = known[group.name].title or humanise(group.name)
        yield say("  {name}: {customers} customers × {lost} lost × {one} = {value}, {part} of it", name=name,
                  customers=count(group.customers), lost=share(group.lost), one=money(group.yearly, currency),
                  value=money(group.value, currency),
                  part=share(group.value / risk.value if risk.value else 0.0))  # fmt: skip


LOST: Mapping[OutcomeKind | None, str] = {
    OutcomeKind.CHURNED: "who go for good",
    OutcomeKind.ABANDONED: "who give up",
    None: "who never get out",
}


def _peak_end(score: JourneyScore) -> Iterator[Text]:
    found, graph = score.peak_end, score.graph
    if found is None:
        last = last_touchpoint(graph, score.flow)
        if last is not None and score.touchpoints[last[0]].score is None:
            yield say("there is no peak and end: '{name}', where {part} of customers are last, more than at any other "
                      "touchpoint, has no score, {place}", name=graph.title(last[0]), part=share(last[1]),
                      place=_place(score, graph.path(last[0]), key=True))  # fmt: skip
        else:
            yield say("there is no peak and end: no touchpoint that is met has a score, or nobody gets out")
        return
    peak, end = (score.touchpoints[name].score for name in (found.peak, found.end))
    yield say("{score}: the mean of the most intense moment and of the end", score=Figure("score", found.score, "", 1))
    if peak is not None:
        yield say("  peak: '{name}' with {score}, the furthest from 50 of those that are met; ties go to the worse, "
                  "{place}", name=graph.title(found.peak), score=points_of(peak),
                  place=_place(score, graph.path(found.peak), key=True))  # fmt: skip
    last = last_touchpoint(graph, score.flow)
    if end is not None and last is not None:
        yield say("  end: '{name}' with {score}, where {part} of customers are last, more than at any other "
                  "touchpoint, {place}", name=graph.title(found.end), score=points_of(end), part=share(last[1]),
                  place=_place(score, graph.path(found.end), key=True))  # fmt: skip


def _worst_moment(score: JourneyScore) -> Iterator[Text]:
    graph = score.graph
    moments = [name for name, point in graph.touchpoints.items() if point.moment_of_truth]
    if not moments:
        yield say("no touchpoint is marked as a moment of truth")
        return
    rated = [(name, score.touchpoints[name].score) for name in moments]
    for name, found in sorted(rated, key=lambda item: item[1].value if item[1] else 101.0):
        yield say("  {name}: {score}, {reach} of customers get here, {place}", name=graph.title(name),
                  score=points_of(found) if found else say("not measured"), reach=share(score.flow.reach[name]),
                  place=_place(score, graph.path(name), key=True))  # fmt: skip


def _service(score: JourneyScore) -> Iterator[Text]:
    found, graph = score.service, score.graph
    if found is None:
        yield say("service and the rest cannot be compared: one of the two has no score")
        return
    yield say("service and care touchpoints score {service}, the others {rest}", service=points_of(found.service),
              rest=points_of(found.rest))  # fmt: skip
    if found.low is None or found.high is None:
        yield say("difference {value} (no interval, as opinions are among them)", value=number(found.difference, 1))
    else:
        yield say("difference {value} (95% interval {low} to {high})", value=number(found.difference, 1),
                  low=number(found.low, 1), high=number(found.high, 1))  # fmt: skip
    for term in sorted(found.service.terms, key=lambda term: -term.weight):
        yield say("  {name}: {score} × weight {weight}, {place}", name=graph.title(term.name),
                  score=Figure("score", term.score), weight=number(term.weight, 2),
                  place=_place(score, graph.path(term.name, "purpose")))  # fmt: skip


def _coverage(score: JourneyScore) -> Iterator[Text]:
    graph, total = score.graph, sum(score.weights.values())
    yield say("{part} of the weight has a score", part=share(score.coverage))
    for name, weight in sorted(score.weights.items(), key=lambda item: -item[1]):
        if score.touchpoints[name].score is None and weight > 0:
            yield say("  {name} has none, {part} of the weight, {place}", name=graph.title(name),
                      part=share(weight / total), place=_place(score, graph.path(name), key=True))  # fmt: skip


def _counted(score: JourneyScore) -> Iterator[Text]:
    parts = score.parts
    yield say("{part} of the weight rests on counts with an interval, {opinion} on opinion, and {none} has no score",
              part=share(score.counted), opinion=share(max(0.0, score.coverage - score.counted)),
              none=share(1 - score.coverage))  # fmt: skip
    words = basis_words(score)
    if words is not None:
        yield words
    if parts.counted is None:
        return
    yield say("the counted part alone is {counted}", counted=points_of(parts.counted))
    total = sum(term.weight for term in parts.counted.terms)
    for term in sorted(parts.counted.terms, key=lambda term: -term.weight)[:MOST]:
        yield say("  {name}: {score}, {part} of the counted weight", name=term.name,
                  score=Figure("score", term.score), part=share(term.weight / total))  # fmt: skip


def _place(score: JourneyScore, path: tuple[str | int, ...], *, key: bool = False) -> str:
    workspace = score.graph.workspace
    span = workspace.where_key(*path) if key else workspace.where(*path)
    return f"{span.file}:{span.line}"


EXPLAINED: Mapping[str, Callable[[JourneyScore], Iterator[Text]]] = {
    "completion": _completion,
    "score": _score,
    "time": _amount("time"),
    "waiting": _amount("waiting"),
    "contacts": _contacts,
    "hand-offs": _hand_offs,
    "cost": _amount("cost"),
    "value": _value,
    "coverage": _coverage,
    "counted": _counted,
    "worst-moment": _worst_moment,
    "peak-end": _peak_end,
    "service": _service,
}
NAMES = tuple(EXPLAINED)
"""What can be asked of a journey, as in ``explain home-move.completion``; every figure that `score` prints."""
