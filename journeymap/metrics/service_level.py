"""Answered within the channel's published standard / (answered + abandoned)."""

from journeymap.metrics import metric

SERVICE_LEVEL = metric(
    "service_level",
    title="Service level",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.8: 80, 0.95: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
)
