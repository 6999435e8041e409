"""The rule ``dead-end``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.text import say, share


@rule("dead-end", gap_kind="process", quick_action="Decide what happens next and write it under `next` or `ends`")
def dead_end(case: JourneyCase) -> Iterator[Issue]:
    """A touchpoint leads nowhere, yet the journey does not end there.

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
    for name in graph.touchpoints:
        if name in graph.reachable and graph.dead_end(name):
            reach = case.score.flow.reach[name]
            yield Issue(
                say("nothing follows '{name}', which {share} of customers reach", name=graph.title(name), share=share(reach)),
                graph.path(name),
                name,
                gap=1.0,
                help=say("list what follows under `next`, or say `ends: completed`"),
                evidence=(("reach", share(reach)),),
            )
