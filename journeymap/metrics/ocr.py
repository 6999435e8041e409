"""Share of matters resolved in one contact across all channels.

Measured: solved_in_one / matters. A customer who found nothing on the website
and then rang has made two contacts, whatever the telephone says of the first.

Pooled: counts are added, then divided. Interval: Wilson.

Scale: the points are a convention of this tool, 2026; replace them with your
own distribution.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, share_of

OCR = metric(
    "ocr",
    title="One contact resolution",
    unit="share",
    better="higher",
    kind="operational",
    pooled="counts",
    points={0.3: 0, 0.6: 60, 0.85: 100},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "solved_in_one",
        "matters",
        Part("solved_in_one", "matters solved in one contact, all channels taken together", within="matters"),
        Part("matters", "matters brought to the company"),
    ),
)
