"""Removing a touchpoint: who came to it goes on where it led."""

from typing import Any

from journeymap.changes.edit import Draft, Editing, points
from journeymap.model.quantities import share as read_share
from journeymap.text import Text, say

Ways = list[tuple[str, str, float]]
"""Ways out as (``next`` or ``ends``, target, part of those who stay); the parts sum to 1."""


def remove(draft: Editing, fields: Any) -> Text | None:
    """Remove a touchpoint or an empty stage."""
    fields = fields if isinstance(fields, dict) else {"touchpoint": fields}
    stage = fields.get("stage")
    if stage is not None:
        if stage not in draft.stages:
            return say("'{name}' is not a stage of this journey", name=stage)
        if points(draft.stages[stage]):
            return say("the stage '{name}' still has touchpoints", name=stage)
        del draft.stages[stage]
        return None
    name = fields["touchpoint"]
    home = draft.stage_of(name)
    if home is None:
        return say("'{name}' is not a touchpoint of this journey", name=name)
    ways = ways_out(draft, name)
    del points(draft.stages[home])[name]
    for stage_name, other_stage in draft.stages.items():
        for other, shown in points(other_stage).items():
            if not _leads(shown, name):
                continue
            point = draft.own(points(other_stage), other, other)
            if _redirect(point, other, name, ways):
                draft.touch("stages", stage_name, "touchpoints", other, "next")
    _redirect_starts(draft, name, ways)
    return None


def ways_out(draft: Editing, name: str) -> Ways:
    """Return where a touchpoint's visitors go, failures and those who give up left out."""
    point = draft.find(name) or {}
    explicit = [("next", key, part(way)) for key, way in mapping(point.get("next")).items() if key != name]
    explicit += [("ends", key, part(way)) for key, way in mapping(point.get("ends")).items()]
    if "next" not in point and not _closed(point):
        follower = following(draft, name)
        if follower is not None:
            explicit.append(("next", follower, None))
    declared = sum(p for _, _, p in explicit if p is not None)
    blanks = sum(p is None for _, _, p in explicit)
    rest = max(0.0, 1.0 - declared) / blanks if blanks else 0.0
    filled = [(kind, key, rest if p is None else p) for kind, key, p in explicit]
    total = sum(p for _, _, p in filled)
    return [(kind, key, p / total) for kind, key, p in filled if p > 0] if total > 0 else []


def _closed(point: Draft) -> bool:
    """Tell whether the endings of a touchpoint take everyone, so that nobody goes on."""
    ends = mapping(point.get("ends"))
    known = [part(way) for way in ends.values()]
    return bool(ends) and (None in known or sum(p or 0 for p in known) >= 1)


def following(draft: Editing, name: str) -> str | None:
    """Return the touchpoint after this one in the order of the map."""
    order = [key for stage in draft.stages.values() for key in points(stage)]
    index = order.index(name)
    return order[index + 1] if index + 1 < len(order) else None


def mapping(ways: Any) -> Draft:
    """Return ways out in their long form."""
    if ways is None:
        return {}
    if isinstance(ways, str):
        return {ways: {}}
    return {name: {} for name in ways} if isinstance(ways, list) else ways


def part(way: Any) -> float | None:
    """Return the share of a way out, if it is written."""
    raw = way.get("share") if isinstance(way, dict) else way
    return None if raw is None else read_share(raw).value


def _leads(point: Draft, name: str) -> bool:
    """Tell whether a touchpoint has a way to another."""
    return name in mapping(point.get("next")) or any(failure.get("to") == name for failure in _failures(point))


def _failures(point: Draft) -> list[Any]:
    failures = point.get("fails")
    return failures if isinstance(failures, list) else [failures] if failures else []


def _redirect(point: Draft, owner: str, name: str, ways: Ways) -> bool:
    """Send those who went to `name` along its ways instead; back to the owner means they stay on theirs."""
    changed = _redirect_failures(point, name, ways)
    routes = mapping(point.get("next"))
    if name not in routes:
        return changed
    way = routes[name]
    point["next"] = {key: value for key, value in routes.items() if key != name}
    onward = [(kind, key, p) for kind, key, p in ways if not (kind == "next" and key == owner)]
    total = sum(p for *_, p in onward)
    for kind, key, p in onward:
        target = point.setdefault(kind, {}) if kind == "next" else _ends(point)
        _merge(target, key, way, p / total, keep=len(onward) == 1)
    if not onward:
        _spread(point, part(way))
    return True


def _ends(point: Draft) -> Draft:
    point["ends"] = mapping(point.get("ends"))
    ends: Draft = point["ends"]
    return ends


def _merge(ways: Draft, key: str, way: Any, taken: float, *, keep: bool) -> None:
    """Add a part of one way's visitors to the way to `key`; `keep` its details where that one has none."""
    old = ways.get(key)
    like = old if isinstance(old, dict) else way if keep and isinstance(way, dict) else {}
    details = {k: v for k, v in like.items() if k not in {"share", "by_persona"}}
    groups = _by_persona(old, way, taken)
    if groups:
        details["by_persona"] = groups
    share, known = part(way), part(old) if old is not None else 0.0
    if share is not None and known is not None:
        text = _percent(share * taken + known)
        ways[key] = details | {"share": text} if details else text
    elif old is None:
        ways[key] = details


def _by_persona(old: Any, way: Any, taken: float) -> Draft:
    """Return the shares of the groups that have one of their own on either way, in the proportions of all."""
    mine, more = _own(old), _own(way)
    found: Draft = {}
    for name in {**mine, **more}:
        here = mine.get(name, 0.0 if old is None else part(old))
        added = more.get(name, part(way))
        if here is not None and added is not None:
            found[name] = _percent(here + added * taken)
    return found


def _own(way: Any) -> dict[str, float]:
    shares = (way.get("by_persona") or {}) if isinstance(way, dict) else {}
    return {name: read_share(share).value for name, share in shares.items()}


def _percent(share: float) -> str:
    return f"{100 * share:.10g}%"


def _spread(point: Draft, share: float | None) -> None:
    """Give the share of those who would only have come back to the other ways, in proportion."""
    if not share or share >= 1:
        return
    for key in ("next", "ends"):
        ways = mapping(point.get(key))
        for target, way in ways.items():
            known = part(way)
            if known is not None:
                text = f"{100 * known / (1 - share):.10g}%"
                ways[target] = way | {"share": text} if isinstance(way, dict) else text
        if ways:
            point[key] = ways


def _redirect_failures(point: Draft, name: str, ways: Ways) -> bool:
    listed = _failures(point)
    if not any(failure.get("to") == name for failure in listed):
        return False
    kept = []
    best = max(ways, key=lambda way: way[2], default=None)
    for failure in listed:
        if failure.get("to") != name:
            kept.append(failure)
        elif best is not None:
            moved = {key: value for key, value in failure.items() if key != "to"}
            kept.append(moved | {"to" if best[0] == "next" else "ends": best[1]})
    point["fails"] = kept
    return True


def _redirect_starts(draft: Editing, name: str, ways: Ways) -> None:
    starts = draft.journey.get("starts")
    if isinstance(starts, str):
        starts = {starts: "100%"}
    if not isinstance(starts, dict) or name not in starts:
        return
    way, starts = starts[name], {key: value for key, value in starts.items() if key != name}
    onward = [(key, p) for kind, key, p in ways if kind == "next"]
    total = sum(p for _, p in onward)
    for key, p in onward:
        _merge(starts, key, way, p / total, keep=False)
    if starts:
        draft.journey["starts"] = starts
    else:
        draft.journey.pop("starts", None)
