"""Sums of rewards along the way: their spread, and what moves them."""

import numpy as np

from journeymap.flow.chain import Chain, Factor
from journeymap.flow.types import Vector
from journeymap.records import dataclass


@dataclass(frozen=True, eq=False)
class Slopes:
    """A sum J of rewards along the way, with its derivatives.

    Attributes
    ----------
    value
        J, per customer who starts.
    ahead
        Expected sum from each state on, the state itself included, shape ``(states,)``.
    beyond
        What lies behind each edge, shape ``(edges,)``.
    edges
        dJ/dp of each edge, the other ways of its source shrinking in
        proportion, shape ``(edges,)``; 0 where there is no other way to shrink.
    """

    value: float
    ahead: Vector
    beyond: Vector
    edges: Vector


def slopes(factor: Factor, rewards: Vector, terminal: Vector) -> Slopes:
    """Differentiate a sum of rewards with respect to every share.

    With v the visits and y what lies behind an edge, dJ/dp = v (y − ȳ) / (1 − p),
    ȳ the mean over all ways of the source (H. Caswell, *Linear Algebra and its
    Applications* 438, 2013). The derivative with respect to a reward is v.

    Parameters
    ----------
    factor
        The factored chain.
    rewards
        Per visit, shape ``(states,)``.
    terminal
        Per end, shape ``(ends,)``.
    """
    chain = factor.chain
    direct = rewards + chain.sum_over_ways(np.concatenate([np.zeros(chain.states), terminal])[chain.targets])
    ahead = factor.forward(direct)
    beyond = np.concatenate([ahead, terminal])[chain.targets]
    others = 1.0 - chain.shares
    free = others > 0
    gap = beyond - chain.sum_over_ways(beyond)[chain.sources]
    edges = np.divide(factor.visits[chain.sources] * gap, others, out=np.zeros_like(gap), where=free)
    return Slopes(float(chain.entries @ ahead), ahead, beyond, edges)


def variance(factor: Factor, ahead: Vector, own: Vector | None = None) -> float:
    """Return the variance of a sum of rewards along the way.

    By the law of total variance (M. J. Sobel, *Journal of Applied Probability*
    19, 1982): each visit adds the spread of what lies ahead over its ways out,
    and the variance of its own reward. No large squares are subtracted.

    Parameters
    ----------
    factor
        The factored chain.
    ahead
        Expected sum from each state on, shape ``(states,)``.
    own
        Variance of the reward of one visit, independent between visits, shape ``(states,)``.
    """
    chain = factor.chain
    beyond = np.concatenate([ahead, np.zeros(chain.ends)])[chain.targets]
    mean = chain.sum_over_ways(beyond)
    spread = chain.sum_over_ways((beyond - mean[chain.sources]) ** 2)
    if own is not None:
        spread = spread + own
    start = float(chain.entries @ (ahead - chain.entries @ ahead) ** 2)
    return float(factor.visits @ spread) + start


def condition(factor: Factor) -> float:
    """Return a bound on the condition of I − Q in the maximum norm.

    ‖I − Q‖ ≤ 2, and ‖(I − Q)⁻¹‖ is the longest expected number of visits still
    to come, as the inverse has no negative element.
    """
    chain: Chain = factor.chain
    return 2.0 * float(np.max(factor.forward(np.ones(chain.states)), initial=0.5))
