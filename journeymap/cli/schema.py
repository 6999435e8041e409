"""``journeymap schema``: the file format for editors."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click


@click.command(short_help="Write the JSON Schema that lets editors complete and check.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; left out, printed.")
@click.option("--of", "what", type=click.Choice(["workspace", "analysis", "check", "model"]), default="workspace",
              help="Which schema.")  # fmt: skip
def command(output: Path | None, what: str) -> None:
    """Write the JSON Schema of the workspace files, of maturity models, of analysis.json, or of check's JSON.

    The first two, which editors read, are of draft-07; the others are of 2020-12.

    In an editor with a YAML language server a first line such as
    ``# yaml-language-server: $schema=.journeymap/journeymap.schema.json``
    turns it on; `journeymap init` writes both.
    """
    import json

    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets
    from journeymap.maturity.review import model_schema
    from journeymap.model.schema import json_schema
    from journeymap.outputs.analysis_json import analysis_schema, check_schema

    if output is not None:
        check_targets((output,))
    makers: dict[str, Callable[[], Mapping[str, object]]] = {
        "workspace": json_schema, "analysis": analysis_schema, "check": check_schema, "model": model_schema,
    }  # fmt: skip
    text = json.dumps(makers[what](), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        _files.write(output, text)
        click.echo(str(output))
