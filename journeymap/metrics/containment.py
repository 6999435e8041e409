"""Contacts closed by automation / contacts begun in it.

Shown, not judged: closed by automation is not solved by automation; see
``resolution``.
"""

from journeymap.metrics import metric

CONTAINMENT = metric(
    "containment",
    title="Containment",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={},
    source="not judged",
)
