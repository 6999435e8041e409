"""``journeymap check``: is the workspace valid, and what is weak in its journeys."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli import _options, _states

if TYPE_CHECKING:
    from journeymap.analysis import Judged, Tools
    from journeymap.model.workspace import Workspace
    from journeymap.outputs.findings import Checked, Form
    from journeymap.rules import Finding

_FORMS = Path(__file__).parent.parent / "outputs" / "findings"


class FormName(click.Choice[str]):
    """A name of the register of forms; its files are listed without being imported, so that help stays quick."""

    def __init__(self) -> None:
        super().__init__(sorted(file.stem for file in _FORMS.glob("[a-z]*.py")))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Take a shipped form, or one of an installed extension."""
        from journeymap.outputs.findings import shipped

        return str(value) if value in shipped() else super().convert(value, param, ctx)


@click.command(short_help="Check a workspace: problems and findings, with file and line.")
@_options.workspace
@click.option("--format", "form", type=FormName(), default="text", show_default=True,
              help="Form of the answer; sarif and github are for continuous integration.")  # fmt: skip
@_options.lang
@click.option(
    "--fail-on",
    type=click.Choice(["note", "minor", "major", "critical", "never"]),
    default="critical",
    show_default=True,
    help="Exit with 1 if there is an open finding at least this severe.",
)
@_states.option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; left out, printed."
)
def command(*, workspace: Path, form: str, lang: str | None, fail_on: str, state: str, output: Path | None) -> int:
    """Check a workspace.

    Problems make the input invalid and are told all at once. Findings are
    weak spots of the journeys, the weightiest first. Exit status: 0 fine,
    1 findings at or above --fail-on, 2 invalid input or usage.
    """
    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets
    from journeymap.errors import InvalidWorkspace
    from journeymap.languages import language
    from journeymap.outputs.findings import Checked, shipped

    if output is not None:
        check_targets((output,))
    chosen, tools = shipped()[form], _files.tools(workspace)
    try:
        opened = _files.open_workspace(workspace, tools)
    except InvalidWorkspace as error:
        if chosen.for_people:
            raise
        _answer(chosen, Checked(language(lang or "en"), tools.rules, error.problems), output)
        return 2
    checked = _checked(opened, tools, state, lang)
    _answer(chosen, checked, output)
    return int(_weighs(checked.open, fail_on))


def _checked(opened: "Workspace", tools: "Tools", state: str, lang: str | None) -> "Checked":
    """Return what the rules find in a state."""
    from journeymap.cli import _files
    from journeymap.cli._printing import paint
    from journeymap.outputs.findings import Checked

    judged, wanted = _judged(opened, tools, state)
    return Checked(
        language=_files.speaker(opened, lang),
        rules=tools.rules,
        found=() if wanted is not None else judged.findings,
        wanted=wanted or {},
        judged=judged,
        numbers=judged.numbers if state == _states.CURRENT else {},
        paint=lambda text, colour: paint(text, colour, bold=True),
    )


def _judged(opened: "Workspace", tools: "Tools", state: str) -> "tuple[Judged, dict[str, tuple[Finding, ...]] | None]":
    """Return a judged workspace and, for a wanted state, the findings of each target asked for."""
    from journeymap.analysis import judge, judge_projected

    places = _states.places(opened, state, tools)
    if _states.is_quarter(state):
        return judge_projected(next(world for world, _ in places.values()), tools), None
    judged = judge(opened, tools)
    if not state.startswith(_states.TARGET):
        return judged, None
    return judged, {name: judged.target_findings.get(name, ()) for name in places}


def _answer(form: "Form", checked: "Checked", output: Path | None) -> None:
    """Print the answer, or write it to a file and print its name."""
    from journeymap.cli import _files

    text = form.write(checked)
    if output is None:
        click.echo(text, nl=False)
    else:
        _files.write(output, form.mark + text)
        click.echo(str(output))


def _weighs(findings: "tuple[Finding, ...]", limit: str) -> bool:
    """Tell whether a finding is at least as severe as a limit."""
    from journeymap.vocabulary import Severity

    return limit != "never" and any(finding.severity.rank >= Severity(limit).rank for finding in findings)
