"""``journeymap schema``: the file format for editors."""

from pathlib import Path

import click


@click.command(short_help="Write the JSON Schema that lets editors complete and check.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write; left out, printed.")
@click.option("--of", "what", type=click.Choice(["workspace", "analysis", "model"]), default="workspace",
              help="Which schema.")  # fmt: skip
def command(output: Path | None, what: str) -> None:
    """Write a draft-07 JSON Schema of the workspace files, of analysis.json, or of maturity models.

    In an editor with a YAML language server a first line such as
    ``# yaml-language-server: $schema=.journeymap/journeymap.schema.json``
    turns it on; `journeymap init` writes both.
    """
    import json

    from journeymap.cli import _files
    from journeymap.maturity.review import model_schema
    from journeymap.model.schema import json_schema
    from journeymap.outputs.analysis_json import analysis_schema

    schema = {"workspace": json_schema, "analysis": analysis_schema, "model": model_schema}[what]()
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        _files.write(output, text)
        click.echo(str(output))
