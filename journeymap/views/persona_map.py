"""The journey map of one group of customers, and of several groups over each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeymap.model.record import humanise
from journeymap.rules import Finding
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore
from journeymap.scores.personas import Personas, PersonaScore, personas
from journeymap.text import Figure, Text, say, share
from journeymap.views.journey_map import STATE_TITLES, Curve, FitMark, JourneyMap, Words, journey_map
from journeymap.vocabulary import State

MOST = 5
"""Groups over each other that an eye can tell apart."""


def persona_map(
    score: JourneyScore,
    persona: str,
    findings: Sequence[Finding] = (),
    *,
    state: State = State.CURRENT,
    numbers: Mapping[str, int] | None = None,
) -> JourneyMap:
    """Gather the map of one group: its shares, readings and scores, and how the channels suit it.

    Parameters
    ----------
    score
        The journey of all customers.
    persona
        Id of the group; one of those who take the journey.
    findings, numbers
        As for :func:`~journeymap.views.journey_map.journey_map`; they are those of all customers.
    """
    group = personas(score).groups[persona]
    subtitle = say("{state} of '{who}', {part} of the customers", state=say(STATE_TITLES[state]),
                   who=group_title(score, persona), part=share(group.part))  # fmt: skip
    view = journey_map(group.score, findings, state=state, subtitle=subtitle, numbers=numbers)
    marked = tuple(replace(column, fits=_marks(score, [group], column.id, named=False)) for column in view.columns)
    fit: tuple[tuple[Text, Figure], ...] = ()
    if group.fit.value is not None:
        fit = ((say("Channel fit"), Figure("number", group.fit.value, "", 2)),)
    return replace(view, columns=marked, statement=_one(score, group), figures=(*view.figures, *fit))


def personas_map(
    score: JourneyScore,
    chosen: Sequence[str],
    findings: Sequence[Finding] = (),
    *,
    state: State = State.CURRENT,
    numbers: Mapping[str, int] | None = None,
) -> JourneyMap:
    """Gather the map of all customers with the curves of some groups over it.

    Parameters
    ----------
    score
        The journey of all customers; its shares and findings are drawn.
    chosen
        Ids of at most five groups. Where a group has readings of its own its curve leaves that of all customers;
        a group without any has none.
    findings, numbers
        As for :func:`~journeymap.views.journey_map.journey_map`.
    """
    groups = personas(score)
    shown = [groups.groups[name] for name in chosen]
    view = journey_map(score, findings, state=state, numbers=numbers)
    marked = tuple(replace(column, fits=_marks(score, shown, column.id, named=True)) for column in view.columns)
    return replace(
        view,
        columns=marked,
        curves=tuple(_curve(group, group_title(score, group.name)) for group in shown),
        reaches=tuple(_reach(group, group_title(score, group.name)) for group in shown),
        curve_name=say("All customers"),
        statement=_several(score, Personas({group.name: group for group in shown})),
    )


def group_title(score: JourneyScore, name: str) -> str:
    """Return the title of a group of customers."""
    return score.graph.workspace.content.personas[name].title or humanise(name)


def _curve(group: PersonaScore, title: str) -> Curve:
    """Return the scores over a group's readings, marked where at least one of them is its own; empty if none is."""
    points = group.score.touchpoints
    scores = {name: point.score.value for name, point in points.items() if point.score is not None}
    own = frozenset(
        name for name in scores if any(metric.persona == group.name for metric in points[name].metrics.values())
    )
    return Curve(title, scores if own else {}, "persona", own)


def _reach(group: PersonaScore, title: str) -> Curve:
    return Curve(title, {name: 100 * part for name, part in group.score.flow.reach.items()}, "persona")


def _marks(score: JourneyScore, groups: Sequence[PersonaScore], name: str, *, named: bool) -> tuple[FitMark, ...]:
    """Return how a touchpoint suits each group; nothing where its channel is not one to choose."""
    found = []
    for group in groups:
        if name not in group.fit.touchpoints:
            continue
        fit, own = group.fit.touchpoints[name], group.fit.ratings.own
        title = group_title(score, group.name) if named else ""
        if fit is None:
            found.append(FitMark(title, None, own=own))
            continue
        best: Words = channel_title(score.graph, fit.best)
        found.append(FitMark(title, fit.value, fit.rating, best, fit.best_rating, own))
    return tuple(found)


def _one(score: JourneyScore, group: PersonaScore) -> Text:
    """Say how far the group is from all customers, and where its channels suit it worst."""
    own, all_ = share(group.score.flow.completion), share(score.flow.completion)
    done = say("{own} complete the journey, {all} of all customers do", own=own, all=all_)
    if str(own) == str(all_):
        done = say("{own} complete the journey, as of all customers", own=own)
    known = {
        name: fit for name, fit in group.fit.touchpoints.items() if fit is not None and group.score.flow.reach[name] > 0
    }
    if not known:
        return done
    worst = min(known, key=lambda name: (known[name].value, -group.score.flow.visits[name], name))
    if known[worst].value >= 1:
        return say("{done}; every channel it rated is the one it likes best", done=done)
    return say("{done}; '{name}' suits it worst, and it would rather use '{best}'", done=done,
               name=score.graph.title(worst), best=channel_title(score.graph, known[worst].best))  # fmt: skip


def _several(score: JourneyScore, groups: Personas) -> Text:
    """Say how far the groups lie apart."""
    spread = groups.spreads.get("completion")
    if spread is None or str(share(spread.low)) == str(share(spread.high)):
        return say("the groups complete the journey alike; what differs is how the channels suit them")
    return say("'{best}' complete the journey most often, {high}, '{worst}' least often, {low}",
               best=group_title(score, spread.best), high=share(spread.high), worst=group_title(score, spread.worst),
               low=share(spread.low))  # fmt: skip
