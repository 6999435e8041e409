"""``scores.csv``: every figure of every journey, stage, touchpoint and metric, one in each row."""

from collections.abc import Iterable, Iterator, Mapping

from journeymap.analysis import Analysis
from journeymap.outputs import Output, Render
from journeymap.outputs.csv_text import MARK, Cell, listed, table
from journeymap.records import dataclass
from journeymap.scores import JourneyScore, Score
from journeymap.scores.figures import FIGURES
from journeymap.scores.touchpoint import MetricScore
from journeymap.source import Span
from journeymap.vocabulary import State

HEAD = ("state", "journey", "target", "persona", "level", "stage", "touchpoint", "metric", "figure", "unit", "value",
        "low", "high", "n", "score", "score_low", "score_high", "basis", "pooled_by", "readings", "groups", "file",
        "line")  # fmt: skip
"""Columns. `level` is journey, stage, touchpoint or metric; `figure` says what `value` is, in base units."""


@dataclass(frozen=True)
class _Where:
    """What the first columns say of all rows of one journey."""

    score: JourneyScore
    state: str
    target: str

    def row(self, level: str, figure: str, unit: str, value: float | None, **more: Cell) -> dict[str, Cell]:
        graph = self.score.graph
        return {"state": self.state, "journey": graph.name, "target": self.target, "persona": graph.persona,
                "level": level, "figure": figure, "unit": unit, "value": value, **more}  # fmt: skip


def scores_csv(scores: Iterable[tuple[str, JourneyScore]], state: State = State.CURRENT) -> str:
    """Return the figures of journeys as CSV without a byte order mark.

    Parameters
    ----------
    scores
        Each with the name of its journey, for wanted journeys of its target.
    state
        Which journeys they are.
    """
    return table(HEAD, list(_rows(scores, state)))


def _rows(scores: Iterable[tuple[str, JourneyScore]], state: State) -> Iterator[list[Cell]]:
    for name, entry in scores:
        here = _Where(entry, str(state), name if state is State.TARGET else "")
        for row in (*_journey(here), *_stages(here), *_touchpoints(here)):
            yield [row.get(column) for column in HEAD]


def _journey(here: _Where) -> Iterator[dict[str, Cell]]:
    entry = here.score
    for name, figure in FIGURES.items():
        whole = entry.score if name == "score" else None
        yield here.row("journey", name, figure.unit, figure.value(entry), **_ends(whole))
    yield here.row("journey", "coverage", "share", entry.coverage)
    yield here.row("journey", "trapped", "share", entry.flow.trapped)
    for outcome, part in entry.flow.outcomes.items():
        yield here.row("journey", f"outcome {outcome}", "share", part)


def _stages(here: _Where) -> Iterator[dict[str, Cell]]:
    for name, found in here.score.stages.items():
        yield here.row("stage", "score", "score", found.value if found else None, stage=name, **_ends(found))


def _touchpoints(here: _Where) -> Iterator[dict[str, Cell]]:
    entry, graph = here.score, here.score.graph
    for name, point in entry.touchpoints.items():
        spot: dict[str, Cell] = {"stage": graph.journey.stage_of[name], "touchpoint": name, **_line(graph.span(name))}
        found = point.score
        yield here.row("touchpoint", "score", "score", found.value if found else None, **spot, **_ends(found))
        yield here.row("touchpoint", "visits", "count", entry.flow.visits[name], **spot)
        yield here.row("touchpoint", "reach", "share", entry.flow.reach[name], **spot)
        if entry.at_risk is not None:
            lost = entry.at_risk.by_touchpoint.get(name, 0.0)
            yield here.row("touchpoint", "value lost in a year", "money", lost, **spot)
        for key, metric in point.metrics.items():
            yield from _metric(here, spot, key, metric)


def _metric(here: _Where, spot: Mapping[str, Cell], key: str, found: MetricScore) -> Iterator[dict[str, Cell]]:
    place = here.score.graph.workspace.where(*found.path)
    more: dict[str, Cell] = {**spot, "metric": key, **_line(place), "basis": str(found.basis),
                             "pooled_by": found.pooled_by, "readings": found.readings,
                             "groups": listed(found.personas)}  # fmt: skip
    estimate = found.estimate
    yield here.row("metric", "value", found.unit, estimate.value, low=estimate.low, high=estimate.high, n=estimate.n,
                   score=found.score, score_low=found.low, score_high=found.high, **more)  # fmt: skip
    for name, value in (("p50", found.p50), ("p90", found.p90)):
        if value is not None:
            yield here.row("metric", name, found.unit, value, **more)


def _ends(found: Score | None) -> dict[str, Cell]:
    return {} if found is None else {"low": found.low, "high": found.high, "n": found.n}


def _line(span: Span) -> dict[str, Cell]:
    return {"file": span.file, "line": span.line}


def _write(analysis: Analysis, _: Render) -> dict[str, str | bytes]:
    judged = analysis.judged
    groups = [(name, own) for name, entry in judged.current.items() for own in entry.by_persona.values()]
    rows = [*_rows([*judged.current.items(), *groups], State.CURRENT), *_rows(judged.targets.items(), State.TARGET)]
    return {"scores.csv": MARK + table(HEAD, rows)}


SCORES = Output("csv-scores", _write)
