"""How the customer feels, from −2 (angry) to 2 (delighted).

Measured: mean of the answers; five `counts`, lowest first, or a value. A value
without n is an opinion, carries no interval and is drawn as one.

Pooled: answers are added by point. Interval: of a mean, by Student's t below 30
answers.

Scale: linear from -2, which scores 0, to 2, which scores 100 (convention of
this tool, 2026).
"""

from journeymap.metrics import metric
from journeymap.metrics.pooling import Estimate, Raw, mean, pool


def estimate_emotion(raw: Raw) -> Estimate:
    """Mean on -2 to 2 from counts of five answers, or the value as given."""
    counts = raw.reading.counts
    if counts is None:
        return pool(raw)
    return mean(counts, -2.0, 4 / (len(counts) - 1))


EMOTION = metric(
    "emotion",
    title="Emotion",
    unit="rating",
    better="higher",
    kind="perceived",
    pooled="counts",
    points={-2: 0, 2: 100},
    source="linear over the scale; convention of this tool, 2026",
    range=(-2, 2),
    answers=(5,),
    scale=(-2, 2),
    estimate=estimate_emotion,
)
