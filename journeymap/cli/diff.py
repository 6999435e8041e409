"""``journeymap diff``: what differs, as changes."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Show what changes from one journey to another, as changes that apply.")
@click.argument("old", type=click.Path(path_type=Path), default=Path())
@click.argument("new", type=click.Path(path_type=Path), required=False)
@_options.machine
@_options.journey
def command(old: Path, new: Path | None, form: str, journey: str | None) -> int:
    """Compare two workspaces, or the current journeys of one with their targets.

    The text form is YAML: the very changes that lead from OLD to NEW, ready
    to be put under a target or an initiative. Exit status 1 if there is a
    difference.
    """
    from journeymap.changes import difference, target_state
    from journeymap.cli import _files, _printing
    from journeymap.model.write import to_plain, to_yaml

    before = _files.open_workspace(old)
    pairs = {}
    if new is None:
        for name, target in before.content.targets.items():
            after = target_state(before, name).content.journeys[target.of]
            pairs[f"{target.of} ▸ {name}"] = (target.of, before.content.journeys[target.of], after)
    else:
        later = _files.open_workspace(new)
        for name in [name for name in before.current if name in later.current]:
            pairs[name] = (name, before.content.journeys[name], later.content.journeys[name])
        _tell_missing(list(before.current), list(later.current))
    found = {
        label: [to_plain(change) for change in difference(a, b)]
        for label, (name, a, b) in pairs.items()
        if journey in (None, name)
    }
    if form == "json":
        _printing.print_json(found)
    else:
        for label, changes in found.items():
            click.echo(f"# {label}: {len(changes)} change{'s' if len(changes) != 1 else ''}")
            click.echo(to_yaml({"changes": changes}) if changes else "", nl=False)
    return int(any(found.values()))


def _tell_missing(before: list[str], after: list[str]) -> None:
    for name in before:
        if name not in after:
            click.echo(f"# {name}: only in the first workspace", err=True)
    for name in after:
        if name not in before:
            click.echo(f"# {name}: only in the second workspace", err=True)
