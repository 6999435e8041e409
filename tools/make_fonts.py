"""Make the bundled fonts and their metrics from the full static fonts of Inter.

Run it only when the fonts are renewed; what it writes is kept in the repository::

    python tools/make_fonts.py Inter-Regular.ttf Inter-SemiBold.ttf

The two arguments are the static TrueType files of weights 400 and 600. Written beside each
other in ``journeymap/charts/fonts``: a TrueType file per weight (what PNG files are drawn
with), a smaller WOFF2 file per weight (what SVG and HTML files carry inside them) and
``metrics.json`` (what text is measured with, so that no font is opened at run time).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "journeymap" / "charts" / "fonts"

# Kerning ("kern") and contextual alternates ("calt") are left out on purpose: without them the
# width of a text is exactly the sum of its advance widths, so what is measured is what is drawn.
FEATURES = ["case", "ccmp", "locl", "mark", "mkmk", "tnum"]
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]

WEB = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x00FF),  # Latin-1 Supplement
    (0x0100, 0x017F),  # Latin Extended-A
    (0x2010, 0x2026),  # dashes, quotation marks, bullet, ellipsis
    (0x2030, 0x203A),  # per mille, primes, angle quotation marks
    (0x20AC, 0x20AC),  # euro
    (0x2122, 0x2122),  # trade mark
    (0x2190, 0x2199),  # arrows
    (0x2212, 0x221E),  # minus, square root, infinity
    (0x2248, 0x2265),  # almost equal, not equal, at most, at least
    (0x25A0, 0x25CF),  # squares, triangles, diamonds, circles
    (0x2605, 0x2606),  # stars
    (0x2713, 0x2717),  # check mark, cross
)
FULL = (
    *WEB,
    (0x0180, 0x024F),  # Latin Extended-B
    (0x02B0, 0x036F),  # modifier letters, combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0493),  # Ukrainian and Kazakh letters
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x206F),  # General Punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency signs
    (0x2100, 0x218F),  # letterlike signs, number forms
    (0x2190, 0x21FF),  # all arrows
    (0x2200, 0x22FF),  # all mathematical operators
    (0x2460, 0x24FF),  # circled numbers
    (0x25A0, 0x25FF),  # all geometric shapes
    (0x2600, 0x26FF),  # signs
    (0x2700, 0x27BF),  # dingbats
)


def subset(source: Path, target: Path, blocks: tuple[tuple[int, int], ...], flavor: str | None) -> None:
    """Write the part of a font that holds the given blocks.

    Parameters
    ----------
    source
        A full static TrueType font.
    target
        The file to write.
    blocks
        First and last code point of each block to keep; what the font lacks is passed over.
    flavor
        ``"woff2"``, or None for TrueType.
    """
    options = Options(
        layout_features=FEATURES,
        name_IDs=NAMES,
        hinting=False,
        desubroutinize=True,
        notdef_outline=True,
        glyph_names=False,
        flavor=flavor,
    )
    font = load_font(str(source), options)
    font.recalcTimestamp = False  # the same input gives the same bytes
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in blocks for code in range(first, last + 1)])
    subsetter.subset(font)
    save_font(font, str(target), options)


def advances(font: TTFont) -> list[list[int]]:
    """Give the advance widths of a font in runs of consecutive code points.

    Returns
    -------
    list of list of int
        Each run is a first code point followed by the advance widths, in font units, of that
        code point and those after it.
    """
    widths = font["hmtx"].metrics
    runs: list[list[int]] = []
    for code, glyph in sorted(font.getBestCmap().items()):
        if not runs or code != runs[-1][0] + len(runs[-1]) - 1:
            runs.append([code])
        runs[-1].append(widths[glyph][0])
    return runs


def metrics(fonts: dict[str, Path]) -> dict[str, object]:
    """Gather what measuring text needs, in font units."""
    opened = {weight: TTFont(path) for weight, path in fonts.items()}
    regular = opened["regular"]
    return {
        "unitsPerEm": regular["head"].unitsPerEm,
        "ascent": regular["hhea"].ascent,
        "descent": -regular["hhea"].descent,
        "advances": {weight: advances(font) for weight, font in opened.items()},
    }


def main() -> None:
    """Make the fonts named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("regular", type=Path, help="static TrueType font of weight 400")
    parser.add_argument("semibold", type=Path, help="static TrueType font of weight 600")
    given = parser.parse_args()
    made = {"regular": FONTS / "Inter-Regular.ttf", "semibold": FONTS / "Inter-SemiBold.ttf"}
    for weight, target in made.items():
        source = getattr(given, weight)
        subset(source, target, FULL, None)
        subset(source, target.with_suffix(".woff2"), WEB, "woff2")
    text = json.dumps(metrics(made), separators=(",", ":"))
    (FONTS / "metrics.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
