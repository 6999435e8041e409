"""What a channel publishes decides how its answer times are judged, and the score says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.metrics import shipped
from journeymap.metrics.standards import attainment_points, time_points
from journeymap.model.quantities import Standard
from tests.support import journey, problems, scored, workspace

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
    [found] = rated("{asa: 1 min}", "{title: Phone}").values()
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


@pytest.mark.parametrize(
    ("text", "part", "minutes"),
    [
        ("80% in 20 s", 0.8, 1 / 3),
        ("80 % within 2 h", 0.8, 120),
        ("80% within 20 S", 0.8, 1 / 3),
        ("answered within 24 h", None, 1440),
        ("'90% of mails in 1,5 d'", 0.9, 2160),
        ("within 1 h 30 min", None, 90),
        ("95% in 2 d and 4 h", 0.95, 3120),
        ("80/20", 0.8, 1 / 3),
        ("80/30", 0.8, 0.5),
    ],
)
def test_a_standard_is_a_share_and_a_time(text, part, minutes):
    found = workspace(f"channels: {{phone: {{standard: {{answer: {text}}}}}}}\n" + journey("a: {ends: completed}"))
    answer = found.content.channels["phone"].standard.answer
    assert (answer.share, answer.text) == (part, text.strip("'"))
    assert answer.minutes == pytest.approx(minutes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("24/7", "80% in 20 s, within 4 h"),
        ("soon", "80% in 20 s, within 4 h"),
        ("80% of all", "80% in 20 s, within 4 h"),
        ("80% in -5 min", "80% in 20 s, within 4 h"),
        ("in 20 parsecs", "80% in 20 s, within 4 h"),
        ("within 30 min 1 h", "80% in 20 s, within 4 h"),
        ("within 1 working day", "a working day has no fixed length"),
        ("0% in 20 s", "the share promised is more than 0%"),
        ("120% in 20 s", "the share promised is more than 0%"),
        ("80% in 0 s", "the time more than 0"),
        ("within 200 years", "no time is longer than 100 years"),
        (f"80% in {'9' * 40} h", "the number is too large"),
    ],
)
def test_what_is_no_standard_is_told_at_its_place(text, words):
    """A standard that is misread would judge every contact of the channel by a promise nobody made."""
    text = f"channels: {{phone: {{standard: {{answer: {text}}}}}}}\n" + journey("a: {ends: completed}")
    [problem] = problems(text)
    assert (problem.code, problem.span.line, problem.span.column) == ("bad-value", 1, 39)
    assert words in str(problem.message)
