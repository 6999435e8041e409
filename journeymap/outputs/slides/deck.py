"""The whole deck: every kind of slide in its order, each with a title of its own."""

from collections.abc import Iterator
from itertools import groupby

from babel.core import get_global

from journeymap.analysis import Analysis
from journeymap.languages import Language
from journeymap.model.brand import Brand
from journeymap.outputs import Render
from journeymap.outputs.html.brand import GENERIC
from journeymap.outputs.html.wording import Wording, typographer
from journeymap.outputs.slides.colours import colours
from journeymap.outputs.slides.kinds import shipped
from journeymap.outputs.slides.look import FOOT, Deck, Look
from journeymap.outputs.slides.page import SPARE, SPARE_BRAND, Kit, headed, one_line
from journeymap.outputs.slides.scene import Slide
from journeymap.outputs.slides.story import Kind, Story
from journeymap.views.report import report_view

PLAIN = "Arial"
"""A font that every program of slides has, and narrower than the one that is measured."""
STANDS_FOR = {"serif": "Georgia", "ui-serif": "Georgia", "monospace": "Courier New"}
"""Fonts for names that only a browser knows."""


def deck(analysis: Analysis, render: Render, since: Analysis | None = None) -> Deck:
    """Return the report as a deck.

    Parameters
    ----------
    since
        The same workspace as it was, with its plan.

    Returns
    -------
    Deck
        Plain values; the same for the same arguments.
    """
    brand = analysis.workspace.content.project.brand
    wording = Wording(typographer(render.language))
    own = brand is not None and (brand.font or brand.heading_font) is not None
    kit = Kit(wording, colours(brand), SPARE_BRAND if own else SPARE)
    view = report_view(analysis, since)
    story = Story(view, kit, analysis.workspace)
    cover = view.cover
    day = wording.words(cover.date) if cover.date is not None else ""
    foot = " · ".join(filter(None, (wording.words(cover.confidentiality), wording.words(cover.title), day)))
    return Deck(
        look=_look(kit, brand, render.language),
        title=wording.words(cover.title),
        author=wording.words(cover.author),
        subject=wording.words(cover.organisation),
        foot=one_line(kit, foot, 9, FOOT.w),
        day=cover.date,
        slides=tuple(_headed(_slides(story), kit)),
    )


def _look(kit: Kit, brand: Brand | None, language: Language) -> Look:
    body, heading = (brand.font, brand.heading_font) if brand is not None else (None, None)
    _ = kit.wording.translate
    return Look(
        colours=kit.colours,
        heading=_font(heading or body),
        body=_font(body),
        cover=brand.cover if brand is not None else "full",
        lang=tag(language),
        prompts=(_("Title"), _("Text")),
        layouts=(_("Cover"), _("Contents")),
    )


def _font(name: str | None) -> str:
    if name is None or name in GENERIC:
        return STANDS_FOR.get(name or "", PLAIN)
    return name


def tag(language: Language) -> str:
    """Return the language of text as files of Office name it: with a territory, the likeliest if none is given.

    Examples
    --------
    >>> from journeymap.languages import language
    >>> tag(language("it")), tag(language("en"))
    ('it-IT', 'en-GB')
    """
    locale = language.locale
    likely = str(get_global("likely_subtags").get(locale.language, "")).split("_")
    territory = locale.territory or (likely[-1] if len(likely) > 1 else "")
    return f"{locale.language}-{territory}" if territory else str(locale.language)


def _slides(story: Story) -> Iterator[Slide]:
    """Yield the slides in order; kinds that are made for each journey stand together, journey by journey."""
    for each, kinds in groupby(shipped(), key=lambda kind: kind.of_journey is not None):
        if not each:
            for kind in kinds:
                if kind.slides is not None:
                    yield from kind.slides(story)
            continue
        given: tuple[Kind, ...] = tuple(kinds)
        for part in story.view.journeys:
            for kind in given:
                if kind.of_journey is not None:
                    yield from kind.of_journey(story, part)


def _headed(slides: Iterator[Slide], kit: Kit) -> Iterator[Slide]:
    """Yield the slides with their titles, none of which another one has."""
    seen: set[str] = set()
    for slide in slides:
        made, number = headed(kit, slide), 1
        while made.title in seen:
            number += 1
            made = headed(kit, slide, f" ({number})")
        seen.add(made.title)
        yield made
