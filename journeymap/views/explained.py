"""What a name means in a workspace: a journey, one of its figures, a stage, a touchpoint, a metric there."""

import math
from collections.abc import Iterator, Mapping

from journeymap.metrics import catalogue
from journeymap.model.complaints import nearest
from journeymap.records import dataclass
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
from journeymap.scores.levers import MOST, TINY, Lever, levers
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
    whole
        Columns of words that are of use only as a whole, such as a path to type or a line to open.
    """

    lines: tuple[Text, ...]
    rows: tuple[Row, ...] = ()
    right: tuple[int, ...] = ()
    whole: tuple[int, ...] = ()


def explained(scores: Mapping[str, JourneyScore], name: str) -> tuple[Block, ...]:
    """Explain a name; empty if nothing in the journeys is called so.

    Parameters
    ----------
    scores
        By journey, or by target.
    name
        Such as ``home-move``, ``home-move.completion``, ``book``, ``book.ces`` or
        ``home-move.book.ces``; or a title, in any case.
    """
    found = _blocks(scores, name) or _blocks(scores, named(scores, name))
    if any(block.rows and block.rows[0] == _head(LEVER_HEAD) for block in found):
        found.append(steps())
    return tuple(found)


def _blocks(scores: Mapping[str, JourneyScore], name: str) -> list[Block]:
    return [block for key, score in scores.items() for block in _of_journey(key, score, name)]


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
    yield Block((caption,), (head, *(_row(score, figure, lever) for lever in found)), (1, 2, 3, 4), whole=(0, 5))


def steps() -> Block:
    """Return what a step, an effect and a path of the levers are."""
    return Block((
        say("a step is a tenth of what is left: to 0% for a way to be taken less often, to 100% for one to be taken "
            "more often, the other ways of its touchpoint changing in proportion; to the best of its scale for a "
            "metric; to nothing for a time or cost that is summed"),
        say("the elasticity is what one percent more of the lever changes of the figure, in percent; a scale without a "
            "natural zero has none"),
        say("effects are of first order; `journeymap score --set {path}` computes a step of any size",
            path="PATH=VALUE"),
    ))  # fmt: skip


def _row(score: JourneyScore, figure: str, lever: Lever) -> Row:
    currency = score.graph.workspace.currency
    effect = FIGURES[figure].difference(lever.effect, currency)
    return (
        path_of(score, lever),
        share(lever.now) if lever.unit == "share" else in_unit(score.graph, lever.unit, lever.now),
        signed(_step(score, lever), lever.step),
        signed(say("{n} points", n=effect) if FIGURES[figure].unit == "share" else effect, lever.effect),
        number(lever.elasticity, 3) if lever.elasticity is not None else "",
        f"{lever.place.file.rpartition('/')[2]}:{lever.place.line}",
    )


def _step(score: JourneyScore, lever: Lever) -> Words:
    """Return a step with its unit; an amount of money with as many digits as it needs."""
    if lever.unit == "share":
        return say("{n} points", n=number(100 * lever.step, _digits(100 * lever.step)))
    if lever.unit == "money":
        return Figure("money", lever.step, score.graph.workspace.currency, max(_digits(lever.step), 2))
    if lever.unit == "min":
        return in_unit(score.graph, lever.unit, lever.step)
    return say(STEPS[lever.unit], n=number(lever.step, _digits(lever.step)))


STEPS = {"rating": "{n} on its scale", "score": "{n} points", "count": "{n} a case"}
"""A step of a metric without a unit of its own."""


def _digits(value: float) -> int:
    """Return how many decimals show two digits that mean something."""
    return 0 if abs(value) < TINY else max(0, min(6, 1 - math.floor(math.log10(abs(value)))))


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


def named(scores: Mapping[str, JourneyScore], name: str) -> str:
    """Return the id of what a title names, else the name: titles of journeys, stages, touchpoints and metrics.

    Examples
    --------
    >>> named({}, "book")
    'book'
    """
    for key, score in scores.items():
        graph = score.graph
        known = {"": graph.journey.title, **{part: graph.title(part) for part in _own(score)}}
        ids = {(title or "").casefold(): part or key for part, title in known.items()}
        if name.casefold() in ids and name not in _own(score):
            return ids[name.casefold()]
        point, _, metric = name.rpartition(".")
        point = ids.get(point.casefold(), point)
        titles = {
            str(found.title).casefold(): found.id for found in catalogue(graph.workspace.content.metrics).values()
        }
        words = metric.casefold().replace("_", " ")
        if point in graph.touchpoints and words in titles:
            return f"{point}.{titles[words]}"
    return name


def _own(score: JourneyScore) -> tuple[str, ...]:
    return (*score.graph.journey.stages, *score.graph.touchpoints)


def unknown_name(scores: Mapping[str, JourneyScore], name: str, others: tuple[str, ...]) -> str:
    """Say that nothing has a name, which is nearest, and what there is.

    Parameters
    ----------
    others
        Names besides those of journeys, stages and touchpoints.
    """
    words = f"nothing is called '{name}'"
    measured = _measured(scores, name)
    if measured:
        return f"{words}; {measured}"
    own = dict.fromkeys(part for key, score in scores.items() for part in (key, *_own(score)))
    dotted = [f"{key}.{figure}" for key in scores for figure in NAMES]
    dotted += [f"{point}.{metric}" for score in scores.values() for point, rated in score.touchpoints.items()
               for metric in rated.metrics]  # fmt: skip
    near = nearest(name, [*own, *others] if "." not in name else [*dotted, *others], cutoff=0.7)
    if near is not None:
        words += f"; the nearest is '{near}'"
    alike = [part for part in own if name in part and part != near]
    if alike:
        words += f"; its letters are in {', '.join(alike)}"
    if near is None and not alike:
        words += f"; journeys: {', '.join(scores)}; touchpoints: {', '.join(_points(scores))}"
    return words


def _measured(scores: Mapping[str, JourneyScore], name: str) -> str | None:
    """Say what is measured at the touchpoint before the dot, the nearest first; `None` if there is no such one."""
    point, _, metric = name.rpartition(".")
    for key, score in scores.items():
        local = point.removeprefix(f"{key}.")
        if local in score.graph.touchpoints:
            known = score.touchpoints[local].metrics
            listed = ", ".join(f"{local}.{other}" for other in known) or "nothing"
            near = nearest(metric, known, cutoff=0.7)
            hint = f"the nearest is '{local}.{near}'; " if near else ""
            return f"{hint}measured at '{local}': {listed}"
    return None


def _points(scores: Mapping[str, JourneyScore]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for score in scores.values() for name in score.graph.touchpoints))
