"""Time until something happens after a visit, in minutes.

Measured: the waits of all cases added up, over how many they are; or single
`times`. Cases that still wait are not in it: where there are many, use
``response_time``, which takes them as they are.

Pooled: waits and cases are added, then divided. Interval: with `sd` or with
single times. `p50` and `p90` are kept beside the mean.

Scale: the points are a convention of this tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

WAITING = metric(
    "waiting",
    title="Waiting",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={0: 100, 60: 85, 1440: 60, 4320: 35, 14400: 10, 43200: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=mean_of(
        "waited",
        "cases",
        Part("waited", "waits of all cases, added up", "min"),
        Part("cases", "cases"),
    ),
)
