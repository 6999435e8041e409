"""YAML text to nodes with spans, within limits.

One pass over the events of PyYAML's C parser. Scalars follow the YAML 1.2
core schema, as editors do: ``no``, ``on`` and ``1:30`` are strings. What has no
place in a workspace file (aliases, tags, a second document, repeated keys) is
a problem with a place, and so is whatever the parser itself refuses.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from journeymap.records import dataclass
from journeymap.source import Problem, Source, Span
from journeymap.text import Text, say

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 1_048_576
MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_SCALAR = 20_000
MAX_KEY = 256
MAX_DIGITS = 18

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMERIC = frozenset("+-.0123456789")
"""What numbers begin with."""
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Scalar(NamedTuple):
    """A leaf: `None`, a bool, a number or a string."""

    value: bool | int | float | str | None
    span: Span


class Sequence(NamedTuple):
    """A list of nodes."""

    items: "tuple[Node, ...]"
    span: Span


class Mapping(NamedTuple):
    """Keys in the order of the file; every key is a string."""

    items: "tuple[tuple[Scalar, Node], ...]"
    span: Span

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, if it is there."""
        return next((value for k, value in self.items if k.value == key), None)

    def key(self, key: str) -> "Scalar | None":
        """Return the key itself, for its place."""
        return next((k for k, _ in self.items if k.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping
Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold; ``make docs`` lists the limits."""

    size: int = MAX_BYTES
    depth: int = MAX_DEPTH
    nodes: int = MAX_NODES
    scalar: int = MAX_SCALAR
    key: int = MAX_KEY


class _Refused(Exception):
    """Reading this file cannot go on; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def read(source: Source, limits: Limits | None = None) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML document.

    Parameters
    ----------
    source
        The text and its path.
    limits
        What the file may hold; the defaults protect against hostile files.

    Returns
    -------
    tuple
        The root node (`None` if the text is empty or broken beyond reading)
        and the problems found, in order. Never raises for any text.
    """
    limits = limits or Limits()
    early = tuple(_characters(source, limits))
    if early:
        return None, early
    reader = _Reader(source, limits)
    try:
        return reader.document(), tuple(reader.problems)
    except _Refused as refused:
        return None, (*reader.problems, refused.problem)
    except yaml.YAMLError as error:
        return None, (*reader.problems, _syntax(source, error))
    except RecursionError:
        return None, (*reader.problems, Problem("too-deep", _start(source), say("the file is nested too deeply")))


def plain(node: Node) -> Plain:
    """Return the node as lists, dictionaries and leaves."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {str(key.value): plain(value) for key, value in node.items}


def _start(source: Source) -> Span:
    return Span(source.path, 1, 1, 1, 2)


def _characters(source: Source, limits: Limits) -> Iterator[Problem]:
    """Refuse what no parser should see: size first, then characters nobody can see."""
    if len(source.text.encode("utf-8", "surrogatepass")) > limits.size:
        message = say("the file is larger than {limit} bytes", limit=f"{limits.size:,}")
        yield Problem("too-large", _start(source), message, say("split it: a workspace may have many files"))
        return
    if not (_CONTROL.search(source.text) or _BIDI.search(source.text)):
        return
    for number, line in enumerate(source.text.split("\n"), 1):
        for pattern, what in ((_CONTROL, "a control character"), (_BIDI, "a character that reverses text")):
            match = pattern.search(line.rstrip("\r"))
            if match:
                span = Span(source.path, number, match.start() + 1, number, match.start() + 2)
                name = f"U+{ord(match[0]):04X}"
                yield Problem("bad-character", span, say("{what} ({name}) is not allowed", what=say(what), name=name))


def _syntax(source: Source, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or error).splitlines()[0]
    place = Span(source.path, 1, 1, 1, 2)
    if mark is not None:
        # The parser notices some mistakes only behind the last line.
        last = max(1, source.text.count("\n") + (not source.text.endswith("\n")))
        line, column = (mark.line + 1, mark.column + 1) if mark.line < last else (last, len(source.line(last)) or 1)
        place = Span(source.path, line, column, line, column + 1)
    if "\\t" in what or "found character that cannot start any token" in what:
        line = source.line(place.line)
        if line[place.column - 1 : place.column] == "\t":
            return Problem("bad-yaml", place, say("a tab cannot indent YAML"), say("indent with two spaces"))
    return Problem("bad-yaml", place, say("the YAML cannot be read here: {what}", what=what), _syntax_help(what))


def _syntax_help(what: str) -> Text | None:
    if "mapping values are not allowed" in what or "could not find expected ':'" in what:
        return say("a text that holds ': ' needs quotes, and nested lines need two spaces more")
    if "block end" in what or "expected <document start>" in what:
        return say("the indentation of this line fits none of the lines above")
    if "',' or" in what:
        return say("a bracket above is not closed")
    return None


class _Reader:
    """One walk over the parser's events; recursion is bounded by the depth limit."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.path = source.path
        self.limits = limits
        self.problems: list[Problem] = []
        self.count = 0
        self.events: Iterator[Any] = iter(())

    def document(self) -> Node | None:
        self.events = iter(LOADER(self.source.text).get_event, None)
        next(self.events)  # the stream starts
        event = next(self.events)
        if isinstance(event, StreamEndEvent):
            return None
        node = self.node(next(self.events), 1)
        next(self.events)  # the document ends
        event = next(self.events)
        if isinstance(event, DocumentStartEvent):
            raise self.refuse("many-documents", event, say("a file holds one document"), say("remove the line `---`"))
        return node

    def span(self, event: Any, end: Any = None) -> Span:
        first, last = event.start_mark, (end or event).end_mark
        return Span(self.path, first.line + 1, first.column + 1, last.line + 1, last.column + 1)

    def refuse(self, code: str, event: Any, message: Text, help_: Text | None = None) -> _Refused:
        return _Refused(Problem(code, self.span(event), message, help_))

    def node(self, event: Any, depth: int) -> Node:
        self.count += 1
        if self.count > self.limits.nodes:
            raise self.refuse("too-many-nodes", event, say("the file has more than {n} values", n=self.limits.nodes))
        if depth > self.limits.depth:
            raise self.refuse("too-deep", event, say("more than {n} levels deep", n=self.limits.depth))
        if isinstance(event, ScalarEvent):
            self.decorations(event)
            return self.scalar(event)
        if isinstance(event, AliasEvent):
            message = say("aliases (`*{name}`) are not allowed", name=str(event.anchor))
            raise self.refuse("alias", event, message, say("write the value again, or refer to it by its id"))
        self.decorations(event)
        return self.mapping(event, depth) if isinstance(event, MappingStartEvent) else self.sequence(event, depth)

    def decorations(self, event: Any) -> None:
        if event.anchor:
            message = say("anchors (`&{name}`) are not allowed", name=str(event.anchor))
            self.problems.append(Problem("anchor", self.span(event), message, say("remove the anchor")))
        if event.tag and event.tag != "!":
            self.problems.append(
                Problem("tag", self.span(event), say("tags such as `{tag}` are not allowed", tag=event.tag))
            )

    def sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                return Sequence(tuple(items), self.span(start, event))
            items.append(self.node(event, depth + 1))
        raise self.refuse("bad-yaml", start, say("the list does not end"))

    def mapping(self, start: Any, depth: int) -> Mapping:
        items: list[tuple[Scalar, Node]] = []
        seen: dict[str, Scalar] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                return Mapping(tuple(items), self.span(start, event))
            key = self.key(event)
            value = self.node(next(self.events), depth + 1)
            first = seen.setdefault(str(key.value), key)
            if first is key:
                items.append((key, value))
            else:
                message = say("'{key}' stands here twice", key=str(key.value))
                self.problems.append(Problem("duplicate-key", key.span, message, None, first.span))
        raise self.refuse("bad-yaml", start, say("the mapping does not end"))

    def key(self, event: Any) -> Scalar:
        if not isinstance(event, ScalarEvent):
            raise self.refuse("bad-key", event, say("a key is a plain word, not a list or a mapping"))
        self.decorations(event)
        if event.value == "<<" and not event.style:
            raise self.refuse("merge-key", event, say("merge keys (`<<`) are not allowed"), say("write the keys out"))
        if len(event.value) > self.limits.key:
            raise self.refuse("long-key", event, say("a key has at most {n} characters", n=self.limits.key))
        span = self.span(event)
        self.visible(event, span)
        value = event.value
        return Scalar(value if value.isascii() else unicodedata.normalize("NFC", value), span)

    def visible(self, event: Any, span: Span) -> None:
        """Refuse characters nobody can see that came in through an escape sequence, which double quotes alone hold."""
        if event.style != '"':
            return
        text = event.value
        found = _CONTROL.search(text) or _BIDI.search(text)
        if found:
            name = f"U+{ord(found[0]):04X}"
            self.problems.append(Problem("bad-character", span, say("the character {name} is not allowed", name=name)))

    def scalar(self, event: Any) -> Scalar:
        span, text = self.span(event), event.value
        self.visible(event, span)
        if len(text) > self.limits.scalar:
            message = say("a text has at most {n} characters, this one {m}", n=self.limits.scalar, m=len(text))
            self.problems.append(Problem("long-text", span, message))
            return Scalar("", span)
        if event.style:  # quoted or block: text as it stands
            return Scalar(text, span)
        return Scalar(self.plain_value(text, span), span)

    def plain_value(self, text: str, span: Span) -> bool | int | float | str | None:
        """Resolve an unquoted scalar by the YAML 1.2 core schema."""
        if text in _NULL:
            return None
        if text in _BOOL:
            return _BOOL[text]
        if text[0] not in _NUMERIC:
            return str(text)
        if _INT.fullmatch(text):
            return self.integer(text, span)
        if _FLOAT.fullmatch(text) and len(text) < 400:
            value = float(text)
            if abs(value) == float("inf"):
                self.problems.append(Problem("bad-number", span, say("the number is too large")))
                return 0
            return value
        if _NOT_FINITE.fullmatch(text) or _OTHER_BASE.fullmatch(text):
            message = say("'{text}' is not a number people write", text=text[:40])
            self.problems.append(Problem("bad-number", span, message, say("write it in decimal, or quote it as text")))
            return 0
        return str(text)

    def integer(self, text: str, span: Span) -> int:
        digits = text.lstrip("+-")
        if len(digits) > MAX_DIGITS:
            message = say("a whole number has at most {n} digits", n=MAX_DIGITS)
            self.problems.append(Problem("bad-number", span, message, say("quote it if it is a code, not a number")))
            return 0
        if len(digits) > 1 and digits[0] == "0":
            message = say("'{text}' begins with a zero, which programs read differently", text=text)
            self.problems.append(Problem("bad-number", span, message, say("quote it, or write it without the zero")))
        return int(text)
