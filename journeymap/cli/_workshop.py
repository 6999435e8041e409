"""The two ends of a workshop: writing the questionnaire, and putting the answers together."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import click

from journeymap import document
from journeymap.analysis import load
from journeymap.cli import _files, _printing
from journeymap.cli._paths import check_targets, ending_of, name_shown, path_shown
from journeymap.engines.spreadsheet import read_sheets
from journeymap.errors import InvalidWorkspace, UnknownName
from journeymap.languages import language
from journeymap.maturity.assessment_file import assessment_file
from journeymap.maturity.collect import Collected, already, collect, fitting, merged, renewed
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.questionnaire import Questionnaire
from journeymap.maturity.reply import Received, read_reply
from journeymap.maturity.reply_workbook import read_workbook
from journeymap.maturity.tailor import tailor_all
from journeymap.model.assessment import Assessment, Scope
from journeymap.model.record import ID_PATTERN
from journeymap.model.workspace import Workspace
from journeymap.outputs.questionnaires import Dress, formats
from journeymap.records import dataclass
from journeymap.source import Problem, Source, Span, unspelled
from journeymap.text import say
from journeymap.views.collected import against_lines, collected_notes, collected_rows, conflict_lines

MAX_FILES = 200
DEFAULT_MODEL = "dcx5"


def write_form(
    workspace: Path,
    output: Path | None,
    *,
    core: bool,
    role: str | None,
    scope: str | None,
    model: str | None,
    lang: str | None,
) -> None:
    """Write a questionnaire; the ending of the file says which kind.

    Raises
    ------
    UnknownName
        If there is no such model, or no questionnaire of that ending.
    """
    known = formats()
    if output is None:
        output = Path("form.html")
        check_targets((), (output,))
    else:
        check_targets((output,))
    ending = ending_of(output, (each.removeprefix(".") for each in known))
    opened, models = open_models(workspace)
    content = opened.content if opened else None
    used = [item.model for item in content.assessments.values()] if content else []
    chosen = pick(models, model or (used[-1] if used else DEFAULT_MODEL))
    questions = Questionnaire(
        chosen, core, opened.title if opened else "", role, " ".join((scope or "").split()) or None
    )
    if not questions.criteria:
        message = f"'{chosen.id}' has no core practices; leave --core out"
        raise UnknownName(message)
    brand = content.project.brand if content else None
    speak = language(lang or (content.project.language if content else "en"))
    made = known[f".{ending}"].write(questions, Dress(speak, brand.colour if brand else None))
    _files.write(output, made)
    click.echo(str(output))


def put_together(
    paths: Sequence[Path], output: Path | None, *, name: str | None, date: dt.date | None, model: str | None,
    lang: str | None,
) -> None:  # fmt: skip
    """Put files of answers together, show where they agree, and write the assessment.

    If the workspace has the assessment already, they are added to it.

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
    if output is not None:
        check_targets((output,))
        ending_of(output, ("yaml", "yml"))
        if output.exists():
            replaceable(output)
    opened, models = open_models(folder, without=files)
    if model is not None:
        pick(models, model)
    read = receive(files, models)
    collected, place, chosen = _gather(read, opened, models, name=name, date=date, model=model)
    asked = models[collected.assessment.model]
    if output is not None:
        _may_write(output, place, chosen)
    if place is not None:
        click.echo(f"added to the assessment '{chosen}' in {place}")
    show(collected, asked, lang or (opened.content.project.language if opened else "en"))
    for code in read.gone:
        click.echo(f"! {code}: nothing in {asked.id} {asked.version} took its place; its answers are left out")
    _write(output, assessment_file(collected, chosen, asked), place)


def _gather(
    read: "Read", opened: Workspace | None, models: Mapping[str, MaturityModel], *, name: str | None,
    date: dt.date | None, model: str | None,
) -> tuple[Collected, str | None, str]:  # fmt: skip
    """Return the assessment, the file it is added to if it is there already, and its id."""
    day = date or max((item.reply.date for item in read.received if item.reply.date), default=None)
    chosen = name or (f"q{(day.month + 2) // 3}-{day.year}" if day else "")
    before = opened.content.assessments.get(chosen) if opened else None
    asked = read.fit(models, model or (before.model if before else None), before)
    if day is None:
        message = "the answers carry no date; say --date YYYY-MM-DD"
        raise UnknownName(message)
    if not re.fullmatch(ID_PATTERN, chosen):
        message = f"'{chosen}' cannot be an id: small letters, digits, - and _, at most 64, such as q4-2026"
        raise UnknownName(message)
    if before is None:
        collected = collect([item.reply for item in read.received], asked, day, _scope(read.received, opened))
    else:
        collected = add(before if date is None else before.model_copy(update={"date": date}), read.received, asked)
    return collected, opened.where("assessments", chosen).file if opened and before else None, chosen


def _may_write(output: Path, place: str | None, name: str) -> None:
    """Make sure that the file is new, or the one in which the assessment stands."""
    if output.exists() and (place is None or output.resolve() != Path(unspelled(place)).resolve()):
        raise UnknownName(_there(output))
    if output.exists():
        replaceable(output, name)


def _write(output: Path | None, text: str, place: str | None) -> None:
    """Write the assessment, keeping the file as it was, and say where it stands."""
    if output is None:
        click.echo("nothing is written; -o FILE writes the assessment")
        return
    if output.exists():
        click.echo(f"the file as it was: {kept(output)}")
    elif place is not None:
        click.echo(f"the assessment still stands in {place}; put the new file in its place")
    _files.write(output, text)
    click.echo(str(output))


def add(before: Assessment, received: Sequence[Received], model: MaturityModel) -> Collected:
    """Add to an assessment the replies that it does not hold already, and say which it holds.

    Raises
    ------
    UnknownName
        If the assessment answers another version of the model.
    """
    if before.model_version not in {None, model.version}:
        message = (
            f"the assessment answers {before.model} {before.model_version}, not {model.version}; say --id for a new one"
        )
        raise UnknownName(message)
    late = [item.reply for item in received if not already(item.reply, before)]
    held = [item.reply.respondent for item in received if item.reply not in late]
    if held:
        click.echo(f"already in the assessment: {', '.join(held)}")
    return merged(before, late, model)


def replaceable(output: Path, name: str | None = None) -> None:
    """Make sure that a file may be written again: it holds one assessment, that of the name, and nothing else.

    Raises
    ------
    UnknownName
        If it may not.
    """
    node, _ = document.read(Source(path_shown(output), output.read_text("utf-8-sig")))
    data = document.plain(node) if node is not None else None
    if not isinstance(data, dict) or "assessments" not in data:
        raise UnknownName(_there(output))
    found = data["assessments"]
    if list(data) != ["assessments"] or not isinstance(found, dict) or len(found) != 1 or name not in {None, *found}:
        message = f"{output} holds more than this assessment; write to another file and put it in its place by hand"
        raise UnknownName(message)


def _there(output: Path) -> str:
    return f"{output} is already there and may hold what was settled; delete it or write to another file"


def kept(path: Path) -> Path:
    """Copy a file beside itself before it is written again, under a name that no workspace reads; return the copy."""
    names = (path.with_name(f"{path.name}.before{'' if n == 1 else f'-{n}'}") for n in count(1))
    copy = next(name for name in names if not name.exists())
    copy.write_bytes(path.read_bytes())
    return copy


def _scope(received: Sequence[Received], opened: Workspace | None) -> Scope | None:
    """Return what the answers speak of: a journey of the workspace, or a unit in their own words."""
    name = received[0].reply.scope
    if name is None:
        return None
    return Scope(journeys=(name,)) if opened and name in opened.content.journeys else Scope(unit=name)


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
    tools = _files.tools(workspace)
    left_out = {path_shown(path) for path in without}
    sources, problems = _files.read_sources(workspace)
    sources = [source for source in sources if source.path not in left_out]
    own = _files.own_models(workspace)
    if not sources and not problems and not own.problems:
        return None, tools.models
    loaded = _files.with_own_models(load(sources, tools, name_shown(workspace)), own)
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


@dataclass(frozen=True)
class Read:
    """Files of answers as they were read.

    Attributes
    ----------
    received
        The replies without problems, answers to earlier versions brought up to date.
    problems
        Of all files.
    sources
        Texts by file, for excerpts.
    gone
        Ids that the present version no longer has.
    """

    received: Sequence[Received]
    problems: Sequence[Problem]
    sources: Mapping[str, Source]
    gone: Sequence[str]

    def fit(self, models: Mapping[str, MaturityModel], name: str | None, before: Assessment | None) -> MaturityModel:
        """Return the model that all files answer.

        Raises
        ------
        InvalidWorkspace
            With the problems of all files, and why they do not go together.
        """
        if not self.received:
            raise InvalidWorkspace(self.problems, self.sources)
        model = models[name or self.received[0].reply.model]
        fresh = [item for item in self.received if before is None or not already(item.reply, before)]
        problems = [*self.problems, *fitting(fresh, model, before)]
        if problems:
            raise InvalidWorkspace(problems, self.sources)
        return model


def receive(files: Sequence[Path], models: Mapping[str, MaturityModel]) -> Read:
    """Read all files, and bring answers to earlier versions of their model up to date."""
    received: list[Received] = []
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    gone: dict[str, None] = {}
    for path in files[:MAX_FILES]:
        item, found = read_file(path, models, sources)
        problems += found
        if item is not None:
            fresh, lost = renewed(item.reply, models[item.reply.model])
            received.append(replace(item, reply=fresh))
            gone |= dict.fromkeys(lost)
    if len(files) > MAX_FILES:
        spot = Span(path_shown(files[MAX_FILES]), 1, 1, 1, 2)
        problems.append(Problem("too-many-files", spot, say("at most {n} files of answers go together", n=MAX_FILES)))
    return Read(received, problems, sources, list(gone))


def read_file(
    path: Path, models: Mapping[str, MaturityModel], sources: dict[str, Source]
) -> tuple[Received | None, Sequence[Problem]]:
    """Read one file of answers; texts are kept for excerpts."""
    name = path_shown(path)
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
    for line in (*conflict_lines(collected, model), *against_lines(collected)):
        click.echo(_printing.clean(f"! {speak.say(line)}"))
