"""Make the bundled fonts and their metrics from the full static fonts of Inter, Vazirmatn and Noto.

Run it only when the fonts are renewed; what it writes is kept in the repository::

    python tools/make_fonts.py Inter-Regular.ttf Inter-SemiBold.ttf
    python tools/make_fonts.py --arabic Vazirmatn.ttf --han NotoSansSC.ttf --emoji NotoEmoji.ttf

The first two arguments are the static TrueType files of weights 400 and 600. Written beside each
other in ``journeymap/charts/fonts``: a TrueType file per weight (what PNG files are drawn
with), a smaller WOFF2 file per weight (what SVG and HTML files carry inside them) and
``metrics.json`` (what text is measured with, so that no font is opened at run time). The fonts
of other scripts are TrueType only, with their widths in ``fallback.json``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fontTools.misc.roundTools import otRound
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


# What the fonts of other scripts keep: the shapes of joined letters, ligatures and marks.
SHAPING = ["ccmp", "init", "medi", "fina", "isol", "rlig", "liga", "mark", "mkmk"]
JOINING = ("ccmp", "init", "medi", "fina", "isol")


def rows(codec: str, first: int, last: int) -> set[int]:
    """Return the code points of rows of a 94 by 94 character set, by the name of its codec."""
    pairs = (bytes([0xA0 + row, cell]) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (pair.decode(codec, "ignore") for pair in pairs) if text}


def han() -> set[int]:
    """Return the common Chinese characters (GB 2312 and JIS X 0208, first levels), kana and full-width signs."""
    signs = {*range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)}
    return rows("gb2312", 16, 55) | rows("euc_jp", 16, 47) | signs


ARABIC = {*range(0x0600, 0x0700), 0x200C, 0x200D}
EMOJI = {*range(0x200D, 0x1FFFF), *range(0xE0020, 0xE0080)}


def subset(
    source: Path,
    target: Path,
    codes: set[int],
    flavor: str | None,
    *,
    features: list[str] = FEATURES,
    notdef: bool = True,
) -> None:
    """Write the part of a font that holds the given characters.

    Parameters
    ----------
    source
        A full static TrueType font.
    target
        The file to write.
    codes
        Code points to keep; what the font lacks is passed over.
    flavor
        ``"woff2"``, or None for TrueType.
    features
        Layout features to keep.
    notdef
        Whether the sign of a missing glyph keeps its outline.
    """
    options = Options(
        layout_features=features,
        name_IDs=NAMES,
        hinting=False,
        desubroutinize=True,
        notdef_outline=notdef,
        glyph_names=False,
        flavor=flavor,
    )
    font = load_font(str(source), options)
    font.recalcTimestamp = False  # the same input gives the same bytes
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(codes))
    subsetter.subset(font)
    save_font(font, str(target), options)


def covered(blocks: tuple[tuple[int, int], ...]) -> set[int]:
    """Return every code point of blocks given by their first and last."""
    return {code for first, last in blocks for code in range(first, last + 1)}


def forms(font: TTFont) -> dict[str, list[list[str]]]:
    """Return what each glyph turns into beside others: other shapes of it, or a letter and its dots."""
    found: dict[str, list[list[str]]] = {}
    if "GSUB" not in font:
        return found
    table = font["GSUB"].table
    chosen = {
        index
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag in JOINING
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(chosen):
        for part in table.LookupList.Lookup[index].SubTable:
            for glyph, form in getattr(getattr(part, "ExtSubTable", part), "mapping", {}).items():
                found.setdefault(glyph, []).append([form] if isinstance(form, str) else list(form))
    return found


def widest(font: TTFont) -> dict[str, int]:
    """Return the greatest width of each glyph in any of its forms, in font units."""
    widths = {glyph: int(advance) for glyph, (advance, _) in font["hmtx"].metrics.items()}
    turns = forms(font)

    def wide(glyph: str, seen: frozenset[str] = frozenset()) -> int:
        shapes = [] if glyph in seen else turns.get(glyph, [])
        return max([widths[glyph], *(sum(wide(part, seen | {glyph}) for part in shape) for shape in shapes)])

    return {glyph: wide(glyph) for glyph in font.getGlyphOrder()}


def spans(font: TTFont, em: int) -> list[list[int]]:
    """Give the greatest width of each character in any of its forms, in runs of equal widths.

    Returns
    -------
    list of list of int
        First and last code point, and the width in units of which `em` are the font's size. A
        joined letter is never wider than said, so that what fits by these widths fits when drawn.
    """
    widths, scale = widest(font), em / font["head"].unitsPerEm
    runs: list[list[int]] = []
    for code, glyph in sorted(font.getBestCmap().items()):
        wide = otRound(widths[glyph] * scale)
        if runs and runs[-1][1] == code - 1 and runs[-1][2] == wide:
            runs[-1][1] = code
        else:
            runs.append([code, code, wide])
    return runs


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


def fallbacks(given: dict[str, Path]) -> None:
    """Make the fonts of other scripts and their widths.

    Parameters
    ----------
    given
        The full static fonts by ``arabic``, ``han`` and ``emoji``.
    """
    em = json.loads((FONTS / "metrics.json").read_text(encoding="utf-8"))["unitsPerEm"]
    made = []
    for script, name, codes in (
        ("arabic", "Vazirmatn-part.ttf", ARABIC),
        ("han", "NotoSansSC-part.ttf", han()),
        ("emoji", "NotoEmoji-part.ttf", EMOJI),
    ):
        subset(given[script], FONTS / name, codes, None, features=SHAPING, notdef=False)
        font = TTFont(FONTS / name)
        made.append({"file": name, "family": font["name"].getBestFamilyName(), "spans": spans(font, em)})
    (FONTS / "fallback.json").write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Make the fonts named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("regular", type=Path, nargs="?", help="static TrueType font of weight 400")
    parser.add_argument("semibold", type=Path, nargs="?", help="static TrueType font of weight 600")
    for script in ("arabic", "han", "emoji"):
        parser.add_argument(f"--{script}", type=Path, help=f"static TrueType font with {script}")
    given = parser.parse_args()
    made = {"regular": FONTS / "Inter-Regular.ttf", "semibold": FONTS / "Inter-SemiBold.ttf"}
    if given.regular and given.semibold:
        for weight, target in made.items():
            source = getattr(given, weight)
            subset(source, target, covered(FULL), None)
            subset(source, target.with_suffix(".woff2"), covered(WEB), "woff2")
        text = json.dumps(metrics(made), separators=(",", ":"))
        (FONTS / "metrics.json").write_text(text + "\n", encoding="utf-8")
    if given.arabic and given.han and given.emoji:
        fallbacks({"arabic": given.arabic, "han": given.han, "emoji": given.emoji})


if __name__ == "__main__":
    main()
