"""A journey over time in miniature: one line a state, one cell a touchpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from journeymap.scores import JourneyScore
from journeymap.text import Text, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import sentences


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
        How many touchpoints of each stage the state before had and this one lacks; stages that lost none are left out.
    """

    name: Words
    stages: tuple[tuple[str, tuple[Cell, ...]], ...]
    completion: float
    gone: tuple[str, ...]
    place: int = 0
    alike: tuple[int, ...] = ()
    lost: Mapping[str, int] = field(default_factory=dict)

    @property
    def words(self) -> Text:
        """Say what differs from the state before."""
        cells = [cell for _, cells in self.stages for cell in cells]
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
        Stages with the most touchpoints any state has in each: every drawing of the journey has these places.
    """

    title: str
    statement: Text
    steps: tuple[Step, ...]
    frame: tuple[tuple[str, int], ...] = ()


def steps(states: Sequence[tuple[Words, JourneyScore]]) -> Steps:
    """Gather a journey's states in miniature, today first."""
    found: list[Step] = []
    before: JourneyScore | None = None
    seen: dict[tuple[str, tuple[float | None, ...]], int] = {}
    for place, (name, score) in enumerate(states):
        step = _step(name, score, before)
        looks = [(stage, tuple(cell.score for cell in cells)) for stage, cells in step.stages]
        found.append(replace(step, place=place, alike=tuple(seen.setdefault(look, place) for look in looks)))
        before = score
    first, last = states[0][1], states[-1][1]
    statement = say("the journey goes from {a} to {b} touchpoints, and completion from {now} to {then}",
                    a=len(first.graph.touchpoints), b=len(last.graph.touchpoints), now=share(first.flow.completion),
                    then=share(last.flow.completion))  # fmt: skip
    title = first.graph.journey.title or first.graph.title(first.graph.name)
    frame: dict[str, int] = {}
    for step in found:
        for stage, cells in step.stages:
            frame[stage] = max(frame.get(stage, 1), len(cells))
    return Steps(title, statement, tuple(found), tuple(frame.items()))


def _step(name: Words, score: JourneyScore, before: JourneyScore | None) -> Step:
    graph = score.graph
    stages = tuple(
        (graph.title(key), tuple(_cell(score, point, before) for point in stage.touchpoints))
        for key, stage in graph.journey.stages.items()
    )
    if before is None:
        return Step(name, stages, score.flow.completion, ())
    gone = [key for key in before.graph.touchpoints if key not in graph.touchpoints]
    lost = {graph.title(key): sum(point in gone for point in stage.touchpoints)
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
