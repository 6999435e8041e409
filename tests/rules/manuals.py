"""The sections of a rule's manual, read from its docstring, with its two examples apart."""

import inspect
import re
import textwrap
from dataclasses import dataclass

SECTIONS = ("Why it matters", "Flagged", "Fine", "Remedy", "Source")
"""Sections of a manual, in their order."""

_HEADING = re.compile(r"^(?P<name>[^\n]+)\n-{3,}$", re.MULTILINE)
_FENCE = re.compile(r"^[ ]*```yaml\n(?P<text>.*?)^[ ]*```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Manual:
    """What a rule says of itself.

    Attributes
    ----------
    title
        The flaw in a sentence.
    why
        Why it matters.
    flagged, fine
        Workspaces in YAML: in the first the rule finds something, in the second nothing.
    remedy
        What to do about it.
    source
        What the rule rests on.
    """

    title: str
    why: str
    flagged: str
    fine: str
    remedy: str
    source: str


def read_manual(text: str) -> Manual:
    """Read a docstring; a section that is missing is empty.

    Examples
    --------
    >>> read_manual('''Something is wrong.
    ...
    ... Remedy
    ... ------
    ... Put it right.
    ... ''').remedy
    'Put it right.'
    """
    clean = inspect.cleandoc(text)
    headings = [match for match in _HEADING.finditer(clean) if match["name"] in SECTIONS]
    ends = [*(match.start() for match in headings[1:]), len(clean)][: len(headings)]
    found = {match["name"]: clean[match.end() : end].strip("\n") for match, end in zip(headings, ends, strict=True)}
    head = clean[: headings[0].start()] if headings else clean
    return Manual(
        title=" ".join(head.split()),
        why=_prose(found.get("Why it matters", "")),
        flagged=_example(found.get("Flagged", "")),
        fine=_example(found.get("Fine", "")),
        remedy=_prose(found.get("Remedy", "")),
        source=_prose(found.get("Source", "")),
    )


def _prose(text: str) -> str:
    """Join the lines of each paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()) if part)


def _example(text: str) -> str:
    match = _FENCE.search(text)
    return textwrap.dedent(match["text"]) if match else ""
