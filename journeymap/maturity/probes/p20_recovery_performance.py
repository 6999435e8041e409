"""P20: how soon a failure is acknowledged."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P20", name="recovery_performance", needs="log")
def recovery_performance(_: ProbeCase) -> ProbeOutcome:
    """Time to the first acknowledgement of a failure, and who spoke first.

    Formula
    -------
    Time from the failure to the first acknowledgement (median and ninth decile);
    failures acknowledged before the customer complains / failures; apologies
    beyond the first for one failure / customers who had one.

    Threshold
    ---------
    More than half of the failures acknowledged before the complaint, the words
    of the criterion ("before most customers complain").

    Not available
    -------------
    Always: it takes the times of failures, acknowledgements and complaints. The
    map shows that a recovery exists (P19), not when it came.

    Outcomes
    --------
    True: the company speaks first for most failures. False: customers do.
    """
    return unavailable(
        "P20", "", say("no records of single cases say when failures were acknowledged and complained about")
    )
