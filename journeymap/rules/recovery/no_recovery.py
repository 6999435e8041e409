"""The rule ``no-recovery``."""

from collections.abc import Iterator

from journeymap.graph import Edge
from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.text import Text, count, say, share

PARTS = ("acknowledgement", "apology", "remedy", "follow_up")


@rule(
    "no-recovery",
    quick_action="Write down for this failure who says sorry, what is put right, and who calls afterwards",
    limits={
        "steps": Limit.count(3, meaning="how many steps the way back is followed"),
    },
    sources=("sorry74", "sorry-exp"),
    demands=("error.5",),
)
def no_recovery(case: JourneyCase) -> Iterator[Issue]:
    """Failures are not acknowledged, put right and followed up.

    Why it matters
    --------------
    Things go wrong everywhere; customers remember what happened next. Regret
    without a remedy is talk, a remedy without regret is a bargain, and both
    are forgotten if nobody asks afterwards whether it worked.

    Flagged
    -------
    ```yaml
    journeys:
      delivery:
        stages:
          wait:
            parcel:
              channel: visit
              next: {unpack: 90%}
              fails:
                - {share: 10%, because: it is lost, to: call, recovery: none}   # finds: no-recovery
            call: {channel: phone, recovers: [remedy], next: unpack}
            unpack: {channel: none, ends: completed}
    ```

    Fine
    ----
    ```yaml
    journeys:
      delivery:
        stages:
          wait:
            parcel:
              channel: visit
              next: {unpack: 90%}
              fails: [{share: 10%, because: it is lost, to: call, recovery: we call before you do}]
            call: {channel: phone, recovers: [acknowledgement, apology, remedy, follow_up], next: unpack}
            unpack: {channel: none, ends: completed}
    ```

    Remedy
    ------
    Draw the way back: acknowledge it, say sorry once, put it right with a
    gesture that is not only money, and follow up. Then repair the cause.

    Source
    ------
    Practice convention: `steps` is how far the way back is followed. A
    household survey found more content customers where a remedy came with
    something that is not money, 37 % to 73 %, observed in the few who got one
    (claim `sorry74`). Field experiments show that money and repair
    count, and that repeated apologies can backfire (claim `sorry-exp`).
    """
    for name in met(case):
        failures = [edge for edge in case.graph.outgoing[name] if edge.kind == "fails"]
        open_ = [(edge, missing) for edge in failures if (missing := _missing(case, edge))]
        if open_:
            yield _issue(case, name, *max(open_, key=lambda item: (len(item[1]), item[0].share)))


def _missing(case: JourneyCase, edge: Edge) -> tuple[str, ...]:
    """Return the parts of a recovery nobody does; empty if nothing is known about it."""
    graph = case.graph
    steps: tuple[str, ...] = ()
    if edge.target in graph.touchpoints:
        steps = (edge.target, *graph.within(edge.target, int(case.limits["steps"])))
    done = {part for step in steps for part in graph.touchpoints[step].recovers}
    recovery = edge.failure.recovery if edge.failure else None
    if not done and recovery != "none":
        return ()
    return tuple(part for part in PARTS if part not in done)


def _issue(case: JourneyCase, name: str, edge: Edge, missing: tuple[str, ...]) -> Issue:
    message = "for {share} at '{name}' {what}, and afterwards there is no {parts}"
    what: str | Text = edge.when or say("something goes wrong")
    words = [say(part.replace("_", "-")) for part in missing]
    return Issue(
        say(message, what=what, name=case.graph.title(name), share=share(edge.share), parts=_joined(words)),
        (*edge.path, "recovery"),
        name,
        gap=len(missing) / len(PARTS),
        # Only those for whom it goes wrong are concerned, not everybody who passes.
        reach=case.score.flow.reach[name] * edge.share,
        help=say("acknowledge it, say sorry once, put it right, and follow up"),
        evidence=(("share of visitors", share(edge.share)), ("parts missing", count(len(missing)))),
    )


def _joined(words: list[Text]) -> Text:
    """Join words as "a, b or c"."""
    found = words[0]
    for index, word in enumerate(words[1:], 2):
        found = say("{first} or {last}" if index == len(words) else "{first}, {last}", first=found, last=word)
    return found
