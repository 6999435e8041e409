"""The engine that needs nothing but Python: small problems exactly, others by rules and search."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

from journeymap.roadmap.bound import Bound, lower_bound
from journeymap.roadmap.heuristic.choice import Choice, Options
from journeymap.roadmap.heuristic.compiled import NEVER, Compiled, Desk
from journeymap.roadmap.heuristic.effort import Allowance
from journeymap.roadmap.heuristic.exact import Tree, frozen_fit
from journeymap.roadmap.heuristic.filling import Figures, Filling
from journeymap.roadmap.heuristic.genetic import Genetic
from journeymap.roadmap.heuristic.giving import give
from journeymap.roadmap.objectives import AFTER, STAGES, Effort, Stage, Watch
from journeymap.roadmap.placing import placed_later
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.relaxing import relaxations, relaxed_problem
from journeymap.roadmap.schedule import Schedule

ORDINARY = Effort(seconds=1.0)
CHOOSE, SHORTEN = 0.25, 0.6
"""Shares of the effort left that go into the choice of tasks, then into the length; the rest is for value and cost."""


def solve(problem: Problem, effort: Effort = ORDINARY, watch: Watch | None = None) -> Schedule:
    """Plan by rules and search; up to nine free tasks are settled by looking at every plan.

    Tasks that close the gaps are chosen, the choice is scheduled by three rules and two schemes, justified, and
    improved by a genetic algorithm until it is as short as the bound or the effort is used up. Then everything
    worth having that still fits is put in, and moved about as long as the four figures improve.

    Parameters
    ----------
    problem
        What there is to schedule.
    effort
        Turned into a number of placed tasks: no clock, so the same problem gives the same plan.
    watch
        Told of better plans.

    Returns
    -------
    Schedule
        For a relaxed problem if not everything asked for can be had. An interrupt from the keyboard ends the
        search, and the best plan so far is returned.
    """
    search = _Search(problem, effort, watch)
    starts = search.run()
    if starts is not None:
        return search.schedule(starts, problem)
    relaxed, given = give(problem, search.late_plans)
    search = _Search(relaxed_problem(problem, relaxed), effort, watch)
    compiled = search.compiled
    search.given = [given.get(name, -1) for name in compiled.ids]
    return search.schedule(search.run() or search.given, problem)


class _Search:
    """One problem on its way to a plan.

    Attributes
    ----------
    given
        A plan of the fixed work, if one is known.
    late_plans
        Plans of the fixed work that hold but for deadlines.
    """

    def __init__(self, problem: Problem, effort: Effort, watch: Watch | None) -> None:
        self.problem = problem
        self.effort = effort
        self.compiled = Compiled(problem)
        self.options = Options(self.compiled)
        self.allowance = Allowance.of(self.compiled, effort, watch)
        self.given: list[int] | None = None
        self.late_plans: list[dict[str, int]] = []
        self.rule = ""
        self.exact = False
        self.bounds: dict[int, Bound] = {}

    def run(self) -> list[int] | None:
        """Return starts by task, -1 for what is left out, or `None` if none were found that hold."""
        tree = Tree(self.options)
        if tree.small:
            with self.interruptible():
                self.exact = tree.walk()
            if self.exact:
                self.rule = "every plan looked at"
                return tree.best
        base = tree.best or self.base()
        if base is None:
            return None
        with self.interruptible():
            self.improved(base)
        return self.filling.best

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """End the search on an interrupt from the keyboard, so that what has been found so far is returned."""
        try:
            yield
        except KeyboardInterrupt:
            self.allowance.stopped = True

    def base(self) -> list[int] | None:
        """Return a plan of the fixed work alone, which all else is put around."""
        if self.given is not None:
            return self.given
        desk = Desk(self.compiled, self.options.must)
        if not frozen_fit(self.compiled, desk):
            return None
        genetic = Genetic(desk, replace(self.allowance, watch=None), NEVER, self.effort.seed)
        with self.interruptible():
            genetic.rules()
            if genetic.merit[0]:
                genetic.evolve(self.allowance.until(0.3))
        if genetic.best is None:
            return None
        if genetic.merit[0]:
            self.late_plans.append({name: start for name, start in zip(self.compiled.ids, genetic.best, strict=True)
                                    if start >= 0})  # fmt: skip
            return None
        return genetic.best

    def improved(self, base: list[int]) -> None:
        """Choose, shorten, fill; `filling` holds the best plan at any time."""
        self.filling = Filling(self.options, self.allowance, base, self.effort.seed)
        chosen = Choice(self.options, self.allowance, self.effort.seed).best(self.allowance.until(CHOOSE))
        desk = Desk(self.compiled, chosen)
        shortfall = self.compiled.weight(self.compiled.every_gap & ~self.compiled.closed(chosen))
        bound = self.length_bound(shortfall).weeks
        genetic = Genetic(desk, self.allowance, bound, self.effort.seed)
        try:
            genetic.rules()
            genetic.evolve(self.allowance.until(SHORTEN if self.more_to_win else 1.0))
        finally:
            self.rule = genetic.rule
            if genetic.best is not None and not genetic.merit[0]:
                self.offer(genetic.best)
            elif genetic.best is not None:
                self.filling.take(sorted(chosen, key=genetic.best.__getitem__), NEVER)
        self.filling.improve(self.allowance.limit, self.least(self.filling.figures))

    @property
    def more_to_win(self) -> bool:
        """Return whether there is something to choose from or to bring early."""
        return bool(self.options.may) or any(self.compiled.worth)

    def offer(self, starts: Sequence[int]) -> None:
        """Take a whole plan if it is better."""
        trimmed = self.filling.trimmed(list(starts))
        figures = self.compiled.figures(trimmed)
        if figures < self.filling.figures:
            self.filling.best, self.filling.figures = trimmed, figures

    def length_bound(self, shortfall: int) -> Bound:
        """Return a length no plan can beat that falls short by no more, computed once."""
        if shortfall not in self.bounds:
            self.bounds[shortfall] = self._length_bound(shortfall)
        return self.bounds[shortfall]

    def _length_bound(self, shortfall: int) -> Bound:
        compiled = self.compiled
        counted = [task for task in self.options.needed_for(shortfall) if compiled.counted[task]]
        names = {compiled.ids[task] for task in set(counted).union(*(compiled.below[task] for task in counted))}
        kept = tuple(task for task in self.problem.tasks if task.id in names)
        best = lower_bound(replace(self.problem, tasks=kept))
        return max([best, *self._gap_bounds(shortfall)], key=lambda bound: bound.weeks)

    def _gap_bounds(self, shortfall: int) -> list[Bound]:
        """Return the least ends of those that close a gap which must be closed."""
        compiled = self.compiled
        least = compiled.weight(self.options.open_anyway)
        found = []
        for gap, weight in enumerate(compiled.weights):
            closers = [(compiled.heads[task] + compiled.weeks[task], task) for task in self.options.closers[gap]]
            if closers and least + weight > shortfall:
                end, task = min(closers)
                found.append(Bound(end, chain=(compiled.ids[task],)))
        return found

    def least(self, figures: Figures) -> Figures:
        """Return, by figure, what no plan with the same earlier figures can beat."""
        compiled, needed = self.compiled, self.options.needed_for(figures[0])
        left, value = figures[1] + AFTER, 0
        candidates = self.options.must.union(self.options.may)
        for task, worth in enumerate(compiled.worth):
            end = compiled.heads[task] + compiled.weeks[task] if task in candidates else NEVER
            out = task not in needed and (end > figures[1] or end > left)
            value += worth * (left if out else end) if worth else 0
        if value == figures[2]:
            live = [task for task in candidates
                    if compiled.worth[task] and compiled.heads[task] + compiled.weeks[task] <= figures[1]]  # fmt: skip
            needed = needed.union(live, *(compiled.below[task] for task in live))
        return (compiled.weight(self.options.open_anyway), self.length_bound(figures[0]).weeks, value,
                sum(compiled.cost[task] for task in needed))  # fmt: skip

    def schedule(self, starts: Sequence[int], asked: Problem) -> Schedule:
        """Return the plan with its stages, and what gave of what was asked for."""
        compiled = self.compiled
        figures = compiled.figures(starts)
        least = figures if self.exact else self.least(figures)
        plan = {name: start for name, start in zip(compiled.ids, starts, strict=True) if start >= 0}
        later = placed_later(self.problem, plan)
        whole = dict(sorted((plan | later).items()))
        gave = relaxations(asked, whole)
        ends = {name: start + self.problem.by_id[name].duration_weeks for name, start in whole.items()}
        simple = self.length_bound(figures[0])
        bound = simple if simple.weeks >= least[1] else Bound(least[1])
        stages = tuple(
            Stage(name, value, min(value, low), "proved" if value <= low else "heuristic")
            for name, value, low in zip(STAGES, figures, least, strict=True)
        )
        status: Literal["proved", "heuristic"] = "proved" if stages[1].status == "proved" else "heuristic"
        gap = (figures[1] - bound.weeks) / bound.weeks if bound.weeks else 0.0
        return Schedule(whole, ends, figures[1], bound, status, gap, self.rule, stages, "heuristic", gave,
                        tuple(later))  # fmt: skip
