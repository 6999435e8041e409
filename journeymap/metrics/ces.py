"""Ease of getting something done, mean of 1-7, high is easy (version 2.0).

Measured: version 2.0 asks for agreement with "made it easy", 1-7; `counts` of
the answers, lowest first. Version 1.0 asks for the effort put in, 1-5, low is
good; it is turned round before it is scored. Method ``mean`` is the mean on
1-7, ``index`` the share of the two best answers minus that of the three worst,
times 100, on the seven points of version 2.0 only.

Pooled: answers are added by point, of one version, method, question and scale
only. Interval: of a mean, by Student's t below 30 answers; Newcombe's (1998)
of two shares of one sample for ``index``.

Scale: linear, ``mean`` from 1 to 7, ``index`` from -100 to 100 (convention of
this tool, 2026).

Reference: M. Dixon, K. Freeman and N. Toman, "Stop trying to delight your
customers", HBR, July 2010 (1.0); the authors' 2013 revision (2.0).
"""

from journeymap.metrics import Method, metric
from journeymap.metrics.pooling import Estimate, Raw, mean, net, pool


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
    if reading.counts is not None and reading.method == "index":
        return net(sum(reading.counts[-2:]), sum(reading.counts[:3]), sum(reading.counts))
    if reading.counts is not None:
        counts = reading.counts[::-1] if reading.version == "1.0" else reading.counts
        return mean(counts, 1.0, 6 / (len(counts) - 1))
    amount = reading.value
    if amount is None or reading.method == "index":
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
    source="linear over the scale; convention of this tool, 2026",
    range=(1, 7),
    answers=(5, 7),
    scale=(1, 7),
    methods={"mean": Method((1, 7), ((1, 0), (7, 100))), "index": Method((-100, 100), ((-100, 0), (100, 100)))},
    estimate=estimate_ces,
)
