"""Shapes and tables as PresentationML.

Everything a user wrote goes through :func:`words`: what XML forbids is replaced, and what PowerPoint would read as the
code of a character stays what it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journeymap.charts.svg import escape
from journeymap.outputs.slides.colours import Colours
from journeymap.outputs.slides.scene import CELL_INSET, LOWERED, Box, Cell, Grid, Group, Para, Run, Shape

EMU = 12700
"""English metric units of a point."""
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_JOINER = "\u2060"
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's style without lines and grounds: the cells have their own."""
DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def words(text: str) -> str:
    r"""Return a text as it may stand in XML and in a file of Office.

    Examples
    --------
    >>> words("a\x0b<b>"), words("_x000D_") == "_\u2060x000D_"
    ('a\ufffd&lt;b&gt;', True)
    """
    return escape(_CODE.sub("_" + _JOINER, text.replace("\t", " ").replace("\r", " ")))


def emu(points: float) -> int:
    """Return points in the unit of the format."""
    return round(points * EMU)


def frame(box: Box, tag: str = "a:xfrm") -> str:
    """Return the place and size of a box."""
    return (f'<{tag}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/>'
            f'<a:ext cx="{max(0, emu(box.w))}" cy="{max(0, emu(box.h))}"/></{tag}>')  # fmt: skip


@dataclass
class Drawer:
    """Writes what stands on one slide.

    Attributes
    ----------
    lang
        Of all text, such as ``it-IT``.
    place
        Gives the relationship to the slide of a key; empty if there is none.
    """

    colours: Colours
    lang: str
    place: Callable[[str], str]
    last: int = 1
    kinds: Mapping[str, str] = field(default_factory=lambda: PLACEHOLDERS)

    def number(self) -> int:
        """Return the next number of a shape."""
        self.last += 1
        return self.last

    def named(self, name: str, descr: str, link: str = "", *, bare: bool = False) -> str:
        """Return number, name and description of a shape."""
        relation = self.place(link) if link else ""
        inner = ""
        if relation:
            inner = f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump"/>'
        if bare and not descr:
            inner += DECORATION
        told = f' descr="{words(descr)}"' if descr else ""
        return f'<p:cNvPr id="{self.number()}" name="{words(name[:60])}"{told}>{inner}</p:cNvPr>'

    def shape(self, shape: Shape) -> str:
        """Return a shape or a placeholder with its text."""
        if shape.geometry == "line":
            return self.connector(shape)
        head = self.named(shape.name, shape.descr, shape.link, bare=not shape.paras)
        holder = f"<p:nvPr>{self.kinds[shape.placeholder]}</p:nvPr>" if shape.placeholder else "<p:nvPr/>"
        look = ""
        if not shape.placeholder:
            look = (f'{frame(shape.box)}<a:prstGeom prst="{shape.geometry}"><a:avLst>{ROUNDING.get(shape.geometry, "")}'
                    f"</a:avLst></a:prstGeom>{self.fill(shape.fill)}{self.edge(shape)}")  # fmt: skip
        locks = '<a:spLocks noGrp="1"/>' if shape.placeholder else ""
        kind = ' txBox="1"' if shape.paras and not shape.fill and not shape.line and not shape.placeholder else ""
        return (f"<p:sp><p:nvSpPr>{head}<p:cNvSpPr{kind}>{locks}</p:cNvSpPr>{holder}</p:nvSpPr><p:spPr>{look}</p:spPr>"
                f"<p:txBody>{self.body(shape)}<a:lstStyle/>{self.paragraphs(shape.paras)}"
                "</p:txBody></p:sp>")  # fmt: skip

    def connector(self, shape: Shape) -> str:
        """Return a straight line."""
        return (f"<p:cxnSp><p:nvCxnSpPr>{self.named(shape.name, shape.descr, bare=True)}<p:cNvCxnSpPr/><p:nvPr/>"
                f'</p:nvCxnSpPr><p:spPr>{frame(shape.box)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
                f"{self.edge(shape)}</p:spPr></p:cxnSp>")  # fmt: skip

    def body(self, shape: Shape) -> str:
        """Return how text stands in a shape."""
        if shape.placeholder:
            return "<a:bodyPr/>"
        beside, above = emu(shape.inset[0]), emu(shape.inset[1])
        return (f'<a:bodyPr wrap="square" lIns="{beside}" tIns="{above}" rIns="{beside}" bIns="{above}" '
                f'anchor="{shape.anchor}"><a:noAutofit/></a:bodyPr>')  # fmt: skip

    def fill(self, role: str) -> str:
        """Return a ground."""
        return f"<a:solidFill>{self.colours.xml(role)}</a:solidFill>" if role else "<a:noFill/>"

    def edge(self, shape: Shape) -> str:
        """Return the line around a shape."""
        if not shape.line:
            return "<a:ln><a:noFill/></a:ln>"
        dashes = '<a:prstDash val="dash"/>' if shape.dashed else ""
        return f'<a:ln w="{emu(shape.width)}">{self.fill(shape.line)}{dashes}</a:ln>'

    def paragraphs(self, paras: tuple[Para, ...], *, own: bool = True) -> str:
        """Return paragraphs; a text without words is one empty paragraph."""
        return "".join(self.paragraph(item) for item in paras) or f"<a:p>{self._end(10)}</a:p>" if own else ""

    def paragraph(self, item: Para) -> str:
        """Return a paragraph with its runs."""
        bullet = "<a:buNone/>"
        indent = 'marL="0" indent="0"'
        if item.bullet:
            indent = f'marL="{emu(12)}" indent="-{emu(12)}"'
            bullet = f'<a:buClr>{self.colours.xml("accent")}</a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        after = f'<a:spcAft><a:spcPts val="{round(item.after * 100)}"/></a:spcAft>' if item.after else ""
        runs = "".join(self.run(run, item.size) for run in item.runs if run.text)
        return (f'<a:p><a:pPr {indent} algn="{item.align}">{after}{bullet}</a:pPr>{runs}'
                f"{self._end(item.size)}</a:p>")  # fmt: skip

    def _end(self, size: float) -> str:
        return f'<a:endParaRPr lang="{self.lang}" sz="{round(size * 100)}"/>'

    def run(self, run: Run, size: float) -> str:
        """Return words in one look; a line break within them stays one."""
        look = (f'<a:rPr lang="{self.lang}" sz="{round(size * 100)}" b="{int(run.bold)}" dirty="0">'
                f"{self.fill(run.colour)}</a:rPr>")  # fmt: skip
        parts = [f"<a:r>{look}<a:t>{words(part)}</a:t></a:r>" for part in run.text.split("\n")]
        return f"<a:br>{look}</a:br>".join(parts)

    def group(self, group: Group) -> str:
        """Return shapes as one group, in the places they have on the slide."""
        boxes = [shape.box for shape in group.shapes]
        left, top = min(box.x for box in boxes), min(box.y for box in boxes)
        box = Box(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top)
        inner = f'<a:chOff x="{emu(box.x)}" y="{emu(box.y)}"/><a:chExt cx="{emu(box.w)}" cy="{emu(box.h)}"/>'
        head = self.named(group.name, group.descr)
        parts = "".join(self.shape(shape) for shape in group.shapes)
        return (f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
                f"{frame(box).replace('</a:xfrm>', inner + '</a:xfrm>')}</p:grpSpPr>{parts}</p:grpSp>")  # fmt: skip

    def grid(self, grid: Grid) -> str:
        """Return a table."""
        columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in grid.widths)
        rows = "".join(
            f'<a:tr h="{emu(row.height)}">{"".join(self.cell(cell, head=not place) for cell in row.cells)}</a:tr>'
            for place, row in enumerate(grid.rows)
        )
        return (f"<p:graphicFrame><p:nvGraphicFramePr>{self.named(grid.name, grid.descr)}<p:cNvGraphicFramePr>"
                f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
                f'{frame(grid.box, "p:xfrm")}<a:graphic><a:graphicData uri="{TABLE}"><a:tbl><a:tblPr firstRow="1">'
                f"<a:tableStyleId>{PLAIN_TABLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}"
                "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>")  # fmt: skip

    def cell(self, cell: Cell, *, head: bool) -> str:
        """Return a cell with a line beneath it."""
        beside, lowered = emu(CELL_INSET[0]), 0.0 if head else LOWERED
        above, below = emu(CELL_INSET[1] + lowered), emu(CELL_INSET[1] - lowered)
        spanned = "" if cell.span == 1 else f' gridSpan="{cell.span}"' if cell.span else ' hMerge="1"'
        none = "".join(f"<a:{side}><a:noFill/></a:{side}>" for side in ("lnL", "lnR", "lnT"))
        under = f'<a:lnB w="{emu(0.75)}">{self.fill("band" if head else "line")}</a:lnB>'
        return (f'<a:tc{spanned}><a:txBody><a:bodyPr/><a:lstStyle/>{self.paragraphs(cell.paras)}</a:txBody>'
                f'<a:tcPr marL="{beside}" marR="{beside}" marT="{above}" marB="{below}" '
                f'anchor="{"b" if head else "t"}">{none}{under}'
                f"{self.fill(cell.fill)}</a:tcPr></a:tc>")  # fmt: skip


TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
ROUNDING: Mapping[str, str] = {
    "roundRect": '<a:gd name="adj" fmla="val 8000"/>',
    "homePlate": '<a:gd name="adj" fmla="val 28000"/>',
}
"""How round or pointed a shape is, of its shorter side."""
PLACEHOLDERS: Mapping[str, str] = {
    "title": '<p:ph type="title"/>',
    "ctrTitle": '<p:ph type="ctrTitle"/>',
    "subTitle": '<p:ph type="subTitle" idx="1"/>',
    "body": '<p:ph type="body" sz="quarter" idx="13"/>',
}
"""Placeholders of the layouts, as slides name them."""
