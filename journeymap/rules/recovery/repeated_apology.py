"""The rule ``repeated-apology``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import count, say

CURES = frozenset({"remedy", "gesture"})


@rule(
    "repeated-apology",
    gap_kind="people",
    quick_action="Let the second apology come with something that is put right",
    limits={
        "steps": Limit.count(3, meaning="within how many steps a second apology counts"),
    },
    sources=("sorry-exp",),
    demands=("error.5",),
)
def repeated_apology(case: JourneyCase) -> Iterator[Issue]:
    """Nothing is put right, but regret is expressed again.

    Why it matters
    --------------
    The first apology is heard. The second, with nothing behind it, tells the
    customer that the company knows and does not act.

    Flagged
    -------
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call: {channel: phone, recovers: [apology], next: again}
            again:
              channel: phone
              recovers: [apology]   # finds: repeated-apology
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      repair:
        stages:
          ask:
            call: {channel: phone, recovers: [apology], next: again}
            again: {channel: phone, recovers: [apology, remedy], ends: completed}
    ```

    Remedy
    ------
    Apologise once, with a remedy; spend the second conversation on the cure.

    Source
    ------
    In a field experiment with 1.5 million riders repeated apologies could backfire
    (claim `sorry-exp`). `steps`, how far apart the two may be, is a
    practice convention.
    """
    graph = case.graph
    sorry = [name for name in met(case) if _only_sorry(graph.touchpoints[name].recovers)]
    told: set[str] = set()
    for first in sorry:
        for again in graph.within(first, int(case.limits["steps"])):
            if again in sorry and again not in told:
                told.add(again)
                steps = count(case.limits["steps"])
                yield Issue(
                    say("customers get an apology at '{first}' and another at '{again}', and nothing is put right",
                        first=graph.title(first), again=graph.title(again)),
                    graph.path(again, "recovers"),
                    again,
                    gap=0.6,
                    help=say("apologise once, with a remedy"),
                    evidence=(("steps looked at", steps),),
                    also=(first,),
                )  # fmt: skip


def _only_sorry(recovers: tuple[str, ...]) -> bool:
    return "apology" in recovers and not CURES & set(recovers)
