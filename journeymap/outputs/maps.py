"""``maps/*.svg``: current, target and difference maps, flow graph, blueprint, and the map after each quarter."""

from collections.abc import Sequence
from dataclasses import replace

from journeymap.analysis import Analysis, Judged
from journeymap.charts.blueprint import blueprint
from journeymap.charts.brand import Branded, branded
from journeymap.charts.flow_graph import drawn as draw_flow
from journeymap.charts.journey_map import draw_layout
from journeymap.charts.journey_map import journey_map as draw_map
from journeymap.charts.journey_states import layout_states
from journeymap.charts.palette import THEMES
from journeymap.model.workspace import Workspace
from journeymap.outputs import Output, Render
from journeymap.scores import JourneyScore
from journeymap.text import Text, number, say
from journeymap.views.blueprint import blueprint as blueprint_view
from journeymap.views.difference import difference_map
from journeymap.views.flow_graph import flow_graph as flow_view
from journeymap.views.journey_map import JourneyMap, Words, journey_map
from journeymap.views.persona_map import group_title, persona_map, personas_map
from journeymap.views.projected import Standing, current_title, projected_maps, quarter_title
from journeymap.vocabulary import State

VIEWS = ("current", "target", "difference", "flow", "blueprint")
TODAY = "today"
"""Ends the name of the map of today among those after each quarter."""


def draw(
    judged: Judged, journey: str, view: str, render: Render, groups: Sequence[str] = (), states: Sequence[Standing] = ()
) -> str:
    """Draw one view of one journey as SVG text.

    Parameters
    ----------
    view
        One of :data:`VIEWS`; the second and, unless `states` are given, the third need a target.
    groups
        Ids of groups of customers: the current or target map of one, or of all with those of several over it. A
        flow graph is drawn of the first; a difference is always that of all.
    states
        What is drawn in place of the current journey; for a difference the state before and the one after.
    """
    theme = dressed(judged.workspace, render.theme).theme
    prefix = "-".join(("map", journey, view, *groups))
    score = states[0].score if states else judged.current[journey]
    if view == "flow":
        shown = score.by_persona[groups[0]] if groups else score
        svg, notes = draw_flow(flow_view(shown), render.language, theme, prefix=prefix, layout=render.layout,
                               state=_state_shown(score, groups, states))  # fmt: skip
        for note in notes:
            render.tell(note)
        return svg
    if view == "blueprint":
        return blueprint(blueprint_view(score), render.language, theme, prefix=prefix)
    found = chosen_lanes(map_view(judged, journey, view, groups, states), render)
    return draw_map(found, render.language, theme, prefix=prefix, embed_font=render.embed_font, rows=render.rows)


def _state_shown(score: JourneyScore, groups: Sequence[str], states: Sequence[Standing]) -> Words:
    """Return which state a drawing shows, and of which group of customers."""
    title: Words = states[0].title if states else current_title()
    return say("{state}: {group}", state=title, group=group_title(score, groups[0])) if groups else title


def chosen_lanes(view: JourneyMap, render: Render) -> JourneyMap:
    """Return a map with the lanes that are asked for."""
    return replace(view, lanes=render.lanes) if render.lanes else view


def dressed(workspace: Workspace, theme: str) -> Branded:
    """Return a theme in the colours of the workspace's brand, with what had to be changed about them."""
    brand = workspace.content.project.brand
    return branded(THEMES[theme], brand.colour, brand.accent) if brand is not None else Branded(THEMES[theme])


def brand_notes(workspace: Workspace, theme: str) -> tuple[Text, ...]:
    """Say at which place of the workspace a colour of the brand could not be read, and what is drawn instead.

    A brand names no colours for dark grounds: those drawn there are derived, and nothing to be told.
    """
    corrections = () if theme == "dark" else dressed(workspace, theme).corrections
    return tuple(
        say("{place}: {asked} has a contrast of {before} on {ground} where {needed} is needed; {used} with {after} is "
            "drawn instead", place=str(workspace.where("project", "brand", found.key)), asked=found.asked,
            before=number(found.before, 1), ground=found.ground, needed=number(found.needed, 1), used=found.used,
            after=number(found.after, 1))
        for found in corrections
    )  # fmt: skip


def map_view(
    judged: Judged, journey: str, view: str, groups: Sequence[str] = (), states: Sequence[Standing] = ()
) -> JourneyMap:
    """Return what a map of a journey shows; parameters as for :func:`draw`."""
    current, wanted = judged.current[journey], judged.target_of(journey)
    if view == "difference" and len(states) > 1:
        return _between(states[0], states[1])
    if view == "difference" and wanted is not None:
        return difference_map(current, wanted[1])
    score, state, subtitle = current, State.CURRENT, None
    findings = tuple(finding for finding in judged.open_findings if finding.journey == journey)
    numbers = judged.numbers
    if states:
        chosen = states[0]
        score, state, subtitle, findings = chosen.score, chosen.state, chosen.title, chosen.findings
        numbers = {finding.id: index for index, finding in enumerate(findings, 1)}
    elif view == "target" and wanted is not None:
        score, state, findings = wanted[1], State.TARGET, judged.target_findings[wanted[0]]
        numbers = {finding.id: index for index, finding in enumerate(findings, 1)}
    if not groups:
        return journey_map(score, findings, state=state, subtitle=subtitle, numbers=numbers)
    if len(groups) == 1:
        return persona_map(score, groups[0], findings, state=state, numbers=numbers)
    return personas_map(score, groups, findings, state=state, numbers=numbers)


def _between(before: Standing, after: Standing) -> JourneyMap:
    """Return the map of what differs between two states."""
    return difference_map(before.score, after.score, state=after.state, names=(before.title, after.title))


def draw_states(
    states: Sequence[Standing], workspace: Workspace, render: Render, prefix: str = "map"
) -> dict[str, str]:
    """Draw a journey in each of its states, every column and lane in its place.

    Parameters
    ----------
    states
        In the order of time.

    Returns
    -------
    dict
        SVG text by id of the state; all have the same size.
    """
    theme = dressed(workspace, render.theme).theme
    views = projected_maps(states)
    layouts = layout_states(views, render.language, theme)
    return {
        entry.id: draw_layout(
            layout, view, render.language, prefix=f"{prefix}-{entry.id}", embed_font=render.embed_font
        )
        for entry, view, layout in zip(states, views, layouts, strict=True)
    }


def states_of(analysis: Analysis, journey: str) -> tuple[Standing, ...]:
    """Return a journey today and after each quarter of the plan; nothing if the plan does not touch it."""
    judged = analysis.judged
    quarters = [quarter for quarter in analysis.roadmap.quarters if journey in quarter.journeys]
    if not quarters:
        return ()
    ours = tuple(found for found in judged.open_findings if found.journey == journey)
    today = Standing(TODAY, current_title(), State.CURRENT, judged.current[journey], ours)
    then = (
        Standing(quarter.name, quarter_title(quarter.name), State.PROJECTED, quarter.journeys[journey],
                 tuple(found for found in quarter.findings if found.journey == journey))
        for quarter in quarters
    )  # fmt: skip
    return (today, *then)


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    judged = analysis.judged
    for note in brand_notes(judged.workspace, render.theme):
        render.tell(note)
    found: dict[str, str | bytes] = {
        f"maps/{journey}-{view}.svg": draw(judged, journey, view, render)
        for journey in judged.current
        for view in VIEWS
        if view not in {"target", "difference"} or judged.target_of(journey) is not None
    }
    for journey in judged.current:
        drawn = draw_states(states_of(analysis, journey), judged.workspace, render, f"map-{journey}")
        found |= {f"maps/{journey}-{name}.svg": svg for name, svg in drawn.items()}
    return found


MAPS = Output("maps", _write)
