"""Drawings on sheets of paper: which paper, which way round, and what goes on which sheet.

A drawing whose smallest text stays readable is set on one sheet. A journey map that would become too small is laid
out in rows as wide as the sheet, and its rows are dealt out over several sheets; a row that is higher than a sheet is
broken between two lanes, with its stages and touchpoints repeated on top.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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

_BLANK = 6.0
"""Of the room between the head of a map and its first row, left out so that no edge of the row shows twice."""


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
    tried = [_over_sheets(view, language, theme, sheet, LEAST_TYPE / least_type(best[1])) for sheet in paper.ways()]
    return min(tried, key=lambda found: (len(found[1]), -found[1][0].pieces[0].scale))


def least_type(layout: JourneyLayout) -> float:
    """Return the size of the smallest text of a layout, in its own units."""
    return min((label.size for label, _ in layout.labels()), default=LEAST_TYPE)


def _over_sheets(
    view: JourneyMap, language: Language, theme: Theme, sheet: tuple[float, float], scale: float
) -> tuple[JourneyLayout, tuple[Sheet, ...]]:
    """Lay a map out as wide as a sheet at a scale, and deal its rows out."""
    wide, high = room(sheet)
    layout = layout_journey_map(view, language, theme, width=wide / scale)
    scale = wide / layout.width
    pages = list(_deal(layout, high / scale))
    return layout, tuple(_page(layout, boxes, sheet, scale) for boxes in pages)


def _page(layout: JourneyLayout, boxes: Sequence[Box], sheet: tuple[float, float], scale: float) -> Sheet:
    """Set pieces below each other; should they be too high together, all of them are set smaller."""
    high = sum(box.height for box in boxes) + _GAP * (len(boxes) - 1)
    scale = min(scale, room(sheet)[1] / high)
    left, y, pieces = (sheet[0] - scale * layout.width) / 2, MARGIN, []
    for box in boxes:
        pieces.append(Piece(box, left, y, scale))
        y += scale * (box.height + _GAP)
    return Sheet(*sheet, tuple(pieces))


def _deal(layout: JourneyLayout, high: float) -> Iterator[list[Box]]:
    """Yield the pieces of each page; `high` is the room of one, in units of the drawing."""
    page: list[Box] = []
    left = high

    def fits(box: Box) -> bool:
        return box.height + (_GAP if page else 0.0) <= left + 0.01

    for box, header in _chunks(layout, high):
        if not fits(box):
            if page:
                yield page
            page, left = [], high
            if header is not None:
                page, left = [header], high - header.height
        left -= box.height + (_GAP if page else 0.0)
        page.append(box)
    if page:
        yield page


def _chunks(layout: JourneyLayout, high: float) -> Iterator[tuple[Box, Box | None]]:
    """Yield pieces of a drawing from its top, each with what is repeated above it if it begins a page."""
    wide = layout.width
    top = layout.rows[0].y if layout.rows else layout.height
    yield Box(0, 0, wide, max(1.0, top - _BLANK)), None
    for number, row in enumerate(layout.rows):
        if row.height <= high:
            yield Box(0, row.y, wide, row.height), None
            continue
        edges = _edges(layout, row)
        header = Box(0, row.y, wide, edges[0] - row.y)
        later = high - header.height - _GAP
        # The first row begins below the head of the map if at least its first lane has room there.
        beside = high - top - _GAP if number == 0 else high
        first = beside if (edges[1] if len(edges) > 1 else row.bottom) - row.y <= beside else high
        for index, box in enumerate(_filled(edges, row, wide, first, later)):
            yield box, header if index else None
    if layout.rows and layout.height > layout.rows[-1].bottom:
        yield Box(0, layout.rows[-1].bottom, wide, layout.height - layout.rows[-1].bottom), None


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
