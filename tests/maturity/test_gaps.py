"""What is missing to the targets, of which kind, and on what it waits."""

import datetime as dt

import pytest

from journeymap.maturity.assess import assess
from journeymap.maturity.gaps import foundations_first, gaps
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.tailor import tailor
from journeymap.model.tailoring import Tailoring
from journeymap.views.maturity_notes import gap_lines
from journeymap.views.report_practices import practice_table
from tests.maturity.conftest import TODAY, everything


def test_every_criterion_of_the_reference_model_says_what_it_mostly_lacks(dcx5: MaturityModel):
    assert {criterion.aspect for criterion in dcx5.criteria.values()} == {"technology", "process", "data", "people"}


def test_a_gap_names_all_that_is_open_up_to_the_target_by_what_it_lacks(dcx5: MaturityModel, answered):
    given = {"COM-2.2a": "met", "COM-2.2b": "not_met", "COM-2.3a": "partly", "COM-2.3b": "not_met"}
    result = assess(dcx5, answered(given, targets={"COM-2": 3}), TODAY)
    (found,) = gaps(result)
    assert (found.practice.id, found.levels) == ("COM-2", 2)
    assert [(item.id, item.criterion.aspect) for item in found.missing] == [
        ("COM-2.2b", "technology"),
        ("COM-2.3b", "technology"),
    ]
    assert "COM-2 One owner from request to resolution: 2 to level 3; open criteria: 2 technology" in [
        str(line) for line in gap_lines(result)
    ]


def test_one_partly_met_criterion_is_no_part_of_a_gap(dcx5: MaturityModel, answered):
    """The rule lets one stay partly met, so it is not missing; a second one puts both on the list."""
    given = {"COM-2.2a": "met", "COM-2.2b": "partly", "COM-2.3a": "met", "COM-2.3b": "not_met"}
    (found,) = gaps(assess(dcx5, answered(given, targets={"COM-2": 3}), TODAY))
    assert [item.id for item in found.missing] == ["COM-2.3b"]
    given["COM-2.3a"] = "partly"
    (found,) = gaps(assess(dcx5, answered(given, targets={"COM-2": 3}), TODAY))
    assert [item.id for item in found.missing] == ["COM-2.2b", "COM-2.3a", "COM-2.3b"]


def test_foundations_below_their_level_are_named_and_open_ones_told_apart(small: MaturityModel, answered):
    given = {**everything(small, "met", ["SEE-1"]), "SEE-1.3a": "not_met", "THINK-1.2a": "met"}
    result = assess(small, answered(given, targets={"THINK-1": 4}), TODAY)
    (found,) = gaps(result)
    assert [(item.practice, item.has, item.needed) for item in found.foundations] == [("SEE-1", 2, 3)]
    assert foundations_first(result) == {"SEE-1": ("THINK-1",)}
    (open_,) = gaps(assess(small, answered({"THINK-1.2a": "met"}, targets={"THINK-1": 4}), TODAY))
    assert [(item.practice, item.has, item.needed) for item in open_.foundations] == [("SEE-1", None, 3)]
    assert foundations_first(assess(small, answered({"THINK-1.2a": "met"}, targets={"THINK-1": 4}), TODAY)) == {}


@pytest.mark.parametrize(("weight", "order"), [(1, ["SEE-1", "ACT-1"]), (3, ["ACT-1", "SEE-1"])])
def test_the_gap_that_counts_most_comes_first(small: MaturityModel, answered, weight, order):
    own = tailor(small, Tailoring.model_validate({"practices": {"ACT-1": {"weight": weight, "reason": "it matters"}}}))
    given = {"SEE-1.2a": "not_met", "ACT-1.2a": "not_met"}
    result = assess(own, answered(given, targets={"SEE-1": 3, "ACT-1": 2}), dt.date(2026, 5, 30))
    assert [found.practice.id for found in gaps(result)] == order


def test_the_table_has_every_practice_and_a_column_for_each_kind_of_gap_that_occurs(dcx5: MaturityModel, answered):
    """Criteria stand without the code of their practice; nothing stands where there is no gap or no target."""
    given = {**everything(dcx5, "met", ["COM-1"]), "COM-2.2a": "not_met", "COM-2.2b": "not_met"}
    result = assess(dcx5, answered(given, targets={"COM-1": 3, "COM-2": 2, "COM-3": 2}), TODAY)
    table = practice_table(result)
    assert [str(kind) for kind in table.kinds] == ["Technology", "Data"]
    rows = {str(row.name)[:5]: row for phase in table.phases for row in phase.rows}
    assert len(rows) == len(dcx5.practices)
    found = {name: (str(rows[name].levels.words), str(rows[name].gap), *rows[name].lacking) for name in rows}
    assert found["COM-2"] == ("1 · 1 · 2, provisional", "1", "2b", "2a")
    assert found["COM-1"] == ("5 · 1 · 3", "0", "", "")
    assert found["COM-3"] == ("not assessed", "", "", "")
    assert str(table.lacking) == "2 criteria are open up to the targets: 1 in technology and 1 in data"
    assert "with a target and not assessed: COM-3" in [str(line) for line in gap_lines(result)]
