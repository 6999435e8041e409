"""100·(promoters − detractors)/n, in −100 to 100.

Definition: answers 9 and 10 on a 0-10 question are promoters, 0 to 6 detractors.
Only eleven counts, lowest first, or the score itself are accepted.
Source: F. Reichheld, "The one number you need to grow", HBR, December 2003.
"""

from journeymap.metrics import metric
from journeymap.metrics.pooling import Estimate, Raw, net, pool


def estimate_nps(raw: Raw) -> Estimate:
    """Score from eleven counts; a value stands as given."""
    counts = raw.reading.counts
    if counts is None or len(counts) != 11:
        return pool(raw)
    return net(sum(counts[9:]), sum(counts[:7]), sum(counts))


NPS = metric(
    "nps",
    title="Net promoter score",
    unit="score",
    better="higher",
    kind="perceived",
    pooled="counts",
    points={-100: 0, 0: 50, 100: 100},
    source="linear over the scale",
    range=(-100, 100),
    estimate=estimate_nps,
)
