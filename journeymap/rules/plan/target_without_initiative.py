"""The rule ``target-without-initiative``."""

from collections.abc import Iterator, Mapping, Sequence

from journeymap.changes import Placed, apply, difference, initiative_changes, target_state
from journeymap.changes.apply import InvalidChange, journey_of, with_prerequisites
from journeymap.changes.edit import WORLD
from journeymap.maturity.result import MaturityResult
from journeymap.model.plans import Change
from journeymap.model.record import humanise
from journeymap.model.workspace import Path, Workspace
from journeymap.model.write import to_plain
from journeymap.rules import Issue, WorkspaceCase, rule
from journeymap.rules.fields import field_words
from journeymap.rules.support import listed
from journeymap.text import Text, count, say

Key = tuple[str, ...]
"""A difference: ``("add", touchpoint)``, ``("set", touchpoint, field)``, ``("systems", system, field)``, …"""

PLACES = frozenset({"after", "before", "stage"})
"""Where a touchpoint stands on the map; nobody has to deliver that."""


@rule(
    "target-without-initiative",
    over="workspace",
    quick_action="Give each open difference to the initiative it fits, or take it out of the target",
    demands=("phase.5",),
)
def target_without_initiative(case: WorkspaceCase) -> Iterator[Issue]:
    """No initiative delivers a part of what is wanted.

    Why it matters
    --------------
    A target is a wish until somebody has the work, the time and the money for
    each of its parts: each change of the journey, each level of a practice.
    The part nobody has is missed on the last day.

    Flagged
    -------
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, duration: 25 min, ends: completed}
    targets:
      quick:
        of: move
        changes:
          - set:
              book.duration: 5 min   # finds: target-without-initiative
    ```

    Fine
    ----
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, duration: 25 min, ends: completed}
    targets:
      quick: {of: move, changes: [{set: {book.duration: 5 min}}]}
    initiatives:
      shorter: {changes: [{set: {book.duration: 5 min}}]}
    ```

    Remedy
    ------
    Add the change to an initiative, plan a new one, or give up that part of
    the target openly.

    Source
    ------
    Computed: the current journey with the changes of all initiatives is
    compared with the target, and the levels they lift practices to with the
    levels wanted; levels only where initiatives are written down. That each
    difference needs an initiative is a practice convention; no threshold.
    """
    for name, target in case.workspace.content.targets.items():
        wanted = target_state(case.workspace, name)
        asked = _differences(case.workspace, wanted, target.of)
        given = _differences(_delivered(case.workspace, target.of), wanted, target.of)
        new = {key[1] for key in asked if key[0] == "add"}
        left = [key for key in given if key in asked or (key[0] == "set" and key[1] in new)]
        if left:
            yield _issue(case, name, wanted, left, len(asked))
    if case.maturity and case.workspace.content.initiatives:
        yield from _levels(case, *list(case.maturity.items())[-1])


def _levels(case: WorkspaceCase, name: str, result: MaturityResult) -> Iterator[Issue]:
    """Find the practices below the level wanted of them that no initiative lifts there."""
    plans = [item for item in case.workspace.content.initiatives.values() if not item.settled]
    below = [item for item in result.practices.values()
             if item.target is not None and item.attained is not None and item.attained < item.target]  # fmt: skip
    left = [item for item in below if all((plan.lifts or {}).get(item.id, 0) < (item.target or 0) for plan in plans)]
    if not left:
        return
    message = "{n} of the {all} practices below the level wanted of them are lifted there by no initiative: {names}"
    if len(left) == 1:
        message = "{n} of the {all} practices below the level wanted of them is lifted there by no initiative: {names}"
    yield Issue(
        say(message, n=count(len(left)), all=count(len(below)), names=listed([say(item.title) for item in left])),
        ("assessments", name, "targets", left[0].id),
        gap=len(left) / len(below),
        importance=2,
        help=say("say which initiative lifts them, or lower the level wanted"),
        evidence=(("practices left open", count(len(left))), ("practices below their target", count(len(below)))),
        subject=name if name not in case.workspace.content.targets else f"assessments.{name}",
    )


def _delivered(workspace: Workspace, journey: str) -> Workspace:
    """Return the workspace after all initiatives that are not refused, foundations first."""
    initiatives = workspace.content.initiatives
    order = dict.fromkeys(step for name in initiatives for step in with_prerequisites(workspace, name))
    for name in order:
        if initiatives[name].refused is None and journey_of(workspace, name) == journey:
            workspace = _after(workspace, journey, initiative_changes(workspace, name))
    return workspace


def _after(workspace: Workspace, journey: str, changes: tuple[Placed, ...]) -> Workspace:
    """Apply what fits together; each initiative was checked alone, not with all others."""
    try:
        return apply(workspace, journey, changes).workspace
    except InvalidChange:
        return workspace


def _differences(old: Workspace, new: Workspace, journey: str) -> dict[Key, None]:
    """Return what leads from one state to another, in the order of the map."""
    found: dict[Key, None] = {}
    for change in difference(old.content.journeys[journey], new.content.journeys[journey]):
        found.update(dict.fromkeys(_keys(change)))
    for section in WORLD:
        before, after = getattr(old.content, section), getattr(new.content, section)
        for name in after:
            if before.get(name) is not after[name]:
                pair = to_plain(before.get(name)), to_plain(after[name])
                found.update(dict.fromkeys(_fields((section, name), *pair)))
    return found


def _keys(change: Change) -> Iterator[Key]:
    if change.add is not None:
        yield "add", change.add.touchpoint or change.add.stage or ""
    elif change.remove is not None:
        yield "remove", change.remove.touchpoint or change.remove.stage or ""
    elif change.reroute is not None:
        yield "set", change.reroute.source, "next"
    for path in change.set or {}:
        name, _, field = path.partition(".")
        if field not in PLACES:
            yield "set", name, field


def _fields(prefix: Key, before: object, after: object) -> Iterator[Key]:
    """Yield the entries of a record that differ, entries of mappings one by one."""
    if before == after:
        return
    if not isinstance(after, Mapping):
        yield prefix
        return
    old = before if isinstance(before, Mapping) else {}
    for key, value in after.items():
        yield from _fields((*prefix, str(key)), old.get(key), value)


def _issue(case: WorkspaceCase, name: str, wanted: Workspace, left: list[Key], total: int) -> Issue:
    target = case.workspace.content.targets[name]
    fallback: Path = ("targets", name, "changes") if target.journey is None else ("journeys", target.journey)
    places = {key: _origin(wanted, target.of, key) or fallback for key in left}
    ordered = sorted(left, key=lambda key: case.workspace.where_key(*places[key]))
    titles = [_title(case.workspace, wanted, target.of, key) for key in ordered]
    message = "{n} of the {all} differences of the target '{target}' are delivered by no initiative: {names}"
    if total == 1:
        message = "the only difference of the target '{target}' is delivered by no initiative: {names}"
    elif len(left) == 1:
        message = "{n} of the {all} differences of the target '{target}' is delivered by no initiative: {names}"
    return Issue(
        say(message, n=count(len(left)), all=count(total), target=target.title or humanise(name), names=listed(titles)),
        places[ordered[0]],
        gap=len(left) / total,
        help=say("add what is open to an initiative, or take it out of the target"),
        evidence=(("differences left open", count(len(left))), ("differences of the target", count(total))),
        journey=target.of,
        subject=name,
    )


def _origin(wanted: Workspace, journey: str, key: Key) -> Path | None:
    """Return the place of the target's change that brought a difference."""
    for name, target in wanted.content.targets.items():
        for index, change in enumerate(target.changes if target.of == journey and key[0] == "remove" else ()):
            if change.remove is not None and key[1] in {change.remove.touchpoint, change.remove.stage}:
                return ("targets", name, "changes", index, "remove")
    path = _place(wanted, journey, key)
    for length in range(len(path), 0, -1):
        origin = wanted.origins.get(path[:length])
        if origin is not None:
            return (*origin, *path[length:])
    return None


def _place(wanted: Workspace, journey: str, key: Key) -> Path:
    if key[0] in WORLD:
        return key
    stage = wanted.content.journeys[journey].stage_of.get(key[1])
    if stage is None:
        return ("journeys", journey, "stages", key[1])
    fields = key[2].split(".") if len(key) > 2 else []
    return ("journeys", journey, "stages", stage, "touchpoints", key[1], *fields)


def _title(today: Workspace, wanted: Workspace, journey: str, key: Key) -> Text | str:
    if key[0] in WORLD:
        record = getattr(wanted.content, key[0]).get(key[1])
        title = (record.title if record else None) or humanise(key[1])
        return _of(title, key[2:3])
    known = [state.content.journeys[journey].touchpoints.get(key[1]) for state in (wanted, today)]
    point = known[0] or known[1]
    title = (point.title if point else None) or humanise(key[1])
    return _of(title, key[2].split(".") if len(key) > 2 else ())


def _of(title: str, fields: Sequence[str]) -> Text | str:
    """Return a title, with the field it is about."""
    return say("{title}: {field}", title=title, field=field_words(fields)) if fields else title
