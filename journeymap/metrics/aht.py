"""(talk + hold + wrap-up)/contacts, in minutes.

Shown, not judged: a short call that solves nothing is no good call.

Measured: the times of all handled contacts added up, over how many they are.

Pooled: times and contacts are added, then divided. Interval: only with `sd`,
the standard deviation of single contacts; a mean alone says nothing of it.
"""

from journeymap.metrics import metric
from journeymap.model.formulas import Part, mean_of

AHT = metric(
    "aht",
    title="Handling time",
    unit="min",
    better="lower",
    kind="operational",
    pooled="sums",
    points={},
    source="not judged",
    formula=mean_of(
        "talk + hold + wrap",
        "contacts",
        Part("talk", "time spent talking or writing", "min"),
        Part("hold", "time the customer was on hold", "min"),
        Part("wrap", "time spent on the contact afterwards", "min"),
        Part("contacts", "contacts handled"),
    ),
)
