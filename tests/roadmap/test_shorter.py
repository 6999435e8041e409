"""What rules out that a plan could be shorter; that it never rules out one there is, engines' tests compare."""

from dataclasses import replace

from journeymap.roadmap.bound import least_length
from journeymap.roadmap.problem import Gap, Problem, Release, Resource, Task
from journeymap.roadmap.shorter import is_shortest
from tests.roadmap.generated import MONDAY


def needed(*tasks: tuple[str, int, int, tuple[str, ...], int]) -> Problem:
    """Return a problem in which all has to be done: id, weeks, tenths of the team of one, prerequisites, cost."""
    made = tuple(Task(name, weeks, {"it": people} if people else {}, after, closes=(name,), cost=cost)
                 for name, weeks, people, after, cost in tasks)  # fmt: skip
    return Problem(MONDAY, made, (Resource("it", 10),), gaps=tuple(Gap(task.id) for task in made))


PAIR = needed(("long", 6, 8, (), 0), ("long-after", 6, 0, ("long",), 0), ("short", 5, 6, (), 0),
              ("short-after", 4, 0, ("short",), 0))  # fmt: skip
MONEY = replace(needed(("a", 3, 0, (), 8), ("b", 6, 0, (), 8)), budget=(Release(0, 10), Release(8, 20)))


def test_a_pair_that_cannot_be_at_work_together_comes_in_one_order_or_the_other() -> None:
    """The long one first makes 6 + 5 + 4 = 15 weeks, the short one first 5 + 6 + 6 = 17; chain and work prove 12."""
    assert least_length(PAIR, 0).weeks == 12
    assert is_shortest(PAIR, 15, 0)
    assert not is_shortest(PAIR, 16, 0)
    assert not is_shortest(replace(PAIR, resources=(Resource("it", 14),)), 15, 0)


def test_what_cannot_be_paid_at_once_waits_for_money() -> None:
    """One of the two begins with the money of week 8: the shorter, which makes 11 weeks; each alone is possible in 6."""
    assert least_length(MONEY, 0).weeks == 6
    assert is_shortest(MONEY, 11, 0)
    assert not is_shortest(MONEY, 12, 0)
    assert not is_shortest(replace(MONEY, budget=(Release(0, 16),)), 11, 0)


def test_nothing_is_ruled_out_of_what_no_plan_must_have() -> None:
    """With the gap of one of a pair left open the other may be first, and the plan as short as it is alone."""
    assert is_shortest(PAIR, 12, 1) is False
