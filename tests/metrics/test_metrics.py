"""Metrics: the worked examples, intervals, and the laws every mapping to 0-100 keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.metrics import catalogue, shipped
from journeymap.metrics.pooling import Estimate, Raw, combine, mean, net, wilson
from journeymap.model.measures import MetricRecord, Reading

COUNTS = (8, 21, 38, 195, 110)


def estimate(metric: str, **reading: object) -> Estimate:
    return shipped()[metric].estimate(Raw(Reading.model_validate(reading), 1, 7))


def test_customer_effort_from_counts() -> None:
    """80/210/140/110/160/180/120 on 1-7 is 4.08, n 1,000."""
    found = estimate("ces", counts=[80, 210, 140, 110, 160, 180, 120], version=2)
    assert (round(found.value, 2), found.n) == (4.08, 1000)


def test_effort_of_version_1_is_turned_round() -> None:
    """In version 1.0 a low answer is good: all ones become seven."""
    assert estimate("ces", counts=[9, 0, 0, 0, 0], version=1).value == pytest.approx(7.0)


def test_net_promoter_score_from_counts() -> None:
    """50 % promoters and 10 % detractors make 40; Wilson's 40.4-59.6 % and 5.5-17.4 % joined with r = -1/3."""
    found = estimate("nps", counts=[0, 0, 0, 0, 0, 0, 10, 20, 20, 30, 20])
    assert found.value == pytest.approx(40)
    assert found.low == pytest.approx(26.02, abs=0.005)


def test_satisfaction_depends_on_its_method() -> None:
    """The same answers are 81.99 by top two and 75.40 by the mean: a target of 80 is met by one only."""
    assert round(estimate("csat", counts=COUNTS, method="top2").value, 2) == 81.99
    assert round(estimate("csat", counts=COUNTS, method="mean").value, 2) == 75.40


def test_wilson_interval_of_a_published_example() -> None:
    """15 of 50: 19.1 % to 43.8 %."""
    found = wilson(15, 50)
    assert (round(found.low or 0, 3), round(found.high or 0, 3)) == (0.191, 0.438)


def test_a_value_without_n_has_no_interval() -> None:
    """An opinion stays an opinion."""
    assert estimate("duration", value="25 min") == Estimate(25.0)


@given(
    st.lists(st.integers(0, 50), min_size=5, max_size=5).filter(sum),
    st.lists(st.integers(0, 50), min_size=5, max_size=5).filter(sum),
)
def test_pooling_the_parts_gives_the_whole(a: list[int], b: list[int]) -> None:
    """Means pooled by n equal the mean of all answers; a mean of means would not."""
    whole = mean(tuple(x + y for x, y in zip(a, b, strict=True)))
    pooled = combine((mean(tuple(a)), mean(tuple(b))))
    assert pooled.value == pytest.approx(whole.value)
    assert pooled.n == whole.n


@given(st.integers(1, 500), st.data())
def test_intervals_hold_their_value_and_stay_in_range(n: int, data: st.DataObject) -> None:
    """Wilson in [0, 1], the net score in [-100, 100], both around the estimate."""
    hits = data.draw(st.integers(0, n))
    share = wilson(hits, n)
    assert 0 <= (share.low or 0) <= share.value + 1e-12
    assert share.value <= (share.high or 0) + 1e-12 <= 1 + 2e-12
    minus = data.draw(st.integers(0, n - hits))
    score = net(hits, minus, n)
    assert -100 <= score.value <= 100
    assert score.low is not None
    assert score.high is not None
    assert -100 <= score.low <= score.value + 1e-9
    assert score.value <= score.high + 1e-9 <= 100 + 1e-9


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_metric_declares_itself(name: str) -> None:
    """Id equals file name; unit, polarity, kind and pooling are of the vocabulary; the manual says what it is."""
    metric = shipped()[name]
    assert metric.unit in {"min", "share", "rating", "money", "count", "score"}
    assert metric.better in {"higher", "lower"}
    assert metric.kind in {"perceived", "operational"}
    assert metric.pooled in {"counts", "respondents", "sums", "survival", "none"}
    assert len(metric.manual) > 40
    assert metric.source


@pytest.mark.parametrize("name", [name for name, metric in sorted(shipped().items()) if metric.points])
@given(data=st.data())
def test_scores_are_bounded_and_follow_the_polarity(name: str, data: st.DataObject) -> None:
    """0-100, rising with the value if higher is better, else falling."""
    metric = shipped()[name]
    value = st.floats(-200, 1e5, allow_nan=False)
    low, high = sorted((data.draw(value), data.draw(value)))
    a, b = metric.score(low), metric.score(high)
    assert a is not None
    assert b is not None
    assert 0 <= a <= 100
    assert a <= b if metric.better == "higher" else a >= b


def test_a_workspace_overrides_and_adds_metrics_without_code() -> None:
    """Own points replace the shipped ones; an own metric needs no file."""
    own = {
        "duration": MetricRecord.model_validate({"points": {"0 min": 100, "60 min": 0}}),
        "fun": MetricRecord.model_validate(
            {"unit": "rating", "better": "higher", "kind": "perceived", "points": {1: 0, 5: 100}}
        ),
    }
    found = catalogue(own)
    assert found["duration"].score(30) == 50
    assert found["fun"].score(3) == 50


METHODS = [(name, method) for name, metric in sorted(shipped().items()) for method in metric.methods]


@pytest.mark.parametrize(("name", "method"), METHODS)
@given(part=st.floats(0, 1), more=st.floats(0, 1))
def test_every_method_is_judged_over_its_own_range(name: str, method: str, part: float, more: float) -> None:
    """From 0 at the least value it can give to 100 at the greatest, never falling."""
    metric = shipped()[name]
    low, high = metric.bounds(method) or (0.0, 0.0)
    scores = [metric.score(low + (high - low) * share, method) for share in (0, *sorted((part, more)), 1)]
    assert (scores[0], scores[-1]) == (0, 100)
    assert scores == sorted(score for score in scores if score is not None)
