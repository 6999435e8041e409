"""Time until something happens after a visit, in minutes."""

from journeymap.metrics import metric

WAITING = metric(
    "waiting",
    title="Waiting",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={0: 100, 60: 85, 1440: 60, 4320: 35, 14400: 10, 43200: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
