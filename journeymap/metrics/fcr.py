"""Matters resolved at the first contact in one channel / matters brought to it.

Measured: solved_first / matters. A matter counts as resolved if the customer
does not come back with it within the window the company uses; name the window
in `source`. See ``ocr`` for one contact across all channels.

Pooled: counts are added, then divided. Interval: Wilson.

Scale: the points are a convention of this tool, 2026; replace them with your
own distribution.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, share_of

FCR = metric(
    "fcr",
    title="First contact resolution",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.4: 0, 0.7: 60, 0.9: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "solved_first",
        "matters",
        Part("solved_first", "matters solved at the first contact in this channel", within="matters"),
        Part("matters", "matters brought to this channel"),
    ),
)
