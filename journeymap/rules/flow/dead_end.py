"""The rule ``dead-end``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import say, share


@rule("dead-end", quick_action="Decide what happens next and write it under `next` or `ends`", demands=("phase.2",))
def dead_end(case: JourneyCase) -> Iterator[Issue]:
    """Nothing follows a touchpoint, yet the journey does not end there.

    Why it matters
    --------------
    The customer is left to find the way alone: some call, some start again,
    some leave. The map hides the loss, because nothing is drawn after it.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web}   # finds: dead-end
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        stages:
          buy:
            pay: {channel: web, ends: completed}
    ```

    Remedy
    ------
    Say where customers go next, or how the journey ends for them.

    Source
    ------
    Practice convention of journey mapping; no threshold.
    """
    graph = case.graph
    for name in met(case):
        if not graph.dead_end(name):
            continue
        reach = share(case.score.flow.reach[name])
        message = "nothing follows '{name}', which {share} of customers reach"
        yield Issue(
            say(message, name=graph.title(name), share=reach),
            graph.path(name),
            name,
            gap=1.0,
            help=say("list what follows under `next`, or say `ends: completed`"),
            evidence=(("reach", reach),),
        )
