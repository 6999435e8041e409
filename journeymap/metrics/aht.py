"""(talk + hold + wrap-up)/contacts, in minutes.

Shown, not judged: a short call that solves nothing is no good call.
"""

from journeymap.metrics import metric

AHT = metric(
    "aht",
    title="Handling time",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={},
    source="not judged",
)
