"""Single edits of a journey held as plain data.

Each function changes a draft in place and says in a sentence why it could
not; nothing here raises for what a user can write.
"""

from dataclasses import dataclass, field
from typing import Any

from journeymap.model.references import RESERVED
from journeymap.text import Text, say

Draft = dict[str, Any]
Where = tuple[str | int, ...]

WORLD = ("systems", "channels", "departments")


@dataclass
class Editing:
    """A draft under edit.

    Attributes
    ----------
    journey
        Plain data of the journey.
    world
        Plain data of systems, channels and departments.
    touched
        Paths within the journey (or world) that the latest edit wrote.
    shared
        Touchpoints, and entries of the world as (section, id), whose plain data others hold too: each is copied
        before its first edit.
    """

    journey: Draft
    world: Draft
    touched: list[Where] = field(default_factory=list)
    shared: set[str | tuple[str, str]] = field(default_factory=set)

    @property
    def stages(self) -> Draft:
        """Return the stages of the draft, filled in if a short form left them out."""
        stages: Draft = self.journey.setdefault("stages", {})
        return stages

    def stage_of(self, touchpoint: str) -> str | None:
        """Return the stage a touchpoint stands in."""
        return next((name for name, stage in self.stages.items() if touchpoint in points(stage)), None)

    def find(self, touchpoint: str) -> Draft | None:
        """Return a touchpoint of the draft, to be read or edited."""
        stage = self.stage_of(touchpoint)
        return None if stage is None else self.own(points(self.stages[stage]), touchpoint, touchpoint)

    def own(self, held: Draft, name: str, key: str | tuple[str, str]) -> Any:
        """Return an entry of a dictionary as the draft's own, copied if others hold it too."""
        if key in self.shared:
            self.shared.remove(key)
            held[name] = copied(held[name])
        return held[name]

    def own_all(self) -> None:
        """Copy every touchpoint that others hold too."""
        for stage in self.stages.values():
            for name in points(stage):
                self.own(points(stage), name, name)

    def touch(self, *path: str | int) -> None:
        """Note that a path was written."""
        self.touched.append(path)


def copied(plain: Any) -> Any:
    """Return plain data whose dictionaries and lists are its own."""
    if isinstance(plain, dict):
        return {key: copied(item) for key, item in plain.items()}
    return [copied(item) for item in plain] if isinstance(plain, list) else plain


def points(stage: Draft) -> Draft:
    """Return the touchpoints of a stage of a draft."""
    found: Draft = stage.setdefault("touchpoints", {})
    return found


def insert(mapping: Draft, key: str, value: Any, *, before: str | None = None, after: str | None = None) -> None:
    """Put an entry at its place in an ordered dictionary: before, after, or last."""
    items = [item for item in mapping.items() if item[0] != key]
    index = len(items)
    for position, (name, _) in enumerate(items):
        if name in (before, after):
            index = position + (name == after)
    items.insert(index, (key, value))
    mapping.clear()
    mapping.update(items)


def add(draft: Editing, fields: Draft) -> Text | None:
    """Add a touchpoint or a stage."""
    fields = dict(fields)
    name, stage = fields.pop("touchpoint", None), fields.pop("stage")
    before, after = fields.pop("before", None), fields.pop("after", None)
    if name is None:
        if stage in draft.stages:
            return say("'{name}' is a stage already", name=stage)
        insert(draft.stages, stage, {"touchpoints": {}} | fields, before=before, after=after)
        draft.touch("stages", stage)
        return None
    if draft.find(name) is not None:
        return say("'{name}' is a touchpoint already", name=name)
    if name in RESERVED:
        return say("'{name}' is a word of the format and cannot be a touchpoint", name=name)
    if stage not in draft.stages:
        return say("'{name}' is not a stage of this journey", name=stage)
    for neighbour in (before, after):
        if neighbour is not None and draft.stage_of(neighbour) != stage:
            return say("'{name}' does not stand in the stage '{stage}'", name=neighbour, stage=stage)
    insert(points(draft.stages[stage]), name, fields, before=before, after=after)
    draft.touch("stages", stage, "touchpoints", name)
    return None


def reroute(draft: Editing, fields: Draft) -> Text | None:
    """Replace the ways out of a touchpoint, or the entries of the journey."""
    source = fields["from"]
    if source == "start":
        draft.journey["starts"] = {name: _entry(way) for name, way in (fields.get("to") or {}).items()}
        draft.touch("starts")
        return None
    point = draft.find(source)
    if point is None:
        return say("'{name}' is not a touchpoint of this journey", name=source)
    for key, given in (("next", "to"), ("ends", "ends")):
        if given in fields:
            point[key] = fields[given]
        elif key == "next" and "ends" in fields:
            point[key] = {}
        else:
            point.pop(key, None)
        draft.touch("stages", str(draft.stage_of(source)), "touchpoints", source, key)
    return None


def _entry(way: Any) -> Any:
    """Return what an entry keeps of a way: its shares."""
    return {key: way[key] for key in ("share", "by_persona") if key in way} if isinstance(way, dict) else way


def put(draft: Editing, path: str, value: Any) -> Text | None:
    """Set the value at a dotted path; `None` removes it."""
    parts: list[str] = path.split(".")
    root = parts[0]
    if root in WORLD:
        return _put_world(draft, parts, value)
    if root in {"journey", "stages", "outcomes"}:
        if root == "stages" and parts[2:] in (["after"], ["before"]):
            return move_stage(draft, parts[1], parts[2], value)
        inside = parts[1:] if root == "journey" else parts
        if inside[:1] == ["stages"]:
            draft.own_all()
        base: Draft = draft.journey
        prefix: Where = ()
    else:
        stage = draft.stage_of(root)
        if stage is None:
            return say("'{name}' is not a touchpoint of this journey", name=root)
        if parts[1:] in (["stage"], ["after"], ["before"]):
            return move(draft, root, parts[1], value)
        inside, prefix = parts[1:], ("stages", stage, "touchpoints", root)
        base = draft.own(points(draft.stages[stage]), root, root)
    if not inside:
        return say("the path '{path}' names no field", path=path)
    return _set(draft, base, inside, value, prefix, path)


def _put_world(draft: Editing, parts: list[str], value: Any) -> Text | None:
    if len(parts) < 3:
        return say("the path '{path}' names no field", path=".".join(parts))
    if parts[0] != "channels" and parts[1] not in draft.world.get(parts[0], {}):
        return say("'{name}' is not declared under {section}", name=parts[1], section=parts[0])
    held = draft.world.setdefault(parts[0], {})
    held.setdefault(parts[1], {})
    return _set(
        draft, draft.own(held, parts[1], (parts[0], parts[1])), parts[2:], value, (parts[0], parts[1]), ".".join(parts)
    )


def _set(draft: Editing, base: Any, parts: list[str], value: Any, prefix: Where, path: str) -> Text | None:
    here, trail = base, list(prefix)
    for part in parts[:-1]:
        if isinstance(here, list):
            index = int(part) if part.isdecimal() else 0
            if index >= len(here) or (not part.isdecimal() and len(here) != 1):
                return say("the path '{path}' does not lead to one value", path=path)
            here = here[index]
            trail.append(index)
            if part.isdecimal():
                continue
        if not isinstance(here, dict):
            return say("the path '{path}' goes through a plain value", path=path)
        here = here.setdefault(part, {})
        trail.append(part)
    return _leaf(draft, here, parts[-1], value, trail, path)


def _leaf(draft: Editing, here: Any, last: str, value: Any, trail: list[str | int], path: str) -> Text | None:
    if isinstance(here, list):
        if last.isdecimal() and int(last) < len(here):
            here[int(last)] = value
            draft.touch(*trail, int(last))
            return None
        if len(here) != 1 or not isinstance(here[0], dict):
            return say("the path '{path}' does not lead to one value", path=path)
        here, trail = here[0], [*trail, 0]
    if not isinstance(here, dict):
        return say("the path '{path}' goes through a plain value", path=path)
    if value is None:
        here.pop(last, None)
    else:
        here[last] = value
    draft.touch(*trail, last)
    return None


def move(draft: Editing, name: str, how: str, value: Any) -> Text | None:
    """Move a touchpoint to the end of a stage, or next to another of its stage."""
    stage = str(draft.stage_of(name))
    body = points(draft.stages[stage])[name]
    if how == "stage":
        if not isinstance(value, str) or value not in draft.stages:
            return say("'{name}' is not a stage of this journey", name=str(value))
        del points(draft.stages[stage])[name]
        points(draft.stages[value])[name] = body
        draft.touch("stages", value, "touchpoints", name)
        return None
    if value != "none" and draft.stage_of(str(value)) != stage:
        return say("'{name}' does not stand in the stage '{stage}'", name=str(value), stage=stage)
    if value == "none":
        others = [key for key in points(draft.stages[stage]) if key != name]
        insert(points(draft.stages[stage]), name, body, before=others[0] if others else None)
    else:
        insert(points(draft.stages[stage]), name, body, **{how: str(value)})
    draft.touch("stages", stage, "touchpoints", name)
    return None


def move_stage(draft: Editing, name: str, how: str, value: Any) -> Text | None:
    """Move a stage next to another; after ``none`` is first."""
    for stage in (name, str(value)):
        if stage not in draft.stages and not (stage == "none" and how == "after"):
            return say("'{name}' is not a stage of this journey", name=str(stage))
    if value == "none":
        others = [key for key in draft.stages if key != name]
        insert(draft.stages, name, draft.stages[name], before=others[0] if others else None)
    else:
        insert(draft.stages, name, draft.stages[name], **{how: str(value)})
    return None
