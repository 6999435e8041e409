"""What is missing to the targets: in technology, process, data and people."""

from collections.abc import Mapping
from dataclasses import field

from journeymap.maturity.result import CriterionResult, Foundation, MaturityResult, PracticeResult
from journeymap.records import dataclass


@dataclass(frozen=True)
class Gap:
    """A practice below its target.

    Attributes
    ----------
    practice
        With its level and target.
    missing
        Criteria at or below the target that keep it from holding, lowest level first.
    foundations
        Practices it stands on that have less than they should, or were not assessed.
    """

    practice: PracticeResult = field(repr=False)
    missing: tuple[CriterionResult, ...]
    foundations: tuple[Foundation, ...]

    @property
    def levels(self) -> int:
        """Return how many levels are missing, 1 or more."""
        return self.practice.gap or 0


def gaps(result: MaturityResult) -> tuple[Gap, ...]:
    """Return the practices below their target, the one that counts most first.

    Parameters
    ----------
    result
        An assessment. Practices without a level or without a target have no gap that is known.

    Returns
    -------
    tuple of Gap
        By missing levels times the weight of the practice; core practices and lower levels first among equals.
    """
    short = [item for item in result.practices.values() if item.gap]
    ranked = sorted(
        short, key=lambda item: (-(item.gap or 0) * item.practice.weight, not item.core, item.attained or 0)
    )
    return tuple(Gap(item, item.to_target, item.foundations_unmet) for item in ranked)


def foundations_first(result: MaturityResult) -> Mapping[str, tuple[str, ...]]:
    """Return the practices that hold others back, each with those that wait for it.

    Only foundations of practices below their target count, and only those whose level is known.
    """
    found: dict[str, tuple[str, ...]] = {}
    for gap in gaps(result):
        for item in gap.foundations:
            if item.has is not None:
                found[item.practice] = (*found.get(item.practice, ()), gap.practice.id)
    return dict(sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0])))
