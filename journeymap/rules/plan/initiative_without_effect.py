"""The rule ``initiative-without-effect``."""

from collections.abc import Iterator

from journeymap.changes import Placed, apply, initiative_changes
from journeymap.changes.apply import InvalidChange, journey_of, with_prerequisites
from journeymap.changes.drafts import plain_form
from journeymap.changes.edit import WORLD
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.rules import Issue, WorkspaceCase, rule
from journeymap.text import Figure, money, say
from journeymap.vocabulary import Severity


@rule(
    "initiative-without-effect",
    over="workspace",
    severity=Severity.MINOR,
    quick_action="Ask its owner what a customer will notice, and write that down as a change",
    demands=("phase.5", "money"),
)
def initiative_without_effect(case: WorkspaceCase) -> Iterator[Issue]:
    """Work is planned that changes nothing.

    Why it matters
    --------------
    An initiative that moves no touchpoint, lifts no practice and is waited for
    by none that does takes people and money from those that do. Or its effect
    was never thought through, which is worse.

    Flagged
    -------
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, duration: 25 min, ends: completed}
    initiatives:
      new-platform:   # finds: initiative-without-effect
        title: New platform
        cost: 90000 EUR
    ```

    Fine
    ----
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, duration: 25 min, ends: completed}
    initiatives:
      new-platform: {cost: 90000 EUR, changes: [{set: {book.duration: 12 min}}]}
    ```

    Remedy
    ------
    Write down what it changes, or which practice it lifts; else stop it.

    Source
    ------
    Computed: its changes are applied after those it waits for; a practice
    counts as lifted unless the latest assessment has it at that level. That work
    without an effect is a flaw is a practice convention; no threshold.
    """
    initiatives = case.workspace.content.initiatives
    own = [name for name, item in initiatives.items() if not item.settled and _has_effect(case, name)]
    useful = {step for name in own for step in with_prerequisites(case.workspace, name)}
    for name, initiative in initiatives.items():
        if initiative.settled or name in useful:
            continue
        message = "the initiative '{title}' changes nothing{cost}"
        if initiative.changes or initiative.lifts:
            message = "the initiative '{title}' changes only what is so already{cost}"
        price = initiative.cost
        figure = money(price.amount, price.currency or case.workspace.currency) if price else None
        evidence: tuple[tuple[str, Figure], ...] = (("cost", figure),) if figure else ()
        yield Issue(
            say(message, title=initiative.title or humanise(name),
                cost=say(" and costs {cost}", cost=figure) if figure else ""),
            ("initiatives", name, "changes") if initiative.changes else ("initiatives", name),
            help=say("write down what it changes or lifts, or stop it"),
            evidence=evidence,
            journey=journey_of(case.workspace, name),
            subject=name,
        )  # fmt: skip


def _has_effect(case: WorkspaceCase, name: str) -> bool:
    """Tell whether an initiative lifts a practice or changes something on the map."""
    initiative = case.workspace.content.initiatives[name]
    known = list(case.maturity.values())[-1].practices if case.maturity else {}
    for code, level in (initiative.lifts or {}).items():
        if code not in known or (known[code].attained or 0) < level:
            return True
    return bool(initiative.changes) and _changes_something(case.workspace, name)


def _changes_something(workspace: Workspace, name: str) -> bool:
    """Tell whether the journey or the world around it differs after the initiative's changes."""
    journey = journey_of(workspace, name)
    if journey is None:
        return False
    steps = [step for step in with_prerequisites(workspace, name) if step != name]
    same = [step for step in steps if journey_of(workspace, step) == journey]
    earlier: list[Placed] = [change for step in same for change in initiative_changes(workspace, step)]
    try:
        before = apply(workspace, journey, earlier).workspace
        after = apply(before, journey, initiative_changes(workspace, name)).workspace
    except InvalidChange:
        # What cannot be applied is told when the workspace is loaded.
        return True
    return _state(before, journey) != _state(after, journey)


def _state(workspace: Workspace, journey: str) -> tuple[object, ...]:
    content = workspace.content
    return plain_form(content.journeys[journey]), *(plain_form(getattr(content, section)) for section in WORLD)
