"""The rule ``informal-refusal``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import failing, met
from journeymap.text import say

GAPS = {"informal": 0.6, "curt": 0.8}


@rule(
    "informal-refusal",
    gap_kind="people",
    quick_action="Rewrite the ten refusals sent most often: reason, regret, what is possible instead",
    sources=("tone",),
    demands=("error.4", "golden.2"),
)
def informal_refusal(case: JourneyCase) -> Iterator[Issue]:
    """Bad news is told casually or curtly.

    Why it matters
    --------------
    A light tone is welcome until the answer is no. Then it reads as not being
    taken seriously, and a curt one as not being wanted.

    Flagged
    -------
    ```yaml
    journeys:
      leave:
        stages:
          ask:
            chat:
              channel: chat
              refuses: true
              tone: curt   # finds: informal-refusal
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      leave:
        stages:
          ask:
            chat: {channel: chat, refuses: true, tone: formal, ends: completed}
    ```

    Remedy
    ------
    Say no in whole sentences: what is not possible, why, what is possible
    instead, and who can be asked.

    Source
    ------
    In a survey of 2014, 78 % said that slang or emoticons in a refusal would
    make them less content; half had no preference otherwise, and age made no
    difference (claim `tone`). So the situation decides, not the
    generation. No threshold.
    """
    graph = case.graph
    for name in met(case):
        point = graph.touchpoints[name]
        trouble = point.refuses or failing(graph, name) or point.recovers
        if not trouble or point.tone not in GAPS:
            continue
        message = "customers at '{name}' are told no in a {tone} tone"
        if not point.refuses:
            message = "customers at '{name}', for whom something went wrong, are met in a {tone} tone"
        yield Issue(
            say(message, name=graph.title(name), tone=say(point.tone)),
            graph.path(name, "tone"),
            name,
            gap=GAPS[point.tone],
            help=say("say why, and what is possible instead, in whole sentences"),
        )
