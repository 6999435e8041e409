"""Time the customer spends in one visit, in minutes.

Measured: the time of all visits added up, over how many they are; or single
`times`, which also give the median and the ninth decile.

Pooled: times and visits are added, then divided. Interval: with `sd` or with
single times. `p50` and `p90` are kept beside the mean: times have long tails.

Scale: judges an errand, not a pleasure: replace it where customers want to
stay. The points are a convention of this tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

DURATION = metric(
    "duration",
    title="Time spent",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={0: 100, 5: 85, 15: 60, 30: 35, 60: 10, 120: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=mean_of(
        "spent",
        "visits",
        Part("spent", "time of all visits, added up", "min"),
        Part("visits", "visits"),
    ),
)
