"""Cost to the company per visit, in the project's currency. Shown, not judged.

Measured: what all visits cost, over how many they are.

Pooled: amounts and visits are added, then divided. Interval: only with `sd`,
the standard deviation of single visits. `p50` and `p90` are kept beside the
mean, as a few dear visits may carry it.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

COST = metric(
    "cost",
    title="Cost per visit",
    unit="money",
    better="lower",
    kind="operational",
    pooled="sums",
    points={},
    source="not judged",
    formula=mean_of(
        "spent",
        "visits",
        Part("spent", "what all visits cost the company", "money"),
        Part("visits", "visits"),
    ),
)
