"""Before and after: the journeys in figures today, after each quarter, and as they are wanted."""

from collections.abc import Iterator, Mapping, Sequence

from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.benefit import Figures, figures
from journeymap.roadmap.result import Roadmap
from journeymap.scores import JourneyScore
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, Text, minutes, money, say, share
from journeymap.views.curves import Curve
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import listed
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


MEASURES = (say("Completion"), say("Score"), say("Time spent"), say("Contacts"))


def state_table(
    rows: Sequence[StateRow], workspace: Workspace, journeys: Sequence[str], curves: Sequence[Curve] = ()
) -> tuple[tuple[Words, ...], ...]:
    """Return the figures in rows and the times in columns, head first; figures that nobody knows have no row.

    Parameters
    ----------
    curves
        Lines over the same times, from today to the last quarter, whose values are rows too.
    """
    titles = {name: workspace.content.journeys[name].title or humanise(name) for name in journeys}
    several = len(journeys) > 1
    table: list[tuple[Words, ...]] = [("", *(row.when for row in rows))]
    for name in journeys:
        cells = [_cells(row.figures.get(name)) for row in rows]
        for place, word in enumerate(MEASURES):
            title = say("{word}, {title}", word=word, title=titles[name]) if several else word
            table.append((title, *(found[place] for found in cells)))
    table.append((say("Value kept a year, above today"), *_gained(rows, workspace.currency, journeys)))
    for view in curves:
        for line in view.series:
            values = [view.figure(value) if value is not None else "" for value in line.values]
            table.append((line.name, *values, *[""] * (len(rows) - len(values))))
    return tuple(row for row in table if any(cell != "" for cell in row[1:]))


def _cells(found: Figures | None) -> tuple[Words, ...]:
    """Return completion, score, time and contacts; empty where unknown."""
    if found is None:
        return ("",) * len(MEASURES)
    return (
        share(found.completion) if found.completion is not None else "",
        Figure("score", found.score) if found.score is not None else "",
        minutes(found.minutes) if found.minutes is not None else "",
        FIGURES["contacts"].shown(found.contacts) if found.contacts is not None else "",
    )


def _gained(rows: Sequence[StateRow], currency: str, journeys: Sequence[str]) -> Iterator[Words]:
    """Yield the value kept in a year above that of today, of all journeys together; empty where unknown."""
    sums = [_kept(row, journeys) for row in rows]
    for value in sums:
        yield "" if value is None or sums[0] is None else money(value - sums[0], currency)


def _kept(row: StateRow, journeys: Sequence[str]) -> float | None:
    values = [found.value if (found := row.figures.get(name)) is not None else None for name in journeys]
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None
