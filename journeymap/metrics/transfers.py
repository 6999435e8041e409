"""Changes of hands per case; one hand-off may be excused, the second is bouncing.

Measured: handed_over / cases; or `counts`, the cases with 0, 1, 2, … hand-offs,
which also give an interval.

Pooled: hand-offs and cases are added, then divided.

Scale: the points are a convention of this tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

TRANSFERS = metric(
    "transfers",
    title="Hand-offs per case",
    unit="count",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0: 100, 1: 60, 2: 20, 3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=mean_of(
        "handed_over",
        "cases",
        Part("handed_over", "changes of hands in all cases"),
        Part("cases", "cases"),
    ),
)
