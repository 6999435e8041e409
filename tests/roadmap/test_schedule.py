import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.roadmap.bound import lower_bound
from journeymap.roadmap.checker import check
from journeymap.roadmap.problem import Problem, Resource, Task
from journeymap.roadmap.schedule import schedule

START = dt.date(2024, 1, 8)
SETTINGS = settings(deadline=None, max_examples=200)
TEAMS = ("it", "ops", "web")


@st.composite
def problems(draw, most=12, longest=5, dips=True, dates=True, optional=True):
    """Problems that can be solved: each task fits its department in an ordinary week."""
    resources = tuple(
        Resource(name, draw(st.integers(5, 20)),
                 draw(st.dictionaries(st.integers(0, 8), st.integers(0, 20), max_size=4)) if dips else {})
        for name in TEAMS
    )  # fmt: skip
    capacity = {resource.id: resource.capacity for resource in resources}
    tasks = []
    for index in range(draw(st.integers(1, most))):
        teams = draw(st.lists(st.sampled_from(TEAMS), max_size=2, unique=True))
        before = draw(st.lists(st.sampled_from([t.id for t in tasks]), max_size=2, unique=True)) if tasks else []
        tasks.append(Task(
            f"t{index:02}", draw(st.integers(1, longest)), {team: draw(st.integers(1, capacity[team])) for team in teams},
            tuple(sorted(before)), draw(st.sampled_from((0, 0, 0, 4))) if dates else 0,
            needed=draw(st.sampled_from((True, True, False))) if optional else True, worth=draw(st.integers(0, 9)),
        ))  # fmt: skip
    return Problem(START, tuple(tasks), resources)


def two_teams(dips=None):
    return Problem(
        START,
        (
            Task("a", 4, {"it": 20}),
            Task("b", 2, {"it": 20}),
            Task("c", 3, {"ops": 10}, ("a",)),
            Task("d", 2, {"ops": 10}, ("b",)),
        ),
        (Resource("it", 20), Resource("ops", 10, dips or {})),
    )


def test_by_hand_two_teams_one_after_the_other():
    # IT is busy for 6 weeks and at least 2 weeks of operations follow: 8. But then c ends at 9 either way.
    plan = schedule(two_teams())
    assert plan.starts == {"a": 2, "b": 0, "c": 6, "d": 2}
    assert (plan.makespan_weeks, plan.lower_bound, plan.status, plan.gap) == (9, 8, "heuristic", 1 / 8)
    assert (plan.bound.resource, plan.bound.tasks) == ("it", ("a", "b"))


def test_by_hand_a_dip_is_worked_around():
    # With a first, c could not work in week 4 and everything would end at 10.
    plan = schedule(two_teams({4: 5}))
    assert plan.makespan_weeks == 9
    assert not check(two_teams({4: 5}), plan.starts)


def test_by_hand_nothing_runs_through_a_week_without_people():
    problem = Problem(START, (Task("a", 3, {"it": 10}),), (Resource("it", 10, {2: 9}),))
    plan = schedule(problem)
    assert plan.starts == {"a": 3}
    assert (plan.makespan_weeks, plan.lower_bound, plan.status) == (6, 6, "proved")


def test_by_hand_the_chain_is_the_bound_when_people_are_plenty():
    tasks = (Task("a", 4), Task("b", 2, {}, ("a",), earliest=6), Task("c", 3))
    plan = schedule(Problem(START, tasks))
    assert plan.starts == {"a": 0, "b": 6, "c": 0}
    assert (plan.lower_bound, plan.bound.chain, plan.status) == (8, ("b",), "proved")


def test_frozen_work_stays_and_the_rest_goes_around():
    tasks = (Task("a", 2, {"it": 10}, frozen=1), Task("b", 2, {"it": 10}), Task("c", 1, {"it": 10}))
    problem = Problem(START, tasks, (Resource("it", 10),))
    plan = schedule(problem)
    assert plan.starts == {"a": 1, "b": 3, "c": 0}
    assert plan.status == "proved"


def test_two_frozen_tasks_may_ask_for_too_much_and_the_checker_says_so():
    tasks = (Task("a", 2, {"it": 10}, frozen=0), Task("b", 2, {"it": 10}, frozen=0), Task("c", 1, {"it": 1}))
    problem = Problem(START, tasks, (Resource("it", 10),))
    plan = schedule(problem)
    assert plan.starts == {"a": 0, "b": 0, "c": 2}
    assert plan.lower_bound <= plan.makespan_weeks
    assert [str(text) for text in check(problem, plan.starts)] == [
        "it needs 2.0 people in the week of 8 January 2024 and has 1.0",
        "it needs 2.0 people in the week of 15 January 2024 and has 1.0",
    ]


def test_a_deadline_comes_before_a_rule_of_thumb():
    tasks = (Task("a", 4, {"it": 10}), Task("b", 1, {"it": 10}, deadline=1), Task("c", 5, {}, ("a",)))
    plan = schedule(Problem(START, tasks, (Resource("it", 10),)))
    assert plan.starts == {"a": 1, "b": 0, "c": 5}


def test_what_is_worth_more_comes_first_among_equals():
    tasks = (Task("a", 2, {"it": 10}), Task("b", 2, {"it": 10}, worth=5), Task("c", 2, {"it": 10}, worth=1))
    assert schedule(Problem(START, tasks, (Resource("it", 10),))).makespan_weeks == 6


def test_what_is_not_needed_never_delays_what_is():
    needed = (Task("b", 3, {"it": 10}), Task("c", 3, {"it": 10}, ("b",)))
    optional = (Task("a", 2, {"it": 10}, needed=False, worth=99), Task("d", 1, {"it": 10}, ("a",), needed=False))
    plan = schedule(Problem(START, (*optional, *needed), (Resource("it", 10),)))
    assert plan.starts == {"a": 6, "b": 0, "c": 3, "d": 8}
    assert plan.makespan_weeks == 6


def test_what_needed_work_waits_for_is_needed_whatever_it_says():
    tasks = (Task("a", 2, needed=False), Task("b", 3, {}, ("a",)))
    plan = schedule(Problem(START, tasks))
    assert (plan.makespan_weeks, plan.lower_bound, plan.bound.chain) == (5, 5, ("a", "b"))


def test_nothing_to_do_takes_no_time():
    plan = schedule(Problem(START, ()))
    assert (plan.makespan_weeks, plan.lower_bound, plan.status, plan.gap) == (0, 0, "proved", 0.0)


@SETTINGS
@given(problems())
def test_the_checker_accepts_every_schedule(problem):
    plan = schedule(problem)
    assert not check(problem, plan.starts), [str(text) for text in check(problem, plan.starts)]


@SETTINGS
@given(problems())
def test_no_schedule_is_shorter_than_its_bound(problem):
    plan = schedule(problem)
    assert plan.makespan_weeks >= plan.lower_bound
    assert (plan.gap == 0) == (plan.status == "proved")


@SETTINGS
@given(problems(), st.sampled_from(TEAMS), st.integers(1, 20))
def test_more_people_never_lengthen_the_bound(problem, team, more):
    resources = tuple(
        Resource(r.id, r.capacity + more, {week: value + more for week, value in r.dips.items()}) if r.id == team else r
        for r in problem.resources
    )
    assert lower_bound(Problem(START, problem.tasks, resources)).weeks <= lower_bound(problem).weeks


@SETTINGS
@given(problems())
def test_optional_work_does_not_move_what_is_needed(problem):
    alone = Problem(START, problem.needed, problem.resources)
    plan, only = schedule(problem), schedule(alone)
    assert plan.makespan_weeks == only.makespan_weeks


@SETTINGS
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_tasks_does_not_matter(problem, random):
    tasks, resources = list(problem.tasks), list(problem.resources)
    random.shuffle(tasks)
    random.shuffle(resources)
    shuffled = Problem(START, tuple(tasks), tuple(resources))
    assert schedule(shuffled) == schedule(problem)


@SETTINGS
@given(problems())
def test_the_bound_does_not_depend_on_names(problem):
    names = {task.id: f"x{99 - index}" for index, task in enumerate(problem.tasks)}
    renamed = tuple(
        Task(
            names[t.id],
            t.duration_weeks,
            t.demand,
            tuple(sorted(names[n] for n in t.after)),
            t.earliest,
            needed=t.needed,
        )
        for t in problem.tasks
    )
    other = Problem(START, tuple(sorted(renamed, key=lambda t: t.id)), problem.resources)
    assert lower_bound(other).weeks == lower_bound(problem).weeks


class TestEnumeration:
    """Small problems are solved by trying every start in every week."""

    @staticmethod
    def fits(problem, length):
        """Tell whether the tasks can be done in so many weeks, trying all starts."""
        order = problem.order

        def search(index, starts):
            if index == len(order):
                return not check(problem, starts)
            task = order[index]
            first = max([task.earliest, *(starts[n] + problem.by_id[n].duration_weeks for n in task.after)])
            for start in range(first, length - task.duration_weeks + 1):
                now = {**starts, task.id: start}
                if not over(now) and search(index + 1, now):
                    return True
            return False

        def over(starts):
            for resource in problem.resources:
                for week in range(length):
                    active = [
                        problem.by_id[n] for n, s in starts.items() if s <= week < s + problem.by_id[n].duration_weeks
                    ]
                    if sum(task.demand.get(resource.id, 0) for task in active) > resource.at(week):
                        return True
            return False

        return search(0, {})

    @settings(deadline=None, max_examples=200)
    @given(problems(most=6, longest=3, optional=False))
    def test_the_bound_is_never_above_the_best_and_the_plan_never_below(self, problem):
        plan = schedule(problem)
        best = next(n for n in range(plan.makespan_weeks + 1) if self.fits(problem, n))
        assert plan.lower_bound <= best <= plan.makespan_weeks
        assert plan.status == "heuristic" or best == plan.makespan_weeks
