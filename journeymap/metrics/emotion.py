"""How the customer feels, from −2 (angry) to 2 (delighted).

Definition: mean of the answers; five counts, lowest first, or a value. A value
without n is an opinion and is drawn as one.
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
    source="linear over the scale",
    range=(-2, 2),
    estimate=estimate_emotion,
)
