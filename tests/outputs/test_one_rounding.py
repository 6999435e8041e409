"""A number that lies on the edge of rounding is shown alike on every surface, half up, in English and in Italian."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.text import half_up
from tests.outputs.reports import read

EDGES = """
project: {currency: EUR, today: 2026-05-30}
journeys:
  j:
    title: Edges
    customers: 1000/year
    value: 5 EUR/year
    stages:
      s:
        a: {title: Edge, channel: phone, duration: 3.25 min, cost: 2.5 EUR, ends: {completed: 65.5%, churned: 34.5%}}
"""
SHOWN = {
    "time": {"en": "3.3 min", "it": "3,3 min"},
    "completion": {"en": "66%", "it": "66%"},
    "cost": {"en": "€3", "it": "3 €"},
    "value": {"en": "€1,725", "it": "1.725 €"},
}
"""3.25, 65.5 and 2.5 lie half way; Babel alone would show 3.2, 66 and 2. The value is 345 customers of 5 EUR."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edges")
    (folder / "w.yaml").write_text(EDGES)
    return folder


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(group, [*words[:1], str(folder / "w.yaml"), *words[1:]], standalone_mode=False)
    assert done.exception is None, done.exception
    return " ".join(done.stdout.replace("\u00a0", " ").split())


@pytest.mark.parametrize("code", ["en", "it"])
def test_the_command_line_and_the_report_show_the_same_number(folder, code):
    told = run(folder, "score", "--lang", code)
    run(folder, "report", "--lang", code, "-o", str(folder / f"{code}.html"))
    page = read((folder / f"{code}.html").read_text("utf-8")).by_id("current").text.replace("\u00a0", " ")
    for name, shown in SHOWN.items():
        alone = re.compile(rf"(?<![\d.,]){re.escape(shown[code])}(?![\d.,]*\d)")
        assert alone.search(told), name
        assert alone.search(page), name


def test_files_for_programs_hold_the_same_numbers_unrounded(folder):
    done = CliRunner().invoke(group, ["score", str(folder / "w.yaml"), "--format", "json"], standalone_mode=False)
    record = json.dumps(json.loads(done.stdout))
    done = CliRunner().invoke(group, ["score", str(folder / "w.yaml"), "--format", "csv"], standalone_mode=False)
    rows = csv.DictReader(io.StringIO(done.stdout))
    values = {row["figure"]: float(row["value"]) for row in rows if row["level"] == "journey" and row["value"]}
    for name, digits in (("time", 1), ("completion", 2), ("cost", 0), ("value", 0)):
        assert repr(values[name]) in record, name
        rounded = half_up(values[name], digits)
        shown = SHOWN[name]["en"].strip("€% min").replace(",", "")
        assert float(rounded) * (100 if name == "completion" else 1) == float(shown), name
