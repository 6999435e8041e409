"""The part of a report on one journey as it is: figures, map, findings, strengths, money."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from journeymap.flow import Flow
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.scores.explain import lever_words
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, Text, count, minutes, money, say, share
from journeymap.views.journey_map import JourneyMap, Words, journey_map
from journeymap.views.lanes import LANES
from journeymap.views.numbers_journey import sheet_slug
from journeymap.views.report_findings import Findings, rated_words
from journeymap.views.report_losses import NOBODY, losses, lost_share, risk, where_lost
from journeymap.views.report_parts import Card, Chart, Fact, Missing, Table, joined, plural, rows_table, slugify
from journeymap.views.report_personas import groups_note, groups_table, misfits_table, spread_notes
from journeymap.views.tables import value_at_risk
from journeymap.vocabulary import OutcomeKind

FOREMOST, MOST_FOREMOST = 5, 10
"""Findings shown at once: the major ones, within these bounds; the others unfold."""

MOST_DRAWN = 200
"""Touchpoints up to which a page bears the whole map."""

REPORT_LANES = tuple(name for name in LANES if name not in {"systems", "evidence"})
"""Lanes of the map in a report; what a touchpoint rests on stands in its findings and with its numbers."""

GOOD = 75.0
"""Score from which a touchpoint is called strong; a convention of this tool."""


@dataclass(frozen=True)
class Strength:
    """A touchpoint that works well, with why."""

    title: str
    value: Words
    gains: tuple[str, ...]


@dataclass(frozen=True)
class Choices:
    """What the findings of a journey can be narrowed down to: stages, groups, departments, each once."""

    cards: tuple[Card, ...]

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names by what they are of, in the order of the findings."""
        return {
            "stage": tuple(dict.fromkeys(card.stage for card in self.cards if card.stage)),
            "persona": tuple(dict.fromkeys(name for card in self.cards for name in card.personas)),
            "department": tuple(dict.fromkeys(name for card in self.cards for name in card.departments)),
        }

    def of(self, card: Card) -> str:
        """Return which choices a card is among: the first letter of what they are of, and their place in it.

        Its severity it says itself.
        """
        given = {"stage": (card.stage,) if card.stage else (), "persona": card.personas, "department": card.departments}
        return ",".join(f"{by[0]}{self.names[by].index(name)}" for by, names in given.items() for name in names)


@dataclass(frozen=True)
class JourneyPart:
    """One journey as it is.

    Attributes
    ----------
    headline
        The figures that stand beside each other, but for those that the summary tells.
    foremost, others
        The cards that are major or critical, five at least and ten at most, and the rest.
    levers
        The ways whose share moves completion most, after the sentence that names them.
    map, map_note, flow
        The map, or where it is if the page could not bear it, and then the ways by stage.
    choices
        What the findings can be narrowed down to.
    groups, groups_note
        Groups of customers beside each other, and what tells them apart.
    spreads
        How far they lie apart, in sentences.
    misfits
        Where the channels suit a group badly.
    """

    slug: str
    title: str
    heading: Text
    description: str
    statement: Text
    headline: tuple[Fact, ...]
    levers: tuple[Text, ...]
    map: Chart | None
    map_note: Text | None
    flow: Chart | None
    choices: Choices
    cards: tuple[Card, ...]
    foremost: tuple[Card, ...]
    others: tuple[Card, ...]
    others_label: Text
    strengths: tuple[Strength, ...]
    service: Text | None
    groups: Table | None
    groups_note: Text | None
    spreads: tuple[Text, ...]
    misfits: Table | None
    risk: tuple[Text, ...]
    losses: Table | None
    missing: tuple[Missing, ...]


def journey_part(score: JourneyScore, findings: Findings, told: Collection[str] = ()) -> JourneyPart:
    """Gather everything the report says on one journey as it is.

    Parameters
    ----------
    told
        Keys of the figures that stand in the summary already.
    """
    graph, judged = score.graph, findings.analysis.judged
    wanted = judged.target_of(graph.name)
    facts = tuple(journey_facts(score, wanted[1] if wanted else None))
    cards = findings.of(graph.name)
    large = len(graph.touchpoints) > MOST_DRAWN
    front = min(MOST_FOREMOST, max(FOREMOST, sum(card.severity.rank >= 2 for card in cards)))
    return JourneyPart(
        slug=f"journey-{slugify(graph.name)}",
        title=title(score),
        heading=heading(score),
        description=graph.journey.description or "",
        statement=_findings_sentence(cards),
        headline=tuple(fact for fact in facts if fact.key not in told and isinstance(fact.value, Figure))[:8],
        levers=tuple(lever_words(score)),
        map=_map(score, findings) if not large else None,
        map_note=_too_large(score) if large else None,
        flow=_flow(score) if large else None,
        choices=Choices(cards),
        cards=cards,
        foremost=cards[:front],
        others=cards[front:],
        others_label=plural(len(cards) - front, "{n} more finding", "{n} more findings"),
        strengths=strengths(score),
        service=_service(score),
        groups=groups_table(score),
        groups_note=groups_note(score),
        spreads=spread_notes(score),
        misfits=misfits_table(score),
        risk=tuple(risk(score)),
        losses=losses(score),
        missing=tuple(_missing(score)),
    )


def title(score: JourneyScore) -> str:
    """Return a journey's title."""
    return score.graph.journey.title or humanise(score.graph.name)


def heading(score: JourneyScore) -> Text:
    """Return the finding of a journey in a sentence."""
    flow = score.flow
    if flow.losses and flow.churn > NOBODY:
        return where_lost(score, say("{lost} of customers give up or leave", lost=share(lost_share(score))))
    if flow.trapped > 0.0005:
        return say("{lost} of customers get stuck where no way leads out", lost=share(flow.trapped))
    waiting = flow.waiting.value + flow.duration.value
    if waiting > 0:
        return say("everyone who starts gets through, and spends {time} on it", time=minutes(waiting))
    return say("everyone who starts gets through")


def journey_facts(score: JourneyScore, wanted: JourneyScore | None) -> Iterator[Fact]:
    """Yield the figures of a journey, known ones only, each with its target and how it is computed.

    What a customer takes in all has no end where some never get out, and is left out.
    """
    flow, goal, key = score.flow, wanted.flow if wanted else None, score.graph.name
    yield Fact(say("Completion"), share(flow.completion), share(goal.completion) if goal else "", say(
        "share of customers who start and reach a good outcome, over all ways through the map"),
        _told(score), key=f"{key}.completion")  # fmt: skip
    if score.score is not None:
        goal_score = Figure("score", wanted.score.value) if wanted and wanted.score else ""
        how = say("mean of the touchpoints, 0 to 100, weighted by visits × importance; {rated}", rated=_rated(score))
        yield Fact(say("Score"), Figure("score", score.score.value), goal_score, how, key=f"{key}.score")
    if flow.trapped <= NOBODY:
        yield from _sums(score, goal if goal is not None and goal.trapped <= NOBODY else None)
    yield from _money_facts(score, wanted)
    yield from _moment_facts(score)


def _sums(score: JourneyScore, goal: Flow | None) -> Iterator[Fact]:
    """Yield what a customer takes in all: time, contacts, hand-offs."""
    flow, key, contacts, hand_offs = score.flow, score.graph.name, FIGURES["contacts"].shown, FIGURES["hand-offs"].shown
    for name, what, local in (("Time spent", "duration", "time"), ("Waiting", "waiting", "waiting")):
        expected, later = getattr(flow, what), getattr(goal, what) if goal else None
        if expected.known > 0:
            target = minutes(later.value) if later and later.known > 0 else ""
            yield Fact(say(name), minutes(expected.value), target, say(
                "sum over touchpoints of visits × {what}; known for {known} of the visits",
                what=say(what), known=share(expected.known)), key=f"{key}.{local}")  # fmt: skip
    yield Fact(say("Contacts"), contacts(flow.contacts), contacts(goal.contacts) if goal else "", say(
        "visits to touchpoints with a channel, per customer who starts"), key=f"{key}.contacts")  # fmt: skip
    yield Fact(say("Hand-offs"), hand_offs(flow.hand_offs), hand_offs(goal.hand_offs) if goal else "", say(
        "times a customer is passed on to someone else, per customer who starts"),
        key=f"{key}.hand-offs")  # fmt: skip


def _told(score: JourneyScore) -> Words:
    """Return the good outcomes apart by their titles, if some customers are told that it is not possible."""
    ends = {kind: {name: part for name, part in score.flow.outcomes.items()
                   if score.graph.outcome_kind(name) is kind and part > 0}
            for kind in (OutcomeKind.COMPLETED, OutcomeKind.NOT_ELIGIBLE)}  # fmt: skip
    done, told = ends.values()
    if sum(told.values()) <= NOBODY:
        return ""
    clear = "{part} told clearly that it is not possible"
    return joined([_ended(score, done, "{part} completed"), _ended(score, told, clear)], ", ")


def _ended(score: JourneyScore, ends: Mapping[str, float], kind: str) -> Text:
    """Say how many end in one kind of outcome: by its title if there is one only that has its own."""
    part, outcomes = share(sum(ends.values())), score.graph.journey.all_outcomes
    titles = [outcomes[name].title for name in ends]
    if len(titles) == 1 and titles[0]:
        return say("{part} '{name}'", part=part, name=titles[0])
    return say(kind, part=part)


def _rated(score: JourneyScore) -> Words:
    assert score.score is not None  # noqa: S101 - the caller has looked
    return rated_words(score.score)


def _money_facts(score: JourneyScore, wanted: JourneyScore | None) -> Iterator[Fact]:
    currency, flow = score.graph.workspace.currency, score.flow
    if flow.cost.known > 0 and flow.trapped <= NOBODY:
        later = wanted.flow.cost if wanted and wanted.flow.cost.known > 0 else None
        shown = FIGURES["cost"].shown
        target = shown(later.value, currency) if later else ""
        yield Fact(say("Cost per customer"), shown(flow.cost.value, currency), target, say(
            "sum over touchpoints of visits × cost of a visit; known for {known} of the visits",
            known=share(flow.cost.known)), key=f"{score.graph.name}.cost")  # fmt: skip
    lost = value_at_risk(score)
    if lost is not None:
        later_lost = value_at_risk(wanted) if wanted else None
        target = money(later_lost, currency) if later_lost is not None else ""
        yield Fact(say("Value lost in a year"), money(lost, currency), target, say(
            "customers a year × share lost × what a customer is worth in a year; "
            "those who give up are taken to be worth the same"), key=f"{score.graph.name}.value")  # fmt: skip


def _moment_facts(score: JourneyScore) -> Iterator[Fact]:
    graph = score.graph
    part = say("part of the weight that has a score, opinions included")
    yield Fact(say("Scored part"), share(score.coverage), "", part, key=f"{graph.name}.coverage")
    if score.worst_moment is not None:
        rated = score.touchpoints[score.worst_moment].score
        value = Figure("score", rated.value) if rated else ""
        words = say("'{name}' with {score}", name=graph.title(score.worst_moment), score=value)
        how = say("the lowest score among the moments of truth")
        yield Fact(say("Worst moment of truth"), words, "", how, key=f"{graph.name}.worst-moment")
    if score.peak_end is not None:
        peak, end = graph.title(score.peak_end.peak), graph.title(score.peak_end.end)
        how = say("mean of the most intense moment, '{peak}', and the likeliest end, '{end}'", peak=peak, end=end)
        value = Figure("score", score.peak_end.score)
        yield Fact(say("Peak and end"), value, "", how, key=f"{graph.name}.peak-end")


def _findings_sentence(cards: tuple[Card, ...]) -> Text:
    if not cards:
        return say("No rule found a weak spot")
    severe = sum(card.severity.rank >= 2 for card in cards)
    spots = plural(len(cards), "{n} weak spot", "{n} weak spots")
    if not severe:
        return say("{spots}, none major or critical", spots=spots)
    if len(cards) == 1:
        return say("1 weak spot, and it is major or critical")
    return say("{spots}, {severe} of them major or critical", spots=spots, severe=count(severe))


def _map(score: JourneyScore, findings: Findings) -> Chart:
    judged, graph = findings.analysis.judged, score.graph
    ours = [finding for finding in judged.open_findings if finding.journey == graph.name]
    # Findings of two journeys can have one name; the cards of this journey are its own.
    cards = {finding.id: card for finding, card in zip(ours, findings.of(graph.name), strict=True)}
    view = _plain(journey_map(score, ours, numbers=judged.numbers, lanes=REPORT_LANES), cards)
    words = say("{finding}; who serves, systems, data and evidence stand on the whole map",
                finding=view.statement)  # fmt: skip
    label = say("Map of '{title}'", title=title(score))
    return Chart(f"map-{slugify(graph.name)}", "journey-map", view, label, words, wide=True,
                 numbers=sheet_slug(score))  # fmt: skip


def _plain(view: JourneyMap, cards: Mapping[str, Card]) -> JourneyMap:
    """Return a map without the figures that stand above it; its pins lead to cards and are named after touchpoints."""
    columns = (
        replace(
            column,
            service=None,
            pins=tuple(
                replace(pin, title=say("{name}", name=column.title), number=card.number, anchor=card.slug)
                for pin in column.pins
                for card in (cards[pin.finding],)
            ),
        )
        for column in view.columns
    )
    return replace(view, columns=tuple(columns), figures=())


def _too_large(score: JourneyScore) -> Text:
    file = f"maps/{score.graph.name}-current.svg"
    return say("the map of {n} touchpoints is too large for this page; it is in {file}, and the stages are drawn here",
               n=count(len(score.graph.touchpoints)), file=file)  # fmt: skip


def _flow(score: JourneyScore) -> Chart:
    from journeymap.views.flow_graph import by_stage, flow_graph  # noqa: PLC0415 - few journeys are so large

    view = by_stage(flow_graph(score), say("Stages are drawn in place of single touchpoints"))
    label = say("Flow of '{title}'", title=title(score))
    # Score and reach stand in the table of the map, once for each touchpoint and not once for each way.
    rows = [(row[0], *row[3:]) for row in view.table]
    table = rows_table(say("Ways through '{title}'", title=title(score)), rows)
    return Chart(f"flow-{slugify(score.graph.name)}", "flow-graph", view, label, view.statement, table)


def strengths(score: JourneyScore, most: int = 3) -> tuple[Strength, ...]:
    """Return the touchpoints that work best, strong ones only."""
    rated = [(point.score, name) for name, point in score.touchpoints.items()
             if point.score is not None and point.score.value >= GOOD and score.flow.reach[name] > 0]  # fmt: skip
    rated.sort(key=lambda item: (-item[0].value, item[1]))
    points = score.graph.touchpoints
    return tuple(
        Strength(score.graph.title(name), rated_words(value), points[name].gains) for value, name in rated[:most]
    )


def _service(score: JourneyScore) -> Text | None:
    found = score.service
    if found is None:
        return None
    service, rest = Figure("score", found.service.value), Figure("score", found.rest.value)
    points = Figure("number", abs(found.difference), "", 1 if abs(found.difference) < 10 else 0)
    if found.low is None or found.high is None:
        return say("Service and care score {service}, everything else {rest}: {points} points apart, by opinion",
                   service=service, rest=rest, points=points)  # fmt: skip
    low, high = Figure("number", found.low, "", 0), Figure("number", found.high, "", 0)
    if found.low <= 0 <= found.high:
        return say(
            "Service and care score {service}, everything else {rest}; the 95% interval of the difference, "
            "{low} to {high}, does not tell them apart",
            service=service,
            rest=rest,
            low=low,
            high=high,
        )
    return say(
        "Service and care score {service}, everything else {rest}: {points} points apart "
        "(95% interval of the difference {low} to {high})",
        service=service,
        rest=rest,
        points=points,
        low=low,
        high=high,
    )


def _missing(score: JourneyScore) -> Iterator[Missing]:
    unknown = [name for name, point in score.touchpoints.items() if point.score is None]
    if len(unknown) == len(score.touchpoints):
        yield Missing(
            say("nothing on this journey is measured, so it has no score"),
            say("write what customers say or what happened under a touchpoint"),
            "emotion: -1\nduration: 25 min\nmeasures: {csat: {counts: [8, 21, 38, 195, 110]}}",
        )
    if value_at_risk(score) is None:
        yield Missing(
            say("the money at stake is unknown"),
            say("say how many customers start in a year and what one is worth"),
            "customers: 42000/year\nvalue: 600 EUR/year",
        )
