"""Scores by group of customers on a terminal or as JSON."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import click

if TYPE_CHECKING:
    from journeymap.languages import Language
    from journeymap.scores import JourneyScore
    from journeymap.views.journey_map import Words
    from journeymap.views.report_parts import Table


def of_group(scores: "Mapping[str, JourneyScore]", persona: str) -> "dict[str, JourneyScore]":
    """Return the scores of one group, of the journeys it takes.

    Raises
    ------
    UnknownName
        If it takes none of them.
    """
    from journeymap.errors import UnknownName

    found = {name: entry.by_persona[persona] for name, entry in scores.items() if persona in entry.graph.groups}
    if not found:
        known = dict.fromkeys(name for entry in scores.values() for name in entry.graph.groups)
        message = f"'{persona}' is not a group that takes this journey; there are: {', '.join(known) or 'none'}"
        raise UnknownName(message)
    return found


NARROW = 150
"""Letters in a line below which the table of groups is set as two, and that of misfits is cut."""


def print_groups(scores: "Mapping[str, JourneyScore]", form: str, speak: "Language") -> None:
    """Print all groups of each journey beside each other."""
    from journeymap.cli import _printing
    from journeymap.text import say
    from journeymap.views.report_personas import (
        FIRST,
        HEAD,
        SECOND,
        groups_note,
        groups_table,
        misfits_table,
        spread_notes,
    )

    if form == "json":
        _printing.print_json({name: _record(entry) for name, entry in scores.items()})
        return
    for entry in scores.values():
        click.echo(_printing.paint(entry.graph.journey.title or entry.graph.name, "white", bold=True))
        narrow, note = _printing.room() < NARROW, groups_note(entry)
        tables = [groups_table(entry, columns) for columns in ((FIRST, SECOND) if narrow else (HEAD,))]
        if None in tables:
            click.echo(speak.say(say("there are no two groups of customers to compare")) + "\n")
            continue
        for line in (*spread_notes(entry), *((note,) if note else ())):
            click.echo(_printing.wrapped(speak.say(line)))
        for table in filter(None, (*tables, misfits_table(entry))):
            _print_table(table, speak, leave_out=2 if narrow and table not in tables else 0)
        example = f"journeymap explain {next(iter(entry.graph.groups))}"
        click.echo("\n" + _printing.wrapped(speak.say(say("more about a group: `{example}`", example=example))) + "\n")


def _record(entry: "JourneyScore") -> dict[str, Any]:
    """Return the groups of a journey with everything the tables show, and how far they lie apart."""
    from journeymap.outputs.journey_records import journey_record
    from journeymap.scores.personas import personas

    found = personas(entry)
    groups = {
        name: {
            "part": group.part,
            "own_shares_or_readings": group.own,
            "channel_fit": group.fit.value,
            "channel_fit_known_for": group.fit.coverage,
            "ratings": {"own": group.fit.ratings.own, "n": group.fit.ratings.n,
                        "by_channel": dict(group.fit.ratings.by_channel)},
            "value_at_risk_part": found.risk.get(name),
            **journey_record(group.score).model_dump(mode="json"),
        }
        for name, group in found.groups.items()
    }  # fmt: skip
    spreads = {
        measure: {"best": spread.best, "worst": spread.worst, "low": spread.low, "high": spread.high,
                  "width": spread.width, "apart": spread.apart}
        for measure, spread in found.spreads.items()
    }  # fmt: skip
    return {"groups": groups, "others": entry.graph.others, "spreads": spreads}


def print_group_changes(before: "JourneyScore", after: "JourneyScore", title: str, speak: "Language") -> None:
    """Print what a change makes of each group."""
    from journeymap.cli import _printing
    from journeymap.text import say
    from journeymap.views.group_changes import group_rows, whom_it_helps

    rows = [[speak.say(cell) for cell in row] for row in group_rows(before, after)]
    if not rows:
        click.echo(f"{title}: {speak.say(say('there are no two groups of customers to compare'))}")
        return
    heading = _printing.paint(title, "white", bold=True)
    click.echo(f"\n{heading}\n{_printing.table(rows, range(1, len(rows[0])), _printing.room())}")
    for line in whom_it_helps(before, after):
        click.echo(_printing.wrapped(speak.say(line)))


def _print_table(table: "Table", speak: "Language", leave_out: int = 0) -> None:
    """Print a table without so many of its last columns."""
    from journeymap.cli import _printing

    last = len(table.head) - leave_out
    rows = [[speak.say(cast("Words", cell)) for cell in row[:last]] for row in (table.head, *table.rows)]
    right = [index for index, numeric in enumerate(table.numeric[:last]) if numeric]
    heading = _printing.paint(speak.say(table.caption), "white", bold=True)
    click.echo(f"\n{heading}\n{_printing.table(rows, right, _printing.room())}")
