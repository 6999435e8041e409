"""Scores by group of customers on a terminal or as JSON."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

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


def print_groups(scores: "Mapping[str, JourneyScore]", form: str, speak: "Language") -> None:
    """Print all groups of each journey beside each other."""
    from journeymap.cli import _printing
    from journeymap.outputs.journey_records import journey_record
    from journeymap.text import say
    from journeymap.views.report_personas import groups_note, groups_table, misfits_table, spread_notes

    if form == "json":
        _printing.print_json({
            name: {key: journey_record(own).model_dump(mode="json") for key, own in entry.by_persona.items()}
            for name, entry in scores.items()
        })  # fmt: skip
        return
    for entry in scores.values():
        click.echo(_printing.paint(entry.graph.journey.title or entry.graph.name, "white", bold=True))
        table, note = groups_table(entry), groups_note(entry)
        if table is None:
            click.echo(speak.say(say("there are no two groups of customers to compare")) + "\n")
            continue
        for line in (*spread_notes(entry), *((note,) if note else ())):
            click.echo(_printing.wrapped(speak.say(line)))
        _print_table(table, speak)
        misfits = misfits_table(entry)
        if misfits is not None:
            _print_table(misfits, speak)
        click.echo("")


def _print_table(table: "Table", speak: "Language") -> None:
    from journeymap.cli import _printing

    rows = [[speak.say(cast("Words", cell)) for cell in row] for row in (table.head, *table.rows)]
    right = [index for index, numeric in enumerate(table.numeric) if numeric]
    heading = _printing.paint(speak.say(table.caption), "white", bold=True)
    click.echo(f"\n{heading}\n{_printing.table(rows, right, _printing.room())}")
