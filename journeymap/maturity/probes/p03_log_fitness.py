"""P03: whether customers go the ways the map shows."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P03", name="log_fitness", needs="graph+log")
def log_fitness(_: ProbeCase) -> ProbeOutcome:
    """Share of what customers did that the map explains.

    Formula
    -------
    Observed transitions that exist as ways on the map / observed transitions, each
    counted as often as it was taken. Ways the map lacks are listed if they carry
    1 % of the traffic or more. Bots and test traffic are left out.

    Threshold
    ---------
    The parameter ``coverage_most``, a convention.

    Not available
    -------------
    Always: it takes records of single cases (case, touchpoint, time), which a
    workspace does not hold. The shares on the map are what was declared; they
    cannot check themselves.

    Outcomes
    --------
    True: the map explains most of the traffic. False: customers go ways the map
    does not show.
    """
    return unavailable("P03", "", say("no records of single cases say which ways customers really took"))
