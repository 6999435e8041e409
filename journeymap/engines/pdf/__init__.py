"""Drawings as PDF pages, without a browser: graphics as vectors, text as text.

The file is tagged: each page holds a figure with what it states as its alternative, and after it the words of the
drawing part by part. Fonts are embedded as subsets. The same input gives the same bytes.
"""

import dataclasses
import io
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property

import pydyf

from journeymap.charts.sheets import FOOT, MARGIN, Paper, Piece, Sheet, one_sheet
from journeymap.charts.svg import escape
from journeymap.engines.pdf.drawing import Drawing, Line, colour, read
from journeymap.engines.pdf.fonts import Fonts, Glyph
from journeymap.engines.pdf.fonts import Piece as Run
from journeymap.engines.pdf.paths import numbers, plain
from journeymap.records import dataclass

_FOOT_SIZE = 7.0


@dataclass(frozen=True)
class Print:
    """What stands around the drawings of a document.

    Attributes
    ----------
    title
        Of the document.
    language
        Its code, such as ``it``.
    author, subject
        For the properties of the file.
    foot
        For each sheet what stands at the foot: left, in the middle, right.
    ground, ink
        Colours of the paper and of the line at the foot.
    """

    title: str
    language: str
    foot: tuple[tuple[str, str, str], ...]
    author: str = ""
    subject: str = ""
    ground: str = "#ffffff"
    ink: str = "#4a5563"


@dataclass(frozen=True)
class Printed:
    """A drawing with the sheets that show pieces of it.

    Attributes
    ----------
    svg
        A drawing of this package.
    sheets
        Which pieces of it go where.

    Raises
    ------
    ValueError
        If the text is no drawing of this package.
    """

    svg: str = field(repr=False)
    sheets: tuple[Sheet, ...]

    @cached_property
    def drawing(self) -> Drawing:
        """Return the drawing taken apart."""
        return read(self.svg)

    @property
    def least(self) -> float:
        """Return the size of the smallest text on paper, in points."""
        return min((piece.scale for sheet in self.sheets for piece in sheet.pieces), default=1.0) * self.drawing.least


def whole(svg: str, paper: Paper) -> Printed:
    """Return a drawing on one sheet."""
    size = read(svg)
    return Printed(svg, (one_sheet(size.width, size.height, paper),))


def to_pdf(drawn: Sequence[Printed], around: Print) -> bytes:
    """Print drawings on sheets.

    Parameters
    ----------
    drawn
        In the order of the pages.
    around
        What stands around it.

    Returns
    -------
    bytes
        A PDF 1.7 file.
    """
    document = _Document(around)
    feet = iter(around.foot)
    for printed in drawn:
        document.begin(printed.drawing)
        for sheet in printed.sheets:
            document.page(sheet, next(feet))
    return document.finished()


@dataclasses.dataclass(slots=True)
class _Page:
    """A page being written; `parents` are the elements its marked content belongs to, by number."""

    record: pydyf.Dictionary
    content: list[str] = field(default_factory=list)
    parents: list[pydyf.Dictionary] = field(default_factory=list)


class _Document:
    """A file being written."""

    def __init__(self, around: Print) -> None:
        self.around, self.fonts, self.pdf = around, Fonts(), pydyf.PDF()
        self.drawing: Drawing
        self.forms: dict[str, bytes] = {}
        self.pages: list[_Page] = []
        self.tree = self._element("StructTreeRoot", None, kind="")
        self.body = self._element("Document", self.tree)

    def _element(
        self, name: str, parent: pydyf.Dictionary | None, *, kind: str = "/StructElem", **more: object
    ) -> pydyf.Dictionary:
        """Add an element to the structure."""
        record = pydyf.Dictionary({"Type": kind or f"/{name}", "K": pydyf.Array()})
        if kind and parent is not None:
            record |= {"S": f"/{name}", "P": parent.reference}
        record |= more
        self.pdf.add_object(record)
        if parent is not None:
            parent["K"].append(record.reference)
        return record

    def begin(self, drawing: Drawing) -> None:
        """Take up a drawing: its graphics are kept once, however many pages show them."""
        self.drawing = drawing
        box = pydyf.Array([0, 0, drawing.width, drawing.height])
        extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()}
        form = pydyf.Stream([drawing.graphics], extra, compress=True)
        self.pdf.add_object(form)
        self.forms[f"D{len(self.forms)}"] = form.reference

    def page(self, sheet: Sheet, foot: tuple[str, str, str]) -> None:
        """Add a page with pieces of the drawing taken up last."""
        record = pydyf.Dictionary({
            "Type": "/Page", "Parent": self.pdf.pages.reference, "StructParents": len(self.pages), "Tabs": "/S",
            "MediaBox": pydyf.Array([0, 0, round(sheet.width, 3), round(sheet.height, 3)]),
        })  # fmt: skip
        self.pdf.add_page(record)
        page = _Page(record)
        self.pages.append(page)
        high = sheet.height
        page.content += ["/Artifact BMC", colour(self.around.ground, "rg"),
                         f"0 0 {numbers(sheet.width, high)} re f", "EMC"]  # fmt: skip
        section = self._element("Sect", self.body)
        stated = " ".join(filter(None, (self.drawing.title + ".", self.drawing.description)))
        figure = self._element("Figure", section, Alt=pydyf.String(stated), Pg=record.reference)
        self._open(page, "Figure", figure)
        for piece in sheet.pieces:
            page.content += [
                f"q {_placed(piece, high)}",
                f"{numbers(*_box(piece))} re W n",
                f"/{list(self.forms)[-1]} Do",
                "Q",
            ]
        page.content.append("EMC")
        for piece in sheet.pieces:
            self._texts(page, piece, high, section)
        self._foot(page, sheet, foot)

    def _open(self, page: _Page, name: str, element: pydyf.Dictionary) -> None:
        """Begin content that belongs to an element of the structure."""
        page.content.append(f"/{name} <</MCID {len(page.parents)}>> BDC")
        element["K"].append(len(page.parents))
        page.parents.append(element)

    def _texts(self, page: _Page, piece: Piece, high: float, section: pydyf.Dictionary) -> None:
        """Write the lines that stand in a piece, those of one part of the drawing together."""
        inside = [line for line in self.drawing.lines if _inside(line, piece)]
        if not inside:
            return
        page.content.append(f"q {_placed(piece, high)}")
        for index, line in enumerate(inside):
            if index == 0 or line.group != inside[index - 1].group:
                if index:
                    page.content.append("EMC")
                self._open(page, "P", self._element("P", section, Pg=page.record.reference))
            page.content += self._line(line)
        page.content += ["EMC", "Q"]

    def _line(self, line: Line, *, up: bool = False) -> list[str]:
        runs = self.fonts.line(line.text, line.weight, backward=line.backward)
        wide = sum(run.width for run in runs) * line.size
        x = line.x - {"start": 0.0, "middle": wide / 2, "end": wide}[line.anchor]
        shown = [
            "BT",
            colour(line.fill, "rg"),
            f"1 0 0 {1 if up else -1} {numbers(x, line.y)} Tm",
            *(operator for run in runs for operator in _run(run, line.size)),
            "ET",
        ]
        if any(not glyph.text for run in runs for glyph in run.glyphs) or _turned(line, runs):
            meant = pydyf.String(line.text).data.decode("latin-1")
            return [f"/Span <</ActualText {meant}>> BDC", *shown, "EMC"]
        return shown

    def _foot(self, page: _Page, sheet: Sheet, foot: tuple[str, str, str]) -> None:
        """Write the line at the foot; it is no part of what is read aloud."""
        page.content.append("/Artifact <</Type /Pagination /Subtype /Footer>> BDC")
        base = MARGIN + FOOT - 2 * _FOOT_SIZE
        for words, x, anchor in zip(foot, (MARGIN, sheet.width / 2, sheet.width - MARGIN),
                                    ("start", "middle", "end"), strict=True):  # fmt: skip
            if words:
                line = Line(words, x, base, _FOOT_SIZE, self.around.ink, "regular", anchor, backward=False, group=0)
                page.content += self._line(line, up=True)
        page.content.append("EMC")

    def finished(self) -> bytes:
        """Return the file."""
        references = self.fonts.embed(self.pdf)
        fonts = pydyf.Dictionary({_font_name(name): reference for name, reference in references.items()})
        resources = pydyf.Dictionary({"Font": fonts, "XObject": pydyf.Dictionary(self.forms)})
        self.pdf.add_object(resources)
        limits = pydyf.Array()
        for number, page in enumerate(self.pages):
            stream = pydyf.Stream(["\n".join(page.content)], compress=True)
            self.pdf.add_object(stream)
            page.record |= {"Contents": stream.reference, "Resources": resources.reference}
            limits += [number, pydyf.Array([element.reference for element in page.parents])]
        self.tree["ParentTree"] = pydyf.Dictionary({"Nums": limits})
        self.tree["ParentTreeNextKey"] = len(self.pages)
        self._properties()
        file = io.BytesIO()
        self.pdf.write(file, version=b"1.7", identifier=True, compress=True)
        return file.getvalue()

    def _properties(self) -> None:
        around = self.around
        metadata = pydyf.Stream([_xmp(around)], {"Type": "/Metadata", "Subtype": "/XML"})
        self.pdf.add_object(metadata)
        self.pdf.catalog |= {
            "Lang": pydyf.String(around.language), "MarkInfo": pydyf.Dictionary({"Marked": "true"}),
            "StructTreeRoot": self.tree.reference, "Metadata": metadata.reference,
            "ViewerPreferences": pydyf.Dictionary({"DisplayDocTitle": "true"}),
        }  # fmt: skip
        named = (("Title", around.title), ("Author", around.author), ("Subject", around.subject),
                 ("Creator", "journeymap"))  # fmt: skip
        self.pdf.info |= {name: pydyf.String(text) for name, text in named if text}


def _placed(piece: Piece, high: float) -> str:
    """Write the matrix from the drawing, where y grows downward, to the page, where it grows upward."""
    s, box = piece.scale, piece.box
    return f"{s:.6f} 0 0 {-s:.6f} {numbers(piece.x - s * box.x, high - piece.y + s * box.y)} cm"


def _box(piece: Piece) -> tuple[float, float, float, float]:
    return piece.box.x, piece.box.y, piece.box.width, piece.box.height


def _inside(line: Line, piece: Piece) -> bool:
    """Tell whether a line stands in a piece, by the middle of its small letters."""
    middle = line.y - line.size * 0.3
    return piece.box.y <= middle < piece.box.bottom


def _turned(line: Line, runs: Sequence[Run]) -> bool:
    """Tell whether a line is seen in another order than it is written."""
    return "".join(glyph.text for run in runs for glyph in run.glyphs) != line.text


def _run(run: Run, size: float) -> list[str]:
    """Write the glyphs of one font, moved where the font's own advances would not put them."""
    found, shown = [f"/{_font_name(run.typeface.name)} {plain(size)} Tf"], list[str]()
    rise, pending = 0.0, 0.0

    def show() -> None:
        if shown:
            found.append(f"[{''.join(shown)}] TJ")
            shown.clear()

    for glyph in run.glyphs:
        if glyph.dy != rise:
            show()
            rise = glyph.dy
            found.append(f"{plain(rise * size)} Ts")
        before = pending + glyph.dx
        if abs(before) > 1e-4:
            shown.append(f" {plain(-1000 * before)} ")
        shown.append(f"<{glyph.number:04x}>")
        pending = _left_over(glyph)
    if abs(pending) > 1e-4:
        shown.append(f" {plain(-1000 * pending)} ")
    show()
    if rise:
        found.append("0 Ts")
    return found


def _left_over(glyph: Glyph) -> float:
    """Return how far the next glyph is from where the font alone would put it."""
    return glyph.advance - glyph.natural - glyph.dx


def _font_name(name: str) -> str:
    return "".join(char for char in name.removesuffix(".ttf") if char.isalnum())


def _xmp(around: Print) -> bytes:
    """Write the properties once more as XML, as tagged files have them."""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(around.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(around.language)}</rdf:li></rdf:Bag></dc:language>"
        "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    ).encode()
