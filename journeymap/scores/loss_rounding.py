"""What is lost, rounded so that parts add up: the same amounts in the report, its appendix and in `explain`."""

import math
from collections.abc import Mapping, Sequence

from journeymap.scores.journey import JourneyScore
from journeymap.scores.stake import Loss
from journeymap.text import money, rounded_money
from journeymap.vocabulary import OutcomeKind

KINDS = (OutcomeKind.CHURNED, OutcomeKind.ABANDONED)
"""Ways of being lost, in the order they are shown."""

_EVEN = 1e-9


def apportioned(parts: Sequence[float], unit: float, total: float) -> tuple[float, ...]:
    """Round parts to whole units that sum to the rounded total: the largest remainders are rounded up.

    Examples
    --------
    >>> apportioned([1.4, 1.4, 1.2], 1, 4.0)
    (2, 1, 1)
    """
    whole = [math.floor(part / unit + _EVEN) for part in parts]
    left = math.floor(total / unit + 0.5) - sum(whole)
    order = sorted(range(len(parts)), key=lambda index: (whole[index] - parts[index] / unit, index))
    for index in order[: max(0, left)]:
        whole[index] += 1
    return tuple(round(units * unit, 6) if unit < 1 else units * unit for units in whole)


def _unit(total: float) -> float:
    """Return the unit to which an amount of money is rounded."""
    whole = abs(int(rounded_money(money(total, ""))))
    return 10 ** (len(str(whole)) - 3) if whole >= 10_000 else 1


def rounded_losses(score: JourneyScore) -> Mapping[tuple[str, str | None], float]:
    """Return what is lost on each way in a year, by touchpoint and outcome, rounded so that all add up.

    The rounding is that of the whole sum; every table of losses shows these amounts. Empty if the value is unknown.
    """
    risk = score.at_risk
    if risk is None:
        return {}
    kinds: tuple[OutcomeKind | None, ...] = (*KINDS, None)
    unit = _unit(risk.value)
    found: dict[tuple[str, str | None], float] = {}
    for kind, total in zip(kinds, apportioned([risk.of_kind(kind) for kind in kinds], unit, risk.value), strict=True):
        ways = [loss for loss in risk.losses if loss.kind is kind]
        amounts = apportioned([loss.value for loss in ways], unit, total)
        found |= {(loss.touchpoint, loss.outcome): amount for loss, amount in zip(ways, amounts, strict=True)}
    return found


def rounded_ends(score: JourneyScore, loss: Loss) -> tuple[float, float] | None:
    """Return the interval of a loss, widened to the rounding of :func:`rounded_losses`; `None` without one."""
    risk = score.at_risk
    if risk is None or loss.low is None or loss.high is None:
        return None
    unit = _unit(risk.value)
    return unit * math.floor(loss.low / unit + _EVEN), unit * math.ceil(loss.high / unit - _EVEN)
