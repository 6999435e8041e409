"""P18: machines alone where much is at stake."""

from collections.abc import Iterator

from journeymap.graph import JourneyGraph
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import HIGH_STAKE, inapplicable, person_near, told, unavailable
from journeymap.text import count, say

ANGRY = -1.0
"""Emotion from which on a touchpoint counts as one of high emotion, on -2 to 2."""


@probe("P18", name="automation_share_by_stake", needs="graph+log")
def automation_share_by_stake(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """High-stake or high-emotion touchpoints with nobody but a machine.

    Formula
    -------
    Touchpoints of importance 4 or 5, or with an emotion of -1 or less, that are
    automated and have no person within ``human_exit_max_steps`` steps / touchpoints
    of that importance or emotion.

    Threshold
    ---------
    None, the words of the criterion. Importance 4 and emotion -1 are conventions.

    Outcomes
    --------
    True: nobody is left to a machine where stakes are high. False: somebody is.

    Not available
    -------------
    If the map does not say who serves at one of them, or near it.

    Not applicable
    --------------
    If no touchpoint is marked as important or felt so.
    """
    for name, graph in case.graphs.items():
        high = [key for key in graph.touchpoints if _high(case, graph, key)]
        if not high:
            yield inapplicable("P18", name, say("no touchpoint has high stakes or strong feelings"))
            continue
        alone = {key: _alone(case, graph, key) for key in high}
        found = [key for key in high if alone[key]]
        if not found and None in alone.values():
            yield unavailable("P18", name, say("the map does not say who serves where stakes are high"))
            continue
        detail = say(
            "{n} of {total} touchpoints with high stakes leave the customer to a machine",
            n=count(len(found)), total=count(len(high)),
        )  # fmt: skip
        places = tuple(graph.span(key) for key in found)
        share = len(found) / len(high)
        yield told("P18", name, not found, detail, value=share, threshold=0.0, n=len(high), places=places)


def _high(case: ProbeCase, graph: JourneyGraph, name: str) -> bool:
    emotion = case.scores[graph.name].touchpoints[name].value("emotion")
    return graph.importance(name) >= HIGH_STAKE or (emotion is not None and emotion <= ANGRY)


def _alone(case: ProbeCase, graph: JourneyGraph, name: str) -> bool | None:
    """Tell whether only a machine serves; `None` if the map does not say."""
    service = graph.service(name)
    if service is None:
        return None
    if not service.automated:
        return False
    near = person_near(graph, name, case.params.human_exit_max_steps)
    return None if near is None else not near
