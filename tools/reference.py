"""Write the reference pages from the code: file format, metrics, rules, probes, commands.

The pages are made, never committed: ``python tools/reference.py FOLDER``.
"""

import inspect
import sys
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from journeymap import document
from journeymap.cli import group
from journeymap.cli._files import tools
from journeymap.metrics import shipped as metrics
from journeymap.model.workspace import BUILT_IN_CHANNELS, Content
from journeymap.rules.grounds import cited
from journeymap.views.manuals import claim_words


def main() -> None:
    """Write all pages into a folder."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/reference")
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (folder / name).write_text(page, "utf-8")
        print(folder / name)


def pages() -> dict[str, str]:
    """Return the reference pages by file name."""
    return {
        "format.md": format_page(),
        "metrics.md": metrics_page(),
        "rules.md": rules_page(),
        "probes.md": probes_page(),
        "commands.md": commands_page(),
    }


def format_page() -> str:
    """Describe every section and record of the file format."""
    parts = ["# The file format, version 1\n", INTRODUCTION.format(**limits())]
    parts.append("## Sections\n\nAny file may hold any of them.\n")
    parts.append(table(Content))
    for record in records(Content):
        parts.append(f"## {record.__name__}\n\n{inspect.cleandoc(record.__doc__ or '')}\n")
        short = getattr(record, "short", None)
        if short:
            parts.append(f"A bare value stands for `{short}`.\n")
        parts.append(table(record))
    names = ", ".join(f"`{name}`" for name in BUILT_IN_CHANNELS)
    parts.append(f"## Channels that need no declaration\n\n{names}\n")
    return "\n".join(parts)


INTRODUCTION = """A workspace is a folder of YAML files (or one file). What is left out is unknown, never zero.
Ids are small letters, digits, `-` and `_`, and unique. Text is read by YAML 1.2: `no` and `1:30` are text.
Limits: {size:,} bytes a file, {depth} levels, {nodes:,} values, {scalar:,} characters a text; no anchors or tags.
"""


def limits() -> dict[str, int]:
    """Return the limits on one file."""
    found = document.Limits()
    return {"size": found.size, "depth": found.depth, "nodes": found.nodes, "scalar": found.scalar}


def records(root: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield every record below a root once, in the order in which a reader meets it."""
    seen: list[type[BaseModel]] = []
    queue = [root]
    while queue:
        for info in queue.pop(0).model_fields.values():
            for inner in members(info.annotation):
                if inner not in seen:
                    seen.append(inner)
                    queue.append(inner)
    yield from seen


def members(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the records inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from members(inner)


def table(record: type[BaseModel]) -> str:
    """Return the fields of a record as a table."""
    rows = ["| key | value | |", "|---|---|---|"]
    for name, info in record.model_fields.items():
        examples = " ".join(f"`{example}`" for example in info.examples or ())
        note = " ".join(filter(None, (info.description, f"e.g. {examples}" if examples else "")))
        required = " (needed)" if info.is_required() else ""
        rows.append(f"| `{info.alias or name}`{required} | {kind(info.annotation)} | {note} |")
    return "\n".join(rows) + "\n"


def kind(annotation: Any) -> str:
    """Return a type in words."""
    if annotation is type(None):
        return ""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return " · ".join(f"`{value}`" for value in inner)
    if origin is typing.Annotated:
        return kind(inner[0])
    if origin is tuple:
        return f"list of {kind(inner[0])}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"by id: {kind(inner[1])}"
    if inner:
        return " or ".join(filter(None, map(kind, inner)))
    if isinstance(annotation, type) and hasattr(annotation, "__members__"):
        return " · ".join(f"`{value}`" for value in annotation)  # type: ignore[attr-defined]
    words = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    name = getattr(annotation, "__name__", "anything")
    return words.get(
        annotation,
        f"[{name}](#{name.lower()})" if isinstance(annotation, type) and issubclass(annotation, BaseModel) else name,
    )


def metrics_page() -> str:
    """Describe every metric."""
    parts = ["# Metrics\n"]
    for name, metric in metrics().items():
        points = ", ".join(f"{at:g} ▸ {score:g}" for at, score in metric.points) or "shown, not judged"
        parts.append(f"## `{name}`: {metric.title}\n\n{inspect.cleandoc(metric.manual)}\n")
        parts.append(f"Unit {metric.unit}; {metric.better} is better; {metric.kind}; pooled by {metric.pooled}.\n")
        parts.append(f"Score: {points}. Source of the scale: {metric.source}.\n")
        parts += [f"Method `{name}`: {low:g} to {high:g}.\n" for name, (low, high) in metric.known.methods.items()]
        if metric.formula is not None:
            told = "; ".join(f"`{part.name}` {part.meaning}" for part in metric.formula.parts)
            parts.append(f"From raw figures: `{metric.formula}`, where {told}.\n")
    return "\n".join(parts)


def rules_page() -> str:
    """Print the manual of every rule."""
    parts = ["# Rules\n"]
    for name, rule in tools().rules.items():
        parts.append(f"## `{name}` ({rule.theme})\n\n{inspect.cleandoc(rule.manual)}\n")
        for key, claim in cited(rule).items():
            parts.append(f"- {claim_words(key, claim)}: {claim.statement}\n")
        if rule.limits:
            values = (f"- `{key}` {limit.figure(limit.default)}: {limit.meaning}" for key, limit in rule.limits.items())
            parts.append("\n".join(("Limits:\n", *values, "")))
    return "\n".join(parts)


def probes_page() -> str:
    """Print the manual of every probe."""
    parts = ["# Probes\n"]
    for name, probe in tools().probes.items():
        parts.append(f"## {name} `{probe.name}`\n\n{inspect.cleandoc(probe.manual)}\n")
    return "\n".join(parts)


def commands_page() -> str:
    """Print the help of every command."""
    parts = ["# Commands\n"]
    context = click.Context(group, info_name="journeymap")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=f"journeymap {name}")
            parts.append(f"## journeymap {name}\n\n```text\n{command.get_help(inner)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main()
