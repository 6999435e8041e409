"""The rule ``mixed-scales``."""

from collections.abc import Iterator

from journeymap.model.measures import Reading
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met, metric_title
from journeymap.scores.readings import raw_readings
from journeymap.text import Text, say
from journeymap.vocabulary import Severity, State


@rule(
    "mixed-scales",
    severity=Severity.MINOR,
    gap_kind="data",
    quick_action="Keep one question with one scale and give the other a metric of its own",
    demands=("golden.4",),
)
def mixed_scales(case: JourneyCase) -> Iterator[Issue]:
    """Figures of different questions, scales or methods are taken for one metric.

    Why it matters
    --------------
    A curve that rises because the question changed is not an improvement. The
    same answers give 82 by one method and 75 by another.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay:
              channel: web
              measures:
                csat:
                  - {counts: [8, 21, 38, 195, 110], method: top2, period: 2024-Q1}
                  - {counts: [9, 20, 41, 190, 101], method: mean, period: 2024-Q2}   # finds: mixed-scales
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay:
              channel: web
              measures:
                csat:
                  - {counts: [8, 21, 38, 195, 110], method: top2, period: 2024-Q1}
                  - {counts: [9, 20, 41, 190, 101], method: top2, period: 2024-Q2}
              ends: completed
    ```

    Remedy
    ------
    Read the older answers again by the new method if the counts are there;
    else begin a new metric.

    Source
    ------
    Arithmetic: unlike figures have no mean. That a reading which does not name
    its scale is taken to use that of the metric is a practice convention; no
    threshold.
    """
    if case.state is not State.CURRENT:
        return
    for name in met(case):
        for metric in case.score.touchpoints[name].metrics:
            readings = raw_readings(case.graph, name, metric)
            mixed = [(path, _differs(readings[0][0], item)) for item, path in readings[1:]]
            found = next(((path, what) for path, what in mixed if what is not None), None)
            if found is not None:
                message = "{metric} at '{name}' mixes readings with another {what}"
                yield Issue(
                    say(message, metric=metric_title(case, metric), name=case.graph.title(name), what=found[1]),
                    found[0],
                    name,
                    gap=0.5,
                    help=say("keep one question, one scale and one method, or name another metric"),
                )
                break


def _differs(first: Reading, other: Reading) -> Text | None:
    """Say in what two readings differ; `None` if they may be joined."""
    for field in ("method", "version", "question", "scale"):
        values = [getattr(reading, field) for reading in (first, other)]
        if None not in values and values[0] != values[1]:
            return say(field)
    counts = [reading.counts for reading in (first, other)]
    if counts[0] is not None and counts[1] is not None and len(counts[0]) != len(counts[1]):
        return say("scale")
    return None
