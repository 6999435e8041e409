"""The rule ``no-good-end``."""

from collections.abc import Iterator

from journeymap.graph import TINY
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.scores.figures import outcome_title
from journeymap.text import say, share


@rule("no-good-end", quick_action="Write at the touchpoint where customers have what they came for that it ends there",
      demands=("phase.2",))  # fmt: skip
def no_good_end(case: JourneyCase) -> Iterator[Issue]:
    """Nobody who starts comes to a good end.

    Why it matters
    --------------
    No company loses every customer. As a rule the end is missing where they
    have what they came for, and they are led on to what stands next in the
    file, such as giving up or leaving. Completion, the value lost and the
    worth of the plan then speak of a journey that does not exist.

    Flagged
    -------
    ```yaml
    journeys:
      membership:
        stages:
          use:
            visit: {channel: shop}
            put-off: {channel: post, ends: abandoned}   # finds: no-good-end
    ```

    Fine
    ----
    ```yaml
    journeys:
      membership:
        stages:
          use:
            visit: {channel: shop, next: {put-off: 30%}, ends: {completed: 70%}}
            put-off: {channel: post, ends: abandoned}
    ```

    Remedy
    ------
    Write `ends: completed` where customers are done, or give an outcome of
    your own the kind `completed` or `not_eligible`. Without `next` and `ends`
    a touchpoint leads to the next one in the file.

    Source
    ------
    Computed: completion is 0. Where nothing follows a touchpoint, or no way
    leads out of a loop, `dead-end` and `endless-loop` tell why. That it is a
    flaw is a practice convention; no threshold.
    """
    graph, flow = case.graph, case.score.flow
    if flow.completion > TINY or not flow.losses or graph.stuck or any(map(graph.dead_end, met(case))):
        return
    worst = max(flow.losses, key=lambda drop: drop.share)
    message = "nobody who starts comes to a good end; most leave at '{name}': {outcome}"
    way = next(edge for edge in graph.outgoing[worst.touchpoint] if edge.target == worst.outcome)
    yield Issue(
        say(message, name=graph.title(worst.touchpoint), outcome=outcome_title(case.score, worst.outcome)),
        way.path,
        worst.touchpoint,
        reach=1.0,
        importance=5,
        gap=1.0,
        help=say("write `ends: completed` where customers are done; without `next` and `ends` a touchpoint leads to "
                 "the next one in the file"),
        evidence=(("completion", share(flow.completion)), ("leave here", share(worst.share))),
    )  # fmt: skip
