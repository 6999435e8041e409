"""Apply changes to a workspace; a change that finds nothing to do is reported, never lost."""

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from pydantic import ValidationError

from journeymap.changes.apart import Apart
from journeymap.changes.drafts import draft_of, unchanged
from journeymap.changes.drafts import journey_of as drafted
from journeymap.changes.edit import WORLD, Editing, Where, add, points, put, reroute
from journeymap.changes.removal import remove
from journeymap.model.checker import Known
from journeymap.model.complaints import complain, nearest
from journeymap.model.journey import Journey, Touchpoint
from journeymap.model.plans import Change
from journeymap.model.record import Record
from journeymap.model.references import check_journey
from journeymap.model.same import Same
from journeymap.model.surroundings import Channel, Department, System
from journeymap.model.workspace import Path, Places, Workspace
from journeymap.model.write import to_plain
from journeymap.records import dataclass
from journeymap.source import Problem, Span, in_order
from journeymap.text import Text, say

_RECORDS: Mapping[str, type[Record]] = {"systems": System, "channels": Channel, "departments": Department}

STATES = 16
"""Wanted states that are kept: scores, gaps and rules ask for the same few."""

KEPT = 64
"""Changed workspaces that are kept: what was tried when the files were read is asked for by rules and by the plan."""


@dataclass(frozen=True)
class Placed:
    """A change with its path in the workspace."""

    change: Change
    path: Path


@dataclass(frozen=True)
class Skipped:
    """A change, or one path of a `set`, that found nothing to do; `asked` is the name it speaks of."""

    path: Path
    reason: Text
    asked: str = ""


@dataclass(frozen=True)
class Applied:
    """A workspace with one journey changed.

    Attributes
    ----------
    workspace
        The workspace as it is afterwards; what changes wrote knows its place.
    skipped
        Changes that could not be applied, with the reason.
    """

    workspace: Workspace
    skipped: tuple[Skipped, ...]


class InvalidChange(Exception):
    """The changed journey is not a valid one; loading a workspace rules this out."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.span}: {p.message}" for p in problems))
        self.problems = tuple(problems)


def apply(workspace: Workspace, journey: str, changes: Iterable[Placed]) -> Applied:
    """Apply changes in order to one journey.

    Parameters
    ----------
    workspace
        A valid workspace.
    journey
        Id of the journey the changes speak of.
    changes
        In the order in which they happen.

    Raises
    ------
    InvalidChange
        If the result is not a valid journey, for example a share over 100 %.
    """
    return _apply(Same(workspace), journey, tuple((Same(placed.change), placed.path) for placed in changes))


@lru_cache(maxsize=KEPT)
def _apply(same: Same[Workspace], journey: str, changes: tuple[tuple[Same[Change], Path], ...]) -> Applied:
    workspace, base = same.value, same.value.content
    draft = draft_of(base, journey)
    written: set[Where] = set()
    origins = dict(workspace.origins)
    skipped: list[Skipped] = []
    known: Mapping[str, Touchpoint] = {}
    edits = [edit for change, path in changes for edit in _edits(draft, Placed(change.value, path))]
    for left, (path, edit) in zip(range(len(edits) - 1, -1, -1), edits, strict=True):
        reason = edit()
        if reason is not None:
            skipped.append(Skipped(path, reason, _asked(edit)))
        written.update(draft.touched)
        for touched in draft.touched:
            origins[_absolute(journey, touched)] = path
        point = _point_of(draft.touched)
        draft.touched.clear()
        known = _unmoved(known, str(path[-1])) if edit.func is put else {}
        if left and edit.func is put:
            # Later edits read the draft, so a value that fits nowhere is told before they do.
            if point is None:
                known = _journey_of(workspace, journey, draft, origins, written, known).touchpoints
            else:
                known = {**known, point[-1]: _read(workspace, journey, draft, origins, point)}
    content = base.model_copy(update=_rebuild(workspace, journey, draft, origins, written, known))
    return Applied(replace(workspace, content=content, origins=origins), tuple(skipped))


def _point_of(touched: Sequence[Where]) -> tuple[str, str] | None:
    """Return stage and id of the touchpoint in which an edit wrote a field; `None` if it wrote anything else."""
    where = touched[0] if len(touched) == 1 else ()
    inside = len(where) > 4 and where[0] == "stages" and where[2] == "touchpoints"
    return (str(where[1]), str(where[3])) if inside else None


def _read(
    workspace: Workspace, journey: str, draft: Editing, origins: Mapping[Path, Path], point: tuple[str, str]
) -> Touchpoint:
    """Return a touchpoint of a draft."""
    stage, name = point
    try:
        return Touchpoint.model_validate(points(draft.stages[stage])[name])
    except ValidationError as error:
        located = _Located(replace(workspace, origins=origins), Places(workspace.places.root))
        place = ("journeys", journey, "stages", stage, "touchpoints", name)
        raise InvalidChange(_complaints(error, place, located)) from None


def _unmoved(known: Mapping[str, Touchpoint], path: str) -> Mapping[str, Touchpoint]:
    """Return the touchpoints that setting the value at a path leaves as they were."""
    root = path.partition(".")[0]
    if root in {"journey", "stages"}:
        return {}
    return {name: point for name, point in known.items() if name != root}


def _absolute(journey: str, touched: Where) -> Path:
    return touched if touched[0] in WORLD else ("journeys", journey, *touched)


def _edits(draft: Editing, placed: Placed) -> Iterator[tuple[Path, "partial[Text | None]"]]:
    """Yield each part of a change with its path; carried out, it tells the reason if it was skipped."""
    change = placed.change
    if change.set is not None:
        for path, value in change.set.items():
            yield (*placed.path, "set", path), partial(put, draft, path, copy.deepcopy(value))
        return
    for name, edit in (("add", add), ("remove", remove), ("reroute", reroute)):
        record = getattr(change, name)
        if record is not None:
            fields: Any = to_plain(record)
            yield (*placed.path, name), partial(edit, draft, fields)


def _asked(edit: "partial[Text | None]") -> str:
    """Return the touchpoint or stage an edit speaks of; of a path its first part."""
    given: Any = edit.args[1]
    if isinstance(given, str):
        return given.partition(".")[0]
    return str(given.get({reroute: "from", add: "stage"}.get(edit.func, "touchpoint")) or given.get("stage"))


def _rebuild(
    workspace: Workspace, journey: str, draft: Editing, origins: Mapping[Path, Path], written: Collection[Where],
    known: Mapping[str, Touchpoint],
) -> dict[str, Any]:  # fmt: skip
    """Validate the draft and return what changed of the content."""
    located = _Located(replace(workspace, origins=origins), Places(workspace.places.root))
    problems: list[Problem] = []
    changed = _journey_of(workspace, journey, draft, origins, written, known)
    update: dict[str, Any] = {"journeys": dict(workspace.content.journeys) | {journey: changed}}
    for section, record in _RECORDS.items():
        before = getattr(workspace.content, section)
        if unchanged(before, draft.world[section]):
            continue
        try:
            update[section] = {key: record.model_validate(value) for key, value in draft.world[section].items()}
        except ValidationError as error:
            problems += _complaints(error, (section,), located)
    if problems:
        raise InvalidChange(problems)
    return update


def _journey_of(
    workspace: Workspace, journey: str, draft: Editing, origins: Mapping[Path, Path], written: Collection[Where],
    known: Mapping[str, Touchpoint],
) -> Journey:  # fmt: skip
    try:
        return drafted(draft, workspace.content.journeys[journey], written, known)
    except ValidationError as error:
        located = _Located(replace(workspace, origins=origins), Places(workspace.places.root))
        raise InvalidChange(_complaints(error, ("journeys", journey), located)) from None


class _Located(Places):
    """Places that look for what a change wrote in the change."""

    def __init__(self, workspace: Workspace, places: Places) -> None:
        super().__init__(places.root)
        self._workspace = workspace

    def span(self, path: Path) -> Span:
        return self._workspace.where(*path)

    def key(self, path: Path) -> Span:
        return self._workspace.where_key(*path)


def _complaints(error: ValidationError, prefix: Path, places: Places) -> list[Problem]:
    details = error.errors(include_url=False)
    for detail in details:
        detail["loc"] = (*prefix, *detail["loc"])
    return [complain(detail, places) for detail in details]


def target_state(workspace: Workspace, target: str) -> Workspace:
    """Return the workspace with the target's journey in place of the current one.

    A full second journey takes the current one's id, so that the two can be
    compared; its own id stays where it is.
    """
    return _target_state(Same(workspace), target)


@lru_cache(maxsize=STATES)
def _target_state(same: Same[Workspace], target: str) -> Workspace:
    workspace = same.value
    record = workspace.content.targets[target]
    if record.journey is not None:
        journeys = dict(workspace.content.journeys) | {record.of: workspace.content.journeys[record.journey]}
        origins = {**workspace.origins, ("journeys", record.of): ("journeys", record.journey)}
        return replace(workspace, content=workspace.content.model_copy(update={"journeys": journeys}), origins=origins)
    return apply(workspace, record.of, target_changes(workspace, target)).workspace


def target_changes(workspace: Workspace, target: str) -> tuple[Placed, ...]:
    """Return a target's changes with their places."""
    changes = workspace.content.targets[target].changes
    return tuple(Placed(change, ("targets", target, "changes", index)) for index, change in enumerate(changes))


def initiative_changes(workspace: Workspace, initiative: str) -> tuple[Placed, ...]:
    """Return an initiative's own changes with their places."""
    changes = workspace.content.initiatives[initiative].changes
    return tuple(Placed(change, ("initiatives", initiative, "changes", index)) for index, change in enumerate(changes))


def journey_of(workspace: Workspace, initiative: str) -> str | None:
    """Return the journey an initiative's changes speak of: named, else the only current one."""
    named = workspace.content.initiatives[initiative].journey
    return named or next(iter(workspace.current), None)


def with_prerequisites(workspace: Workspace, initiative: str) -> tuple[str, ...]:
    """Return an initiative behind all it waits for, each once, foundations first."""
    order: dict[str, None] = {}
    stack: list[tuple[str, bool]] = [(initiative, False)]
    while stack:
        name, ready = stack.pop()
        if ready:
            order[name] = None
        elif name not in order:
            stack.append((name, True))
            stack += [(before, False) for before in reversed(workspace.content.initiatives[name].after)]
    return tuple(order)


def check_changes(workspace: Workspace, known: Known, only: Apart | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the changes of all targets and initiatives, or of some of them only.

    Each target is tried on the current journey, each initiative on the current
    journey after its prerequisites. Afterwards applying them cannot fail.
    """
    problems: list[Problem] = []
    for name, target in workspace.content.targets.items():
        if target.changes and (only is None or name in only.targets):
            problems += try_changes(workspace, target.of, target_changes(workspace, name), known)
    for name, initiative in workspace.content.initiatives.items():
        if only is not None and name not in only.initiatives:
            continue
        journey = journey_of(workspace, name)
        if journey is None or not initiative.changes or _done(workspace, name):
            continue
        # What is done is taken to be on the map already, so it is not applied again.
        steps = [step for step in with_prerequisites(workspace, name) if step != name]
        before = [step for step in steps if not _done(workspace, step)]
        same = [step for step in before if journey_of(workspace, step) == journey]
        changes = [change for step in [*same, name] for change in initiative_changes(workspace, step)]
        problems += try_changes(workspace, journey, changes, known)
    return in_order(problems)


def _done(workspace: Workspace, initiative: str) -> bool:
    progress = workspace.content.initiatives[initiative].progress
    return progress is not None and progress.done is not None


def try_changes(workspace: Workspace, journey: str, changes: Sequence[Placed], known: Known) -> Iterator[Problem]:
    """Yield what is wrong with changes applied in order to one journey; without any, applying them cannot fail."""
    try:
        applied = apply(workspace, journey, changes)
    except InvalidChange:
        yield from _one_by_one(workspace, journey, changes)
        return
    yield from _skipped(workspace, journey, applied)
    places = _Located(applied.workspace, workspace.places)
    before = workspace.content.journeys[journey]
    yield from check_journey(applied.workspace.content, places, known, journey, before)


def _skipped(workspace: Workspace, journey: str, applied: Applied) -> Iterator[Problem]:
    """Yield the changes that found nothing to do, with the touchpoint or stage that may be meant."""
    after = applied.workspace.content.journeys[journey]
    names = {*after.touchpoints, *after.stages}
    for skipped in applied.skipped:
        near = nearest(skipped.asked, names) if skipped.asked not in names else None
        yield Problem(
            "bad-change",
            workspace.places.key(skipped.path),
            say("this change cannot be applied: {reason}", reason=skipped.reason),
            say("the nearest is '{near}'", near=near) if near is not None else None,
        )


def _one_by_one(workspace: Workspace, journey: str, changes: Sequence[Placed]) -> Iterator[Problem]:
    """Yield what is wrong with changes of which one at least is invalid.

    An invalid value is left out and the next one tried. What adds, removes or reroutes ends it: the others may
    hang on that.
    """
    kept: list[Placed] = []
    for single in (part for placed in changes for part in _parts(placed)):
        try:
            apply(workspace, journey, [*kept, single])
        except InvalidChange as error:
            yield from error.problems
            if single.change.set is None:
                break
        else:
            kept.append(single)
    yield from _skipped(workspace, journey, apply(workspace, journey, kept))


def _parts(placed: Placed) -> Iterator[Placed]:
    """Yield a change, a `set` of several values value by value."""
    values = placed.change.set
    if values is None:
        yield placed
        return
    for path, value in values.items():
        yield Placed(placed.change.model_copy(update={"set": {path: value}}), placed.path)
