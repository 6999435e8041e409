"""Drawing an SVG to PNG with resvg and the bundled fonts."""

import re
import struct
import unicodedata
import zlib
from contextlib import ExitStack
from html import escape, unescape
from importlib import resources

import resvg_py

from journeymap.charts.glyphs import Weight, family_runs, leftward, missing_glyphs
from journeymap.charts.typeset import width

_FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_OTHER = {"Vazirmatn": "Vazirmatn-part.ttf", "Noto Sans SC": "NotoSansSC-part.ttf", "Noto Emoji": "NotoEmoji-part.ttf"}
_ARABIC = "Vazirmatn"
_EMOJI = "Noto Emoji"
_FAMILY = "Inter"
_SIZE = re.compile(r'^\s*<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_QUICK, _MOST = 16e6, 120e6
"""Pixels written in about a second, and the most that are written at all."""
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
# What follows the first sign of an emoji: selectors, skin tones, tags, and signs that are joined on.
_AFTER = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d.?")
_TEXT = re.compile(r"(<text[^>]*>)([^<]*[^\x00-\x7f<][^<]*)(?=</text>)")
_ISOLATE = re.compile("^([\u2066\u2067])?(.*?)(\u2069)?$", re.DOTALL)
_UNASSIGNED = "\u0378"
_CELL = 24


def to_png(svg: str, *, scale: float | None = None) -> bytes:
    """Draw an SVG.

    Only the bundled fonts are used, so that the picture is the same on every machine, unless the text has
    characters that none of them has: those are looked for in the fonts of the system. A font carried inside the
    SVG is not read.

    Parameters
    ----------
    svg
        A complete SVG document.
    scale
        Pixels per user unit; left out, two, and less for a large drawing: writing pixels takes most of the time.

    Returns
    -------
    bytes
        A PNG file; what the SVG does not paint is transparent.

    Raises
    ------
    ValueError
        If the text is not an SVG document, or has no size.
    """
    return _draw(with_families(svg), scale or _scale(svg), system=bool(_missing(svg)))


def _scale(svg: str) -> float:
    """Return 2, or what keeps a large drawing to as many pixels as are quickly written, but not less than 1."""
    size = _SIZE.search(svg)
    if size is None:
        return 2.0
    area = float(size[1]) * float(size[2])
    return min(2.0, max((_QUICK / area) ** 0.5, min(1.0, (_MOST / area) ** 0.5))) if area else 2.0


def with_families(svg: str) -> str:
    """Name the bundled font of each stretch of text that the main font lacks.

    A browser looks for a font letter by letter; resvg draws a text that mixes scripts rightly only if told. Each
    stretch is placed where the metrics say; only in a text with Arabic, whose letters join, does the drawer place
    them.

    Examples
    --------
    >>> with_families('<text x="1" font-size="10">東京 ok</text>').split("<tspan ")[1:]
    ['x="1.00" font-family="Noto Sans SC">東京</tspan>', 'x="21.00"> ok</tspan></text>']
    """
    return _TEXT.sub(lambda found: found[1] + _spans(found[1], unescape(found[2])), svg)


def font_files(stack: ExitStack, svg: str) -> list[str]:
    """Return the paths of the bundled fonts that a drawing needs.

    Parameters
    ----------
    stack
        Keeps files that had to be unpacked until they are read.
    svg
        With the families named.
    """
    folder = resources.files("journeymap.charts").joinpath("fonts")
    names = [*_FONTS, *(file for family, file in _OTHER.items() if f'font-family="{family}"' in svg)]
    return [str(stack.enter_context(resources.as_file(folder.joinpath(name)))) for name in names]


def without_glyph(svg: str) -> str:
    """List the characters of a drawing that neither a bundled font nor one of the system has.

    Each is drawn and compared with a character that does not exist.

    Returns
    -------
    str
        Each once, in order of appearance; they come out as empty boxes in a PNG.
    """
    missing = _missing(svg)
    if not missing:
        return ""
    width = _CELL * (len(missing) + 1)
    texts = "".join(
        f'<text x="{_CELL * index + 2}" y="18" font-size="14" fill="#000">{escape(char)}</text>'
        for index, char in enumerate(_UNASSIGNED + missing)
    )
    page = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_CELL}">{texts}</svg>'
    rows = _alpha(_draw(page, 1.0, system=True))
    cells = [[row[_CELL * index : _CELL * (index + 1)] for row in rows] for index in range(len(missing) + 1)]
    return "".join(char for char, cell in zip(missing, cells[1:], strict=True) if cell == cells[0])


def _missing(svg: str) -> str:
    if svg.isascii():
        return ""
    return missing_glyphs("".join(unescape(found[1]) for found in _TEXT.findall(svg)))


def _draw(svg: str, scale: float, *, system: bool) -> bytes:
    with ExitStack() as stack:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=not system,
            font_files=font_files(stack, svg),
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )


def _spans(element: str, text: str) -> str:
    """Write a text with the family of each stretch; `element` is its start tag."""
    runs = family_runs(text)
    if all(not family for family, _ in runs):
        return escape(text)
    if any(family == _ARABIC for family, _ in runs):
        return _leftward(text)
    given = dict(_ATTRIBUTE.findall(element))
    size = float(given.get("font-size", "16"))
    weight: Weight = "semibold" if given.get("font-weight") == "600" else "regular"
    part = {"middle": 0.5, "end": 1.0}.get(given.get("text-anchor", ""), 0.0)
    left = float(given.get("x", "0")) - part * width(text, size, weight)
    written = ""
    for family, run in runs:
        wide = width(run, size, weight)
        named = f' font-family="{family}"' if family else ""
        written += f'<tspan x="{left + part * wide:.2f}"{named}>{escape(run)}</tspan>'
        left += wide
    return written


def _leftward(text: str) -> str:
    """Write a text that has Arabic in it.

    Letters that join keep their places only if their font shapes the whole text first: the sign that gives the
    direction stands before them in that font. The drawer fails on emoji of several signs in such a text: their
    first is drawn.
    """
    start, inner, end = _ISOLATE.fullmatch(unicodedata.normalize("NFC", text)).groups()  # type: ignore[union-attr]
    runs = [(family, _first_signs(run) if family == _EMOJI else run) for family, run in family_runs(inner)]
    lead = start or ("\u2067" if leftward(inner) else "\u2066")
    return _tspan(_ARABIC, lead) + "".join(_tspan(family, run) for family, run in runs) + (end or "\u2069")


def _first_signs(text: str) -> str:
    return _AFTER.sub("", text).replace("", "\u200b").strip("\u200b")


def _tspan(family: str, text: str) -> str:
    inside = escape(text)
    return f'<tspan font-family="{family}">{inside}</tspan>' if family else inside


def _alpha(png: bytes) -> list[bytes]:
    """Return the opacity of each pixel, by row, of a PNG with four channels of eight bits."""
    at, data, width = 8, b"", 0
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width = struct.unpack(">I", body[:4])[0]
        data += body if kind == b"IDAT" else b""
        at += length + 12
    raw, step = zlib.decompress(data), 4 * width
    rows, above = [], bytes(step)
    for start in range(0, len(raw), step + 1):
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + step], above)
        rows.append(above[3::4])
    return rows


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """Undo the filter of a row of a PNG: 0 none, 1 left, 2 up, 3 mean, 4 Paeth."""
    out = bytearray(line)
    for index, value in enumerate(line):
        left = out[index - 4] if index >= 4 else 0
        up, corner = above[index], above[index - 4] if index >= 4 else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        out[index] = (value + guess) & 0xFF
    return bytes(out)


def _paeth(left: int, up: int, corner: int) -> int:
    """Return the neighbour nearest to ``left + up - corner``."""
    guess = left + up - corner
    return min((left, up, corner), key=lambda near: abs(guess - near))
