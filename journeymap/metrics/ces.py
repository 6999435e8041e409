"""Ease of getting something done, mean of 1-7, high is easy (version 2.0).

Definition: version 2.0 asks for agreement with "made it easy", 1-7. Version 1.0 asks
for the effort put in, 1-5, low is good; it is turned round before it is scored.
Source: M. Dixon, K. Freeman and N. Toman, "Stop trying to delight your
customers", HBR, July 2010 (1.0); the authors' 2013 revision (2.0).
"""

from journeymap.metrics import metric
from journeymap.metrics.pooling import Estimate, Raw, mean, pool


def estimate_ces(raw: Raw) -> Estimate:
    """Mean on 1-7, high is easy, whatever the version.

    Examples
    --------
    >>> from journeymap.model.measures import Reading
    >>> reading = Reading(counts=(80, 210, 140, 110, 160, 180, 120), version="2.0")
    >>> round(estimate_ces(Raw(reading, 1, 7)).value, 2)
    4.08
    """
    reading = raw.reading
    if reading.counts is not None:
        counts = reading.counts[::-1] if reading.version == "1.0" else reading.counts
        return mean(counts, 1.0, 6 / (len(counts) - 1))
    amount = reading.value
    if amount is None:
        return pool(raw)
    top = float(amount.unit[1:]) if amount.unit.startswith("/") else 5.0 if reading.version == "1.0" else 7.0
    part = (amount.number - 1) / (top - 1)
    part = 1 - part if reading.version == "1.0" else part
    return Estimate(1 + 6 * part, reading.n)


CES = metric(
    "ces",
    title="Customer effort",
    unit="rating",
    better="higher",
    kind="perceived",
    pooled="respondents",
    points={1: 0, 7: 100},
    source="linear over the scale",
    range=(1, 7),
    estimate=estimate_ces,
)
