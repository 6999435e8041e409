"""Sources to a workspace: merge the files, validate, check references; all problems at once."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from journeymap import document
from journeymap.model.brand_file import is_brand, read_brand
from journeymap.model.checker import Known
from journeymap.model.complaints import complain
from journeymap.model.references import check
from journeymap.model.workspace import Content, Path, Places, Workspace
from journeymap.records import dataclass
from journeymap.source import NOWHERE, Problem, Source, Span, in_order
from journeymap.text import say

LISTS = ("measurements", "accepted")
MAX_FILES = 200
MAX_TOTAL = 10_485_760


@dataclass(frozen=True)
class Loaded:
    """A workspace, or what is wrong with it.

    Attributes
    ----------
    workspace
        `None` if there is any problem.
    problems
        All of them, in the order of the files.
    sources
        The texts by path, for excerpts.
    readable
        What is valid of it, so that more can be checked; `None` if the text of a file is wrong.
    cut
        Places of what is left out of `readable` as it is not valid.
    """

    workspace: Workspace | None
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source] = field(repr=False)
    readable: Workspace | None = field(default=None, repr=False)
    cut: frozenset[Path] = frozenset()


def build(sources: Sequence[Source], known: Known, name: str = "", brand: Source | None = None) -> Loaded:
    """Read the files of one workspace.

    Parameters
    ----------
    sources
        The texts, in the order of their paths.
    known
        Ids that do not come from the files: metrics, rules, maturity models.
    name
        Name of the folder.
    brand
        A theme file in place of the one among the sources and of what they say themselves.
    """
    themes = [brand] if brand is not None else [source for source in sources if is_brand(source)]
    sources = [source for source in sources if not is_brand(source)] + themes
    by_path = {source.path: source for source in sources}
    problems: list[Problem] = list(_too_much(sources))
    if problems:
        return Loaded(None, tuple(problems), by_path)
    roots = []
    for source in sources[: len(sources) - len(themes)]:
        node, found = document.read(source)
        problems += found
        if node is not None:
            roots.append(node)
    legible = not problems
    merged = _dressed(_merge(roots, problems), themes, problems, instead=brand is not None)
    places = Places(merged)
    content, cut = _validate(document.plain(merged), places, problems)
    if not sources or (content is not None and not content.journeys and not problems):
        span = roots[0].span if roots else Span(sources[0].path, 1, 1, 1, 2) if sources else NOWHERE
        help_ = say("`journeymap init` writes one to start from")
        problems.append(Problem("no-journey", span, say("the workspace holds no journey"), help_))
    if content is not None:
        problems += check(content, places, known, declared=_declared(merged), cut=cut)
    # What is empty only because its parts are broken is told once, at the parts.
    telling = [problem for problem in problems if problem.code != "no-touchpoint"]
    ordered = in_order(telling or problems)
    readable = Workspace(content, places, digest(sources), name) if content is not None else None
    return Loaded(None if ordered else readable, ordered, by_path, readable if legible else None, cut)


def digest(sources: Iterable[Source]) -> str:
    """Return the SHA-256 of paths and texts."""
    sha = hashlib.sha256()
    for source in sources:
        sha.update(f"{source.path}\0{source.text}\0".encode("utf-8", "surrogatepass"))
    return sha.hexdigest()


def _too_much(sources: Sequence[Source]) -> Iterator[Problem]:
    if len(sources) > MAX_FILES:
        span = Span(sources[MAX_FILES].path, 1, 1, 1, 2)
        yield Problem("too-many-files", span, say("a workspace has at most {n} files", n=MAX_FILES))
    total = 0
    for source in sources:
        total += len(source.text)
        if total > MAX_TOTAL:
            span = Span(source.path, 1, 1, 1, 2)
            yield Problem("too-large", span, say("a workspace has at most {n} bytes", n=f"{MAX_TOTAL:,}"))
            return


def _merge(roots: Iterable[document.Node], problems: list[Problem]) -> document.Mapping:
    """Put the sections of all files together; an id may be defined once."""
    sections: dict[str, tuple[document.Scalar, list[document.Node]]] = {}
    for root in roots:
        if not isinstance(root, document.Mapping):
            if not (isinstance(root, document.Scalar) and root.value is None):
                message = say("a workspace file is a mapping of sections")
                problems.append(Problem("bad-type", root.span, message, say("begin with a line such as `journeys:`")))
            continue
        for key, node in root.items:
            sections.setdefault(str(key.value), (key, []))[1].append(node)
    items = [(key, _join(name, nodes, problems)) for name, (key, nodes) in sections.items()]
    return document.Mapping(tuple(items), NOWHERE)


def _join(name: str, nodes: list[document.Node], problems: list[Problem]) -> document.Node:
    filled = [node for node in nodes if not (isinstance(node, document.Scalar) and node.value is None)]
    if not filled:
        return document.Sequence((), nodes[0].span) if name in LISTS else document.Mapping((), nodes[0].span)
    if len(filled) == 1:
        return filled[0]
    if name == "project":
        message = say("the project is described twice")
        problems.append(Problem("duplicate-section", filled[1].span, message, None, filled[0].span))
        return filled[0]
    if all(isinstance(node, document.Sequence) for node in filled):
        items = tuple(item for node in filled if isinstance(node, document.Sequence) for item in node.items)
        return document.Sequence(items, filled[0].span)
    return _join_mappings(filled, problems)


def _join_mappings(nodes: list[document.Node], problems: list[Problem]) -> document.Node:
    seen: dict[str, tuple[document.Scalar, document.Node]] = {}
    for node in nodes:
        if not isinstance(node, document.Mapping):
            return node
        for key, value in node.items:
            first = seen.setdefault(str(key.value), (key, value))
            if first[0] is not key:
                message = say("'{id}' is already defined", id=str(key.value))
                problems.append(Problem("duplicate-id", key.span, message, None, first[0].span))
    return document.Mapping(tuple(seen.values()), nodes[0].span)


def _dressed(
    root: document.Mapping, themes: Sequence[Source], problems: list[Problem], *, instead: bool
) -> document.Mapping:
    """Put what a theme file says under the brand of the project; `instead` of what is there already."""
    found: list[document.Mapping] = []
    for theme in themes:
        mapping, wrong = read_brand(theme)
        problems += wrong
        found += [mapping] if mapping is not None else []
    if not found:
        return root
    project = root.get("project")
    key = root.key("project") or document.Scalar("project", found[0].span)
    own = project.key("brand") if isinstance(project, document.Mapping) else None
    twice = [other.span for other in found[1:]] + ([own.span] if own is not None and not instead else [])
    message = say("the brand is described twice")
    problems += [Problem("duplicate-section", span, message, None, found[0].span) for span in twice]
    kept = project.items if isinstance(project, document.Mapping) else ()
    brand = (own or document.Scalar("brand", found[0].span), found[0])
    items = (*(entry for entry in kept if entry[0].value != "brand"), brand)
    filled = document.Mapping(items, project.span if project is not None else found[0].span)
    rest = tuple(entry for entry in root.items if entry[0].value != "project")
    return document.Mapping((*rest, (key, filled)), root.span)


def _validate(data: Any, places: Places, problems: list[Problem]) -> tuple[Content | None, frozenset[Path]]:
    """Validate; what is invalid is cut out, so that the rest can still be checked.

    What is wrong with a record only because a part of it was cut out is not told beside the part.
    """
    cut: list[Path] = []
    for _ in range(6):
        try:
            return Content.model_validate(data), frozenset(cut)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=True)
            told = [detail for detail in details if not any(_around(detail, part) for part in cut)]
            problems += [complain(detail, places) for detail in told]
            cut += [detail["loc"] for detail in details]
            for detail in details:
                _cut(data, tuple(detail["loc"]), missing=detail["type"] == "missing")
    return None, frozenset(cut)


def _around(detail: ErrorDetails, part: Path) -> bool:
    """Tell whether an error is of a record that holds a part that was cut out, or of the lack of that part."""
    record = detail["loc"]
    return part[: len(record)] == record and (len(record) < len(part) or detail["type"] == "missing")


def _cut(data: Any, loc: tuple[Any, ...], *, missing: bool) -> None:
    """Remove the value at a place, or the record around it if something is missing in it."""
    steps = [part for part in (loc[:-1] if missing else loc) if part != "[key]"]
    trail: list[tuple[Any, Any]] = []
    here = data
    for part in steps:
        key = part
        if isinstance(here, dict) and part not in here:
            continue
        if not isinstance(here, dict) and not (isinstance(here, list) and isinstance(part, int) and part < len(here)):
            continue
        trail.append((here, key))
        here = here[key]
    while trail:
        parent, key = trail.pop()
        if isinstance(parent, dict):
            parent.pop(key, None)
            return
        if len(parent) > 1:
            # A neighbour takes the place, so that the positions of the other items stay true.
            parent[key] = parent[key - 1 if key else 1]
            return


def _declared(root: document.Mapping) -> dict[str, set[str]]:
    """Return the ids each section declares, valid or not, so that one mistake is told once."""
    return {
        str(key.value): {str(name.value) for name, _ in node.items}
        for key, node in root.items
        if isinstance(node, document.Mapping)
    }
