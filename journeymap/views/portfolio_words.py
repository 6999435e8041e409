"""What the front page of several journeys says: where to start and why, and what cannot be told apart."""

from collections.abc import Iterator

from journeymap.scores.figures import basis_words, firm_readings
from journeymap.scores.ranking import Rank
from journeymap.text import Figure, Text, count, date, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.portfolio import Comparison, Measure, Member
from journeymap.views.report_losses import NOBODY
from journeymap.views.report_parts import joined, listed
from journeymap.views.roadmap_words import begins_words, starting_next

HALF = 0.5

OVERLAP = say("where 95% intervals overlap, figures are not distinguishable and have a range of places")


def amount(member: Member, measure: Measure) -> Figure | None:
    """Return what a journey loses as a number; `None` if it is unknown."""
    lost = member.lost(measure)
    if lost is None:
        return None
    return {"value": money(lost, member.currency), "customers": count(lost), "share": share(lost)}[measure]


def place_words(rank: Rank) -> Words:
    """Return a place, or the range of places that intervals leave."""
    return count(rank.best) if rank.sure else say("{best} to {worst}", best=rank.best, worst=rank.worst)


def start_heading(found: Comparison) -> Text:
    """Say where to start."""
    if not found.start:
        return say("nobody is lost on any of the journeys, so that no loss says where to start")
    first = found.start[0]
    if len(found.start) > 2:
        return say("start with one of {n} journeys: they lose most, and their figures do not tell which loses more",
                   n=count(len(found.start)))  # fmt: skip
    if len(found.start) > 1:
        names = {"one": first.title, "other": found.start[1].title}
        return say("start with '{one}' or '{other}': their figures do not tell which loses more", **names)
    sentences: dict[Measure, str] = {
        "value": "start with '{title}', where {lost} are lost in a year",
        "customers": "start with '{title}', where {lost} customers are lost in a year",
        "share": "start with '{title}', where {lost} of customers are lost",
    }
    words = say(sentences[found.measure], title=first.title, lost=amount(first, found.measure) or "")
    return _there(first, words)


def _there(member: Member, lost: Text) -> Text:
    """Add to a sentence on what is lost where most of it is."""
    if member.place is None:
        return lost
    name, part = member.score.graph.title(member.place[0]), member.place[1]
    if part > 1 - NOBODY:
        return say("{lost}, all at '{name}'", lost=lost, name=name)
    if part > HALF:
        return say("{lost}, most at '{name}'", lost=lost, name=name)
    return say("{lost}, at '{name}' more than at any other point", lost=lost, name=name)


def reasons(found: Comparison) -> Iterator[Text]:
    """Yield why to start there, what comes first, and how sure that is."""
    if len(found.start) == 1:
        yield from _why(found, found.start[0])
        yield from first_there(found.start[0], several=False)
    yield from _sure(found)


def candidates(found: Comparison) -> Iterator[Text]:
    """Yield what is lost on each of the journeys to start with, and what comes first there, if there are several."""
    sentences: dict[Measure, str] = {
        "value": "'{title}' loses {lost} a year", "customers": "'{title}' loses {lost} customers a year",
        "share": "'{title}' loses {lost} of customers",
    }  # fmt: skip
    for member in found.start if len(found.start) > 1 else ():
        lost = say(sentences[found.measure], title=member.title, lost=amount(member, found.measure) or "")
        work = list(first_there(member, several=True))
        words = _there(member, lost)
        yield say("{lost}; {work}", lost=words, work=work[0]) if work else words


def _why(found: Comparison, first: Member) -> Iterator[Text]:
    """Say which part of all losses it is, and in which stage."""
    known = [(member, lost) for member in found.members if (lost := member.lost(found.measure)) is not None]
    if found.measure != "share" and len(known) > 1:
        part = share(known[0][1] / sum(lost for _, lost in known))
        if len(known) == len(found.members):
            yield say("that is {part} of what is lost on the {n} journeys together", part=part, n=count(len(known)))
        else:
            yield say("that is {part} of what is lost on the {n} journeys of which it is known", part=part,
                      n=count(len(known)))  # fmt: skip
    if first.place is not None:
        graph = first.score.graph
        name, part_there = first.place
        if part_there > 1 - NOBODY:
            yield say("'{name}' is in the stage '{stage}'", name=graph.title(name),
                      stage=graph.title(graph.journey.stage_of[name]))  # fmt: skip
            return
        yield say("'{name}', in the stage '{stage}', makes {part} of it", name=graph.title(name),
                  stage=graph.title(graph.journey.stage_of[name]), part=share(part_there))  # fmt: skip


def first_there(member: Member, *, several: bool) -> Iterator[Text]:
    """Say which work of the plan is the first there, and what begins next if that is another."""
    if not member.analysis.roadmap.items:
        return
    if member.first is None:
        yield say("no initiative of the plan changes anything there") if several else say(
            "no initiative of the plan changes anything on '{title}'", title=member.title)  # fmt: skip
        return
    item, graph, roadmap = member.first, member.score.graph, member.analysis.roadmap
    here = member.place[0] if member.place is not None and member.place[0] in member.changed(item) else None
    started = item.progress is not None and item.progress.started is not None
    words = say("the first initiative of the plan that changes a touchpoint there is '{initiative}'",
                initiative=item.title)  # fmt: skip
    if here is not None:
        words = say("the first initiative of the plan that changes '{name}' is '{initiative}'", name=graph.title(here),
                    initiative=item.title)  # fmt: skip
    when = "{words}, under way since {day}" if started else "{words}, on {day}"
    told, begins = say(when, words=words, day=date(item.start)), begins_words(roadmap)
    if begins is not None and item not in starting_next(roadmap):
        told = say("{words}; {begins}", words=told, begins=begins)
    yield told


def _sure(found: Comparison) -> Iterator[Text]:
    """Say how sure the order is, and what could not be compared."""
    if found.sure:
        yield say("the 95% interval of what is lost there lies above all others")
    elif not found.counted and found.start and len(found.members) > 1:
        yield say("not every share behind it is counted, so that no interval tells how sure the order is")
    elif found.endless and found.start and len(found.members) > 1:
        yield say("some customers never get out of {names}, so that no interval tells how sure the order is",
                  names=listed([quoted(member.title) for member in found.endless]))  # fmt: skip
    if found.unknown and found.measure != "share":
        what = {"value": "in money", "customers": "in customers"}[found.measure]
        names = listed([quoted(member.title) for member in found.unknown])
        yield say("of {names} it is not known what is lost {what}, and it may be more", names=names, what=say(what))
    if len(found.currencies) > 1:
        yield say("amounts are in {currencies} and are neither added nor compared", currencies=listed(found.currencies))
    if len({day for _, day in found.days}) > 1:
        days = [say("'{title}' on {day}", title=name, day=date(day)) for name, day in found.days]
        yield say("the workspaces are read on different days: {days}", days=joined(days, "; "))


def value_note(found: Comparison) -> Iterator[Text]:
    """Yield whether what is lost in money can be told apart; nothing without intervals."""
    if found.values and found.measure == "value":
        sure = all(place.sure for place in found.values.values())
        yield say("what the journeys lose in a year is told apart by its intervals") if sure else OVERLAP


def basis_notes(found: Comparison) -> Iterator[Text]:
    """Yield what the readings rest on: in one sentence if none on any journey is measured, else of each journey."""
    scores = [member.score for member in found.members]
    if not firm_readings(*scores)[0]:
        yield from filter(None, [basis_words(*scores)])
        return
    for member in found.members:
        words = basis_words(member.score)
        if words is not None:
            yield say("{title}: {finding}", title=member.title, finding=words)


def score_notes(found: Comparison) -> Iterator[Text]:
    """Yield which scores can be told apart, and which have no interval."""
    if found.scores:
        yield _ranked(found)
    opinions = [member for member in found.members if member.score.score is not None and member.rated is None]
    scored = [member for member in found.members if member.score.score is not None]
    if opinions and len(opinions) == len(scored):
        yield say("every score holds opinions, so that none has an interval and no journey is ranked by it")
    elif opinions:
        names = listed([quoted(member.title) for member in opinions])
        yield say("a score that holds opinions has no interval and no place: {names}", names=names)
    blank = [quoted(member.title) for member in found.members if member.score.score is None]
    if blank:
        yield say("nothing is scored on {names}", names=listed(blank))


def _ranked(found: Comparison) -> Text:
    """Say the order of the scores if it is sure; else which cannot be told apart."""
    ranked = [member for member in found.members if member.key in found.scores]
    by_place = sorted(ranked, key=lambda member: (found.scores[member.key].best, member.key))
    names: list[Words] = [quoted(member.title) for member in by_place]
    places = [found.scores[member.key] for member in by_place]
    if all(place.sure for place in places):
        return say("the scores are told apart by their intervals; from the highest: {names}", names=joined(names, ", "))
    if all((place.best, place.worst) == (1, place.of) for place in places):
        return say("the scores of {names} are not distinguishable: their 95% intervals overlap", names=listed(names))
    return OVERLAP


def quoted(name: str) -> Text:
    """Return a name in quotes."""
    return say("'{name}'", name=name)
