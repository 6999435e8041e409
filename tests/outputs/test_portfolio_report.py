"""Reports on several journeys and workspaces: the front page, its JSON, one journey alone, a folder of reports."""

import csv
import io
import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from journeymap.analysis import analyse
from journeymap.cli import group
from journeymap.engines import EngineMissing
from journeymap.engines.reports import shipped as forms
from journeymap.errors import InvalidWorkspace
from journeymap.languages import language
from journeymap.outputs.analysis_json import JSON, analysis_schema
from journeymap.outputs.csv_findings import findings_csv
from journeymap.outputs.findings import Checked
from journeymap.outputs.findings.sarif import sarif
from journeymap.outputs.html import report
from journeymap.views.journey_map import finding_anchor
from journeymap.views.limited import limited
from journeymap.views.report_findings import Findings
from tests.outputs.reports import analysed_text, page, read, render
from tests.portfolios import SIX, counted
from tests.support import tools

FIVE = dict(list(SIX.items())[:5])
WANTED = """
targets:
  cheaper: {of: bill, changes: [{set: {ask.duration: 5 min}}]}
  calmer: {of: fault, changes: [{set: {ask.waiting: 1 min}}]}
initiatives:
  train: {title: Formare gli operatori, journey: bill, duration: 6 weeks, changes: [{set: {ask.duration: 5 min}}]}
  staff: {title: Una persona in più, journey: fault, duration: 20 weeks, changes: [{set: {ask.waiting: 1 min}}]}
"""


@cache
def five():
    """Return the analysis of five journeys with two targets and two initiatives."""
    return analysed_text(counted(FIVE) + WANTED)


@cache
def five_read(code: str = "en"):
    return read(report(five(), render(code)))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["report", *map(str, arguments)], standalone_mode=False)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Write two workspaces of the same name in different folders, of two currencies."""
    made = []
    for place, names in (("a", ("fault", "renew")), ("b", ("bill", "move"))):
        folder = tmp_path / place / "My shop"
        folder.mkdir(parents=True)
        folder.joinpath("journey.yaml").write_text(counted({name: SIX[name] for name in names}, title=place), "utf-8")
        made.append(folder)
    return made[0], made[1]


def test_the_front_page_stands_before_the_summary_and_leads_to_each_journey() -> None:
    tree = five_read()
    sections = [
        element.attributes["id"] for element in tree.by_id("main").inside if getattr(element, "tag", "") == "section"
    ]
    assert sections[:3] == ["portfolio", "summary", "current"]
    front = tree.by_id("portfolio")
    ids = {element.attributes.get("id") for element in tree.all()}
    leads = [link.attributes["href"] for link in front.all("a") if not (link.attributes["href"] or "").startswith("#n")]
    assert {f"#journey-{name}" for name in FIVE} == set(leads)
    assert {link[1:] for link in leads if link} <= ids


def test_one_journey_needs_no_front_page() -> None:
    tree = read(page("minimal"))
    assert all(element.attributes.get("id") != "portfolio" for element in tree.all())


def test_each_of_five_journeys_has_its_part_its_target_and_its_quarters() -> None:
    """Five parts; a part for each target; both journeys that change are among the figures after each quarter."""
    tree = five_read()
    assert [part.attributes["id"] for part in tree.by_id("current").of_class("journey")] == [
        f"journey-{name}" for name in FIVE
    ]
    assert [part.attributes["id"] for part in tree.by_id("target").all("section")] == [
        "target", "target-cheaper", "target-calmer"]  # fmt: skip
    roadmap = tree.by_id("roadmap").text
    assert "Chiarimento di una bolletta" in roadmap
    assert "Guasto" in roadmap


def test_the_page_speaks_italian_with_its_numbers() -> None:
    front = five_read("it").by_id("portfolio").text
    assert "1.800.000 €" in front
    assert "Punteggio" in front


def test_the_comparison_is_in_the_json_and_null_for_one_journey() -> None:
    """By hand: 30% of 20,000 at 300 each is 1.8 million; three journeys lose it and cannot be told apart."""
    record = json.loads(JSON.write(five(), render())["analysis.json"])
    jsonschema.Draft202012Validator(dict(analysis_schema())).validate(record)
    found = record["portfolio"]
    assert found["order"] == ["bill", "cancel", "move", "fault", "activate"]
    assert [(item["journey"], item["touchpoint"], item["initiative"]) for item in found["start"]] == [
        ("bill", "ask", "train"), ("cancel", "ask", None), ("move", "ask", None)]  # fmt: skip
    assert found["journeys"]["bill"]["value_lost_per_year"] == pytest.approx(1.8e6)
    assert found["journeys"]["activate"]["score_place"] == [1, 1]
    alone = JSON.write(analysed_text(counted({"fault": SIX["fault"]})), render())["analysis.json"]
    assert json.loads(alone)["portfolio"] is None


def test_a_report_can_be_limited_to_one_journey(folders, tmp_path: Path) -> None:
    """No front page, no other journey; a name nobody knows is refused with the nearest."""
    file = tmp_path / "one.html"
    assert run(folders[0], "--journey", "renew", "-o", file).exception is None
    text = read(file.read_text("utf-8")).text
    assert "Rinnovo" in text
    assert "Guasto" not in text
    assert "plan of all" not in text  # there is no plan
    assert "All journeys" not in text  # a report on its own leads back to nothing
    refused = run(folders[0], "--journey", "renw", "-o", tmp_path / "two.html")
    assert "there is no current journey 'renw'; the nearest is 'renew'" in str(refused.exception)
    assert not (tmp_path / "two.html").exists()


def test_several_workspaces_become_a_folder_whose_links_resolve(folders, tmp_path: Path) -> None:
    """Two folders of one name get two files; every link of the index leads to an id that is there."""
    out = tmp_path / "out"
    done = run(*folders, "-o", out)
    assert done.exception is None
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "my-shop-2.html", "my-shop.html"]
    tree = read((out / "index.html").read_text("utf-8"))
    links = {link.attributes["href"] or "" for link in tree.all("a")}
    assert {"my-shop.html", "my-shop-2.html#journey-bill", "my-shop.html#journey-fault"} <= links
    for link in links:
        name, _, anchor = link.partition("#")
        target = read((out / (name or "index.html")).read_text("utf-8"))
        assert not anchor or target.by_id(anchor)
    for name in ("my-shop.html", "my-shop-2.html"):
        contents = read((out / name).read_text("utf-8")).of_class("contents")[0]
        assert contents.all("a")[0].attributes["href"] == "index.html"


def test_one_journey_of_several_says_that_the_plan_is_that_of_all() -> None:
    """Five journeys: the roadmap of one of them, and only there, says whose plan it is."""
    words = "This is the plan of all 5 journeys of the workspace, which share people and money."
    one = read(report(limited(five(), "bill"), render()))
    assert words in one.by_id("roadmap").text
    assert words not in five_read().by_id("roadmap").text


def test_each_link_leads_to_a_finding_of_its_own_journey() -> None:
    """The same step on five journeys: pins stay in the part of their journey, and each place is one finding's."""
    tree = five_read()
    known = {finding_anchor(finding.id): finding for finding in five().judged.open_findings}
    assert len(known) == len(five().judged.open_findings)
    assert {card.attributes["id"] for card in tree.of_class("finding")} >= known.keys()
    for part in tree.by_id("current").of_class("journey"):
        journey = str(part.attributes["id"]).removeprefix("journey-")
        pins = {(link.attributes["href"] or "")[1:] for svg in part.all("svg") for link in svg.all("a")}
        assert {known[pin].journey for pin in pins if pin.startswith("finding-")} <= {journey}
        for card in part.of_class("finding"):
            named = [item.attributes["data-at"] or "" for item in card.all() if "data-at" in item.attributes]
            assert not [at for at in named if "/" in at]  # of the journey it stands in


def test_each_workspace_is_written_in_every_form_asked_for(folders, tmp_path: Path) -> None:
    """One run: the page that leads to the others, and each report as page and as workbook of the same analysis."""
    folder = tmp_path / "all"
    done = run(*folders, "-o", folder, "--also", "xlsx", "--also", ".html")
    assert done.exception is None
    names = ["index.html", "my-shop.html", "my-shop.xlsx", "my-shop-2.html", "my-shop-2.xlsx"]
    assert done.stdout.split() == [str(folder / name) for name in names]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_one_report_is_written_in_several_forms_from_one_analysis(folders, tmp_path: Path, monkeypatch) -> None:
    calls = []
    monkeypatch.setattr("journeymap.analysis.analyse", lambda *args: calls.append(1) or analyse(*args))
    done = run(folders[0], "-o", tmp_path / "out" / "shop.v2.html", "--also", "xlsx", "--also", "xlsx")
    assert done.exception is None
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["shop.v2.html", "shop.v2.xlsx"]
    assert calls == [1]


def test_nothing_is_written_if_a_form_does_not_exist_or_cannot_be_written(folders, tmp_path: Path, monkeypatch) -> None:
    """What is missing for the last form is told before the first is made."""
    refused = run(*folders, "-o", tmp_path / "out", "--also", "doc")
    assert str(refused.exception).startswith("there is no report as 'doc': it is written as ")

    def missing() -> Path:
        raise EngineMissing("no Chromium")

    monkeypatch.setattr("journeymap.engines.chromium.find", missing)
    for arguments in ((*folders, "-o", tmp_path / "out"), (folders[0], "-o", tmp_path / "out" / "one.html")):
        assert isinstance(run(*arguments, "--also", "pdf").exception, EngineMissing)
    assert not (tmp_path / "out").exists()


def test_the_help_names_every_form() -> None:
    """`.htm` is `.html` by another name."""
    told = run("--help").output
    assert all(re.search(rf"\b{ending}\b", told) for ending in forms() if ending != "htm")


def test_a_finding_has_one_id_and_one_number_in_every_output() -> None:
    """Page, JSON, CSV and SARIF of five journeys with touchpoints of one name: the same ids, each once."""
    analysis = five()
    judged = analysis.judged
    cards = {card.id: card.number for card in Findings(analysis).cards}
    whole = json.loads(JSON.write(analysis, render())["analysis.json"])["findings"]
    told = {found["id"]: found["number"] for found in whole}
    rows = list(csv.DictReader(io.StringIO(findings_csv(judged.findings, language("en"), judged.numbers, {}))))
    checked = Checked(language("en"), tools().rules, found=judged.findings, judged=judged, numbers=judged.numbers)
    results = [item["properties"] for item in sarif(checked)["runs"][0]["results"]]
    assert len(told) == len(whole) == len(rows) == len(results)
    assert cards == told
    assert {row["id"]: int(row["number"]) for row in rows} == told
    assert {item["findingId"]: item["number"] for item in results} == told


def test_a_workspace_that_is_not_there_is_told_with_the_problems_of_the_others(folders, tmp_path: Path) -> None:
    folders[1].joinpath("more.yaml").write_text("journeyz: {}\n", "utf-8")
    done = run(folders[0], tmp_path / "nothere", folders[1], "-o", tmp_path / "out")
    assert isinstance(done.exception, InvalidWorkspace)
    problems = [(problem.code, Path(problem.span.file).name) for problem in done.exception.problems]
    assert problems[0] == ("no-workspace", "nothere")
    assert {name for _, name in problems[1:]} == {"more.yaml"}
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_if_one_is_invalid_and_all_problems_are_told(folders, tmp_path: Path) -> None:
    for folder in folders:
        folder.joinpath("more.yaml").write_text("journeyz: {}\n", "utf-8")
    done = run(*folders, "-o", tmp_path / "out")
    assert isinstance(done.exception, InvalidWorkspace)
    assert {problem.span.file.split("/")[-3] for problem in done.exception.problems} == {"a", "b"}
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_meant_is_refused(folders, tmp_path: Path) -> None:
    assert "need a folder, such as" in str(run(*folders, "-o", tmp_path / "x.html").exception)
    assert "--journey limits the report of one workspace" in str(run(*folders, "--journey", "bill").exception)
    assert "the same workspace is given twice" in str(run(folders[0], folders[0], "-o", tmp_path / "x").exception)
