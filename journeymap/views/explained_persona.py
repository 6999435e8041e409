"""What is known of one group of customers: who they are, what becomes of them, and where the journey fails them."""

from collections.abc import Iterator, Mapping
from typing import cast

from journeymap.scores import JourneyScore
from journeymap.scores.explain import points_of
from journeymap.scores.money_words import formula
from journeymap.scores.personas import PersonaScore, personas
from journeymap.text import Text, count, money, number, say, share
from journeymap.views.explained import Block
from journeymap.views.persona_map import group_title
from journeymap.views.report_personas import misfits_table, ratings_words
from journeymap.views.tables import Row, loss_rows


def explained_persona(scores: Mapping[str, JourneyScore], name: str) -> tuple[Block, ...]:
    """Explain a group of customers in each journey it takes; empty if there is none of that name.

    Parameters
    ----------
    scores
        The journeys of all customers, by id.
    name
        Id of the group.
    """
    return tuple(
        block for key, score in scores.items() if name in score.graph.groups for block in _of_journey(key, score, name)
    )


def _of_journey(key: str, score: JourneyScore, name: str) -> Iterator[Block]:
    group = personas(score).groups[name]
    yield Block(tuple(_lines(score, group)))
    losses = loss_rows(group.score)
    if losses:
        yield Block((say("Where value is lost in a year"),), losses, (2, 3))
    table = misfits_table(score, only=name)
    if table is not None:
        right = tuple(index for index, numeric in enumerate(table.numeric) if numeric)
        yield Block((table.caption,), cast("tuple[Row, ...]", (table.head, *table.rows)), right)
    example = f"journeymap explain {key}.completion --persona {name}"
    yield Block((say("every figure of this group: `{example}`, and so on", example=example),))


def _lines(score: JourneyScore, group: PersonaScore) -> Iterator[Text]:
    own, journey = group.score, score.graph.journey.title or score.graph.title(score.graph.name)
    person = score.graph.workspace.content.personas[group.name]
    place = score.graph.workspace.where_key("personas", group.name)
    yield say("'{group}' are {part} of the customers of '{journey}', {place}", group=group_title(score, group.name),
              part=share(group.part), journey=journey, place=f"{place.file}:{place.line}")  # fmt: skip
    if person.share is None:
        yield say("  that part is not written; it is an equal part of what the others leave")
    if not group.own:
        yield say("  no shares or readings are its own: it is taken to be as all customers")
    yield say("{own} complete it, {all} of all customers do", own=share(own.flow.completion),
              all=share(score.flow.completion))  # fmt: skip
    if own.score is not None and score.score is not None:
        yield say("it scores {own}, all customers {all}", own=points_of(own.score, own.parts),
                  all=points_of(score.score, score.parts))  # fmt: skip
    if group.fit.value is not None:
        yield say("the channels suit it {fit} of 1, by {basis}", fit=number(group.fit.value, 2),
                  basis=ratings_words(group.fit.ratings))  # fmt: skip
    yield from _money(score, own)


def _money(score: JourneyScore, own: JourneyScore) -> Iterator[Text]:
    risk, whole, currency = own.at_risk, score.at_risk, score.graph.workspace.currency
    if risk is None:
        return
    yield say("{value} is lost with it in a year: {formula}", value=money(risk.value, currency),
              formula=formula(risk, own.flow, currency))  # fmt: skip
    if whole is not None and whole.value > 0:
        yield say("  that is {part} of what is lost with all {customers} customers",
                  part=share(risk.value / whole.value), customers=count(whole.customers))  # fmt: skip
