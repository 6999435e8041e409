"""Arguments and options that several commands have."""

from pathlib import Path

import click

workspace = click.argument("workspace", type=click.Path(path_type=Path), default=Path())
machine = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the answer."
)
tabular = click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="Form of the answer."
)
_CATALOGUES = Path(__file__).parent.parent / "languages"
lang = click.option(
    "--lang",
    type=click.Choice(sorted({"en", *(file.stem for file in _CATALOGUES.glob("*.po"))})),
    help="Language of the output. Left out, the project's.",
)
journey = click.option("--journey", "journey", default=None, metavar="ID", help="Only this journey.")
brand = click.option(
    "--brand", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE",
    help="A theme file (brand.yml) in place of the workspace's own brand.",
)  # fmt: skip
