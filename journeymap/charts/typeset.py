"""Measuring and breaking text without opening a font.

A text takes the same room on every machine, for widths come with the package (`glyphs`). Sizes and
widths are in points, which are the user units ("px") of an SVG. Nothing here splits what a reader
sees as one character: a letter and its accents, or an emoji made of several code points.

>>> round(width("Ordering", 12), 2)
49.91
>>> wrap("Compare offers and order online", 12, 100)
('Compare offers', 'and order online')
>>> wrap("Compare offers and order online", 12, 100, max_lines=1)
('Compare offers…',)
"""

import math
import re
from collections.abc import Iterator, Sequence

from journeymap.charts.glyphs import Weight, advance, bundled, cluster_units, clusters, is_wide, measured, units_of

ELLIPSIS = "…"
HYPHEN = "-"
LEAST_LETTERS = 2
"""Letters of a broken word that stand before and after a hyphen."""

LATIN_END = "\u0250"
"""The first character past the blocks of Latin letters."""

WIDE_FROM = "\u1100"
"""The first East Asian character; a word before it that fits its line is never broken."""

_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")  # all white space but the no-break spaces
_ZERO_WIDTH_SPACE = "\u200b"
# A line may end after these if the word is too long for any line.
_BREAKERS = frozenset("-\u2010\u2013\u2014/\\|\u00ad")
# East Asian punctuation that does not begin a line.
_CLOSERS = frozenset("、。，．・：；？！）］｝」』】〉》”’ー")


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
        The width in points. Characters that no bundled font has are given a likely width: 1 em for
        East Asian wide characters, 1.27 em for emoji, none for combining marks, 0.6 em else. Arabic
        letters are measured in their widest form, so that what is drawn is never wider.
    """
    return measured(text, weight) * size / bundled().em


def line_height(size: float) -> float:
    """Give the distance between the baselines of two lines, in points."""
    return (bundled().ascent + bundled().descent) * size / bundled().em


def ascent(size: float) -> float:
    """Give the distance from the top of a line down to its baseline, in points."""
    return bundled().ascent * size / bundled().em


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
        character wider than that. Without `max_lines` nothing but white space is lost; a Latin
        word that has to be broken gets a hyphen.

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
    return text if measured(text, weight) <= room else _cut(text, room, weight)


def _room(size: float, max_width: float) -> int:
    """Give the most font units whose width, as `width` computes it, is within the room.

    Comparing whole numbers makes a text fit exactly the width that was measured for it.
    """
    em = bundled().em
    room = math.floor(max_width * em / size)
    if (room + 1) * size / em <= max_width:
        return room + 1
    return room if room * size / em <= max_width else room - 1


def _cut(text: str, room: int, weight: Weight) -> str:
    """Give the longest beginning of a text that fits together with an ellipsis."""
    left = room - advance(ELLIPSIS, weight)
    kept: list[str] = []
    for cluster in clusters(text):
        left -= cluster_units(cluster, weight)
        if left < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def _lines(text: str, room: int, weight: Weight) -> Iterator[str]:
    """Fill lines with pieces of words, measuring each piece once."""
    space = advance(" ", weight)
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
    signs = clusters(word)
    wide = units_of(signs, weight)
    total = sum(wide)
    too_long = total > room
    if not too_long and max(word) < WIDE_FROM:
        yield word, total
        return
    start = 0
    for end in range(1, len(signs) + 1):
        if end == len(signs) or _may_break(signs[end - 1], signs[end], too_long=too_long):
            yield from _chunks(signs[start:end], wide[start:end], room, advance(HYPHEN, weight))
            start = end


def _may_break(before: str, after: str, *, too_long: bool) -> bool:
    """Tell whether a line may end between two clusters of a word."""
    if after in _CLOSERS:
        return False
    if before == _ZERO_WIDTH_SPACE or is_wide(before[0]) or is_wide(after[0]):
        return True
    return too_long and before[0] in _BREAKERS


def _chunks(signs: Sequence[str], units: Sequence[int], room: int, hyphen: int) -> Iterator[tuple[str, int]]:
    """Join clusters to pieces no wider than a line, each as long as it gets; `hyphen` is the width of one."""
    start = used = 0
    end = 0
    while end < len(signs):
        if end > start and used + units[end] > room:
            cut = _hyphenated(signs, units, (start, end), room - hyphen)
            mark = cut is not None
            end = cut if cut is not None else end
            yield "".join(signs[start:end]) + HYPHEN * mark, sum(units[start:end]) + hyphen * mark
            start, used = end, 0
        used += units[end]
        end += 1
    yield "".join(signs[start:]), used


def _hyphenated(signs: Sequence[str], units: Sequence[int], span: tuple[int, int], room: int) -> int | None:
    """Return where a word of Latin letters is cut before a hyphen, two letters from either end; `None` if nowhere."""
    start, end = span
    while end > start and (sum(units[start:end]) > room or len(signs) - end < LEAST_LETTERS):
        end -= 1
    if end - start < LEAST_LETTERS or not all(map(_latin, signs[end - 2 : end + 2])):
        return None
    return end


def _latin(sign: str) -> bool:
    """Tell whether a cluster is a letter of the Latin script."""
    return sign[0].isalpha() and sign[0] < LATIN_END
