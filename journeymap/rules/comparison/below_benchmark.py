"""The rule ``below-benchmark``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import behind


@rule(
    "below-benchmark",
    quick_action="Time the same task with the competitor yourself",
    limits={
        "points": Limit.points(
            5,
            meaning="from which distance of two scores on it counts, where our interval does not reach theirs",
        ),
    },
    demands=("best-anywhere",),
)
def below_benchmark(case: JourneyCase) -> Iterator[Issue]:
    """Others in the sector do clearly better.

    Why it matters
    --------------
    Customers who compare offers compare these. To be behind in the own sector
    is the shortest reason to leave.

    Flagged
    -------
    ```yaml
    benchmarks:
      competitor:
        title: Book with a competitor
        metric: duration
        value: 12 min
        sector: telecom
        ours: true
        source: stop-watch
        date: "2024"
        touchpoint: move.book
    journeys:
      move:
        stages:
          plan:
            book:
              channel: phone
              duration: 25 min   # finds: below-benchmark
              ends: completed
    ```

    Fine
    ----
    ```yaml
    benchmarks:
      competitor:
        metric: duration
        value: 12 min
        sector: telecom
        ours: true
        source: stop-watch
        date: "2024"
        touchpoint: move.book
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, duration: 11 min, ends: completed}
    ```

    Remedy
    ------
    Look at how they do it: the number of steps, what they ask, what they know.

    Source
    ------
    The benchmark names its own source and date. Practice convention: `points`
    is the least distance of the two scores. Ratings are compared by the same
    method and scale only, and an interval that reaches the other's value is
    no distance.
    """
    yield from behind(case, ours=True)
