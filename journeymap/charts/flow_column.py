"""Places for a flow graph where no layout program helps: one box below the other."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from journeymap.charts.flow_scene import Scene, Way
from journeymap.charts.placement import Layout, PlacedBox, PlacedEdge, Point


def column(scene: Scene) -> Layout:
    """Stand the boxes below one another, exits at their right, ways past others in lanes at the left.

    This is what is drawn where no layout program helps; every name of the scene has its place in it.
    """
    return _Column(scene).layout()


class _Column:
    """The boxes of a scene below one another."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.kit = scene, scene.kit
        self.mains = [name for name in scene.boxes if name.startswith("n")]
        self.exits: dict[str, list[str]] = {name: [] for name in self.mains}
        for way in scene.ways.values():
            if way.head not in self.exits:
                self.exits[way.tail].append(way.head)
        place = {name: index for index, name in enumerate(self.mains)}
        self.side = [key for key, way in scene.ways.items()
                     if way.head in place and place[way.head] != place[way.tail] + 1]  # fmt: skip
        self.lane = max([scene.ways[key].width for key in self.side], default=0.0) + self.kit.u(14)
        self.left = len(self.side) * self.lane + self.kit.u(12)
        self.tops: dict[str, tuple[float, float, float]] = {}

    def layout(self) -> Layout:
        nodes, y = [], 0.0
        for name in self.mains:
            width, block = self.scene.boxes[name]
            high = sum(self.scene.boxes[end][1].height + self.kit.u(8) for end in self.exits[name])
            tall = max(block.height, high)
            self.tops[name] = (y, block.height, width)
            nodes.append(PlacedBox(name, self.left, y, width, block.height))
            at = y
            for end in self.exits[name]:
                wide, inside = self.scene.boxes[end]
                nodes.append(PlacedBox(end, self.left + width + self.kit.u(64), at, wide, inside.height))
                at += inside.height + self.kit.u(8)
            y += tall + self.kit.u(44)
        places = {node.name: node for node in nodes}
        edges = [self.way(key, way, places) for key, way in self.scene.ways.items()]
        width = max(node.x + node.width for node in nodes)
        return Layout(width, y - self.kit.u(44), tuple(nodes), tuple(edges), (), "column")

    def way(self, key: str, way: Way, places: Mapping[str, PlacedBox]) -> PlacedEdge:
        tail, head = places[way.tail], places[way.head]
        if key in self.side:
            return self.around(key, way, tail, head)
        if way.head in self.exits:
            same = [k for k, w in self.scene.ways.items() if w.tail == way.tail and w.head == way.head]
            x = tail.x + tail.width * (same.index(key) + 1) / (len(same) + 1)
            start, end = (x, tail.y + tail.height), (x, head.y)
            middle = (x + way.width / 2 + self.kit.u(6), (max(start[1], end[1] - self.kit.u(44)) + end[1]) / 2)
        else:
            at = min(head.y + head.height / 2, tail.y + tail.height - self.kit.u(6))
            start, end = (tail.x + tail.width, at), (head.x, head.y + head.height / 2)
            middle = ((start[0] + end[0]) / 2, end[1])
        return PlacedEdge(way.tail, way.head, key, straight((start, end)), middle)

    def around(self, key: str, way: Way, tail: PlacedBox, head: PlacedBox) -> PlacedEdge:
        """Lead a way out at the left, along a lane of its own, and in again."""
        index = self.side.index(key)
        x = self.left - self.kit.u(12) - index * self.lane - self.lane / 2
        part = (index + 1) / (len(self.side) + 1)
        start, end = (tail.x, tail.y + tail.height * (0.5 + part / 2)), (head.x, head.y + head.height * part / 2)
        points = (start, (x, start[1]), (x, end[1]), end)
        points = points[::-1] if way.edge.back else points
        return PlacedEdge(way.tail, way.head, key, straight(points), (x, (start[1] + end[1]) / 2))


def straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Write straight lines as a chain of cubic curves."""
    found = [points[0]]
    for before, after in pairwise(points):
        found += [before, after, after]
    return tuple(found)
