"""Satisfaction on 0-100; `method` says how it is computed.

Measured: `counts` of the answers, lowest first. ``top2`` is 100·(share of the
two best answers), ``mean`` 100·(mean − lowest)/(highest − lowest), ``net``
100·(share of the two best − share of the two worst). Without a method counts
are taken as ``mean``; the method used is shown, since a target can be met by
one and missed by another.

Pooled: answers are added by point, of one method, question and scale only.
Interval: Wilson for ``top2``, of a mean for ``mean``, Newcombe's (1998) of two
shares of one sample for ``net``. A mean rating such as 4.1/5 gives a ``mean``
only; ``top2`` needs a question of three points, ``net`` one of four.

Scale: linear, ``top2`` and ``mean`` from 0 to 100, ``net`` from -100 to 100
(convention of this tool, 2026).
"""

from journeymap.metrics import Method, metric
from journeymap.metrics.pooling import Estimate, Raw, mean, net, pool, wilson


def estimate_csat(raw: Raw) -> Estimate:
    """Satisfaction 0-100 by the method the reading names.

    Examples
    --------
    >>> from journeymap.model.measures import Reading
    >>> counts = Reading(counts=(8, 21, 38, 195, 110), method="top2")
    >>> round(estimate_csat(Raw(counts, 1, 5)).value, 2)
    81.99
    """
    reading = raw.reading
    if reading.counts is None:
        return _from_value(raw)
    n, method = sum(reading.counts), reading.method or "mean"
    if method == "top2":
        return _percent(wilson(sum(reading.counts[-2:]), n))
    if method == "net":
        return net(sum(reading.counts[-2:]), sum(reading.counts[:2]), n)
    step = 100 / (len(reading.counts) - 1)
    return mean(reading.counts, 0.0, step)


def _percent(e: Estimate) -> Estimate:
    low = None if e.low is None else 100 * e.low
    high = None if e.high is None else 100 * e.high
    return Estimate(100 * e.value, e.n, low, high)


def _from_value(raw: Raw) -> Estimate:
    amount = raw.reading.value
    if amount is None:
        return _percent(pool(raw))
    if amount.unit.startswith("/"):
        return Estimate(100 * (amount.number - 1) / (float(amount.unit[1:]) - 1), raw.reading.n)
    n = raw.reading.n
    if raw.reading.method == "top2" and n and 0 <= amount.number <= 100:
        return _percent(wilson(amount.number / 100 * n, n))
    return _percent(pool(raw)) if amount.unit == "%" else Estimate(amount.number, n)


CSAT = metric(
    "csat",
    title="Satisfaction",
    unit="rating",
    better="higher",
    kind="perceived",
    pooled="counts",
    points={0: 0, 100: 100},
    source="linear over the scale; convention of this tool, 2026",
    range=(0, 100),
    scale=(1, 5),
    methods={
        "mean": Method((0, 100), ((0, 0), (100, 100))),
        "top2": Method((0, 100), ((0, 0), (100, 100))),
        "net": Method((-100, 100), ((-100, 0), (100, 100))),
    },
    estimate=estimate_csat,
)
