"""How far the probes reach, counted by hand on a small model."""

from journeymap.maturity.model import MaturityModel, read_model
from journeymap.maturity.probes import ProbeOutcome
from journeymap.source import Source
from journeymap.text import say
from journeymap.views.probes import criteria_of, probe_rows, reach
from tests.support import tools

MODEL = """
id: small
version: "1"
title: Small
levels: {1: none, 2: some}
probes:
  P18: {name: stake, needs: graph, formula: "a / b"}
  P07: {name: measured, needs: graph, formula: "a / b", checks: {half: half, most: most}}
phases:
  A:
    title: A
    practices:
      A-1:
        title: A
        intent: Know
        ask: How?
        levels: {1: a, 2: b}
        criteria:
          A-1.2a: {level: 2, text: We look, probes: [P07.half, P18], auto: full}
          A-1.2b: {level: 2, text: We look twice, probes: [P07.most], auto: full}
          A-1.2c: {level: 2, text: We think, probes: [P18], auto: partial}
          A-1.2d: {level: 2, text: We act}
"""


def model() -> MaturityModel:
    found, problems = read_model(Source("m.yaml", MODEL))
    assert found is not None, problems
    return found


def outcome(code: str, holds: str, **more: float) -> ProbeOutcome:
    name, _, check = code.partition(".")
    return ProbeOutcome(name, "", holds, say("so it is"), check, **more)  # type: ignore[arg-type]


def test_a_criterion_is_decided_if_all_its_checks_are_true_or_one_is_false():
    half, most, stake = outcome("P07.half", "true"), outcome("P07.most", "false"), outcome("P18", "true")
    found = reach(model(), (half, most, stake))
    assert (found.decided, found.decidable, found.spoken, found.supportable, found.asked) == (2, 2, 1, 1, 1)


def test_a_criterion_with_a_silent_check_is_supported_at_most():
    found = reach(model(), (outcome("P07.half", "true"), outcome("P18", "not_available")))
    assert (found.decided, found.spoken) == (0, 0)


def test_each_check_names_the_criteria_it_speaks_of():
    assert criteria_of(model()) == {"P07.half": ("A-1.2a",), "P18": ("A-1.2a", "A-1.2c"), "P07.most": ("A-1.2b",)}


def test_a_row_shows_the_figure_with_its_interval_and_leaves_out_what_is_unknown():
    held = outcome("P07.most", "false", value=0.61, low=0.58, high=0.64, n=1240, threshold=0.8)
    rows = [[str(cell) for cell in row] for row in probe_rows(model(), (held, outcome("P18", "not_available")))]
    assert rows[1] == ["P07.most", "", "false", "0.61", "0.58 to 0.64", "1,240", "0.80", "A-1.2b"]
    assert rows[2] == ["P18", "", "not available", "", "", "", "", "A-1.2a A-1.2c"]


def test_the_reference_model_lets_probes_decide_68_criteria_and_support_102():
    found = reach(tools().models["dcx5"], ())
    assert (found.decided, found.decidable, found.spoken, found.supportable, found.asked) == (0, 68, 0, 102, 62)
