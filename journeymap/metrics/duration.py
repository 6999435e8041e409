"""Time the customer spends in one visit, in minutes.

The scale judges an errand, not a pleasure: replace it where customers want to stay.
"""

from journeymap.metrics import metric

DURATION = metric(
    "duration",
    title="Time spent",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={0: 100, 5: 85, 15: 60, 30: 35, 60: 10, 120: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
