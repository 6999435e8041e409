"""The steps between today and the targets, and which initiative takes which of them."""

from collections.abc import Callable, Mapping

from journeymap.changes.facts import Fact, Facts, closer, differing
from journeymap.records import dataclass
from journeymap.roadmap.problem import Gap

Levels = Mapping[str, tuple[int | None, int]]
"""Practices below their target: attained level, `None` if unknown, and target."""


@dataclass(frozen=True)
class Closed:
    """Gaps, and the initiatives that close them.

    Attributes
    ----------
    gaps
        Sorted by id.
    by
        Ids of the gaps by initiative, sorted.
    """

    gaps: tuple[Gap, ...]
    by: Mapping[str, tuple[str, ...]]


Step = Callable[[str], tuple[Facts, Facts]]
"""The facts before and after an initiative, on top of all it waits for."""


def map_gaps(target: str, today: Facts, wanted: Facts, step: Step, names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the gaps of one target on the map with the initiatives that close each.

    A touchpoint, system or channel that is new, or goes, is one gap; of what
    stays, each field that differs is one. Where several initiatives deliver
    different parts of it, each part is one. What an initiative brings only
    nearer (25 min to 18 min, where 12 min is wanted) is a gap of its own, and the rest
    another one that stays open.

    Parameters
    ----------
    today, wanted
        Facts of the two states.
    step
        See `Step`.
    names
        Initiatives to look at, sorted.

    Returns
    -------
    dict
        Closing initiatives by gap id, ``target:touchpoint.field``; none where nobody does.
    """
    reach, near = _closers(differing(today, wanted), wanted, step, names)
    whole = _places(today), _places(wanted)
    parts: dict[Fact, dict[tuple[str, ...], Fact]] = {}
    for key, closers in reach.items():
        group = key[:3] if all(key[:2] in side for side in whole) else key[:2]
        parts.setdefault(group, {}).setdefault(closers, key)
        if not closers and key in near:
            parts.setdefault((*group, "nearer"), {}).setdefault(near[key], key)
    found: dict[str, list[str]] = {}
    for group, split in parts.items():
        for index, (closers, first) in enumerate(split.items()):
            label = group if not index else (*group, *first[len(group) :])
            found[f"{target}:{'.'.join(label[1:] if label[0] == 'touchpoint' else label)}"] = list(closers)
    return found


def _closers(
    wanting: frozenset[Fact], wanted: Facts, step: Step, names: tuple[str, ...]
) -> tuple[dict[Fact, tuple[str, ...]], dict[Fact, tuple[str, ...]]]:
    """Return by place, sorted, who makes it as wanted, and who only brings it nearer."""
    reach: dict[Fact, tuple[str, ...]] = dict.fromkeys(sorted(wanting), ())
    near: dict[Fact, tuple[str, ...]] = {}
    for name in names:
        before, after = step(name)
        for key in sorted(differing(before, after) & wanting):
            if after.get(key) == wanted.get(key):
                reach[key] += (name,)
            elif closer(before.get(key), after.get(key), wanted.get(key)):
                near[key] = (*near.get(key, ()), name)
    return reach, near


def _places(facts: Facts) -> set[Fact]:
    return {key[:2] for key in facts}


def level_gaps(levels: Levels, lifts: Mapping[str, Mapping[str, int]]) -> dict[str, list[str]]:
    """Return one gap for each level of a practice that is wanted, with the initiatives that lift it there.

    Parameters
    ----------
    levels
        See `Levels`.
    lifts
        What each initiative lifts, by its id.
    """
    return {
        f"{code}@{level}": [name for name, lifted in sorted(lifts.items()) if lifted.get(code, 0) >= level]
        for code, (has, wanted) in sorted(levels.items())
        for level in range((has or 0) + 1, wanted + 1)
    }


def closed(found: Mapping[str, list[str]], names: tuple[str, ...]) -> Closed:
    """Return gaps as the problem takes them.

    Parameters
    ----------
    found
        Closing initiatives by gap.
    names
        All initiatives that may close any.
    """
    by: dict[str, list[str]] = {name: [] for name in names}
    for gap, closers in sorted(found.items()):
        for name in closers:
            by[name].append(gap)
    return Closed(tuple(Gap(gap) for gap in sorted(found)), {name: tuple(gaps) for name, gaps in by.items()})


def own_gaps(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return one gap for each initiative, which it closes: where nothing is wanted, all of them are."""
    return {name: [name] for name in names}
