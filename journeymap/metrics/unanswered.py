"""Contacts without a useful answer within five times the standard / contacts."""

from journeymap.metrics import metric

UNANSWERED = metric(
    "unanswered",
    title="Unanswered",
    unit="share",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0.0: 100, 0.05: 60, 0.2: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
