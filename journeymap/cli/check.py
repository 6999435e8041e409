"""``journeymap check``: is the workspace valid, and what is weak in its journeys."""

from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Check a workspace: problems and findings, with file and line.")
@_options.workspace
@_options.machine
@_options.lang
@click.option(
    "--fail-on",
    type=click.Choice(["note", "minor", "major", "critical", "never"]),
    default="critical",
    show_default=True,
    help="Exit with 1 if there is an open finding at least this severe.",
)
@click.option("--state", type=click.Choice(["current", "target"]), default="current", help="Which journeys to judge.")
def command(workspace: Path, form: str, lang: str | None, fail_on: str, state: str) -> int:
    """Check a workspace.

    Problems make the input invalid and are printed all at once. Findings are
    weak spots of the journeys, the weightiest first.
    """
    from journeymap.analysis import judge
    from journeymap.cli import _files, _printing
    from journeymap.errors import InvalidWorkspace
    from journeymap.vocabulary import Severity

    tools = _files.tools(workspace)
    try:
        opened = _files.open_workspace(workspace, tools)
    except InvalidWorkspace as error:
        if form == "text":
            raise
        _printing.print_json({"problems": [_printing.problem_json(p) for p in error.problems], "findings": []})
        return 2
    judged = judge(opened, tools)
    wanted = [finding for found in judged.target_findings.values() for finding in found]
    findings = wanted if state == "target" else list(judged.findings)
    if form == "json":
        _printing.print_json({"problems": [], "findings": [_printing.finding_json(f) for f in findings]})
    else:
        code = lang or opened.content.project.language
        _printing.print_findings(findings, code)
        _printing.print_rules_here(judged, tools.rules, findings, code)
        click.echo(f"{_printing.tally(f for f in findings if f.accepted is None)}; the workspace is valid")
    if fail_on == "never":
        return 0
    limit = Severity(fail_on).rank
    return int(any(finding.severity.rank >= limit for finding in findings if finding.accepted is None))
