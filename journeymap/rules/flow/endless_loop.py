"""The rule ``endless-loop``."""

from collections.abc import Iterator

from journeymap.model.groups import weak_groups
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import listed
from journeymap.text import say, share


@rule("endless-loop", quick_action="Give customers a way out of the loop", demands=("phase.2",))
def endless_loop(case: JourneyCase) -> Iterator[Issue]:
    """Whoever comes into a loop never gets out.

    Why it matters
    --------------
    A queue that leads back to the queue, a form that leads back to the form:
    whoever gets in is lost, and no figure shows it because nobody arrives.

    Flagged
    -------
    ```yaml
    journeys:
      claim:
        stages:
          ask:
            form: {channel: web, next: {check: 30%}, ends: {completed: 70%}}
            check: {channel: email, next: again}   # finds: endless-loop
            again: {channel: web, next: check}
    ```

    Fine
    ----
    ```yaml
    journeys:
      claim:
        stages:
          ask:
            form: {channel: web, next: {check: 30%}, ends: {completed: 70%}}
            check: {channel: email, next: again}
            again: {channel: web, next: {check: 40%}, ends: {completed: 60%}}
    ```

    Remedy
    ------
    Add the way out: somebody who decides, a limit to the tries, a person to
    speak with.

    Source
    ------
    Grinstead and Snell, *Introduction to Probability*, chapter 11: such a
    group of states is absorbing. That it is a flaw is a practice convention; no
    threshold.
    """
    graph = case.graph
    order = list(graph.touchpoints)
    groups = weak_groups(graph.stuck, graph.links_among(graph.stuck))
    for group in sorted(groups, key=lambda members: min(map(order.index, members))):
        first, *others = sorted(group, key=order.index)
        arriving = share(min(1.0, max(case.score.flow.reach[name] for name in group)))
        names = [graph.title(name) for name in (first, *others)]
        message = "{share} of customers come to {names} and never get out"
        yield Issue(
            say(message, share=arriving, names=listed(names)),
            graph.path(first, "next"),
            first,
            gap=1.0,
            help=say("add a way that leads to an end of the journey"),
            evidence=(("reach", arriving),),
            also=tuple(others),
        )
