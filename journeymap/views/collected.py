"""What is shown when replies have been put together: agreement, differences between roles, conflicts."""

from collections.abc import Iterator

from journeymap.maturity.collect import Collected, PracticeTally, Tally
from journeymap.maturity.model import MaturityModel
from journeymap.text import Figure, Text, count, number, say, share

Cell = Text | Figure | str
Row = tuple[Cell, ...]

GIVEN = {"met": "{n} met", "partly": "{n} partly", "not_met": "{n} not met", "unknown": "{n} unknown"}
"""How often an answer was given."""

WORDS = {"met": say("met"), "partly": say("partly"), "not_met": say("not met"), "unknown": say("unknown")}


def collected_rows(collected: Collected, model: MaturityModel) -> tuple[Row, ...]:
    """Return the practices with their agreement, head first.

    The last column is the difference between the groups, in levels of an
    answer from 0 (not met) to 1 (met); empty where no two groups may be shown.
    """
    head = ("Practice", "Title", "Answered", "Differ", "Nobody knew", "Agreement", "Between roles")
    return (
        tuple(say(cell) for cell in head),
        *(_row(item, say(model.practices[item.practice].title)) for item in collected.practices),
    )


def _row(item: PracticeTally, title: Text) -> Row:
    answered = sum(bool(tally.counts) for tally in item.criteria)
    return (
        item.practice,
        title,
        say("{n} of {total}", n=count(answered), total=count(item.asked)),
        count(sum(tally.conflict for tally in item.criteria)),
        count(sum(tally.nobody for tally in item.criteria)),
        "" if item.agreement is None else share(item.agreement),
        "" if item.difference is None else number(item.difference, 2),
    )


def collected_notes(collected: Collected, model: MaturityModel) -> Iterator[Text]:
    """Yield what has to be said beside the table: who answered, who may be shown apart, what to settle."""
    people = collected.assessment.respondents
    answers = sum(len(person.answers) for person in people.values())
    yield say("respondents: {n}; answers: {m}; pieces of evidence: {k}", n=count(len(people)), m=count(answers),
              k=count(len(collected.assessment.evidence)))  # fmt: skip
    if len(collected.groups) > 1:
        names = "; ".join(", ".join(group) for group in collected.groups)
        yield say("roles are compared in groups of at least {n}: {names}", n=model.params.min_respondents, names=names)
    else:
        yield say("differences between roles are not shown: no two groups have {n} respondents",
                  n=model.params.min_respondents)  # fmt: skip
    if collected.conflicts:
        yield say("criteria to settle: {n}", n=count(len(collected.conflicts)))


def conflict_lines(collected: Collected, model: MaturityModel) -> Iterator[Text]:
    """Yield each criterion that respondents answer differently, with how often each answer was given."""
    for tally in collected.conflicts:
        text = say(model.criteria[tally.criterion].text)
        yield say("{criterion}: {given}: {text}", criterion=tally.criterion, given=_given(tally), text=text)


def against_lines(collected: Collected) -> Iterator[Text]:
    """Yield each answer that came after a criterion was settled and differs from it."""
    for criterion, mark, answer in collected.against:
        agreed = collected.assessment.agreed[criterion].value
        yield say("{criterion}: settled as {agreed}; {mark} answers {answer}", criterion=criterion,
                  agreed=WORDS[agreed], mark=mark, answer=WORDS[answer])  # fmt: skip


def _given(tally: Tally) -> Text:
    """Return the answers with their counts, as one list."""
    words = [say(GIVEN[answer], n=count(n)) for answer, n in tally.counts.items()]
    listed = words[0]
    for word in words[1:]:
        listed = say("{first}, {second}", first=listed, second=word)
    return listed
