"""``journeymap explain``: why a number is what it is, and what a rule means."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.languages import Language
    from journeymap.model.workspace import Workspace
    from journeymap.scores import JourneyScore

PLAN = "plan"
"""What the whole roadmap is called."""


@click.command(short_help="Explain a rule, a metric, a problem code, or a score, level or initiative.")
@click.argument("name")
@_options.workspace
@_options.lang
@click.option("--state", type=click.Choice(["current", "target"]), default="current", help="Which journeys.")
@click.option("--persona", metavar="ID", help="A figure as it is for one group of customers.")
def command(name: str, workspace: Path, lang: str | None, state: str, persona: str | None) -> None:
    """Explain NAME.

    A rule or metric (``no-recovery``, ``ces``) needs no workspace. In a
    WORKSPACE, NAME may also be a journey, one of its figures
    (``home-move.completion``, ``.score``, ``.time``, ``.waiting``,
    ``.contacts``, ``.hand-offs``, ``.cost``, ``.value``, ``.coverage``,
    ``.counted``, ``.worst-moment``, ``.peak-end``, ``.service``), a stage, a
    touchpoint (``book``), a metric there (``book.ces``), a group of
    customers, a practice (COM-2), one of its criteria (COM-2.3a), an
    initiative, or ``plan`` for the roadmap as a whole.
    """
    from journeymap.cli import _files, _manuals
    from journeymap.errors import InvalidWorkspace, UnknownName
    from journeymap.metrics import shipped as metrics

    tools = _files.tools(workspace)
    try:
        manual = _manuals.manual(name, tools, workspace, lang)
    except InvalidWorkspace:
        if _given("workspace"):
            raise
        raise UnknownName(_nowhere(name)) from None
    if manual is not None:
        click.echo(manual)
        return
    if not _files.find_files(workspace):
        known = sorted([*tools.rules, *metrics()])
        raise UnknownName(_nearest(name, known))
    opened = _files.open_workspace(workspace, tools)
    speak = _files.speaker(opened, lang)
    if not _print_scores(name, opened, state, speak, persona) and not _print_plain(name, opened, tools, speak):
        from journeymap.views.explained import unknown_name

        others = tuple(sorted([*tools.rules, *metrics(), *opened.content.personas, *_names(opened, tools)]))
        raise UnknownName(unknown_name(_scores(opened, state), name, others))


def _given(parameter: str) -> bool:
    """Tell whether a parameter was written on the command line."""
    return click.get_current_context().get_parameter_source(parameter) is click.core.ParameterSource.COMMANDLINE


def _nowhere(name: str) -> str:
    """Say that a name is known without a workspace as little as here, where the files are none."""
    return (
        f"no rule, metric or probe is called '{name}', and this folder is no valid workspace (see `journeymap check`); "
        f"for a name of yours give the workspace: `journeymap explain {name} WORKSPACE`"
    )


def _scores(opened: "Workspace", state: str) -> "dict[str, JourneyScore]":
    from journeymap.analysis import score, score_targets

    return score(opened) if state == "current" else score_targets(opened)


def _print_scores(name: str, opened: "Workspace", state: str, speak: "Language", persona: str | None = None) -> bool:
    """Explain something of a journey; tell whether there is such a thing."""
    from journeymap.cli import _printing
    from journeymap.cli._personas import of_group
    from journeymap.views.explained import explained
    from journeymap.views.explained_persona import explained_persona

    say = speak.say
    scores = _scores(opened, state)
    shown = scores if persona is None else of_group(scores, persona)
    blocks = explained(shown, name) or explained_persona(scores, name)
    for index, block in enumerate(blocks):
        if index:
            click.echo("")
        for line in block.lines:
            text = _printing.wrapped(say(line))
            click.echo(_printing.paint(text, "white", bold=True) if block.rows else text)
        if block.rows:
            rows = [[say(cell) for cell in row] for row in block.rows]
            click.echo(_printing.table(rows, block.right, _printing.room(), block.whole))
    return bool(blocks)


def _print_plain(name: str, opened: "Workspace", tools: "Tools", speak: "Language") -> bool:
    """Explain a practice, a criterion or an initiative; tell whether there is such a thing."""
    from journeymap.cli import _printing

    lines = list(_explained(name, opened, tools, speak))
    for line in lines:
        click.echo(_printing.wrapped(line))
    return bool(lines) or _print_plan(name, opened, tools, speak)


def _print_plan(name: str, opened: "Workspace", tools: "Tools", speak: "Language") -> bool:
    """Explain an initiative or the plan; tell whether it is one of these."""
    from journeymap.cli import _printing

    if name != PLAN and name not in opened.content.initiatives:
        return False
    from journeymap.analysis import make_deep_plan
    from journeymap.views.explained_initiative import explained_initiative
    from journeymap.views.explained_plan import explained_plan

    roadmap = make_deep_plan(opened, tools)
    initiative = name in opened.content.initiatives
    blocks = explained_initiative(roadmap, opened, name) if initiative else explained_plan(roadmap, opened)
    for index, block in enumerate(blocks):
        head, *lines = (speak.say(line) for line in block.lines)
        click.echo(("\n" if index else "") + _printing.paint(_printing.wrapped(head), "white", bold=True))
        for line in lines:
            click.echo(_printing.wrapped(line))
    return True


def _names(opened: "Workspace", tools: "Tools") -> list[str]:
    from journeymap.maturity.tailor import tailor_all

    models = tailor_all(tools.models, opened.content.models).values()
    codes = [code for model in models for code in (*model.practices, *model.criteria)]
    return [*codes, *opened.content.initiatives, *opened.content.personas, PLAN]


def _nearest(name: str, known: list[str]) -> str:
    from journeymap.model.complaints import nearest

    near = nearest(name, known, cutoff=0.7)
    return f"nothing is called '{name}'" + (f"; the nearest is '{near}'" if near else "")


def _explained(name: str, opened: "Workspace", tools: "Tools", speak: "Language") -> Iterator[str]:
    """Yield the explanation of a practice or criterion; nothing if there is no such thing."""
    from journeymap.analysis import mature, score, score_targets
    from journeymap.maturity.explain import explain_criterion, explain_practice
    from journeymap.maturity.tailor import tailor_all

    say = speak.say
    scores = score(opened)
    for model in tailor_all(tools.models, opened.content.models).values():
        if name not in model.practices and name not in model.criteria:
            continue
        results = mature(opened, tools, scores, score_targets(opened)).values()
        for result in [entry for entry in results if entry.model.id == model.id][-1:]:
            tell = explain_practice if name in model.practices else explain_criterion
            yield from map(say, tell(result, name))
        if not results:
            yield f"'{name}' was not assessed: the workspace holds no assessment"
