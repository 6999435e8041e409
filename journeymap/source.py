"""Where a text came from, a place in it, and what is wrong there."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from journeymap.records import dataclass
from journeymap.text import Text

_UNSEEN = re.compile(r"[\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_SPELLED = re.compile(r"\\(?:(\\)|x([0-9a-f]{2})|u([0-9a-f]{4}))")
_BYTES = range(0xDC80, 0xDD00)
"""What Python reads the bytes 80 to FF of a file name as that is no UTF-8 (PEP 383)."""


def spelled(path: str) -> str:
    r"""Return a path with the signs spelled out that nobody sees, or that a terminal or browser would obey.

    Those are what texts may not hold either: control characters, turns of direction, bytes that are no UTF-8; besides
    line breaks, tabs and the backslash itself, so that two paths are never shown alike.

    Examples
    --------
    >>> print(spelled("a\x1b[31mb/\u202ey.yaml"), spelled("caf\udce9"))
    a\x1b[31mb/\u202ey.yaml caf\xe9
    """
    return _UNSEEN.sub(lambda found: _spell(found[0]), path)


def _spell(sign: str) -> str:
    code = ord(sign)
    if sign == "\\":
        return "\\\\"
    if code in _BYTES:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}"


def unspelled(path: str) -> str:
    """Return the path as the disk knows it: the inverse of :func:`spelled`."""

    def sign(found: re.Match[str]) -> str:
        backslash, byte, code = found.groups()
        if backslash:
            return "\\"
        value = int(byte or code, 16)
        return chr(value + 0xDC00 if byte and value >= 0x80 else value)

    return _SPELLED.sub(sign, path)


@dataclass(frozen=True, slots=True)
class Source:
    """A text with the path under which the user knows it.

    Attributes
    ----------
    path
        Relative to the current folder, in a report to that of the workspace; with forward slashes, and :func:`spelled`.
    text
        The whole text, decoded.
    """

    path: str
    text: str

    def line(self, number: int) -> str:
        """Return one line without its end, counted from 1; empty past the last."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


class Span(NamedTuple):
    """A stretch of one file; lines and columns count characters from 1, the end is exclusive.

    The file is the path of its :class:`Source`.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def holds(self, other: "Span") -> bool:
        """Tell whether another stretch lies within this one."""
        return (
            self.file == other.file
            and (self.line, self.column) <= (other.line, other.column)
            and (other.end_line, other.end_column) <= (self.end_line, self.end_column)
        )

    def __str__(self) -> str:
        """Return ``file:line:column``, the form terminals make clickable."""
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0, 0, 0)
"""The place of what no file holds, such as a default."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that makes the input invalid.

    Attributes
    ----------
    code
        Stable and never reused, for example ``unknown-touchpoint``.
    span
        The word that is wrong, not the record around it.
    message
        One sentence in the user's words, lower case, no full stop.
    help
        What to do or what is nearest; states, never asks.
    also
        A second place that belongs to it (``first defined here``).
    """

    code: str
    span: Span
    message: Text
    help: Text | None = None
    also: Span | None = None


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repeats, by file, place and code."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.span, p.code, str(p.message))))


def excerpt(problem: Problem, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the offending line with a caret under the word, as four lines or none.

    A line longer than 100 characters is cut around the caret, so that a
    minified file stays readable. Control characters are shown as ``·``.
    """
    source = sources.get(problem.span.file)
    if source is None or problem.span.line < 1:
        return ()
    raw = source.line(problem.span.line)
    start = problem.span.column - 1
    end = problem.span.end_column - 1 if problem.span.end_line == problem.span.line else len(raw)
    left = max(0, start - 60) if len(raw) > 100 else 0
    shown = "".join(ch if ch.isprintable() else "·" for ch in raw[left : left + 100])
    carets = "^" * max(1, min(end, left + 100) - start)
    gutter = str(problem.span.line)
    pad = " " * len(gutter)
    return (f"{pad} |", f"{gutter} | {shown}", f"{pad} | {' ' * (start - left)}{carets}")
