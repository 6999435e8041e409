"""A client's colours on a theme, made readable where they are not.

A colour that cannot be read where it stands is made darker or lighter in OKLCH, the perceptual space of Björn
Ottosson (2020), until it can: its hue stays, its chroma stays as far as screens can show it, and it moves no further
than it has to.

>>> from journeymap.charts.palette import THEMES
>>> branded(THEMES["print"], "#0f4c81", "#e07a1f").corrections[0].used
'#a85600'
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from journeymap.charts.palette import Theme, contrast
from journeymap.records import dataclass

TEXT, GRAPHICS = 4.5, 3.0
"""Least contrast of text and of what is drawn (WCAG 2.2, 1.4.3 and 1.4.11)."""

_STEPS = 200
_SHIFTS = (-0.08, 0.08, -0.05, 0.05, -0.03, 0.03)
_WHITE, _BLACK = "#ffffff", "#000000"

Oklch = tuple[float, float, float]
"""Lightness 0-1, chroma, and hue in radians."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A colour that was changed.

    Attributes
    ----------
    key
        ``colour`` or ``accent``.
    asked, used
        As written, and as drawn.
    ground
        What it could not be told from.
    before, after
        The contrast on that ground, 1 to 21.
    needed
        The least contrast there.
    """

    key: str
    asked: str
    used: str
    ground: str
    before: float
    after: float
    needed: float


@dataclass(frozen=True)
class Branded:
    """A theme in a client's colours, and what had to be changed."""

    theme: Theme
    corrections: tuple[Correction, ...] = ()


def branded(theme: Theme, colour: str | None = None, accent: str | None = None) -> Branded:
    """Dress a theme: stage bands, ways and headings in the leading colour, moments of truth in the second one.

    With only one of them it stands for both.

    The greyscale theme stays as it is. Colours of scores and severities stay too: they say good and bad.

    Parameters
    ----------
    colour, accent
        Of the form ``#rrggbb``.

    Raises
    ------
    ValueError
        If a colour has another form.
    """
    for given in filter(None, (colour, accent)):
        contrast(given, _WHITE)
    if theme.name == "greyscale" or (colour is None and accent is None):
        return Branded(theme)
    corrections: list[Correction] = []
    if colour is not None:
        band = nearest(colour.lower(), ((theme.page, GRAPHICS),), writable)
        corrections += _corrected("colour", colour, band, ((theme.page, GRAPHICS),))
        ink = written(band)
        theme = replace(theme, stage=(band, _other(band, ink, theme)), on_stage=ink)
    stands_on = (theme.page, theme.surface, theme.changed, theme.added, theme.removed)
    grounds = tuple((ground, TEXT) for ground in stands_on)
    leading = nearest((colour or accent or "").lower(), grounds)
    theme = replace(theme, accent=leading)
    if accent is not None:
        shown = nearest(accent.lower(), grounds)
        corrections += _corrected("accent", accent, shown, grounds)
        theme = replace(theme, highlight=shown)
    return Branded(theme, tuple(corrections))


def writable(colour: str) -> bool:
    """Tell whether black or white text can be read on a colour."""
    return max(contrast(colour, _WHITE), contrast(colour, _BLACK)) >= TEXT


def written(colour: str) -> str:
    """Return white if it can be read on a colour, else black."""
    return _WHITE if contrast(colour, _WHITE) >= TEXT else _BLACK


def _corrected(key: str, asked: str, used: str, grounds: Sequence[tuple[str, float]]) -> tuple[Correction, ...]:
    """Return what was changed about a colour, on the ground where it was worst; nothing if it was not."""
    if used == asked.lower():
        return ()
    ground, needed = min(grounds, key=lambda item: contrast(asked, item[0]) / item[1])
    return (Correction(key, asked, used, ground, contrast(asked, ground), contrast(used, ground), needed),)


def _other(band: str, ink: str, theme: Theme) -> str:
    """Return a second shade of the band for neighbouring stages, as readable as the first; else the band itself."""
    light, chroma, hue = to_oklch(band)
    for shift in _SHIFTS:
        found = from_oklch((min(1.0, max(0.0, light + shift)), chroma, hue))
        if found != band and contrast(found, ink) >= TEXT and contrast(found, theme.page) >= GRAPHICS:
            return found
    return band


@lru_cache(maxsize=1024)
def nearest(colour: str, grounds: tuple[tuple[str, float], ...], fits: Callable[[str], bool] | None = None) -> str:
    """Return the colour itself if it will do, else the one of its hue that is nearest in lightness and does.

    Parameters
    ----------
    grounds
        Colours it stands on, each with the least contrast there.
    fits
        What else is asked of it.

    Returns
    -------
    str
        Black or white, whichever is told apart better, should no lightness do on all grounds.
    """

    def will_do(tried: str) -> bool:
        return all(contrast(tried, ground) >= least for ground, least in grounds) and (fits is None or fits(tried))

    if will_do(colour):
        return colour
    light, chroma, hue = to_oklch(colour)
    for step in range(1, _STEPS + 1):
        for target in (light - step / _STEPS, light + step / _STEPS):
            if 0 <= target <= 1:
                tried = from_oklch((target, chroma, hue))
                if will_do(tried):
                    return tried
    return max((_BLACK, _WHITE), key=lambda end: min(contrast(end, ground) for ground, _ in grounds))


def to_oklch(colour: str) -> Oklch:
    """Return a colour in OKLCH."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def from_oklch(value: Oklch) -> str:
    """Return the colour a screen can show that has the lightness and hue, with as much of the chroma as it can."""
    light, chroma, hue = value
    low, high = 0.0, chroma
    channels = _channels(light, chroma, hue)
    if not _shown(channels):
        for _ in range(16):
            middle = (low + high) / 2
            if _shown(_channels(light, middle, hue)):
                low = middle
            else:
                high = middle
        channels = _channels(light, low, hue)
    return "#" + "".join(f"{round(255 * _gamma(min(1.0, max(0.0, channel)))):02x}" for channel in channels)


def _channels(light: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Return red, green and blue of a colour, linear; beyond 0-1 where no screen can show it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _shown(channels: Sequence[float]) -> bool:
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in channels)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _gamma(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
