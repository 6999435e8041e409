"""The numbers of the roadmap with their terms: length, cost, value kept, when it has paid for itself."""

from collections.abc import Iterator, Sequence

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.roadmap.explain import reason, waits
from journeymap.roadmap.pose import title_of
from journeymap.roadmap.result import Item
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.views.explained_initiative import names_of
from journeymap.views.journey_map import Words
from journeymap.views.numbers_parts import Entry, Files, rounded
from journeymap.views.report_aside import MUCH, aside_words
from journeymap.views.report_worth import middle_of_draws, paid_back, payback_terms, total_cost, value_kept
from journeymap.views.roadmap_words import length_bound, plan_weeks, quarter_name, weeks

WHOLE = (1.0, 0)
"""Money in whole units, so that a sum can be checked."""


def plan_numbers(analysis: Analysis, files: Files) -> tuple[Entry, ...]:
    """Return the numbers of the roadmap; none without one."""
    if not analysis.roadmap.items:
        return ()
    return (_length(analysis, files), *_cost(analysis, files), *_value(analysis), *_payback(analysis))


def _length(analysis: Analysis, files: Files) -> Entry:
    roadmap = analysis.roadmap
    length, bound = plan_weeks(roadmap), length_bound(roadmap)
    lines: list[Text] = []
    at = 0
    last = max(roadmap.items, key=lambda item: item.start_week + item.weeks)
    chain = [roadmap.by_id[name] for name in roadmap.chain if name in roadmap.by_id]
    for item in chain if roadmap.schedule.makespan_weeks else (last,):
        lines += _waiting(analysis, item, at)
        where = files.line(analysis.workspace.where("initiatives", item.id, "duration"))
        lines.append(say("{weeks} '{title}', {place}", weeks=weeks(item.weeks), title=item.title, place=where))
        at = item.start_week + item.weeks
    if length > at:
        lines.append(say("{weeks} after it", weeks=weeks(length - at)))
    if bound:
        lines.append(say("no schedule is shorter than {bound}: {reason}", bound=weeks(bound),
                         reason=roadmap.bound_reason))  # fmt: skip
    drawn, explains = roadmap.stability, [weeks(length), weeks(bound)]
    if drawn is not None:
        kept = share(drawn.kept)
        lines.append(say("in {draws} draws over the ranges of the durations (seed {seed}), {share} end no later than "
                         "planned", draws=count(drawn.draws), seed=count(drawn.seed), share=kept))  # fmt: skip
        explains += [kept, *(share(part) for part in drawn.targets.values())]
        names = {name: record.title or humanise(name) for name, record in analysis.workspace.content.targets.items()}
        lines += [say("'{target}' is reached by its day in {share} of the draws", target=names[name], share=share(part))
                  for name, part in drawn.targets.items()]  # fmt: skip
    return Entry("roadmap.length", say("Length of the plan"), weeks(length), tuple(lines), tuple(explains))


def _waiting(analysis: Analysis, item: Item, at: int) -> Iterator[Text]:
    """Yield what an initiative waits for in the weeks from a week to its start."""
    problem, starts = analysis.roadmap.problem, analysis.roadmap.schedule.starts
    task, titles = problem.by_id[item.id], names_of(analysis.roadmap, analysis.workspace).titles
    for until, binding in waits(problem, starts, task) if item.start_week > at else ():
        if until > at:
            words = reason(problem, {**starts, item.id: until}, task, binding, titles)
            yield say("{weeks} before it: {reason}", weeks=weeks(until - at), reason=words)
            at = until


def _cost(analysis: Analysis, files: Files) -> Iterator[Entry]:
    total, currency = total_cost(analysis), analysis.workspace.currency
    if total is None:
        return
    roadmap = analysis.roadmap
    parts = [(item.id, item.title, float(item.spends or 0), _span(item)) for item in roadmap.items]
    parts += [(name, title_of(analysis.workspace, name), float(cost), "") for name, cost in roadmap.costs.spent.items()
              if name not in roadmap.by_id]  # fmt: skip
    shown, whole = rounded([cost for *_, cost, _ in parts], "money", WHOLE, currency)
    lines = []
    for (name, title, _, span), cost in zip(parts, shown, strict=True):
        place = files.line(analysis.workspace.where("initiatives", name, "cost"))
        words = say("{cost} '{title}', {span}, {place}", title=title, span=span, cost=cost, place=place)
        lines.append(words if span else say("{cost} '{title}', spent, {place}", title=title, cost=cost, place=place))
    yield Entry(
        "roadmap.cost",
        say("Cost of the plan"),
        whole,
        tuple(lines),
        (money(total, currency), money(roadmap.costs.new + roadmap.costs.later, currency)),
    )


def _span(item: Item) -> Words:
    """Return how long an initiative takes, and how much of it is left if it is under way."""
    if item.span > item.weeks:
        return say("{all}, {left} left", all=weeks(item.span), left=weeks(item.weeks))
    return weeks(item.weeks)


def _value(analysis: Analysis) -> Iterator[Entry]:
    kept, currency = value_kept(analysis), analysis.workspace.currency
    if kept is None:
        return
    parts = _by_size([item for item in analysis.roadmap.items if _gain(item)])
    shown, whole = rounded([_gain(item) for item in parts], "money", WHOLE, currency)
    lines = [say("{value} '{title}'", value=part, title=item.title) for item, part in zip(parts, shown, strict=True)]
    lines.append(say("each after those finished before it: customers a year × part of them who complete besides × "
                     "worth of one, summed over the groups"))  # fmt: skip
    drawn, ends = [], analysis.roadmap.stability.value if analysis.roadmap.stability is not None else None
    if ends is not None and middle_of_draws(analysis) is not None:
        drawn = [money(end, currency) for end in (ends.p50, ends.p10, ends.p90)]
        lines.append(say("{middle} in the middle draw, {low} to {high} in eight of ten, each effect coming or not by "
                         "the confidence stated", middle=drawn[0], low=drawn[1], high=drawn[2]))  # fmt: skip
    asides = tuple(aside_words(analysis, MUCH))
    lines += asides
    drawn += [
        value for words in asides for name, value in words.values if name == "value" and isinstance(value, Figure)
    ]
    yield Entry("roadmap.value", say("Value kept per year, up to"), whole, tuple(lines),
                (money(kept, currency), *drawn, *(money(_gain(item), currency) for item in parts)))  # fmt: skip


def _gain(item: Item) -> float:
    return (item.benefit.value or 0.0) if item.benefit is not None else 0.0


def _by_size(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (-_gain(item), item.id))


def _payback(analysis: Analysis) -> Iterator[Entry]:
    paid, cost, currency = paid_back(analysis), total_cost(analysis), analysis.workspace.currency
    if paid is None or cost is None:
        return
    lines = [
        say("{quarter}: {rate} a year / 4, together {total}", quarter=quarter_name(year, quarter),
            rate=money(rate, currency), total=money(total, currency))
        for year, quarter, rate, total in payback_terms(analysis)
    ]  # fmt: skip
    value: Words = paid
    lines.append(say("the cost is {cost}; what is finished in a quarter counts from the next one on",
                     cost=money(cost, currency)))  # fmt: skip
    yield Entry("roadmap.payback", say("Paid for itself by the end of"), value, tuple(lines))
