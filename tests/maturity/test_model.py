"""The reference model's data, and what the loader refuses."""

from collections import Counter

import networkx as nx
import pytest

from journeymap import document
from journeymap.maturity.model import MaturityModel, builtin_models, read_model
from journeymap.maturity.probes import discover_probes
from journeymap.source import Source


def test_the_reference_model_has_its_known_size(dcx5: MaturityModel):
    assert list(dcx5.phases) == ["STR", "MAP", "COM", "TEC", "AGI"]
    assert len(dcx5.practices) == 29
    assert sum(practice.core for practice in dcx5.practices.values()) == 18
    assert len(dcx5.criteria) == 232
    assert len(dcx5.probes) == 40
    assert dcx5.top == 5


def test_the_reach_of_probes_is_as_documented(dcx5: MaturityModel):
    autos = Counter(criterion.auto for criterion in dcx5.criteria.values())
    assert autos == {"full": 68, "partial": 102, "none": 62}
    by_phase = {
        name: tuple(
            sum(c.auto == auto for p in phase.practices.values() for c in p.criteria.values())
            for auto in ("full", "partial", "none")
        )
        for name, phase in dcx5.phases.items()
    }
    assert by_phase == {"STR": (6, 13, 21), "MAP": (17, 24, 7), "COM": (16, 22, 10), "TEC": (15, 24, 9),
                        "AGI": (14, 19, 15)}  # fmt: skip


def test_every_practice_has_two_criteria_at_each_level_named_after_it(dcx5: MaturityModel):
    for practice in dcx5.practices.values():
        assert [c.level for c in practice.criteria.values()] == [2, 2, 3, 3, 4, 4, 5, 5]
        for criterion in practice.criteria.values():
            assert criterion.id[:-1] == f"{practice.id}.{criterion.level}"
            assert criterion.evidence
        assert practice.quick_action
        assert practice.red_flags


def test_every_check_and_every_demand_is_used(dcx5: MaturityModel):
    linked = {code for criterion in dcx5.criteria.values() for code in criterion.probes}
    assert linked == {code for info in dcx5.probes.values() for code in info.codes}
    assert {name for practice in dcx5.practices.values() for name in practice.demands} == set(dcx5.demands)


def test_every_implemented_probe_is_described_by_the_model(dcx5: MaturityModel):
    for name, probe in discover_probes().items():
        assert dcx5.probes[name].name == probe.name
        assert dcx5.probes[name].needs == probe.needs


def test_foundations_have_no_circle(dcx5: MaturityModel):
    stands = nx.DiGraph((p.id, lower) for p in dcx5.practices.values() for lower in p.depends_on)
    assert nx.is_directed_acyclic_graph(stands)


def test_the_model_says_that_it_was_not_piloted(dcx5: MaturityModel):
    assert "has not been piloted on an organisation" in (dcx5.description or "")


def test_shipped_models_are_read_once():
    assert builtin_models() is builtin_models()


def test_an_assessment_may_refer_to_every_practice_and_criterion(dcx5: MaturityModel):
    assert dcx5.known.practices["STR-1"] == 5
    assert "AGI-6.5b" in dcx5.known.criteria
    assert dcx5.practice_of["AGI-6.5b"] == "AGI-6"


def test_a_model_of_another_shape_loads(small: MaturityModel):
    assert list(small.phases) == ["SEE", "THINK", "ACT"]
    assert small.top == 4
    assert small.criteria["SEE-1.4b"].probes == ("P18",)


@pytest.mark.parametrize(
    ("old", "new", "code", "marked"),
    [
        ("ACT-1.2a:", "SEE-1.2a:", "duplicate-id", "SEE-1.2a"),
        ("      ACT-1:", "      SEE-1:", "duplicate-id", "SEE-1"),
        ("{level: 4, text: We act first}", "{level: 5, text: We act first}", "bad-level", "5"),
        ("{level: 4, text: We act first}", "{level: 3, text: We act first}", "empty-level", "criteria"),
        ("{SEE-1: 3}", "{SEE-2: 3}", "unknown-practice", "SEE-2"),
        ("{SEE-1: 3}", "{SEE-1: 5}", "bad-level", "5"),
        ("{SEE-1: 3}", "{THINK-1: 3}", "cycle", "THINK-1"),
        ("P07.half]", "P07.third]", "unknown-probe", "P07.third"),
        ("P07.half]", "P07]", "unknown-probe", "P07"),
        ("probes: [P07.half], auto: full", "probes: [P07.half]", "bad-value", "SEE-1.3a"),
        ("[calm]", "[clam]", "unknown-demand", "clam"),
        ("3: most, 4: all}", "4: most, 5: all}", "bad-value", ""),
        ("title: See", "titel: See", "missing-key", "SEE"),
        ("title: See", "title: See\n    colour: red", "unknown-key", "colour"),
        ("4: d}\n        demands", "5: d}\n        demands", "bad-level", "levels"),
        ("title: Look", "title: &x Look", "anchor", "&x Look"),
        ("min_respondents: 2", "min_respondents: 1", "out-of-range", "1"),
    ],
)
def test_what_is_wrong_with_a_model_is_told_at_the_word_that_is_wrong(small_text: str, old, new, code, marked):
    assert old in small_text
    source = Source("m.yaml", small_text.replace(old, new, 1))
    model, problems = read_model(source)
    assert model is None
    problem = next(problem for problem in problems if problem.code == code)
    line = source.line(problem.span.line)
    assert line[problem.span.column - 1 :].startswith(marked)


def test_a_model_that_is_no_mapping_is_refused():
    for text, code in (("- a", "bad-type"), ("", "bad-type"), ("{", "bad-yaml")):
        model, problems = read_model(Source("m.yaml", text))
        assert model is None
        assert [problem.code for problem in problems] == [code]


def test_the_shipped_file_is_plain_enough_for_the_workspace_reader():
    from importlib.resources import files

    text = (files("journeymap.maturity.models") / "dcx5.yaml").read_text(encoding="utf-8")
    assert document.read(Source("dcx5.yaml", text))[1] == ()
