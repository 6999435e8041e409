"""Native charts as DrawingML, with a workbook of their numbers inside.

The numbers stand in the workbook as they are; what is written beside a point is the report's own wording of them.
"""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook

from journeymap.engines.slides.shapes import emu, words
from journeymap.outputs.slides.colours import Colours
from journeymap.outputs.slides.scene import Axis, Line, Plot
from journeymap.records import dataclass

NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's days have no zone
"""When every workbook says it was made, so that the same chart has the same bytes."""
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def column(index: int) -> str:
    """Return the name of a column of a workbook, from 0.

    Examples
    --------
    >>> column(0), column(25), column(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True)
class Column:
    """A column of a chart's workbook."""

    name: str
    values: tuple[float | str | None, ...]


def columns(plot: Plot) -> tuple[Column, ...]:
    """Return the columns of a chart: categories or places, then each line, then the ends of its intervals."""
    found = [] if plot.kind == "scatter" else [Column("", plot.categories)]
    for line in plot.lines:
        if plot.kind == "scatter":
            found.append(Column("", line.places))
        found.append(Column(line.name, line.values))
    for line in plot.lines:
        if line.low:
            found += [Column("-", _apart(line, line.low, -1)), Column("+", _apart(line, line.high, 1))]
    return tuple(found)


def _apart(line: Line, ends: Sequence[float | None], sign: int) -> tuple[float, ...]:
    """Return how far the ends of the intervals lie from the values; nothing where there is none."""
    given = zip(line.values, ends, strict=True)
    return tuple(0.0 if value is None or end is None else sign * (end - value) for value, end in given)


def workbook(plot: Plot) -> bytes:
    """Return the workbook of a chart: text stays text, whatever it begins with."""
    file = BytesIO()
    book = Workbook(file, OPTIONS)
    book.set_properties({"created": MADE})
    page = book.add_worksheet("Sheet1")
    for place, item in enumerate(columns(plot)):
        page.write_string(0, place, item.name)
        for row, value in enumerate(item.values, 1):
            if isinstance(value, str):
                page.write_string(row, place, value)
            elif value is not None:
                page.write_number(row, place, value)
    book.close()
    return file.getvalue()


@dataclass(frozen=True)
class Plotter:
    """Writes charts in the colours and the language of a deck."""

    colours: Colours
    lang: str

    def chart(self, plot: Plot) -> str:
        """Return the part of a chart, without the link to its workbook."""
        layout = MANUAL if plot.whole else ""
        legend = ""
        if plot.legend:
            legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{self.text(plot.size)}</c:legend>'
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {NAMESPACES}><c:date1904 val="0"/>'
            f'<c:lang val="{self.lang}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
            f"<c:plotArea><c:layout>{layout}</c:layout>{self.area(plot)}</c:plotArea>{legend}"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
            f"</c:spPr>{self.text(plot.size)}</c:chartSpace>"
        )

    def text(self, size: float, colour: str = "ink", *, bold: bool = False) -> str:
        """Return the look of a chart's own text."""
        return (f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
                f'{self.fill(colour)}</a:defRPr></a:pPr><a:endParaRPr lang="{self.lang}"/></a:p></c:txPr>')  # fmt: skip

    def fill(self, role: str) -> str:
        """Return a ground."""
        return f"<a:solidFill>{self.colours.xml(role)}</a:solidFill>"

    def stroke(self, role: str, width: float, *, dashed: bool = False) -> str:
        """Return a line; without a role there is none."""
        if not role:
            return "<a:ln><a:noFill/></a:ln>"
        dashes = '<a:prstDash val="dash"/>' if dashed else ""
        return f'<a:ln w="{emu(width)}" cap="rnd">{self.fill(role)}{dashes}<a:round/></a:ln>'

    def area(self, plot: Plot) -> str:
        """Return lines, bars or points with their axes."""
        found = "".join(self.series(plot, index) for index in range(len(plot.lines)))
        if plot.kind == "bar":
            return (f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{found}'
                    f'<c:gapWidth val="60"/><c:overlap val="-8"/>{AXES}</c:barChart>{self.named(plot)}'
                    f'{self.numbers(plot, plot.upright, "2", "1", "l")}')  # fmt: skip
        if plot.kind == "scatter":
            return (f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{found}{AXES}'
                    f'</c:scatterChart>{self.numbers(plot, plot.across, "1", "2", "b")}'
                    f'{self.numbers(plot, plot.upright, "2", "1", "l")}')  # fmt: skip
        return (f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{found}<c:marker val="1"/>{AXES}'
                f'</c:lineChart>{self.named(plot)}{self.numbers(plot, plot.upright, "2", "1", "l")}')  # fmt: skip

    def series(self, plot: Plot, index: int) -> str:
        """Return a line of a chart with its numbers."""
        line = plot.lines[index]
        scatter, bar = plot.kind == "scatter", plot.kind == "bar"
        at = 2 * index + 1 if scatter else index + 1
        rows = len(line.values) + 1
        look = f'<c:spPr>{self.fill(line.colour)}</c:spPr><c:invertIfNegative val="0"/>' if bar else (
            f'<c:spPr>{self.stroke("" if line.bare else line.colour, 2.25, dashed=line.dashed)}</c:spPr>'
            f"{self.marker(line, line.colour)}")  # fmt: skip
        dots = "" if bar else "".join(
            f'<c:dPt><c:idx val="{place}"/>{self.marker(line, role, 11)}<c:bubble3D val="0"/></c:dPt>'
            for place, role in enumerate(line.dots) if role and line.values[place] is not None)  # fmt: skip
        across = (f"<c:xVal>{_numbers(column(2 * index), rows, line.places)}</c:xVal>" if scatter else
                  f"<c:cat>{_strings(rows, plot.categories)}</c:cat>")  # fmt: skip
        tag = "yVal" if scatter else "val"
        name = (f'<c:tx><c:strRef><c:f>Sheet1!${column(at)}$1</c:f><c:strCache><c:ptCount val="1"/>'
                f'<c:pt idx="0"><c:v>{words(line.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>')  # fmt: skip
        smooth = "" if bar else '<c:smooth val="0"/>'
        return (f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name}{look}{dots}{self.labels(plot, line)}'
                f"{self.errors(plot, index, rows)}{across}<c:{tag}>{_numbers(column(at), rows, line.values)}</c:{tag}>"
                f"{smooth}</c:ser>")  # fmt: skip

    def marker(self, line: Line, role: str, size: int = 0) -> str:
        """Return the mark of a point; LibreOffice heeds one of its own only if its size is its own too."""
        if not line.marked:
            return '<c:marker><c:symbol val="none"/></c:marker>'
        size = size or (10 if line.bare or line.dots else 7)
        return (f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{self.fill(role)}'
                f'{self.stroke("paper", 0.75)}</c:spPr></c:marker>')  # fmt: skip

    def labels(self, plot: Plot, line: Line) -> str:
        """Return what stands beside the points: the report's words for their numbers."""
        ground = f"<c:spPr>{self.fill('paper')}</c:spPr>" if line.bare else ""  # no line runs through a number
        tight = ' lIns="0" tIns="0" rIns="0" bIns="0"' if line.bare else ""
        sides = line.sides or (("outEnd" if plot.kind == "bar" else line.position),) * len(line.values)
        shown = [(place, text) for place, text in enumerate(line.labels) if text and line.values[place] is not None]
        found = "".join(
            f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"{tight}/><a:p><a:r>'
            f'<a:rPr lang="{self.lang}" sz="{round(plot.size * 100)}" b="1">{self.fill("ink")}</a:rPr>'
            f"<a:t>{words(text)}</a:t></a:r></a:p>"
            f'</c:rich></c:tx>{ground}<c:dLblPos val="{sides[place]}"/>{SHOWN}</c:dLbl>'
            for place, text in shown
        )
        return f"<c:dLbls>{found}{HIDDEN}</c:dLbls>" if found else ""

    def errors(self, plot: Plot, index: int, rows: int) -> str:
        """Return the intervals of a line, if it has any."""
        line = plot.lines[index]
        if not line.low:
            return ""
        all_columns = columns(plot)
        before = sum(bool(other.low) for other in plot.lines[:index])
        first = len(all_columns) - 2 * (sum(bool(other.low) for other in plot.lines) - before)
        direction = "" if plot.kind == "bar" else '<c:errDir val="y"/>'
        ends = "".join(
            f"<c:{tag}>{_numbers(column(at), rows, tuple(_floats(all_columns[at].values)))}</c:{tag}>"
            for tag, at in (("plus", first + 1), ("minus", first))
        )
        return (f'<c:errBars>{direction}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>{ends}'
                f"<c:spPr>{self.stroke('edge', 1.25)}</c:spPr></c:errBars>")  # fmt: skip

    def named(self, plot: Plot) -> str:
        """Return the axis of categories."""
        labels = "none" if plot.whole else "low"
        return (f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
                f'<c:axPos val="b"/>{self.title(plot.across, "b")}'
                '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
                f'<c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
                f'<c:spPr>{self.stroke("edge", 0.75)}</c:spPr>{self.text(plot.size)}'
                '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
                '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>')  # fmt: skip

    def numbers(self, plot: Plot, axis: Axis, own: str, other: str, place: str) -> str:
        """Return an axis of numbers; without a format its steps are not written."""
        ends = "".join(f'<c:{tag} val="{end:g}"/>' for tag, end in (("max", axis.high), ("min", axis.low))
                       if end is not None)  # fmt: skip
        step = f'<c:majorUnit val="{axis.step:g}"/>' if axis.step else ""
        base = '<c:logBase val="10"/>' if axis.factors else ""
        between = "between" if plot.kind in {"line", "bar"} else "midCat"
        grid = f"<c:majorGridlines><c:spPr>{self.stroke('line', 0.75)}</c:spPr></c:majorGridlines>"
        labels = "low" if axis.format else "none"
        edge = "edge" if plot.kind == "scatter" else ""
        return (f'<c:valAx><c:axId val="{own}"/><c:scaling>{base}<c:orientation val="minMax"/>{ends}</c:scaling>'
                f'<c:delete val="0"/><c:axPos val="{place}"/>{grid}{self.title(axis, place)}'
                f'<c:numFmt formatCode="{words(axis.format) or "General"}" sourceLinked="0"/>'
                '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
                f'<c:tickLblPos val="{labels}"/><c:spPr>{self.stroke(edge, 0.75)}</c:spPr>'
                f'{self.text(plot.size, "muted")}<c:crossAx val="{other}"/><c:crosses val="min"/>'
                f'<c:crossBetween val="{between}"/>{step}</c:valAx>')  # fmt: skip

    def title(self, axis: Axis, place: str) -> str:
        """Return the name of an axis."""
        if not axis.title:
            return ""
        turned = ' rot="-5400000" vert="horz"' if place == "l" else ""
        return (f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:p><a:pPr><a:defRPr/></a:pPr><a:r>"
                f'<a:rPr lang="{self.lang}" sz="1000" b="0">{self.fill("muted")}</a:rPr><a:t>{words(axis.title)}</a:t>'
                '</a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>')  # fmt: skip


def _floats(values: Sequence[float | str | None]) -> list[float | None]:
    return [value for value in values if not isinstance(value, str)]


def _numbers(name: str, rows: int, values: Sequence[float | None]) -> str:
    """Return numbers with the cells they stand in."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    return (f"<c:numRef><c:f>Sheet1!${name}$2:${name}${rows}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
            f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>')  # fmt: skip


def _strings(rows: int, values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{words(value)}</c:v></c:pt>' for place, value in enumerate(values))
    return (f'<c:strRef><c:f>Sheet1!$A$2:$A${rows}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}'
            "</c:strCache></c:strRef>")  # fmt: skip


AXES = '<c:axId val="1"/><c:axId val="2"/>'
MANUAL = (
    '<c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/>'
    '<c:y val="0.17"/><c:w val="1"/><c:h val="0.74"/></c:manualLayout>'
)
_REST = '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
SHOWN = f'<c:showLegendKey val="0"/><c:showVal val="1"/>{_REST}'
HIDDEN = f'<c:showLegendKey val="0"/><c:showVal val="0"/>{_REST}'
