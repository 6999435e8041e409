"""P10: the difference between today and the target."""

from collections.abc import Iterable, Iterator

from journeymap.changes import difference
from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, told, unavailable
from journeymap.model.plans import Change, Target
from journeymap.text import count, say


@probe("P10", name="target_diff", needs="graph(current,target)")
def target_diff(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Differences that are stored, traced and, where dropped, explained.

    Formula
    -------
    ``stored``, per target: it says what changes and what is to be reached.
    ``traced``: differences that an initiative makes or a refused one names /
    differences. ``refused``: refused initiatives with a day of review / refused
    ones. ``data``: whether the target asks for or uses other data than today.

    Threshold
    ---------
    All, the words of the criteria.

    Outcomes
    --------
    True: the target is stored, every difference is planned or refused, every
    refusal has its day. False: some are not; the first is named.

    Not applicable
    --------------
    ``traced`` if the target does not differ from today; ``refused`` if no initiative
    was refused; ``data`` if the target needs the same data as today.

    Not available
    -------------
    Without a target; ``data`` if no touchpoint says which data it needs;
    ``between`` and ``skills`` always.

    Notes
    -----
    A difference counts as traced if an initiative adds, removes, reroutes or
    sets the same thing, a part of it or the whole of it, whatever the value.
    """
    targets = case.workspace.content.targets
    yield unavailable("P10.between", "", say("a target has no state between today and itself"))
    yield unavailable("P10.skills", "", say("the skills a target needs are not part of a workspace"))
    if not targets:
        missing = say("the workspace holds no target")
        yield from (unavailable(code, "", missing) for code in ("P10.stored", "P10.traced", "P10.data", "P10.refused"))
        return
    for name, target in targets.items():
        wanted, current = case.targets.get(name), case.graphs.get(target.of)
        stored = bool((target.changes or target.journey) and target.measures)
        detail = say("the target '{name}' says what changes and what is to be reached", name=name)
        if not stored:
            detail = say("the target '{name}' lacks its changes or what is to be reached", name=name)
        yield told("P10.stored", target.of, stored, detail, places=(case.workspace.where_key("targets", name),))
        if wanted is not None and current is not None:
            yield _traced(case, name, current, wanted)
            yield _data(target, current, wanted)
    yield _refused(case)


def _traced(case: ProbeCase, name: str, current: JourneyGraph, wanted: JourneyGraph) -> ProbeOutcome:
    target = case.workspace.content.targets[name]
    differences = list(_touched(difference(current.journey, wanted.journey)))
    if not differences:
        return inapplicable("P10.traced", target.of, say("the target does not differ from today"))
    planned = {
        key for item in case.workspace.content.initiatives.values() if item.journey in {None, target.of}
        for key in _touched(item.changes)
    }  # fmt: skip
    open_ = [key for key in differences if not any(_same(key, other) for other in planned)]
    n, total = len(differences) - len(open_), len(differences)
    detail = say("{n} of {total} differences are planned or refused", n=count(n), total=count(total))
    if open_:
        template = "{n} of {total} differences are planned or refused; the first that is not: {name}"
        detail = say(template, n=count(n), total=count(total), name=open_[0])
    places = (case.workspace.where_key("targets", name),) if open_ else ()
    return covers("P10.traced", target.of, n, total, threshold=1.0, detail=detail, n=total, places=places)


def _same(key: str, other: str) -> bool:
    """Tell whether two touch the same thing: equal, a part of the other, or the other a part of its field."""
    return key == other or key.startswith(f"{other}.") or ("." in key and other.startswith(f"{key}."))


def _touched(changes: Iterable[Change]) -> Iterator[str]:
    """Yield what each change touches: a touchpoint as a whole, its ways out, or one of its fields."""
    for change in changes:
        if change.add is not None:
            yield change.add.touchpoint or change.add.stage or ""
        if change.remove is not None:
            yield change.remove.touchpoint or change.remove.stage or ""
        if change.reroute is not None:
            yield f"{change.reroute.source}.next"
        yield from change.set or ()


def _data(target: Target, current: JourneyGraph, wanted: JourneyGraph) -> ProbeOutcome:
    now, then = (
        {name for point in graph.touchpoints.values() for name in (*point.uses, *point.asks)}
        for graph in (current, wanted)
    )
    if not now and not then:
        return unavailable("P10.data", target.of, say("no touchpoint says which data it needs"))
    if now == then:
        return inapplicable("P10.data", target.of, say("the target needs the same data as today"))
    detail = say("the target needs {more} more data types and {fewer} fewer", more=count(len(then - now)),
                 fewer=count(len(now - then)))  # fmt: skip
    return told("P10.data", target.of, holds=True, detail=detail, value=len(now ^ then))


def _refused(case: ProbeCase) -> ProbeOutcome:
    refused = {name: item for name, item in case.workspace.content.initiatives.items() if item.refused}
    if not refused:
        return inapplicable("P10.refused", "", say("no initiative was refused"))
    bare = [name for name, item in refused.items() if item.review is None]
    n, total = len(refused) - len(bare), len(refused)
    detail = say("{n} of {total} refusals say when they are looked at again", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("initiatives", name) for name in bare)
    return covers("P10.refused", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
