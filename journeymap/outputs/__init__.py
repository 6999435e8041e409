"""Outputs: one file or folder per format; the folder is the register.

An output turns an analysis into files. Engines and language are arguments, so
that the same analysis gives the same bytes.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from journeymap.catalog import discover
from journeymap.records import dataclass
from journeymap.text import Text

if TYPE_CHECKING:
    from journeymap.analysis import Analysis
    from journeymap.charts.journey_layout import Rows
    from journeymap.charts.placement import Layout
    from journeymap.languages import Language


def _nobody(_: Text) -> None:
    """Hear nothing."""


@dataclass(frozen=True)
class Render:
    """How to write: language, layout engine and theme.

    Attributes
    ----------
    language
        Says every sentence and number.
    layout
        Gives coordinates for a DOT text.
    theme
        Name of the theme of single pictures.
    embed_font
        Whether a picture carries its font; not needed where the font is at hand.
    lanes
        Of journey maps, in order; none for those of the view.
    rows
        How many rows the stages of a journey map are set in; ``auto`` for the largest type on a sheet of paper.
    paper
        Whether a page is for paper alone: its journey maps are set in readable type, over as many sheets as that
        takes, where otherwise each of them is a single drawing.
    home
        Address of the page over several reports that a page leads back to; empty if it stands alone.
    tell
        Hears what whoever asked for a picture should know about it, such as that stages are drawn.
    """

    language: "Language"
    layout: "Callable[[str], Layout]" = field(repr=False)
    theme: str = "screen"
    embed_font: bool = True
    lanes: tuple[str, ...] = ()
    rows: "Rows" = 1
    paper: bool = False
    home: str = ""
    tell: Callable[[Text], None] = field(default=_nobody, repr=False)


@dataclass(frozen=True)
class Output:
    """A registered output.

    Attributes
    ----------
    id
        Its name, such as ``html``.
    write
        Gives each file's content by its path below the folder of the build.
    """

    id: str
    write: "Callable[[Analysis, Render], Mapping[str, str | bytes]]" = field(repr=False)


@cache
def shipped() -> Mapping[str, Output]:
    """Return the outputs of this folder and of installed extensions, by id."""
    return discover(sys.modules[__name__], Output, lambda entry: entry.id)
