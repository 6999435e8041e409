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
@click.option("--persona", metavar="ID", help="The map of one group of customers.")
@click.option("--personas", metavar="ID,ID", help="Several groups over the map of all, five at most; `all` for all.")
@click.option(
    "--theme",
    type=click.Choice(["screen", "workshop", "print", "greyscale", "dark"]),
    default="screen",
    help="For which eyes.",
)
def command(  # noqa: PLR0913 - one for each option
    *,
    workspace: Path,
    lang: str | None,
    journey: str | None,
    output: Path | None,
    view: str,
    persona: str | None,
    personas: str | None,
    theme: str,
) -> None:
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

    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    names = list(opened.current)
    chosen = journey or names[0]
    if chosen not in names:
        message = f"'{chosen}' is not a journey here; there are: {', '.join(names)}"
        raise UnknownName(message)
    speak = language(lang or opened.content.project.language)
    judged = judge(opened, tools)
    groups = _groups([*judged.current[chosen].graph.groups], persona, personas, view)
    svg = draw(
        judged,
        chosen,
        view,
        Render(speak, layout, theme=theme, embed_font=output is None or output.suffix != ".png"),
        groups,
    )
    _files.write_drawing(svg, output)


def _groups(known: list[str], persona: str | None, personas: str | None, view: str) -> list[str]:
    """Return the groups asked for, each once.

    Raises
    ------
    UnknownName
        If one does not take the journey, there are more than can be told apart, or the view shows no groups.
    """
    from journeymap.errors import UnknownName
    from journeymap.views.persona_map import MOST

    if persona is not None and personas is not None:
        message = "give either --persona or --personas"
        raise UnknownName(message)
    several = known if personas == "all" else [name.strip() for name in (personas or "").split(",")]
    wanted = [persona] if persona is not None else list(dict.fromkeys(several)) if personas is not None else []
    for name in wanted:
        if name not in known:
            message = f"'{name}' is not a group that takes this journey; there are: {', '.join(known) or 'none'}"
            raise UnknownName(message)
    if len(wanted) > MOST:
        message = f"{len(wanted)} groups are more than an eye can tell apart; choose {MOST} at most"
        raise UnknownName(message)
    if wanted and (view == "difference" or (view == "flow" and persona is None)):
        message = f"the view '{view}' is drawn of all customers" + (", or of one --persona" if view == "flow" else "")
        raise UnknownName(message)
    return wanted
