"""What stands on the slides of a deck, for tests: places of shapes, and the text of a package."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from journeymap.outputs.slides.page import Kit
from journeymap.outputs.slides.scene import HEIGHT, WIDTH, Box, Grid, Group, Plot, Shape, Slide

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NEAR = 0.6
"""Points by which boxes may touch: their places are rounded to a hundredth of a millimetre."""


def shapes(slide: Slide) -> Iterator[Shape]:
    """Yield all shapes of a slide, those in groups too."""
    for thing in slide.things:
        if isinstance(thing, Shape):
            yield thing
        elif isinstance(thing, Group):
            yield from thing.shapes


def written(slide: Slide) -> list[tuple[str, Box]]:
    """Return what holds words, with its place."""
    found = [(shape.name, shape.box) for shape in shapes(slide) if shape.paras and any(p.text for p in shape.paras)]
    return found + [(thing.name, thing.box) for thing in slide.things if isinstance(thing, Grid)]


def outside(slide: Slide) -> list[str]:
    """Name what does not lie on the slide."""
    boxes = [(thing.name, thing.box) for thing in slide.things if not isinstance(thing, Group)]
    boxes += [(shape.name, shape.box) for shape in shapes(slide)]
    return [
        name
        for name, box in boxes
        if min(box.x, box.y) < -NEAR or box.right > WIDTH + NEAR or box.bottom > HEIGHT + NEAR
    ]


def overlapping(slide: Slide) -> list[tuple[str, str]]:
    """Name the pairs of texts that lie on each other."""
    found = written(slide)
    return [
        (one, other)
        for place, (one, a) in enumerate(found)
        for other, b in found[place + 1 :]
        if min(a.right, b.right) - max(a.x, b.x) > NEAR and min(a.bottom, b.bottom) - max(a.y, b.y) > NEAR
    ]


def unfit(slide: Slide, kit: Kit) -> list[str]:
    """Name the texts that are higher than their box, or hold a word wider than it."""
    found = []
    for shape in shapes(slide):
        room, high = shape.box.w - 2 * shape.inset[0], shape.box.h - 2 * shape.inset[1]
        if shape.paras and kit.height(shape.paras, room) > high + NEAR + max(p.after for p in shape.paras):
            found.append(shape.name)
    for grid in (thing for thing in slide.things if isinstance(thing, Grid)):
        for row in grid.rows:
            for place, cell in enumerate(row.cells):
                width = sum(grid.widths[place : place + cell.span])
                if kit.height(cell.paras, width - 8) > row.height:
                    found.append(cell.paras[0].text)
    return found


def smallest(slide: Slide) -> float:
    """Return the size of the smallest letters."""
    sizes = [p.size for shape in shapes(slide) for p in shape.paras]
    sizes += [
        p.size
        for thing in slide.things
        if isinstance(thing, Grid)
        for row in thing.rows
        for cell in row.cells
        for p in cell.paras
    ]
    return min(sizes)


def words(slide: Slide) -> Iterator[str]:
    """Yield every paragraph of a slide, its title and its charts' words."""
    yield slide.title
    for shape in shapes(slide):
        yield from (p.text for p in shape.paras)
    for thing in slide.things:
        if isinstance(thing, Grid):
            yield from (p.text for row in thing.rows for cell in row.cells for p in cell.paras)
        elif isinstance(thing, Plot):
            yield from (thing.name, thing.descr, *thing.categories, thing.upright.title, thing.across.title)
            yield from (text for line in thing.lines for text in (line.name, *line.labels))
    yield from slide.notes


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def text(xml: bytes) -> str:
    """Return the words of a part, each run on a line."""
    return "\n".join(item.text or "" for item in etree.fromstring(xml).iter(f"{A}t"))
