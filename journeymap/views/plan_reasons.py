"""Sentences on what would change a plan: prices, forced inclusions, and how well it holds."""

from collections.abc import Iterator, Mapping

from journeymap.records import dataclass
from journeymap.roadmap.prices import Forced, Price
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.spoken import relaxation_words
from journeymap.roadmap.stability import Stability, Steadiness
from journeymap.roadmap.weeks import Weeks, quarters
from journeymap.text import Text, count, date, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import joined, listed
from journeymap.views.roadmap_words import quarter_name, quarter_title, weeks


@dataclass(frozen=True)
class Names:
    """What things of a plan are called.

    Attributes
    ----------
    titles
        Of initiatives, departments and targets by id.
    currency
        Of its money.
    weeks
        Its calendar.
    """

    titles: Mapping[str, str]
    currency: str
    weeks: Weeks

    def of(self, name: str) -> str:
        """Return a title, or the id where there is none."""
        return self.titles.get(name, name)

    def quoted(self, names: tuple[str, ...]) -> Words:
        """Return titles in quotes as one enumeration."""
        return listed([say("'{name}'", name=self.of(name)) for name in names])


def price_sentences(prices: tuple[Price, ...], names: Names) -> Iterator[Text]:
    """Yield what a little more of something would save, the most first, then what would save nothing."""
    for price in sorted(prices, key=lambda item: (-item.shortfall_saved, -item.weeks_saved)):
        if price.helps:
            yield price_words(price, names)
    idle = [price for price in prices if not price.helps]
    for proved in (True, False):
        people = tuple(price.name for price in idle if price.kind == "people" and price.proved is proved)
        if people:
            departments = names.quoted(people)
            yield (say("one more person in any of these would not shorten the plan: {departments}",
                       departments=departments) if proved
                   else say("with one more person in any of these no shorter plan was found: {departments}",
                            departments=departments))  # fmt: skip
        for price in idle:
            if price.kind != "people" and price.proved is proved:
                what = _what(price, names)
                yield (say("{what} would not shorten the plan", what=what) if proved
                       else say("{what}: no shorter plan was found", what=what))  # fmt: skip


def price_words(price: Price, names: Names) -> Text:
    """Return what one thing more would save."""
    effects = [say("the plan ends {weeks} sooner", weeks=weeks(price.weeks_saved))] if price.weeks_saved > 0 else []
    if price.shortfall_saved:
        n = price.shortfall_saved
        many, one = "{n} more steps to what is wanted are taken", "{n} more step to what is wanted is taken"
        effects.insert(0, say(one if n == 1 else many, n=count(n)))
        effects += [_later(-price.weeks_saved)] if price.weeks_saved < 0 else []
        effects += [say("it costs {amount} more", amount=money(price.cost, names.currency))] if price.cost else []
    words = say("{what}: {effects}", what=_what(price, names), effects=joined(effects, "; "))
    return words if price.proved else say("{words} (the best found, not proved)", words=words)


def _what(price: Price, names: Names) -> Text:
    if price.kind == "budget":
        return say("{amount} more money", amount=money(price.amount, names.currency))
    if price.kind == "earlier":
        return say("all money a quarter earlier")
    department = names.of(price.name)
    if not price.from_week:
        return say("one more person in {department} from the start", department=department)
    day = names.weeks.monday(price.from_week)
    quarter = next(iter(quarters(day, day)))
    return say("one more person in {department} from {quarter} on", department=department,
               quarter=quarter_name(quarter.year, quarter.quarter))  # fmt: skip


def _later(by: int) -> Text:
    return say("the plan ends {weeks} later", weeks=weeks(by))


def forced_words(forced: Forced, names: Names) -> Text:
    """Return what it costs to have an initiative in the plan."""
    blanks: dict[str, Words] = {"name": names.of(forced.id), "effects": joined(list(_effects(forced, names)), "; ")}
    if forced.kind == "required":
        words = say("'{name}' is in because it is required, and takes no step to what is wanted; with it, {effects}",
                    **blanks)  # fmt: skip
    elif forced.kind == "refused":
        words = say("'{name}' is refused; taken in, {effects}", **blanks)
    else:
        words = say("'{name}' is left out; taken in, {effects}", **blanks)
    return words if forced.proved else say("{words} (the best found, not proved)", words=words)


def _effects(forced: Forced, names: Names) -> Iterator[Text]:
    """Yield what is different with an initiative, the weightiest first."""
    many, one = ("{n} more steps to what is wanted stay open", "{n} more step to what is wanted stays open")
    if forced.shortfall > 0:
        yield say(one if forced.shortfall == 1 else many, n=count(forced.shortfall))
    elif forced.shortfall < 0:
        many, one = ("{n} more steps to what is wanted are taken", "{n} more step to what is wanted is taken")
        yield say(one if forced.shortfall == -1 else many, n=count(-forced.shortfall))
    if forced.weeks:
        sooner = say("the plan ends {weeks} sooner", weeks=weeks(-forced.weeks))
        yield _later(forced.weeks) if forced.weeks > 0 else sooner
    else:
        yield say("the plan takes as long")
    if forced.brings:
        yield say("{names} must come in too", names=names.quoted(forced.brings))
    if forced.drops:
        yield say("{names} must go", names=names.quoted(forced.drops))
    if forced.value > 0 and not forced.drops:
        yield say("other benefits come later")
    if forced.cost:
        amount = money(abs(forced.cost), names.currency)
        more, less = say("{amount} more is spent", amount=amount), say("{amount} less is spent", amount=amount)
        yield more if forced.cost > 0 else less
    yield from relaxation_words(forced.relaxed, names.weeks, names.titles, names.currency)


def steady_words(item: Steadiness, draws: int, names: Names) -> Iterator[Text]:
    """Yield how well an initiative keeps its quarter in the draws."""
    words = say("in {draws} draws of how long things take it begins in {quarter}, as planned, in {begins}, and is "
                "finished in the planned quarter in {ends}", draws=count(draws), begins=share(item.begins),
                ends=share(item.ends), quarter=quarter_title(item.quarter))  # fmt: skip
    yield say("{words}: a matter for discussion", words=words) if item.discuss else words
    if item.likeliest != item.quarter:
        yield say("it is likelier to begin in {quarter}, in {share} of the draws",
                  quarter=quarter_title(item.likeliest), share=share(item.likeliest_share))  # fmt: skip
    first, last = (date(names.weeks.friday(int(week))) for week in (item.end.p10, item.end.p90))
    if first != last:
        yield say("eight times in ten it is finished between {first} and {last}", first=first, last=last)
    if item.in_time is not None:
        yield say("it keeps its deadline in {share} of the draws", share=share(item.in_time))


def stability_sentences(roadmap: Roadmap, names: Names) -> Iterator[Text]:
    """Yield how well the whole plan holds, bad news first; nothing if it was not drawn."""
    found = roadmap.stability
    if found is None:
        return
    yield from _length(found, names)
    for target, part in found.targets.items():
        yield say("'{target}' is reached by its day in {share} of the draws", target=names.of(target),
                  share=share(part))  # fmt: skip
    if found.discuss:
        yield say("as likely to move to another quarter as to stay, so a matter for discussion: {names}",
                  names=names.quoted(found.discuss))  # fmt: skip
    moving = tuple(name for name, item in found.items.items()
                   if item.begins < item.likeliest_share and not item.discuss)  # fmt: skip
    if moving:
        yield say("likelier to begin in another quarter than planned: {names}", names=names.quoted(moving))
    yield from _value(found, names)
    if found.fixed:
        yield say("no range is given for {names}: taken to last as long in every draw",
                  names=names.quoted(found.fixed))  # fmt: skip


def _length(found: Stability, names: Names) -> Iterator[Text]:
    yield say("in {draws} draws over the ranges of the durations (seed {seed}), {share} end no later than planned",
              draws=count(found.draws), seed=count(found.seed), share=share(found.kept))  # fmt: skip
    days = [date(names.weeks.friday(int(week))) for week in found.end[1:]]
    yield say("half of the draws end by {half}, 80% by {most}, 90% by {nearly}", half=days[0], most=days[1],
              nearly=days[2])  # fmt: skip
    over = int(found.end.p50) - found.planned
    if over > 0:
        yield say("likely durations are optimistic: things can take much longer than likely, but not much shorter, and "
                  "delays meet where several initiatives must be finished; the middle draw ends {weeks} later",
                  weeks=weeks(over))  # fmt: skip


def _value(found: Stability, names: Names) -> Iterator[Text]:
    if found.value is None or found.planned_value is None:
        return
    low, middle, high = (money(value, names.currency) for value in (found.value.p10, found.value.p50, found.value.p90))
    if not any((found.value.p10, found.value.p90, found.planned_value)):
        return
    yield say("if each effect comes with the confidence stated, {middle} a year is kept in the middle draw, and "
              "between {low} and {high} eight times in ten; {planned} if every effect comes", middle=middle, low=low,
              high=high, planned=money(found.planned_value, names.currency))  # fmt: skip
    if found.sure:
        yield say("no confidence is stated for {names}: the effect is taken as sure", names=names.quoted(found.sure))
