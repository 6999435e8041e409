"""What a drawing paints, put together: what looks alike becomes one element if nothing between hides any of it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from journeymap.outputs.html.paths import Frame, Trace, joined

_GROUP = 3
"""Items of one look from which they stand in a group; fewer have it each, which takes as many letters."""


class Drawn(NamedTuple):
    """Something to paint, at its place.

    Attributes
    ----------
    kind
        ``shape`` and ``text`` of the same class can be written together; ``whole`` cannot.
    look
        Name of its class.
    words
        What is written; of a shape, its trace says it.
    """

    kind: str
    look: str
    frame: Frame
    words: str = ""
    trace: Trace | None = None


class Batch:
    """What is written as one element, in the order in which it was drawn."""

    __slots__ = ("frame", "items", "kind", "look")

    def __init__(self, first: Drawn) -> None:
        self.kind, self.look, self.frame = first.kind, first.look, first.frame
        self.items = [first]

    def add(self, item: Drawn) -> None:
        """Put something above the rest."""
        self.items.append(item)
        self.frame = _spanning(self.frame, item.frame)


def written(items: Iterable[Drawn], crossing: Callable[[str], bool]) -> str:
    """Return things as elements one after another.

    Parameters
    ----------
    items
        In the order in which they are drawn.
    crossing
        Tells whether a look is that of opaque lines, which may cross.
    """
    batches: list[Batch] = []
    for item in items:
        batch, place = _home(batches, item, free=item.kind == "text" or crossing(item.look))
        if batch is None:
            batches.insert(place, Batch(item))
        else:
            batch.add(item)
    return "".join(map(_element, batches))


def _home(batches: list[Batch], item: Drawn, *, free: bool) -> tuple[Batch | None, int]:
    """Return the batch an item can join without coming to lie under something it lay above.

    If there is none, the place for a batch of its own: as low as can be, so that others can be drawn above it.
    What is free may lie above others of its look.
    """
    kind, look, frame = item[:3]
    left, top, right, bottom = frame
    place = len(batches)
    for batch in reversed(batches):
        alike = batch.look == look and batch.kind == kind != "whole"
        if alike and free:
            return batch, place
        west, north, east, south = batch.frame
        if west < right and left < east and north < bottom and top < south and _touched(batch.items, frame):
            return None, place
        if alike:
            return batch, place
        place -= 1
    return None, 0


def _element(batch: Batch) -> str:
    look = f' class="{batch.look}"' if batch.look else ""
    if batch.kind == "shape":
        return f'<path{look} d="{joined(item.trace for item in batch.items if item.trace)}"/>'
    if batch.kind == "whole":
        return batch.items[0].words
    if len(batch.items) == 1:
        words = batch.items[0].words
        return f"<text{look} {words}</text>" if batch.kind == "text" else f"{words}{look}/>"
    few = len(batch.items) < _GROUP
    own = look if few else ""
    one = "".join(f"<text{own} {item.words}</text>" if batch.kind == "text" else f"{item.words}{own}/>"
                  for item in batch.items)  # fmt: skip
    return one if few else f"<g{look}>{one}</g>"


def _touched(items: list[Drawn], frame: Frame) -> bool:
    left, top, right, bottom = frame
    for item in items:
        west, north, east, south = item.frame
        if west < right and left < east and north < bottom and top < south:
            return True
    return False


def _spanning(one: Frame, other: Frame) -> Frame:
    """Return the frame around two."""
    left, top, right, bottom = one
    west, north, east, south = other
    return (min(left, west), min(top, north), max(right, east), max(bottom, south))
