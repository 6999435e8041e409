"""Reading workspaces and writing results: what commands share."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.analysis import Tools, load
from journeymap.cli._brand import theme_source, with_assets
from journeymap.cli._paths import check_targets, is_special, name_shown, path_shown, place_of
from journeymap.errors import InvalidWorkspace, UnknownName
from journeymap.languages import Language, available, language
from journeymap.maturity.model import MaturityModel, builtin_models, model_span, read_model
from journeymap.maturity.probes import discover_probes
from journeymap.model.build import Loaded, digest
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.objectives import Effort, Watch
from journeymap.rules import shipped
from journeymap.source import Problem, Source, Span, in_order
from journeymap.text import say

if TYPE_CHECKING:
    from journeymap.roadmap.problem import Problem as Posed
    from journeymap.roadmap.schedule import Schedule

SUFFIXES = (".yaml", ".yml")
LEFT_OUT = frozenset({"answers", "build", "node_modules", "dist"})
"""Folders whose files are no part of the workspace: what came back from a workshop, what was built, others' code."""
MODELS = "models"
"""Folder of a workspace with maturity models of its own, one in each file; they are no content of the workspace."""
MAX_BYTES = 1_048_576


@dataclass(frozen=True)
class OwnModels:
    """The maturity models of a workspace's own.

    Attributes
    ----------
    models
        The valid ones by id.
    problems
        What is wrong with the others.
    sources
        The texts, in the order of their paths.
    """

    models: Mapping[str, MaturityModel]
    problems: tuple[Problem, ...] = ()
    sources: tuple[Source, ...] = ()


def tools(workspace: Path | None = None) -> Tools:
    """Return the shipped rules, maturity models and probes, with the valid models of a workspace's own.

    What is wrong with the others is told when the workspace is opened.
    """
    models = {**builtin_models(), **own_models(workspace).models} if workspace is not None else builtin_models()
    return Tools(shipped(), models, discover_probes(), frozenset(available()), _solve, Effort())


def _solve(problem: "Posed", effort: Effort, watch: Watch | None = None) -> "Schedule":
    """Solve a plan with the best engine installed, which is imported now."""
    from journeymap.engines.solvers import solver

    return solver("auto")(problem, effort, watch)


def own_models(workspace: Path, start: Path = Path()) -> OwnModels:
    """Read the maturity models in the folder `models` of a workspace; their paths are relative to `start`."""
    folder = workspace / MODELS
    if not folder.is_dir():
        return OwnModels({})
    sources, problems = read_sources(folder, start)
    found: dict[str, MaturityModel] = {}
    places: dict[str, Span] = {}
    for source in sources:
        model, wrong = read_model(source)
        problems += wrong
        if model is None:
            continue
        span = model_span(source)
        if model.id in builtin_models():
            message = say("'{id}' is a shipped model", id=model.id)
            help_ = say("give it another id, or change the shipped one under `models:`")
            problems.append(Problem("duplicate-id", span, message, help_))
        elif model.id in found:
            message = say("'{id}' is already defined", id=model.id)
            problems.append(Problem("duplicate-id", span, message, None, places[model.id]))
        else:
            found[model.id], places[model.id] = model, span
    return OwnModels(found, in_order(problems), tuple(sources))


def with_own_models(loaded: Loaded, own: OwnModels) -> Loaded:
    """Return a workspace with what is wrong with its own models, and with a digest that covers them."""
    if not own.sources and not own.problems:
        return loaded
    sources = {**loaded.sources, **{source.path: source for source in own.sources}}
    # A model that is not valid is told at its place, not where an assessment names it.
    told = [problem for problem in loaded.problems if not own.problems or problem.code != "unknown-model"]
    workspace = None if own.problems else loaded.workspace
    if workspace is not None:
        workspace = replace(workspace, digest=digest(sources.values()))
    return Loaded(workspace, in_order([*own.problems, *told]), sources)


def open_workspace(
    folder: Path, with_tools: Tools | None = None, brand: Path | None = None, *, within: bool = False
) -> Workspace:
    """Read a workspace, with the logos and fonts of its brand.

    Parameters
    ----------
    brand
        A theme file in place of the workspace's own.
    within
        Whether the paths of the files are relative to the workspace, as in what is written to last: the same files
        then give the same bytes. Else they are relative to the current folder, as those of problems always are.

    Raises
    ------
    InvalidWorkspace
        With every problem, if there is any.
    """
    home = folder if folder.is_dir() else folder.parent
    start = home if within else Path()
    sources, problems = read_sources(folder, start)
    theme = theme_source(brand, start)
    loaded = load(sources, with_tools or tools(folder), name_shown(folder), theme)
    loaded = with_own_models(loaded, own_models(folder, start))
    wrong = tuple(problems)
    if wrong or loaded.workspace is None:
        wrong += tuple(problem for problem in loaded.problems if not problems or problem.code != "no-journey")
    else:
        root = brand.parent if brand is not None else home
        workspace, wrong = with_assets(loaded.workspace, root, start)
        if not wrong:
            return workspace
    if within:
        return open_workspace(folder, with_tools, brand)  # fails alike, with the places a terminal can open
    raise InvalidWorkspace(list(wrong), loaded.sources)


def speaker(workspace: Workspace, code: str | None) -> Language:
    """Return the language asked for, else the project's; it calls the levels of maturity what the brand does."""
    brand = workspace.content.project.brand
    found = language(code or workspace.content.project.language)
    return replace(found, levels=brand.levels) if brand is not None and brand.levels else found


def read_sources(folder: Path, start: Path = Path()) -> tuple[list[Source], list[Problem]]:
    """Return the YAML files of a workspace in the order of their paths, and those that are no text.

    Parameters
    ----------
    start
        The folder their paths are relative to; left out, the current one.
    """
    root = folder if folder.is_dir() else folder.parent
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in find_files(folder):
        name = path_shown(path, start)
        place = Span(name, 1, 1, 1, 2)
        if not path.is_file():
            problems.append(Problem("unreadable", place, say("this is not a file that can be read")))
            continue
        if not path.resolve().is_relative_to(root.resolve()):
            problems.append(Problem("outside", place, say("the link leads out of the workspace")))
            continue
        if path.stat().st_size > MAX_BYTES:
            problems.append(
                Problem("too-large", place, say("the file is larger than {limit} bytes", limit="1,048,576"))
            )
            continue
        data = path.read_bytes()
        try:
            sources.append(Source(name, data.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            spot = Span(name, line, column, line, column + 1)
            problems.append(Problem("not-utf8", spot, say("the file is not UTF-8 text"), say("save it as UTF-8")))
    return sources, problems


def find_files(folder: Path) -> list[Path]:
    """Return the YAML files of a workspace: those below a folder but its models, or the one file given."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        message = f"there is no workspace at {folder}"
        raise UnknownName(message)
    found: list[Path] = []
    for base, folders, files in os.walk(folder):
        left_out = LEFT_OUT | {MODELS} if Path(base) == folder else LEFT_OUT
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in left_out)
        found += [Path(base, name) for name in sorted(files) if name.endswith(SUFFIXES) and not name.startswith(".")]
    return sorted(found)


def write(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: a temporary file beside it, synced, then renamed.

    A link stays: what it leads to is written. A terminal, a pipe or a device is written to as it is.

    Raises
    ------
    OSError
        If it cannot be written; it names this file, not the temporary one.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if is_special(path):
            path.write_bytes(data)
            return
        place = place_of(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(place, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_all(files: Mapping[Path, str | bytes], folder: Path) -> None:
    """Write files into a folder and print their names; none is written if one cannot be.

    Raises
    ------
    CannotWrite
        With everything that is in the way.
    """
    check_targets((), files, folder)
    for path, content in files.items():
        write(path, content)
        click.echo(str(path))


def _write_whole(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".journeymap-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    finally:
        # Gone after a success; after anything else nothing half-written stays behind.
        Path(temporary).unlink(missing_ok=True)


def write_drawing(svg: str, output: Path | None) -> None:
    """Write a drawing as PNG if the ending of the file says so, else as SVG; print it without a file."""
    if output is None:
        click.echo(svg, nl=False)
        return
    if output.suffix.lower() == ".png":
        from journeymap.engines.png import to_png

        write(output, to_png(svg))
    else:
        write(output, svg)
    click.echo(str(output))
