"""P09: from where to where, by when, and who answers for it."""

from collections.abc import Iterator

from journeymap.flow import Expected
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, points, unavailable
from journeymap.model.plans import Target
from journeymap.scores import JourneyScore
from journeymap.text import count, say


@probe("P09", name="target_baseline_pairs", needs="metrics")
def target_baseline_pairs(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Wanted measures with a baseline, a day and an owner.

    Formula
    -------
    ``pairs``, per target: measures with a baseline, if the target has a day and
    an owner / its measures. ``baseline``: the same without day and owner.
    ``promises``: promises at touchpoints that say how often they are kept / promises.

    Threshold
    ---------
    All, the words of the criteria.

    Outcomes
    --------
    True: every measure has its baseline, and for ``pairs`` day and owner; every
    promise is counted. False: some lack them.

    Not available
    -------------
    If a target names no measure; ``promises`` if none says how often it is
    kept; ``outcomes`` always.

    Notes
    -----
    A baseline is a reading of the metric somewhere on the journey, or what the
    flow of the journey gives (completion, contacts, time, cost).
    """
    for name, target in case.workspace.content.targets.items():
        yield from _target(case, name, target)
    if not case.workspace.content.targets:
        missing = say("the workspace holds no target")
        yield from (unavailable(code, "", missing) for code in ("P09.pairs", "P09.baseline"))
    yield unavailable(
        "P09.outcomes", "", say("a workspace holds one state; outcomes of earlier dates are not among it")
    )
    yield _promises(case)


def _target(case: ProbeCase, name: str, target: Target) -> Iterator[ProbeOutcome]:
    score, wanted = case.scores.get(target.of), target.measures or {}
    if score is None or not wanted:
        detail = say("the target '{name}' names no measure", name=name)
        yield from (unavailable(code, target.of, detail) for code in ("P09.pairs", "P09.baseline"))
        return
    based = [measure for measure in wanted if has_baseline(score, measure)]
    whole = len(based) if target.by and target.owner else 0
    bare = tuple(case.workspace.where_key("targets", name, "measures", m) for m in wanted if m not in based)
    detail = say("{n} of {total} wanted measures have a baseline", n=count(len(based)), total=count(len(wanted)))
    yield covers("P09.baseline", target.of, len(based), len(wanted), threshold=1.0, detail=detail, n=len(wanted),
                 places=bare)  # fmt: skip
    detail = say(
        "{n} of {total} wanted measures have baseline, day and owner", n=count(whole), total=count(len(wanted))
    )
    places = bare if target.by and target.owner else (case.workspace.where_key("targets", name),)
    yield covers("P09.pairs", target.of, whole, len(wanted), threshold=1.0, detail=detail, n=len(wanted), places=places)


def has_baseline(score: JourneyScore, measure: str) -> bool:
    """Tell whether a measure was read on the journey or follows from its flow."""
    if any(measure in point.metrics for point in score.touchpoints.values()):
        return True
    if measure == "score":
        return score.score is not None
    found = getattr(score.flow, measure, None)
    return found.known > 0 if isinstance(found, Expected) else isinstance(found, float)


def _promises(case: ProbeCase) -> ProbeOutcome:
    promises = [(graph, name, point.promise) for graph, name, point in points(case) if point.promise]
    if not promises:
        return inapplicable("P09.promises", "", say("no touchpoint makes a promise"))
    bare = [(graph, name) for graph, name, promise in promises if promise.kept is None]
    n, total = len(promises) - len(bare), len(promises)
    if not n:
        return unavailable("P09.promises", "", say("no promise says how often it is kept"))
    detail = say("{n} of {total} promises say how often they are kept", n=count(n), total=count(total))
    places = tuple(graph.span(name, "promise") for graph, name in bare)
    return covers("P09.promises", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
