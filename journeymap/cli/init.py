"""``journeymap init``: a starter workspace."""

from pathlib import Path

import click

SCHEMA = ".journeymap/journeymap.schema.json"


@click.command(short_help="Write a starter workspace to fill in.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def command(folder: Path, force: bool) -> None:
    """Write a starter workspace with a schema that editors complete and check by.

    Nothing is overwritten unless --force is given.
    """
    import json
    from importlib import resources

    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets
    from journeymap.errors import UnknownName
    from journeymap.model.schema import json_schema

    starter = resources.files("journeymap.cli").joinpath("starter")
    files = {entry.name: entry.read_text("utf-8") for entry in sorted(starter.iterdir(), key=lambda item: item.name)}
    files[SCHEMA] = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    check_targets((), [folder / name for name in files], folder)
    there = [name for name in files if (folder / name).exists()]
    if there and not force:
        message = f"{folder} already has {', '.join(there)}; --force overwrites"
        raise UnknownName(message)
    for name, text in files.items():
        _files.write(folder / name, text)
        click.echo(str(folder / name))
    click.echo(f"next: journeymap check {folder}")
