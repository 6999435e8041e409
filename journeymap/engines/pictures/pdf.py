"""``.pdf``: pages of paper with the drawing, its text as text."""

from dataclasses import replace
from typing import TYPE_CHECKING

from journeymap.charts.palette import Theme
from journeymap.charts.sheets import LEAST_TYPE, PAPERS, Paper
from journeymap.engines.pictures import Picture, Wanted
from journeymap.text import Text, count, number, say

if TYPE_CHECKING:
    from journeymap.engines.pdf import Printed


def _write(wanted: Wanted) -> bytes:
    from journeymap.engines.pdf import Print, to_pdf

    drawn = _drawings(wanted)
    least = min(printed.least for printed in drawn)
    if least < LEAST_TYPE - 0.05:
        wanted.render.tell(_advice(least, (wanted.paper or Paper()).name))
    project = wanted.judged.workspace.content.project
    brand = project.brand
    title = drawn[0].drawing.title
    speak = wanted.render.language.say
    total = sum(len(printed.sheets) for printed in drawn)
    pages = [speak(say("page {n} of {total}", n=count(page), total=count(total))) for page in range(1, total + 1)]
    notice = (brand.confidentiality if brand else None) or ""
    theme = _theme(wanted)
    around = Print(
        title, wanted.render.language.code, tuple((title, notice, page) for page in pages), author=project.author or "",
        subject=drawn[0].drawing.description, ground=theme.page, ink=theme.muted,
    )  # fmt: skip
    return to_pdf(drawn, around)


def _advice(least: float, paper: str) -> Text:
    """Say what makes text of that size in points readable: the smallest paper that is large enough, if there is one."""
    fitting = (name for name in PAPERS if PAPERS[name][0] * least >= PAPERS[paper][0] * LEAST_TYPE)
    larger = min(fitting, key=lambda name: PAPERS[name], default=None)
    if larger is None:
        return say("the smallest text on paper has {size} pt, and no paper is large enough; a .svg can be enlarged",
                   size=number(least))  # fmt: skip
    return say("the smallest text on paper has {size} pt; '--page {paper}' makes it readable", size=number(least),
               paper=larger)  # fmt: skip


def _theme(wanted: Wanted) -> Theme:
    from journeymap.outputs.maps import dressed

    return dressed(wanted.judged.workspace, wanted.render.theme).theme


def _drawings(wanted: Wanted) -> "list[Printed]":
    """Return the drawings with the sheets they go on."""
    from journeymap.charts.journey_map import draw_layout
    from journeymap.charts.journey_states import state_sheets
    from journeymap.charts.sheets import journey_sheets, without_ground
    from journeymap.engines.pdf import Printed, whole
    from journeymap.outputs.maps import chosen_lanes, draw, map_view
    from journeymap.views.projected import projected_maps

    paper = wanted.paper or Paper()
    render = replace(wanted.render, embed_font=False)
    if wanted.view == "projected":
        views = [chosen_lanes(view, render) for view in projected_maps(wanted.states)]
        layouts, sheets = state_sheets(views, render.language, _theme(wanted), paper)
        return [
            Printed(draw_layout(without_ground(layout), view, render.language, prefix=f"map-{entry.id}"), sheets)
            for entry, view, layout in zip(wanted.states, views, layouts, strict=True)
        ]
    if wanted.view in {"current", "target", "difference"}:
        view = map_view(wanted.judged, wanted.journey, wanted.view, wanted.groups, wanted.states)
        view = chosen_lanes(view, render)
        layout, sheets = journey_sheets(view, render.language, _theme(wanted), paper)
        svg = draw_layout(without_ground(layout), view, render.language, prefix="map")
        return [Printed(svg, sheets)]
    svg = draw(wanted.judged, wanted.journey, wanted.view, render, wanted.groups, wanted.states)
    return [whole(svg, paper)]


PDF = Picture("pdf", _write)
