"""What the bundled fonts have and how wide it is there, and what a reader sees as one character.

The widths come from ``fonts/metrics.json`` and, for other scripts, ``fonts/fallback.json``, both
made from the bundled fonts, so that no font is opened. They are in font units.

>>> [len(sign) for sign in clusters("re\N{COMBINING ACUTE ACCENT}e")]
[1, 2, 1]
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal, TypeAlias

from journeymap.records import dataclass

Weight: TypeAlias = Literal["regular", "semibold"]

_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"
_WIDE_EM = 1.0
_EMOJI_EM = 1.27
_OTHER_EM = 0.6
# Blocks of scripts written from right to left.
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


@dataclass(frozen=True, slots=True)
class Metrics:
    """What the bundled fonts say, in font units."""

    em: int
    ascent: int
    descent: int
    advances: dict[Weight, dict[str, int]]


@cache
def _fallback() -> dict[str, tuple[str, int]]:
    """Read which other bundled font has a character, and how wide it is there, once."""
    source = resources.files("journeymap.charts").joinpath("fonts", "fallback.json")
    found: dict[str, tuple[str, int]] = {}
    for font in json.loads(source.read_text(encoding="utf-8")):
        for first, last, units in font["spans"]:
            for code in range(first, last + 1):
                char = chr(code)
                found.setdefault(char, (font["family"], 0 if is_invisible(char) else units))
    return found


@cache
def bundled() -> Metrics:
    """Read the bundled metrics, once."""
    source = resources.files("journeymap.charts").joinpath("fonts", "metrics.json")
    raw = json.loads(source.read_text(encoding="utf-8"))
    advances: dict[Weight, dict[str, int]] = {}
    for weight, runs in raw["advances"].items():
        table = {chr(first + i): units for first, *widths in runs for i, units in enumerate(widths)}
        advances[weight] = {char: 0 if is_invisible(char) else units for char, units in table.items()}
    return Metrics(raw["unitsPerEm"], raw["ascent"], raw["descent"], advances)


def missing_glyphs(text: str) -> str:
    """List the characters that the bundled fonts cannot draw.

    Returns
    -------
    str
        Each once, in order of appearance; white space and invisible characters are not listed.

    Examples
    --------
    >>> missing_glyphs("Café → 東京 ไทย")
    'ไทย'
    """
    if text.isascii():
        return ""
    known = bundled().advances["regular"]
    return "".join(
        char
        for char in dict.fromkeys(text)
        if char not in known and not char.isspace() and not _is_control(char) and char not in _fallback()
    )


def leftward(text: str) -> bool | None:
    """Tell whether a text is written from right to left.

    Returns
    -------
    bool or None
        What its first letter says; `None` if nothing in it is written from right to left.

    Examples
    --------
    >>> leftward("موعد ok"), leftward("ok موعد"), leftward("ok")
    (True, False, None)
    """
    if text.isascii() or not _LEFTWARD.search(text):
        return None
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind != "L" for kind in kinds if kind in {"L", "R", "AL"}), None)


def family_runs(text: str) -> list[tuple[str, str]]:
    """Split a text by the bundled font that has it.

    Returns
    -------
    list of (str, str)
        The family of a font with a stretch of text, in order; the family is empty where the main
        font has it, or none has.

    Examples
    --------
    >>> family_runs("Ask 東京")
    [('', 'Ask '), ('Noto Sans SC', '東京')]
    """
    found: list[tuple[str, str]] = []
    for cluster in clusters(text):
        family = _family(cluster)
        if found and found[-1][0] == family:
            found[-1] = (family, found[-1][1] + cluster)
        else:
            found.append((family, cluster))
    return found


def _family(cluster: str) -> str:
    """Return the family of the font that draws a cluster; empty for the main font."""
    if cluster.isascii():
        return ""
    known = bundled().advances["regular"]
    if _EMOJI_SELECTOR not in cluster and cluster[0] in known:
        return ""
    found = _fallback().get(cluster[0])
    return found[0] if found else ""


def is_invisible(char: str) -> bool:
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


def is_wide(char: str) -> bool:
    """Tell whether a line may be broken before and after a character anyway."""
    return unicodedata.east_asian_width(char) in {"W", "F"}


@lru_cache(maxsize=4096)
def _guess(char: str) -> float:
    """Give a likely width, in em, of a character that the font lacks."""
    if is_invisible(char) or unicodedata.category(char) == "Cc":
        return 0.0
    if _is_emoji(char):
        return _EMOJI_EM
    return _WIDE_EM if is_wide(char) else _OTHER_EM


def advance(char: str, weight: Weight) -> int:
    """Give the width of one character in font units."""
    metrics = bundled()
    known = metrics.advances[weight].get(char)
    if known is not None:
        return known
    if char in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return metrics.advances[weight][" "]
    other = _fallback().get(char)
    return other[1] if other is not None else round(_guess(char) * metrics.em)


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


def clusters(text: str) -> list[str]:
    """Split a text into what a reader sees as characters: a letter with its accents, an emoji of several signs."""
    if text.isascii():
        return list(text)
    bounds = [0] if text else []
    for position in range(1, len(text)):
        # Two code points tell all that is asked of a cluster, save for flags: pairs of letters.
        if not _joins(text[max(bounds[-1], position - 2) : position], text[position]):
            bounds.append(position)
    return [text[start:end] for start, end in pairwise([*bounds, len(text)])]


def cluster_units(cluster: str, weight: Weight) -> int:
    """Measure one cluster in font units; an emoji of several code points is as wide as one."""
    if len(cluster) == 1:
        return advance(cluster, weight)
    if _EMOJI_SELECTOR in cluster or _is_emoji(cluster[0]):
        return round(_EMOJI_EM * bundled().em)
    return sum(advance(char, weight) for char in cluster)


def units_of(signs: Sequence[str], weight: Weight) -> list[int]:
    """Measure clusters in font units, each by itself."""
    known = bundled().advances[weight]
    return [known[sign] if sign in known else cluster_units(sign, weight) for sign in signs]


def measured(text: str, weight: Weight) -> int:
    """Measure a text in font units."""
    return sum(units_of(clusters(text), weight))
