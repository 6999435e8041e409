"""The manuals of rules, metrics and probes as pages: headings, paragraphs that can be said in a language, examples.

A manual is the docstring beside the code. Each of its paragraphs is a sentence
of the catalogues by itself, so that one which is not translated yet stays
English and the others do not. Examples are shown as they are written.
"""

import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Literal

from journeymap.maturity.probes import Probe
from journeymap.metrics import Metric
from journeymap.model.limits import Limit
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.rules import Rule, limits_here
from journeymap.rules.claims import Claim
from journeymap.rules.demands import DEMANDS
from journeymap.rules.grounds import cited
from journeymap.text import Text, number, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import GAP_WORDS, GRADE_WORDS, joined

Kind = Literal["heading", "text", "item", "code"]

GRADES = {
    "A": "a primary source was found, its population and wording are known",
    "B": "a good secondary source, consistent",
    "C": "a real survey, often quoted with the wrong wording or base",
    "D": "not traced, or contradictory",
    "F": "folklore",
}
"""What a grade of trust says of a claim."""

_FENCE = re.compile(r"\s*```")
_RULE = re.compile(r"-{3,}")
_ITEM = re.compile(r"[-*] ")


@dataclass(frozen=True)
class Block:
    """A part of a page.

    Attributes
    ----------
    kind
        ``heading``, ``text`` (a paragraph), ``item`` (of a list) or ``code`` (an example or formula, as written).
    words
        What it says; for ``code`` a plain text of several lines.
    """

    kind: Kind
    words: Words


@dataclass(frozen=True)
class Page:
    """A manual.

    Attributes
    ----------
    id, title
        What it is the manual of.
    facts
        What it declares, by name.
    blocks
        Its text in order.
    """

    id: str
    title: Words
    facts: tuple[tuple[Text, Words], ...]
    blocks: tuple[Block, ...]


def blocks(manual: str) -> Iterator[Block]:
    """Split a docstring into headings, paragraphs, items of lists and examples.

    Examples
    --------
    >>> [
    ...     (block.kind, str(block.words))
    ...     for block in blocks('''A title.
    ...
    ... Remedy
    ... ------
    ... Put it
    ... right.
    ... ''')
    ... ]
    [('text', 'A title.'), ('heading', 'Remedy'), ('text', 'Put it right.')]
    """
    for kind, lines in _parts(inspect.cleandoc(manual).split("\n")):
        if kind == "code":
            yield Block("code", textwrap.dedent("\n".join(lines)).strip("\n"))
        else:
            yield Block(kind, say(" ".join(" ".join(lines).split())))


def _parts(lines: list[str]) -> Iterator[tuple[Kind, list[str]]]:
    """Group the lines of a docstring into its parts."""
    held: list[str] = []
    fenced = False
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else ""
        if _FENCE.match(line):
            yield from (("code", held),) if fenced else _paragraph(held)
            held, fenced = [], not fenced
        elif fenced:
            held.append(line)
        elif line.strip() and _RULE.fullmatch(after.strip()):
            yield from _paragraph(held)
            yield "heading", [line]
            held = []
        elif not line.strip() or _RULE.fullmatch(line.strip()):
            yield from _paragraph(held)
            held = []
        else:
            if _ITEM.match(line):
                yield from _paragraph(held)
                held = []
            held.append(line)
    yield from _paragraph(held)


def _paragraph(lines: list[str]) -> Iterator[tuple[Kind, list[str]]]:
    if not lines:
        return
    if _ITEM.match(lines[0]):
        yield "item", [lines[0][2:], *lines[1:]]
    else:
        yield ("code" if all(line.startswith("  ") for line in lines) else "text"), lines


def rule_page(rule: Rule, workspace: Workspace | None = None) -> Page:
    """Return the manual of a rule, with what a workspace makes of it if one is given."""
    _, *told = blocks(rule.manual)
    return Page(rule.id, say(rule.title), tuple(_rule_facts(rule, workspace)),
                (*told, *_claims(rule), *_limits(rule, workspace)))  # fmt: skip


def _rule_facts(rule: Rule, workspace: Workspace | None) -> Iterator[tuple[Text, Words]]:
    yield say("Theme"), say(humanise(rule.theme))
    yield say("Severity"), severity_words(rule)
    yield say("Kind of gap"), say(GAP_WORDS.get(rule.gap_kind, humanise(rule.gap_kind)))
    yield say("Demands"), joined([say(DEMANDS.get(name, name)) for name in rule.demands] or [""], "; ")
    if rule.quick_action is not None:
        yield say("Quick action"), say(rule.quick_action)
    own = workspace.content.rules.get(rule.id) if workspace is not None else None
    if own is not None and own.off:
        yield say("Here"), say("switched off")
    elif own is not None and own.severity is not None:
        yield say("Here"), say(GRADE_WORDS[own.severity])


def severity_words(rule: Rule) -> Text:
    """Return where the severity of a rule's findings comes from."""
    if rule.severity is None:
        return say("from reach × importance × gap")
    return say(GRADE_WORDS[rule.severity])


def _claims(rule: Rule) -> Iterator[Block]:
    for name, claim in cited(rule).items():
        yield Block(
            "item", say("{source}: {statement}", source=claim_words(name, claim), statement=say(claim.statement))
        )


def claim_words(name: str, claim: Claim) -> Text:
    """Return a claim with its source, its grade and whether a limit may rest on it."""
    may = say("may set a limit") if claim.may_set_threshold else say("may not set a limit")
    grade = say(GRADES[claim.grade]) if claim.grade else say("a collection of figures")
    source = say("{source}, {year}", source=claim.source, year=str(claim.year)) if claim.year else claim.source
    return say('`{id}` "{said}", {source}, grade {grade} ({meaning}), {may}', id=name, said=say(claim.said),
               source=source, grade=claim.grade or "-", meaning=grade, may=may)  # fmt: skip


def _limits(rule: Rule, workspace: Workspace | None) -> Iterator[Block]:
    if not rule.limits:
        return
    yield Block("heading", say("Limits"))
    now = limits_here(workspace, rule) if workspace is not None else {}
    for name, limit in rule.limits.items():
        value = now.get(name, limit.default)
        here = say(", here {value}", value=limit.figure(value)) if value != limit.default else ""
        means = say(", {meaning}", meaning=say(limit.meaning)) if limit.meaning else ""
        yield Block("item", say("`{name}`: {default}{here}{means}; {ground}", name=name, here=here, means=means,
                                default=limit.figure(limit.default), ground=_ground(limit)))  # fmt: skip
    path = f"rules: {{{rule.id}: {{limits: {{{next(iter(rule.limits))}: …}}}}}}"
    yield Block("text", say("A workspace sets its own under `{path}`.", path=path))


def _ground(limit: Limit) -> Text:
    return say("claim `{id}`", id=limit.claim) if limit.claim else say("a practice convention")


def metric_page(metric: Metric) -> Page:
    """Return the manual of a metric."""
    points = [f"{at:g} ▸ {score:g}" for at, score in metric.points]
    facts: list[tuple[Text, Words]] = [
        (say("Unit"), metric.unit),
        (say("Better"), say(metric.better)),
        (say("Kind"), say(metric.kind)),
        (say("Weight"), number(metric.weight)),
        (say("Pooled by"), metric.pooled),
        (say("Value ▸ score"), ", ".join(points) if points else say("not judged")),
        (say("Source of the scale"), say(metric.source)),
    ]
    if metric.formula is not None:
        facts.append((say("From raw figures"), str(metric.formula)))
        facts += [(say("  {name}", name=part.name), say(part.meaning)) for part in metric.formula.parts]
    return Page(metric.id, say(metric.title), tuple(facts), tuple(blocks(metric.manual)))


def probe_page(probe: Probe) -> Page:
    """Return the manual of a probe."""
    return Page(probe.id, say(humanise(probe.name)), (), tuple(blocks(probe.manual)))
