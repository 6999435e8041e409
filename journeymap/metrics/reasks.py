"""Data the customer has to give again in one case, counted per item and case."""

from journeymap.metrics import metric

REASKS = metric(
    "reasks",
    title="Data asked again per case",
    unit="count",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0: 100, 1: 60, 3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
