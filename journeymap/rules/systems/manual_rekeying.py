"""The rule ``manual-rekeying``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import heaviest, listed, met
from journeymap.text import count, say, share


@rule(
    "manual-rekeying",
    gap_kind="technology",
    quick_action="Let a second person compare both systems at the end of each day",
    demands=("one-view",),
)
def manual_rekeying(case: JourneyCase) -> Iterator[Issue]:
    """Somebody copies data from one system into another by hand.

    Why it matters
    --------------
    What is typed twice is sometimes typed wrong, late, or never. The change
    that got lost is found by the customer.

    Flagged
    -------
    ```yaml
    systems: {line-control: {title: Line control}}
    journeys:
      move:
        stages:
          plan:
            call:
              channel: phone
              backstage:
                - {do: Type the day into line control, system: line-control, manual: true}   # finds: manual-rekeying
              ends: completed
    ```

    Fine
    ----
    ```yaml
    systems: {line-control: {title: Line control}}
    journeys:
      move:
        stages:
          plan:
            call:
              channel: phone
              backstage: [{do: The day goes to line control by itself, system: line-control}]
              ends: completed
    ```

    Remedy
    ------
    Let one system tell the other, or let the first person write into both.
    Until then, compare daily.

    Source
    ------
    Practice convention; no threshold.
    """
    by_hand = [name for name in met(case) if _steps(case, name)]
    failing = [name for name in by_hand if any(edge.kind == "fails" for edge in case.graph.outgoing[name])]
    for name in failing:
        yield _lost(case, name)
    rest = heaviest(case, [name for name in by_hand if name not in failing])
    if rest:
        yield _slow(case, rest)


def _steps(case: JourneyCase, name: str) -> list[int]:
    steps = case.graph.touchpoints[name].backstage
    return [index for index, step in enumerate(steps) if step.manual]


def _lost(case: JourneyCase, name: str) -> Issue:
    """Say what goes wrong where something is copied by hand."""
    graph, step = case.graph, _steps(case, name)[0]
    edge = max((edge for edge in graph.outgoing[name] if edge.kind == "fails"), key=lambda edge: edge.share)
    what = edge.when or say("something goes wrong")
    message = "'{do}' at '{name}' is done by hand, and for {share} {what}"
    return Issue(
        say(message, do=graph.touchpoints[name].backstage[step].do, name=graph.title(name), share=share(edge.share),
            what=what),
        graph.path(name, "backstage", step, "manual"),
        name,
        gap=min(1.0, 0.6 + edge.share),
        help=say("let one system tell the other"),
        evidence=(("steps by hand", count(len(_steps(case, name)))), ("goes wrong", share(edge.share))),
    )  # fmt: skip


def _slow(case: JourneyCase, names: tuple[str, ...]) -> Issue:
    graph = case.graph
    first, *others = names
    step = _steps(case, first)[0]
    many = sum(len(_steps(case, name)) for name in names)
    message = "'{do}' at '{name}' is done by hand"
    if others:
        message = "'{do}' at '{name}' is done by hand, and so is work behind {others}"
    blanks = {"others": listed([graph.title(name) for name in others])} if others else {}
    return Issue(
        say(message, do=graph.touchpoints[first].backstage[step].do, name=graph.title(first), **blanks),
        graph.path(first, "backstage", step, "manual"),
        first,
        gap=0.3,
        help=say("let one system tell the other"),
        evidence=(("steps by hand", count(many)),),
        also=tuple(others),
    )
