"""Data the customer has to give again in one case, counted per item and case.

Measured: asked_again / cases; or `counts`, the cases in which 0, 1, 2, … items
were asked again, which also give an interval.

Pooled: items and cases are added, then divided.

Scale: the points are a convention of this tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

REASKS = metric(
    "reasks",
    title="Data asked again per case",
    unit="count",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0: 100, 1: 60, 3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=mean_of(
        "asked_again",
        "cases",
        Part("asked_again", "items asked again in all cases"),
        Part("cases", "cases"),
    ),
)
