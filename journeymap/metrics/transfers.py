"""Changes of hands per case; one hand-off may be excused, the second is bouncing."""

from journeymap.metrics import metric

TRANSFERS = metric(
    "transfers",
    title="Hand-offs per case",
    unit="count",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0: 100, 1: 60, 2: 20, 3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
