"""P25: whether one customer is known as one."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P25", name="identity_resolution", needs="log")
def identity_resolution(_: ProbeCase) -> ProbeOutcome:
    """Events with a customer key, and journeys that hold together across channels.

    Formula
    -------
    Events with a resolved customer key / events; journeys stitched over two or
    more channels / journeys that use two or more.

    Threshold
    ---------
    Keys: the parameter ``coverage_half``; journeys: ``coverage_most``; both conventions.

    Not available
    -------------
    Always: it takes events with and without a customer key.

    Outcomes
    --------
    True: enough events and journeys can be tied to one customer. False: too few.
    """
    return unavailable("P25", "", say("no records of single cases say how many carry a customer key"))
