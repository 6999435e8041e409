"""Mean wait of the contacts that were answered, in minutes.

Contacts that hung up are not in it: read it beside ``abandonment``.

Measured: the waits of all answered contacts added up, over how many they are.

Pooled: waits and contacts are added, then divided. Interval: only with `sd`
or single `times`.

Scale: where the channel publishes a standard, waits within its time score 100
and five times as long 0. Else the points below. Both are conventions of this
tool, 2026.
"""

from journeymap.metrics import metric
from journeymap.metrics.standards import time_points
from journeymap.model.formulas import Part, mean_of

ASA = metric(
    "asa",
    title="Speed of answer",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={0: 100, 1: 75, 5: 25, 15: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=mean_of(
        "waited",
        "answered",
        Part("waited", "waits of the answered contacts, added up", "min"),
        Part("answered", "contacts answered"),
    ),
    by_standard=time_points,
)
