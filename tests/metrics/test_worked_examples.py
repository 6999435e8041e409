"""Every metric measured from raw counts, through loading and scoring, against figures computed by hand."""

from pathlib import Path

import pytest
import yaml

from journeymap.metrics import shipped
from journeymap.metrics.pooling import canonical
from journeymap.model.measures import Reading
from tests.support import journey, scored

EXAMPLES = yaml.safe_load(Path(__file__).with_name("worked_examples.yaml").read_text("utf-8"))
FORMULAS = [name for name, metric in sorted(shipped().items()) if metric.formula is not None]


def metric_of(reading, metric):
    """Return the metric's figure at a touchpoint with this reading."""
    text = yaml.safe_dump(reading, default_flow_style=True, width=10_000).strip()
    return scored(journey(f"a: {{measures: {{{metric}: {text}}}, ends: completed}}")).touchpoints["a"].metrics[metric]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example['metric']}: {example['reading']}")
def test_the_figure_is_the_one_computed_by_hand(example):
    found = metric_of(example["reading"], example["metric"])
    assert found.estimate.value == pytest.approx(example["value"], rel=1e-5)
    assert found.estimate.n == example["n"]
    if "low" in example:
        assert found.estimate.low == pytest.approx(example["low"], rel=1e-5)
        assert found.estimate.high == pytest.approx(example["high"], rel=1e-5)


def test_every_metric_has_a_worked_example():
    assert {example["metric"] for example in EXAMPLES} == set(shipped())


def test_a_target_of_80_is_met_or_missed_by_the_method_alone():
    """The same 372 answers are 81.99 by the top two and 75.40 by the mean."""
    counts = [8, 21, 38, 195, 110]
    figures = {method: metric_of({"counts": counts, "method": method}, "csat") for method in ("top2", "mean")}
    assert {method: round(found.estimate.value, 2) for method, found in figures.items()} == {
        "top2": 81.99,
        "mean": 75.40,
    }
    assert [found.method for found in figures.values()] == ["top2", "mean"], "the method is told with the figure"


@pytest.mark.parametrize("name", FORMULAS)
def test_the_manual_says_how_it_is_measured_from_its_raw_figures(name):
    """Each figure has a meaning; those of the formula are named in the manual, or are as plain as it says."""
    metric = shipped()[name]
    assert metric.formula is not None
    assert all(len(part.meaning) > 4 for part in metric.formula.parts)
    assert {part.within for part in metric.formula.parts} - {None} <= set(metric.formula.names)
    used = {term for term, _ in (*metric.formula.top, *metric.formula.bottom, *metric.formula.answers[1])}
    assert used == set(metric.formula.names), "every figure enters the formula, and no other does"
    assert "Measured:" in metric.manual
    assert "Pooled:" in metric.manual


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_judged_metric_says_where_its_scale_comes_from_and_when(name):
    metric = shipped()[name]
    assert "Scale:" in metric.manual if metric.points else "not judged" in metric.manual
    assert not metric.points or any(char.isdigit() for char in metric.source), "the source has a year"


def test_short_abandons_are_out_of_both_sides():
    """120 of 1,500 with 30 short ones are 90 of 1,470, not 90 of 1,500."""
    reading = Reading.model_validate({"from": {"abandoned": 120, "offered": 1500, "short": 30}})
    found = canonical(reading, shipped()["abandonment"].formula)
    assert (found.hits, found.n) == (90, 1470)
