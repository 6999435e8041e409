"""Which way goes where on the journey map: sorting links into lines that can be drawn apart.

Columns are numbered from 0; *stretch* ``k`` is the room between columns ``k - 1`` and ``k``, and
the last stretch leads to the outcomes. Ways that share an end share a line ("bus"), so that
a hundred ways to one touchpoint take the room of one.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from journeymap.charts.journey_rows import Signpost
from journeymap.records import dataclass
from journeymap.views.journey_map import JourneyMap, Link, OutcomeBox
from journeymap.vocabulary import OutcomeKind


@dataclass(frozen=True, slots=True)
class Step:
    """A way between two columns by their numbers; `end` may be one past the last column."""

    link: Link
    start: int
    end: int


@dataclass(frozen=True)
class Bus:
    """Ways that run on one line.

    Attributes
    ----------
    steps
        The ways, from left to right by the end they do not share.
    merging
        Whether they share their target; else they share their source.
    """

    steps: tuple[Step, ...]
    merging: bool

    @property
    def forward(self) -> bool:
        """Tell whether they run to the right."""
        return self.steps[0].end > self.steps[0].start

    @property
    def failing(self) -> bool:
        """Tell whether something goes wrong on them."""
        return self.steps[0].link.kind == "fails"

    @property
    def span(self) -> tuple[int, int]:
        """Return the first stretch and the one after the last."""
        ends = [number for step in self.steps for number in (step.start, step.end)]
        return min(ends) + 1, max(ends) + 1

    def stretch(self, step: Step) -> int:
        """Return the stretch where the label of one of its ways stands: beside the end not shared."""
        if self.forward:
            return step.start + 1 if self.merging else step.end
        return step.start if self.merging else step.end + 1


@dataclass(frozen=True)
class Routes:
    """Every way of a map, by how it is drawn.

    Attributes
    ----------
    main
        The outcome at the height of the track, if any.
    straight
        Ways to the next column, or from the last to the main outcome.
    buses
        Skips and returns, short ones first.
    again
        Ways back to the same column.
    exits
        Ways to each other outcome, from left to right.
    quits
        Part of the visitors who give up, by column.
    """

    main: OutcomeBox | None
    straight: tuple[Step, ...]
    buses: tuple[Bus, ...]
    again: tuple[Step, ...]
    exits: Mapping[str, tuple[Step, ...]]
    quits: Mapping[int, float]


@dataclasses.dataclass(slots=True)
class _Sorter:
    """Puts each link where it belongs."""

    index: Mapping[str, int]
    main: OutcomeBox | None
    straight: list[Step] = field(default_factory=list)
    curved: list[Step] = field(default_factory=list)
    again: list[Step] = field(default_factory=list)
    exits: dict[str, list[Step]] = field(default_factory=dict)
    quits: dict[int, float] = field(default_factory=dict)

    def take(self, link: Link) -> None:
        start = self.index.get(link.source)
        if start is None or link.share <= 0:
            return
        if link.kind == "gives-up":
            self.quits[start] = self.quits.get(start, 0.0) + link.share
        elif link.target in self.index:
            self.inside(Step(link, start, self.index[link.target]))
        elif self.main is not None and link.target == self.main.id:
            self.inside(Step(link, start, len(self.index)))
        else:
            self.exits.setdefault(link.target, []).append(Step(link, start, len(self.index)))

    def inside(self, step: Step) -> None:
        if step.end == step.start:
            self.again.append(step)
        elif step.end == step.start + 1 and step.link.kind != "fails":
            self.straight.append(step)
        else:
            self.curved.append(step)


def routes(view: JourneyMap) -> Routes:
    """Sort the links of a view."""
    index = {column.id: number for number, column in enumerate(view.columns)}
    sorter = _Sorter(index, _main(view, index))
    for link in view.links:
        sorter.take(link)
    exits = {
        box.id: tuple(sorted(sorter.exits[box.id], key=lambda step: step.start))
        for box in view.outcomes
        if box.id in sorter.exits
    }
    buses = sorted(_buses(sorter.curved), key=lambda bus: (bus.span[1] - bus.span[0], bus.span))
    return Routes(sorter.main, tuple(sorter.straight), tuple(buses), tuple(sorter.again), exits, sorter.quits)


def _main(view: JourneyMap, index: Mapping[str, int]) -> OutcomeBox | None:
    """Choose the outcome that the track leads to: the likeliest good one, else the likeliest."""
    own = [box for box in view.outcomes if not isinstance(box, Signpost)]
    if not own:
        return next((box for box in view.outcomes if isinstance(box, Signpost) and box.onward), None)
    targets = {link.target for link in view.links if link.kind != "gives-up" and link.source in index}
    boxes = [box for box in own if box.id in targets] or own
    return max(boxes, key=lambda box: (box.kind is OutcomeKind.COMPLETED, box.kind.good, box.share), default=None)


def _buses(steps: Sequence[Step]) -> Iterable[Bus]:
    """Join ways at their busier end."""
    into: Counter[tuple[int, bool, bool]] = Counter()
    out: Counter[tuple[int, bool, bool]] = Counter()
    for step in steps:
        into[_key(step, step.end)] += 1
        out[_key(step, step.start)] += 1
    groups: dict[tuple[bool, tuple[int, bool, bool]], list[Step]] = {}
    for step in steps:
        merging = into[_key(step, step.end)] >= out[_key(step, step.start)]
        groups.setdefault((merging, _key(step, step.end if merging else step.start)), []).append(step)
    for (merging, _), members in groups.items():
        yield Bus(tuple(sorted(members, key=lambda s: s.start if merging else s.end)), merging)


def _key(step: Step, end: int) -> tuple[int, bool, bool]:
    return end, step.end > step.start, step.link.kind == "fails"
