"""Two assessments side by side: what moved, and whether they may be compared."""

from dataclasses import dataclass

from journeymap.maturity.levels import progress_to_date
from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.text import Text, say


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
    better, worse
        Criteria whose answer rose or fell; what was or is unknown is in neither.
    """

    practice: str
    attained: tuple[int | None, int | None]
    progress: tuple[float | None, float | None]
    progress_to_date: float | None
    better: tuple[str, ...]
    worse: tuple[str, ...]


@dataclass(frozen=True)
class Trend:
    """The movement between two assessments.

    Attributes
    ----------
    practices
        Those both models have, in the order of the new one.
    caution
        Why the two can be compared only with care; `None` if they can.
    """

    practices: tuple[PracticeChange, ...]
    caution: Text | None


def compare(old: MaturityResult, new: MaturityResult) -> Trend:
    """Compare two readings of the same organisation.

    Parameters
    ----------
    old, new
        Results, the earlier one first. Practices only one of the models has are left out.
    """
    shared = [practice for name, practice in new.practices.items() if name in old.practices]
    return Trend(tuple(_change(old.practices[item.id], item) for item in shared), _caution(old, new))


def _change(old: PracticeResult, new: PracticeResult) -> PracticeChange:
    order = ("not_met", "partly", "met")
    before = {item.id: item.value for item in old.criteria}
    pairs = [(item.id, before.get(item.id, "unknown"), item.value) for item in new.criteria]
    moves = [(code, order.index(b) - order.index(a)) for code, a, b in pairs if a in order and b in order]
    way = None
    if old.progress is not None and new.progress is not None and new.target is not None:
        way = progress_to_date(new.progress, old.progress, new.target)
    return PracticeChange(
        practice=new.id,
        attained=(old.attained, new.attained),
        progress=(old.progress, new.progress),
        progress_to_date=way,
        better=tuple(code for code, move in moves if move > 0),
        worse=tuple(code for code, move in moves if move < 0),
    )


def _caution(old: MaturityResult, new: MaturityResult) -> Text | None:
    if old.model.id != new.model.id:
        return say("the two use different models: {old} and {new}", old=old.model.id, new=new.model.id)
    if old.model.version != new.model.version or old.model_changed or new.model_changed:
        return say("the two were answered for different versions of the model")
    if old.kind != new.kind:
        return say("the two are of different kinds: a self-assessment and one with evidence read differently")
    return None
