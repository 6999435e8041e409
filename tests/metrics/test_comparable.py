"""What may be compared."""

import pytest

from journeymap.metrics import shipped
from journeymap.metrics.comparable import comparable, differs, kind_of
from journeymap.model.measures import Reading
from journeymap.model.surroundings import Benchmark

COUNTS = [1, 2, 3, 4, 5]


def benchmark(metric, value, **more):
    facts = {"sector": "bank", "ours": False, "source": "a survey", "date": "2025"}
    return Benchmark.model_validate({"metric": metric, "value": value, **facts, **more})


@pytest.mark.parametrize(
    ("metric", "one", "other", "why"),
    [
        ("csat", {"counts": COUNTS, "method": "top2"}, {"counts": COUNTS, "method": "top2"}, None),
        ("csat", {"counts": COUNTS, "method": "top2"}, {"counts": COUNTS}, "they are not computed by the same method"),
        ("csat", {"counts": COUNTS}, {"counts": COUNTS, "method": "mean"}, None),
        ("csat", {"value": 80}, {"value": 75}, "it is not known by which method they are computed"),
        ("csat", {"counts": COUNTS}, {"counts": COUNTS, "scale": "0-4"}, "their scales differ"),
        ("csat", {"counts": COUNTS, "scale": "1 to 5"}, {"counts": COUNTS, "scale": "1–5"}, None),
        ("ces", {"counts": [1] * 7}, {"counts": [1] * 7, "version": 2}, None),
        ("ces", {"counts": [1] * 7}, {"counts": [1] * 5, "version": 1}, "they ask different versions of the question"),
        ("nps", {"value": 40}, {"value": 30}, None),
        ("nps", {"value": 40, "question": "Us?"}, {"value": 30, "question": "us?"}, None),
        (
            "nps",
            {"value": 40, "question": "Us?"},
            {"value": 30, "question": "Our app?"},
            "they ask different questions",
        ),
        ("fcr", {"value": "40%"}, {"hits": 3, "n": 4}, None),
        ("fcr", {"value": "40%", "method": "7 days"}, {"hits": 3, "n": 4}, "they are not computed by the same method"),
    ],
)
def test_method_version_scale_and_question_have_to_meet(metric, one, other, why):
    declared = shipped()[metric]
    kinds = [kind_of(declared, Reading.model_validate(reading)) for reading in (one, other)]
    found = differs(declared, *kinds)
    assert (None if found is None else str(found)) == why
    assert (differs(declared, *reversed(kinds)) is None) == (found is None), "it holds both ways"


def test_a_benchmark_without_its_method_meets_no_metric_that_has_several():
    ours = Reading.model_validate({"counts": COUNTS, "method": "top2"})
    assert not comparable(shipped()["csat"], ours, benchmark("csat", 82))
    assert comparable(shipped()["csat"], ours, benchmark("csat", 82, method="top2"))
