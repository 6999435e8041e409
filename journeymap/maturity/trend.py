"""How assessments compare: two of them, the series by quarter, and what was promised in between."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from journeymap.maturity.levels import progress_to_date
from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.model.assessment import Answer
from journeymap.model.plans import Initiative
from journeymap.records import dataclass
from journeymap.text import Text, say

ORDER: tuple[Answer, ...] = ("not_met", "partly", "met")
"""Known answers, the lowest first."""

Kept = Literal["kept", "missed", "open", "unknown"]


@dataclass(frozen=True)
class CriterionChange:
    """An answer that is another one now.

    Attributes
    ----------
    criterion
        Its id.
    before, now
        Answers; from or to ``unknown`` is a change of knowledge, neither better nor worse.
    """

    criterion: str
    before: Answer
    now: Answer

    @property
    def move(self) -> int | None:
        """Return by how many steps the answer rose, below 0 if it fell; `None` if one of the two is unknown."""
        if "unknown" in {self.before, self.now}:
            return None
        return ORDER.index(self.now) - ORDER.index(self.before)


@dataclass(frozen=True)
class PracticeChange:
    """How one practice moved.

    Attributes
    ----------
    practice
        Its id.
    attained
        Level before and after; `None` where it was not assessed.
    progress
        Progress before and after.
    progress_to_date
        Part of the way from the old reading to the target, below 0 if things got worse;
        `None` without target or if the old reading is the target.
    criteria
        Answers that changed, in the order of the model.
    """

    practice: str
    attained: tuple[int | None, int | None]
    progress: tuple[float | None, float | None]
    progress_to_date: float | None
    criteria: tuple[CriterionChange, ...] = ()

    @property
    def better(self) -> tuple[str, ...]:
        """Return the criteria whose answer rose."""
        return tuple(item.criterion for item in self.criteria if (item.move or 0) > 0)

    @property
    def worse(self) -> tuple[str, ...]:
        """Return the criteria whose answer fell."""
        return tuple(item.criterion for item in self.criteria if (item.move or 0) < 0)


@dataclass(frozen=True)
class Trend:
    """The movement between two assessments.

    Attributes
    ----------
    practices
        Those both models have, in the order of the new one.
    caution
        Why the two can be compared only with care; `None` if they can.
    appeared, vanished
        Ids of practices only the new, or only the old reading has.
    """

    practices: tuple[PracticeChange, ...]
    caution: Text | None
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()


@dataclass(frozen=True)
class LevelPromise:
    """A target of an assessment whose day came before the next one.

    Attributes
    ----------
    practice, level, by
        What was promised for which day.
    now
        Level the next assessment found; `None` if it did not ask.
    outcome
        ``kept``, ``missed``, or ``unknown`` if it was not assessed again.
    """

    practice: str
    level: int
    by: dt.date
    now: int | None
    outcome: Kept


@dataclass(frozen=True)
class WorkPromise:
    """An initiative that was to end in a period.

    Attributes
    ----------
    initiative, due
        Its id, and the day it was to be finished.
    done
        Day it was finished, if it was.
    expected
        New end, if it slipped and said so.
    outcome
        ``kept`` if it was finished by its day, ``missed`` if not.
    """

    initiative: str
    due: dt.date
    done: dt.date | None
    expected: dt.date | None
    outcome: Kept


@dataclass(frozen=True)
class Reading:
    """The last assessment of a quarter.

    Attributes
    ----------
    quarter
        First day of the quarter.
    assessment
        Its id.
    result
        What it came to.
    """

    quarter: dt.date
    assessment: str
    result: MaturityResult


def compare(old: MaturityResult, new: MaturityResult) -> Trend:
    """Compare two readings of the same organisation.

    Parameters
    ----------
    old, new
        Results, the earlier one first. Practices only one of them has are named and not compared.
    """
    shared = [practice for name, practice in new.practices.items() if name in old.practices]
    return Trend(
        practices=tuple(_change(old.practices[item.id], item) for item in shared),
        caution=_caution(old, new),
        appeared=tuple(name for name in new.practices if name not in old.practices),
        vanished=tuple(name for name in old.practices if name not in new.practices),
    )


def series(results: Mapping[str, MaturityResult]) -> tuple[Reading, ...]:
    """Return the last assessment of each quarter, oldest first; a quarter without one is left out.

    Parameters
    ----------
    results
        By assessment.
    """
    found: dict[dt.date, Reading] = {}
    for name, result in sorted(results.items(), key=lambda entry: (entry[1].date, entry[0])):
        quarter = quarter_of(result.date)
        found[quarter] = Reading(quarter, name, result)
    return tuple(found.values())


def quarter_of(day: dt.date) -> dt.date:
    """Return the first day of the quarter of a day.

    Examples
    --------
    >>> str(quarter_of(dt.date(2018, 6, 27)))
    '2018-04-01'
    """
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def level_promises(old: MaturityResult, new: MaturityResult) -> tuple[LevelPromise, ...]:
    """Return what the old assessment wanted for a day that has come with the new one.

    A target without a day promises nothing that could be kept or missed.
    """
    found = []
    for practice in old.practices.values():
        if practice.target is None or practice.target_by is None or practice.target_by > new.date:
            continue
        after = new.practices.get(practice.id)
        now = after.attained if after is not None else None
        outcome: Kept = "unknown" if now is None else "kept" if now >= practice.target else "missed"
        found.append(LevelPromise(practice.id, practice.target, practice.target_by, now, outcome))
    return tuple(found)


def work_promises(
    initiatives: Mapping[str, Initiative], ends: Mapping[str, dt.date], since: dt.date, until: dt.date
) -> tuple[WorkPromise, ...]:
    """Return the initiatives that were to end, or did end, in a period.

    Parameters
    ----------
    initiatives
        Of the workspace, by id; refused ones promise nothing.
    ends
        Planned end by id: the plan's. A declared deadline takes its place.
    since, until
        The period, the first day left out.
    """
    found = []
    for name, item in initiatives.items():
        due = item.deadline or ends.get(name)
        done = item.progress.done if item.progress else None
        inside = any(day is not None and since < day <= until for day in (due, done))
        if item.refused is not None or due is None or not inside:
            continue
        found.append(WorkPromise(name, due, done, item.progress.expected if item.progress else None,
                                 _work_outcome(due, done, until)))  # fmt: skip
    return tuple(sorted(found, key=lambda promise: (promise.due, promise.initiative)))


def _work_outcome(due: dt.date, done: dt.date | None, until: dt.date) -> Kept:
    if done is not None and done <= until:
        return "kept" if done <= due else "missed"
    return "missed" if due <= until else "open"


def _change(old: PracticeResult, new: PracticeResult) -> PracticeChange:
    before = {item.id: item.value for item in old.criteria}
    pairs = [CriterionChange(item.id, before.get(item.id, "unknown"), item.value) for item in new.criteria]
    way = None
    if old.progress is not None and new.progress is not None and new.target is not None:
        way = progress_to_date(new.progress, old.progress, new.target)
    return PracticeChange(
        practice=new.id,
        attained=(old.attained, new.attained),
        progress=(old.progress, new.progress),
        progress_to_date=way,
        criteria=tuple(pair for pair in pairs if pair.before != pair.now),
    )


def _caution(old: MaturityResult, new: MaturityResult) -> Text | None:
    if old.model.id != new.model.id:
        return say("the two use different models: {old} and {new}", old=old.model.id, new=new.model.id)
    if old.moved is not None and new.moved is None and not new.model_changed:
        return say("the older one was answered for version {version} of the model and was carried over",
                   version=old.moved.version)  # fmt: skip
    if old.model.version != new.model.version or old.model_changed or new.model_changed:
        return say("the two were answered for different versions of the model")
    if old.kind != new.kind:
        return say("the two are of different kinds: a self-assessment and one with evidence read differently")
    return None
