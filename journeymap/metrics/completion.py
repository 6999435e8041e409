"""Completed (clear "not for you" included) / started, at this touchpoint."""

from journeymap.metrics import metric

COMPLETION = metric(
    "completion",
    title="Completion",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.7: 50, 0.95: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
)
