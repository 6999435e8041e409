"""Before and after: the journeys in figures today, after each quarter, and as they are wanted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.roadmap.benefit import Figures, figures
from journeymap.roadmap.result import Roadmap
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, minutes, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import listed, plain
from journeymap.views.roadmap_words import quarter_name


@dataclass(frozen=True)
class StateRow:
    """The figures of the journeys at one time.

    Attributes
    ----------
    done
        What was finished in the quarter.
    figures
        By journey; one that is missing here is unknown.
    """

    when: Text
    done: Words
    figures: Mapping[str, Figures]


def state_rows(plan: Roadmap, targets: Mapping[str, JourneyScore] | None = None) -> tuple[StateRow, ...]:
    """Return today, each quarter and the target.

    Parameters
    ----------
    targets
        The wanted journeys by the journey they start from; without any there is no row for them.
    """
    rows = [StateRow(say("Today"), "", plan.before)]
    for quarter in plan.quarters:
        titles = [plan.by_id[name].title if name in plan.by_id else humanise(name) for name in quarter.new]
        rows.append(StateRow(quarter_name(quarter.year, quarter.quarter), listed(titles), quarter.figures))
    if targets:
        wanted = {name: figures(score) for name, score in targets.items()}
        rows.append(StateRow(say("Target map"), "", wanted))
    return tuple(rows)


HEADS = (say("Completion"), say("Score"), say("Time spent"), say("Contacts"), say("Value kept per year"))


def state_table(
    rows: Sequence[StateRow], workspace: Workspace, journeys: Sequence[str]
) -> tuple[tuple[Words, ...], ...]:
    """Return the rows as cells, head first; figures that nobody knows have no column."""
    cells = {(index, name): _cells(row.figures.get(name), workspace.currency)
             for index, row in enumerate(rows) for name in journeys}  # fmt: skip
    known = [place for place in range(len(HEADS)) if any(found[place] != "" for found in cells.values())]
    titles = {name: workspace.content.journeys[name].title or humanise(name) for name in journeys}
    several = len(journeys) > 1
    columns: list[Words] = [
        say("{word}, {title}", word=HEADS[place], title=titles[name]) if several else HEADS[place]
        for name in journeys for place in known
    ]  # fmt: skip
    table: list[tuple[Words, ...]] = [(say("After"), say("Finished in it"), *columns)]
    for index, row in enumerate(rows):
        table.append((row.when, row.done, *(cells[index, name][place] for name in journeys for place in known)))
    return tuple(table)


def _cells(found: Figures | None, currency: str) -> tuple[Words, ...]:
    """Return completion, score, time, contacts and value; empty where unknown."""
    if found is None:
        return ("",) * len(HEADS)
    return (
        share(found.completion) if found.completion is not None else "",
        Figure("score", found.score) if found.score is not None else "",
        minutes(found.minutes) if found.minutes is not None else "",
        plain(found.contacts) if found.contacts is not None else "",
        money(found.value, currency) if found.value is not None else "",
    )
