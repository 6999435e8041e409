"""P22: who speaks first about a known issue."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P22", name="proactive_share", needs="log")
def proactive_share(_: ProbeCase) -> ProbeOutcome:
    """Known issues of which the customer was told before asking.

    Formula
    -------
    Cases of a known issue in which a notice went out before the customer made
    contact / cases of a known issue.

    Threshold
    ---------
    More than half, the words of the criterion ("before most inbound contacts").

    Not available
    -------------
    Always: it takes the times of notices and contacts.

    Outcomes
    --------
    True: most customers are told first. False: most have to ask.

    Notes
    -----
    The rule ``reactive-only`` looks at events of the map that are known and not told.
    """
    return unavailable("P22", "", say("no records of single cases say whether notices came before the contacts"))
