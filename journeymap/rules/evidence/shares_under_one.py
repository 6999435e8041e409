"""The rule ``shares-under-one``."""

from collections.abc import Iterator

from journeymap.graph import TINY, Edge
from journeymap.model.limits import Limit
from journeymap.model.workspace import Path
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import met
from journeymap.scores.stake import Loss
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.vocabulary import OutcomeKind


@rule(
    "shares-under-one",
    gap_kind="data",
    quick_action="Write who gives up under `ends`, or add the way that is missing",
    limits={
        "rest": Limit.share(0.01, meaning="from which share on that no way takes it is no matter of rounding"),
    },
    demands=("golden.4", "phase.2"),
)
def shares_under_one(case: JourneyCase) -> Iterator[Issue]:
    """The shares of a touchpoint leave a rest, which counts as giving up though nobody says so.

    Why it matters
    --------------
    Whoever takes none of the ways on the map has left it: completion falls,
    and their value counts as lost. That may be so. As often a way was
    forgotten, or a share mistyped, and a board is shown a loss that nobody
    has seen.

    Flagged
    -------
    ```yaml
    journeys:
      order:
        customers: 10000/year
        value: 300 EUR
        stages:
          buy:
            choose:
              channel: web
              emotion: 1
              next: {pay: 50%}   # finds: shares-under-one
            pay: {channel: web, emotion: 1, ends: completed}
    ```

    Fine
    ----
    ```yaml
    journeys:
      order:
        customers: 10000/year
        value: 300 EUR
        stages:
          buy:
            choose:
              channel: web
              emotion: 1
              next: {pay: 50%}
              ends: {abandoned: 50%}
            pay: {channel: web, emotion: 1, ends: completed}
    ```

    Remedy
    ------
    If they do give up, write it: `abandoned: 50%` under `ends`, or an outcome
    of your own of that kind. The figures stay the same, and the loss has a
    line in the files. Otherwise add the way they take, or put the shares
    right.

    Source
    ------
    Computed: 1 less the sum of the shares of `next`, `ends` and `fails`. Where
    none is written at all, `dead-end` tells. Practice convention: `rest` is
    from where on it is told; shares in whole percent may miss 100% by their
    rounding.
    """
    least = case.limits["rest"] - TINY
    for name in met(case):
        rest = next((edge for edge in case.graph.outgoing[name] if edge.kind == "gives-up"), None)
        if rest is not None and rest.share >= least and not case.graph.dead_end(name):
            yield _issue(case, rest)


def _issue(case: JourneyCase, rest: Edge) -> Issue:
    graph, part, loss = case.graph, share(rest.share), _loss(case, rest)
    kinds = graph.journey.all_outcomes
    end = next(name for name in kinds if graph.outcome_kind(name) is OutcomeKind.ABANDONED)
    message = "no way is written for {part} of those at '{name}', and they count as giving up{worth}"
    return Issue(
        say(message, part=part, name=graph.title(rest.source), worth=_worth(case, loss)),
        _place(case, rest.source),
        rest.source,
        gap=rest.share,
        help=say(
            "if they give up, write `{ends}: {part}` under `ends`; else add the way they take", ends=end, part=part
        ),
        evidence=(("share without a way", part), *_evidence(case, loss)),
    )


def _place(case: JourneyCase, name: str) -> Path:
    """Return where the ways are written that leave a rest."""
    point = case.graph.touchpoints[name]
    key = "next" if point.next is not None else "ends" if point.ends is not None else "fails"
    return case.graph.path(name, key)


def _loss(case: JourneyCase, rest: Edge) -> Loss | None:
    """Return the value at risk of a rest; `None` if it is unknown, or told together with an end that is written."""
    ways = [edge for edge in case.graph.outgoing[rest.source] if edge.target == rest.target]
    losses = case.score.at_risk.losses if case.score.at_risk is not None and len(ways) == 1 else ()
    return next((one for one in losses if (one.touchpoint, one.outcome) == (rest.source, rest.target)), None)


def _worth(case: JourneyCase, loss: Loss | None) -> Text | str:
    """Say what the rest is counted as losing in a year, if it is known."""
    if loss is None:
        return ""
    return say(": {worth} a year", worth=money(loss.value, case.workspace.currency))


def _evidence(case: JourneyCase, loss: Loss | None) -> tuple[tuple[str, Figure], ...]:
    if loss is None:
        return ()
    worth = money(loss.value, case.workspace.currency)
    return ("customers counted as lost a year", count(loss.customers)), ("yearly value counted as lost", worth)
