"""How figures move over the quarters of a roadmap: measures, money, and the gaps that stay open."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.spoken import cost_words
from journeymap.text import Text, count, money, say
from journeymap.views.curves import Curve, Series, cumulative, curve
from journeymap.views.report_parts import plural
from journeymap.views.roadmap_words import quarter_name


def measure_curve(plan: Roadmap, workspace: Workspace, what: str) -> Curve:
    """Return how a figure of the journeys moves, from today over the end of each quarter.

    Parameters
    ----------
    what
        ``completion``, ``score``, ``minutes``, ``waiting``, ``contacts`` or ``value``.
    """
    titles = {"completion": say("Completion"), "score": say("Score"), "minutes": say("Time spent"),
              "waiting": say("Waiting"), "contacts": say("Contacts"),
              "value": say("Value of those who complete, a year")}  # fmt: skip
    kinds = {"completion": "share", "score": "score", "minutes": "minutes", "waiting": "minutes", "value": "money"}
    states = [plan.before, *(quarter.figures for quarter in plan.quarters)]
    series = [
        Series(_journey(workspace, name), tuple(getattr(state[name], what) for state in states),
               _asked(workspace, name, what))
        for name in plan.before
    ]  # fmt: skip
    unit = workspace.currency if what == "value" else ""
    return curve(titles[what], points(plan), series, kinds.get(what, "number"), unit=unit)


def cost_curve(plan: Roadmap, workspace: Workspace) -> Curve:
    """Return what is spent, what money is released and what has been kept so far, added up over the quarters.

    The cost of an initiative counts from the quarter in which it begins, as the planner books it; one
    without a cost makes the sum unknown from then on. Value kept counts from the quarter after the one
    an initiative is finished in.
    """
    spent, released, kept = _spent(plan), _released(plan), _kept(plan)
    series = [Series(say("Cost, booked at the start"), spent)]
    series += [Series(say("Money released"), released)] if plan.budget else []
    series += [Series(say("Value kept so far"), kept)]
    found = curve(say("Cost and benefit, added up"), points(plan), series, "money", unit=workspace.currency)
    cost, value = spent[-1], kept[-1]
    if cost is None or value is None:
        return found
    words = say("calculated: by the end of {quarter}, {cost} are spent and {value} are kept if every effect comes "
                "({parts})", quarter=found.points[-1], cost=money(cost, workspace.currency),
                value=money(value, workspace.currency), parts=cost_words(plan.costs, workspace.currency))  # fmt: skip
    short = say("by the end of {quarter}, {cost} are spent and {value} are kept if every effect comes",
                quarter=found.points[-1], cost=money(cost, workspace.currency),
                value=money(value, workspace.currency))  # fmt: skip
    return replace(found, statement=_with_range(words, plan), short=short)


def _with_range(words: Text, plan: Roadmap) -> Text:
    """Add what a year keeps in most draws; nothing where there are none, or all are alike."""
    drawn = plan.stability.value if plan.stability is not None else None
    if drawn is None or drawn.p10 == drawn.p90:
        return words
    return say("{words}; once all is finished, between {low} and {high} a year eight times in ten", words=words,
               low=money(drawn.p10, plan.currency), high=money(drawn.p90, plan.currency))  # fmt: skip


def _spent(plan: Roadmap) -> tuple[float | None, ...]:
    """Return the cost of all that has begun, today and by the end of each quarter."""
    begun = [item for item in plan.items if item.start < plan.start]
    paid = plan.costs.under_way + plan.costs.finished + plan.costs.stopped
    known = all(cost is not None for cost in (*(item.cost for item in plan.done), *(item.cost for item in begun)))
    found: list[float | None] = [float(paid) if known else None]
    for quarter in plan.quarters:
        new = [item for item in plan.items if item.start >= plan.start and _quarter(item.start) == quarter.name]
        found.append(_amount([item.spends for item in new]))
    return cumulative(found)


def _quarter(day: dt.date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _amount(costs: Sequence[int | None]) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return float(sum(known)) if len(known) == len(costs) else None


def _released(plan: Roadmap) -> tuple[float | None, ...]:
    """Return the money free by today and by the end of each quarter, with what is spent of it."""
    weeks = [-1, *((quarter.end - plan.start).days // 7 for quarter in plan.quarters)]
    return tuple(plan.spent + max((release.total for release in plan.budget if release.week <= week), default=0)
                 for week in weeks)  # fmt: skip


def _kept(plan: Roadmap) -> tuple[float | None, ...]:
    """Return the value kept over today's, added up quarter by quarter."""
    base = _sum([figures.value for figures in plan.before.values()])
    rates: list[float | None] = []
    for quarter in plan.quarters:
        now = _sum([quarter.figures[name].value for name in plan.before])
        rates.append(None if now is None or base is None else now - base)
    return cumulative([0.0, *([0.0] if rates else []), *(None if r is None else r / 4 for r in rates[:-1])])


def gap_curve(plan: Roadmap) -> Curve:
    """Return how many of the steps to the targets are still open, today and at the end of each quarter."""
    closing: dict[str, dt.date] = {}
    for item in plan.items:
        for gap in plan.problem.by_id[item.id].closes:
            closing[gap] = min(item.end, closing.get(gap, item.end))
    ends = [quarter.end for quarter in plan.quarters]
    gaps = len(plan.problem.gaps)
    left = [gaps, *(gaps - sum(day <= end for day in closing.values()) for end in ends)]
    series = [Series(say("Steps still open"), tuple(float(n) for n in left), 0.0)]
    found = curve(say("Steps to what is wanted"), points(plan), series, "count")
    if left[-1]:
        words = say("of {all} steps to what is wanted the plan takes {closed}; {open} stay open", all=count(gaps),
                    closed=count(gaps - left[-1]), open=count(left[-1]))  # fmt: skip
    else:
        words = plural(gaps, "the plan takes the only step to what is wanted",
                       "the plan takes every one of the {n} steps to what is wanted")  # fmt: skip
    return replace(found, statement=words)


def roadmap_curves(plan: Roadmap, workspace: Workspace) -> tuple[Curve, ...]:
    """Return the curves of a plan of which anything is known: completion, gaps, money."""
    if not plan.quarters:
        return ()
    found = [measure_curve(plan, workspace, "completion")]
    found += [gap_curve(plan)] if plan.problem.gaps else []
    found.append(cost_curve(plan, workspace))
    return tuple(view for view in found if any(value is not None for line in view.series for value in line.values))


def points(plan: Roadmap) -> tuple[Text, ...]:
    """Return today and the ends of the quarters."""
    return (say("today"), *(quarter_name(quarter.year, quarter.quarter) for quarter in plan.quarters))


def _journey(workspace: Workspace, name: str) -> str:
    return workspace.content.journeys[name].title or humanise(name)


def _asked(workspace: Workspace, journey: str, what: str) -> float | None:
    """Return what the first target of a journey asks for."""
    names = {"minutes": "time"}
    for target in workspace.content.targets.values():
        wanted = (target.measures or {}).get(names.get(what, what))
        if target.of == journey and wanted is not None:
            return wanted.number
    return None


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
