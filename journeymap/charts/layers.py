"""Places for boxes in layers from left to right, lines between them with few crossings.

Layers are known before; what is sought is the height of each box. Each sweep moves the boxes of a
layer to the mean of their neighbours without overlap; the sweep with the fewest crossings is kept
(the barycentre method of Sugiyama, Tagawa and Toda, 1981). A line over several layers has a box of
no width in each layer it passes, so that it runs round the others.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from journeymap.charts.axes import spread
from journeymap.records import dataclass

SWEEPS = 12
"""After these the drawings of models up to 60 practices no longer change."""


@dataclass(frozen=True)
class Placed:
    """Where boxes and lines are, in points.

    Attributes
    ----------
    centres
        Height of the middle of each box, by name.
    ways
        For each line, in the order given, the heights at which it passes the layers between its ends.
    height
        Of all layers.
    """

    centres: Mapping[str, float]
    ways: tuple[tuple[float, ...], ...]
    height: float


@dataclass(frozen=True)
class _Net:
    """Boxes and passages by layer, with their neighbours on either side."""

    layers: tuple[tuple[str, ...], ...]
    heights: Mapping[str, float]
    links: tuple[tuple[str, str], ...]

    def neighbours(self, *, left: bool) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for tail, head in self.links:
            here, there = (head, tail) if left else (tail, head)
            found[here] = (*found.get(here, ()), there)
        return found


def place(
    layers: Sequence[Sequence[str]],
    heights: Mapping[str, float],
    links: Sequence[tuple[str, str]],
    *,
    gap: float,
    passage: float,
) -> Placed:
    """Find a height for every box.

    Parameters
    ----------
    layers
        Names of the boxes of each layer, the leftmost first, in the order to begin with.
    heights
        Of each box, in points.
    links
        Lines from a box to one of a later layer.
    gap
        Least distance between the boxes of a layer, in points.
    passage
        Room for a line that passes a layer, in points.
    """
    net, chains = _net(layers, heights, links, passage)
    room = {name: height + gap for name, height in net.heights.items()}
    full = max((sum(room[name] for name in layer) for layer in net.layers), default=0.0)
    centres = _stacked(net.layers, room)
    best, fewest = centres, _crossings(net, centres)
    for sweep in range(SWEEPS):
        centres = _swept(net, room, centres, full, left=sweep % 2 == 0)
        found = _crossings(net, centres)
        if found <= fewest:
            best, fewest = centres, found
    ways = tuple(tuple(best[name] for name in chain) for chain in chains)
    boxes = {name: best[name] for layer in layers for name in layer}
    low = max((best[name] + room[name] / 2 for layer in net.layers for name in layer), default=0.0)
    return Placed(boxes, ways, max(0.0, low - gap / 2))


def _net(
    layers: Sequence[Sequence[str]], heights: Mapping[str, float], links: Sequence[tuple[str, str]], passage: float
) -> tuple[_Net, list[tuple[str, ...]]]:
    """Give each line that passes layers a place in each of them."""
    layer = {name: index for index, names in enumerate(layers) for name in names}
    filled, tall = [list(names) for names in layers], dict(heights)
    steps: list[tuple[str, str]] = []
    chains: list[tuple[str, ...]] = []
    for number, (tail, head) in enumerate(links):
        between = range(layer[tail] + 1, layer[head])
        chain = tuple(f"{number}:{index}" for index in between)
        for index, name in zip(between, chain, strict=True):
            filled[index].append(name)
            tall[name] = passage
        chains.append(chain)
        steps += pairwise((tail, *chain, head))
    return _Net(tuple(map(tuple, filled)), tall, tuple(steps)), chains


def _stacked(layers: Sequence[Sequence[str]], room: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for names in layers:
        y = 0.0
        for name in names:
            found[name] = y + room[name] / 2
            y += room[name]
    return found


def _swept(
    net: _Net, room: Mapping[str, float], centres: Mapping[str, float], full: float, *, left: bool
) -> dict[str, float]:
    """Move every box to the mean of its neighbours on one side, layer by layer."""
    found = dict(centres)
    near = net.neighbours(left=left)
    for names in net.layers if left else net.layers[::-1]:
        wanted = [_mean([found[other] for other in near.get(name, (name,))]) for name in names]
        placed = spread(wanted, [room[name] for name in names], 0.0, full)
        found.update(zip(names, placed, strict=True))
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _crossings(net: _Net, centres: Mapping[str, float]) -> int:
    """Count the pairs of lines between neighbouring layers that cross."""
    layer = {name: index for index, names in enumerate(net.layers) for name in names}
    gaps: dict[int, list[tuple[float, float]]] = {}
    for tail, head in net.links:
        gaps.setdefault(layer[tail], []).append((centres[tail], centres[head]))
    return sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for lines in gaps.values() for a, b in combinations(lines, 2))
