"""Text in a PDF: shaped by HarfBuzz, embedded as subsets of the bundled fonts, and readable when it is copied.

Each line is split where its direction or its font changes, every piece is shaped, and the pieces are put in the
order in which they are seen. Glyphs keep their numbers in the subset, so what was shaped is what is shown.
"""

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from importlib import resources
from itertools import groupby

import pydyf
import uharfbuzz as hb

from journeymap.records import dataclass

_WEIGHTS: Mapping[str, str] = {"regular": "Inter-Regular.ttf", "semibold": "Inter-SemiBold.ttf"}
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph where a line puts it; lengths in parts of the font size.

    Attributes
    ----------
    text
        What it stands for; empty for the second and later glyphs of the same letters.
    advance
        How far the next one is, and `natural` how far the font alone would put it.
    dx, dy
        How far it is moved from its place, `dy` upward.
    """

    number: int
    text: str
    advance: float
    natural: float
    dx: float
    dy: float


@dataclasses.dataclass(slots=True)
class Typeface:
    """One font file with the glyphs a document uses of it."""

    name: str
    data: bytes = field(repr=False)
    face: hb.Face = field(repr=False)
    font: hb.Font = field(repr=False)
    used: dict[int, str] = field(default_factory=dict, repr=False)

    def holds(self, char: str) -> bool:
        """Tell whether the font can draw a character."""
        return bool(self.font.get_nominal_glyph(ord(char)))

    def shape(self, text: str, *, backward: bool) -> tuple[Glyph, ...]:
        """Return the glyphs of a piece of text in the order in which they are seen."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction = "rtl" if backward else "ltr"
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backward else "ltr"
        hb.shape(self.font, buffer)
        em = self.face.upem
        starts = sorted({info.cluster for info in buffer.glyph_infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        told: set[int] = set()
        found = []
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            meant = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
            told.add(info.cluster)
            self.used.setdefault(info.codepoint, meant)
            found.append(Glyph(info.codepoint, meant, place.x_advance / em,
                               self.font.get_glyph_h_advance(info.codepoint) / em,
                               place.x_offset / em, place.y_offset / em))  # fmt: skip
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one font; `plain` if they stand one for each letter in the order of the text."""

    typeface: Typeface
    glyphs: tuple[Glyph, ...]

    @property
    def width(self) -> float:
        """Return how far the pen goes, in parts of the font size."""
        return sum(glyph.advance for glyph in self.glyphs)


class Fonts:
    """The bundled fonts as one document uses them."""

    def __init__(self) -> None:
        self._typefaces: dict[str, Typeface] = {}

    def line(self, text: str, weight: str, *, backward: bool = False) -> tuple[Piece, ...]:
        """Return a line as pieces in the order in which they are seen, left to right."""
        pieces = [
            (level, Piece(typeface, typeface.shape(part, backward=level % 2 == 1)))
            for part, level in levels(text, backward=backward)
            for part, typeface in self._by_font(part, weight, backward=level % 2 == 1)
        ]
        return tuple(piece for _, piece in pieces)

    def _by_font(self, text: str, weight: str, *, backward: bool) -> Iterator[tuple[str, Typeface]]:
        """Split a piece where the font changes; each character in the first font that has it."""
        names = (_WEIGHTS[weight], *others())
        chosen: list[tuple[str, str]] = []
        for char in text:
            joins = chosen and (unicodedata.category(char) in {"Mn", "Me", "Cf"} or char.isspace())
            name = next((known for known in names if self.typeface(known).holds(char)), names[0])
            if joins and (char.isspace() or self.typeface(chosen[-1][1]).holds(char)):
                name = chosen[-1][1] if self.typeface(chosen[-1][1]).holds(char) else name
            chosen.append((char, name))
        found = [("".join(char for char, _ in run), self.typeface(name))
                 for name, run in groupby(chosen, key=lambda item: item[1])]  # fmt: skip
        yield from reversed(found) if backward else found

    def typeface(self, name: str) -> Typeface:
        """Return a font of this document, opened when it is first asked for."""
        found = self._typefaces.get(name)
        if found is None:
            data = _data(name)
            face = hb.Face(data)
            found = self._typefaces[name] = Typeface(name, data, face, hb.Font(face))
        return found

    def embed(self, pdf: pydyf.PDF) -> dict[str, bytes]:
        """Put subsets of the used fonts into a document; returns references by the name of the font."""
        used = sorted((name, entry) for name, entry in self._typefaces.items() if entry.used)
        return {name: _embed(pdf, entry, index) for index, (name, entry) in enumerate(used)}


def levels(text: str, *, backward: bool = False) -> list[tuple[str, int]]:
    r"""Split a line into pieces of one direction, in the order in which they are seen.

    A short form of the Unicode bidirectional algorithm (UAX 9) without explicit overrides, which no drawing holds:
    letters have their direction, numbers among letters that run left stay as they are written, and signs between go
    with their neighbours if these agree, else with the line.

    Parameters
    ----------
    backward
        Whether the line as a whole runs from right to left.

    Returns
    -------
    list of tuple
        Pieces with their levels; odd ones run from right to left.

    Examples
    --------
    >>> [level for _, level in levels("ab \u05d0\u05d1 12 \u05d2 cd")]
    [0, 1, 2, 1, 0]
    """
    base = 1 if backward else 0
    kinds = [unicodedata.bidirectional(char) for char in text]
    if not base and not _RIGHT_TO_LEFT.intersection(kinds):
        return [(text, 0)] if text else []
    found = _numbers(_letters(kinds, base), kinds, base)
    runs: list[tuple[str, int]] = []
    for level, group in groupby(zip(text, found, strict=True), key=lambda item: item[1]):
        runs.append(("".join(char for char, _ in group), level))
    for level in range(max(found, default=0), 0, -1):
        runs = _turned(runs, level)
    return runs


def _letters(kinds: Sequence[str], base: int) -> list[int | None]:
    """Return the level of each letter; `None` for numbers and signs."""
    forward = 0 if base == 0 else 2
    return [forward if kind == "L" else 1 if kind in _RIGHT_TO_LEFT else None for kind in kinds]


def _numbers(found: Sequence[int | None], kinds: Sequence[str], base: int) -> list[int]:
    """Give numbers and signs a level: by what stands before and after them."""
    ahead: list[int | None] = [None] * len(found)
    following: int | None = None
    for index in range(len(found) - 1, -1, -1):
        following = found[index] if found[index] is not None else following
        ahead[index] = following
    levels_: list[int] = []
    behind = base
    for level, after, kind in zip(found, ahead, kinds, strict=True):
        if level is not None:
            behind = level
            levels_.append(level)
        elif kind in _NUMBERS:
            levels_.append(2 if behind == 1 else behind)
        else:
            levels_.append(behind if behind == (base if after is None else after) else base)
    return levels_


def _turned(runs: Sequence[tuple[str, int]], level: int) -> list[tuple[str, int]]:
    """Reverse every stretch of pieces of at least a level."""
    found: list[tuple[str, int]] = []
    for high, group in groupby(runs, key=lambda run: run[1] >= level):
        stretch = list(group)
        found += reversed(stretch) if high else stretch
    return found


@cache
def others() -> tuple[str, ...]:
    """Return the names of the bundled fonts for other scripts, in their order."""
    folder = resources.files("journeymap.charts").joinpath("fonts")
    names = (entry.name for entry in folder.iterdir() if entry.name.endswith(".ttf"))
    return tuple(sorted(name for name in names if name not in _WEIGHTS.values()))


@cache
def _data(name: str) -> bytes:
    return resources.files("journeymap.charts").joinpath("fonts", name).read_bytes()


def _embed(pdf: pydyf.PDF, typeface: Typeface, index: int) -> bytes:
    """Embed one font: its subset, its widths, and what its glyphs mean."""
    subset = hb.SubsetInput()
    subset.sets(hb.SubsetInputSets.GLYPH_INDEX).update(set(typeface.used) | {0})
    subset.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    data = hb.subset(typeface.face, subset).blob.data
    em = typeface.face.upem
    file = pydyf.Stream([data], {"Length1": len(data)}, compress=True)
    pdf.add_object(file)
    tag = "ABCDEFGHIJ"[index % 10] * 6
    name = f"/{tag}+{typeface.name.removesuffix('.ttf')}"
    extents = typeface.font.get_font_extents("ltr")
    rise, fall = (round(1000 * value / em) for value in (extents.ascender, extents.descender))
    descriptor = pydyf.Dictionary({
        "Type": "/FontDescriptor", "FontName": name, "Flags": 4, "ItalicAngle": 0, "Ascent": rise, "Descent": fall,
        "CapHeight": rise, "StemV": 80, "FontBBox": pydyf.Array([-1000, fall, 2000, rise]),
        "FontFile2": file.reference,
    })  # fmt: skip
    pdf.add_object(descriptor)
    widths = pydyf.Array()
    for glyph in sorted(typeface.used):
        widths += [glyph, pydyf.Array([round(1000 * typeface.font.get_glyph_h_advance(glyph) / em)])]
    system = pydyf.Dictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0})
    descendant = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name, "CIDSystemInfo": system,
        "FontDescriptor": descriptor.reference, "DW": 0, "W": widths, "CIDToGIDMap": "/Identity",
    })  # fmt: skip
    pdf.add_object(descendant)
    meaning = pydyf.Stream([_meaning(typeface.used)], compress=True)
    pdf.add_object(meaning)
    font = pydyf.Dictionary({
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H",
        "DescendantFonts": pydyf.Array([descendant.reference]), "ToUnicode": meaning.reference,
    })  # fmt: skip
    pdf.add_object(font)
    return bytes(font.reference)


def _meaning(used: Mapping[int, str]) -> bytes:
    """Write what each glyph stands for, so that text can be copied, searched and read aloud."""
    entries = [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(used.items()) if text]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
