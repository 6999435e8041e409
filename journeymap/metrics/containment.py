"""Contacts closed by automation / contacts begun in it.

Shown, not judged: closed by automation is not solved by automation; see
``resolution``. Who gives up in the menu is contained as well.

Measured: contained / begun.

Pooled: counts are added, then divided. Interval: Wilson.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, share_of

CONTAINMENT = metric(
    "containment",
    title="Containment",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={},
    source="not judged",
    formula=share_of(
        "contained",
        "begun",
        Part("contained", "contacts that no human took over", within="begun"),
        Part("begun", "contacts begun in automation"),
    ),
)
