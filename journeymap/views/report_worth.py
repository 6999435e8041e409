"""What the roadmap is worth: value kept, when it has paid for itself, when customers first notice."""

from journeymap.analysis import Analysis
from journeymap.scores import JourneyScore
from journeymap.text import Text, count, date, money, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import ABOUT_NOTHING, plural
from journeymap.views.roadmap_words import noise, plan_weeks, promised, quarter_name, weeks

FAR = 40
"""Quarters after the end of the plan past which no day is named on which it has paid for itself."""

NOTICED = 0.01
"""Rise of completion from which customers are said to notice; a convention of this tool."""


def amount(value: float, analysis: Analysis) -> Words:
    """Return a value kept in a year, or that it is about nothing."""
    if abs(value) < max(1.0, noise(analysis.roadmap)):
        return ABOUT_NOTHING
    return money(value, analysis.workspace.currency)


def value_kept(analysis: Analysis) -> float | None:
    """Return what the finished roadmap keeps in a year over today; `None` if unknown or about nothing."""
    kept = _kept(analysis)
    if not kept or kept[-1] is None or kept[-1] <= max(1.0, noise(analysis.roadmap)):
        return None
    return kept[-1]


def _kept(analysis: Analysis) -> tuple[float | None, ...]:
    """Return the value kept in a year over today, at the end of each quarter."""
    roadmap = analysis.roadmap
    before = [figures.value for figures in roadmap.before.values()]
    found: list[float | None] = []
    for quarter in roadmap.quarters:
        after = [quarter.figures[name].value for name in roadmap.before]
        gains = [now - was for now, was in zip(after, before, strict=True) if now is not None and was is not None]
        found.append(sum(gains) if gains and len(gains) == len(before) else None)
    return tuple(found)


def total_cost(analysis: Analysis) -> float | None:
    """Return what the roadmap costs with what is spent on it already; `None` unless all initiatives say so."""
    costs = analysis.roadmap.costs
    return float(costs.together) if costs.together and not costs.unknown else None


def paid_back(analysis: Analysis) -> Text | None:
    """Return the quarter at whose end the roadmap has kept as much as all of it costs.

    What an initiative keeps counts from the quarter after the one it is finished in.
    """
    cost, terms = total_cost(analysis), payback_terms(analysis)
    if not cost or not terms or terms[-1][3] < cost:
        return None
    year, part, *_ = terms[-1]
    return quarter_name(year, part)


def payback_terms(analysis: Analysis) -> tuple[tuple[int, int, float, float], ...]:
    """Return year, quarter, value kept at its yearly rate, and all kept so far, until the cost is kept or hope is gone.

    Empty if cost or value is unknown or about nothing.
    """
    cost, yearly, quarters = total_cost(analysis), _kept(analysis), analysis.roadmap.quarters
    if not cost or value_kept(analysis) is None or None in yearly:
        return ()
    rates = [0.0, *(rate or 0.0 for rate in yearly)]
    year, part, total = quarters[0].year, quarters[0].quarter, 0.0
    found = []
    for place in range(len(quarters) + FAR):
        rate = rates[min(place, len(yearly))]
        total += rate / 4
        found.append((year, part, rate, total))
        if total >= cost:
            break
        year, part = (year, part + 1) if part < 4 else (year + 1, 1)
    return tuple(found)


def worth(analysis: Analysis) -> Text | None:
    """Say what the roadmap keeps, and when it has paid for itself at best; `None` if its value is unknown."""
    gain, paid = _gain(analysis), paid_back(analysis)
    if gain is None or paid is None:
        return gain
    return say("{gain}; with every effect and no delay it has paid for itself by the end of {quarter}", gain=gain,
               quarter=paid)  # fmt: skip


def _gain(analysis: Analysis) -> Text | None:
    """Say what the roadmap keeps in a year: in the middle draw before what it keeps at best."""
    kept, middle = value_kept(analysis), middle_of_draws(analysis)
    if kept is None:
        return None
    value = money(kept, analysis.workspace.currency)
    if middle is None:
        return say("it keeps up to {value} a year", value=value)
    low, high = _ends(analysis)
    likely = say("it keeps {middle} a year as likely as not, {low} to {high} eight times in ten",
                 middle=amount(middle, analysis), low=low, high=high)  # fmt: skip
    return likely if str(high) == str(value) else say("{kept}, {value} if every effect comes", kept=likely, value=value)


def _ends(analysis: Analysis) -> tuple[Words, Words]:
    """Return what the roadmap keeps in a year at least and at most in eight of ten draws."""
    drawn = analysis.roadmap.stability
    assert drawn is not None  # noqa: S101 - there is a middle draw
    assert drawn.value is not None  # noqa: S101 - of the value
    return amount(drawn.value.p10, analysis), amount(drawn.value.p90, analysis)


def middle_of_draws(analysis: Analysis) -> float | None:
    """Return what is kept in a year in the middle draw; `None` without draws, or where that is all of it."""
    drawn = analysis.roadmap.stability
    if drawn is None or drawn.value is None or drawn.planned_value is None:
        return None
    return drawn.value.p50 if drawn.value.p50 < drawn.planned_value else None


def kept_words(analysis: Analysis) -> Text:
    """Say what the value kept is counted against, and how much of it the middle draw keeps."""
    words, middle = say("over today, when all of it is finished"), middle_of_draws(analysis)
    if middle is None:
        return words
    return say("{words}; {middle} as likely as not", words=words, middle=amount(middle, analysis))


def release(analysis: Analysis) -> Text:
    """Ask for the roadmap: when it ends, what it takes, what it brings."""
    roadmap, gain, middle, day = (
        analysis.roadmap,
        _gain(analysis),
        middle_of_draws(analysis),
        promised(analysis.roadmap),
    )
    initiatives = plural(len(roadmap.items), "{n} initiative", "{n} initiatives")
    words = say("Release the roadmap: {initiatives} in {length}", initiatives=initiatives,
                length=weeks(plan_weeks(roadmap)))  # fmt: skip
    if day is not None:
        words = say("Release the roadmap: {initiatives}, to be promised by {day}", initiatives=initiatives,
                    day=date(day))  # fmt: skip
    if total_cost(analysis) is not None:
        new = money(roadmap.costs.new + roadmap.costs.later, analysis.workspace.currency)
        words = say("{words}, for {cost} of new money", words=words, cost=new)
    elif roadmap.costs.unknown:
        words = say("{words}, {n} of them at an unknown cost", words=words, n=count(roadmap.costs.unknown))
    if middle is not None:
        low, high = _ends(analysis)
        return say("{words}; eight times in ten it keeps {low} to {high} a year", words=words, low=low, high=high)
    return say("{words}; {gain}", words=words, gain=gain) if gain is not None else words


def first_noticed(analysis: Analysis, main: JourneyScore) -> Text | None:
    """Say in which quarter customers first notice."""
    for quarter in analysis.roadmap.quarters:
        score = quarter.journeys.get(main.graph.name)
        gain = score.flow.completion - main.flow.completion if score is not None else 0.0
        if gain >= NOTICED and quarter.new:
            return say("customers first notice in {quarter}, with completion {points} points above today",
                       quarter=quarter_name(quarter.year, quarter.quarter), points=number(100 * gain))  # fmt: skip
    return None


def open_steps(analysis: Analysis) -> Text:
    """Return how many of the steps to the target stay open."""
    roadmap = analysis.roadmap
    return say("{open} of {all} steps", open=count(roadmap.steps_open), all=count(len(roadmap.problem.gaps)))


def all_finished(analysis: Analysis) -> Text | None:
    """Say that all initiatives are finished; `None` if one is planned, left out, or none is finished."""
    roadmap = analysis.roadmap
    if roadmap.items or roadmap.left_out or not roadmap.done:
        return None
    one, many = "the only initiative is finished", "all {n} initiatives are finished"
    return plural(len(roadmap.done), one, many)


def initiatives_reach(analysis: Analysis) -> Text:
    """Say how much of the target the initiatives bring, in steps."""
    roadmap = analysis.roadmap
    n, left, steps = len(roadmap.items), roadmap.steps_open, len(roadmap.problem.gaps)
    if not analysis.judged.targets:
        return plural(n, "{n} initiative is finished", "{n} initiatives are finished")
    if not left and not roadmap.residual:
        return plural(n, "{n} initiative reaches the target", "{n} initiatives reach the target")
    many = "{n} initiatives take {taken} of the {all} steps to what is wanted"
    return say("{n} initiative takes {taken} of the {all} steps to what is wanted" if n == 1 else many, n=count(n),
               taken=count(steps - left), all=count(steps))  # fmt: skip


def brought_words(analysis: Analysis, main: JourneyScore, last: JourneyScore) -> Text:
    """Say how far the roadmap brings completion, in how long, and how likely that is by its own draws."""
    roadmap, judged = analysis.roadmap, analysis.judged
    length, drawn, sure_by = weeks(plan_weeks(roadmap)), roadmap.stability, promised(roadmap)
    ends = {"now": share(main.flow.completion), "then": share(last.flow.completion)}
    if drawn is not None and sure_by is None:
        return say("the roadmap brings completion from {now} to {then} within {length} if nothing slips; no duration "
                   "has a range, so no chance can be given", length=length, **ends)  # fmt: skip
    if drawn is None or sure_by is None:
        return say("the roadmap brings completion from {now} to {then} within {length}", length=length, **ends)
    words = say("the roadmap brings completion from {now} to {then}: by {day} with four chances in five, in {length} "
                "if nothing slips (a chance of {kept})", length=length, day=date(sure_by), kept=share(drawn.kept),
                **ends)  # fmt: skip
    goal = judged.target_of(main.graph.name)
    due = analysis.workspace.content.targets[goal[0]].by if goal is not None else None
    if goal is None or due is None or goal[0] not in drawn.targets:
        return words
    return say("{words}; the target's day, {day}, is kept with a chance of {part}", words=words, day=date(due),
               part=share(drawn.targets[goal[0]]))  # fmt: skip
