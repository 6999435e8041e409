"""What a name means in a workspace: a journey, one of its figures, a stage, a touchpoint, a metric there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeymap.metrics import catalogue
from journeymap.model.complaints import nearest
from journeymap.scores import JourneyScore
from journeymap.scores.explain import (
    explain_metric,
    explain_stage,
    explain_touchpoint,
    in_unit,
    lift,
    loss_words,
    score_head,
    score_tail,
)
from journeymap.scores.explain_figures import NAMES, explain_figure
from journeymap.scores.figures import FIGURES
from journeymap.scores.levers import MOST, Lever, levers
from journeymap.scores.touchpoint import Term
from journeymap.text import Figure, Text, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.tables import Row

OVERVIEW = ("completion", "score", "value")
"""Figures whose levers are shown for a whole journey."""


@dataclass(frozen=True)
class Block:
    """A part of an explanation: sentences, or a table under its caption.

    Attributes
    ----------
    lines
        In order; those that begin with a space belong to the one before.
    rows
        Head first; empty if there is no table.
    right
        Columns of figures.
    """

    lines: tuple[Text, ...]
    rows: tuple[Row, ...] = ()
    right: tuple[int, ...] = ()


def explained(scores: Mapping[str, JourneyScore], name: str) -> tuple[Block, ...]:
    """Explain a name; empty if nothing in the journeys is called so.

    Parameters
    ----------
    scores
        By journey, or by target.
    name
        Such as ``home-move``, ``home-move.completion``, ``book``, ``book.ces`` or
        ``home-move.book.ces``.
    """
    found = [block for key, score in scores.items() for block in _of_journey(key, score, name)]
    if any(block.rows and block.rows[0] == _head(LEVER_HEAD) for block in found):
        found.append(steps())
    return tuple(found)


def _head(words: tuple[str, ...]) -> Row:
    return tuple(say(cell) for cell in words)


def _of_journey(key: str, score: JourneyScore, name: str) -> Iterator[Block]:
    graph = score.graph
    owner = next((prefix for prefix in (key, graph.name) if name == prefix or name.startswith(f"{prefix}.")), None)
    if owner is not None and name == owner:
        yield from _overview(score)
        yield from (block for figure in OVERVIEW for block in lever_block(score, figure))
        names = ", ".join(f"{owner}.{figure}" for figure in NAMES)
        yield Block((say("more about each figure: {names}", names=names),))
        return
    local = name if owner is None else name.removeprefix(f"{owner}.")
    if owner is not None and local == "score":
        yield from _terms(score, explain_figure(score, local, terms=False))
        yield from lever_block(score, local)
    elif owner is not None and local in NAMES:
        yield Block(explain_figure(score, local))
        if local in FIGURES:
            yield from lever_block(score, local)
    elif local in graph.touchpoints:
        yield Block(explain_touchpoint(score, local))
        yield from (block for figure in OVERVIEW for block in lever_block(score, figure, touchpoint=local))
    elif local in graph.journey.stages:
        yield Block(explain_stage(score, local))
    else:
        yield from _metric(score, local)


def _overview(score: JourneyScore) -> Iterator[Block]:
    yield from _terms(score, tuple(score_tail(score)))
    yield Block(tuple(loss_words(score)))


TERM_HEAD = ("Touchpoint", "Score", "Visits", "Importance", "Weight", "Part", "One point more")


def _terms(score: JourneyScore, after: tuple[Text, ...]) -> Iterator[Block]:
    """Yield the score, its terms as a table, heaviest first, and what is to be said after them."""
    head = tuple(score_head(score))
    if score.score is None:
        yield Block(head)
        return
    terms = sorted(score.score.terms, key=lambda term: (-term.weight, term.name))
    rows = (_head(TERM_HEAD), *(_term(score, term) for term in terms))
    yield Block(head, rows, tuple(range(1, len(TERM_HEAD))))
    yield Block(after)


def _term(score: JourneyScore, term: Term) -> Row:
    return (
        score.graph.title(term.name),
        Figure("score", term.score),
        number(score.flow.visits[term.name], 2),
        number(score.graph.importance(term.name), 0),
        number(term.weight, 2),
        share(lift(score, term.name)),
        signed(number(lift(score, term.name), 3)),
    )


def _metric(score: JourneyScore, local: str) -> Iterator[Block]:
    name, _, metric = local.partition(".")
    if name not in score.graph.touchpoints or metric not in catalogue(score.graph.workspace.content.metrics):
        return
    if metric in score.touchpoints[name].metrics:
        yield Block(explain_metric(score, name, metric))
    else:
        known = ", ".join(score.touchpoints[name].metrics)
        title = score.graph.title(name)
        yield Block((say("'{metric}' is not measured at '{name}'", metric=metric, name=title),
                     say("measured are: {names}", names=known or say("nothing"))))  # fmt: skip


LEVER_HEAD = ("Lever", "Now", "Step", "Effect", "Elasticity", "Line")


def lever_block(score: JourneyScore, figure: str, touchpoint: str | None = None) -> Iterator[Block]:
    """Yield the strongest levers of a figure as a table, those of one touchpoint if one is named; nothing without any.

    The path of a lever is the one ``score --set`` takes.
    """
    found = [lever for lever in levers(score, figure) if touchpoint in {None, lever.touchpoint}][:MOST]
    if not found:
        return
    head = _head(LEVER_HEAD)
    title = say(FIGURES[figure].title)
    caption = say("What would improve it most, one step at a time: {title}", title=title)
    yield Block((caption,), (head, *(_row(score, figure, lever) for lever in found)), (1, 2, 3, 4))


def steps() -> Block:
    """Return what a step, an effect and a path of the levers are."""
    return Block((
        say("a step is one percentage point of a share, the other ways of its touchpoint changing in proportion, or a "
            "hundredth of the scale of a metric, and never more than there is left"),
        say("effects are of first order; `journeymap score --set {path}` computes a step of any size",
            path="PATH=VALUE"),
    ))  # fmt: skip


def _row(score: JourneyScore, figure: str, lever: Lever) -> Row:
    currency = score.graph.workspace.currency
    effect = FIGURES[figure].difference(lever.effect, currency)
    return (
        path_of(score, lever),
        share(lever.now) if lever.unit == "share" else in_unit(score.graph, lever.unit, lever.now),
        signed(_step(score, lever)),
        signed(say("{n} points", n=effect) if FIGURES[figure].unit == "share" else effect, lever.effect),
        number(lever.elasticity, 3) if lever.elasticity is not None else "",
        f"{lever.place.file.rpartition('/')[2]}:{lever.place.line}",
    )


def _step(score: JourneyScore, lever: Lever) -> Figure:
    if lever.unit == "share":
        return Figure("number", 100 * lever.step, "", 1 if abs(lever.step) < 0.00995 else 0)
    return in_unit(score.graph, lever.unit, lever.step)


def signed(words: Words, value: float | None = None) -> Words:
    """Return a figure with a plus before it if it is positive."""
    size = value if value is not None else words.value if isinstance(words, Figure) else 0.0
    return say("+{value}", value=words) if size > 0 else words


def path_of(score: JourneyScore, lever: Lever) -> str:
    """Return the path under which ``score --set`` changes a lever."""
    edge = lever.edge
    if edge is None:
        return f"{lever.touchpoint}.{lever.metric}"
    if edge.failure is None:
        return f"{edge.source}.{edge.kind if edge.kind != 'gives-up' else 'ends'}.{edge.target}"
    failures = score.graph.touchpoints[edge.source].fails
    index = next(i for i, failure in enumerate(failures) if failure is edge.failure)
    return f"{edge.source}.fails" if len(failures) == 1 else f"{edge.source}.fails.{index}"


def unknown_name(scores: Mapping[str, JourneyScore], name: str, others: tuple[str, ...]) -> str:
    """Say that nothing has a name, which is nearest, and what there is.

    Parameters
    ----------
    others
        Names besides those of journeys, stages and touchpoints.
    """
    own = dict.fromkeys(part for key, score in scores.items()
                        for part in (key, *score.graph.journey.stages, *score.graph.touchpoints))  # fmt: skip
    near = nearest(name, [*own, *others], cutoff=0.7)
    words = f"nothing is called '{name}'"
    if near is not None:
        words += f"; the nearest is '{near}'"
    alike = [part for part in own if name in part and part != near]
    if alike:
        words += f"; its letters are in {', '.join(alike)}"
    if near is None and not alike:
        words += f"; journeys: {', '.join(scores)}; touchpoints: {', '.join(_points(scores))}"
    return words


def _points(scores: Mapping[str, JourneyScore]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for score in scores.values() for name in score.graph.touchpoints))
