"""Summary: the message, the figures of the main journey, the findings to begin with, the decisions asked for."""

from collections.abc import Iterator

from journeymap.outputs.workbook.sheets import Cell, Column, Content, Grid, Jump, Lines, Material, Part, Sheet, words_of
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, say
from journeymap.views.report import main_journey
from journeymap.views.report_journey import title
from journeymap.views.report_parts import sentences

COLUMNS = (Column(say("Figure"), 30), Column(say("Today"), 16), Column(say("Target"), 16),
           Column(say("After the roadmap"), 16), Column(say("In the report, today"), 34),
           Column(say("How it is computed"), 80))  # fmt: skip


def _fill(material: Material) -> Content:
    view = material.view
    summary, main = view.summary, main_journey(material.analysis)
    said = ((say("Message"), summary.message), *((None, line) for line in summary.support))
    message = Lines(None, said, strong=True)
    figures = [] if main is None else [_figures(material, main)]
    about = Lines(say("About this workbook"), tuple(_about(material)))
    parts: tuple[Part, ...] = (message, *figures, *_findings(material), *_decisions(material), about)
    return Content(view.cover.title, view.cover.scope, parts)


def _figures(material: Material, main: JourneyScore) -> Grid:
    """Return the figures of the journey on which most is lost: today, as wanted, and after the last quarter."""
    judged, name = material.analysis.judged, main.graph.name
    goal = judged.target_of(name)
    after = [quarter.journeys[name] for quarter in material.analysis.roadmap.quarters if name in quarter.journeys]
    states = (main, goal[1] if goal else None, after[-1] if after else None)
    facts = {fact.key: fact for fact in material.view.summary.facts}
    currency, rows = material.analysis.workspace.currency, []
    for key, figure in FIGURES.items():
        values: list[Cell] = []
        for state in states:
            value = figure.value(state) if state is not None else None
            values.append(figure.shown(value, currency) if value is not None else None)
        fact = facts.get(f"{name}.{key}")
        shown = fact.value if fact else values[0]
        rows.append((say(figure.title), *values, words_of(shown) if isinstance(shown, Figure) else shown,
                     fact.how if fact else None))  # fmt: skip
    return Grid(say("Figures of '{title}'", title=title(main)), COLUMNS, tuple(rows))


def _findings(material: Material) -> Iterator[Lines]:
    lines: list[tuple[Cell, Cell]] = []
    for key in material.view.summary.findings:
        card = key.card
        lines.append((Jump(say("{n} · {severity}", n=card.number, severity=card.severity_word), "findings", card.id),
                      sentences([words for words in (key.journey, card.message, key.figure) if words])))  # fmt: skip
        if card.remedy is not None:
            lines.append((say("Remedy"), card.remedy))
    if lines:
        yield Lines(say("Findings to begin with"), tuple(lines))


def _decisions(material: Material) -> Iterator[Lines]:
    found = tuple((f"{n}", decision.words) for n, decision in enumerate(material.view.summary.decisions, 1))
    if found:
        yield Lines(say("Decisions asked for"), found)


def _about(material: Material) -> Iterator[tuple[Cell, Cell]]:
    cover = material.view.cover
    yield (
        say("Numbers"),
        say(
            "each cell holds the exact value of `analysis.json` and shows it rounded; what is unknown is empty, "
            "never zero"
        ),
    )
    yield (
        say("Times and money"),
        say(
            "times are in minutes and amounts in whole units; the report says hours and days, and rounds amounts from "
            "10,000 on to three digits"
        ),
    )
    known = ((say("Organisation"), cover.organisation), (say("Date"), cover.date), (say("Version"), cover.version),
             (say("Author"), cover.author), (say("Confidentiality"), cover.confidentiality))  # fmt: skip
    yield from ((name, value) for name, value in known if value)
    yield say("SHA-256 of the sources"), cover.digest


SUMMARY = Sheet("summary", 10, say("Summary"), _fill)
