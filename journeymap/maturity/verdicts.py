"""What the probes say about one criterion.

The rule: an outcome may support an answer or contradict it; it never sets
one. The model says how far a probe reaches (``auto``):

* ``full``: the checks decide the criterion. All true confirms it; one false refutes it.
* ``partial``: they speak of a part of it. A true one supports it; a false one speaks against it.

``not_available`` and ``not_applicable`` say nothing. With several journeys
each has its say, so a check must hold in all of them.
"""

from collections.abc import Sequence
from typing import Literal

from journeymap.maturity.model import Criterion
from journeymap.maturity.probes import ProbeOutcome
from journeymap.records import dataclass

Says = Literal["confirms", "supports", "contradicts", "nothing"]


@dataclass(frozen=True)
class Verdict:
    """What the probes say about a criterion.

    Attributes
    ----------
    says
        ``confirms`` only where the model lets the checks decide and none is missing.
    decides
        Whether the model lets them decide.
    outcomes
        Those that are true or false and belong to the verdict.
    """

    says: Says
    decides: bool
    outcomes: tuple[ProbeOutcome, ...] = ()


def verdict(criterion: Criterion, outcomes: Sequence[ProbeOutcome], journeys: Sequence[str] = ()) -> Verdict:
    """Combine the outcomes that speak of a criterion.

    Parameters
    ----------
    criterion
        From the model.
    outcomes
        Of all probes.
    journeys
        The scope of the assessment: outcomes of other journeys are left
        out. Empty means all.
    """
    decides = criterion.auto == "full"
    ours = [o for o in outcomes if o.code in criterion.probes and (not journeys or o.scope in {"", *journeys})]
    against = tuple(outcome for outcome in ours if outcome.outcome == "false")
    if against:
        return Verdict("contradicts", decides, against)
    favour = tuple(outcome for outcome in ours if outcome.outcome == "true")
    if not favour:
        return Verdict("nothing", decides)
    heard = {outcome.code for outcome in ours}
    whole = heard == set(criterion.probes) and all(outcome.outcome != "not_available" for outcome in ours)
    return Verdict("confirms" if decides and whole else "supports", decides, favour)
