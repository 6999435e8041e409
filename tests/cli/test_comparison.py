"""`diff OLD NEW` as figures and as a page, and `report --since`."""

import json
import re

import pytest
from click import UsageError
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import UnknownName
from tests.pairs import NEW, OLD


def run(*words):
    done = CliRunner().invoke(group, [*map(str, words)], standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    found = []
    for name, text in (("old", OLD), ("new", NEW)):
        folder = tmp_path_factory.mktemp(name)
        (folder / "journey.yaml").write_text(text, "utf-8")
        found.append(folder)
    return found


def test_figures_are_told_in_words_and_as_json_with_status_0(folders):
    done = run("diff", *folders, "--of", "figures")
    assert done.output.startswith("since 3 June 2024: ")
    assert "of 3 initiatives due, 1 kept what was promised" in done.output.splitlines()[0]
    assert (
        "'A search that finds': ✗ missed: First contact resolution at 'Find' was to go from 50% to 80%" in done.output
    )
    assert done.return_value == 0
    told = json.loads(run("diff", *folders, "--of", "figures", "--format", "json").output)
    assert told["initiatives"]["call-centre"]["verdict"] == "open"


def test_left_out_it_is_the_changes_as_before(folders):
    done = run("diff", *folders, "--format", "json")
    assert (list(json.loads(done.output)["changes"]), done.return_value) == (["order"], 1)


def test_readings_kept_apart_are_no_changes_and_are_counted(tmp_path):
    """The map is the same, and two of three readings under `measurements` are not."""
    text = "journeys: {j: {stages: {s: {a: {ends: completed}}}}}\nmeasurements:\n" + "".join(
        f"  - {{journey: j, touchpoint: a, metric: {metric}, hits: %s, n: 200}}\n"
        for metric in ("fcr", "ocr", "unanswered")
    )
    for name, hits in (("old", (100, 20, 30)), ("new", (104, 20, 31))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "journey.yaml").write_text(text % hits, "utf-8")
    done = run("diff", tmp_path / "old", tmp_path / "new")
    assert done.output == "# j: 0 changes; 2 readings differ: see --of figures\n"
    assert (done.return_value, run("diff", tmp_path / "old", tmp_path / "old").return_value) == (1, 0)
    told = run("diff", tmp_path / "old", tmp_path / "new", "--format", "json")
    assert json.loads(told.stdout) == {"changes": {"j": []}, "readings": {"j": 2}, "records": {}}


def test_what_no_change_sets_is_named_by_its_record(tmp_path):
    """What a customer is worth, what an initiative costs, a goal and an answer differ: the map is the same."""
    text = """
project: {today: 2026-10-05, currency: EUR}
personas: {x: {value: %s EUR}, y: {value: 5 EUR}}
journeys: {j: {stages: {s: {a: {ends: {completed: 90%%, churned: 10%%}}}}}}
targets: {t: {of: j, measures: {completion: %s%%}, changes: [{set: {a.emotion: 1}}]}}
initiatives: {i: {cost: %s EUR, changes: [{set: {a.emotion: 1}}]}}
accepted: [{finding: unowned-touchpoint@a, reason: %s}]
"""
    for name, values in (("old", (200, 97, 80_000, "known")), ("new", (999, 92, 180_000, "wanted"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "journey.yaml").write_text(text % values, "utf-8")
    done = run("diff", tmp_path / "old", tmp_path / "new")
    assert done.output.splitlines() == [
        "# j: 0 changes", "# personas: 1 record differs: x", "# targets: 1 record differs: t",
        "# initiatives: 1 record differs: i", "# accepted: 1 record differs: 1",
    ]  # fmt: skip
    assert (done.return_value, run("diff", tmp_path / "old", tmp_path / "old").return_value) == (1, 0)


def test_a_page_and_a_report_are_written_in_the_language_asked_for(folders, tmp_path):
    page, whole = tmp_path / "x.html", tmp_path / "r.html"
    assert run("diff", *folders, "--lang", "it", "-o", page).output == f"{page}\n"
    assert '<html lang="it">' in page.read_text("utf-8")
    run("report", folders[1], "--since", folders[0], "-o", whole)
    assert re.search(r'<section id="?comparison\b', whole.read_text("utf-8"))


def test_what_cannot_be_compared_is_told(folders, tmp_path):
    results = tmp_path / "analysis.json"
    results.write_text("{}", "utf-8")
    with pytest.raises(UnknownName, match="holds results, not what they were computed from"):
        run("diff", results, folders[1], "--of", "figures")
    with pytest.raises(UsageError, match="give OLD and NEW"):
        run("diff", folders[1], "-o", tmp_path / "x.html")
    with pytest.raises(UnknownName, match=r"its ending must be .html, .htm or .pdf"):
        run("diff", *folders, "-o", tmp_path / "x.docx")
    with pytest.raises(UsageError, match="--of changes goes to the terminal"):
        run("diff", *folders, "--of", "changes", "-o", tmp_path / "x.html")
    with pytest.raises(UsageError, match="without --journey"):
        run("report", folders[1], "--since", folders[0], "--journey", "order")
