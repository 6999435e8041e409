"""How customers move: an absorbing Markov chain over the journey graph.

With touchpoint-to-touchpoint shares Q, ways to outcomes R and entries α, one
sparse LU factorisation of I − Q answers everything: expected visits, outcome
probabilities, expected time, contacts and cost with their spread, and the
sensitivity of each to every share and every touchpoint.

`chain` holds the arrays and the factorisation, `careful` another one for chains
that customers hardly ever leave, `amounts` sums along the way, `returns` how
often customers come back, `system` the mapping from a journey, `result` what
the rest of the package sees.

References
----------
J. G. Kemeny and J. L. Snell, *Finite Markov Chains*, 1960, chapter III.
C. M. Grinstead and J. L. Snell, *Introduction to Probability*, 2nd ed., section 11.2.
"""

from journeymap.flow.result import DropOff, Expected, Flow, Passage, Sensitivity
from journeymap.flow.solver import passage, solve

__all__ = ["DropOff", "Expected", "Flow", "Passage", "Sensitivity", "passage", "solve"]
