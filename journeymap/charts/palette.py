"""Colours and sizes of the charts, and the sums that keep them readable.

Colours are ``#rrggbb``. Contrast is that of WCAG 2.2. The four score colours run from weak to
strong in steps of lightness as well as hue, so that they are told apart by colour-blind people
and on a black-and-white printer; no chart uses colour as its only sign.

A colour may have two looks, that of a light page and that of a dark one, written ``#rrggbb/#rrggbb``: what is drawn
in such colours is laid out once for both. Sums of it are made for each look by itself.

>>> round(contrast("#000000", "#ffffff"), 1)
21.0
>>> contrast(readable("#ffd400", "#ffffff"), "#ffffff") >= 4.5
True
>>> readable("#333333", "#ffffff/#000000")
'#333333/#757575'
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from journeymap.records import dataclass
from journeymap.text import Text, half_up, say
from journeymap.vocabulary import Severity

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_BLACK, _WHITE = "#000000", "#ffffff"
_APART = "/"


@dataclass(frozen=True)
class Theme:
    """How charts look.

    Attributes
    ----------
    page, surface
        Behind everything, and behind what is read.
    ink, muted
        Text, and quieter text; both readable on page and surface.
    line, edge
        Decoration, and lines that carry meaning (3:1 on page and surface).
    stage, on_stage
        Fills of the stage bands, taken in turn, and the text on them.
    scores
        From weak to strong.
    severities
        From note to critical.
    on_colour
        Text on a score or severity colour.
    accent, good, bad
        For what stands out, helps, harms.
    added, removed, changed
        Soft grounds of marked columns.
    groups
        Of groups of customers: no better and no worse than each other, apart from the colours of scores, and apart
        for colour-blind people (least distance in OKLab, also simulated: 0.10 on light grounds, 0.07 on dark ones).
    scale, room
        How much larger text, and everything else, is than on a screen.
    highlight
        For moments of truth; left out, `accent`.
    """

    name: str
    page: str
    surface: str
    ink: str
    muted: str
    line: str
    edge: str
    stage: tuple[str, str]
    on_stage: str
    scores: tuple[str, str, str, str]
    severities: tuple[str, str, str, str]
    on_colour: str
    accent: str
    good: str
    bad: str
    added: str
    removed: str
    changed: str
    groups: tuple[str, str, str, str, str]
    scale: float = 1.0
    room: float = 1.0
    highlight: str = ""

    def severity(self, severity: Severity) -> str:
        """Return the colour of a severity."""
        return self.severities[severity.rank]

    @property
    def star(self) -> str:
        """Return the colour of moments of truth."""
        return self.highlight or self.accent

    def score(self, value: float) -> str:
        """Return the colour of a score from 0 to 100."""
        return self.scores[band(value)]


SCREEN = Theme(
    name="screen",
    page="#f3f5f8",
    surface="#ffffff",
    ink="#17212e",
    muted="#54606e",
    line="#dde3ea",
    edge="#7a8795",
    stage=("#1f3350", "#35506f"),
    on_stage="#ffffff",
    scores=("#cf4411", "#94560a", "#0a5c58", "#1e3a8a"),
    severities=("#51606f", "#7a5c00", "#b8430a", "#9b1030"),
    on_colour="#ffffff",
    accent="#2450c4",
    good="#0b6b4f",
    bad="#b3261e",
    added="#e6f4ec",
    removed="#fbeae8",
    changed="#f5f8fe",
    groups=("#a237dd", "#434301", "#710059", "#626c7e", "#400d07"),
)

THEMES: Mapping[str, Theme] = MappingProxyType(
    {
        "screen": SCREEN,
        "workshop": replace(
            SCREEN,
            name="workshop",
            page="#ffffff",
            ink="#0b121b",
            muted="#3d4854",
            line="#cfd7e0",
            edge="#5c6977",
            scale=1.9,
            room=1.35,
        ),
        "print": replace(SCREEN, name="print", page="#ffffff", muted="#4a5563", line="#d3dae2"),
        "greyscale": replace(
            SCREEN,
            name="greyscale",
            page="#ffffff",
            ink="#111111",
            muted="#4d4d4d",
            line="#d6d6d6",
            edge="#767676",
            stage=("#262626", "#4a4a4a"),
            scores=("#737373", "#545454", "#363636", "#111111"),
            severities=("#707070", "#595959", "#3b3b3b", "#141414"),
            accent="#333333",
            good="#3b3b3b",
            bad="#1a1a1a",
            added="#f0f0f0",
            removed="#e4e4e4",
            changed="#fbfbfb",
            groups=("#6a6a6a", "#333333", "#565656", "#6a6a6a", "#333333"),
        ),
        "dark": Theme(
            name="dark",
            page="#0e1319",
            surface="#171e27",
            ink="#eaf0f6",
            muted="#a3b0be",
            line="#2a3440",
            edge="#7b8998",
            stage=("#2b4a78", "#36536f"),
            on_stage="#ffffff",
            scores=("#ee6a33", "#d99a35", "#5cc9ba", "#bcd5ff"),
            severities=("#a9b5c2", "#d6b24a", "#f08a4b", "#ff8a9a"),
            on_colour="#10151b",
            accent="#86abff",
            good="#62c99c",
            bad="#ff8a80",
            added="#14301f",
            removed="#3a1c1c",
            changed="#18212f",
            groups=("#c471ff", "#cabc77", "#5d9dc6", "#b57595", "#f38ef9"),
        ),
    }
)
"""Every theme by its name."""

BANDS = (25.0, 50.0, 75.0)
"""Scores from which a touchpoint is fair, good and strong; a convention of this tool."""


def band(value: float) -> int:
    """Return 0 for a weak score up to 3 for a strong one; the score as it is shown, rounded, decides."""
    shown = float(half_up(value, 0))
    return sum(shown >= limit for limit in BANDS)


def band_word(index: int) -> Text:
    """Return the word for a band of scores."""
    return (say("weak"), say("fair"), say("good"), say("strong"))[index]


def twofold(light: Theme, dark: Theme) -> Theme:
    """Return a theme whose colours have two looks; everything else is that of the light one."""
    both = {name: _both(value, getattr(dark, name)) for name, value in vars(light).items() if name != "name"}
    return replace(light, **both | {"highlight": _joined(light.star, dark.star)})


def _both(light: Any, dark: Any) -> Any:
    if isinstance(light, tuple):
        return tuple(map(_both, light, dark))
    return _joined(light, dark) if isinstance(light, str) else light


def _joined(light: str, dark: str) -> str:
    """Write a colour of two looks; if both are the same it has one."""
    return light if light == dark else f"{light}{_APART}{dark}"


def looks(colour: str) -> tuple[str, str]:
    """Return the look of a colour on a light page and on a dark one.

    Examples
    --------
    >>> looks("#ffffff/#171e27"), looks("#ffffff")
    (('#ffffff', '#171e27'), ('#ffffff', '#ffffff'))
    """
    light, _, dark = colour.partition(_APART)
    return light, dark or light


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black to 1 for white.

    Raises
    ------
    ValueError
        If it is not a colour of the form ``#rrggbb``.
    """
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21; of two looks the lesser one."""
    if _APART in first or _APART in second:
        return min(map(contrast, looks(first), looks(second)))
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(first: str, second: str, part: float) -> str:
    """Blend two colours; `part` of the second, 0-1."""
    if _APART in first or _APART in second:
        return _joined(*(mix(*look, part) for look in zip(looks(first), looks(second), strict=True)))
    blended = (round(a + (b - a) * part) for a, b in zip(_parts(first), _parts(second), strict=True))
    return "#" + "".join(f"{value:02x}" for value in blended)


@lru_cache(maxsize=4096)
def readable(colour: str, background: str, minimum: float = 4.5) -> str:
    """Darken or lighten a colour until it is readable.

    Parameters
    ----------
    minimum
        The contrast wanted: 4.5 for text, 3 for lines and marks.

    Returns
    -------
    str
        The colour itself if it will do, else the nearest blend with black or white that does;
        black or white if nothing does.
    """
    if _APART in colour or _APART in background:
        return _joined(*(readable(*look, minimum) for look in zip(looks(colour), looks(background), strict=True)))
    if contrast(colour, background) >= minimum:
        return colour
    ends = sorted((_BLACK, _WHITE), key=lambda end: -contrast(end, background))
    own = luminance(colour) < luminance(background)
    for end in sorted(ends, key=lambda end: own != (end == _BLACK)):
        for step in range(1, 41):
            found = mix(colour, end, step / 40)
            if contrast(found, background) >= minimum:
                return found
    return ends[0]


def _parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0-255."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: int) -> float:
    """Return a channel without its gamma, 0-1."""
    value = part / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
