"""Reports of several workspaces, and the page that compares them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.model.workspace import Workspace
    from journeymap.source import Source


def write_all(
    workspaces: Sequence[Path], lang: str | None, brand: Path | None, journey: str | None, folder: Path,
    also: Sequence[str] = (),
) -> None:  # fmt: skip
    """Write the report of each workspace into a folder, and beside them the page that compares all journeys.

    Everything is computed before anything is written; the page that leads to the others comes last.

    Parameters
    ----------
    also
        Endings of the forms in which each report is written besides HTML.

    Raises
    ------
    UnknownName
        If the output is a file, a workspace is named twice, one journey is asked for, or a form does not exist.
    EngineMissing
        If a program that a form needs is not here.
    CannotWrite
        With everything that is in the way of a file.
    InvalidWorkspace
        With the problems of all workspaces.
    """
    from journeymap.analysis import analyse
    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets
    from journeymap.engines.graphviz import layout
    from journeymap.engines.reports import Asked, by_names
    from journeymap.outputs import Render
    from journeymap.outputs.html.index import index

    _check(workspaces, journey, folder)
    forms = by_names(("html", *also))
    front, names = folder / "index.html", _names(workspaces)
    places = {(name, form): (folder / name).with_suffix(f".{form.ending}") for name in names for form in forms}
    check_targets((), (front, *places.values()), folder)
    for form in forms:
        form.check()
    opened = _open(workspaces, brand)
    _tell_colours(dict(zip(workspaces, (workspace for workspace, _ in opened), strict=True)), lang)
    analyses = {name: analyse(workspace, tools) for name, (workspace, tools) in zip(names, opened, strict=True)}
    written: dict[Path, str | bytes] = {}
    for name, (workspace, _) in zip(names, opened, strict=True):
        asked = Asked(analyses[name], Render(_files.speaker(workspace, lang), layout, home="index.html"))
        written |= {places[name, form]: form.write(asked) for form in forms}
    first = next(iter(analyses.values())).workspace
    page = index(analyses, Render(_files.speaker(first, lang), layout))
    for path, content in (*written.items(), (front, page)):
        _files.write(path, content)
    for path in (front, *written):
        click.echo(str(path))


def _check(workspaces: Sequence[Path], journey: str | None, folder: Path) -> None:
    from journeymap.engines.reports import shipped
    from journeymap.errors import UnknownName

    message = ""
    if folder.suffix.lower().removeprefix(".") in shipped() or folder.is_file():
        message = (f"'{folder}' is a file; the reports of several workspaces need a folder, such as "
                   f"'{folder.with_suffix('') if folder.suffix else folder.parent / 'portfolio'}'")  # fmt: skip
    elif journey is not None:
        message = "--journey limits the report of one workspace; give one workspace only"
    else:
        places = [workspace.resolve() for workspace in workspaces]
        twice = [str(path) for path, place in zip(workspaces, places, strict=True) if places.count(place) > 1]
        if twice:
            message = f"the same workspace is given twice: {', '.join(twice)}"
    if message:
        raise UnknownName(message)


def _open(workspaces: Sequence[Path], brand: Path | None) -> "list[tuple[Workspace, Tools]]":
    """Read all workspaces, and tell the problems of all of them at once."""
    from journeymap.cli import _files
    from journeymap.cli._paths import path_shown
    from journeymap.errors import InvalidWorkspace
    from journeymap.source import Problem, Span
    from journeymap.text import say

    found: list[tuple[Workspace, Tools]] = []
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    for path in workspaces:
        if not path.exists():
            problems.append(
                Problem("no-workspace", Span(path_shown(path), 1, 1, 1, 1), say("there is no workspace here"))
            )
            continue
        tools = _files.tools(path)
        try:
            found.append((_files.open_workspace(path, tools, brand, within=True), tools))
        except InvalidWorkspace as wrong:
            problems += wrong.problems
            sources |= wrong.sources
    if problems:
        raise InvalidWorkspace(problems, sources)
    return found


def _tell_colours(opened: "Mapping[Path, Workspace]", lang: str | None) -> None:
    """Tell on standard error what the colours of the brands need, each once."""
    from journeymap.cli import _files, _printing
    from journeymap.cli._paths import from_here
    from journeymap.outputs.html.brand import page_notes

    lines = [_files.speaker(workspace, lang).say(from_here(note, folder))
             for folder, workspace in opened.items() for note in page_notes(workspace)]  # fmt: skip
    for line in dict.fromkeys(lines):
        click.echo(_printing.clean(line), err=True)


def _names(workspaces: Sequence[Path]) -> tuple[str, ...]:
    """Return a file for the report of each workspace: the name of its folder, numbered where two have the same."""
    from journeymap.views.report_parts import slugify

    found: list[str] = []
    for path in workspaces:
        base = slugify(path.resolve().name.removesuffix(".yaml"))
        taken = {"index.html", *found}
        number = next(n for n in range(1, len(taken) + 2) if _file(base, n) not in taken)
        found.append(_file(base, number))
    return tuple(found)


def _file(base: str, number: int) -> str:
    return f"{base}.html" if number == 1 else f"{base}-{number}.html"
