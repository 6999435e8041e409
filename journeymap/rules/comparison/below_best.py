"""The rule ``below-best``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import behind


@rule(
    "below-best",
    quick_action="Do the same task there and write down each step",
    limits={
        "points": Limit.points(
            10,
            meaning="from which distance of two scores on it counts, where our interval does not reach theirs",
        ),
    },
    demands=("best-anywhere",),
)
def below_best(case: JourneyCase) -> Iterator[Issue]:
    """Others outside the sector have set the bar higher.

    Why it matters
    --------------
    The bar is set by the best and latest experience anywhere. A bank announces
    a payment, so the power company should announce the end of an outage; an
    airline changes the day in its app, so everybody should.

    Flagged
    -------
    ```yaml
    benchmarks:
      airline:
        title: Change a flight in the app
        metric: duration
        value: 5 min
        sector: airline
        ours: false
        source: stop-watch
        date: "2024"
        touchpoint: move.new-date
    journeys:
      move:
        stages:
          plan:
            new-date:
              channel: phone
              duration: 30 min   # finds: below-best
              ends: completed
    ```

    Fine
    ----
    ```yaml
    benchmarks:
      airline:
        metric: duration
        value: 5 min
        sector: airline
        ours: false
        source: stop-watch
        date: "2024"
        touchpoint: move.new-date
    journeys:
      move:
        stages:
          plan:
            new-date: {channel: app, duration: 4 min, ends: completed}
    ```

    Remedy
    ------
    Ask which information and which decisions make it possible there, and begin
    with the part that needs no new system.

    Source
    ------
    The benchmark names its own source, sector and date. Practice convention:
    `points` is the least distance of the two scores. Ratings are compared by
    the same method and scale only, and an interval that reaches the other's
    value is no distance.
    """
    yield from behind(case, ours=False)
