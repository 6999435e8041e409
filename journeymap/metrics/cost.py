"""Cost to the company per visit, in the project's currency. Shown, not judged."""

from journeymap.metrics import metric

COST = metric(
    "cost",
    title="Cost per visit",
    unit="money",
    better="lower",
    kind="operational",
    pooled="sums",
    points={},
    source="not judged",
)
