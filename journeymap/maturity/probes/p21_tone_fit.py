"""P21: how bad news is worded."""

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import unavailable
from journeymap.text import say


@probe("P21", name="tone_fit", needs="templates|text sample")
def tone_fit(_: ProbeCase) -> ProbeOutcome:
    """Messages with bad news that break the organisation's own rules of tone.

    Formula
    -------
    Sampled messages of refusal, delay or failure that a person finds too informal
    by the organisation's rules / sampled messages of that kind. What a program
    flags is a suggestion: a person confirms it.

    Threshold
    ---------
    None, the words of the criteria.

    Not available
    -------------
    Always: it takes a sample of messages, which a workspace does not hold.

    Outcomes
    --------
    True: no message of the sample breaks the rules. False: some do.

    Notes
    -----
    The ``tone`` of a touchpoint is one word for many messages and no sample; the
    rule ``informal-refusal`` looks at it.
    """
    return unavailable(
        "P21", "", say("the workspace holds no sample of messages that would show how bad news is worded")
    )
