"""The rule ``target-misses-goal``."""

import math
from collections.abc import Iterator, Sequence

from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import Issue, WorkspaceCase, rule
from journeymap.rules.support import listed
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES, JourneyFigure
from journeymap.text import say

TINY = 1e-9


@dataclass(frozen=True)
class _Miss:
    """A figure of which the target map falls short.

    Attributes
    ----------
    measure
        Its key under `measures`.
    comes, wanted
        In the target map and as asked for, in base units.
    """

    measure: str
    figure: JourneyFigure
    comes: float
    wanted: float

    @property
    def gap(self) -> float:
        """Return how far it falls short, as a part of the larger of the two."""
        most = max(abs(self.comes), abs(self.wanted))
        return abs(self.comes - self.wanted) / most if most else 0.0


@rule(
    "target-misses-goal",
    over="workspace",
    quick_action="Ask who set the figure which change of the journey is to bring it about",
    demands=("phase.5",),
)
def target_misses_goal(case: WorkspaceCase) -> Iterator[Issue]:
    """The changes of a target do not bring what it promises.

    Why it matters
    --------------
    A target has a map and figures. Where the map, with every change made,
    does not come to the figures, they are missed on the last day even if all
    goes to plan: the money is spent, and nobody was late.

    Flagged
    -------
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, ends: {completed: 60%, abandoned: 40%}}
    targets:
      quick:
        of: move
        measures:
          completion: 90%   # finds: target-misses-goal
        changes: [{set: {book.ends: {completed: 70%, abandoned: 30%}}}]
    initiatives:
      clearer: {changes: [{set: {book.ends: {completed: 70%, abandoned: 30%}}}]}
    ```

    Fine
    ----
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, ends: {completed: 60%, abandoned: 40%}}
    targets:
      quick:
        of: move
        measures: {completion: 90%}
        changes: [{set: {book.ends: {completed: 92%, abandoned: 8%}}}]
    initiatives:
      clearer: {changes: [{set: {book.ends: {completed: 92%, abandoned: 8%}}}]}
    ```

    Remedy
    ------
    Add the changes that bring the rest, or ask for what the map can bring.

    Source
    ------
    Computed: the figures of the target map beside the `measures` of the
    target. A figure that the map does not tell is unknown and no finding. That
    the two have to agree is a practice convention; no threshold.
    """
    for name, score in case.targets.items():
        missed = sorted(_missed(case, name, score), key=lambda miss: -miss.gap)
        if missed:
            yield _issue(case, name, missed)


def _missed(case: WorkspaceCase, target: str, score: JourneyScore) -> Iterator[_Miss]:
    for measure, wanted in (case.workspace.content.targets[target].measures or {}).items():
        figure = FIGURES[measure.replace("_", "-")]
        value = figure.value(score)
        # What a customer takes in all has no end where some never get out; `endless-loop` tells that.
        if value is None or not math.isfinite(value):
            continue
        short = wanted.number - value if figure.better == "higher" else value - wanted.number
        if short > TINY:
            yield _Miss(measure, figure, value, wanted.number)


def _issue(case: WorkspaceCase, name: str, missed: Sequence[_Miss]) -> Issue:
    record, worst = case.workspace.content.targets[name], missed[0]
    comes, wanted = worst.figure.pair(worst.comes, worst.wanted, case.workspace.currency)
    message = (
        "the map of the target '{title}' does not come to its own goal: {figure} is {comes}, and {wanted} is wanted"
    )
    if len(missed) > 1:
        message += "; the same goes for {others}"
    others = {"others": listed([say(miss.figure.title) for miss in missed[1:]])} if len(missed) > 1 else {}
    return Issue(
        say(message, title=record.title or humanise(name), figure=say(worst.figure.title), comes=comes, wanted=wanted,
            **others),
        ("targets", name, "measures", worst.measure),
        gap=worst.gap,
        help=say("add the changes that bring the rest, or lower the goal"),
        evidence=(("in the target map", comes), ("goal", wanted)),
        journey=record.of,
        subject=name,
    )  # fmt: skip
