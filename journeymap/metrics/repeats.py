"""Further contacts on the same matter within the window, per case.

Measured: repeated / cases; or `counts`, the cases with 0, 1, 2, … further
contacts, which also give an interval. Name the window in `source`.

Pooled: contacts and cases are added, then divided.

Scale: the points are a convention of this tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

REPEATS = metric(
    "repeats",
    title="Repeat contacts per case",
    unit="count",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0: 100, 1: 50, 3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=mean_of(
        "repeated",
        "cases",
        Part("repeated", "further contacts on the same matter in all cases"),
        Part("cases", "cases"),
    ),
)
