"""Manuals of rules, metrics and probes on a terminal."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.cli import _files, _printing
from journeymap.languages import language
from journeymap.metrics import catalogue
from journeymap.metrics import shipped as metrics
from journeymap.views.manuals import Block, Page, metric_page, probe_page, rule_page

if TYPE_CHECKING:
    from journeymap.analysis import Tools
    from journeymap.model.workspace import Workspace

WIDTH = 80


def manual(name: str, tools: "Tools", folder: Path, lang: str | None) -> str | None:
    """Return the manual of a rule, metric or probe; `None` if nothing is called so.

    A workspace in the folder, if it is there and valid, gives the language, its
    own limits and its own metrics; the manual of what is shipped needs none.
    """
    shipped = name in {*tools.rules, *metrics(), *tools.probes}
    opened = _workspace(folder, tools, quietly=shipped)
    if opened is None and not shipped:
        return None
    page = _page(name, tools, opened)
    code = lang or (opened.content.project.language if opened is not None else "en")
    return None if page is None else _printing.clean("\n".join(_lines(page, language(code).say)))


def _page(name: str, tools: "Tools", opened: "Workspace | None") -> Page | None:
    if name in tools.rules:
        return rule_page(tools.rules[name], opened)
    if name in tools.probes:
        return probe_page(tools.probes[name])
    known = catalogue(opened.content.metrics) if opened is not None else metrics()
    return metric_page(known[name]) if name in known else None


def _workspace(folder: Path, tools: "Tools", *, quietly: bool) -> "Workspace | None":
    """Read the workspace of a folder; with `quietly` one that is not there or not valid is none."""
    from journeymap.errors import JourneymapError

    try:
        return _files.open_workspace(folder, tools) if _files.find_files(folder) else None
    except JourneymapError:
        if quietly:
            return None
        raise


Say = Callable[..., str]


def _lines(page: Page, say: Say) -> Iterator[str]:
    yield from textwrap.wrap(f"{page.id}: {say(page.title)}", WIDTH, subsequent_indent="  ")
    facts = [(say(name), say(words)) for name, words in page.facts]
    width = max((len(name) for name, _ in facts), default=0)
    if facts:
        yield ""
    for name, words in facts:
        yield from _wrapped(words, f"  {name:<{width}}  ", " " * (width + 4))
    before = ""
    for block in page.blocks:
        if not (before == "heading" or (before == block.kind == "item")):
            yield ""
        yield from _block(block, say)
        before = block.kind
    if page.blocks:
        yield ""


def _block(block: Block, say: Say) -> Iterator[str]:
    words = say(block.words)
    if block.kind == "heading":
        yield words
    elif block.kind == "code":
        yield from (f"    {line}".rstrip() for line in words.split("\n"))
    elif block.kind == "item":
        yield from _wrapped(words, "  - ", "    ")
    else:
        yield from _wrapped(words, "  ", "  ")


def _wrapped(words: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip
