"""How well a plan holds when work takes longer, or shorter, than is likely: the plan drawn many times.

In each draw the plan keeps its selection and its order: the initiatives are placed one after another in the order of
their planned starts, each at the first week at which its prerequisites are finished, its people and its money free,
and its earliest day has come (the serial scheme; whoever stands first in the plan has first call on the people).
Nothing is solved again. What is under way goes on; an agreed start is kept unless what it waits for is not finished.

A duration is drawn from the triangular distribution over its least, likely and most weeks, and rounded to the nearest
week. Whoever works on it stays on it: person-days grow with the weeks, people a week stay. An effect comes or does not,
by the confidence stated; that changes the value and no dates. Draws of different initiatives are independent, and those
of one do not change when another is added.

References
----------
D. Johnson, "The triangular distribution as a proxy for the beta distribution in risk analysis", *The Statistician* 46
(1997). Three expert figures say no more than a triangle does; its tails are heavier than those of the beta
distribution of PERT (Malcolm and others, *Operations Research* 7, 1959), which suits ranges that are mostly too narrow.
F. Ballestín and R. Leus, "Resource-constrained project scheduling for timely project completion with stochastic
activity durations", *Production and Operations Management* 18 (2009): policies that keep an order.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from journeymap.records import dataclass
from journeymap.roadmap.problem import Problem, Task
from journeymap.roadmap.replay import replay
from journeymap.roadmap.weeks import QuarterEnd, Weeks

DRAWS = 1000
SEED = 1
DISCUSS = (0.4, 0.6)
"""Between these shares of draws an initiative is about as likely to move to another quarter as to stay."""

Ints = NDArray[np.int64]


class Percentiles(NamedTuple):
    """Values that 10, 50, 80 and 90 % of the draws do not exceed."""

    p10: float
    p50: float
    p80: float
    p90: float


class Effect(NamedTuple):
    """What an initiative brings a year once it is live, in money, and how likely that is (0 to 1, if stated)."""

    value: float
    confidence: float | None


class Due(NamedTuple):
    """A wanted day: the end it allows, as a week, and the initiatives that must be finished; none for the whole."""

    week: int
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steadiness:
    """How one initiative keeps its place.

    Attributes
    ----------
    id
        Of the initiative.
    quarter
        In which it begins in the plan, as ``2018-Q3``.
    begins, ends
        Shares of the draws in which it begins, and is finished, in the same quarter as in the plan, 0 to 1.
    likeliest
        The quarter in which it begins most often.
    likeliest_share
        The share of the draws in which it does.
    start, end
        Weeks in which it begins, and at whose beginning it is finished.
    in_time
        Share of the draws that keep its deadline; `None` without one.
    """

    id: str
    quarter: str
    begins: float
    ends: float
    likeliest: str
    likeliest_share: float
    start: Percentiles
    end: Percentiles
    in_time: float | None = None

    @property
    def discuss(self) -> bool:
        """Return whether its quarter is a matter for discussion: it keeps it in 40 to 60 % of the draws."""
        return DISCUSS[0] <= self.begins <= DISCUSS[1]


@dataclass(frozen=True)
class Stability:
    """The plan in many draws: same selection, same order, other durations and effects.

    Attributes
    ----------
    draws, seed
        How many, and where they begin.
    items
        By initiative, sorted by id.
    planned
        Week at whose beginning the plan ends.
    end
        The same in the draws.
    kept
        Share of the draws that end no later than planned, 0 to 1.
    targets
        Share of the draws that end by the day of a target, by target.
    value
        Value kept per year once all is done, in the currency of the project, effects coming or not by the
        confidence stated; `None` if no benefit is known in money.
    planned_value
        The same if every effect comes.
    fixed
        Initiatives without a range: their duration is the same in every draw; sorted.
    sure
        Initiatives with a benefit whose confidence is not stated: taken to have their effect in every draw; sorted.
    """

    draws: int
    seed: int
    items: Mapping[str, Steadiness]
    planned: int
    end: Percentiles
    kept: float
    targets: Mapping[str, float] = field(default_factory=dict)
    value: Percentiles | None = None
    planned_value: float | None = None
    fixed: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()

    @property
    def discuss(self) -> tuple[str, ...]:
        """Return the initiatives whose quarter is a matter for discussion, sorted."""
        return tuple(name for name, item in self.items.items() if item.discuss)


@dataclass(frozen=True)
class Outlook:
    """What is asked of the draws beside the dates.

    Attributes
    ----------
    later
        Initiatives in the plan that its length does not count.
    targets
        Wanted days by target.
    effects
        By initiative; only those with a benefit known in money.
    """

    later: tuple[str, ...] = ()
    targets: Mapping[str, Due] = field(default_factory=dict)
    effects: Mapping[str, Effect] = field(default_factory=dict)


def simulate(
    problem: Problem, starts: Mapping[str, int], outlook: Outlook | None = None, draws: int = DRAWS, seed: int = SEED
) -> Stability:
    """Draw the plan many times.

    Parameters
    ----------
    problem
        What was solved; the ranges are in its tasks.
    starts
        Week in which each planned task begins; if the length counts to none of them, the plan ends with the last.
    outlook
        Target days and benefits.
    draws
        At least 1.
    seed
        Same seed, same draws, whatever the version of the libraries.
    """
    asked = outlook or Outlook()
    tasks = [problem.by_id[name] for name in sorted(starts)]
    lengths = {task.id: drawn_weeks(task, draws, seed) for task in tasks}
    begins = replay(problem, starts, lengths)
    ends = {name: begins[name] + lengths[name] for name in begins}
    counted = tuple(task.id for task in tasks if task.counted and task.id not in asked.later)
    counted = counted or tuple(starts)
    planned = max((starts[name] + problem.by_id[name].duration_weeks for name in counted), default=0)
    last = _latest(ends, counted, draws)
    value, planned_value = _value(asked.effects, draws, seed)
    weeks = [starts[task.id] + task.duration_weeks for task in tasks] + [int(end.max()) for end in ends.values()]
    calendar = _Calendar(Weeks(problem.start), max(weeks, default=0))
    return Stability(
        draws=draws,
        seed=seed,
        items={task.id: calendar.steadiness(task, starts[task.id], begins[task.id], ends[task.id]) for task in tasks},
        planned=planned,
        end=percentiles(last),
        kept=float((last <= planned).mean()),
        targets={name: float((_latest(ends, due.tasks or counted, draws) <= due.week).mean())
                 for name, due in sorted(asked.targets.items())},
        value=value,
        planned_value=planned_value,
        fixed=tuple(task.id for task in tasks if task.least is None and task.most is None),
        sure=tuple(sorted(name for name, effect in asked.effects.items() if effect.confidence is None)),
    )  # fmt: skip


def percentiles(values: NDArray[Any]) -> Percentiles:
    """Return values that were drawn: the smallest that so many of them do not exceed.

    Examples
    --------
    >>> percentiles(np.arange(1, 11))
    Percentiles(p10=1.0, p50=5.0, p80=8.0, p90=9.0)
    """
    ordered = np.sort(values)
    return Percentiles(*(float(ordered[max(0, -(-len(ordered) * part // 100) - 1)]) for part in (10, 50, 80, 90)))


def drawn_weeks(task: Task, draws: int, seed: int) -> Ints:
    """Draw the duration of a task: triangular over least, likely and most, to the nearest week.

    Returns
    -------
    array of `draws` whole weeks, each at least 1.
    """
    likely = task.duration_weeks
    low, high = min(task.least or likely, likely), max(task.most or likely, likely)
    if low == high:
        return np.full(draws, likely, dtype=np.int64)
    part = _uniform(seed, task.id, 0, draws)
    left, right = (high - low) * (likely - low), (high - low) * (high - likely)
    rising = part * (high - low) < likely - low
    drawn = np.where(rising, low + np.sqrt(part * left), high - np.sqrt((1 - part) * right))
    return np.maximum(1, np.floor(drawn + 0.5)).astype(np.int64)


def _uniform(seed: int, name: str, kind: int, draws: int) -> NDArray[np.float64]:
    """Return numbers from 0 to below 1; each initiative has its own stream.

    The raw output of the generator is used: its stream is promised not to change between versions.
    """
    raw = np.random.PCG64(np.random.SeedSequence([seed, kind, crc32(name.encode())])).random_raw(draws)
    return np.asarray(raw >> np.uint64(11), dtype=np.float64) * 2.0**-53


def _latest(ends: Mapping[str, Ints], names: tuple[str, ...], draws: int) -> Ints:
    found = [ends[name] for name in names if name in ends]
    return np.asarray(np.max(found or [np.zeros(draws, dtype=np.int64)], axis=0), dtype=np.int64)


def _value(effects: Mapping[str, Effect], draws: int, seed: int) -> tuple[Percentiles | None, float | None]:
    """Draw which effects come, and sum what they bring."""
    if not effects:
        return None, None
    total = np.zeros(draws)
    for name, effect in sorted(effects.items()):
        chance = 1.0 if effect.confidence is None else effect.confidence
        total += effect.value * (_uniform(seed, name, 1, draws) < chance)
    return percentiles(total), sum(effect.value for effect in effects.values())


class _Calendar:
    """Knows the quarter of each week."""

    def __init__(self, weeks: Weeks, last: int) -> None:
        self.first = np.array([_index(weeks.monday(week)) for week in range(last + 1)])
        self.final = np.array([_index(weeks.friday(week)) for week in range(last + 1)])

    def steadiness(self, task: Task, start: int, begins: Ints, ends: Ints) -> Steadiness:
        """Compare the draws of one task with its place in the plan."""
        quarter, found = int(self.first[start]), self.first[begins]
        done = self.final[start + task.duration_weeks]
        first = int(found.min())
        counts = np.bincount(found - first)
        best = int(counts.max())
        likeliest = quarter if (found == quarter).sum() == best else first + int(counts.argmax())
        return Steadiness(
            id=task.id,
            quarter=_name(quarter),
            begins=float((found == quarter).mean()),
            ends=float((self.final[ends] == done).mean()),
            likeliest=_name(likeliest),
            likeliest_share=best / len(begins),
            start=percentiles(begins),
            end=percentiles(ends),
            in_time=None if task.deadline is None else float((ends <= task.deadline).mean()),
        )


def _index(day: dt.date) -> int:
    return 4 * day.year + (day.month - 1) // 3


def _name(index: int) -> str:
    return QuarterEnd(index // 4, index % 4 + 1, dt.date.max).name
