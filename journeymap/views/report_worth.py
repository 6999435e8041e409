"""What the roadmap is worth: value kept, when it has paid for itself, when customers first notice."""

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.scores import JourneyScore
from journeymap.text import Text, count, money, number, say
from journeymap.views.journey_map import Words
from journeymap.views.priorities import noise
from journeymap.views.report_parts import ABOUT_NOTHING, listed, plural
from journeymap.views.roadmap import quarter_name

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
    """Return what the planned initiatives cost together; `None` unless all of them say so."""
    found = [analysis.workspace.content.initiatives[item.id].cost for item in analysis.roadmap.items]
    known = [cost.yearly for cost in found if cost is not None]
    return sum(known) if known and len(known) == len(found) else None


def paid_back(analysis: Analysis) -> Text | None:
    """Return the quarter at whose end the roadmap has kept as much as all of it costs.

    What an initiative keeps counts from the quarter after the one it is finished in.
    """
    cost, yearly, quarters = total_cost(analysis), _kept(analysis), analysis.roadmap.quarters
    last = value_kept(analysis)
    if not cost or last is None or None in yearly:
        return None
    total, rate = 0.0, 0.0
    for quarter, later in zip(quarters, yearly, strict=True):
        total += rate / 4
        if total >= cost:
            return quarter_name(quarter.year, quarter.quarter)
        rate = later or 0.0
    year, part = quarters[-1].year, quarters[-1].quarter
    for _ in range(FAR):
        year, part = (year, part + 1) if part < 4 else (year + 1, 1)
        total += rate / 4
        if total >= cost:
            return quarter_name(year, part)
    return None


def worth(analysis: Analysis) -> Text | None:
    """Say what the roadmap keeps and when it has paid for itself; `None` if its value is unknown."""
    kept, paid = value_kept(analysis), paid_back(analysis)
    if kept is None:
        return None
    value = money(kept, analysis.workspace.currency)
    if paid is None:
        return say("it keeps up to {value} a year", value=value)
    return say("it keeps up to {value} a year and has paid for itself by the end of {quarter}", value=value,
               quarter=paid)  # fmt: skip


def release(analysis: Analysis, length: Words) -> Text:
    """Ask for the roadmap: what it takes, what it brings."""
    cost, gain = total_cost(analysis), worth(analysis)
    initiatives = plural(len(analysis.roadmap.items), "{n} initiative", "{n} initiatives")
    words = say("Release the roadmap: {initiatives} in {length}", initiatives=initiatives, length=length)
    if cost is not None:
        words = say("{words} for {cost}", words=words, cost=money(cost, analysis.workspace.currency))
    return say("{words}; {gain}", words=words, gain=gain) if gain is not None else words


def first_noticed(analysis: Analysis, main: JourneyScore) -> Text | None:
    """Say in which quarter customers first notice, and what is finished in it."""
    titles = {item.id: item.title for item in analysis.roadmap.items}
    for quarter in analysis.roadmap.quarters:
        score = quarter.journeys.get(main.graph.name)
        if score is None:
            continue
        gain = score.flow.completion - main.flow.completion
        if gain >= NOTICED and quarter.new:
            names = listed([say("'{name}'", name=titles.get(name, humanise(name))) for name in quarter.new])
            points = number(100 * gain)
            return say("customers first notice in {quarter}, with completion {points} points above today; finished in "
                       "it: {names}", quarter=quarter_name(quarter.year, quarter.quarter), points=points,
                       names=names)  # fmt: skip
    return None


def open_differences(analysis: Analysis) -> Text:
    """Return how many differences to the target stay open."""
    return plural(len(analysis.roadmap.residual), "{n} difference", "{n} differences")


def initiatives_reach(analysis: Analysis) -> Text:
    """Say how much of the target the initiatives bring."""
    n, left = len(analysis.roadmap.items), len(analysis.roadmap.residual)
    if not analysis.judged.targets:
        return plural(n, "{n} initiative is finished", "{n} initiatives are finished")
    if not left:
        return plural(n, "{n} initiative reaches the target", "{n} initiatives reach the target")
    many = "{n} initiatives bring all but {open} of the target"
    return say("{n} initiative brings all but {open} of the target" if n == 1 else many, n=count(n),
               open=open_differences(analysis))  # fmt: skip
