"""One journey then and now: figures, touchpoints, and the map of the difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journeymap.metrics import catalogue
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES, JourneyFigure
from journeymap.scores.moved_readings import ReadingMove, reading_moves
from journeymap.scores.movement import Move, Verdict, counted_both, journey_moves, touchpoint_move
from journeymap.text import Figure, Text, count, date, money, say, share
from journeymap.views.comparison_words import ORDER, TOLD, cases_words, difference_words, points, told
from journeymap.views.difference import difference_map
from journeymap.views.journey_map import Column, JourneyMap, Words
from journeymap.views.report_journey import MOST_DRAWN, title
from journeymap.views.report_parts import Chart, Row, Table, listed, plural, sentences, slugify
from journeymap.views.report_target import MARKS

GOVERNING = ("completion", "value")
"""Figures of a journey that weigh more than those of its touchpoints."""

BEYOND: frozenset[Verdict] = frozenset({"better", "worse"})
"""What can be told of a figure that moved beyond chance."""

MAP_LANES = ("doing", "channel", "curve", "time", "pains")
"""Lanes of the map of the difference; the others stand on the map of today."""


@dataclass(frozen=True)
class PointMove:
    """One touchpoint in two readings.

    Attributes
    ----------
    metrics
        What the two scores rest on: judged and counted both times by one method; empty if nothing was, and the
        scores are only said.
    move
        Of the score over these metrics.
    readings
        Of all metrics counted both times in one way, each in its own unit: they also move where the score stays.
    """

    id: str
    title: str
    metrics: tuple[str, ...]
    move: Move
    readings: tuple[ReadingMove, ...] = ()

    @property
    def counted(self) -> bool:
        """Tell whether anything was counted both times."""
        return bool(self.metrics or self.readings)

    @property
    def tested(self) -> tuple[Move, ...]:
        """Return what was counted both times: the score, if it rests on that, and each reading."""
        return (*((self.move,) if self.metrics else ()), *(reading.move for reading in self.readings))

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """Return what can be told of them."""
        return frozenset(move.verdict for move in self.tested)

    def beside(self, verdict: Verdict) -> Iterator[ReadingMove]:
        """Yield the readings that moved one way where the score did not."""
        if not self.metrics or self.move.verdict != verdict:
            yield from (reading for reading in self.readings if reading.move.verdict == verdict)


@dataclass(frozen=True)
class JourneyMoves:
    """One journey then and now.

    Attributes
    ----------
    heading
        What can be told of its completion, in a sentence with its title.
    governing
        The same without the title, then of the value lost if that moved beyond chance: what weighs most.
    statement
        What can be told of its touchpoints, in a sentence.
    moves
        By figure of `journeymap.scores.figures.FIGURES`.
    counted
        Touchpoints counted both times, what got worse first; `said` are those only said in one of the two.
    map
        What differs, drawn; `None` if nothing does.
    """

    slug: str
    id: str
    title: str
    heading: Text
    governing: tuple[Text, ...]
    statement: Text
    moves: dict[str, Move]
    counted: tuple[PointMove, ...]
    said: tuple[PointMove, ...]
    figures: Table
    touchpoints: Table | None
    readings: Table | None
    opinions: Table | None
    map: Chart | None

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """Return what can be told of completion and of the value lost."""
        return frozenset(self.moves[name].verdict for name in GOVERNING)

    @property
    def moved_readings(self) -> tuple[tuple[PointMove, ReadingMove], ...]:
        """Return the readings that moved beyond chance with their touchpoints, those that got worse first."""
        return moved_readings(self.counted)


def journey_then_and_now(old: JourneyScore, new: JourneyScore) -> JourneyMoves:
    """Compare one journey in two readings."""
    moves, found = journey_moves(old, new), _points(old, new)
    governing = tuple(_governing(moves, new.graph.workspace.currency))
    counted = tuple(point for point in found if point.counted)
    opinions = tuple(point for point in found if not point.metrics and point.move.verdict == "said")
    said = tuple(point for point in opinions if not point.counted)
    return JourneyMoves(
        slug=f"since-{slugify(new.graph.name)}",
        id=new.graph.name,
        title=title(new),
        heading=say("{title}: {finding}", title=title(new), finding=governing[0]),
        governing=governing,
        statement=_statement(counted, said),
        moves=moves,
        counted=counted,
        said=said,
        figures=_figures(new, moves),
        touchpoints=_touchpoints(new, [point for point in counted if point.metrics and point.move.verdict != "same"]),
        readings=_readings(new, counted),
        opinions=_opinions(opinions),
        map=_map(old, new, found),
    )


def _points(old: JourneyScore, new: JourneyScore) -> tuple[PointMove, ...]:
    """Return the touchpoints that are in both, by what can be told of them."""
    found = []
    for name, point in new.touchpoints.items():
        was = old.touchpoints.get(name)
        if was is not None:
            found.append(PointMove(name, new.graph.title(name), counted_both(was, point), touchpoint_move(was, point),
                                   reading_moves(old, new, name)))  # fmt: skip
    return tuple(sorted(found, key=lambda point: ORDER.index(point.move.verdict)))


def _governing(moves: Mapping[str, Move], currency: str) -> Iterator[Text]:
    """Yield what can be told of completion, then of the value lost if it moved beyond chance."""
    completion, value = (moves[name] for name in GOVERNING)
    then, now = (share(part.value) if part is not None else "" for part in (completion.old, completion.new))
    if completion.verdict == "same":
        yield say("completion is {now}, as before", now=now)
    elif completion.verdict in BEYOND:
        yield say("completion goes from {then} to {now}, more than chance explains", then=then, now=now)
    elif completion.verdict == "alike":
        yield say("completion goes from {then} to {now}, which chance alone can explain", then=then, now=now)
    elif completion.verdict == "endless":
        yield say("completion goes from {then} to {now}; some customers never get out, so that no count says how sure",
                  then=then, now=now)  # fmt: skip
    else:
        yield say("completion goes from {then} to {now}; not all of it was counted, so that chance cannot be ruled out",
                  then=then, now=now)  # fmt: skip
    if value.verdict in BEYOND and value.old is not None and value.new is not None:
        amounts = {"then": money(value.old.value, currency), "now": money(value.new.value, currency)}
        yield say("value lost in a year goes from {then} to {now}, more than chance explains", **amounts)


def _statement(counted: Sequence[PointMove], said: Sequence[PointMove]) -> Text:
    moved, kept = moved_words(counted), sum(point.verdicts == {"same"} for point in counted)
    if 0 < kept < len(counted):
        moved = say("{moved}; {n} as before", moved=moved, n=count(kept))
    if not said:
        return moved
    one = "{moved}; of {n} other touchpoint the score is said and not counted, and is not ranked"
    many = "{moved}; of {n} other touchpoints the score is said and not counted, and is not ranked"
    return say(one if len(said) == 1 else many, moved=moved, n=count(len(said)))


def moved_words(counted: Sequence[PointMove]) -> Text:
    """Say how many touchpoints counted both times moved beyond chance, in their score or in any reading."""
    if not counted:
        return say("no touchpoint was counted both times, so that nothing can be told apart from chance")
    better = sum("better" in point.verdicts for point in counted)
    worse = sum("worse" in point.verdicts for point in counted)
    both = sum(point.verdicts >= BEYOND for point in counted)
    if len(counted) == 1 and not better and not worse:
        return say("the one touchpoint counted both times did not move beyond chance")
    every = plural(len(counted), "the {n} touchpoint counted both times", "the {n} touchpoints counted both times")
    if not better and not worse:
        return say("none of {every} moved beyond chance", every=every)
    moved = say("of {every}, {better} got better beyond chance and {worse} got worse", every=every,
                better=count(better), worse=count(worse))  # fmt: skip
    return say("{moved}; {n} did both", moved=moved, n=count(both)) if both else moved


def named_words(counted: Sequence[PointMove]) -> Iterator[Text]:
    """Name the touchpoints that moved beyond chance, and the readings that did where the score did not; worse first."""
    worse, better = _named(counted, "worse"), _named(counted, "better")
    if worse:
        yield say("worse beyond chance: {names}", names=listed(worse))
    if better:
        yield say("better beyond chance: {names}", names=listed(better))


def _named(counted: Sequence[PointMove], verdict: Verdict) -> list[Text]:
    """Return the touchpoints and the readings with that verdict."""
    points = [say("'{name}'", name=point.title) for point in counted if point.metrics and point.move.verdict == verdict]
    return points + [say("{metric} at '{place}'", metric=say(reading.figure.title), place=point.title)
                     for point in counted for reading in point.beside(verdict)]  # fmt: skip


def _figures(new: JourneyScore, moves: dict[str, Move]) -> Table:
    currency = new.graph.workspace.currency
    rows: list[Row] = []
    for name, found in moves.items():
        figure = FIGURES[name]
        known = [part.value for part in (found.old, found.new) if part is not None]
        if not any(known):  # neither is known, or there is nothing of it
            continue
        then, now = _shown(figure, found, currency)
        rows.append((say(figure.title), then, now, difference_words(figure, found, currency), cases_words(found),
                     told(figure, found.verdict)))  # fmt: skip
    words = ("Figure", "Before", "Now", "Difference, 95% interval", "Cases: before ▸ now", "What can be told")
    return Table(say("The journey then and now"), tuple(say(word) for word in words), tuple(rows))


def _shown(figure: JourneyFigure, found: Move, currency: str) -> tuple[Words, Words]:
    """Return both readings of a figure; with more digits if they differ and would look the same."""
    if found.old is None or found.new is None:
        before, after = (figure.shown(part.value, currency) if part is not None else say("unknown")
                         for part in (found.old, found.new))  # fmt: skip
        return before, after
    then, now = found.old.value, found.new.value
    if found.verdict == "same":
        return figure.shown(then, currency), figure.shown(now, currency)
    return figure.pair(then, now, currency)


def _touchpoints(new: JourneyScore, found: Sequence[PointMove]) -> Table | None:
    titles = catalogue(new.graph.workspace.content.metrics)
    rows: list[Row] = []
    for point in found:
        then, now = (_score(part.value) if part is not None else "" for part in (point.move.old, point.move.new))
        names = listed([say(titles[name].title) for name in point.metrics])
        rows.append((point.title, names, then, now, points(point.move.difference), cases_words(point.move),
                     TOLD[point.move.verdict]))  # fmt: skip
    words = ("Touchpoint", "Counted both times", "Before", "Now", "Difference, 95% interval", "Cases: before ▸ now",
             "What can be told")  # fmt: skip
    caption = say("Touchpoints counted both times: score of 100 over what was counted alone")
    return Table(caption, tuple(say(word) for word in words), tuple(rows)) if rows else None


def moved_readings(counted: Sequence[PointMove]) -> tuple[tuple[PointMove, ReadingMove], ...]:
    """Return the readings that moved beyond chance with their touchpoints, those that got worse first."""
    moved = [(point, reading) for point in counted for reading in point.readings if reading.move.verdict in BEYOND]
    return tuple(sorted(moved, key=lambda pair: ORDER.index(pair[1].move.verdict)))


def _readings(new: JourneyScore, counted: Sequence[PointMove]) -> Table | None:
    currency = new.graph.workspace.currency
    rows: list[Row] = []
    for point, reading in moved_readings(counted):
        figure, found = reading.figure, reading.move
        then, now = _shown(figure, found, currency)
        rows.append((point.title, say(figure.title), then, now, difference_words(figure, found, currency),
                     cases_words(found), TOLD[found.verdict]))  # fmt: skip
    words = ("Touchpoint", "Metric", "Before", "Now", "Difference, 95% interval", "Cases: before ▸ now",
             "What can be told")  # fmt: skip
    caption = say("Readings that moved beyond chance")
    return Table(caption, tuple(say(word) for word in words), tuple(rows)) if rows else None


def _opinions(found: Sequence[PointMove]) -> Table | None:
    rows: list[Row] = []
    for point in found:
        then, now = (_score(part.value) if part is not None else "" for part in (point.move.old, point.move.new))
        rows.append((point.title, then, now))
    words = ("Touchpoint", "Before", "Now")
    caption = say("Scores that were said and not counted in one of the two: not ranked")
    return Table(caption, tuple(say(word) for word in words), tuple(rows)) if rows else None


def _score(value: float) -> Figure:
    return Figure("score", value)


def _told(column: Column, points: Sequence[PointMove]) -> Column:
    """Return a column whose mark says what the table says of its score."""
    if column.mark is None or column.mark.delta is None:
        return column
    verdict: Verdict = next((point.move.verdict for point in points if point.id == column.id), "unknown")
    return replace(column, mark=replace(column.mark, verdict=verdict))


def _map(old: JourneyScore, new: JourneyScore, points: Sequence[PointMove]) -> Chart | None:
    """Draw what differs; only what the table tells from chance is drawn as better or worse."""
    days = old.graph.workspace.today, new.graph.workspace.today
    names = (date(days[0]), date(days[1])) if days[0] != days[1] else (say("before"), say("now"))
    view = difference_map(old, new, numbers={}, lanes=MAP_LANES, names=names)
    changed = _changes(view)
    if not changed.rows:
        return None
    view = replace(view, columns=tuple(_told(column, points) for column in view.columns))
    label = say("Map of '{title}', then and now", title=title(new))
    kind = "journey-map" if len(view.columns) <= MOST_DRAWN else ""
    return Chart(f"since-map-{slugify(new.graph.name)}", kind, view, label, view.statement, changed, wide=bool(kind))


def _changes(view: JourneyMap) -> Table:
    """Return the difference drawn on a map as a table: a changed touchpoint a row."""
    after = view.curves[0].points if view.curves else {}
    rows: list[Row] = []
    for column in view.columns:
        if column.mark is None:
            continue
        then: Words = _score(column.score) if column.score is not None else ""
        now: Words = _score(after[column.id]) if column.id in after else ""
        rows.append((column.title, say(MARKS[column.mark.kind]), then, now, sentences(column.mark.words)))
    words = ("Touchpoint", "Change", "Score before", "Score now", "What changes")
    return Table(say("The difference as a table"), tuple(say(word) for word in words), tuple(rows))


def only_words(name: str, *, old: bool) -> Text:
    """Say that a journey stands in one of the two workspaces only."""
    if old:
        return say("'{title}' is only in the first workspace", title=humanise(name))
    return say("'{title}' is only in the second workspace", title=humanise(name))
