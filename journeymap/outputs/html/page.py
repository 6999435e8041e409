"""The page: template, style and script put together, with a policy that lets nothing else run."""

import base64
import hashlib
import json
from dataclasses import replace
from functools import cache
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup

from journeymap import __version__
from journeymap.analysis import Analysis
from journeymap.model.workspace import Workspace
from journeymap.outputs import Output, Render
from journeymap.outputs.html import compiled
from journeymap.outputs.html.brand import brand_style, dress
from journeymap.outputs.html.data import embedded
from journeymap.outputs.html.drawing import Draughtsman
from journeymap.outputs.html.fitted import doing, given
from journeymap.outputs.html.sheet import columns, compacted, fitting, named, renamed
from journeymap.outputs.html.tight import tight
from journeymap.outputs.html.wording import Wording, codes, typographer
from journeymap.text import say
from journeymap.views.journey_map import Words
from journeymap.views.report import report_view
from journeymap.views.report_numbers import NO_NUMBERS, Numbers

SHEETS = ("style.css", "cover.css", "numbers.css")
"""What every page has; only the rules of what occurs in it are written."""

FACES = (("Inter-Regular", 400), ("Inter-SemiBold", 600))


def report(analysis: Analysis, render: Render, since: Analysis | None = None) -> str:
    """Write the report as one HTML page.

    Parameters
    ----------
    analysis
        Everything computed of a workspace.
    render
        Language of every sentence, and the engine that lays out graphs.
    since
        The same workspace as it was, with its plan: what moved since becomes a section.

    Returns
    -------
    str
        The same for the same arguments, byte by byte.
    """
    view = report_view(analysis, since)
    title = " · ".join(filter(None, (view.cover.title, view.cover.organisation)))
    sheet = "portfolio.css" if view.portfolio is not None else ""
    return page(analysis.workspace, render, "body.html.j2", title, view.summary.message, sheet, numbers=view.numbers,
                report=view, data=Markup(embedded(analysis)))  # noqa: S704 - escaped for its element # fmt: skip


def page(
    workspace: Workspace,
    render: Render,
    body: str,
    title: Words,
    description: Words,
    sheet: str = "",
    *,
    numbers: Numbers = NO_NUMBERS,
    **views: object,
) -> str:
    """Write one page in the style of the house.

    Parameters
    ----------
    workspace
        Whose brand it wears.
    render
        Language of every sentence.
    body
        Name of the template between the tags of the body.
    title, description
        What a browser and a search show.
    sheet
        Name of a style sheet of its own, beside that of the house.
    numbers
        The numbers that are explained on it, and where.
    views
        What the template sees, by name.

    Returns
    -------
    str
        The same for the same arguments, byte by byte.
    """
    brand = workspace.content.project.brand
    colour, accent = (brand.colour, brand.accent) if brand else (None, None)
    worn = dress(workspace)
    spoken = replace(render, language=typographer(render.language))
    wording = Wording(spoken.language, numbers.index, numbers.ids)
    drawing = Draughtsman(spoken, colour, accent)
    known = {
        **views,
        "brand": worn,
        "title": title,
        "description": description,
        "lang": render.language.code,
        "generator": f"journeymap {__version__}",
        **_said(wording),
        "home": render.home,
        "entries": numbers.places,
        "places": numbers.ids,
        "draw": drawing.draw,
    }
    # The body comes first: while it is written the drawings give out their classes.
    inside = Markup(tight(environment().get_template(body).render(known)))  # noqa: S704 - escaped by its template
    names = named(inside)
    script = Markup(doing(asset("script.js"), names))  # noqa: S704 - a file of this package
    house = renamed(brand_style(colour) + _hint(wording) + _house(sheet, names | given(script)) + worn.style)
    style = Markup(faces() + house + drawing.stylist.style())  # noqa: S704 - no user's text
    frame = environment().get_template("report.html.j2")
    return frame.render(known, body=inside, style=style, script=script, policy=policy(style, script))


def _house(sheet: str, names: frozenset[str]) -> str:
    """Return the style of the house and of one sheet beside it, of which something can hold for these names."""
    return columns(names) + "".join(fitting(compact(each), names) for each in (*SHEETS, sheet) if each)


def _hint(wording: Wording) -> str:
    """Return what stands above whatever is wider than the screen; the style of the house says when."""
    text = json.dumps(wording.words(say("scroll sideways")), ensure_ascii=False)
    return f":root{{--hint:{text}}}"


def _said(wording: Wording) -> dict[str, object]:
    """Return the ways of a template to say something."""
    return {
        "_": wording.translate,
        "words": wording.words,
        "sentence": wording.sentence,
        "headline": wording.headline,
        "linked": wording.linked,
        "terms": wording.terms,
        "led": wording.used,
        "columns": wording.columns,
        "place": wording.place,
        "is_day": wording.is_day,
        "is_link": wording.is_link,
        "is_figure": wording.is_figure,
    }


@cache
def environment() -> Environment:
    """Return the environment of the templates: everything escaped, nothing undefined let through."""
    found = compiled.environment("journeymap.outputs.html")
    found.filters["codes"] = codes
    return found


def policy(style: str, script: str) -> str:
    """Return the content security policy that lets exactly this style and this script in."""
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """Return the hash of an element's text as a policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def asset(name: str) -> str:
    """Return a text file of this package."""
    return resources.files("journeymap.outputs.html").joinpath(name).read_text(encoding="utf-8")


@cache
def compact(name: str) -> str:
    """Return a style sheet of this package without comments and without space that means nothing."""
    return compacted(asset(name))


@cache
def faces() -> str:
    """Return the font faces with the bundled fonts inside, so that drawings look as they were laid out."""
    folder = resources.files("journeymap.charts").joinpath("fonts")
    rules = []
    for name, weight in FACES:
        data = base64.b64encode(folder.joinpath(f"{name}.woff2").read_bytes()).decode("ascii")
        source = f'url("data:font/woff2;base64,{data}") format("woff2")'
        rules.append(f'@font-face{{font-family:"Inter";font-weight:{weight};src:{source}}}\n')
    return "".join(rules)


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    return {"report.html": report(analysis, render)}


HTML = Output("html", _write)
