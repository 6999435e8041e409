"""Drawings on sheets of paper: which paper, which way round, and what goes on which sheet.

A drawing whose smallest text stays readable is set on one sheet. A journey map that would become too small is laid
out in rows as wide as the sheet, and its rows are dealt out over several sheets; a row that is higher than a sheet is
broken between two lanes, with its stages and touchpoints repeated on top. Of the numbers of rows and the ways the
paper may be turned, those are taken that need the fewest sheets, and on these the largest type there is room for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from journeymap.charts.journey_layout import JourneyLayout, layout_journey_map
from journeymap.charts.palette import Theme
from journeymap.charts.svg import Box, Circle, Group, Label, Rect, flat
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.views.journey_map import JourneyMap

MILLIMETRE = 72 / 25.4
"""In points."""

PAPERS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {name: (wide * MILLIMETRE, high * MILLIMETRE) for name, wide, high in (
        ("A4", 210, 297), ("A3", 297, 420), ("A2", 420, 594), ("A1", 594, 841), ("A0", 841, 1189))}
)  # fmt: skip
"""Width and height of standing sheets in points (ISO 216)."""

LEAST_TYPE = 6.0
"""Smallest type on paper, in points."""

MARGIN, FOOT = 10 * MILLIMETRE, 7 * MILLIMETRE
"""Around what is printed, and for the line at the foot, in points."""

_LARGEST = 3.0
"""A small drawing is not blown up further than this."""

_GAP = 10.0
"""Between two pieces of a drawing on a sheet, in units of the drawing."""

_MORE_ROWS = 3
"""So many rows more than there must be are tried."""

_WIDENED = 5
"""So many of the best are tried with wider columns too."""

_MUCH = 1.2
"""A sheet is turned, or set larger than the others, if its type grows by this factor."""

_HALVINGS = 7
"""How often the range of scales is halved: to a hundredth of it."""

_BLANK = 6.0
"""Of the room between the head of a map and its first row, left out so that no edge of the row shows twice."""

_BARE = 12.0
"""Of the empty edge above the head and below the last line, left out on paper, which has its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a drawing on a sheet: what of it, where its top left corner is, and how large; in points."""

    box: Box
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with the pieces on it; sizes in points."""

    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper asked for.

    Attributes
    ----------
    name
        One of :data:`PAPERS`.
    landscape
        Whether it lies; `None` lets the drawing decide.
    """

    name: str = "A4"
    landscape: bool | None = None

    def ways(self) -> tuple[tuple[float, float], ...]:
        """Return width and height of the sheet, each way it may be turned, lying first."""
        wide, high = PAPERS[self.name]
        return ((high, wide), (wide, high)) if self.landscape is None else (
            ((high, wide),) if self.landscape else ((wide, high),)
        )  # fmt: skip


def room(sheet: tuple[float, float]) -> tuple[float, float]:
    """Return the width and height on a sheet that a drawing may take, in points."""
    return sheet[0] - 2 * MARGIN, sheet[1] - 2 * MARGIN - FOOT


def one_sheet(width: float, height: float, paper: Paper) -> Sheet:
    """Set a whole drawing on one sheet, as large as it gets; `width` and `height` in its own units."""
    best = max(paper.ways(), key=lambda sheet: _scale(width, height, sheet))
    return _whole(Box(0, 0, width, height), best)


def _scale(width: float, height: float, sheet: tuple[float, float]) -> float:
    wide, high = room(sheet)
    return min(wide / width, high / height, _LARGEST)


def _whole(box: Box, sheet: tuple[float, float]) -> Sheet:
    scale = _scale(box.width, box.height, sheet)
    left = (sheet[0] - scale * box.width) / 2
    return Sheet(*sheet, (Piece(box, left, MARGIN, scale),))


def journey_sheets(
    view: JourneyMap, language: Language, theme: Theme, paper: Paper
) -> tuple[JourneyLayout, tuple[Sheet, ...]]:
    """Lay out a journey map for paper.

    Returns
    -------
    tuple
        The layout, and the sheets that show pieces of it. Its smallest text is not below :data:`LEAST_TYPE`, save
        where a single column is wider, or a single lane higher, than a sheet.
    """
    best: tuple[float, JourneyLayout, Sheet] | None = None
    for sheet in paper.ways():
        wide, high = room(sheet)
        layout = layout_journey_map(view, language, theme, rows="auto", ratio=wide / high)
        scale = _scale(layout.width, layout.height, sheet)
        if best is None or scale > best[0]:
            best = scale, layout, _whole(Box(0, 0, layout.width, layout.height), sheet)
    if best is None or best[0] * least_type(best[1]) >= LEAST_TYPE:
        return (best[1], (best[2],)) if best is not None else (layout, ())
    return _over_sheets(view, language, theme, paper, LEAST_TYPE / least_type(best[1]))


def least_type(layout: JourneyLayout) -> float:
    """Return the size of the smallest text of a layout, in its own units."""
    return min((label.size for label, _ in layout.labels()), default=LEAST_TYPE)


Pages = tuple[tuple[Box, ...], ...]
"""The pieces of a drawing on each page."""


@dataclass(frozen=True, slots=True)
class _Dealt:
    """A layout with the pieces of each sheet, and how large the drawing is set."""

    layout: JourneyLayout
    sheet: tuple[float, float]
    scale: float
    pages: Pages

    @property
    def merit(self) -> tuple[int, float]:
        """Return what is least for the best: the number of sheets and of broken rows, then how small the type is."""
        tops = {row.y for row in self.layout.rows} | {_BARE, self.layout.rows[-1].bottom if self.layout.rows else 0.0}
        broken = sum(box.y not in tops for page in self.pages for box in page)
        return len(self.pages) + broken, -self.scale


def _over_sheets(
    view: JourneyMap, language: Language, theme: Theme, paper: Paper, least: float
) -> tuple[JourneyLayout, tuple[Sheet, ...]]:
    """Lay a map out in rows and deal them out over sheets, not smaller than `least` unless a column is too wide."""
    laid = cache(lambda rows: layout_journey_map(view, language, theme, rows=rows))
    tried = _tried(laid, lambda wide: len(layout_journey_map(view, language, theme, width=wide).rows), paper, least)
    foremost = sorted(tried, key=lambda found: found.merit)[:_WIDENED]
    wider = [found for dealt in foremost for found in _widened(view, language, theme, dealt, least)]
    best = min((*foremost, *wider), key=lambda found: found.merit)
    return best.layout, tuple(_turned(best, boxes, paper) for boxes in best.pages)


def common_sheets(
    laid: Callable[[int], tuple[JourneyLayout, ...]], rows: Callable[[float], int], paper: Paper
) -> tuple[tuple[JourneyLayout, ...], tuple[Sheet, ...]]:
    """Deal maps that have everything in the same places out over the same sheets.

    Parameters
    ----------
    laid
        Lays all of them out in so many rows.
    rows
        Tells how many rows they need within a width, in their own units.

    Returns
    -------
    tuple
        The layouts, and the sheets that each of them takes. The smallest text is not below :data:`LEAST_TYPE`, save
        where a single column is wider, or a single lane higher, than a sheet.
    """
    kept = cache(laid)
    least = LEAST_TYPE / min(map(least_type, kept(1)))
    # What ends a lane on one of them may end it on no other: cuts are made where all of them have nothing.
    every = cache(
        lambda count: replace(kept(count)[0], shapes=tuple(shape for found in kept(count) for shape in found.shapes))
    )
    best = min(_tried(every, rows, paper, least), key=lambda found: found.merit)
    return kept(len(best.layout.rows)), tuple(_turned(best, boxes, paper) for boxes in best.pages)


def _tried(
    laid: Callable[[int], JourneyLayout], rows: Callable[[float], int], paper: Paper, least: float
) -> list[_Dealt]:
    """Deal a drawing out with as many rows as it needs on the paper, either way round, and with some more."""
    tried: list[_Dealt] = []
    for sheet in paper.ways():
        fewest = max(1, rows(room(sheet)[0] / least))
        most = max(fewest, min(fewest + _MORE_ROWS, len(laid(1).slots)))
        tried += [_dealt(laid(count), sheet, least) for count in range(fewest, most + 1)]
    return tried


def _turned(best: _Dealt, boxes: Sequence[Box], paper: Paper) -> Sheet:
    """Set the pieces of a page, on a sheet turned the other way if they get much larger there."""
    page = _page(best.layout, boxes, best.sheet, best.scale)
    for sheet in paper.ways():
        scale = _scale(best.layout.width, _height(boxes), sheet)
        if scale > _MUCH * page.pieces[0].scale:
            page = _page(best.layout, boxes, sheet, scale)
    return page


def _dealt(layout: JourneyLayout, sheet: tuple[float, float], least: float) -> _Dealt:
    """Deal a layout out over as few sheets as a scale of `least` needs, as large as it gets on these."""
    wide, high = room(sheet)
    widest = min(wide / layout.width, _LARGEST)
    low = min(least, widest)
    pages = _deal(layout, high / low)
    top, scale = widest, low
    for _ in range(_HALVINGS):
        tried = _deal(layout, high / top)
        if len(tried) <= len(pages):
            scale, pages, low = top, tried, top
        else:
            widest = top
        top = (low + widest) / 2
    return _Dealt(layout, sheet, scale, pages)


def _widened(view: JourneyMap, language: Language, theme: Theme, dealt: _Dealt, least: float) -> Iterator[_Dealt]:
    """Yield what was dealt with columns so wide that rows fill the sheet across: text takes fewer lines then."""
    wide = room(dealt.sheet)[0]
    rows = len(dealt.layout.rows)
    for part in (1.0, 0.5):
        more = part * (wide / dealt.scale - dealt.layout.width)
        if more < _GAP:
            return
        widths = _wider(dealt.layout, view, more)
        layout = layout_journey_map(view, language, theme, rows=rows, widths=widths)
        if len(layout.rows) == rows:
            yield _dealt(layout, dealt.sheet, least)


def _wider(layout: JourneyLayout, view: JourneyMap, more: float) -> dict[str, float]:
    """Return the width of each column by id, so that every row is longer by `more`."""
    found: dict[str, float] = {}
    columns = list(zip(view.columns, layout.slots, strict=True))
    for row in _runs(layout):
        each = more / len(row)
        found.update((view.columns[index].id, columns[index][1].width + each) for index in row)
    return found


def _runs(layout: JourneyLayout) -> Iterator[list[int]]:
    """Yield the numbers of the columns of each row: a row begins where a column stands further left."""
    row: list[int] = []
    for index, slot in enumerate(layout.slots):
        if row and slot.x <= layout.slots[row[-1]].x:
            yield row
            row = []
        row.append(index)
    if row:
        yield row


def _page(layout: JourneyLayout, boxes: Sequence[Box], sheet: tuple[float, float], scale: float) -> Sheet:
    """Set pieces below each other; should they be too high together, all of them are set smaller."""
    high = _height(boxes)
    scale = min(scale, room(sheet)[1] / high)
    left, y, pieces = (sheet[0] - scale * layout.width) / 2, MARGIN, []
    for box in boxes:
        pieces.append(Piece(box, left, y, scale))
        y += scale * (box.height + _GAP)
    return Sheet(*sheet, tuple(pieces))


def _height(boxes: Sequence[Box]) -> float:
    """Return how high pieces below each other are, in units of the drawing."""
    return sum(box.height for box in boxes) + _GAP * (len(boxes) - 1)


def _deal(layout: JourneyLayout, high: float) -> Pages:
    """Return the pieces of each page; `high` is the room of one, in units of the drawing."""
    pages: list[list[Box]] = [[]]

    def fits(page: list[Box], box: Box) -> bool:
        return _height([*page, box]) <= high + 0.01

    for box, header in _chunks(layout, high):
        if pages[-1] and not fits(pages[-1], box):
            pages.append([] if header is None else [header])
        pages[-1].append(box)
    if layout.rows and layout.height > layout.rows[-1].bottom:
        legend = Box(0, layout.rows[-1].bottom, layout.width, layout.height - layout.rows[-1].bottom - _BARE)
        page = next((page for page in (pages[-1], *pages) if fits(page, legend)), None)
        if page is None:
            pages.append([legend])
        else:
            page.append(legend)
    return tuple(map(tuple, pages))


def _chunks(layout: JourneyLayout, high: float) -> Iterator[tuple[Box, Box | None]]:
    """Yield the head and the rows of a drawing in pieces, each with what is repeated above it if it begins a page."""
    wide = layout.width
    top = layout.rows[0].y if layout.rows else layout.height
    yield Box(0, _BARE, wide, max(1.0, top - _BLANK - _BARE)), None
    for number, row in enumerate(layout.rows):
        # The first row begins below the head of the map, if at least its first lane has room there.
        beside = high - (top - _BLANK - _BARE) - _GAP if number == 0 else high
        if row.height <= beside:
            yield Box(0, row.y, wide, row.height), None
            continue
        edges = _edges(layout, row)
        header = Box(0, row.y, wide, edges[0] - row.y)
        later = high - header.height - _GAP
        first = beside if (edges[1] if len(edges) > 1 else row.bottom) - row.y <= beside else high
        for index, box in enumerate(_filled(edges, row, wide, first, later)):
            yield box, header if index else None


def _filled(edges: Sequence[float], row: Box, wide: float, first: float, later: float) -> Iterator[Box]:
    """Yield a row in pieces that end between lanes, each as high as it may be."""
    start, room_ = row.y, first
    for edge, following in pairwise([*edges, row.bottom]):
        if following - start > room_:
            yield Box(0, start, wide, edge - start)
            start, room_ = edge, later
    yield Box(0, start, wide, row.bottom - start)


def _edges(layout: JourneyLayout, row: Box) -> list[float]:
    """Return the heights between the lanes of a row, first the one below its touchpoints."""
    cards = [cell.box.bottom for cell in layout.cells
             if cell.lane == "touchpoint" and row.y <= cell.box.y <= row.bottom]  # fmt: skip
    floor = max(cards, default=row.y)
    taken = sorted(
        span for shape in layout.shapes if isinstance(shape, Group)
        if (span := extent(shape)) is not None and row.y <= span[0] < row.bottom
    )  # fmt: skip
    found, reached = [], floor
    for top, bottom in taken:
        if top > reached + 4 and reached >= floor:
            found.append((reached + top) / 2)
        reached = max(reached, bottom)
    return found or [min(floor + 4, row.bottom)]


def extent(group: Group) -> tuple[float, float] | None:
    """Return how far up and down the texts and plain shapes of a group reach; `None` if it has none."""
    tops, bottoms = [], []
    for shape, _, dy in flat((group,)):
        if isinstance(shape, Label):
            box = shape.box()
            tops.append(box.y + dy)
            bottoms.append(box.bottom + dy)
        elif isinstance(shape, Rect):
            tops.append(shape.y + dy)
            bottoms.append(shape.y + shape.height + dy)
        elif isinstance(shape, Circle):
            tops.append(shape.y - shape.radius + dy)
            bottoms.append(shape.y + shape.radius + dy)
    return (min(tops), max(bottoms)) if tops else None


def without_ground(layout: JourneyLayout) -> JourneyLayout:
    """Return a layout without the ground of the whole drawing, for paper that has its own."""
    first, *others = layout.shapes
    plain = isinstance(first, Rect) and first.width >= layout.width and first.height >= layout.height
    return replace(layout, shapes=tuple(others)) if plain else layout
