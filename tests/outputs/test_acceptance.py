"""What the report has to hold, in one list with the tests that prove it; and one number on every surface."""

import csv
import io
import json
import re

import openpyxl
import pytest
from click.testing import CliRunner
from pptx import Presentation

from journeymap.cli import group
from journeymap.engines.reports import Asked, by_ending
from journeymap.outputs.analysis_json import JSON
from journeymap.outputs.csv_scores import SCORES
from journeymap.outputs.csv_text import MARK
from journeymap.text import minutes, money, number, score, share
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


NAMES = ("completion", "score", "time", "waiting", "contacts", "hand-offs", "cost", "value")
"""All figures of a journey."""


def figures(record):
    """Return the figures of a journey as ``analysis.json`` has them, by name."""
    return {
        "completion": record["completion"], "score": record["score"]["value"], "time": record["duration"]["value"],
        "waiting": record["waiting"]["value"], "contacts": record["contacts"], "hand-offs": record["hand_offs"],
        "cost": record["cost"]["value"], "value": record["value_lost_per_year"],
    }  # fmt: skip


def rounded(known, currency):
    """Return how people read figures, said here once more: hand-offs have two decimals, amounts are whole."""
    waiting = minutes(known["waiting"]) if known["waiting"] is not None else ""
    return {
        "Completion": share(known["completion"]), "Score": score(known["score"]), "Time spent": minutes(known["time"]),
        "Waiting": waiting, "Contacts": number(known["contacts"], 1),
        "Hand-offs": number(known["hand-offs"], 2 if known["hand-offs"] else 0),
        "Cost per customer": money(known["cost"], currency), "Value lost in a year": money(known["value"], currency),
    }  # fmt: skip


OFFICE = set(zip(STORIES, ("en", "it"), strict=True))
"""Slides and workbooks that are compared: each story in one language."""


@pytest.mark.parametrize("code", ["en", "it"])
@pytest.mark.parametrize("name", STORIES)
def test_a_figure_is_the_same_in_the_report_its_data_the_files_and_on_the_command_line(name, code):
    """Unrounded in JSON, CSV and the workbook; rounded once, by the same rule, wherever people read it.

    Each is read at its own place: what stands beside its name on the page, in its shape, in its cell, in its line.
    """
    opened, out = analysed(name), render(code)
    key, every = next(iter(opened.judged.current)), json.loads(JSON.write(opened, out)["analysis.json"])
    known = figures(every["journeys"][key])
    [target] = (record for record in every["targets"].values())
    wanted = figures(target)
    table = str(SCORES.write(opened, out)["scores.csv"]).removeprefix(MARK)
    rows = {row["figure"]: row["value"] for row in csv.DictReader(io.StringIO(table))
            if (row["state"], row["level"], row["persona"], row["metric"]) == ("current", "journey", "", "")}  # fmt: skip
    assert {figure: rows[figure] for figure in NAMES} == {figure: repr(known[figure]) for figure in NAMES}
    tree = read(page(name, code))
    data = next(item for item in json.loads(tree.by_id("analysis").text)["journeys"] if item["id"] == key)
    for figure in ("completion", "score", "waiting", "contacts"):
        assert data[figure] == pytest.approx(known[figure], abs=5e-5), figure
    told, later = ({out.language.translate(title): plain(out.language.say(value))
                    for title, value in rounded(values, every["currency"]).items()}
                   for values in (known, wanted))  # fmt: skip
    assert terminal(name, code, told) == told
    both = {title: (told[title], later[title]) for title in told}
    assert tiles(tree, told) == both
    if (name, code) in OFFICE:
        assert slides(opened, out, told) == both
        exact = {figure: float(f"{value:.16G}") for figure, value in known.items()}  # the digits that the format keeps
        assert workbook_figures(opened, out, key) == ({figure: exact[figure] for figure in NAMES}, told, told)


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def tiles(tree, titles):
    """Return what stands beside each name in the figures of summary and journey: today, and in the target map."""
    found = {}
    for part in (part for name in ("summary", "current") for part in tree.by_id(name).of_class("stats")):
        for name, cell in zip(part.all("dt"), part.all("dd"), strict=True):
            if plain(name.text) in titles:
                now, *then = (plain(link.text) for link in cell.all("a"))
                found[plain(name.text)] = now, "".join(then)
    return found


def terminal(name, code, titles):
    """Return what stands behind each name in the lines of ``score``, up to what says more of it."""
    done = CliRunner().invoke(group, ["score", str(ROOT / "journeys" / name), "--lang", code], standalone_mode=False)
    lines = (re.match(r"  (\S.*?)\s{2,}(\S.*)", line.replace("\u00a0", " ")) for line in done.stdout.splitlines())
    found = {line[1]: re.split(r", |: | \(", line[2])[0] for line in lines if line}
    return {title: found[title] for title in titles}


def workbook_figures(analysis, out, journey):
    """Return the figures of a journey of today and of all customers in the workbook: exact, rounded, in the summary."""
    book = openpyxl.load_workbook(io.BytesIO(by_ending("report.xlsx").write(Asked(analysis, out))), read_only=True)
    exact, words = {}, {}
    for row in book.worksheets[2].iter_rows(values_only=True):
        name, _, figure = str(row[-1]).partition(".")
        if name == journey and figure in NAMES and figure not in exact:  # all customers and today come first
            exact[figure], words[row[3]] = row[4], plain(row[8])
    summary = {row[0]: plain(row[4]) for row in book.worksheets[0].iter_rows(max_col=5, values_only=True)
               if row[0] in words and row[4]}  # fmt: skip
    return exact, words, summary


def slides(analysis, out, titles):
    """Return what stands in the shape of each name: today, and in the target map."""
    presentation = Presentation(io.BytesIO(by_ending("report.pptx").write(Asked(analysis, out))))
    found = {}
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.name in titles and shape.has_text_frame:
                name, *values = (plain(part.text) for part in shape.text_frame.paragraphs)
                if name == shape.name and values:
                    found.setdefault(name, (values[0], "".join(values[1:]).removeprefix("▸ ")))
    return found
