"""Matters solved / matters brought, whoever solved them.

Measured: solved / matters; solved as the customer sees it, not closed in the
system. See ``containment`` for what automation closes.

Pooled: counts are added, then divided. Interval: Wilson.

Scale: the points are a convention of this tool, 2026; replace them with your
own distribution.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, share_of

RESOLUTION = metric(
    "resolution",
    title="Resolution",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.7: 60, 0.95: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "solved",
        "matters",
        Part("solved", "matters solved, as the customer sees it", within="matters"),
        Part("matters", "matters brought here"),
    ),
)
