"""A wide journey map in several rows: where it is broken, and what each row shows of the ways between rows.

A row is a map of its own columns. Ways that leave it end at a signpost at its right edge; ways that
come from another row are named at the touchpoint they reach; curves run on to the edge.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import accumulate

from journeymap.charts.journey_head import runs
from journeymap.charts.journey_kit import Kit
from journeymap.records import dataclass
from journeymap.text import say
from journeymap.views.journey_map import Column, Curve, JourneyMap, Link, OutcomeBox, StageBand
from journeymap.vocabulary import OutcomeKind

BEFORE, AFTER = "<before", ">after"
"""Ids of the points where curves leave a row; no touchpoint can have them."""

_FULL = 0.6
"""A row is broken before a stage rather than within one once it is this full."""


@dataclass(frozen=True)
class Signpost(OutcomeBox):
    """Where ways lead that end in another row.

    Attributes
    ----------
    number
        Of the touchpoint they lead to; 0 for an outcome, which is shown in full in the last row.
    back
        Whether they lead back.
    onward
        Whether they lead from the last column of this row to the first of the next.
    failing
        Whether something goes wrong on all of them.
    """

    number: int = 0
    back: bool = False
    onward: bool = False
    failing: bool = False


@dataclass(frozen=True)
class Part:
    """One row of a map.

    Attributes
    ----------
    view
        Its columns with the ways among them and to its signposts and outcomes.
    first
        How many columns stand before it.
    lead, trail
        What the curves come from and run to at its edges; `None` where they begin and end.
    arrivals
        By number of the column in this row, the numbers of the columns in other rows that lead there.
    entered
        Whether the last column of the row before leads to the first of this one, and by how many of all customers.
    """

    view: JourneyMap
    first: int = 0
    lead: Column | None = None
    trail: Column | None = None
    arrivals: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    entered: float = 0.0


def cuts(view: JourneyMap, widths: Sequence[float], *, gap: float, rows: int = 1, limit: float | None = None
         ) -> tuple[int, ...]:  # fmt: skip
    """Choose where rows begin.

    Parameters
    ----------
    widths, gap
        Of the columns, and between them, in points.
    rows
        How many rows, if no limit is given; the widest is then as narrow as can be.
    limit
        The room for the columns of a row, in points.

    Returns
    -------
    tuple of int
        The number of the first column of each row, beginning with 0.
    """
    if not widths:
        return (0,)
    firsts = frozenset(run.first for run in runs(view))
    steps = [width + gap for width in widths]
    if limit is not None:
        return _packed(steps, firsts, limit + gap)
    wanted = max(1, min(rows, len(widths)))
    low, high = max(steps), sum(steps)
    found: tuple[int, ...] = (0,)
    for _ in range(32):
        middle = (low + high) / 2
        tried = _packed(steps, firsts, middle)
        if len(tried) > wanted:
            low = middle
        else:
            high, found = middle, tried
    return found if wanted > 1 else (0,)


def _packed(steps: Sequence[float], firsts: frozenset[int], limit: float) -> tuple[int, ...]:
    """Fill rows up to a limit, each broken before a stage where it is full enough."""
    ends = [0.0, *accumulate(steps)]
    begins, best = [0], 0
    for index in range(1, len(steps)):
        start = begins[-1]
        if ends[index + 1] - ends[start] > limit:
            begins.append(best if best > start else index)
            start = begins[-1]
        if index in firsts and index > start and ends[index] - ends[start] >= _FULL * limit:
            best = index
    return tuple(begins)


def parts(kit: Kit, view: JourneyMap, begins: Sequence[int]) -> tuple[Part, ...]:
    """Split a view into rows."""
    if len(begins) < 2:
        return (Part(view),)
    bounds = [*begins, len(view.columns)]
    row_of = {
        column.id: row for row in range(len(begins)) for column in view.columns[bounds[row] : bounds[row + 1]]
    }  # fmt: skip
    splitter = _Splitter(kit, view, tuple(bounds), row_of)
    return tuple(splitter.part(row) for row in range(len(begins)))


class _Splitter:
    """Sorts columns, ways and curves into rows."""

    def __init__(self, kit: Kit, view: JourneyMap, bounds: tuple[int, ...], row_of: Mapping[str, int]) -> None:
        self.kit, self.view, self.bounds, self.row_of = kit, view, bounds, row_of
        self.index = {column.id: number for number, column in enumerate(view.columns)}
        self.links: dict[int, list[Link]] = {}
        self.incoming: dict[int, list[Link]] = {}
        for link in view.links:
            row, goal = row_of.get(link.source), row_of.get(link.target)
            if row is None or link.share <= 0:
                continue
            self.links.setdefault(row, []).append(link)
            if goal is not None and goal != row and link.kind != "gives-up":
                self.incoming.setdefault(goal, []).append(link)

    def part(self, row: int) -> Part:
        first, end = self.bounds[row], self.bounds[row + 1]
        columns = self.view.columns[first:end]
        last = row == len(self.bounds) - 2
        links, posts = self._leaving(row, last=last)
        lead = self._between(first - 1, BEFORE) if row else None
        trail = None if last else self._between(end - 1, AFTER)
        ghosts = {BEFORE: first - 1} if row else {}
        ghosts |= {} if last else {AFTER: end - 1}
        view = replace(
            self.view, columns=columns, links=tuple(links), outcomes=(*posts, *(self.view.outcomes if last else ())),
            curves=tuple(self._curve(curve, columns, ghosts) for curve in self.view.curves),
            reaches=tuple(self._curve(curve, columns, ghosts) for curve in self.view.reaches),
            stages=self._stages(first) if row else self.view.stages,
        )  # fmt: skip
        return Part(view, first, lead, trail, *self._arrivals(row))

    def _stages(self, first: int) -> tuple[StageBand, ...]:
        """Say of a stage that goes on from the row before that it does."""
        before, column = self.view.columns[first - 1], self.view.columns[first]
        return tuple(
            replace(stage, title=self.kit.say(say("{stage} (continued)", stage=stage.title)), score=None)
            if stage.id == column.stage == before.stage else stage
            for stage in self.view.stages
        )  # fmt: skip

    def _leaving(self, row: int, *, last: bool) -> tuple[list[Link], list[Signpost]]:
        """Turn the ways that leave a row to its signposts."""
        links: list[Link] = []
        posts: dict[str, Signpost] = {}
        ends = {box.id: box for box in self.view.outcomes}
        for link in self.links.get(row, ()):
            goal = self.row_of.get(link.target)
            if goal is None and not last and link.target in ends and link.kind != "gives-up":
                box = ends[link.target]
                posts[box.id] = Signpost(box.id, box.title, box.kind, box.share)
            if goal is None or goal == row or link.kind == "gives-up":
                links.append(link)
                continue
            number, name = self.index[link.target], f">{link.target}"
            onward = number == self.bounds[row + 1] and self.index[link.source] == number - 1
            known = posts.get(name)
            posts[name] = Signpost(
                name, self.view.columns[number].title, OutcomeKind.COMPLETED, 0.0, None, number + 1, goal < row,
                onward=onward or (known is not None and known.onward),
                failing=link.kind == "fails" and (known is None or known.failing),
            )  # fmt: skip
            links.append(replace(link, target=name))
        order = {name: index for index, name in enumerate(ends)}
        ranked = sorted(posts.values(), key=lambda post: (not post.number, post.number or order[post.id]))
        return links, ranked

    def _arrivals(self, row: int) -> tuple[Mapping[int, tuple[int, ...]], float]:
        first = self.bounds[row]
        found: dict[int, set[int]] = {}
        entered = 0.0
        for link in self.incoming.get(row, ()):
            source, target = self.index[link.source], self.index[link.target]
            if source == target - 1 == first - 1 and link.kind != "fails":
                entered += self.view.columns[source].reach * link.share
            else:
                found.setdefault(target - first, set()).add(source + 1)
        return {column: tuple(sorted(sources)) for column, sources in found.items()}, min(1.0, entered)

    def _between(self, index: int, name: str) -> Column:
        """Return the point halfway between two columns of neighbouring rows."""
        one, two = self.view.columns[index], self.view.columns[index + 1]
        return Column(name, "", one.stage, score=_middle(one.score, two.score), low=_middle(one.low, two.low),
                      high=_middle(one.high, two.high), opinion=one.opinion or two.opinion)  # fmt: skip

    def _curve(self, curve: Curve, columns: Sequence[Column], ghosts: Mapping[str, int]) -> Curve:
        points = {column.id: curve.points[column.id] for column in columns if column.id in curve.points}
        own = None if curve.own is None else set(curve.own)
        for name, index in ghosts.items():
            pair = self.view.columns[index].id, self.view.columns[index + 1].id
            middle = _middle(*map(curve.points.get, pair))
            if middle is not None:
                points[name] = middle
                if own is not None and own.intersection(pair):
                    own.add(name)
        return replace(curve, points=points, own=None if own is None else frozenset(own))


def _middle(one: float | None, two: float | None) -> float | None:
    return None if one is None or two is None else (one + two) / 2


def neighbours(part: Part, columns: Sequence[Column]) -> Iterator[Column]:
    """Yield the columns of a row with what its curves come from and run to."""
    if part.lead is not None:
        yield part.lead
    yield from columns
    if part.trail is not None:
        yield part.trail
