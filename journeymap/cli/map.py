"""``journeymap map``: a journey as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli import _lanes, _options, _states
from journeymap.records import dataclass

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.charts.sheets import Paper
    from journeymap.languages import Language
    from journeymap.model.workspace import Workspace
    from journeymap.outputs import Render
    from journeymap.views.projected import Standing


@dataclass(frozen=True)
class _Asked:
    """What is asked for, as on the command line."""

    workspace: Path
    lang: str | None
    journey: str | None
    output: Path | None
    view: str
    state: str
    before: str | None
    after: str | None
    persona: str | None
    personas: str | None
    theme: str
    page: str
    landscape: str
    lanes: str | None
    rows: str

    @property
    def folder(self) -> Path | None:
        """Return the folder for several drawings, if they are asked for."""
        return self.output if self.view == "projected" and self.output is not None and not self.output.suffix else None

    @property
    def paper(self) -> "Paper":
        """Return the paper of a file with pages."""
        from journeymap.charts.sheets import Paper

        return Paper(self.page, None if self.landscape == "auto" else self.landscape == "yes")


@click.command(short_help="Draw a journey: map, difference, flow graph or blueprint.")
@_options.workspace
@_options.lang
@_options.journey
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File; its ending says what is written.")
@click.option(
    "--view",
    type=click.Choice(["current", "target", "difference", "projected", "flow", "blueprint"]),
    default="current",
    help="What to draw.",
)
@_states.option
@click.option("--from", "before", metavar="STATE", help="Of a difference: the state before, or another workspace.")
@click.option("--to", "after", metavar="STATE", help="Of a difference: the state after, or another workspace.")
@click.option("--persona", metavar="ID", help="The map of one group of customers.")
@click.option("--personas", metavar="ID,ID", help="Several groups over the map of all, five at most; `all` for all.")
@click.option(
    "--theme",
    type=click.Choice(["screen", "workshop", "print", "greyscale", "dark"]),
    default="screen",
    help="For which eyes.",
)
@click.option("--page", type=click.Choice(["A4", "A3", "A2", "A1", "A0"]), default="A4", show_default=True,
              help="Paper of a .pdf.")  # fmt: skip
@click.option("--landscape", type=click.Choice(["auto", "yes", "no"]), default="auto", show_default=True,
              help="Whether the paper lies.")  # fmt: skip
@_lanes.option
def command(**options: Any) -> None:
    """Draw one journey.

    Without --journey the first one is drawn; without -o the SVG is printed. Files end in .svg, .png, .pdf for
    paper, .dot for Graphviz or .mmd for Mermaid; the last two hold the flow graph or, for Mermaid and another view,
    the journey. The view `projected` shows today and the end of each quarter of the plan with every column in its
    place: as files of a folder, or as pages of a .pdf.
    """
    _draw(_Asked(**options))


def _draw(asked: _Asked) -> None:
    """Draw what is asked for and write it."""
    from journeymap.analysis import judge
    from journeymap.cli import _files
    from journeymap.engines.pictures import Wanted, by_ending
    from journeymap.outputs.maps import brand_notes, draw_states

    output, folder, view = asked.output, asked.folder, asked.view
    picture = by_ending(output.name if output is not None and folder is None else "map.svg")
    _check_states(asked, many=folder is not None or picture.ending == "pdf")
    _check_place(output, folder)
    tools = _files.tools(asked.workspace)
    opened = _files.open_workspace(asked.workspace, tools)
    chosen = _journey(list(opened.current), asked.journey)
    _check_target(opened, chosen, asked)
    speak = _files.speaker(opened, asked.lang)
    judged = judge(opened, tools)
    groups = _groups([*judged.current[chosen].graph.groups], asked.persona, asked.personas, view)
    states = _states_shown(opened, tools, chosen, asked)
    told = _render(asked, speak)
    for note in brand_notes(opened, asked.theme):
        told.tell(note)
    if folder is not None:
        drawn = {folder / f"{chosen}-{name}.svg": svg
                 for name, svg in draw_states(states, opened, told, f"map-{chosen}").items()}  # fmt: skip
        _files.write_all(drawn, folder)
        return
    content = picture.write(Wanted(judged, chosen, view, told, tuple(groups), states, asked.paper))
    if output is None:
        click.echo(content, nl=False)
        return
    _files.write(output, content)
    click.echo(str(output))


def _check_place(output: Path | None, folder: Path | None) -> None:
    """Make sure that something can be written at the place asked for; the files of a folder are known only later."""
    from journeymap.cli._paths import check_targets

    if folder is not None:
        check_targets((), (folder / "map.svg",), folder)
    elif output is not None:
        check_targets((output,))


def _render(asked: _Asked, speak: "Language") -> "Render":
    """Return how to draw; what a drawing tells goes to standard error."""
    from journeymap.engines.graphviz import layout
    from journeymap.outputs import Render

    return Render(
        speak, layout, theme=asked.theme, lanes=_lanes.lanes_named(asked.lanes), rows=_lanes.rows_wanted(asked.rows),
        tell=lambda text: click.echo(speak.say(text), err=True),
    )  # fmt: skip


def _journey(names: list[str], journey: str | None) -> str:
    """Return the journey asked for, the first if none is.

    Raises
    ------
    UnknownName
        If there is none of that name.
    """
    from journeymap.errors import UnknownName

    chosen = journey or names[0]
    if chosen not in names:
        message = f"'{chosen}' is not a journey here; there are: {', '.join(names)}"
        raise UnknownName(message)
    return chosen


def _check_states(asked: _Asked, *, many: bool) -> None:
    """Refuse options that do not go together before anything is read; `many` tells if several drawings can be held.

    Raises
    ------
    UnknownName
        With what would.
    """
    from journeymap.errors import UnknownName

    message = ""
    if (asked.before or asked.after) and asked.view != "difference":
        message = "--from and --to are for --view difference"
    elif asked.state != _states.CURRENT and asked.view not in {"current", "flow"}:
        message = f"--state is not for --view {asked.view}"
    elif asked.view == "projected" and not many:
        message = "the view 'projected' is several drawings: give a folder or a .pdf with -o"
    if message:
        raise UnknownName(message)


def _check_target(opened: "Workspace", journey: str, asked: _Asked) -> None:
    """Refuse a view of the target where there is none.

    Raises
    ------
    UnknownName
        If the journey has no target and the view needs one.
    """
    from journeymap.errors import UnknownName

    needed = asked.view == "target" or (asked.view == "difference" and not (asked.before or asked.after))
    if needed and all(record.of != journey for record in opened.content.targets.values()):
        message = f"'{journey}' has no target"
        raise UnknownName(message)


def _states_shown(opened: "Workspace", tools: "Tools", journey: str, asked: _Asked) -> "tuple[Standing, ...]":
    """Return the states a view shows in place of the current journey."""
    from journeymap.cli import _standings

    if asked.view == "projected":
        return _standings.walk(opened, tools, journey)
    if asked.view == "difference" and (asked.before or asked.after):
        pair = (asked.before or _states.CURRENT, asked.after or _states.TARGET)
        return tuple(_standings.standing(opened, tools, journey, name) for name in pair)
    return () if asked.state == _states.CURRENT else (_standings.standing(opened, tools, journey, asked.state),)


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
    if wanted and (view in {"difference", "projected", "blueprint"} or (view == "flow" and persona is None)):
        message = f"the view '{view}' is drawn of all customers" + (", or of one --persona" if view == "flow" else "")
        raise UnknownName(message)
    return wanted
