"""The two ends of a workshop: writing the questionnaire, and putting the answers together."""

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from journeymap.analysis import load
from journeymap.cli import _files, _printing
from journeymap.engines.spreadsheet import read_sheets
from journeymap.errors import InvalidWorkspace, UnknownName
from journeymap.languages import language
from journeymap.maturity.assessment_file import assessment_file
from journeymap.maturity.collect import Collected, collect, fitting, renewed
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.questionnaire import Questionnaire
from journeymap.maturity.reply import Received, read_reply
from journeymap.maturity.reply_workbook import read_workbook
from journeymap.maturity.tailor import tailor_all
from journeymap.model.record import ID_PATTERN
from journeymap.model.workspace import Workspace
from journeymap.outputs.questionnaires import Dress, formats
from journeymap.source import Problem, Source, Span
from journeymap.text import say
from journeymap.views.collected import collected_notes, collected_rows, conflict_lines

MAX_FILES = 200
DEFAULT_MODEL = "dcx5"


def write_form(
    workspace: Path, output: Path, *, core: bool, role: str | None, model: str | None, lang: str | None
) -> None:
    """Write a questionnaire; the ending of the file says which kind.

    Raises
    ------
    UnknownName
        If there is no such model, or no questionnaire of that ending.
    """
    known = formats()
    if output.suffix not in known:
        message = f"cannot write '{output.suffix}': use {' or '.join(known)}"
        raise UnknownName(message)
    opened, models = open_models(workspace)
    content = opened.content if opened else None
    used = [item.model for item in content.assessments.values()] if content else []
    chosen = pick(models, model or (used[-1] if used else DEFAULT_MODEL))
    questions = Questionnaire(chosen, core, opened.title if opened else "", role)
    if not questions.criteria:
        message = f"'{chosen.id}' has no core practices; leave --core out"
        raise UnknownName(message)
    brand = content.project.brand if content else None
    speak = language(lang or (content.project.language if content else "en"))
    made = known[output.suffix].write(questions, Dress(speak, brand.colour if brand else None))
    _files.write(output, made)
    click.echo(str(output))


def put_together(
    paths: Sequence[Path], output: Path | None, *, name: str | None, date: dt.date | None, lang: str | None
) -> None:
    """Put files of answers together, show where they agree, and write the assessment.

    Raises
    ------
    InvalidWorkspace
        With every problem of every file; then nothing is written.
    UnknownName
        If there is nothing to read, or the assessment would overwrite something.
    """
    folder, files = split(paths)
    if not files:
        message = "--collect needs files of answers: .yaml or .xlsx"
        raise UnknownName(message)
    if output is not None and output.exists():
        message = f"{output} is already there and may hold what was settled; delete it or write to another file"
        raise UnknownName(message)
    opened, models = open_models(folder, without=files)
    received, gone = receive(files, models)
    model = models[received[0].reply.model]
    day = date or max((item.reply.date for item in received if item.reply.date), default=None)
    if day is None:
        message = "the answers carry no date; say --date YYYY-MM-DD"
        raise UnknownName(message)
    chosen = name or f"q{(day.month + 2) // 3}-{day.year}"
    if not re.fullmatch(ID_PATTERN, chosen):
        message = f"'{chosen}' cannot be an id: small letters, digits, - and _, at most 64, such as q4-2026"
        raise UnknownName(message)
    if opened is not None and chosen in opened.content.assessments:
        message = f"the workspace already has an assessment '{chosen}'; say --id"
        raise UnknownName(message)
    collected = collect([item.reply for item in received], model, day)
    show(collected, model, lang or (opened.content.project.language if opened else "en"))
    for code in gone:
        click.echo(f"! {code}: nothing in {model.id} {model.version} took its place; its answers are left out")
    if output is None:
        click.echo("nothing is written; -o FILE writes the assessment")
        return
    _files.write(output, assessment_file(collected, chosen, model))
    click.echo(str(output))


def split(paths: Sequence[Path]) -> tuple[Path, tuple[Path, ...]]:
    """Return the workspace and the files of answers; a folder that stands first is the workspace."""
    if paths and paths[0].is_dir():
        return paths[0], tuple(paths[1:])
    return Path(), tuple(paths)


def open_models(workspace: Path, without: Sequence[Path] = ()) -> tuple[Workspace | None, Mapping[str, MaturityModel]]:
    """Return a workspace and the models as it asks them; a folder without other YAML files is none.

    Raises
    ------
    InvalidWorkspace
        With every problem, if there is any.
    """
    tools = _files.tools()
    left_out = {os.path.relpath(path).replace(os.sep, "/") for path in without}
    sources, problems = _files.read_sources(workspace)
    sources = [source for source in sources if source.path not in left_out]
    if not sources and not problems:
        return None, tools.models
    loaded = load(sources, tools, workspace.resolve().name.removesuffix(".yaml"))
    if problems or loaded.workspace is None:
        raise InvalidWorkspace([*problems, *loaded.problems], loaded.sources)
    return loaded.workspace, tailor_all(tools.models, loaded.workspace.content.models)


def pick(models: Mapping[str, MaturityModel], name: str) -> MaturityModel:
    """Return a model by its id.

    Raises
    ------
    UnknownName
        If there is none.
    """
    if name not in models:
        message = f"'{name}' is not a maturity model; there are: {', '.join(models)}"
        raise UnknownName(message)
    return models[name]


def receive(files: Sequence[Path], models: Mapping[str, MaturityModel]) -> tuple[list[Received], list[str]]:
    """Read all files, and bring answers to earlier versions of their model up to date.

    Returns
    -------
    tuple
        The replies, at least one, and the ids that the present version no longer has.

    Raises
    ------
    InvalidWorkspace
        With the problems of all files.
    """
    received: list[Received] = []
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    gone: dict[str, None] = {}
    for path in files[:MAX_FILES]:
        item, found = read_file(path, models, sources)
        problems += found
        if item is not None:
            fresh, lost = renewed(item.reply, models[item.reply.model])
            received.append(Received(fresh, item.place))
            gone |= dict.fromkeys(lost)
    if len(files) > MAX_FILES:
        spot = Span(str(files[MAX_FILES]), 1, 1, 1, 2)
        problems.append(Problem("too-many-files", spot, say("at most {n} files of answers go together", n=MAX_FILES)))
    if received:
        problems += fitting(received, models[received[0].reply.model])
    if problems:
        raise InvalidWorkspace(problems, sources)
    return received, list(gone)


def read_file(
    path: Path, models: Mapping[str, MaturityModel], sources: dict[str, Source]
) -> tuple[Received | None, Sequence[Problem]]:
    """Read one file of answers; texts are kept for excerpts."""
    name = os.path.relpath(path).replace(os.sep, "/")
    start = Span(name, 1, 1, 1, 2)
    if not path.is_file():
        return None, [Problem("unreadable", start, say("this is not a file that can be read"))]
    if path.suffix == ".xlsx":
        sheets, refused = read_sheets(name, path.read_bytes())
        return (None, refused) if refused else read_workbook(name, sheets, models)
    if path.suffix not in _files.SUFFIXES:
        return None, [Problem("unreadable", start, say("answers are .yaml or .xlsx files"))]
    texts, problems = _files.read_sources(path)
    if not texts:
        return None, problems
    sources[name] = texts[0]
    return read_reply(texts[0], models)


def show(collected: Collected, model: MaturityModel, code: str) -> None:
    """Print the agreement by practice, and what is to be settled."""
    speak = language(code)
    rows = [[_printing.clean(speak.say(cell)) for cell in row] for row in collected_rows(collected, model)]
    click.echo(_printing.table(rows, right=(3, 4, 5, 6)))
    for note in collected_notes(collected, model):
        click.echo(_printing.clean(speak.say(note)))
    for line in conflict_lines(collected, model):
        click.echo(_printing.clean(f"! {speak.say(line)}"))
