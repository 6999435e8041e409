"""Further contacts on the same matter within the window, per case."""

from journeymap.metrics import metric

REPEATS = metric(
    "repeats",
    title="Repeat contacts per case",
    unit="count",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0: 100, 1: 50, 3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
