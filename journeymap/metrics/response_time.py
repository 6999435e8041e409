"""Time until the first useful answer, in minutes; the median is meant.

Measured: single `times` of the answered contacts and, under `open`, how long
those without an answer were watched. The unanswered are censored, not dropped:
the median is that of the survival curve of Kaplan and Meier (1958), its
interval that of Brookmeyer and Crowley (1982) on the log-log scale. Where the
curve never falls to one half the median is unknown, and so is the score. A
`value` stands as given; say in `source` whether the unanswered are in it.

Pooled: single times are put together, the unanswered among them.

Scale: where the channel publishes a standard, a median within its time scores
100 and five times as long 0, when a contact counts as ``unanswered``. Else the
points below. Both are conventions of this tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.metrics.standards import time_points

RESPONSE_TIME = metric(
    "response_time",
    title="Time to first useful answer",
    unit="min",
    better="lower",
    kind="operational",
    pooled="survival",
    points={0: 100, 60: 75, 1440: 35, 7200: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    by_standard=time_points,
)
