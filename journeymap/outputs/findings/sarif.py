"""Findings as SARIF 2.1.0, which GitHub, GitLab and editors read.

References
----------
OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020. GitHub, "SARIF support for code
scanning".
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from journeymap import __version__
from journeymap.languages import Language
from journeymap.outputs.findings import Checked, Form
from journeymap.rules import Finding, Rule
from journeymap.source import Problem, Span, unspelled
from journeymap.text import Figure, Text, say
from journeymap.views.acceptances import acceptance_words
from journeymap.views.manuals import blocks
from journeymap.vocabulary import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "warning", Severity.MINOR: "note", Severity.NOTE: "note"}
"""SARIF knows three levels; the severity is among the properties too."""


def _write(checked: Checked) -> str:
    return json.dumps(sarif(checked), ensure_ascii=False, indent=2) + "\n"


def sarif(checked: Checked) -> dict[str, Any]:
    """Return what a check came to as a SARIF log with one run."""
    rules = list(_descriptors(checked))
    index = {rule["id"]: position for position, rule in enumerate(rules)}
    results = [*_problems(checked, index), *_findings(checked, index)]
    driver = {"name": "journeymap", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": checked.language.code,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not checked.problems}],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptors(checked: Checked) -> Iterator[dict[str, Any]]:
    """Yield the rules that found something, then the kinds of problems, by id."""
    for name in sorted({finding.rule for finding in checked.findings}):
        yield _rule(checked.rules[name], checked.language)
    for code in sorted({problem.code for problem in checked.problems}):
        words = {"text": checked.language.say(say("the input is invalid: {kind}", kind=code))}
        yield {"id": code, "shortDescription": words, "defaultConfiguration": {"level": "error"},
               "properties": {"tags": ["input"]}}  # fmt: skip


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    found = list(blocks(rule.manual))[1:]
    plain = "\n\n".join(language.say(block.words) for block in found)
    # A fence around examples, whatever is in them: manuals hold no fence of their own.
    shapes = {"heading": "## {}", "item": "- {}", "code": "```yaml\n{}\n```"}
    markdown = "\n\n".join(shapes.get(block.kind, "{}").format(language.say(block.words)) for block in found)
    title = language.say(Text(rule.title))
    level = LEVELS[rule.severity] if rule.severity is not None else "warning"
    return {
        "id": rule.id,
        "name": rule.id.title().replace("-", ""),
        "shortDescription": {"text": title},
        "fullDescription": {"text": title},
        "help": {"text": plain or title, "markdown": markdown or title},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [rule.theme, rule.gap_kind], "theme": rule.theme, "gapKind": rule.gap_kind},
    }


def _problems(checked: Checked, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    speak = checked.language.say
    seen: Counter[str] = Counter()
    for problem in checked.problems:
        yield {
            "ruleId": problem.code,
            "ruleIndex": index[problem.code],
            "level": "error",
            "message": {"text": _sentences(speak(problem.message), speak(problem.help))},
            **_places(problem.span, None),
            **({"relatedLocations": [{"id": 1, **_physical(problem.also)}]} if problem.also else {}),
            "partialFingerprints": _prints(problem_key(problem), seen),
        }


def _findings(checked: Checked, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    seen: Counter[str] = Counter()
    groups = [("", checked.found), *checked.wanted.items()]
    for target, finding in ((target, finding) for target, found in groups for finding in found):
        yield _result(finding, checked, index, _prints(finding_key(finding, target), seen))


def _result(finding: Finding, checked: Checked, index: Mapping[str, int], prints: Mapping[str, str]) -> dict[str, Any]:
    speak, number = checked.language.say, checked.numbers.get(finding.id)
    name = ".".join(filter(None, (finding.journey, finding.touchpoint)))
    found: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": _sentences(speak(finding.message), speak(finding.help))},
        **_places(finding.span, name),
        "partialFingerprints": {**prints, "findingId/v1": finding.id},
        "rank": round(100 * finding.weight, 3),
        "properties": {"severity": str(finding.severity), "state": str(finding.state), "findingId": finding.id,
                       "reach": finding.reach, "importance": finding.importance, "gap": finding.gap,
                       **({"number": number} if number is not None else {})},
    }  # fmt: skip
    if finding.accepted is not None:
        words = speak(acceptance_words(finding.accepted))
        found["suppressions"] = [{"kind": "external", "status": "accepted", "justification": words}]
    return found


def _sentences(message: str, help_: str) -> str:
    return "\n".join(filter(None, (message, help_)))


def _places(span: Span, name: str | None) -> dict[str, Any]:
    """Return where a result is; nothing for what no file holds."""
    logical = {"logicalLocations": [{"fullyQualifiedName": name, "kind": "element"}]} if name else {}
    found = {**_physical(span), **logical} if span.file else logical
    return {"locations": [found]} if found else {}


def _physical(span: Span) -> dict[str, Any]:
    region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line,
              "endColumn": span.end_column}  # fmt: skip
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(unspelled(span.file))}, "region": region}}


def _uri(file: str) -> str:
    """Return the path of a file, relative as it is given, as a URI reference; a path knows how it is written as one."""
    return PurePosixPath("/", file).as_uri().removeprefix("file://" if file.startswith("/") else "file:///")


def finding_key(finding: Finding, target: str = "") -> str:
    """Return what a finding is, whatever line it stands on and whatever its figures are.

    Parameters
    ----------
    target
        Id of the wanted journey it is about, if it is about one.
    """
    return "\n".join([str(finding.state), target, finding.journey or "", finding.id, *_names(finding.message)])


def problem_key(problem: Problem) -> str:
    """Return what a problem is, whatever line it stands on."""
    return "\n".join([problem.span.file, problem.code, *_names(problem.message)])


def _names(words: Text) -> Iterator[str]:
    """Yield the words in the blanks of a sentence, without its figures."""
    for _, value in words.values:
        if isinstance(value, Text):
            yield from _names(value)
        elif not isinstance(value, Figure):
            yield str(value)


def _prints(key: str, seen: "Counter[str]") -> dict[str, str]:
    """Return the fingerprint of a result; those with one key are counted apart in their order.

    The name is the one by which GitHub tells whether an alert is the same as before.
    """
    digest = sha256(key.encode()).hexdigest()[:16]
    seen[digest] += 1
    return {"primaryLocationLineHash": f"{digest}:{seen[digest]}"}


SARIF = Form("sarif", _write)
