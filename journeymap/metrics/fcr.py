"""Matters resolved at the first contact in one channel / matters brought to it."""

from journeymap.metrics import metric

FCR = metric(
    "fcr",
    title="First contact resolution",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.4: 0, 0.7: 60, 0.9: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
)
