"""Answered within the channel's published standard / (answered + abandoned).

Measured: within / (answered + abandoned - short). The time is the channel's
own `standard`; short abandons, under 10 s, may be left out as in
``abandonment``.

Pooled: counts are added, then divided; shares by interval of the day are never
averaged. Interval: Wilson.

Scale: where the channel publishes a share, that share scores 80, all contacts
100, half of the share 0. Else the points below. Both are conventions of this
tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.metrics.standards import attainment_points, promised_minutes
from journeymap.model.formulas import Part, share_of

SERVICE_LEVEL = metric(
    "service_level",
    title="Service level",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.8: 80, 0.95: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "within",
        "answered + abandoned - short",
        Part("within", "contacts answered within the standard", within="answered"),
        Part("answered", "contacts answered"),
        Part("abandoned", "contacts given up before an answer"),
        Part("short", "contacts given up within 10 s", optional=True, within="abandoned"),
    ),
    by_standard=attainment_points,
    limit_by_standard=promised_minutes,
)
