"""Time until the first useful answer, in minutes; the median is meant.

Contacts never answered are censored, not dropped: give the median of a
survival estimate, or give ``unanswered`` beside it.
"""

from journeymap.metrics import metric

RESPONSE_TIME = metric(
    "response_time",
    title="Time to first useful answer",
    unit="min",
    better="lower",
    kind="operational",
    pooled="survival",
    points={0: 100, 60: 75, 1440: 35, 7200: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
