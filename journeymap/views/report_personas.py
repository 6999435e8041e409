"""Groups of customers beside each other: figures, how far they lie apart, and whom the channels suit badly."""

from collections.abc import Iterator, Sequence

from journeymap.model.record import humanise
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore
from journeymap.scores.channel_fit import POOR
from journeymap.scores.figures import FIGURES
from journeymap.scores.personas import Personas, PersonaScore, Spread, personas
from journeymap.scores.preferences import Ratings
from journeymap.text import Figure, Text, count, minutes, money, number, plain, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import Table, listed

HEAD = (
    "Group", "Part of all", "Completion", "Score", "95%", "Channel fit", "Time spent", "Waiting", "Contacts",
    "Value lost in a year", "Of value lost", "Ratings",
)  # fmt: skip

FIRST = ("Group", "Part of all", "Completion", "Score", "95%", "Channel fit", "Of value lost")
SECOND = ("Group", "Time spent", "Waiting", "Contacts", "Value lost in a year")
"""The same in two tables, where a line has about 80 letters."""


def groups_table(score: JourneyScore, columns: Sequence[str] = HEAD) -> Table | None:
    """Return the groups of a journey with their figures, and in the last row how far they lie apart.

    Parameters
    ----------
    score
        The journey of all customers.
    columns
        Some of `HEAD`.

    Returns
    -------
    Table or None
        `None` if there are fewer than two groups, or nothing tells them apart.
    """
    found = personas(score)
    if len(found.groups) < 2 or _alike(found):
        return None
    rows = [_row(score, found, group) for group in found.groups.values()]
    table = [tuple(say(word) for word in HEAD), *rows, _spread_row(score, found)]
    # A column of intervals that nobody has would be one of blanks.
    known = [index for index, word in enumerate(HEAD)
             if word in columns and any(row[index] != "" for row in rows)]  # fmt: skip
    head, *body = (tuple(row[index] for index in known) for row in table)
    return Table(say("The journey by group of customers"), head, tuple(body), sums=(len(rows),))


def groups_note(score: JourneyScore) -> Text | None:
    """Say what in the files tells the groups apart, if not everything, and who belongs to none of them."""
    found = personas(score).groups
    words = _told_apart(score)
    if len(found) < 2 or not score.graph.others:
        return words
    rest = say("{part} of the customers belong to no group and are not in the table", part=share(score.graph.others))
    return rest if words is None else say("{words}; {rest}", words=words, rest=rest)


def _told_apart(score: JourneyScore) -> Text | None:
    found = personas(score).groups
    if len(found) < 2:
        return None
    if _alike(personas(score)):
        return say("nothing in the files tells the groups apart")
    told = [_title(score, name) for name, group in found.items() if group.own]
    if not told:
        return say("no shares or readings in the files are of single groups: all go the same ways, and what differs "
                   "is how the channels suit them")  # fmt: skip
    if len(told) < len(found):
        return say("shares or readings of their own have {groups}; the others are taken to be as all customers",
                   groups=listed(told))  # fmt: skip
    return None


def spread_notes(score: JourneyScore) -> tuple[Text, ...]:
    """Say how far the groups lie apart in completion, score and channel fit, where it shows."""
    return tuple(_spread_notes(score, personas(score)))


def misfits_table(score: JourneyScore, only: str | None = None) -> Table | None:
    """Return where the channels suit a group badly, by group and channel; `None` if nowhere.

    Parameters
    ----------
    score
        The journey of all customers.
    only
        Id of one group; left out, all.
    """
    rows = []
    for name, group in personas(score).groups.items():
        if only not in {None, name}:
            continue
        places: dict[str, list[str]] = {}
        for point, fit in group.fit.touchpoints.items():
            if fit is not None and fit.value <= POOR and group.score.flow.reach[point] > 0:
                places.setdefault(fit.channel, []).append(point)
        for channel, points in places.items():
            fit = group.fit.touchpoints[points[0]]
            assert fit is not None  # noqa: S101 - only known ones were kept
            rows.append((
                _title(score, name),
                channel_title(score.graph, channel),
                number(fit.value, 2),
                count(fit.rating),
                say("{channel}, {rating}", channel=channel_title(score.graph, fit.best), rating=fit.best_rating),
                listed([score.graph.title(point) for point in points]),
                share(max(group.score.flow.reach[point] for point in points)),
                ratings_words(group.fit.ratings),
            ))  # fmt: skip
    words = (
        "Group of customers",
        "Channel",
        "Fit",
        "Rated 1 to 5",
        "Likes best",
        "Touchpoints",
        "Get there",
        "Rests on",
    )
    head = tuple(say(word) for word in words)
    return Table(say("Where the channels suit a group badly"), head, tuple(rows)) if rows else None


def ratings_words(rated: Ratings) -> Words:
    """Say what the liking of channels rests on: own ratings, with n if it is known, or a prior."""
    if rated.own:
        return say("own ratings, n = {n}", n=count(rated.n)) if rated.n else say("own ratings")
    return say("prior of its generation") if rated.by_channel else say("not known")


def _alike(found: Personas) -> bool:
    """Tell whether no figure of the groups differs: neither their ways and readings nor how channels suit them."""
    told = any(group.own for group in found.groups.values())
    return not told and len({group.fit.value for group in found.groups.values()}) == 1


def _title(score: JourneyScore, name: str) -> str:
    return score.graph.workspace.content.personas[name].title or humanise(name)


def _row(score: JourneyScore, found: Personas, group: PersonaScore) -> tuple[Words, ...]:
    fit, interval, points = group.fit.value, group.interval("score"), group.value("score")
    spent, waited, risk = group.score.flow.duration, group.score.flow.waiting, group.score.at_risk
    ends: Words = ""
    if interval is not None:
        ends = say("{low} to {high}", low=Figure("score", interval[0]), high=Figure("score", interval[1]))
    return (
        _title(score, group.name),
        share(group.part),
        share(group.score.flow.completion),
        Figure("score", points) if points is not None else "",
        ends,
        number(fit, 2) if fit is not None else "",
        minutes(spent.value) if spent.known > 0 else "",
        minutes(waited.value) if waited.known > 0 else "",
        FIGURES["contacts"].shown(group.score.flow.contacts),
        money(risk.value, score.graph.workspace.currency) if risk is not None else "",
        share(found.risk[group.name]) if group.name in found.risk else "",
        ratings_words(group.fit.ratings),
    )


def _spread_row(score: JourneyScore, found: Personas) -> tuple[Words, ...]:
    """Return greatest minus least of each column, in its unit."""
    cells = {measure: _width(spread) for measure, spread in found.spreads.items()}
    flows = [group.score.flow for group in found.groups.values()]
    spent, waited = (_range([amount.value for amount in amounts if amount.known > 0])
                     for amounts in ([flow.duration for flow in flows], [flow.waiting for flow in flows]))  # fmt: skip
    lost = _range([*found.at_risk.values()])
    return (
        say("Spread"), "", cells.get("completion", ""), cells.get("score", ""), "", cells.get("fit", ""),
        minutes(spent) if spent is not None else "", minutes(waited) if waited is not None else "",
        cells.get("contacts", ""), money(lost, score.graph.workspace.currency) if lost is not None else "", "", "",
    )  # fmt: skip


def _range(values: list[float]) -> float | None:
    """Return greatest minus least of at least two values."""
    return max(values) - min(values) if len(values) > 1 else None


def _width(spread: Spread) -> Words:
    if spread.measure == "completion":
        return say("{n} points", n=number(100 * spread.width, 1))
    if spread.measure == "score":
        return Figure("score", spread.width)
    return number(spread.width, 2) if spread.measure == "fit" else plain(spread.width)


def _spread_notes(score: JourneyScore, found: Personas) -> Iterator[Text]:
    completion, points, fit = (found.spreads.get(measure) for measure in ("completion", "score", "fit"))
    if completion is not None and str(share(completion.low)) != str(share(completion.high)):
        yield say("'{best}' complete the journey most often, {high}, '{worst}' least often, {low}",
                  best=_title(score, completion.best), high=share(completion.high),
                  worst=_title(score, completion.worst), low=share(completion.low))  # fmt: skip
    if points is not None and points.apart is False:
        yield say("the scores of the groups differ by less than their 95% intervals and are not ranked")
    if fit is not None and fit.width >= 0.005:
        yield say("the channels suit '{best}' best, {high} of 1, and '{worst}' worst, {low}",
                  best=_title(score, fit.best), high=number(fit.high, 2), worst=_title(score, fit.worst),
                  low=number(fit.low, 2))  # fmt: skip
