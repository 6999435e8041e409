"""What the earlier plan promised, and what was found: initiatives with their reasons, and the journeys by now."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from journeymap.analysis import Analysis
from journeymap.maturity.result import MaturityResult
from journeymap.metrics import Metric, catalogue
from journeymap.metrics.pooling import Estimate
from journeymap.model.quantities import Money
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.roadmap.promises import Delivery, Effect, Later, Projected, deliveries, projected, recorded
from journeymap.scores import JourneyScore
from journeymap.scores.explain import in_unit
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, Text, count, date, money, number, say, share
from journeymap.views.comparison_words import BECAME
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import Row, Table, plural
from journeymap.views.roadmap_words import weeks

MOST_DIGITS = 5
"""Decimals, less one, that are tried to show that a reading is not what was promised."""


@dataclass(frozen=True)
class Kept:
    """One initiative with why the verdict is what it is."""

    delivery: Delivery
    verdict: Text
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class PromisePart:
    """What a plan promised and what came of it.

    Attributes
    ----------
    statement
        How many kept what they promised, in a sentence.
    due_words
        How many were due, and whether some ended before that.
    source
        Which plan is meant, in a sentence.
    kept
        By the day they were due; those whose day has not come last.
    by_now
        The journeys as the plan has them for the later day; `None` if it moves nothing by then.
    """

    statement: Text
    due_words: Text
    source: Text
    kept: tuple[Kept, ...]
    projected: tuple[Projected, ...]
    table: Table
    by_now: Table | None

    @property
    def judged(self) -> tuple[Kept, ...]:
        """Return the initiatives that were due or are finished."""
        return tuple(one for one in self.kept if one.delivery.verdict != "open")

    @property
    def explained(self) -> tuple[Kept, ...]:
        """Return those of which more is to be told than that they are not finished yet."""
        return tuple(one for one in self.judged if one.delivery.done is not None or one.delivery.still is None)

    @property
    def due(self) -> int:
        """Return how many they are."""
        return len(self.judged)

    def number(self, verdict: str) -> int:
        """Return how many initiatives have a verdict."""
        return sum(one.delivery.verdict == verdict for one in self.kept)


def promise_part(old: Analysis, new: Analysis) -> PromisePart | None:
    """Gather what became of the earlier plan; `None` if nothing was planned."""
    later = Later(new.workspace, new.judged.current, new.judged.latest, new.roadmap)
    spoken = _Spoken(old, new)
    kept = tuple(spoken.kept(one) for one in deliveries(old.workspace, old.roadmap, later))
    if not kept:
        return None
    ordered = tuple(sorted(kept, key=lambda one: one.delivery.verdict == "open"))
    by_now = projected(old.workspace, old.roadmap, later)
    due = _due(ordered, new.workspace.today)
    return PromisePart(
        statement=_statement(ordered, due),
        due_words=due,
        source=_source(old, new),
        kept=ordered,
        projected=by_now,
        table=spoken.table(ordered),
        by_now=spoken.by_now(by_now),
    )


def _due(kept: Sequence[Kept], today: dt.date) -> Text:
    """Say how many initiatives can be judged: their day has come, or they were finished or given up before it."""
    judged = [one.delivery for one in kept if one.delivery.verdict != "open"]
    if any(one.due > today for one in judged):
        return plural(len(judged), "{n} initiative due or ended before", "{n} initiatives due or ended before")
    return plural(len(judged), "{n} initiative due", "{n} initiatives due")


def _statement(kept: Sequence[Kept], due: Text) -> Text:
    verdicts = [one.delivery.verdict for one in kept if one.delivery.verdict != "open"]
    if not verdicts:
        return say("no initiative of the plan was due by now")
    words = say("of {due}, {kept} kept what was promised, {partly} in part, {missed} missed it", due=due,
                kept=count(verdicts.count("kept")), partly=count(verdicts.count("partly")),
                missed=count(verdicts.count("missed")))  # fmt: skip
    unknown = verdicts.count("unknown")
    return say("{words}; of {n} it cannot be told yet", words=words, n=count(unknown)) if unknown else words


def _source(old: Analysis, new: Analysis) -> Text:
    day = old.workspace.today
    if recorded((new.workspace, old.workspace), day) is not None:
        return say("the promises are those of the plan recorded on {day}", day=date(day))
    return say("the promises are those of the plan computed from the first workspace, of {day}; no plan was recorded "
               "on that day", day=date(day))  # fmt: skip


class _Spoken:
    """Says what became of promises, with the titles of two workspaces."""

    def __init__(self, old: Analysis, new: Analysis) -> None:
        self.old, self.new = old, new
        self.metrics: Mapping[str, Metric] = catalogue(old.workspace.content.metrics)

    def kept(self, one: Delivery) -> Kept:
        return Kept(one, BECAME[one.verdict], (self.delivered(one), *map(self.effect, one.effects)))

    def table(self, kept: Sequence[Kept]) -> Table:
        rows: list[Row] = []
        for one in kept:
            found = one.delivery
            still = found.still if found.done is None and found.still is not None else ""
            rows.append((found.title, one.verdict, found.due, found.done or "", still,
                         _pair(_weeks(found.planned_weeks), _weeks(found.actual_weeks)),
                         self.costs(found)))  # fmt: skip
        words = ("Initiative", "Verdict", "Promised for", "Finished", "Now planned for", "Weeks: estimated ▸ taken",
                 "Cost: before ▸ now")  # fmt: skip
        head = tuple(say(word) for word in words)
        return Table(say("What each initiative promised, and what became of it"), head, tuple(rows)).without_empty()

    def by_now(self, found: Sequence[Projected]) -> Table | None:
        """Return the figures of the journeys; their titles only where there are several."""
        several = len({one.journey for one in found}) > 1
        rows: list[Row] = []
        for one in found:
            figure, currency = FIGURES[one.figure], self.old.workspace.currency
            promised: Words = figure.shown(one.promised, currency)
            now: Words = figure.shown(one.now.value, currency) if one.now is not None else say("unknown")
            if one.now is not None and one.outcome != "kept":
                promised, now = figure.pair(one.promised, one.now.value, currency)
            cells = (say(figure.title), figure.shown(one.was.value, currency), promised, now, BECAME[one.outcome])
            rows.append((self.title(one.journey), *cells) if several else cells)
        words = (*(("Journey",) if several else ()), "Figure", "Before", "Promised by now", "Now", "Verdict")
        caption = say("What all that was due by now was to bring")
        return Table(caption, tuple(say(word) for word in words), tuple(rows)) if rows else None

    def costs(self, one: Delivery) -> Words:
        """Return the cost as written then and now, once if it is the same."""
        then, now = self.cost(one.planned_cost), self.cost(one.cost)
        return then if then == now else _pair(then, now)

    def cost(self, cost: Money | None) -> Words:
        return money(cost.amount, cost.currency or self.old.workspace.currency) if cost is not None else ""

    def delivered(self, one: Delivery) -> Text:
        """Say when it was finished, or why it is not."""
        if one.refused is not None:
            return say("given up: {reason}", reason=one.refused)
        if one.done is not None and one.in_time != "open":
            late = -(-(one.done - one.due).days // 7)
            if late > 0:
                return say("finished on {day}, {weeks} after the day promised", day=date(one.done), weeks=weeks(late))
            return say("finished on {day}, by the day promised", day=date(one.done))
        if one.in_time == "open":
            return say("due on {day}", day=date(one.due))
        if one.in_time == "unknown":
            return say("due on {day}; the second workspace no longer names it", day=date(one.due))
        if one.still is not None:
            return say("due on {day} and not finished; it is now planned to end on {end}", day=date(one.due),
                       end=date(one.still))  # fmt: skip
        return say("due on {day}, and nothing says that it is finished", day=date(one.due))

    def effect(self, one: Effect) -> Text:
        """Say what was promised of one thing, and what was found."""
        if one.kind in {"added", "removed"}:
            return self.step(one)
        if one.kind == "level":
            return self.level(one)
        digits = self.digits(one)
        known: dict[str, Words] = {"what": self.subject(one), "outcome": BECAME[one.outcome],
                                   "promised": self.value(one, one.promised or 0.0, digits)}  # fmt: skip
        known["was"] = self.value(one, one.was.value) if one.was is not None else say("unknown")
        if one.now is None:
            return say("{outcome}: {what} was to go from {was} to {promised}; no reading is there now", **known)
        known["now"] = self.reading(one, one.now, digits)
        if one.now == one.was:
            return say("{outcome}: {what} was to go from {was} to {promised}; the reading is still the one of then",
                       **known)  # fmt: skip
        if one.now.n and one.now.low is not None and one.outcome == "unknown":
            if one.was is None or not one.was.n:
                return say("{outcome}: {what} was to go from {was} to {promised}; it is {now}, and nothing was counted "
                           "before", **known)  # fmt: skip
            return say("{outcome}: {what} was to go from {was} to {promised}; it is {now}, and chance alone can "
                       "explain the difference", **known)  # fmt: skip
        if one.outcome == "unknown":
            return say("{outcome}: {what} was to go from {was} to {promised}; it is {now}, which is said and not "
                       "counted", **known)  # fmt: skip
        return say("{outcome}: {what} was to go from {was} to {promised}, and is {now}", **known)

    def step(self, one: Effect) -> Text:
        known: dict[str, Words] = {"title": self.point(one.journey, one.touchpoint), "outcome": BECAME[one.outcome]}
        if one.outcome == "unknown" and one.journey in self.new.judged.current:
            return say("{outcome}: '{title}' was to change, and may be there by another name now", **known)
        if one.outcome == "unknown":
            return say("{outcome}: '{title}' was to change, and its journey is not there now", **known)
        if one.kind == "added":
            return say("{outcome}: '{title}' was to be there, and is" if one.outcome == "kept" else
                       "{outcome}: '{title}' was to be there, and is not", **known)  # fmt: skip
        return say("{outcome}: '{title}' was to go, and is gone" if one.outcome == "kept" else
                   "{outcome}: '{title}' was to go, and is still there", **known)  # fmt: skip

    def level(self, one: Effect) -> Text:
        title = _practice((self.new.judged.latest, self.old.judged.latest), one.what)
        promised = int(one.promised or 0)
        if one.now is None:
            return say("{outcome}: {practice} was to reach level {level}, and was not assessed since", practice=title,
                       level=promised, outcome=BECAME[one.outcome])  # fmt: skip
        return say("{outcome}: {practice} was to reach level {level}, and is at {now}", practice=title, level=promised,
                   now=int(one.now.value), outcome=BECAME[one.outcome])  # fmt: skip

    def subject(self, one: Effect) -> Text:
        place = self.point(one.journey, one.touchpoint)
        if one.kind == "way":
            return say("the share that goes from '{place}' to '{target}'", place=place,
                       target=self.point(one.journey, one.what))  # fmt: skip
        return say("{metric} at '{place}'", metric=say(self.metrics[one.what].title), place=place)

    def digits(self, one: Effect) -> int | None:
        """Return the decimals that tell what falls short from what was promised; `None` if the usual ones do."""
        if one.outcome == "kept" or one.promised is None or one.now is None or one.now.value == one.promised:
            return None
        tried = (None, *range(1, MOST_DIGITS))
        return next((digits for digits in tried
                     if str(self.value(one, one.promised, digits)) != str(self.value(one, one.now.value, digits))),
                    None)  # fmt: skip

    def value(self, one: Effect, value: float, digits: int | None = None) -> Figure:
        graph = self.score(one.journey).graph
        found = share(value) if one.kind == "way" else in_unit(graph, self.metrics[one.what].unit, value)
        return found if digits is None else replace(found, digits=digits)

    def reading(self, one: Effect, now: Estimate, digits: int | None = None) -> Words:
        value = self.value(one, now.value, digits)
        if not now.n or now.low is None or now.high is None:
            return value
        low, high = (self.value(one, end, digits) for end in (now.low, now.high))
        return say("{value} (95% interval {low} to {high}, n = {n})", value=value, low=low, high=high, n=count(now.n))

    def score(self, journey: str) -> JourneyScore:
        return self.old.judged.current[journey]

    def point(self, journey: str, name: str) -> str:
        """Return the title of a touchpoint or an outcome, from whichever of the two has it."""
        for judged in (self.old.judged, self.new.judged):
            score = judged.current.get(journey)
            if score is not None and (name in score.graph.touchpoints or name in score.graph.journey.all_outcomes):
                return score.graph.title(name)
        return humanise(name)

    def title(self, journey: str) -> str:
        return self.score(journey).graph.journey.title or humanise(journey)


def _practice(results: Sequence[MaturityResult | None], name: str) -> Text:
    for result in results:
        if result is not None and name in result.practices:
            return say("{id} {title}", id=name, title=say(result.practices[name].title))
    return say("practice {id}", id=name)


def _weeks(value: int | None) -> Words:
    return number(value, 0) if value is not None else ""


def _pair(then: Words, now: Words) -> Words:
    """Return what was promised with what it became, alone where nothing can be known of that yet."""
    if now == "":
        return then
    return say("{then} ▸ {now}", then=then if then != "" else "?", now=now)
