"""Money of the plan: what each quarter brings, less what is spent already; what initiatives cost."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import field

from journeymap.model.plans import Initiative, Progress
from journeymap.model.quantities import PER_YEAR
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.problem import Problem, Release
from journeymap.roadmap.weeks import Weeks, whole_weeks
from journeymap.text import Text, money, say


@dataclass(frozen=True)
class Funds:
    """What may be spent.

    Attributes
    ----------
    releases
        Rising in week and total; none if money is no limit.
    spent
        On work that is finished or under way, out of this budget, in whole units.
    notes
        What was taken for granted.
    """

    releases: tuple[Release, ...] = ()
    spent: int = 0
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Costs:
    """What the plan costs, in whole units: each initiative in one place.

    Attributes
    ----------
    new
        What is still to begin, up to the end of the plan; the planner books it at the start.
    later
        What stands behind the end of the plan.
    under_way, finished, stopped
        What is spent: on work under way, on finished work, and on what was begun and then refused.
    unknown
        Initiatives among these whose cost nothing says.
    spent
        What is spent already, by initiative.
    """

    new: int = 0
    later: int = 0
    under_way: int = 0
    finished: int = 0
    stopped: int = 0
    unknown: int = 0
    spent: Mapping[str, int] = field(default_factory=dict)

    @property
    def together(self) -> int:
        """Return the sum of all."""
        return self.new + self.later + self.under_way + self.finished + self.stopped


def costs(workspace: Workspace, problem: Problem, planned: Iterable[str], later: Iterable[str]) -> Costs:
    """Return what a plan costs with what is spent already, each initiative once.

    Parameters
    ----------
    planned
        Initiatives in the plan.
    later
        Those of them that stand behind its end.
    """
    initiatives, behind, chosen = workspace.content.initiatives, set(later), set(planned)
    sums = dict.fromkeys(("new", "later", "under_way", "finished", "stopped"), 0)
    unknown, spent = 0, dict[str, int]()
    for name, record in initiatives.items():
        progress = record.progress or Progress()
        if record.refused is not None:
            kind = "stopped" if progress.started or progress.done else ""
        elif progress.done is not None:
            kind = "finished"
        elif name not in chosen:
            kind = ""
        else:
            kind = "under_way" if problem.by_id[name].started else "later" if name in behind else "new"
        if kind:
            task = problem.by_id.get(name)
            fresh = task is not None and not task.started
            cost = task.cost if task is not None and fresh else cost_of(record, estimated_weeks(record))
            sums[kind] += cost
            if not fresh:
                spent[name] = cost
            unknown += record.cost is None
    return Costs(**sums, unknown=unknown, spent=spent)


def quarter_begins(quarter: str) -> dt.date:
    """Return the first day of a quarter.

    Examples
    --------
    >>> quarter_begins("2018-Q4")
    datetime.date(2018, 10, 1)
    """
    return dt.date(int(quarter[:4]), 3 * int(quarter[-1]) - 2, 1)


def cost_of(initiative: Initiative, weeks: int) -> int:
    """Return what an initiative costs in all, in whole units, rounded up; 0 if nothing says.

    Parameters
    ----------
    weeks
        How long it takes, for a cost that is given per period.
    """
    cost = initiative.cost
    if cost is None:
        return 0
    amount = cost.yearly * weeks / PER_YEAR["week"] if cost.per else cost.amount
    return max(0, math.ceil(amount - 1e-9))


def funds(workspace: Workspace, weeks: Weeks) -> Funds:
    """Return what the budget allows from the start of the plan on.

    What a quarter brings is free from its first Monday and stays free until it
    is spent. What is finished or under way has spent its cost; if it began
    before the first quarter of the budget, it was paid from another one.
    """
    budget = sorted(workspace.content.budget.items())
    if not budget:
        return Funds()
    spent = spent_since(workspace, quarter_begins(budget[0][0]), weeks)
    total = -spent
    found: dict[int, int] = {}
    for quarter, amount in budget:
        total += math.floor(amount.amount + 1e-9)
        found[weeks.not_before(quarter_begins(quarter))] = max(0, total)
    releases: list[Release] = []
    for week, free in found.items():
        if not releases or free > releases[-1].total:
            releases.append(Release(week, free))
    return Funds(tuple(releases), spent, tuple(_notes(workspace, spent, total)))


def _notes(workspace: Workspace, spent: int, total: int) -> list[Text]:
    currency = workspace.currency
    if total < 0:
        return [say("{spent} is spent already, {more} more than the budget brings", spent=money(spent, currency),
                    more=money(-total, currency))]  # fmt: skip
    return [say("{spent} of the budget is spent already", spent=money(spent, currency))] if spent else []


def spent_since(workspace: Workspace, first: dt.date, weeks: Weeks) -> int:
    """Return the cost of what began on a day or later and before the plan does, in whole units.

    What was begun and then refused has spent its money too.
    """
    total = 0
    for initiative in workspace.content.initiatives.values():
        progress = initiative.progress
        began = initiative.begins(workspace.today) or (progress.done if progress else None)
        if initiative.refused is not None:
            began = (progress.started or progress.done) if progress else None
        if began is not None and first <= began < weeks.start:
            total += cost_of(initiative, estimated_weeks(initiative))
    return total


def estimated_weeks(initiative: Initiative) -> int:
    """Return the weeks an initiative is estimated to take, at least 1; 1 if nothing says."""
    return whole_weeks(initiative.duration.likely) if initiative.duration is not None else 1
