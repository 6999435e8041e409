"""What a channel publishes decides how its answer times are judged, and the score says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.metrics import shipped
from journeymap.metrics.standards import Standard, attainment_points, read_standard, time_points
from tests.support import journey, scored

STANDARDS = st.builds(Standard, st.floats(0.01, 1), st.floats(0.01, 1e5))


def rated(measures, standard="{standard: {answer: 80% in 20 s}}"):
    text = f"channels: {{phone: {standard}}}\n" + journey(
        f"a: {{channel: phone, measures: {measures}, ends: completed}}"
    )
    return scored(text).touchpoints["a"].metrics


@pytest.mark.parametrize(
    ("measures", "score"),
    [
        ("{service_level: 80%}", 80),
        ("{service_level: 90%}", 90),
        ("{service_level: 60%}", 40),
        ("{service_level: 40%}", 0),
        ("{asa: 20 s}", 100),
        ("{asa: 60 s}", 50),
        ("{asa: 100 s}", 0),
        ("{response_time: 20 s}", 100),
        ("{response_time: 2 min}", 0),
    ],
)
def test_80_percent_in_20_seconds_is_the_measure(measures, score):
    """The share promised scores 80, the time promised 100, five times the time 0."""
    [found] = rated(measures).values()
    assert found.score == pytest.approx(score)
    assert str(found.scale_source) == "from the standard of the channel, 80% in 20 s; convention of this tool, 2026"


def test_without_a_standard_the_points_of_the_metric_stand():
    for standard in ("{title: Phone}", "{standard: {answer: as soon as we can}}"):
        [found] = rated("{asa: 1 min}", standard).values()
        assert (found.score, found.points) == (75, shipped()["asa"].points)
        assert "convention of this tool, 2026" in str(found.scale_source)


def test_a_standard_without_a_share_judges_times_alone():
    found = rated("{service_level: 80%, response_time: 4 h}", "{standard: {answer: within 4 h}}")
    assert found["service_level"].points == shipped()["service_level"].points
    assert found["response_time"].score == 100


def test_unanswered_is_counted_against_five_times_the_standard():
    """The limit is part of what the figure means, and stands beside it."""
    found = rated("{unanswered: 4%, service_level: 80%}")
    assert [str(note) for note in found["unanswered"].notes] == [
        "the limit is 1.7 min, from the standard of the channel, 80% in 20 s"
    ]
    assert [str(note) for note in found["service_level"].notes] == [
        "the limit is 20 s, from the standard of the channel, 80% in 20 s"
    ]
    assert found["unanswered"].points == shipped()["unanswered"].points


@given(STANDARDS)
def test_scales_of_a_standard_are_bounded_and_follow_the_polarity(standard):
    """Whatever is promised: points rise from one value to the next, scores lie in 0-100 and go one way."""
    for points, better in ((attainment_points(standard), "higher"), (time_points(standard), "lower")):
        values, scores = list(points), list(points.values())
        assert values == sorted(set(values))
        assert all(0 <= score <= 100 for score in scores)
        assert scores == sorted(scores, reverse=better == "lower")


@pytest.mark.parametrize("text", [None, "", "soon", "0/0", "80% in 5 parsecs", "120% in 20 s", "0% in 0 s"])
def test_what_is_no_promise_gives_no_scale(text):
    standard = read_standard(text)
    for points in (attainment_points, time_points):
        found = points(standard) if standard is not None else {}
        assert len(found) in {0, 2, 3}
        assert list(found) == sorted(set(found))
