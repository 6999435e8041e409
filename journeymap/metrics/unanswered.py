"""Contacts without a useful answer within five times the standard / contacts.

Measured: unanswered / contacts. The limit is five times the time that the
channel's `standard` names; an automatic receipt is no useful answer.

Pooled: counts are added, then divided. Interval: Wilson.

Scale: the points are a convention of this tool, 2026; replace them with your
own distribution.
"""

from journeymap.metrics import metric
from journeymap.metrics.standards import unanswered_minutes
from journeymap.model.formulas import Part, share_of

UNANSWERED = metric(
    "unanswered",
    title="Unanswered",
    unit="share",
    better="lower",
    kind="operational",
    pooled="counts",
    points={0.0: 100, 0.05: 60, 0.2: 0},
    source="convention of this tool, 2026; replace it with your own distribution",
    formula=share_of(
        "unanswered",
        "contacts",
        Part("unanswered", "contacts without a useful answer within five times the standard", within="contacts"),
        Part("contacts", "contacts"),
    ),
    limit_by_standard=unanswered_minutes,
)
