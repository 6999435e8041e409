"""P23: whether groups of customers find a channel they like."""

from collections.abc import Iterator, Mapping

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, unavailable
from journeymap.model.surroundings import Persona
from journeymap.text import count, say
from journeymap.vocabulary import Service

AVOIDED = 2
"""A rating from 1 to 5 up to which a channel is avoided."""

CHOICES = 2
"""A first choice and a fallback."""


@probe("P23", name="channel_fit", needs="graph+metrics+segment data")
def channel_fit(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Compare the channels groups of customers like with those each stage offers.

    Formula
    -------
    ``measured``: groups with ratings of two or more channels from ``min_group_n``
    customers / groups of customers. ``fit``, per journey: pairs of such a group and
    a stage that offers a channel the group does not avoid / pairs of which this is
    known: the group has rated one channel of the stage above 2, or all of them.

    Threshold
    ---------
    ``measured``: all, the words of the criterion. ``fit``: the parameter
    ``coverage_most``. A rating of 2 or less counts as avoiding. Both are conventions.

    Outcomes
    --------
    True: preferences are measured for every group, or most pairs fit. False: for
    some groups only, or too few pairs fit; the stages that do not are listed.

    Not applicable
    --------------
    Without a group of customers; ``fit`` for a journey that no group with measured
    preferences takes.

    Not available
    -------------
    If no group has ratings from enough customers: what is known of generations is
    a prior, not a measurement; ``fit`` also if no stage's channels are rated.
    """
    personas = case.workspace.content.personas
    if not personas:
        yield inapplicable("P23.measured", "", say("the workspace has no group of customers"))
        yield inapplicable("P23.fit", "", say("the workspace has no group of customers"))
        return
    known = {name: persona for name, persona in personas.items() if _measured(case, persona)}
    if not known:
        missing = say("no group of customers was asked often enough which channels it likes")
        yield from (unavailable(code, "", missing) for code in ("P23.measured", "P23.fit"))
        return
    n, total = len(known), len(personas)
    detail = say("of {n} of {total} groups it is measured which channels they like", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("personas", name) for name in personas if name not in known)
    yield covers("P23.measured", "", n, total, threshold=1.0, detail=detail, n=total, places=places)
    yield from (_fit(case, graph, known) for graph in case.graphs.values())


def _measured(case: ProbeCase, persona: Persona) -> bool:
    return len(persona.prefers or {}) >= CHOICES and (persona.n or 0) >= case.params.min_group_n


def _fit(case: ProbeCase, graph: JourneyGraph, known: Mapping[str, Persona]) -> ProbeOutcome:
    takers = [known[name] for name in (graph.journey.personas or known) if name in known]
    if not takers:
        return inapplicable("P23.fit", graph.name, say("no group whose preferences are measured takes this journey"))
    offers = {stage: _offered(graph, stage) for stage in graph.journey.stages}
    pairs = [(stage, fits) for persona in takers for stage, channels in offers.items()
             if (fits := _fits(persona.prefers or {}, channels)) is not None]  # fmt: skip
    if not pairs:
        return unavailable("P23.fit", graph.name, say("no group has rated the channels of this journey"))
    unmet = dict.fromkeys(stage for stage, fits in pairs if not fits)
    n, total = sum(fits for _, fits in pairs), len(pairs)
    detail = say(
        "{n} of {total} pairs of group and stage have a channel the group does not avoid",
        n=count(n),
        total=count(total),
    )
    if unmet:
        template = (
            "{n} of {total} pairs of group and stage have a channel the group does not avoid; the first without: {name}"
        )
        detail = say(template, n=count(n), total=count(total), name=graph.title(next(iter(unmet))))
    places = tuple(case.workspace.where_key("journeys", graph.name, "stages", stage) for stage in unmet)
    limit = case.params.coverage_most
    return covers("P23.fit", graph.name, n, total, threshold=limit, detail=detail, n=total, places=places)


def _offered(graph: JourneyGraph, stage: str) -> frozenset[str]:
    """Return the channels in which customers are met in a stage."""
    names = graph.journey.stages[stage].touchpoints
    found = (point.channel for name, point in names.items() if graph.service(name) is not Service.NOBODY)
    return frozenset(channel for channel in found if channel)


def _fits(ratings: Mapping[str, int], channels: frozenset[str]) -> bool | None:
    """Tell whether one channel is not avoided; `None` if all rated ones are, but some are not rated."""
    rated = [ratings[channel] for channel in channels if channel in ratings]
    if any(rating > AVOIDED for rating in rated):
        return True
    return False if rated and len(rated) == len(channels) else None
