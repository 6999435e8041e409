"""Forms in which ``check`` answers: one file each; the folder is the register.

A form turns what a check came to, problems or findings, into text. Its name is
that of its file.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache

from journeymap.analysis import Judged
from journeymap.catalog import discover
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.rules import Finding, Rule
from journeymap.source import Problem
from journeymap.vocabulary import Severity

Paint = Callable[[str, str], str]
"""Gives a text in a colour where the reader sees colours."""


def plain(text: str, _: str) -> str:
    """Return a text without colour."""
    return text


@dataclass(frozen=True)
class Checked:
    """What a check came to.

    Attributes
    ----------
    language
        Says every sentence.
    rules
        Those that were asked, by id.
    problems
        What makes the input invalid; then there are no findings.
    found
        Of the journeys as they are, or as they are planned to be, weightiest first; accepted ones among them.
    wanted
        Of the wanted journeys, by target.
    judged
        Everything that is known of the workspace; `None` if it is invalid.
    numbers
        Of findings on maps and in the report, by id.
    paint
        Colours a text.
    """

    language: Language
    rules: Mapping[str, Rule]
    problems: tuple[Problem, ...] = ()
    found: tuple[Finding, ...] = ()
    wanted: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    judged: Judged | None = field(default=None, repr=False)
    numbers: Mapping[str, int] = field(default_factory=dict)
    paint: Paint = field(default=plain, repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, accepted ones among them."""
        return (*self.found, *(finding for found in self.wanted.values() for finding in found))

    @property
    def open(self) -> tuple[Finding, ...]:
        """Return the findings that are not accepted."""
        return tuple(finding for finding in self.findings if finding.accepted is None)

    @property
    def tally(self) -> str:
        """Return a line such as ``2 critical, 5 major``; accepted findings are not counted."""
        counts = dict.fromkeys(reversed(Severity), 0)
        for finding in self.open:
            counts[finding.severity] += 1
        return ", ".join(f"{n} {severity}" for severity, n in counts.items() if n) or "no findings"


@dataclass(frozen=True)
class Form:
    """A registered form.

    Attributes
    ----------
    id
        Its name, such as ``sarif``.
    write
        Gives the whole answer.
    for_people
        Whether problems of the input go to standard error with their lines, as other commands tell them; else
        they are told in the form itself.
    mark
        What a file begins with and a printed answer does not, such as a byte order mark.
    """

    id: str
    write: Callable[[Checked], str] = field(repr=False)
    for_people: bool = False
    mark: str = ""


@cache
def shipped() -> Mapping[str, Form]:
    """Return the forms of this folder and of installed extensions, by name."""
    return discover(sys.modules[__name__], Form, lambda entry: entry.id)
