"""``journeymap map``: a journey as a picture."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Draw a journey as SVG or PNG: map, difference or flow graph.")
@_options.workspace
@_options.lang
@_options.journey
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; .svg or .png by its ending.")
@click.option(
    "--view", type=click.Choice(["current", "target", "difference", "flow"]), default="current", help="What to draw."
)
@click.option(
    "--theme",
    type=click.Choice(["screen", "workshop", "print", "greyscale", "dark"]),
    default="screen",
    help="For which eyes.",
)
def command(workspace: Path, lang: str | None, journey: str | None, output: Path | None, view: str, theme: str) -> None:
    """Draw one journey.

    Without --journey the first one is drawn; without -o the SVG is printed.
    """
    from journeymap.analysis import judge
    from journeymap.cli import _files
    from journeymap.engines.graphviz import layout
    from journeymap.errors import UnknownName
    from journeymap.languages import language
    from journeymap.outputs import Render
    from journeymap.outputs.maps import draw

    tools = _files.tools()
    opened = _files.open_workspace(workspace, tools)
    names = list(opened.current)
    chosen = journey or names[0]
    if chosen not in names:
        message = f"'{chosen}' is not a journey here; there are: {', '.join(names)}"
        raise UnknownName(message)
    speak = language(lang or opened.content.project.language)
    svg = draw(
        judge(opened, tools),
        chosen,
        view,
        Render(speak, layout, theme=theme, embed_font=output is None or output.suffix != ".png"),
    )
    if output is None:
        click.echo(svg, nl=False)
        return
    if output.suffix == ".png":
        from journeymap.engines.png import to_png

        _files.write(output, to_png(svg))
    elif output.suffix == ".svg":
        _files.write(output, svg)
    else:
        message = f"cannot write '{output.suffix}': use .svg or .png"
        raise UnknownName(message)
    click.echo(str(output))
