"""A journey over time in miniature: one line a state, one cell a touchpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.text import Text, count, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import plural, sentences
from journeymap.views.totals import completion_moves


@dataclass(frozen=True)
class Cell:
    """A touchpoint in one state.

    Attributes
    ----------
    score
        0-100, or `None` if unknown.
    mark
        ``added`` or ``changed`` since the state before, else empty.
    """

    title: str
    score: float | None
    mark: str = ""


@dataclass(frozen=True)
class Part:
    """A stage in one state; two stages may have one title, so it is known by its id.

    Attributes
    ----------
    cells
        Its touchpoints in order.
    """

    id: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Place:
    """Where the touchpoints of a stage stand in every drawing of a journey.

    Attributes
    ----------
    id
        Of the stage.
    most
        The most touchpoints any state has in it, 1 or more.
    """

    id: str
    title: str
    most: int


@dataclass(frozen=True)
class Step:
    """A state: its stages in order, each with its cells.

    Attributes
    ----------
    completion
        Part of customers who get through, 0-1.
    gone
        Titles of the touchpoints that the state before had.
    place
        How many states come before it.
    alike
        For each stage the place of the first state in which it has the same scores; its own if there is none before.
    lost
        How many touchpoints of each stage the state before had and this one lacks, by the id of the stage; stages that
        lost none are left out.
    """

    name: Words
    stages: tuple[Part, ...]
    completion: float
    gone: tuple[str, ...]
    place: int = 0
    alike: tuple[int, ...] = ()
    lost: Mapping[str, int] = field(default_factory=dict)

    @property
    def words(self) -> Text:
        """Say what differs from the state before."""
        cells = [cell for stage in self.stages for cell in stage.cells]
        parts = [(say("new: {names}", names=_names(cells, "added")), any(c.mark == "added" for c in cells)),
                 (say("changed: {names}", names=_names(cells, "changed")), any(c.mark == "changed" for c in cells)),
                 (say("gone: {names}", names=", ".join(self.gone)), bool(self.gone))]  # fmt: skip
        found = [words for words, there in parts if there]
        whole = say("completion {share}", share=share(self.completion))
        return say("{completion}; {changes}", completion=whole, changes=sentences(found)) if found else whole


def _names(cells: Sequence[Cell], mark: str) -> str:
    return ", ".join(cell.title for cell in cells if cell.mark == mark)


@dataclass(frozen=True)
class Steps:
    """States of a journey, today first.

    Attributes
    ----------
    frame
        The stages of all states: every drawing of the journey has these places.
    """

    title: str
    statement: Text
    steps: tuple[Step, ...]
    frame: tuple[Place, ...] = ()


def _counted(first: JourneyScore, last: JourneyScore) -> Text:
    """Say how many touchpoints a journey has in its first state and in its last."""
    then, now = len(first.graph.touchpoints), len(last.graph.touchpoints)
    if then == now:
        return plural(now, "the journey keeps {n} touchpoint", "the journey keeps {n} touchpoints")
    return say("the journey goes from {a} to {b} touchpoints", a=count(then), b=count(now))


def steps(states: Sequence[tuple[Words, JourneyScore]]) -> Steps:
    """Gather a journey's states in miniature, today first."""
    found: list[Step] = []
    before: JourneyScore | None = None
    seen: dict[tuple[str, tuple[float | None, ...]], int] = {}
    for place, (name, score) in enumerate(states):
        step = _step(name, score, before)
        looks = [(stage.id, tuple(cell.score for cell in stage.cells)) for stage in step.stages]
        found.append(replace(step, place=place, alike=tuple(seen.setdefault(look, place) for look in looks)))
        before = score
    first, last = states[0][1], states[-1][1]
    statement = say("{touchpoints}; {completion}", touchpoints=_counted(first, last), completion=completion_moves(
                    share(first.flow.completion), share(last.flow.completion)))  # fmt: skip
    title = first.graph.journey.title or first.graph.title(first.graph.name)
    return Steps(title, statement, tuple(found), _frame(found))


def _frame(states: Sequence[Step]) -> tuple[Place, ...]:
    """Return the stages of all states, each with the title it has first and the most touchpoints it ever has."""
    found: dict[str, Place] = {}
    for stage in (stage for step in states for stage in step.stages):
        known = found.setdefault(stage.id, Place(stage.id, stage.title, 1))
        found[stage.id] = replace(known, most=max(known.most, len(stage.cells)))
    return tuple(found.values())


def _step(name: Words, score: JourneyScore, before: JourneyScore | None) -> Step:
    graph = score.graph
    stages = tuple(
        Part(key, graph.title(key), tuple(_cell(score, point, before) for point in stage.touchpoints))
        for key, stage in graph.journey.stages.items()
    )
    if before is None:
        return Step(name, stages, score.flow.completion, ())
    gone = [key for key in before.graph.touchpoints if key not in graph.touchpoints]
    lost = {key: sum(point in gone for point in stage.touchpoints)
            for key, stage in before.graph.journey.stages.items()}  # fmt: skip
    titles = tuple(before.graph.title(key) for key in gone)
    return Step(name, stages, score.flow.completion, titles, lost={stage: n for stage, n in lost.items() if n})


def _cell(score: JourneyScore, name: str, before: JourneyScore | None) -> Cell:
    rated, mark = score.touchpoints[name].score, ""
    if before is not None and name not in before.graph.touchpoints:
        mark = "added"
    elif before is not None and before.graph.touchpoints[name] != score.graph.touchpoints[name]:
        mark = "changed"
    return Cell(score.graph.title(name), rated.value if rated else None, mark)
