"""A workspace's own metrics and changed ones, without code; what does not fit together is told where it stands."""

import pytest

from tests.support import journey, problems, scored

POINT = journey("a: {ends: completed}")


def told(metrics, touchpoints="a: {ends: completed}"):
    return [(problem.code, problem.span.column) for problem in problems(f"metrics: {metrics}\n", journey(touchpoints))]


def metrics_at(metrics, touchpoint):
    return scored(f"metrics: {metrics}\n" + journey(touchpoint)).touchpoints["a"].metrics


def test_an_own_share_is_made_from_raw_figures():
    """3 and 2 of 20 are 25 %, with Wilson's interval and the points and the source of the workspace."""
    found = metrics_at(
        "{smiles: {from: {hits: smiled + laughed, of: visits}, points: {0%: 0, 100%: 100}, source: own survey of 2026}}",
        "a: {measures: {smiles: {from: {smiled: 3, laughed: 2, visits: 20}}}, ends: completed}",
    )["smiles"]
    assert (found.estimate.value, found.estimate.n, found.score, str(found.scale_source)) == (
        0.25,
        20,
        25,
        "own survey of 2026",
    )
    assert found.estimate.low == pytest.approx(0.1119, abs=1e-4)


def test_an_own_mean_is_made_from_a_total():
    found = metrics_at(
        "{queue: {unit: min, better: lower, from: {total: stood, of: people}, points: {0 min: 100, 10 min: 0}}}",
        "a: {measures: {queue: {from: {stood: 5 h, people: 100}}}, ends: completed}",
    )["queue"]
    assert (found.estimate.value, found.estimate.n, found.score) == (3, 100, 70)


def test_an_own_rating_is_counted_on_its_own_range():
    """Five counts on 1-5: the mean of 2, 4 and 6 answers on 3, 4 and 5 is 4.33."""
    found = metrics_at(
        "{fun: {unit: rating, range: [1, 5], points: {1: 0, 5: 100}}}",
        "a: {measures: {fun: {counts: [0, 0, 2, 4, 6]}}, ends: completed}",
    )["fun"]
    assert found.estimate.value == pytest.approx(52 / 12)
    assert found.score == pytest.approx(100 * (52 / 12 - 1) / 4)


def test_the_points_of_the_client_go_before_those_of_the_channel():
    text = "channels: {phone: {standard: {answer: 80% in 20 s}}}\nmetrics: {asa: {points: {0 min: 100, 10 min: 0}}}\n"
    found = scored(text + journey("a: {channel: phone, measures: {asa: 5 min}, ends: completed}"))
    rated = found.touchpoints["a"].metrics["asa"]
    assert (rated.score, str(rated.scale_source)) == (50, "this workspace")


@pytest.mark.parametrize(
    ("metrics", "code"),
    [
        ("{duration: {unit: share}}", "bad-metric"),
        ("{duration: {better: higher}}", "bad-metric"),
        ("{fun: {unit: rating, pooled: sums}}", "bad-metric"),
        ("{fun: {unit: share, pooled: survival}}", "bad-metric"),
        ("{fun: {unit: share, from: {total: a, of: b}}}", "bad-metric"),
        ("{fun: {unit: min, from: {hits: a, of: b}}}", "bad-metric"),
        ("{fun: {unit: rating, from: {hits: a, of: b}}}", "bad-metric"),
        ("{fun: {from: {hits: a, total: b, of: c}}}", "one-form"),
        ("{fun: {from: {hits: a*b, of: c}}}", "bad-value"),
        ("{fun: {from: {hits: a - a, of: c}}}", "bad-value"),
        ("{fun: {range: [5, 1]}}", "bad-value"),
        ("{fun: {unit: min, points: {5: 100}}}", "bad-unit"),
        ("{fun: {unit: rating, points: {1: 0, 5 min: 100}}}", "bad-unit"),
        ("{fun: {points: {5: 100, 1: 0}}}", "bad-points"),
        ("{fun: {unit: min, better: lower, points: [{at: 5 min, score: 9}, {at: 300 s, score: 3}]}}", "bad-points"),
        ("{fun: {better: lower, points: {1: 0, 5: 100}}}", "bad-points"),
        ("{fun: {better: higher, points: {1: 0, 3: 100, 5: 50}}}", "bad-points"),
        ("{fun: {points: {1: 0, 5: 101}}}", "out-of-range"),
    ],
)
def test_what_does_not_fit_in_a_metric_is_told(metrics, code):
    assert [found for found, _ in told(metrics)] == [code]


@pytest.mark.parametrize(
    "metrics",
    [
        "{duration: {better: higher, points: {5 min: 0, 1 h: 100}}}",
        "{fun: {unit: min, better: lower, pooled: survival, points: {0 min: 100, 1 h: 100, 2 h: 0}}}",
        "{fun: {points: {1: 0}}}",
        "{csat: {weight: 2}, nps: {points: {-50: 0, 50: 100}}}",
    ],
)
def test_what_fits_is_taken(metrics):
    assert told(metrics) == []


def test_a_bad_point_is_told_at_its_own_key():
    assert told("{fun: {points: {1: 0, 2: 50, 3: 40}}}") == [("bad-points", 39)]


@pytest.mark.parametrize(
    ("reading", "code"),
    [
        ("{fun: 6}", "out-of-range"),
        ("{fun: 12%}", "bad-unit"),
        ("{fun: {hits: 1, n: 2}}", "bad-form"),
        ("{fun: 4.1/5}", None),
    ],
)
def test_readings_of_an_own_metric_are_checked_like_any_other(reading, code):
    found = told("{fun: {unit: rating, range: [1, 5]}}", f"a: {{measures: {reading}, ends: completed}}")
    assert [name for name, _ in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("{points: [{at: 1, score: 160}, {at: 2, score: 100}]}", "out-of-range"),
        ("{unit: min, better: less, points: {1 min: 100, 5 min: 0}}", "bad-choice"),
    ],
)
def test_one_mistake_in_a_metric_is_one_problem(record, code):
    """What follows only from the part that is not valid is not told beside it."""
    text = f"metrics: {{own: {record}}}\n" + journey("a: {ends: completed}")
    assert [problem.code for problem in problems(text)] == [code]
