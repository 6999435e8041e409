"""P37: whether changes are tried like experiments."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P37", name="experiment_rate", needs="change log")
def experiment_rate(_: ProbeCase) -> Iterator[ProbeOutcome]:
    """Changes to touchpoints with a hypothesis, a measure and a decision.

    Formula
    -------
    ``stated``: changes with a hypothesis and a measure / changes. ``decided``:
    trials with a decision by their day / trials. ``stopped``: changes stopped or
    reversed on evidence / changes.

    Threshold
    ---------
    ``stated``: the parameter ``coverage_half``, a convention. ``decided``: all.
    ``stopped``: one in four. The last two are the words of the criteria.

    Outcomes
    --------
    True: enough changes were tried, decided or stopped on evidence. False: too few.

    Not available
    -------------
    Always: an initiative says what it changes, how sure its effect is and when it
    was done, but neither a hypothesis nor what was decided in the end.
    """
    missing = say("no record of changes states a hypothesis, a measure and what was decided")
    yield from (unavailable(code, "", missing) for code in ("P37.stated", "P37.decided", "P37.stopped"))
