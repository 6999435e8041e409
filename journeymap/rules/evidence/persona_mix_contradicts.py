"""The rule ``persona-mix-contradicts``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.scores.personas import ROUNDING, Contradiction, contradictions
from journeymap.text import Figure, Text, say, share
from journeymap.vocabulary import Severity


@rule(
    "persona-mix-contradicts",
    severity=Severity.MINOR,
    gap_kind="data",
    quick_action="Count the ways once, by group, and write both the groups' shares and the whole from the same count",
    limits={
        "difference": Limit.share(
            ROUNDING,
            meaning="by how much the share of all customers may differ from the mixture of the groups, as shares "
            "are rounded",
        ),
    },
    demands=("segments",),
)
def persona_mix_contradicts(case: JourneyCase) -> Iterator[Issue]:
    """The share of all customers is not what the groups' shares add up to.

    Why it matters
    --------------
    The figures of the journey rest on the share of all customers, those of a
    group on its own. If the two come from different counts, the report says
    two things of the same way.

    Flagged
    -------
    ```yaml
    personas: {maker: {share: 50%}, hobbyist: {share: 50%}}
    journeys:
      plan:
        stages:
          year-end:
            renewal:
              channel: web
              ends:
                completed: {share: 90%, by_persona: {maker: 82%, hobbyist: 78%}}   # finds: persona-mix-contradicts
                abandoned: 10%
    ```

    Fine
    ----
    ```yaml
    personas: {maker: {share: 50%}, hobbyist: {share: 50%}}
    journeys:
      plan:
        stages:
          year-end:
            renewal:
              channel: web
              ends:
                completed: {share: 80%, by_persona: {maker: 85%, hobbyist: 75%}}
                abandoned: {share: 20%, by_persona: {maker: 15%, hobbyist: 25%}}
    ```

    Remedy
    ------
    Count once and write the whole as the mixture of the groups, each weighted
    by its part of those who come there, or correct the part of a group in all
    customers.

    Source
    ------
    Arithmetic: the share of all is the mean of the groups' shares, weighted by
    their visits. Groups without a share of their own may go any way, and only
    what they cannot explain counts. Practice convention: `difference` is how
    much rounding to whole percents explains (share).
    """
    by_source: dict[str, list[Contradiction]] = {}
    for item in contradictions(case.score, case.limits["difference"]):
        by_source.setdefault(item.source, []).append(item)
    for source, items in by_source.items():
        # One point too many here is one too few there: of equal gaps the larger way is told.
        first = max(items, key=lambda item: (round(item.gap, 9), item.declared))
        target = case.graph.title(first.target)
        blanks: dict[str, Text | Figure | str] = {"target": target, "all": share(first.declared), "mix": _made(first)}
        message = "{all} of all customers begin at '{target}', but the groups' shares make it {mix}"
        if source:
            message = "from '{source}' {all} of all customers go to '{target}', but the groups' shares make it {mix}"
            blanks["source"] = case.graph.title(source)
        yield Issue(
            say(message, **blanks),
            first.path,
            source or first.target,
            subject=None if source else f"{case.graph.name}.{first.target}.starts",
            gap=first.gap,
            help=say("write the whole and the groups from the same count"),
            evidence=(("share of all customers", share(first.declared)), ("difference", share(first.gap))),
        )


def _made(item: Contradiction) -> Text | Figure:
    """Return what the groups make of a way: one share, or from one to another."""
    if share(item.low) == share(item.high) or item.high - item.low < ROUNDING:
        return share(item.low)
    return say("{low} to {high}", low=share(item.low), high=share(item.high))
