"""Completed (clear "not for you" included) / started, at this touchpoint.

Measured: (completed + not_eligible) / started. Who learns early that the offer
is not for them has been served; who gives up or fails has not.

Pooled: counts are added, then divided. Interval: Wilson.

Scale: the points are a convention of this tool, 2026; replace them with your
own distribution.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, share_of

COMPLETION = metric(
    "completion",
    title="Completion",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.7: 50, 0.95: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "completed + not_eligible",
        "started",
        Part("completed", "customers who got it done", within="started"),
        Part(
            "not_eligible", "customers who were told clearly that it is not for them", optional=True, within="started"
        ),
        Part("started", "customers who started"),
    ),
)
