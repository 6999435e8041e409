"""The difference of two journeys as the changes that lead from one to the other."""

import copy
from collections.abc import Mapping
from typing import Any

from journeymap.changes.drafts import plain_form
from journeymap.changes.edit import Draft, Editing, add, copied, points, put, reroute
from journeymap.changes.removal import remove
from journeymap.model.journey import Journey
from journeymap.model.measures import Measurement
from journeymap.model.plans import Change
from journeymap.model.workspace import Content, Workspace

WAYS = ("next", "ends")


def difference(old: Journey, new: Journey) -> tuple[Change, ...]:
    """Return changes that turn one journey into another.

    Returns
    -------
    tuple of Change
        In an order in which they apply: stages, removals, additions, moves,
        new ways out, values. Applying them to `old` gives `new`; the tuple is
        empty exactly if the two are equal.

    Notes
    -----
    Each step is carried out on a draft while the list is made, so that side
    effects (a removal sends visitors elsewhere) are seen and put right by the
    steps that follow.
    """
    differ = _Differ(_plain(old), _plain(new))
    differ.run()
    return tuple(Change.model_validate(change) for change in differ.changes)


def _plain(journey: Journey) -> Draft:
    plain: Any = copied(plain_form(journey))
    for stage in plain.get("stages", {}).values():
        points(stage)
    return dict(plain)


def differing_readings(old: Workspace, new: Workspace, journey: str) -> tuple[tuple[str, str], ...]:
    """Return touchpoint and metric of the readings kept apart from the map that differ: no change can set these."""
    then, now = (_readings(workspace, journey) for workspace in (old, new))
    return tuple(key for key in dict.fromkeys((*then, *now)) if then.get(key, []) != now.get(key, []))


def differing_records(old: Workspace, new: Workspace) -> dict[str, tuple[str, ...]]:
    """Return what differs beside the current journeys and the readings, by section of the files.

    Returns
    -------
    dict
        For each section with a difference the ids, of `project` the keys, of a list the numbers from 1.

    Notes
    -----
    Changes set journeys; of a customer's value, an initiative's cost or an answer of an assessment none tells.
    """
    current = {*old.current, *new.current}
    found: dict[str, tuple[str, ...]] = {}
    for section in Content.model_fields:
        if section == "measurements":
            continue
        then, now = (_entries(getattr(workspace.content, section)) for workspace in (old, new))
        keys = [key for key in dict.fromkeys((*then, *now)) if then.get(key) != now.get(key)]
        keys = [key for key in keys if section != "journeys" or key not in current]
        if keys:
            found[section] = tuple(keys)
    return found


def _entries(section: Any) -> Mapping[str, Any]:
    if isinstance(section, Mapping):
        return {str(key): value for key, value in section.items()}
    if isinstance(section, tuple):
        return {str(number): value for number, value in enumerate(section, 1)}
    return dict(section)


def _readings(workspace: Workspace, journey: str) -> dict[tuple[str, str], list[Measurement]]:
    found: dict[tuple[str, str], list[Measurement]] = {}
    for entry in workspace.content.measurements:
        if entry.journey == journey:
            found.setdefault((entry.touchpoint, entry.metric), []).append(entry)
    return found


class _Differ:
    """Collects changes while carrying them out on a draft of the old journey."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self.draft = Editing(copied(old), {})
        self.wanted = Editing(new, {})
        self.changes: list[Draft] = []

    def run(self) -> None:
        self.new_stages()
        self.removals()
        self.additions()
        self.order()
        self.old_stages()
        self.starts()
        self.ways()
        self.values()

    def emit(self, kind: str, body: Any) -> None:
        """Carry out one change and keep it."""
        edit = {"add": add, "remove": remove, "reroute": reroute}[kind]
        edit(self.draft, copy.deepcopy(body))
        self.changes.append({kind: body})

    def emit_set(self, path: str, value: Any) -> None:
        put(self.draft, path, copy.deepcopy(value))
        self.changes.append({"set": {path: value}})

    def new_stages(self) -> None:
        before: str | None = None
        for name, stage in self.wanted.stages.items():
            if name not in self.draft.stages:
                place = {} if before is None else {"after": before}
                if before is None and self.draft.stages:
                    place = {"before": next(iter(self.draft.stages))}
                self.emit("add", {"stage": name, **{k: v for k, v in stage.items() if k == "title"}, **place})
            before = name

    def old_stages(self) -> None:
        """Drop stages that are gone, then bring the rest into order."""
        for name in list(self.draft.stages):
            if name not in self.wanted.stages:
                self.emit("remove", {"stage": name})
        before = "none"
        for name in self.wanted.stages:
            keys = list(self.draft.stages)
            index = keys.index(name)
            if (keys[index - 1] if index else "none") != before:
                self.emit_set(f"stages.{name}.after", before)
            before = name

    def removals(self) -> None:
        for name in [key for stage in self.draft.stages.values() for key in points(stage)]:
            if self.wanted.find(name) is None:
                self.emit("remove", name)

    def additions(self) -> None:
        for stage_name, stage in self.wanted.stages.items():
            for name, point in points(stage).items():
                if self.draft.find(name) is None:
                    self.emit("add", {"touchpoint": name, "stage": stage_name, **copy.deepcopy(point)})

    def order(self) -> None:
        for stage_name, stage in self.wanted.stages.items():
            before = "none"
            for name in points(stage):
                if self.draft.stage_of(name) != stage_name:
                    self.emit_set(f"{name}.stage", stage_name)
                keys = list(points(self.draft.stages[stage_name]))
                index = keys.index(name)
                if (keys[index - 1] if index else "none") != before:
                    self.emit_set(f"{name}.after", before)
                before = name

    def starts(self) -> None:
        if self.draft.journey.get("starts") != self.wanted.journey.get("starts"):
            wanted = self.wanted.journey.get("starts")
            self.emit("reroute", {"from": "start", "to": wanted}) if wanted else self.emit_set("journey.starts", None)

    def ways(self) -> None:
        for stage in self.wanted.stages.values():
            for name, point in points(stage).items():
                now = self.draft.find(name) or {}
                if any(now.get(key) != point.get(key) for key in WAYS):
                    given = {"to": point.get("next"), "ends": point.get("ends")}
                    if "next" not in point and "ends" in point:
                        # Leaving `to` out would say "nobody goes on"; the ending alone is set instead.
                        if "next" in now:
                            self.emit_set(f"{name}.next", None)
                        self.emit_set(f"{name}.ends", point["ends"])
                        continue
                    self.emit("reroute", {"from": name, **{k: v for k, v in given.items() if v is not None}})

    def values(self) -> None:
        for stage_name, stage in self.wanted.stages.items():
            self.record(f"stages.{stage_name}", self.draft.stages[stage_name], stage, leave=("touchpoints",))
            for name, point in points(stage).items():
                self.record(name, self.draft.find(name) or {}, point, leave=WAYS)
        self.record("journey", self.draft.journey, self.wanted.journey, leave=("stages", "starts"))

    def record(self, prefix: str, now: Draft, wanted: Draft, leave: tuple[str, ...]) -> None:
        """Set every field that differs, single entries of mappings where that is enough."""
        for key in [*wanted, *(key for key in now if key not in wanted)]:
            if key in leave or now.get(key) == wanted.get(key):
                continue
            old, new = now.get(key), wanted.get(key)
            if (
                isinstance(old, dict)
                and isinstance(new, dict)
                and old
                and new
                and not any("." in k for k in {**old, **new})
            ):
                self.record(f"{prefix}.{key}", old, new, leave=())
            else:
                self.emit_set(f"{prefix}.{key}", copy.deepcopy(new))
