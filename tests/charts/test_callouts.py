"""Numbers beside points that stand too near to one another."""

import math
import re
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.callouts import callouts, neighbours
from journeymap.charts.matrix import matrix
from journeymap.charts.palette import SCREEN
from journeymap.charts.svg import Box
from tests.charts.test_axes import ENGLISH
from tests.charts.test_roadmap_charts import candidate, wishes

WITHIN = Box(0, 0, 800, 400)
SIZE = (16, 14)


def test_points_of_a_chain_are_one_group():
    assert neighbours([(0, 0), (8, 0), (16, 0), (40, 0)], 10) == ((0, 1, 2), (3,))


def test_numbers_of_points_that_lie_upright_stand_in_their_order():
    """The upper point has the upper number, whatever the order in which they come."""
    found = callouts([(400, 218), (400, 210), (400, 236)], SIZE, 18, [], WITHIN)
    assert found is not None
    (_, second), (_, first), (_, third) = found
    assert first < second < third
    assert {x for x, _ in found} == {400 + 18 + 8}


def test_without_room_there_is_no_place():
    assert callouts([(400, 200)], SIZE, 18, [WITHIN], WITHIN) is None


coincident = st.lists(st.tuples(st.floats(300, 500), st.floats(196, 204)), min_size=1, max_size=6)


@settings(max_examples=60)
@given(coincident)
def test_no_number_covers_another(points):
    found = callouts(points, SIZE, 18, [], WITHIN)
    assert found is not None
    for (x, y), (u, v) in combinations(found, 2):
        assert abs(x - u) >= SIZE[0] - 1e-6 or abs(y - v) >= SIZE[1] - 1e-6


@settings(max_examples=40)
@given(st.lists(st.floats(100, 300), min_size=2, max_size=6, unique_by=round))
def test_lines_of_points_above_one_another_do_not_cross(heights):
    """Lines from one upright to another keep the order of their ends, so that each number is its point's."""
    points = [(400.0, y) for y in heights]
    found = callouts(points, SIZE, 18, [], WITHIN)
    assert found is not None
    order = sorted(range(len(points)), key=lambda i: points[i][1])
    assert [found[i][1] for i in order] == sorted(y for _, y in found)


def test_each_line_of_the_matrix_begins_at_the_point_of_its_number():
    """Three of about the same effort and impact: the nearest point of each line is that of the initiative it numbers."""
    view = wishes(candidate(1, 35, 10.0), candidate(12, 35, 14.0), candidate(5, 35, 12.0), candidate(9, 200, 200.0))
    drawn = matrix(view, ENGLISH, SCREEN, prefix="m")
    plot = drawn[: drawn.index("effort in person-days")]
    points = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([^"]+)" cy="([^"]+)" r="4.5"', plot)]
    lines = [
        tuple(map(float, found)) for found in re.findall(r'd="M(\S+) (\S+)L(\S+) (\S+)"[^>]*stroke-width="0.9"', plot)
    ]
    numbers = {text: (float(x), float(y)) for x, y, text in
               re.findall(r'<text x="([^"]+)" y="([^"]+)"[^>]*font-weight="600"[^>]*>(1|12|5)</text>', plot)}  # fmt: skip
    assert (len(points), len(lines)) == (3, 3)
    for (x, y), name, (a, b, u, v) in zip(points, ("1", "12", "5"), lines, strict=True):
        assert min(points, key=lambda point: math.dist(point, (a, b))) == (x, y)
        assert min(numbers, key=lambda other: math.dist(numbers[other], (u, v + 3.7))) == name
        assert math.dist((a, b), (u, v)) >= 10
