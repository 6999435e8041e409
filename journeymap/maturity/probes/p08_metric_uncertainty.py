"""P08: how sure the scores are."""

from collections.abc import Iterator

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, unavailable
from journeymap.text import count, say
from journeymap.vocabulary import Basis

MISSING = (
    ("P08.nonresponse", say("readings do not state how many of those asked answered")),
    ("P08.trust", say("no metric of trust is known to the tool")),
    ("P08.staff", say("what staff say is not part of a workspace")),
)


@probe("P08", name="metric_uncertainty", needs="metrics")
def metric_uncertainty(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Scores from surveys that carry n and an interval.

    Formula
    -------
    ``n``, per journey: perceived metrics, measured or observed, with n and an
    interval / all such metrics. What rests on a story or an opinion is no survey.

    Threshold
    ---------
    All, the words of the criteria.

    Outcomes
    --------
    True: every score from a survey says how sure it is. False: some do not.

    Not available
    -------------
    If nothing perceived was measured; ``nonresponse``, ``trust`` and ``staff``
    always, since the file format does not hold them.
    """
    yield from (unavailable(code, "", missing) for code, missing in MISSING)
    for name, score in case.scores.items():
        surveys = [
            metric for point in score.touchpoints.values() for metric in point.metrics.values()
            if metric.kind == "perceived" and metric.basis in {Basis.MEASURED, Basis.OBSERVED}
        ]  # fmt: skip
        if not surveys:
            yield unavailable("P08.n", name, say("nothing that customers feel was measured"))
            continue
        bare = [metric for metric in surveys if metric.estimate.n is None or metric.estimate.low is None]
        n, total = len(surveys) - len(bare), len(surveys)
        detail = say("{n} of {total} scores from surveys carry n and an interval", n=count(n), total=count(total))
        places = tuple(case.workspace.where(*metric.path) for metric in bare)
        yield covers("P08.n", name, n, total, threshold=1.0, detail=detail, n=total, places=places)
