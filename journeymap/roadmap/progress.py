"""The past of a plan: what is finished, what was planned before, and what has moved since."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from journeymap.model.quantities import Money
from journeymap.records import dataclass
from journeymap.text import Text

MoveKind = Literal[
    "slipped", "prerequisite", "people", "money", "estimate", "earlier", "done-early", "done-late", "new", "dropped"
]


@dataclass(frozen=True)
class Done:
    """A finished initiative: the estimate beside what it took.

    Attributes
    ----------
    started
        The day it began; `None` if nobody wrote it down.
    done
        The day it was finished.
    planned_weeks
        Whole weeks it was estimated to take; `None` if there was no estimate.
    actual_weeks
        Whole weeks from the day it began to the day it was finished; `None` if the beginning is unknown.
    cost
        As written, spent.
    """

    id: str
    title: str
    started: dt.date | None
    done: dt.date
    planned_weeks: int | None
    actual_weeks: int | None
    cost: Money | None = None

    @property
    def overrun(self) -> float | None:
        """Return how much longer it took than estimated, as part of the estimate; negative if it was quicker."""
        if self.planned_weeks is None or self.actual_weeks is None:
            return None
        return (self.actual_weeks - self.planned_weeks) / self.planned_weeks


@dataclass(frozen=True)
class RecordedPlan:
    """A plan as it was written down on the day it was made.

    Attributes
    ----------
    made
        The day.
    starts, ends
        First day and last day by initiative.
    makespan
        Weeks it was to take; `None` if not recorded.
    shortfall
        Weight of the gaps it left open; `None` if not recorded.
    weeks
        How long each initiative was estimated to take in all.
    """

    made: dt.date
    starts: Mapping[str, dt.date] = field(default_factory=dict)
    ends: Mapping[str, dt.date] = field(default_factory=dict)
    makespan: int | None = None
    shortfall: int | None = None
    weeks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Moved:
    """An initiative that stands elsewhere than in the last recorded plan.

    Attributes
    ----------
    id, title
        Of the initiative.
    weeks
        By how many weeks its end moved: later is positive; `None` for what is new or dropped.
    kind
        Why: it slipped itself, a prerequisite did, people are busy, money is not free yet, its estimate changed,
        it moved up, it is finished earlier or later than planned, it is new, or it is planned no more.
    reason
        The same in one sentence.
    start, end
        Now; `None` for what is dropped.
    was_start, was_end
        In the recorded plan; `None` for what is new.
    """

    id: str
    title: str
    weeks: int | None
    kind: MoveKind
    reason: Text
    start: dt.date | None = None
    end: dt.date | None = None
    was_start: dt.date | None = None
    was_end: dt.date | None = None
