"""Scores: computed by hand on small journeys, and the laws they keep."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.changes import target_state
from journeymap.graph import build as link
from journeymap.model.journey import Journey
from journeymap.model.workspace import Content, Workspace
from journeymap.scores import score_journey
from journeymap.scores.explain import explain_touchpoint, score_words
from journeymap.scores.explain_figures import explain_figure
from journeymap.scores.journey import last_touchpoint
from tests import strategies as gen
from tests.support import journey, scored, workspace

THREE = journey("""
    a: {emotion: 0, importance: 2, purpose: buy}
    b: {emotion: -2, moment_of_truth: true, purpose: service}
    c: {channel: web, ends: completed}
""")


def test_a_journey_is_the_mean_weighted_by_visits_and_importance() -> None:
    """(50·2 + 0·5)/7; `c` is unmeasured and counts neither way: 7 of 10 of the weight is covered."""
    found = scored(THREE)
    assert found.score is not None
    assert found.score.value == pytest.approx(100 / 7)
    assert found.coverage == pytest.approx(0.7)
    assert found.score.opinion, "values without n are opinions"
    assert found.touchpoints["c"].score is None


def test_service_is_held_against_the_rest() -> None:
    """Service 0, the rest 50: 50 points below, without an interval as all are opinions."""
    service = scored(THREE).service
    assert service is not None
    assert (service.difference, service.low) == (-50, None)


def test_the_worst_moment_and_the_end_stand_apart() -> None:
    """The moment of truth is named; the peak is the furthest from the middle, ties go to the worse."""
    found = scored(journey("""
        a: {emotion: 2}
        b: {emotion: -2, moment_of_truth: true}
        c: {emotion: 1, ends: completed}
    """))  # fmt: skip
    assert found.worst_moment == "b"
    assert found.peak_end is not None
    assert (found.peak_end.peak, found.peak_end.end, found.peak_end.score) == ("b", "c", 37.5)


def test_what_customers_say_and_what_happened_stay_apart() -> None:
    """A fast touchpoint that angers people shows both figures."""
    rated = scored(journey("a: {emotion: -2, duration: 1 min, ends: completed}")).touchpoints["a"]
    assert rated.perceived is not None
    assert rated.operational is not None
    assert (rated.perceived.value, rated.operational.value) == (0, 97)


def test_counts_carry_an_interval_through() -> None:
    """The touchpoint's interval comes from its counts, n with it."""
    rated = scored(journey("a: {measures: {csat: {counts: [8, 21, 38, 195, 110], method: top2}}, ends: completed}"))
    found = rated.touchpoints["a"].score
    assert found is not None
    assert (found.n, round(found.value, 2)) == (372, 81.99)
    assert found.low is not None
    assert found.low < 81.99 < (found.high or 0)


def test_readings_kept_apart_reach_their_touchpoint() -> None:
    """`measurements:` are the same as readings on the map."""
    text = (
        journey("a: {ends: completed}") + "measurements: [{journey: j, touchpoint: a, metric: fcr, hits: 60, n: 80}]\n"
    )
    assert scored(text).touchpoints["a"].value("fcr") == 0.75


def test_explain_names_every_term_with_its_line() -> None:
    """`explain` of a score gives terms, weights, n and the source line."""
    found = scored(THREE)
    told = "\n".join(str(line) for line in score_words(found))
    assert "visits × importance" in told
    assert "70% of the weight has a score: 0% rests on counts, 70% on opinion" in told
    assert "file-1.yaml:6" in "\n".join(str(line) for line in explain_touchpoint(found, "b"))


@given(st.lists(st.integers(-2, 2), min_size=1, max_size=6), st.randoms(use_true_random=False), st.floats(0.1, 10))
def test_the_score_knows_neither_names_nor_order_nor_the_scale_of_weights(
    emotions: list[int], dice: Any, factor: float
) -> None:
    """Renaming ids and scaling all metric weights leave the score as it is."""
    names = [f"n{i}" for i in range(len(emotions))]
    lines = [
        f"{name}: {{emotion: {e}, duration: {3 + i} min}}"
        for i, (name, e) in enumerate(zip(names, emotions, strict=True))
    ]
    base = scored(journey("\n".join(lines)))
    renamed = names[:]
    dice.shuffle(renamed)
    other = [line.replace(f"{old}:", f"x{new}:", 1) for line, old, new in zip(lines, names, renamed, strict=True)]
    weights = f"metrics: {{emotion: {{weight: {factor}}}, duration: {{weight: {factor}}}}}\n"
    again = scored(weights + journey("\n".join(other)))
    assert base.score is not None
    assert again.score is not None
    assert again.score.value == pytest.approx(base.score.value)


@given(gen.journeys())
def test_scores_are_bounded_and_unknown_never_counts_as_zero(data: Any) -> None:
    """All scores lie in 0-100; without any judged metric there is none."""
    record = Journey.model_validate(data)
    content = Content.model_validate({}).model_copy(update={"journeys": {"j": record}})
    found = score_journey(link(Workspace(content), "j"))
    for name, rated in found.touchpoints.items():
        judged = [m for m in rated.metrics.values() if m.score is not None]
        assert (rated.score is None) == (not judged)
        if rated.score is not None:
            assert 0 <= rated.score.value <= 100, name
    assert 0 <= found.coverage <= 1 + 1e-12


def test_a_change_replaces_readings_kept_apart() -> None:
    """A projected value is not pooled with the measurement of the old one."""
    text = journey("a: {ends: completed}") + (
        "measurements: [{journey: j, touchpoint: a, metric: fcr, hits: 60, n: 80}]\n"
        "targets: {t: {of: j, changes: [{set: {a.measures.fcr: 95%}}]}}\n"
    )
    after = target_state(workspace(text), "t")
    assert score_journey(link(after, "j")).touchpoints["a"].value("fcr") == 0.95


MOMENTS = """
journeys:
  j:
    stages:
      s:
        a: {emotion: 1, next: {b: 40%}, ends: {completed: 30%, abandoned: 30%}}
        b: {emotion: -1, moment_of_truth: true, ends: completed, next: {c: 0%}}
        c: {emotion: -2, moment_of_truth: true, ends: completed}
"""


def test_the_end_is_where_most_customers_are_last_by_whatever_way():
    """60% leave at a, half of them by giving up; 40% at b."""
    found = scored(MOMENTS)
    assert found.peak_end.end == "a"
    assert last_touchpoint(found.graph, found.flow) == ("a", pytest.approx(0.6))


def test_an_end_without_a_score_is_not_replaced_by_another():
    found = scored(MOMENTS.replace("a: {emotion: 1, ", "a: {"))
    assert found.peak_end is None
    assert "'A', where 60% of customers are last" in str(explain_figure(found, "peak-end")[0])


def test_a_failure_that_ends_a_journey_is_an_end():
    text = MOMENTS.replace("abandoned: 30%}", "abandoned: 5%}, fails: [{share: 25%, ends: churned}]")
    assert scored(text).peak_end.end == "a"


def test_nobody_gets_to_the_worst_moment_by_a_way_nobody_takes():
    assert scored(MOMENTS).worst_moment == "b"


def _service(service, rest):
    counted = "{{channel: web, purpose: {p}, next: {n}, ends: {e}, measures: {{fcr: {{hits: {h}, n: {m}}}}}}}"
    a = counted.format(p="service", n="{b: 50%}", e="{completed: 50%}", h=service[0], m=service[1])
    b = counted.format(p="use", n="{}", e="completed", h=rest[0], m=rest[1])
    return scored(f"journeys: {{j: {{stages: {{s: {{a: {a}, b: {b}}}}}}}}}").service


def test_a_difference_takes_the_distances_that_lead_to_its_ends():
    """Each end by hand from the ends of the two parts, and never beyond 100."""
    found = _service((20, 20), (100, 1000))
    one, two = found.service, found.rest
    assert found.low == pytest.approx(found.difference - math.hypot(one.value - one.low, two.high - two.value))
    assert found.high <= 100
    assert found.low < found.difference - (one.high - one.value)
