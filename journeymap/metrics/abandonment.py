"""Contacts given up before an answer / contacts offered.

Short abandons (under 10 s) are left out above and below.
"""

from journeymap.metrics import metric

ABANDONMENT = metric(
    "abandonment",
    title="Abandonment",
    unit="share",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0.0: 100, 0.05: 75, 0.15: 30, 0.3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
)
