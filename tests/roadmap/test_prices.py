"""Shadow prices and forced inclusions: by hand, and against every plan of small problems enumerated."""

import datetime as dt
from dataclasses import replace

import pytest

from journeymap.roadmap.heuristic import solve
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.prices import forced, prices
from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task
from tests.roadmap.enumeration import best as enumerated
from tests.roadmap.generated import generated

QUICK = Effort(0.05)
SHOP = (
    Task("clean", 4, {"it": 10}, closes=("a",), cost=40),
    Task("mascot", 2, {"ops": 10}, cost=20),
    Task("pay", 3, {"ops": 10}, after=("clean",), closes=("b",), cost=30, worth=3),
    Task("search", 2, {"it": 10}, closes=("c",), cost=10, worth=5),
    Task("stock", 2, {"ops": 10}, after=("search",), closes=("d",), cost=10, worth=1),
)


BUDGET = (Release(0, 90), Release(6, 110))


def shop(*tasks, budget=BUDGET):
    teams = (Resource("it", 10), Resource("ops", 10))
    return Problem(dt.date(2024, 1, 1), tasks or SHOP, teams, gaps=tuple(Gap(g) for g in "abcd"), budget=budget)


def priced(problem):
    return {(price.kind, price.name): price for price in prices(problem, solve(problem, QUICK), solve, QUICK)}


def test_one_more_person_by_hand():
    """Two in IT run clean and search side by side: 7 weeks, not 9. Two in operations: 8. Money is no limit here."""
    found = priced(shop())
    assert {key: price.weeks_saved for key, price in found.items()} == {
        ("people", "it"): 2, ("people", "ops"): 1, ("budget", ""): 0, ("earlier", ""): 0,
    }  # fmt: skip
    assert all(price.proved for price in found.values())
    assert [price.helps for price in found.values()] == [True, True, False, False]


def test_money_in_time_is_worth_weeks():
    """The last 50 come in week 13, so that pay waits: a quarter earlier it ends in week 9."""
    found = priced(shop(budget=(Release(0, 60), Release(13, 110))))
    earlier = found["earlier", ""]
    assert (earlier.amount, earlier.weeks_saved, earlier.proved) == (13, 7, True)
    assert found["people", "it"].weeks_saved == 0


def test_a_tenth_more_money_closes_a_step():
    """100 do not pay for 40, 30, 10 and 25: without pay the plan ends in week 6; 110 do, and it ends in week 9."""
    tasks = tuple(replace(task, cost=25) if task.id == "stock" else task for task in SHOP if task.id != "mascot")
    more = priced(shop(*tasks, budget=(Release(0, 100),)))["budget", ""]
    assert (more.amount, more.shortfall_saved, more.weeks_saved, more.cost, more.helps) == (10, 1, -3, 30, True)


def test_a_person_is_needed_from_a_quarter_on():
    """Work that may not begin before April does not need anybody before: the last quarter that is early enough."""
    tasks = tuple(Task(name, 5, {"it": 10}, earliest=14, closes=(name,)) for name in "ab")
    [price] = priced(shop(*tasks, budget=())).values()
    assert (price.name, price.weeks_saved, price.from_week) == ("it", 5, 13)


def test_departments_that_are_never_short_are_not_asked_about():
    assert not priced(shop(Task("a", 3, {"it": 5}, closes=("a",)), Task("b", 3, {"it": 5}, closes=("b",)), budget=()))


@pytest.mark.parametrize("seed", range(24))
def test_prices_equal_the_difference_of_enumerated_optima(seed):
    """One more person: the optimum of the larger problem, found by looking at every plan, against the price."""
    problem = generated(seed)
    if any(task.frozen is not None for task in problem.tasks) or enumerated(problem) is None:
        problem = replace(problem, tasks=tuple(replace(t, frozen=None, started=False, deadline=None, required=False)
                                               for t in problem.tasks))  # fmt: skip
    base = enumerated(problem)
    assert base is not None
    found = {price.name: price for price in prices(problem, solve(problem, QUICK), solve, QUICK)}
    for resource in problem.resources:
        more = replace(resource, capacity=resource.capacity + 10,
                       dips={w: n * (resource.capacity + 10) // resource.capacity for w, n in resource.dips.items()})  # fmt: skip
        better = enumerated(replace(problem, resources=tuple(more if r.id == resource.id else r
                                                             for r in problem.resources)))  # fmt: skip
        saved = (base[0] - better[0], base[1] - better[1])
        price = found.get(resource.id)
        assert saved == ((0, 0) if price is None else (price.shortfall_saved, price.weeks_saved)), resource.id


def test_what_is_left_out_is_forced_in():
    """The mascot costs its money and no time; where the money is short, it costs a step instead."""
    problem = shop()
    [added] = forced(problem, solve(problem, QUICK), solve, effort=QUICK)
    assert (added.id, added.kind, added.shortfall, added.weeks, added.cost) == ("mascot", "left out", 0, 0, 20)
    assert (added.brings, added.drops, added.relaxed) == ((), (), ())
    short = shop(budget=(Release(0, 95),))
    [dear] = forced(short, solve(short, QUICK), solve, effort=QUICK)
    assert (dear.shortfall, dear.weeks, dear.cost, dear.drops) == (1, -3, -10, ("pay",))


def test_what_is_required_for_its_own_sake_is_priced_against_the_plan_without_it():
    """Operations have two weeks for the mascot before pay can begin: it costs its money and no time."""
    tasks = tuple(replace(task, required=True) if task.id == "mascot" else task for task in SHOP)
    problem = shop(*tasks)
    [found] = forced(problem, solve(problem, QUICK), solve, effort=QUICK)
    assert (found.id, found.kind, found.shortfall, found.weeks, found.cost) == ("mascot", "required", 0, 0, 20)


def test_what_is_left_out_may_wait_for_what_is_required_for_its_own_sake():
    """Without the mascot its film cannot be either: the mascot's price is its own money alone."""
    tasks = tuple(replace(task, required=True) if task.id == "mascot" else task for task in SHOP)
    problem = shop(*tasks, Task("film", 1, after=("mascot",), cost=5), budget=(Release(0, 200),))
    found = {item.id: item for item in forced(problem, solve(problem, QUICK), solve, effort=QUICK)}
    assert (found["film"].kind, found["film"].cost) == ("left out", 5)
    assert (found["mascot"].kind, found["mascot"].weeks, found["mascot"].cost) == ("required", 0, 20)


def test_a_refusal_is_priced_as_if_it_were_required():
    """Agreed for weeks 6 and 7 of operations, it holds pay up until week 8: 11 weeks in place of 9."""
    without = shop(*(task for task in SHOP if task.id != "mascot"))
    taken = shop(*(replace(task, required=True, frozen=6) if task.id == "mascot" else task for task in SHOP))
    [found] = forced(without, solve(without, QUICK), solve, {"mascot": taken}, QUICK)
    assert (found.kind, found.weeks, found.cost, found.proved) == ("refused", 2, 20, True)
