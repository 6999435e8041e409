"""P30: whether predictions are used and watched."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P30", name="model_in_use", needs="metrics|log")
def model_in_use(_: ProbeCase) -> ProbeOutcome:
    """Decisions taken with the output of a model, and whether its drift is watched.

    Formula
    -------
    Decisions taken with a model's output / decisions in its scope; a reading of
    drift inside ``fresh_days``.

    Threshold
    ---------
    One decision, and one fresh reading of drift: the words of the criteria.

    Not available
    -------------
    Always: a workspace holds neither models nor the decisions taken with them.

    Outcomes
    --------
    True: a model is in use and watched. False: it is in use and nobody watches it.

    Not applicable
    --------------
    Where no model is in use.
    """
    return unavailable("P30", "", say("the workspace holds neither models nor the decisions taken with them"))
