"""The front page of several journeys as plain values: picture, tables and sentences."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import field

from journeymap.maturity.result import MaturityResult
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.scores.figures import FIGURES
from journeymap.scores.personas import PersonaScore, personas
from journeymap.text import Figure, Text, count, minutes, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.maturity import PhaseRow, maturity
from journeymap.views.portfolio import SAME, Comparison, Member
from journeymap.views.portfolio_plot import dot_plot
from journeymap.views.portfolio_words import (
    basis_notes,
    candidates,
    place_words,
    reasons,
    score_notes,
    start_heading,
    value_note,
)
from journeymap.views.report_parts import Chart, listed
from journeymap.vocabulary import Severity


@dataclass(frozen=True)
class Cell:
    """A value of the comparison.

    Attributes
    ----------
    note
        What must be read with it, such as its interval.
    key
        Name of the number in the appendix; empty if it has no entry there.
    href
        Where it leads; empty if nowhere.
    """

    value: Words
    note: Words = ""
    key: str = ""
    href: str = ""


@dataclass(frozen=True)
class Grid:
    """A table whose cells have notes; the first cell of a row is its head."""

    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Portfolio:
    """What compares journeys, groups of customers and phases of maturity.

    Attributes
    ----------
    heading
        Where to start.
    reasons
        Why, what comes first, and how sure that is.
    candidates
        The same for each of several journeys to start with.
    notes
        What the readings rest on, and which figures cannot be told apart.
    groups, groups_note
        Groups of customers on each journey on which something tells them apart, and what they show; `None` if no
        journey has groups.
    phases
        For each model of maturity its assessments with the lowest core level of each phase and its target.
    """

    comparison: Comparison = field(repr=False)
    heading: Text
    reasons: tuple[Text, ...]
    candidates: tuple[Text, ...]
    notes: tuple[Text, ...]
    plot: Chart
    journeys: Grid
    groups: Grid | None
    groups_note: Text | None
    phases: tuple[Grid, ...]


def portfolio_part(found: Comparison) -> Portfolio:
    """Gather what the front page shows of a comparison."""
    plot = dot_plot(found)
    label = say("Journeys beside each other")
    return Portfolio(
        comparison=found,
        heading=start_heading(found),
        reasons=tuple(reasons(found)),
        candidates=tuple(candidates(found)),
        notes=tuple(dict.fromkeys((*basis_notes(found), *score_notes(found), *value_note(found)))),
        plot=Chart("portfolio-plot", "dot-plot", plot, label, plot.statement, plot.table),
        journeys=_journeys(found),
        groups=_groups(found),
        groups_note=_groups_note(found),
        phases=tuple(_phases(found)),
    )


HEAD = ("Journey", "Completion", "Score", "Place by score", "Time spent", "Contacts", "Value lost in a year",
        "Place by loss", "Critical findings", "Evidence")  # fmt: skip


def _journeys(found: Comparison) -> Grid:
    several = len({id(member.analysis) for member in found.members}) > 1
    rows = [_row(found, member, several=several) for member in found.members]
    full = [index for index in range(len(HEAD)) if any(row[index].value != "" for row in rows)]
    caption = say("The journeys, the one that loses most first")
    return Grid(caption, tuple(say(HEAD[index]) for index in full),
                tuple(tuple(row[index] for index in full) for row in rows))  # fmt: skip


def _row(found: Comparison, member: Member, *, several: bool) -> tuple[Cell, ...]:
    score, flow, name = member.score, member.score.flow, member.score.graph.name
    rank, loss = found.scores.get(member.key), found.values.get(member.key)
    spent, waited = flow.duration, flow.waiting
    waiting = say("waiting {time}", time=minutes(waited.value)) if waited.known > 0 else ""
    severe = member.findings(Severity.CRITICAL)
    every = member.findings()
    return (
        Cell(member.title, member.workspace if several else "", href=member.link),
        Cell(share(flow.completion), _completed(member), f"{name}.completion"),
        Cell(Figure("score", score.score.value), _ends(member), f"{name}.score") if score.score else Cell(""),
        Cell(place_words(rank)) if rank is not None else Cell(""),
        Cell(minutes(spent.value), waiting, f"{name}.time") if spent.known > 0 else Cell("", waiting),
        Cell(FIGURES["contacts"].shown(flow.contacts), key=f"{name}.contacts"),
        _value(member),
        Cell(place_words(loss)) if loss is not None else Cell(""),
        Cell(count(severe), say("of {n}", n=count(every)) if every else ""),
        Cell(share(score.counted), _counted(member)) if score.score else Cell(""),
    )


def _completed(member: Member) -> Words:
    """Return the interval of the completion; empty without one."""
    return _to(*map(share, member.completed)) if member.completed is not None else ""


def _ends(member: Member) -> Words:
    """Return the interval of a score, or that it is an opinion."""
    score = member.score.score
    if member.rated is not None:
        return _to(*(Figure("score", end) for end in member.rated))
    if score is None:
        return ""
    return say("an opinion") if not member.score.counted else say("in part an opinion")


def _to(low: Words, high: Words) -> Text:
    return say("{low} to {high}", low=low, high=high)


def _value(member: Member) -> Cell:
    lost = member.score.at_risk
    if lost is None:
        return Cell("")
    ends = member.worth
    note = _to(*(money(end, member.currency) for end in ends)) if ends is not None else ""
    return Cell(money(lost.value, member.currency), note, f"{member.score.graph.name}.value")


def _counted(member: Member) -> Words:
    """Say that it is the counted part, with its score alone where the whole is in part an opinion."""
    part = member.score.parts.counted
    if part is None or part.low is None or part.high is None or member.rated is not None:
        return say("counted")
    low, high = Figure("score", part.low), Figure("score", part.high)
    return say("counted; alone {value}, {low} to {high}", value=Figure("score", part.value), low=low, high=high)


GROUP_HEAD = ("Journey and group", "Part of customers", "Completion", "Score", "Value lost in a year")


def _told(member: Member) -> Sequence[PersonaScore]:
    """Return the groups of a journey, if shares, readings, completion, score or loss tell them apart."""
    groups = tuple(personas(member.score).groups.values())
    return groups if len(groups) > 1 and (any(group.own for group in groups) or _differ(groups)) else ()


def _differ(groups: Sequence[PersonaScore]) -> bool:
    """Tell whether a figure differs, of losses that of one customer: it also hangs on what a customer is worth."""
    losses = [_lost(group) / group.part for group in groups if group.part > 0]
    scores = [group.value("score") or 0.0 for group in groups]
    return any(not math.isclose(min(known), max(known), rel_tol=SAME) for known in (losses, scores) if known)


def _group_title(group: PersonaScore) -> str:
    return group.score.graph.workspace.content.personas[group.name].title or humanise(group.name)


def _groups(found: Comparison) -> Grid | None:
    rows = []
    for member in found.members:
        ordered = sorted(_told(member), key=lambda group: (-_lost(group), group.score.flow.completion, group.name))
        rows += [_group_row(member, group) for group in ordered]
    if not rows:
        return None
    return Grid(say("Groups of customers by journey; a score without an interval holds opinions"),
                tuple(say(word) for word in GROUP_HEAD), tuple(rows))  # fmt: skip


def _lost(group: PersonaScore) -> float:
    return group.score.at_risk.value if group.score.at_risk is not None else 0.0


def _group_row(member: Member, group: PersonaScore) -> tuple[Cell, ...]:
    score, risk = group.score.score, group.score.at_risk
    ends = group.interval("score")
    note: Words = "" if group.own else say("as all customers")
    rated: Words = _to(*(Figure("score", end) for end in ends)) if ends is not None else ""
    return (
        Cell(_group_title(group), member.title, href=member.link),
        Cell(share(group.part)),
        Cell(share(group.score.flow.completion), note),
        Cell(Figure("score", score.value), rated) if score is not None else Cell(""),
        Cell(money(risk.value, member.currency)) if risk is not None else Cell(""),
    )


def _groups_note(found: Comparison) -> Text | None:
    """Say which group of all loses most, or that nothing tells groups apart; `None` if there are none."""
    known = [(member, group) for member in found.members for group in _told(member)]
    if not any(len(member.score.graph.groups) > 1 for member in found.members):
        return None
    if not known:
        return say("completion, score and loss are the same for every group of customers")
    priced = [(member, group) for member, group in known if group.score.at_risk is not None]
    if len(priced) == len(known) and found.one_currency:
        member, group = max(priced, key=lambda pair: (_lost(pair[1]), pair[1].name))
        return say("of all groups '{group}' loses most, on '{title}': {lost} in a year", group=_group_title(group),
                   title=member.title, lost=money(_lost(group), member.currency))  # fmt: skip
    member, group = min(known, key=lambda pair: (pair[1].score.flow.completion, pair[1].name))
    return say("of all groups '{group}' completes least often, on '{title}': {part}", group=_group_title(group),
               title=member.title, part=share(group.score.flow.completion))  # fmt: skip


def _phases(found: Comparison) -> Iterator[Grid]:
    """Yield a table for each model: assessments that hold today in rows, phases in columns."""
    by_model: dict[str, list[tuple[Cell, MaturityResult]]] = {}
    for head, result in standing(found):
        by_model.setdefault(result.model.id, []).append((head, result))
    for results in by_model.values():
        model = results[0][1].model
        rows = [(head, *(_level(phase) for phase in maturity(result).phases)) for head, result in results]
        caption = say("Lowest core practice of each phase, and what it is to become; {model}, levels 1 to {top}",
                      model=say(model.title), top=model.top)  # fmt: skip
        yield Grid(caption, (say("Assessment"), *(say(phase.title) for phase in results[0][1].phases)), tuple(rows))


def standing(found: Comparison) -> Iterator[tuple[Cell, MaturityResult]]:
    """Yield the assessments that no later one of the same model and scope has replaced."""
    seen: dict[int, Member] = {id(member.analysis): member for member in found.members}
    for member in sorted(seen.values(), key=lambda member: member.key):
        judged, records = member.analysis.judged, member.analysis.workspace.content.assessments
        newest = {(records[name].model, records[name].scope): name for name in judged.maturity}
        for name in newest.values():
            scope = records[name].scope
            unit = scope.unit if scope is not None and scope.unit else ""
            head = Cell(records[name].title or name, member.workspace if len(seen) > 1 else unit,
                        href=f"{member.page}#maturity")  # fmt: skip
            yield head, judged.maturity[name]


def _level(phase: PhaseRow) -> Cell:
    if phase.attained is None:
        return Cell("", say("not assessed"))
    below = phase.target is not None and phase.target > phase.attained
    if not below:
        return Cell(count(phase.attained), listed(phase.weakest, 3))
    # Of practices at the lowest level only those that are to come to the level written beside them are named.
    targets = {cell.id: cell.target for cell in phase.cells}
    named = [name for name in phase.weakest if targets[name] == phase.target]
    return Cell(say("{now} → {target}", now=phase.attained, target=phase.target or 0), listed(named, 3))
