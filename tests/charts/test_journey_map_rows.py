"""Maps in several rows, and lanes chosen by the user."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from journeymap.charts.journey_kit import Kit
from journeymap.charts.journey_layout import layout_journey_map
from journeymap.charts.journey_rows import AFTER, BEFORE, Signpost, cuts, parts
from journeymap.charts.palette import THEMES
from journeymap.cli._lanes import lanes_named, rows_wanted
from journeymap.errors import UnknownName
from journeymap.languages import language
from journeymap.views.lanes import LANE_NAMES
from tests.charts.samples import MOVE, SAMPLES, SINGLE, many

ENGLISH, SCREEN = language("en"), THEMES["screen"]


def laid(view, **options):
    return layout_journey_map(view, ENGLISH, SCREEN, **options)


def split(view, begins):
    return parts(Kit(SCREEN, ENGLISH), view, begins)


def test_rows_begin_at_stages_where_they_are_full_enough():
    """Stages of four, two, two, two and two columns of 100: two rows of six are as even as can be."""
    assert cuts(MOVE, [100.0] * 12, gap=0, rows=2) == (0, 6)
    assert cuts(MOVE, [100.0] * 12, gap=0, rows=3) == (0, 4, 8)
    assert cuts(MOVE, [100.0] * 12, gap=0, rows=1) == (0,)
    assert len(cuts(MOVE, [100.0] * 12, gap=0, rows=99)) == 12


def test_a_limit_holds_unless_one_column_is_wider():
    begins = cuts(many(60), [150.0] * 60, gap=20, limit=1000)
    assert max(b - a for a, b in pairwise([*begins, 60])) * 170 - 20 <= 1000
    assert cuts(many(5), [150.0] * 5, gap=20, limit=10) == (0, 1, 2, 3, 4)


def test_every_column_stands_in_one_row_and_every_way_is_drawn_once():
    rows = split(MOVE, (0, 6))
    assert [column.id for row in rows for column in row.view.columns] == [column.id for column in MOVE.columns]
    assert sum(len(row.view.links) for row in rows) == len(MOVE.links)


def test_ways_to_another_row_end_at_a_signpost_with_its_number():
    first, second = split(MOVE, (0, 6))
    posts = {post.id: post for post in first.view.outcomes if isinstance(post, Signpost)}
    assert posts[">visit"].number == 7
    assert posts[">visit"].onward
    assert posts[">cut"].number == 8
    assert not posts[">visit"].back
    assert [post.number for post in second.view.outcomes if isinstance(post, Signpost)] == [6]
    assert [box.id for box in second.view.outcomes[1:]] == [box.id for box in MOVE.outcomes]


def test_a_row_says_from_where_in_other_rows_customers_come():
    first, second = split(MOVE, (0, 6))
    assert first.arrivals == {5: (10,)}
    assert second.arrivals == {0: (4, 5), 1: (6,)}
    assert second.entered == pytest.approx(0.26 * 0.6)


def test_curves_run_on_to_the_point_between_two_rows():
    """Scores of 30 and 79 at the break meet at 54.5."""
    first, second = split(MOVE, (0, 6))
    assert first.trail.id, first.trail.score == (AFTER, 54.5)
    assert second.lead.id, second.lead.score == (BEFORE, 54.5)
    assert first.lead is None is second.trail


def test_auto_takes_the_rows_with_the_largest_type_on_a_sheet():
    view = many(60)
    sides = {rows: max(found.width, found.height * 2**0.5) for rows in range(1, 7) for found in [laid(view, rows=rows)]}
    auto = laid(view, rows="auto")
    assert max(auto.width, auto.height * 2**0.5) == min(sides.values())
    assert len(laid(SINGLE, rows="auto").rows) == 1


def test_no_row_is_wider_than_asked_for():
    found = laid(many(60), width=2000)
    assert found.width <= 2000
    assert len(found.rows) > 4
    assert all(a.bottom < b.y for a, b in pairwise(found.rows))


def test_the_room_of_rows_holds_their_columns():
    found = laid(MOVE, rows=3)
    cells = [cell for cell in found.cells if cell.lane == "touchpoint"]
    assert [cell.column for cell in cells] == list(range(12))
    assert all(any(row.holds(cell.box) for row in found.rows) for cell in cells)


def test_a_stage_that_goes_on_says_so():
    texts = [label.text for label, _ in laid(many(10), rows=2, width=1100).labels()]
    assert "Stage 1 (continued)" in texts


@pytest.mark.parametrize("name", LANE_NAMES)
def test_each_lane_can_be_shown_alone(name):
    view = replace(SAMPLES["awkward"], lanes=(name,))
    kinds = {cell.lane for cell in laid(view).cells}
    assert kinds <= {"touchpoint", name}


def test_emotion_gains_and_data_stand_by_themselves_where_named():
    both = replace(SAMPLES["awkward"], lanes=("pains", "systems"))
    apart = replace(both, lanes=("gains", "pains", "data", "systems", "emotion"))
    gutter = {"Pains", "Gains", "Systems", "Data", "Emotion"}
    assert not gutter & {label.text for label, _ in laid(both).labels()}
    assert gutter <= {label.text for label, _ in laid(apart).labels()}


def test_lanes_are_read_in_their_order_and_each_once():
    assert lanes_named("curve, Doing,curve") == ("curve", "doing")
    assert lanes_named(None) == ()


def test_an_unknown_lane_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="'pain' is not a lane; the nearest is 'pains'"):
        lanes_named("doing,pain")


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5", "", "100"])
def test_rows_that_are_no_number_are_refused(text):
    with pytest.raises(UnknownName, match="not a number of rows"):
        rows_wanted(text)


def test_the_same_bytes_in_processes_with_different_hash_seeds():
    code = (
        "import hashlib; from tests.charts.samples import SAMPLES; from journeymap.charts.journey_map import journey_map;"
        "from journeymap.languages import language; from journeymap.charts.palette import THEMES;"
        "print(hashlib.sha256(''.join(journey_map(v, language('en'), THEMES['screen'], rows=2)"
        " for v in SAMPLES.values()).encode()).hexdigest())"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, text=True,
                         stdout=subprocess.PIPE)
        for seed in ("1", "2")
    ]  # fmt: skip
    first, second = (child.communicate()[0] for child in children)
    assert [child.returncode for child in children] == [0, 0]
    assert first == second
