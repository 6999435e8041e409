"""What gives when the fixed work cannot be done as asked: a few plans of it, the cheapest of which is taken."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from journeymap.roadmap.elastic import BUDGET_THOUSANDTH, DEADLINE_WEEK, FROZEN_WEEK, PERSON_WEEK_TENTH, STARTED_WEEK
from journeymap.roadmap.ledger import Ledger
from journeymap.roadmap.objectives import Relaxation
from journeymap.roadmap.problem import Problem, Task
from journeymap.roadmap.relaxing import relaxations
from journeymap.roadmap.windows import fixed

Starts = dict[str, int]
Ways = tuple[bool, ...]

TRIES = 4000
"""Placed tasks after which a cheaper mixture is no longer looked for."""


def give(problem: Problem, given: Iterable[Mapping[str, int]] = ()) -> tuple[tuple[Relaxation, ...], Starts]:
    """Return what has to give for the fixed work, and a plan of this work that holds then.

    Agreed starts are kept or moved until there are people; work that would be late is late or is done with more
    people than there are; money is waited for or spent before it is there. The cheapest mixture of the three is
    taken, by the prices of :mod:`journeymap.roadmap.elastic`, and single tasks are begun earlier as long as that is
    cheaper; cheaper mixtures may exist.

    Parameters
    ----------
    given
        Other plans of the fixed work, if any are known.
    """
    ways: list[Ways] = list(product((True, False), repeat=4))
    plans = [*(dict(starts) for starts in given), *(_placed(problem, way) for way in ways)]
    best = min(plans, key=lambda starts: _cost(problem, starts))
    best = _hurried(problem, best, ways)
    return relaxations(problem, best), best


def _cost(problem: Problem, starts: Mapping[str, int]) -> int:
    return _price(problem, relaxations(problem, starts))


def _hurried(problem: Problem, best: Starts, ways: Iterable[Ways]) -> Starts:
    """Return a cheaper plan, in which one task more at a time begins earlier, as long as there is one."""
    least, tried = _cost(problem, best), 0
    for way in ways:
        early = Starts()
        plan = _placed(problem, way)
        price, better = _cost(problem, plan), True
        while better:
            better = False
            moves = [(name, week) for name, start in plan.items() if problem.by_id[name].frozen is None
                     for week in range(start)]  # fmt: skip
            for name, week in moves:
                if tried > TRIES:
                    return best
                tried += len(plan)
                starts = _placed(problem, way, {**early, name: week})
                if (now := _cost(problem, starts)) < price:
                    plan, price, early, better = starts, now, {**early, name: week}, True
                    break
        if price < least:
            best, least = plan, price
    return best


def _price(problem: Problem, relaxed: Iterable[Relaxation]) -> int:
    unit = max(1, problem.budget[-1].total // 1000) if problem.budget else 1
    total = 0
    for item in relaxed:
        if item.kind == "deadline":
            total += DEADLINE_WEEK * item.amount
        elif item.kind == "frozen":
            total += (STARTED_WEEK if problem.by_id[item.name].started else FROZEN_WEEK) * item.amount
        elif item.kind == "capacity":
            total += PERSON_WEEK_TENTH * item.amount
        else:
            total += BUDGET_THOUSANDTH * -(-item.amount // unit)
    return total


def _placed(problem: Problem, way: Ways, early: Mapping[str, int] | None = None) -> Starts:
    """Place the fixed work in one pass.

    Parameters
    ----------
    way
        Whether to take what has dates, and what that waits for, first; to keep agreed starts, though people may be
        lacking; to do what would be late with more people than there are; to begin nothing before there is money.
    early
        Weeks in which tasks begin if what they wait for is done, whatever is lacking.
    """
    dated_first, keep_frozen, hurry, wait = way
    ledger, starts = Ledger(problem), Starts()
    for task in _in_turn(problem, dated_first):
        ready = max([0, task.earliest if task.frozen is None else task.frozen,
                     *(starts[name] + problem.by_id[name].duration_weeks for name in task.after)])  # fmt: skip
        free = ready
        if wait and task.frozen is None:
            ready = max(ready, _money_from(problem, starts, task))
        forced = (early or {}).get(task.id)
        if forced is not None:
            ready = max(forced, free)
        start = (
            ready
            if forced is not None or (keep_frozen and task.frozen is not None)
            else _first_fit(ledger, task, ready)
        )
        if hurry and task.deadline is not None and start + task.duration_weeks > task.deadline:
            start = max(ready, min(start, task.deadline - task.duration_weeks))
        ledger.enter(task, start)
        starts[task.id] = start
    return starts


def _in_turn(problem: Problem, dated_first: bool) -> list[Task]:
    """Return the fixed work, each task behind all it waits for, agreed starts first, then by date if so wanted."""
    tasks = [problem.by_id[name] for name in fixed(problem)]
    rank: dict[str, tuple[bool, int]] = {}
    for task in reversed(tasks):
        due = task.deadline - task.duration_weeks if task.deadline is not None else None
        own = [(task.frozen is None, task.frozen or 0)] if task.frozen is not None else []
        own += [(True, due)] if dated_first and due is not None else []
        behind = [rank[name] for name in problem.successors[task.id] if name in rank]
        rank[task.id] = min([*own, *behind], default=(True, 1 << 40))
    place = {task.id: number for number, task in enumerate(tasks)}
    return sorted(tasks, key=lambda task: (rank[task.id], place[task.id]))


def _first_fit(ledger: Ledger, task: Task, ready: int) -> int:
    for start in _weeks(ledger, task, ready):
        if ledger.clash(task, start) is None:
            return start
    return ready


def _weeks(ledger: Ledger, task: Task, ready: int) -> Iterator[int]:
    yield from range(ready, ledger.horizon - task.duration_weeks + 1)


def _money_from(problem: Problem, starts: Mapping[str, int], task: Task) -> int:
    """Return the first week in which there is money for a task besides all placed so far; 0 if there never is."""
    spent = task.cost + sum(problem.by_id[name].cost for name in starts)
    if not problem.budget or not task.cost:
        return 0
    return next((release.week for release in problem.budget if release.total >= spent), 0)
