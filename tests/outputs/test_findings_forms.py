"""The forms of check say the same, and each is what the programs that read it expect."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis import Judged, judge
from journeymap.languages import language
from journeymap.outputs.analysis_json import check_schema
from journeymap.outputs.findings import Checked, shipped
from journeymap.outputs.findings.github import command, escaped, escaped_property
from journeymap.outputs.findings.sarif import LEVELS, finding_key
from journeymap.source import NOWHERE, Span
from journeymap.text import clean
from tests.outputs.reports import HOSTILE
from tests.support import ROOT, loaded, story, tools, workspace

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))
BROKEN = """
journeys:
  j:
    stages:
      s:
        a: {chanel: "web\\n::error::x, 100%"}
        b: {next: nowhere}
"""


@cache
def judged() -> Judged:
    return judge(story("home-move"), tools())


def checked(found: Judged, code: str = "en") -> Checked:
    return Checked(language(code), tools().rules, found=found.findings, wanted=found.target_findings, judged=found,
                   numbers=found.numbers)  # fmt: skip


def broken() -> Checked:
    return Checked(language("en"), tools().rules, problems=loaded(BROKEN).problems)


def write(form: str, what: Checked) -> str:
    return shipped()[form].write(what)


def results(what: Checked) -> list[dict[str, Any]]:
    log = json.loads(write("sarif", what))
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


def prints(what: Checked) -> list[str]:
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(what)]


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner of GitHub does: split, then undo the escapes."""
    found = []
    for line in text.split("\n"):
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        if match:
            pairs = dict(item.split("=", 1) for item in match[2].split(","))
            found.append((match[1], {key: unquote(value) for key, value in pairs.items()}, unquote(match[3])))
    return found


def test_the_forms_are_those_of_the_folder() -> None:
    """The name of a file is the name of its form, which is what the command line lists without importing it."""
    assert set(shipped()) == {"csv", "github", "json", "sarif", "text"}
    folder = ROOT / "journeymap" / "outputs" / "findings"
    assert {file.stem for file in folder.glob("[a-z]*.py")} == set(shipped())


@pytest.mark.parametrize("what", [lambda: checked(judged()), broken, lambda: checked(judged(), "it")])
def test_sarif_is_valid_by_the_published_schema(what: Callable[[], Checked]) -> None:
    """Of findings and of problems, in both languages."""
    log = json.loads(write("sarif", what()))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER).validate(log)
    assert log["version"] == "2.1.0"


def test_each_sarif_result_is_at_a_place_in_a_file_with_columns_from_1() -> None:
    """The region holds the word that is pointed at: the same characters as in the source."""
    for result in results(checked(judged())):
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        line = (
            (ROOT / unquote(physical["artifactLocation"]["uri"]))
            .read_text("utf-8")
            .split("\n")[region["startLine"] - 1]
        )
        assert region["startColumn"] >= 1
        if region["endLine"] == region["startLine"]:
            word = line[region["startColumn"] - 1 : region["endColumn"] - 1]
            assert word == word.strip() != ""


def test_sarif_rules_have_help_and_the_level_of_their_severity() -> None:
    """Each result names a rule of the list; the levels follow the severity."""
    log = json.loads(write("sarif", checked(judged())))["runs"][0]
    rules = log["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({finding.rule for finding in checked(judged()).findings})
    for rule in rules:
        assert {"Why it matters", "Remedy"} <= set(rule["help"]["text"].split("\n\n"))
        assert "## Why it matters" in rule["help"]["markdown"]
    for result, finding in zip(log["results"], checked(judged()).findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] == LEVELS[finding.severity]
        assert ("suppressions" in result) is (finding.accepted is not None)


def test_fingerprints_tell_findings_apart_and_stay_when_lines_and_figures_change() -> None:
    """Ten lines in front of a file and another share make other places and messages, and the same fingerprints."""
    assert len(set(prints(checked(judged())))) == len(checked(judged()).findings)
    text = """
        journeys:
          j:
            customers: 1000/year
            value: 300 EUR
            stages:
              s:
                call: {channel: phone, emotion: -2, ends: {completed: 80%, churned: 20%}}
    """
    lines = text.strip("\n").replace("80%", "70%").replace("20%", "30%")
    before, after = (checked(judge(workspace(each), tools())) for each in (text, "# note\n" * 10 + lines))
    lost = [next(f for f in each.findings if f.rule == "avoidable-loss") for each in (before, after)]
    assert lost[0].span.line + 9 == lost[1].span.line
    assert str(lost[0].message) != str(lost[1].message)
    assert finding_key(lost[0]) == finding_key(lost[1])
    assert set(prints(before)) == set(prints(after))


def test_an_accepted_finding_is_suppressed_in_sarif_and_silent_on_github() -> None:
    """The reason goes along; whoever reads the annotations is not told what the organisation lives with."""
    whole = checked(judged())
    first = next(finding for finding in whole.findings if finding.accepted is None)
    text = f"accepted: [{{finding: {first.id}, reason: 'we know, 100%'}}]"
    accepted = judge(workspace(f"""
        {text.replace(first.id, "avoidable-loss@call")}
        journeys:
          j:
            customers: 1000/year
            value: 300 EUR
            stages: {{s: {{call: {{channel: phone, ends: {{completed: 80%, churned: 20%}}}}}}}}
    """), tools())  # fmt: skip
    what = checked(accepted)
    [found] = [result for result in results(what) if result["ruleId"] == "avoidable-loss"]
    assert found["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "we know, 100%"}]
    assert "avoidable-loss" not in write("github", what)
    assert "accepted: we know, 100%" in write("text", what)


@pytest.mark.parametrize("code", ["en", "it"])
def test_every_form_says_the_same_sentence_and_place(code: str) -> None:
    """The same numbers everywhere: in a terminal, in JSON, CSV, SARIF and on GitHub."""
    what = checked(judged(), code)
    record = json.loads(write("json", what))
    jsonschema.Draft202012Validator(dict(check_schema())).validate(record)
    table = list(csv.DictReader(io.StringIO(write("csv", what))))
    sarif, lines = results(what), write("text", what)
    shown = commands(write("github", what))
    assert len(shown) == len(what.open)
    for found, row, result in zip(record["findings"], table, sarif, strict=True):
        place = f"{found['file']}:{found['line']}:{found['column']}"
        assert f"{place}: {found['severity']}[{found['rule']}]: {found['message']}\n" in lines
        assert (row["message"].removeprefix("'") if found["message"][0] in "=+-@" else row["message"]) == found[
            "message"
        ]
        assert result["message"]["text"].split("\n")[0] == found["message"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert [region["startLine"], region["startColumn"]] == [found["line"], found["column"]]
        if found["accepted"] is None:
            kind, at, message = shown.pop(0)
            assert message.split("\n")[0] == found["message"]
            assert [at["file"], int(at["line"])] == [found["file"], found["line"]]
            assert at["title"] == f"{found['severity']}[{found['rule']}]"
            assert kind == {"critical": "error", "major": "warning"}.get(found["severity"], "notice")


def test_problems_of_an_invalid_input_are_told_in_the_same_forms() -> None:
    """Two problems in each form, at their lines; a text of the input makes no further command."""
    what = broken()
    assert {problem.code for problem in what.problems} == {"unknown-key", "unknown-touchpoint"}
    record = json.loads(write("json", what))
    jsonschema.Draft202012Validator(dict(check_schema())).validate(record)
    log = json.loads(write("sarif", what))["runs"][0]
    assert log["invocations"][0]["executionSuccessful"] is False
    table = list(csv.DictReader(io.StringIO(write("csv", what))))
    shown = commands(write("github", what))
    assert len(shown) == write("github", what).count("::error") == len(table) == len(log["results"]) == 2
    for found, row, result, (_, at, message) in zip(record["problems"], table, log["results"], shown, strict=True):
        assert result["message"]["text"].split("\n")[0] == message.split("\n")[0] == row["message"] == found["message"]
        assert [at["line"], at["col"], row["line"]] == [str(found["line"]), str(found["column"]), str(found["line"])]
        assert result["level"] == "error"


def test_paths_with_spaces_and_letters_are_encoded_in_sarif() -> None:
    """A URI holds no space; undone, it is the path; a path out of the folder stays one."""
    [first, *_] = broken().problems
    for path in ("città/a b%1.yaml", "../other/w.yaml"):
        what = replace(broken(), problems=(replace(first, span=first.span._replace(file=path)),))
        found = results(what)[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert unquote(found) == path
        assert re.fullmatch(r"[\w.~/%-]+", found, re.ASCII)


def test_what_no_file_holds_has_no_place() -> None:
    """A problem of the whole workspace is a command and a result without file and region."""
    [first, *_] = broken().problems
    what = replace(broken(), problems=(replace(first, span=NOWHERE),))
    assert "locations" not in results(what)[0]
    assert write("github", what).startswith("::error title=error")


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_leaves_its_command(title: str, message: str) -> None:
    """Whatever a title or a message holds, there is one line with one command, and it comes back as it was shown."""
    line = command("notice", Span("a,b:c%.yaml", 3, 4, 3, 9), title, message)
    assert not re.search("[\r\n]", line)
    [(kind, at, words)] = commands(line)
    assert (kind, at["file"], at["title"], words) == ("notice", "a,b:c%.yaml", clean(title), clean(message))
    assert (at["line"], at["col"], at["endColumn"]) == ("3", "4", "8")
    assert not re.search("[:,\r\n]", escaped_property(title))
    assert "\n" not in escaped(message)


def test_hostile_titles_stay_words_in_every_form() -> None:
    """Markup, templates and quotes of a workspace neither break a form nor begin a formula."""
    what = checked(judge(workspace(HOSTILE), tools()))
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads(write("sarif", what)))
    assert len(commands(write("github", what))) == len(what.open)
    assert len(list(csv.DictReader(io.StringIO(write("csv", what))))) == len(what.findings)
