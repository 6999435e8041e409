"""A model of three phases and four levels, from answers to the report: nothing is wired to five of anything."""

import re

import pytest

from journeymap.analysis import Tools, analyse, load
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import discover_probes
from journeymap.outputs.html import report
from journeymap.source import Source
from journeymap.views.maturity import maturity
from journeymap.views.tables import maturity_rows
from tests.outputs.reports import read, render

TEXT = """
project: {today: 2026-05-30}
journeys: {j: {stages: {s: {a: {channel: phone, ends: completed}}}}}
assessments:
  one:
    {model: small, model_version: "2", date: 2026-02-01, agreed: {SEE-1.2a: not_met, ACT-1.2a: met},
     targets: {ACT-1: {level: 3, by: 2026-04-01}}}
  two:
    model: small
    model_version: "2"
    date: 2026-05-01
    respondents:
      a: {role: board, answers: {SEE-1.2a: met, SEE-1.3a: met, SEE-1.4a: met, SEE-1.4b: met, THINK-1.2a: met}}
      b: {role: shop, answers: {SEE-1.2a: met, SEE-1.3a: partly, SEE-1.4a: met, SEE-1.4b: met, THINK-1.2a: not_met}}
    agreed: {ACT-1.2a: met, ACT-1.3a: not_met}
    targets: {SEE-1: 4, ACT-1: {level: 4, by: 2026-12-31}}
"""


@pytest.fixture(scope="module")
def analysis(small: MaturityModel):
    tools = Tools({}, {"small": small}, discover_probes())
    loaded = load([Source("w.yaml", TEXT)], tools)
    assert loaded.workspace is not None, loaded.problems
    return analyse(loaded.workspace, tools)


def test_levels_follow_the_models_own_scale(analysis):
    result = analysis.judged.latest
    assert {name: (p.attained, p.gap) for name, p in result.practices.items()} == {
        "SEE-1": (4, 0), "THINK-1": (1, None), "ACT-1": (2, 2),
    }  # fmt: skip
    assert result.percent_to_target == pytest.approx(1 - 2 / 6)
    assert (maturity(result).top, len(maturity(result).phases)) == (4, 3)
    assert len(maturity_rows(result)) == 1 + 3


def test_the_report_shows_its_phases_levels_gaps_and_promises(analysis):
    tree = read(report(analysis, render()))
    text = tree.by_id("maturity").text
    for title in ("See", "Think", "Act"):
        assert title in text
    assert "of 4" in text
    assert not re.search(r"of 5 levels|level \d of 5", text)
    table = tree.by_id("practices")
    assert table.attributes["class"] == "practices of4"
    (row,) = (
        row for row in table.all("tr") if "ACT-1" in row.all("th")[0].text and row.attributes.get("class") is None
    )
    assert [cell.text for cell in row.all("td")][:2] == ["2 · 1 · 4", "2"]
    assert "missed" in tree.by_id("trend").text
