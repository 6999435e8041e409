"""Mean wait of the contacts that were answered, in minutes.

Contacts that hung up are not in it: read it beside ``abandonment``.
"""

from journeymap.metrics import metric

ASA = metric(
    "asa",
    title="Speed of answer",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={0: 100, 1: 75, 5: 25, 15: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
