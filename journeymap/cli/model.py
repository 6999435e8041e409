"""``journeymap model``: maturity models as data; check one, list them, show what they ask."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.languages import Language
    from journeymap.maturity.model import MaturityModel, Practice
    from journeymap.source import Problem, Source


@click.group("model", short_help="Check, list and show maturity models.")
def command() -> None:
    """Maturity models are data: phases, practices, criteria, questions and evidence in one YAML file.

    MODEL is the id of a shipped model (dcx5) or a file.
    """


@command.command("check", short_help="Check a model: ids, links, levels, foundations, probes.")
@click.argument("model", default="dcx5")
@_options.machine
def check(model: str, form: str) -> int:
    """Check a maturity model.

    All problems are printed at once, with file and line. Warnings are allowed
    and deserve a second look; they do not change the exit status.
    """
    from journeymap.cli import _printing
    from journeymap.errors import InvalidWorkspace
    from journeymap.maturity.probes import discover_probes
    from journeymap.maturity.review import review

    try:
        source, read = _read(model)
    except InvalidWorkspace as error:
        if form == "text":
            raise
        _printing.print_json({"problems": [_printing.problem_json(p) for p in error.problems], "warnings": []})
        return 2
    warnings = list(review(source, read, discover_probes()))
    if form == "json":
        told = [{**_printing.problem_json(warning), "severity": "warning"} for warning in warnings]
        _printing.print_json({"problems": [], "warnings": told})
        return 0
    for warning in warnings:
        click.echo(_printing.clean(_warned(warning)))
    click.echo(_printing.clean(f"{_size(read)}; valid, {len(warnings)} warning{'' if len(warnings) == 1 else 's'}"))
    return 0


@command.command("list", short_help="List the shipped models.")
def list_() -> None:
    """List the shipped models with their sizes."""
    from journeymap.cli import _printing
    from journeymap.maturity.model import builtin_models

    for model in builtin_models().values():
        click.echo(_printing.clean(f"{_size(model)}\n  {model.title}"))


@command.command("show", short_help="Show a model, or one of its practices as it is asked.")
@click.argument("model", default="dcx5")
@click.argument("practice", required=False)
@_options.lang
def show(model: str, practice: str | None, lang: str | None) -> None:
    """Show a model in outline, or one PRACTICE with its question, levels, criteria and evidence."""
    from journeymap.cli import _printing
    from journeymap.errors import UnknownName
    from journeymap.languages import language
    from journeymap.model.complaints import nearest

    read, speak = _read(model)[1], language(lang or "en")
    if practice is None:
        lines = _outline(read, speak)
    elif practice in read.practices:
        lines = _card(read.practices[practice], speak)
    else:
        near = nearest(practice, read.practices)
        message = f"'{practice}' is not a practice of {read.id}" + (f"; the nearest is '{near}'" if near else "")
        raise UnknownName(message)
    for line in lines:
        click.echo(_printing.clean(line))


def _read(name: str) -> "tuple[Source, MaturityModel]":
    """Return a model with the text it was read from.

    Raises
    ------
    UnknownName
        If it is neither a shipped model nor a file.
    InvalidWorkspace
        With every problem, if there is any.
    """
    from importlib import resources

    from journeymap.cli import _files
    from journeymap.errors import InvalidWorkspace, UnknownName
    from journeymap.maturity import models
    from journeymap.maturity.model import BUILT_IN_FOLDER, builtin_models, read_model
    from journeymap.source import Source

    if name in builtin_models():
        text = (resources.files(models) / f"{name}.yaml").read_text(encoding="utf-8")
        return Source(f"{BUILT_IN_FOLDER}/{name}.yaml", text), builtin_models()[name]
    if not Path(name).is_file():
        message = f"there is no model and no file '{name}'; shipped are {', '.join(builtin_models())}"
        raise UnknownName(message)
    sources, problems = _files.read_sources(Path(name))
    if problems:
        raise InvalidWorkspace(problems, {source.path: source for source in sources})
    model, found = read_model(sources[0])
    if model is None:
        raise InvalidWorkspace(found, {sources[0].path: sources[0]})
    return sources[0], model


def _size(model: "MaturityModel") -> str:
    core = sum(practice.core for practice in model.practices.values())
    return (
        f"{model.id} {model.version}: {len(model.phases)} phases, {len(model.practices)} practices ({core} core), "
        f"{len(model.criteria)} criteria, {model.top} levels, {len(model.probes)} probes"
    )


def _warned(warning: "Problem") -> str:
    help_ = f"\n  = help: {warning.help}" if warning.help is not None else ""
    return f"{warning.span}: warning[{warning.code}]: {warning.message}{help_}"


def _outline(model: "MaturityModel", speak: "Language") -> Iterator[str]:
    from journeymap.text import say

    yield _size(model)
    yield speak.say(say(model.description)) if model.description else speak.say(say(model.title))
    for number, phase in enumerate(model.phases.values(), 1):
        yield f"\n{number} {phase.id}  {speak.say(say(phase.title))}"
        for practice in phase.practices.values():
            mark = "●" if practice.core else " "
            yield f"  {mark} {practice.id:<8} {speak.say(say(practice.title))}"
    yield "\n● " + speak.say(say("core: part of the short assessment"))


def _card(practice: "Practice", speak: "Language") -> Iterator[str]:
    from journeymap.maturity.explain import ASPECTS
    from journeymap.text import say

    def tell(text: str) -> str:
        return speak.say(say(text))

    yield f"{practice.id}  {tell(practice.title)}"
    yield f"{tell(practice.intent)}\n\n? {tell(practice.ask)}"
    if practice.roles:
        yield f"{tell('Who usually knows')}: {', '.join(tell(role) for role in practice.roles)}"
    for level, meaning in practice.levels.items():
        yield f"\n{level}  {tell(meaning)}"
        for item in practice.at(level):
            aspect = f" [{tell(ASPECTS[item.aspect])}]" if item.aspect else ""
            yield f"   {item.id}  {tell(item.text)}{aspect}"
            shown = ", ".join([tell(text) for text in item.evidence] + list(item.probes))
            yield from [f"      {shown}"] if shown else []
    yield ""
    for flag in practice.red_flags:
        yield f"! {tell(flag)}"
    if practice.quick_action is not None:
        yield f"▸ {tell(practice.quick_action)}"
    below = ", ".join(f"{name} ({level})" for name, level in practice.depends_on.items())
    yield from [speak.say(say("stands on {below}", below=below))] if below else []
