"""What the slides of a deck have in common, and the deck itself."""

import datetime as dt
from dataclasses import field

from journeymap.outputs.slides.colours import Colours
from journeymap.outputs.slides.scene import WIDTH, Box, Slide
from journeymap.records import dataclass

TITLE = Box(44.0, 38.0, 872.0, 62.0)
KICKER = Box(44.0, 20.0, 872.0, 16.0)
FOOT = Box(44.0, 511.0, 780.0, 16.0)
NUMBER = Box(836.0, 511.0, 80.0, 16.0)
COVER_TITLE = Box(64.0, 168.0, 800.0, 112.0)
COVER_SCOPE = Box(64.0, 290.0, 800.0, 44.0)
BAND = Box(0.0, 0.0, WIDTH, 350.0)
"""The ground of a cover that is a band of colour."""


@dataclass(frozen=True)
class Look:
    """What the slides of a deck have in common.

    Attributes
    ----------
    heading, body
        Names of fonts.
    cover
        Ground of the cover: ``full``, ``band`` or ``plain``.
    lang
        Of all text, such as ``it-IT``.
    prompts
        What empty placeholders say: for a title, for other text.
    layouts
        Names of the layouts: cover, contents.
    """

    colours: Colours
    heading: str
    body: str
    cover: str
    lang: str
    prompts: tuple[str, str]
    layouts: tuple[str, str]

    @property
    def on_cover(self) -> str:
        """Return the role of text on the ground of the cover."""
        return "ink" if self.cover == "plain" else "on-band"


@dataclass(frozen=True)
class Deck:
    """A whole deck.

    Attributes
    ----------
    foot
        On every slide but the first.
    day
        On which the workspace is read; `None` if no file tells.
    """

    look: Look
    title: str
    author: str
    subject: str
    foot: str
    day: dt.date | None
    slides: tuple[Slide, ...] = field(repr=False)
