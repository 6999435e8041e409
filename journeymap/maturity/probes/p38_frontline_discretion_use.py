"""P38: whether the front line uses its freedom."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P38", name="frontline_discretion_use", needs="log")
def frontline_discretion_use(_: ProbeCase) -> ProbeOutcome:
    """Cases the first owner closes with a remedy granted alone.

    Formula
    -------
    Cases closed by the first owner with a delegated remedy / cases in which one
    could have been granted.

    Threshold
    ---------
    None is set: the criteria ask that it is used, so one case is enough.

    Not available
    -------------
    Always: it takes records of cases with owner and remedy.

    Outcomes
    --------
    True: delegated remedies are used. False: none was, although cases called for it.

    Notes
    -----
    ``can_remedy`` of a touchpoint says what staff may do, not what they did; the
    rule ``discretion-missing`` looks at it.
    """
    return unavailable("P38", "", say("no records of single cases say which remedies the first owner granted"))
