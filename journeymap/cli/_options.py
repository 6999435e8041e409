"""Arguments and options that several commands have."""

from pathlib import Path

import click

workspace = click.argument("workspace", type=click.Path(path_type=Path), default=Path())
machine = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer."
)
lang = click.option(
    "--lang", default=None, metavar="CODE", help="Language of the output: en, it. Left out, the project's."
)
journey = click.option("--journey", "journey", default=None, metavar="ID", help="Only this journey.")
