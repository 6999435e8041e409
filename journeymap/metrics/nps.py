"""100·(promoters − detractors)/n, in −100 to 100.

Measured: answers 9 and 10 on a question from 0 to 10 are promoters, 0 to 6
detractors. Eleven `counts`, lowest first; or promoters, passives and
detractors; or the score itself. A question with another number of points gives
no such score and is refused.

Pooled: answers are added by point. Interval: Newcombe's (1998) of a difference
of two shares of one sample.

Scale: linear from -100, which scores 0, to 100, which scores 100 (convention
of this tool, 2026).

Reference: F. Reichheld, "The one number you need to grow", HBR, December 2003.
"""

from journeymap.metrics import metric
from journeymap.metrics.pooling import Estimate, Raw, net, pool
from journeymap.model.formulas import Part, answers_of

POINTS = 11


def estimate_nps(raw: Raw) -> Estimate:
    """Score from eleven counts; a value stands as given.

    Examples
    --------
    >>> from journeymap.model.measures import Reading
    >>> reading = Reading(counts=(0, 0, 0, 0, 0, 0, 10, 20, 20, 30, 20))
    >>> round(estimate_nps(Raw(reading, 0, 10)).value, 2)
    40.0

    Raises
    ------
    ValueError
        If there are counts, but not eleven.
    """
    counts = raw.reading.counts
    if counts is None:
        return pool(raw)
    if len(counts) != POINTS:
        message = f"a net promoter score is counted on {POINTS} points, not on {len(counts)}"
        raise ValueError(message)
    return net(sum(counts[9:]), sum(counts[:7]), sum(counts))


NPS = metric(
    "nps",
    title="Net promoter score",
    unit="score",
    better="higher",
    kind="perceived",
    pooled="counts",
    points={-100: 0, 0: 50, 100: 100},
    source="linear over the scale; convention of this tool, 2026",
    range=(-100, 100),
    answers=(POINTS,),
    scale=(0, 10),
    formula=answers_of(
        POINTS,
        {"promoters": 9, "passives": 7, "detractors": 0},
        Part("promoters", "answers of 9 and 10"),
        Part("passives", "answers of 7 and 8"),
        Part("detractors", "answers of 0 to 6"),
    ),
    estimate=estimate_nps,
)
