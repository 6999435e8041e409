"""``journeymap diff``: what differs, as changes, as figures, or as a page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options, _states

if TYPE_CHECKING:
    from journeymap.model.workspace import Workspace


@click.command(short_help="Show what changes from one journey to another, as changes that apply.")
@click.argument("old", type=click.Path(path_type=Path), default=Path())
@click.argument("new", type=click.Path(path_type=Path), required=False)
@_options.machine
@_options.journey
@_states.options
@click.option(
    "--of",
    "what",
    type=click.Choice(["changes", "figures"]),
    help="Changes that lead from one to the other, or what moved and what became of the earlier plan.  "
    "[default: changes, with -o figures]",
)
@_options.lang
@_options.brand
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
              help="Page to write, .html or .pdf: what moved, with a map.")  # fmt: skip
def command(  # noqa: PLR0913, PLR0917 - one for each option
    old: Path, new: Path | None, form: str, journey: str | None, states: tuple[str, ...], what: str | None,
    lang: str | None, brand: Path | None, output: Path | None,
) -> int:  # fmt: skip
    """Compare two workspaces, or the current journeys of one with their targets.

    With --state A --state B, what leads from one state to another: of one
    workspace, or of OLD and NEW. A single --state is compared with today.

    The text form is YAML: the very changes that lead from OLD to NEW, ready
    to be put under a target or an initiative. Readings kept apart from the map
    are counted, as no change sets them; --of figures tells how they moved. What
    else differs between OLD and NEW, such as a cost, a group's value or an
    answer, is named by its record. Exit status 1 if there is a difference.

    With -o or --of figures OLD and NEW are two readings of one organisation,
    such as last year's copy and today: what improved or got worse beyond
    chance, which findings came and went, and which initiatives of the earlier
    plan brought what they promised. Exit status 0.
    """
    if output is not None and what == "changes":
        message = "a page shows what moved: --of changes goes to the terminal, without -o"
        raise click.UsageError(message)
    if output is None and what != "figures":
        return _changes(old, new, form, journey, states)
    if new is None or states or journey is not None:
        message = "then and now are two workspaces: give OLD and NEW, without --state and --journey"
        raise click.UsageError(message)
    _figures(old, new, form, (lang, brand), output)
    return 0


def _figures(old: Path, new: Path, form: str, spoken: tuple[str | None, Path | None], output: Path | None) -> None:
    """Write what moved as a page, or print it."""
    from journeymap.cli import _comparison, _files, _printing
    from journeymap.views.comparison import comparison

    lang, brand = spoken
    if output is not None:
        _comparison.check(output)
    before, after = _comparison.earlier(old), _comparison.planned(new, brand)
    speak = _files.speaker(after.workspace, lang)
    if output is not None:
        from journeymap.engines.graphviz import layout
        from journeymap.outputs import Render
        from journeymap.outputs.html.comparison import comparison_page

        render = Render(speak, layout, paper=output.suffix.lower() == ".pdf")
        _comparison.write(output, comparison_page(before, after, render))
        click.echo(str(output))
        return
    view = comparison(before, after)
    if form == "json":
        from journeymap.outputs.comparison_records import comparison_records

        _printing.print_json(comparison_records(view))
        return
    from journeymap.views.comparison_text import lines

    for rows in lines(view):
        if isinstance(rows, tuple):
            click.echo(_printing.table([[speak.say(cell) for cell in row] for row in rows]))
        else:
            click.echo(_printing.clean(speak.say(rows)))


def _changes(old: Path, new: Path | None, form: str, journey: str | None, states: tuple[str, ...]) -> int:
    """Print the changes that lead from one to the other; 1 if there are any."""
    from journeymap.changes import difference, differing_readings, differing_records
    from journeymap.cli import _printing
    from journeymap.model.write import to_plain, to_yaml

    pairs = {label: pair for label, pair in _pairs(old, new, states).items() if journey in (None, pair[0])}
    found = {
        label: [to_plain(change) for change in difference(a.content.journeys[name], b.content.journeys[name])]
        for label, (name, a, b) in pairs.items()
    }
    readings = {label: len(differing_readings(a, b, name)) for label, (name, a, b) in pairs.items()}
    records: dict[str, tuple[str, ...]] = {}
    if new is not None and journey is None:
        for _, a, b in pairs.values():
            records |= differing_records(a, b)
    if form == "json":
        _printing.print_json({"changes": found, "readings": readings, "records": records})
        return int(any(found.values()) or any(readings.values()) or bool(records))
    for label, changes in found.items():
        words = f"# {label}: {_counted(len(changes), 'change', 'changes')}"
        if readings[label]:
            words += f"; {_counted(readings[label], 'reading differs', 'readings differ')}: see --of figures"
        click.echo(words)
        if changes:
            click.echo(to_yaml({"changes": changes}), nl=False)
    for section, names in records.items():
        words = f"# {section}: {_counted(len(names), 'record differs', 'records differ')}: {', '.join(names)}"
        click.echo(_printing.clean(words))
    return int(any(found.values()) or any(readings.values()) or bool(records))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _pairs(old: Path, new: Path | None, states: tuple[str, ...]) -> "dict[str, tuple[str, Workspace, Workspace]]":
    """Return by label each journey to compare, with the two workspaces it stands in."""
    from journeymap.cli import _files
    from journeymap.errors import UnknownName

    if len(states) > 2:
        message = f"a difference is between two states, not {len(states)}"
        raise UnknownName(message)
    asked = states or (_states.TARGET if new is None else _states.CURRENT,)
    first, last = (_states.CURRENT, *asked)[-2:]
    tools = _files.tools(old)
    before = _files.open_workspace(old, tools)
    later_tools = _files.tools(new) if new is not None else tools
    later = _files.open_workspace(new, later_tools) if new is not None else before
    if new is not None:
        _tell_missing(list(before.current), list(later.current))
    return _matched(_states.places(before, first, tools), _states.places(later, last, later_tools))


def _matched(
    before: "dict[str, tuple[Workspace, str]]", after: "dict[str, tuple[Workspace, str]]"
) -> "dict[str, tuple[str, Workspace, Workspace]]":
    """Pair the entries that are states of the same journey."""
    found = {}
    for one, (world, journey) in before.items():
        for other, (changed, same) in after.items():
            if journey == same:
                found[one if one == other else f"{one} ▸ {other}"] = (journey, world, changed)
    return found


def _tell_missing(before: list[str], after: list[str]) -> None:
    for name in before:
        if name not in after:
            click.echo(f"# {name}: only in the first workspace", err=True)
    for name in after:
        if name not in before:
            click.echo(f"# {name}: only in the second workspace", err=True)
