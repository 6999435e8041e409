"""P39: whether the first wave holds when its inputs vary."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P39", name="rank_stability", needs="roadmap")
def rank_stability(_: ProbeCase) -> ProbeOutcome:
    """How often an initiative keeps its place in the first wave.

    Formula
    -------
    Draws over the stated ranges of effect, effort and confidence in which an
    initiative is in the first wave / draws, with a fixed seed.

    Threshold
    ---------
    At least 0.6, a convention: between 0.4 and 0.6 an initiative is for discussion.

    Not available
    -------------
    Always: an initiative states one effort and one confidence, not the ranges
    that would have to be drawn from; only its duration has a range.

    Outcomes
    --------
    True: the order holds when its inputs vary. False: it depends on them.
    """
    return unavailable("P39", "", say("initiatives state no ranges of effect, effort and confidence to draw from"))
