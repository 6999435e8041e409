"""Two readings of one organisation side by side: what improved, what got worse, and what was delivered as promised."""

import datetime as dt
from collections.abc import Iterator, Mapping

from journeymap.analysis import Analysis, Judged
from journeymap.maturity.trend import PracticeChange, compare
from journeymap.model.workspace import EPOCH
from journeymap.records import dataclass
from journeymap.text import Text, count, date, number, say
from journeymap.views.comparison_findings import FindingMoves, finding_moves
from journeymap.views.comparison_journey import (
    BEYOND,
    JourneyMoves,
    journey_then_and_now,
    moved_words,
    named_words,
    only_words,
)
from journeymap.views.comparison_promises import PromisePart, promise_part
from journeymap.views.comparison_words import ORDER
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import Chart, Row, Table, joined, plural
from journeymap.views.trend import comparable

CHANCE = 0.05
"""Part of the differences without any cause that lie beyond a 95 % interval."""


@dataclass(frozen=True)
class LevelMoves:
    """Levels of practices then and now.

    Attributes
    ----------
    statement
        In a sentence; `None` if neither workspace holds an assessment.
    rose, fell
        Practices whose level moved.
    caution
        Why the two assessments compare only with care; `None` if they do.
    table
        Practices that moved in level or in answers; `None` if none did.
    """

    statement: Text | None
    rose: tuple[str, ...] = ()
    fell: tuple[str, ...] = ()
    caution: Text | None = None
    table: Table | None = None


@dataclass(frozen=True)
class Comparison:
    """Everything a comparison shows.

    Attributes
    ----------
    then, now
        Days of the two workspaces.
    heading
        The governing sentence.
    support
        What else carries it.
    cautions
        What speaks against comparing the two.
    only
        Journeys that one of the two has alone.
    method
        How differences are told from chance, and how many would stand out by chance alone.
    """

    title: str
    organisation: str
    then: dt.date
    now: dt.date
    heading: Text
    support: tuple[Text, ...]
    cautions: tuple[Text, ...]
    journeys: tuple[JourneyMoves, ...]
    only: tuple[Text, ...]
    findings: FindingMoves
    levels: LevelMoves
    promises: PromisePart | None
    method: Text

    @property
    def maps(self) -> tuple[Chart, ...]:
        """Return the maps of the difference."""
        return tuple(part.map for part in self.journeys if part.map is not None)

    @property
    def name(self) -> Text:
        """Return what the comparison is called."""
        return say("Then and now")

    @property
    def days(self) -> Text:
        """Return the two days."""
        return say("{then} ▸ {now}", then=date(self.then), now=date(self.now))


NO_LINKS: Mapping[str, str] = {}


def comparison(old: Analysis, new: Analysis, links: Mapping[str, str] = NO_LINKS) -> Comparison:
    """Compare two readings of one organisation.

    Parameters
    ----------
    old, new
        Each with its plan; that of the old one holds the promises.
    links
        Place of each finding of the new reading on the page, by its id.
    """
    before, after = old.judged, new.judged
    journeys = tuple(journey_then_and_now(before.current[name], score) for name, score in after.current.items()
                     if name in before.current)  # fmt: skip
    findings, levels, promises = finding_moves(before, after, links), _levels(before, after), promise_part(old, new)
    then, now = old.workspace.today, new.workspace.today
    return Comparison(
        title=new.workspace.title,
        organisation=new.workspace.content.project.organisation or "",
        then=then,
        now=now,
        heading=_heading(then, journeys, promises),
        support=(*_moved(journeys), findings.statement, *filter(None, (levels.statement,))),
        cautions=tuple(_cautions(old, new)),
        journeys=journeys,
        only=tuple(_only(before, after)),
        findings=findings,
        levels=levels,
        promises=promises,
        method=_method(journeys),
    )


def _heading(then: dt.date, journeys: tuple[JourneyMoves, ...], promises: PromisePart | None) -> Text:
    told = [*_governing(journeys)]
    if not any(part.verdicts & BEYOND for part in journeys):
        told.append(moved_words([point for part in journeys for point in part.counted]))
    moved = joined(told, "; ")
    first = say("since {day}: {moved}", day=date(then), moved=moved) if then != EPOCH else moved
    if promises is None or not promises.due:
        return first
    known: dict[str, Words] = {"first": first, "kept": count(promises.number("kept")),
                               "due": promises.due_words}  # fmt: skip
    unknown = promises.number("unknown")
    if unknown:
        return say("{first}; of {due}, {kept} kept what was promised, and of {unknown} it cannot be told yet", **known,
                   unknown=count(unknown))  # fmt: skip
    return say("{first}; of {due}, {kept} kept what was promised", **known)


def _governing(journeys: tuple[JourneyMoves, ...]) -> Iterator[Text]:
    """Yield what the journeys' own figures say: of one what weighs most, of several how many moved beyond chance."""
    if len(journeys) < 2:
        yield from (words for part in journeys for words in _led(part))
        return
    worse, better = (sum(verdict in part.verdicts for part in journeys) for verdict in ("worse", "better"))
    yield say("of {n} journeys, {worse} got worse beyond chance in completion or value lost and {better} got better",
              n=count(len(journeys)), worse=count(worse), better=count(better))  # fmt: skip
    unknown = sum(part.moves["completion"].verdict in {"said", "endless", "unknown"} and not part.verdicts & BEYOND
                  for part in journeys)  # fmt: skip
    if unknown:
        yield say("of {n} it cannot be told", n=count(unknown))


def _led(part: JourneyMoves) -> tuple[Text, ...]:
    """Return what the governing sentence says of the only journey: its completion, if chance explains that, all."""
    return part.governing[:1] if part.moves["completion"].verdict in BEYOND else part.governing


def _moved(journeys: tuple[JourneyMoves, ...]) -> Iterator[Text]:
    """Yield what can be told of each journey, what got worse first, and which touchpoints moved beyond chance.

    The governing sentence has what weighs most of the only one.
    """
    for part in sorted(journeys, key=lambda part: min(map(ORDER.index, part.verdicts))):
        if len(journeys) > 1:
            yield part.heading
        yield from part.governing[1 if len(journeys) > 1 else len(_led(part)) :]
        yield from named_words(part.counted)


def _cautions(old: Analysis, new: Analysis) -> Iterator[Text]:
    then, now = old.workspace.today, new.workspace.today
    if EPOCH in {then, now}:
        yield say("one of the two workspaces has no day: `project: {key}` says which day it is read on", key="today")
    elif then > now:
        yield say("the first workspace is of {then}, the second of {now}: the two may be the wrong way round",
                  then=date(then), now=date(now))  # fmt: skip
    elif then == now:
        yield say("both workspaces are of {day}: nothing can have come due in between", day=date(now))
    if old.workspace.currency != new.workspace.currency:
        yield say("the two use different currencies, {old} and {new}: amounts of money are not compared",
                  old=old.workspace.currency, new=new.workspace.currency)  # fmt: skip


def _only(before: Judged, after: Judged) -> Iterator[Text]:
    yield from (only_words(name, old=True) for name in before.current if name not in after.current)
    yield from (only_words(name, old=False) for name in after.current if name not in before.current)


def _levels(before: Judged, after: Judged) -> LevelMoves:
    then, now = before.latest, after.latest
    if then is None and now is None:
        return LevelMoves(None)
    if then is None or now is None:
        return LevelMoves(say("levels of practices cannot be compared: not both workspaces hold an assessment"))
    if not comparable(then, now):
        return LevelMoves(say("levels of practices cannot be compared: the two assessments use different models, or "
                              "speak of different parts of the organisation"))  # fmt: skip
    if then.date == now.date:
        return LevelMoves(say("no assessment has been made since that of {day}", day=date(now.date)))
    found = compare(then, now)
    rose = tuple(item.practice for item in found.practices if _step(item) > 0)
    fell = tuple(item.practice for item in found.practices if _step(item) < 0)
    rows: list[Row] = [
        (say("{id} {title}", id=item.practice, title=say(now.practices[item.practice].title)),
         *map(_level, item.attained), count(len(item.better)), count(len(item.worse)))
        for item in found.practices if item.attained[0] != item.attained[1] or item.better or item.worse
    ]  # fmt: skip
    words = ("Practice", "Before", "Now", "Answers better", "Answers worse")
    table = (
        Table(say("Practices that moved, before and now"), tuple(say(word) for word in words), tuple(rows))
        if rows
        else None
    )
    statement = say("{rose}, {fell} fell", rose=plural(len(rose), "{n} practice rose", "{n} practices rose"),
                    fell=count(len(fell)))  # fmt: skip
    return LevelMoves(statement, rose, fell, found.caution, table)


def _step(item: PracticeChange) -> int:
    before, now = item.attained
    return 0 if before is None or now is None else now - before


def _level(level: int | None) -> Words:
    return count(level) if level is not None else ""


def _method(journeys: tuple[JourneyMoves, ...]) -> Text:
    figures = [move for part in journeys for move in part.moves.values()]
    looked = [move for move in figures if move.verdict in {"better", "worse", "alike"}]
    looked += [move for part in journeys for point in part.counted for move in point.tested if move.verdict != "same"]
    how = say("a difference is told from chance if its 95% interval leaves out zero; the two readings are taken as "
              "independent samples, and the parts of customers by entry and the importances as given")  # fmt: skip
    if not looked:
        return how
    if len(looked) == 1:
        return say("{how}; one difference was looked at", how=how)
    return say("{how}; of {n} differences looked at, about {k} would stand out by chance alone", how=how,
               n=count(len(looked)), k=number(CHANCE * len(looked), 1))  # fmt: skip
