"""What is said of initiatives that do not name the journey their changes speak of."""

import pytest

from tests.support import loaded

TWO = """
journeys:
  order: {stages: {s: {pay: {channel: web, next: {wait: 100%}}, wait: {channel: none, ends: completed}}}}
  repair: {stages: {s: {bring: {channel: shop, next: {wait: 100%}}, wait: {channel: none, ends: completed}}}}
initiatives: {one: {title: One, duration: 2 weeks, changes: [CHANGE]}}
"""


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("{set: {bring.duration: 1 min}}", "its changes are those of 'repair': write `journey: repair`"),
        ("{reroute: {from: pay, ends: {completed: 100%}}}", "its changes are those of 'order': write `journey: order`"),
        (
            "{set: {bring.duration: 1 min, wait.duration: 1 min}}",
            "its changes are those of 'repair': write `journey: repair`",
        ),
        ("{set: {wait.duration: 1 min}}", "write the line `journey: …`; known are order, repair"),
    ],
)
def test_the_line_that_is_missing_is_written_out(change, line):
    """The one journey whose touchpoints are changed is named; what both have could be of either."""
    problems = loaded(TWO.replace("CHANGE", change)).problems
    [problem] = [problem for problem in problems if "`journey` is missing" in str(problem.message)]
    assert str(problem.help) == line
