"""Measuring and breaking text without opening a font.

The widths come from ``fonts/metrics.json``, made from the bundled fonts, so a text takes the
same room on every machine. Sizes and widths are in points, which are the user units ("px") of
an SVG. Nothing here splits what a reader sees as one character: a letter and its accents, or an
emoji made of several code points.

>>> round(width("Ordering", 12), 2)
49.91
>>> wrap("Compare offers and order online", 12, 100)
('Compare offers', 'and order online')
>>> wrap("Compare offers and order online", 12, 100, max_lines=1)
('Compare offers…',)
"""

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal, TypeAlias

Weight: TypeAlias = Literal["regular", "semibold"]

ELLIPSIS = "…"

_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # all white space but the no-break spaces
_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"
_ZERO_WIDTH_SPACE = "\u200b"
# A line may end after these if the word is too long for any line.
_BREAKERS = frozenset("-\u2010\u2013\u2014/\\|\u00ad")
# East Asian punctuation that does not begin a line.
_CLOSERS = frozenset("、。，．・：；？！）］｝」』】〉》”’ー")
_WIDE_EM = 1.0
_EMOJI_EM = 1.25
_OTHER_EM = 0.6


@dataclass(frozen=True, slots=True)
class _Metrics:
    """What the bundled fonts say, in font units."""

    em: int
    ascent: int
    descent: int
    advances: dict[Weight, dict[str, int]]


def width(text: str, size: float, weight: Weight = "regular") -> float:
    """Measure a text set on one line.

    Parameters
    ----------
    text
        Any text; a line break counts as a space.
    size
        The font size in points.
    weight
        The weight of the font.

    Returns
    -------
    float
        The width in points. Characters that the font lacks are given a likely width: 1 em for
        East Asian wide characters, 1.25 em for emoji, none for combining marks, 0.6 em else.
    """
    return _units(text, weight) * size / _metrics().em


def line_height(size: float) -> float:
    """Give the distance between the baselines of two lines, in points."""
    return (_metrics().ascent + _metrics().descent) * size / _metrics().em


def ascent(size: float) -> float:
    """Give the distance from the top of a line down to its baseline, in points."""
    return _metrics().ascent * size / _metrics().em


def wrap(
    text: str,
    size: float,
    max_width: float,
    *,
    weight: Weight = "regular",
    max_lines: int | None = None,
) -> tuple[str, ...]:
    """Break a text into lines, each as full as it gets.

    Lines end at white space and between East Asian characters. A word too long for a line is
    broken after hyphens and slashes, and where that is not enough between any two characters.

    Parameters
    ----------
    text
        Any text; white space between words counts as one space.
    size
        The font size in points.
    max_width
        The room in points.
    weight
        The weight of the font.
    max_lines
        The most lines to give; what does not fit is cut, and the last line ends with "…".

    Returns
    -------
    tuple of str
        The lines, none for a text without a word. Each fits the room unless it is a single
        character wider than that. Without `max_lines` nothing but white space is lost.

    Raises
    ------
    ValueError
        If `max_lines` is less than one.

    Examples
    --------
    >>> wrap("self-service/kiosk", 10, 45)
    ('self-', 'service/', 'kiosk')
    >>> wrap("お客様の声", 10, 20)
    ('お客', '様の', '声')
    >>> wrap("", 10, 50)
    ()
    """
    if max_lines is not None and max_lines < 1:
        raise ValueError(f"max_lines must be at least 1, not {max_lines}")
    room = _room(size, max_width)
    lines: list[str] = []
    for line in _lines(text, room, weight):
        if len(lines) == max_lines:
            lines[-1] = _cut(lines[-1], room, weight)
            break
        lines.append(line)
    return tuple(lines)


def fit(text: str, size: float, max_width: float, weight: Weight = "regular") -> str:
    """Shorten a text to one line.

    Parameters
    ----------
    text
        Any text.
    size
        The font size in points.
    max_width
        The room in points.
    weight
        The weight of the font.

    Returns
    -------
    str
        The text itself if it fits, else its longest beginning that fits together with "…",
        and "…" alone if there is no room for more.

    Examples
    --------
    >>> fit("Payment", 12, 100), fit("Payment reminder", 12, 70)
    ('Payment', 'Payment r…')
    """
    room = _room(size, max_width)
    return text if _units(text, weight) <= room else _cut(text, room, weight)


def missing_glyphs(text: str) -> str:
    """List the characters that the bundled fonts cannot draw.

    Returns
    -------
    str
        Each once, in order of appearance; white space and invisible characters are not listed.

    Examples
    --------
    >>> missing_glyphs("Café → 東京 東")
    '東京'
    """
    known = _metrics().advances["regular"]
    return "".join(
        char for char in dict.fromkeys(text) if char not in known and not char.isspace() and not _is_control(char)
    )


@cache
def _metrics() -> _Metrics:
    """Read the bundled metrics, once."""
    source = resources.files("journeymap.charts").joinpath("fonts", "metrics.json")
    raw = json.loads(source.read_text(encoding="utf-8"))
    advances: dict[Weight, dict[str, int]] = {}
    for weight, runs in raw["advances"].items():
        table = {chr(first + i): units for first, *widths in runs for i, units in enumerate(widths)}
        advances[weight] = {char: 0 if _is_invisible(char) else units for char, units in table.items()}
    return _Metrics(raw["unitsPerEm"], raw["ascent"], raw["descent"], advances)


def _room(size: float, max_width: float) -> int:
    """Give the most font units whose width, as `width` computes it, is within the room.

    Comparing whole numbers makes a text fit exactly the width that was measured for it.
    """
    em = _metrics().em
    room = math.floor(max_width * em / size)
    if (room + 1) * size / em <= max_width:
        return room + 1
    return room if room * size / em <= max_width else room - 1


def _is_invisible(char: str) -> bool:
    """Tell whether a character takes no room: a mark on another one, or a control for layout."""
    return (
        unicodedata.combining(char) != 0
        or unicodedata.category(char) in {"Mn", "Me", "Cf"}
        or "\u1160" <= char <= "\u11ff"  # vowels and final consonants within a Hangul syllable
    )


def _is_control(char: str) -> bool:
    """Tell whether a character is never drawn: controls and the selectors of variants."""
    return unicodedata.category(char) in {"Cc", "Cf"} or "\ufe00" <= char <= "\ufe0f"


def _is_emoji(char: str) -> bool:
    """Tell whether a character is drawn as a coloured picture."""
    if "\u2300" <= char <= "\u2bff":
        return unicodedata.east_asian_width(char) == "W"
    return "\U0001f000" <= char <= "\U0001faff"


def _is_wide(char: str) -> bool:
    """Tell whether a line may be broken before and after a character anyway."""
    return unicodedata.east_asian_width(char) in {"W", "F"}


@lru_cache(maxsize=4096)
def _guess(char: str) -> float:
    """Give a likely width, in em, of a character that the font lacks."""
    if _is_invisible(char) or unicodedata.category(char) == "Cc":
        return 0.0
    if _is_emoji(char):
        return _EMOJI_EM
    return _WIDE_EM if _is_wide(char) else _OTHER_EM


def _advance(char: str, weight: Weight) -> int:
    """Give the width of one character in font units."""
    metrics = _metrics()
    known = metrics.advances[weight].get(char)
    if known is not None:
        return known
    if char in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return metrics.advances[weight][" "]
    return round(_guess(char) * metrics.em)


def _joins(before: str, char: str) -> bool:
    """Tell whether a character belongs to the cluster before it, by a short form of UAX 29."""
    last = before[-1]
    if last.isspace() or char.isspace():
        return False
    return (
        last == _JOINER
        or char in "\u200c\u200d"
        or unicodedata.category(char) in {"Mn", "Me", "Mc"}
        or "\u1160" <= char <= "\u11ff"
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags, as in the flags of regions
        or (len(before) == 1 and all("\U0001f1e6" <= flag <= "\U0001f1ff" for flag in (last, char)))
    )


def _clusters(text: str) -> list[str]:
    """Split a text into what a reader sees as characters."""
    if text.isascii():
        return list(text)
    bounds = [0] if text else []
    for position in range(1, len(text)):
        # Two code points tell all that is asked of a cluster, save for flags: pairs of letters.
        if not _joins(text[max(bounds[-1], position - 2) : position], text[position]):
            bounds.append(position)
    return [text[start:end] for start, end in pairwise([*bounds, len(text)])]


def _cluster_units(cluster: str, weight: Weight) -> int:
    """Measure one cluster in font units; an emoji of several code points is as wide as one."""
    if len(cluster) == 1:
        return _advance(cluster, weight)
    if _EMOJI_SELECTOR in cluster or _is_emoji(cluster[0]):
        return round(_EMOJI_EM * _metrics().em)
    return sum(_advance(char, weight) for char in cluster)


def _units(text: str, weight: Weight) -> int:
    """Measure a text in font units."""
    return sum(_cluster_units(cluster, weight) for cluster in _clusters(text))


def _cut(text: str, room: int, weight: Weight) -> str:
    """Give the longest beginning of a text that fits together with an ellipsis."""
    left = room - _advance(ELLIPSIS, weight)
    kept: list[str] = []
    for cluster in _clusters(text):
        left -= _cluster_units(cluster, weight)
        if left < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def _lines(text: str, room: int, weight: Weight) -> Iterator[str]:
    """Fill lines with pieces of words, measuring each piece once."""
    space = _advance(" ", weight)
    line: list[str] = []
    used = 0
    for word in filter(None, _SPACES.split(text)):
        for index, (piece, units) in enumerate(_pieces(word, room, weight)):
            gap = space if line and index == 0 else 0
            if line and used + gap + units > room:
                yield "".join(line)
                line, used, gap = [], 0, 0
            line.extend([" ", piece] if gap else [piece])
            used += gap + units
    if line:
        yield "".join(line)


def _pieces(word: str, room: int, weight: Weight) -> Iterator[tuple[str, int]]:
    """Split a word where a line may end inside it, and measure the pieces."""
    clusters = _clusters(word)
    units = [_cluster_units(cluster, weight) for cluster in clusters]
    too_long = sum(units) > room
    start = 0
    for end in range(1, len(clusters) + 1):
        if end == len(clusters) or _may_break(clusters[end - 1], clusters[end], too_long=too_long):
            yield from _chunks(clusters[start:end], units[start:end], room)
            start = end


def _may_break(before: str, after: str, *, too_long: bool) -> bool:
    """Tell whether a line may end between two clusters of a word."""
    if after in _CLOSERS:
        return False
    if before == _ZERO_WIDTH_SPACE or _is_wide(before[0]) or _is_wide(after[0]):
        return True
    return too_long and before[0] in _BREAKERS


def _chunks(clusters: Sequence[str], units: Sequence[int], room: int) -> Iterator[tuple[str, int]]:
    """Join clusters to pieces no wider than a line, each as long as it gets."""
    start = used = 0
    for end, advance in enumerate(units):
        if end > start and used + advance > room:
            yield "".join(clusters[start:end]), used
            start, used = end, 0
        used += advance
    yield "".join(clusters[start:]), used
