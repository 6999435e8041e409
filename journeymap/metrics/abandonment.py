"""Contacts given up before an answer / contacts offered.

Measured: (abandoned - short) / (offered - short). Short abandons, under 10 s,
are out of both: who hangs up at once dialled wrongly or heard what was wanted.
The limit of 10 s is practice, not a standard; use one limit throughout.

Pooled: counts are added, then divided. Interval: Wilson.

Scale: the points are a convention of this tool, 2026; replace them with your
own distribution.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, share_of

ABANDONMENT = metric(
    "abandonment",
    title="Abandonment",
    unit="share",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0.0: 100, 0.05: 75, 0.15: 30, 0.3: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "abandoned - short",
        "offered - short",
        Part("abandoned", "contacts given up before an answer, the short ones among them", within="offered"),
        Part("offered", "contacts that came in"),
        Part("short", "contacts given up within 10 s", optional=True, within="abandoned"),
    ),
)
