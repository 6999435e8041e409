"""What the report has to hold, in one list with the tests that prove it; and one number on every surface."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.outputs.analysis_json import JSON
from journeymap.outputs.csv_scores import SCORES
from journeymap.outputs.csv_text import MARK
from journeymap.text import minutes, number, score, share
from tests.outputs.reports import analysed, page, read, render
from tests.support import ROOT, STORIES

LIST = ROOT / "docs" / "explanation" / "acceptance.md"
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_test_that_the_list_names_is_there():
    """And every row of the list names at least one."""
    rows = [line for line in LIST.read_text("utf-8").splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert len(rows) >= 20
    for row in rows:
        named = NAMED.findall(row)
        assert named, row
        for path, name in named:
            assert re.search(rf"\bdef {name}\(", (ROOT / path).read_text("utf-8")), (path, name)


FIGURES = {
    "completion": (("completion",), share),
    "score": (("score", "value"), score),
    "time": (("duration", "value"), minutes),
    "waiting": (("waiting", "value"), minutes),
    "contacts": (("contacts",), number),
    "hand-offs": (("hand_offs",), number),
}
"""Figures of a journey as the tables call them: where ``analysis.json`` has each, and how people read it."""


@pytest.mark.parametrize("code", ["en", "it"])
@pytest.mark.parametrize("name", STORIES)
def test_a_figure_is_the_same_in_the_report_its_data_the_files_and_on_the_command_line(name, code):
    """Unrounded in JSON and CSV; rounded once, by the same rule, on the page and in the terminal."""
    opened, out = analysed(name), render(code)
    key = next(iter(opened.judged.current))
    record = json.loads(JSON.write(opened, out)["analysis.json"])["journeys"][key]
    table = str(SCORES.write(opened, out)["scores.csv"]).removeprefix(MARK)
    rows = {row["figure"]: row["value"] for row in csv.DictReader(io.StringIO(table))
            if (row["state"], row["level"], row["persona"], row["metric"]) == ("current", "journey", "", "")}  # fmt: skip
    tree = read(page(name, code))
    data = next(item for item in json.loads(tree.by_id("analysis").text)["journeys"] if item["id"] == key)
    done = CliRunner().invoke(group, ["score", str(ROOT / "journeys" / name), "--lang", code], standalone_mode=False)
    told, shown = plain(done.stdout), plain(tree.by_id("current").text)
    for figure, (path, unit) in FIGURES.items():
        value = record
        for part in path:
            value = value[part]
        assert rows[figure] == repr(value), figure
        if figure in data:
            assert data[figure] == pytest.approx(value, abs=5e-5), figure
        assert plain(out.language.say(unit(value))) in told, figure
        assert plain(out.language.say(unit(value))) in shown, figure


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
