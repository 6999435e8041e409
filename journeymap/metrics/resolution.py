"""Matters solved / matters brought, whoever solved them."""

from journeymap.metrics import metric

RESOLUTION = metric(
    "resolution",
    title="Resolution",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.7: 60, 0.95: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
)
