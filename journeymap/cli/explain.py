"""``journeymap explain``: why a number is what it is, and what a rule means."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeymap.cli import _options

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.model.workspace import Workspace


@click.command(short_help="Explain a rule, a metric, a problem code, or a score, level or initiative.")
@click.argument("name")
@_options.workspace
@_options.lang
def command(name: str, workspace: Path, lang: str | None) -> None:
    """Explain NAME.

    A rule or metric (``no-recovery``, ``ces``) needs no workspace. In a
    WORKSPACE, NAME may also be a journey, a touchpoint, a practice (COM-2),
    or an initiative.
    """
    from journeymap.cli import _files, _printing
    from journeymap.errors import UnknownName
    from journeymap.metrics import shipped as metrics

    tools = _files.tools()
    manual = _manual(name, tools)
    if manual is not None:
        click.echo(manual)
        return
    if not _files.find_files(workspace):
        known = sorted([*tools.rules, *metrics()])
        raise UnknownName(_nearest(name, known))
    opened = _files.open_workspace(workspace, tools)
    lines = list(_explained(name, opened, tools, lang or opened.content.project.language))
    if not lines:
        known = sorted([*tools.rules, *metrics(), *_names(opened, tools)])
        raise UnknownName(_nearest(name, known))
    for line in lines:
        click.echo(_printing.clean(line))


def _manual(name: str, tools: "Tools") -> str | None:
    """Return the manual of a rule, metric or probe."""
    from journeymap.metrics import shipped as metrics

    if name in tools.rules:
        rule = tools.rules[name]
        limits = "".join(f"\n  {key}: {value:g}" for key, value in rule.limits.items())
        tail = f"\n\nLimits (set them under `rules: {{{name}: {{limits: …}}}}`){limits}" if limits else ""
        return f"{name} ({rule.theme})\n\n{_dedent(rule.manual)}{tail}"
    if name in metrics():
        metric = metrics()[name]
        points = ", ".join(f"{at:g} ▸ {score:g}" for at, score in metric.points) or "not judged"
        head = f"{name}: {metric.title} ({metric.unit}, {metric.better} is better, {metric.kind})"
        return f"{head}\n\n{_dedent(metric.manual)}\n\nScore: {points}\nSource of the scale: {metric.source}"
    if name in tools.probes:
        return f"{name}: {tools.probes[name].name}\n\n{_dedent(tools.probes[name].manual)}"
    return None


def _dedent(text: str) -> str:
    import inspect

    return inspect.cleandoc(text)


def _names(opened: "Workspace", tools: "Tools") -> list[str]:
    points = [name for journey in opened.current.values() for name in journey.touchpoints]
    practices = [practice for model in tools.models.values() for practice in model.practices]
    return [*opened.current, *points, *practices, *opened.content.initiatives]


def _nearest(name: str, known: list[str]) -> str:
    from journeymap.model.complaints import nearest

    near = nearest(name, known, cutoff=0.7)
    return f"nothing is called '{name}'" + (f"; the nearest is '{near}'" if near else "")


def _explained(name: str, opened: "Workspace", tools: "Tools", code: str) -> Iterator[str]:
    """Yield the explanation of something in a workspace; nothing if there is no such thing."""
    from journeymap.analysis import mature, score, score_targets
    from journeymap.languages import language
    from journeymap.maturity.explain import explain_practice
    from journeymap.roadmap.plan import explain_initiative, plan
    from journeymap.scores.explain import explain_journey, explain_touchpoint

    say = language(code).say
    scores = score(opened)
    for key, entry in scores.items():
        if name == key:
            yield from map(say, explain_journey(entry))
        elif name.removeprefix(f"{key}.") in entry.graph.touchpoints:
            yield from map(say, explain_touchpoint(entry, name.removeprefix(f"{key}.")))
    if any(name in model.practices for model in tools.models.values()):
        results = mature(opened, tools, scores, score_targets(opened))
        for result in list(results.values())[-1:]:
            yield from map(say, explain_practice(result, name))
        if not results:
            yield f"'{name}' was not assessed: the workspace holds no assessment"
    if name in opened.content.initiatives:
        yield from map(say, explain_initiative(plan(opened, tuple(tools.rules.values())), name))
