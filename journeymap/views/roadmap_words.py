"""Words about a roadmap that several views need: quarters, weeks, how sure its length is."""

import datetime as dt
from collections.abc import Iterable

from journeymap.roadmap.result import Item, Roadmap
from journeymap.roadmap.weeks import Weeks
from journeymap.text import Figure, Text, count, date, money, quarter_words, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import ABOUT_NOTHING, ENABLER, listed

NOISE = 0.001
"""Part of the money lost below which an amount is about nothing; a convention."""


def quarter_name(year: int, quarter: int) -> Text:
    """Return the name of a quarter of a year, 1 to 4."""
    return quarter_words(dt.date(year, 3 * quarter, 1))


def quarter_title(name: str) -> Text:
    """Return the name of a quarter in words.

    Examples
    --------
    >>> str(quarter_title("2018-Q3"))
    'Q3 2018'
    """
    year, quarter = name.split("-Q")
    return quarter_name(int(year), int(quarter))


def weeks(value: float) -> Figure:
    """Return a number of weeks as a figure."""
    return Figure("weeks", value, "week" if value == 1 else "weeks")


def span_words(item: Item) -> Words:
    """Return the weeks an initiative takes, and for work under way how many of them are left."""
    if item.span > item.weeks:
        return say("{all}, {left} left", all=item.span, left=item.weeks)
    return count(item.weeks)


def noise(plan: Roadmap) -> float:
    """Return the amount a year below which a value is about nothing; 0 if no value is known."""
    return NOISE * sum(state.lost for state in plan.before.values() if state.lost is not None)


def value_words(item: Item, plan: Roadmap) -> Words:
    """Return what an initiative keeps in a year after those finished before it; empty if unknown."""
    if item.enabler:
        return ENABLER
    value = item.benefit.value if item.benefit is not None else None
    if value is None:
        return ""
    return ABOUT_NOTHING if abs(value) < max(1.0, noise(plan)) else money(value, plan.currency)


def starting_next(plan: Roadmap) -> tuple[Item, ...]:
    """Return the initiatives that begin next, all on one day; empty if none waits to begin.

    What a report, a portfolio and a board call first. Of several, the one that keeps most comes first.
    """
    waiting = [item for item in plan.items if item.progress is None or item.progress.started is None]
    day = min((item.start for item in waiting), default=None)
    return in_order(item for item in waiting if item.start == day)


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return initiatives by the day they begin, of one day the one that keeps most first."""
    return tuple(sorted(items, key=lambda item: (item.start, -_kept(item), item.id)))


def _kept(item: Item) -> float:
    return item.benefit.value or 0.0 if item.benefit is not None else 0.0


def first_words(plan: Roadmap) -> Text | None:
    """Ask for all that begins next, and name what the length of the plan hangs on if that is another."""
    first = starting_next(plan)
    if not first:
        return None
    owner, title, day = first[0].owner, first[0].title, date(first[0].start)
    words = say("Begin with '{title}' on {day}", title=title, day=day)
    if len(first) > 1:
        words = say("Begin on {day} with {names}", day=day, names=listed([_led(item) for item in first]))
    elif owner:
        words = say("Let the {owner} begin with '{title}' on {day}", owner=owner, title=title, day=day)
    chain = [plan.by_id[name] for name in plan.chain if name in plan.by_id]
    held = next((item for item in chain if item.progress is None or item.progress.started is None), None)
    if held is None or held in first:
        return words
    return say("{words}; the length hangs on '{title}'", words=words, title=held.title)


def _led(item: Item) -> Text:
    """Return the name of an initiative with who leads it."""
    if not item.owner:
        return say("'{title}'", title=item.title)
    return say("'{title}' ({owner})", title=item.title, owner=item.owner)


def begins_words(plan: Roadmap) -> Text | None:
    """Say what begins next, for a sentence that has named another initiative; `None` if nothing waits to begin."""
    first = starting_next(plan)
    if not first:
        return None
    names = listed([say("'{title}'", title=item.title) for item in first])
    return say("next to begin is {names}, on {day}", names=names, day=date(first[0].start))


def promised(plan: Roadmap) -> dt.date | None:
    """Return the day by which the plan ends in most draws; `None` if nothing is planned or drawn, or has a range."""
    if plan.end is None or plan.stability is None or set(plan.stability.items) <= set(plan.stability.fixed):
        return None
    return Weeks(plan.start).friday(int(plan.stability.end.p80))


def promise(plan: Roadmap) -> Text | None:
    """Say when the plan ends, and by which day most draws do; `None` if nothing is planned or drawn."""
    most = promised(plan)
    if plan.end is None or most is None:
        return None
    return say("the plan ends on {end}; 80% of the draws end by {most}, the day to promise", end=date(plan.end),
               most=date(most))  # fmt: skip


def plan_weeks(plan: Roadmap) -> int:
    """Return how long the plan takes: to the end of what it cannot do without, else of all that is planned."""
    return plan.schedule.makespan_weeks or max(plan.schedule.ends.values(), default=0)


def length_bound(plan: Roadmap) -> int:
    """Return the weeks no plan with the same selection can beat."""
    return max([plan.lower_bound, *(stage.bound for stage in plan.stages if stage.name == "makespan")])


def statement(plan: Roadmap) -> Text:
    """Say how long the plan takes, and whether or by how much it could be shorter."""
    planned = len(plan.items) - len(plan.later)
    length, bound = plan.schedule.makespan_weeks, length_bound(plan)
    if not plan.items:
        return say("no initiative is planned")
    if not length:
        beside, many = ("{n} initiative takes {length}, but no step to what is wanted",
                        "{n} initiatives take {length}, but no step to what is wanted")  # fmt: skip
        return say(beside if len(plan.items) == 1 else many, n=count(len(plan.items)), length=weeks(plan_weeks(plan)))
    if bound > plan.lower_bound:
        many, one = ("{n} initiatives take {length}, {sure}", "{n} initiative takes {length}, {sure}")
        return say(one if planned == 1 else many, n=planned, length=weeks(length), sure=sure_of_length(length, bound))
    if length <= bound:
        proved = "{n} initiatives take {length}, and no plan can be shorter: {reason}"
        one = "{n} initiative takes {length}, and no plan can be shorter: {reason}"
        return say(one if planned == 1 else proved, n=planned, length=weeks(length), reason=plan.bound_reason)
    many = "{n} initiatives take {length}; no plan can take less than {bound}: {reason}"
    one = "{n} initiative takes {length}; no plan can take less than {bound}: {reason}"
    return say(one if planned == 1 else many, n=planned, length=weeks(length), bound=count(bound),
               reason=plan.bound_reason)  # fmt: skip


def sure_of_length(length: int, bound: int) -> Text:
    """Say whether a length is proved, or how far it may be from the shortest."""
    if length <= bound:
        return say("proved shortest")
    return say("at most {weeks} longer than the shortest possible", weeks=weeks(length - bound))
