"""Matrix and Gantt chart show the numbers of their views, and nothing covers anything."""

import datetime as dt
import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.board import board
from journeymap.charts.curve import curve, curves
from journeymap.charts.factors import decades
from journeymap.charts.gantt import gantt
from journeymap.charts.load_strip import load_strip
from journeymap.charts.matrix import matrix
from journeymap.charts.matrix_bands import rows
from journeymap.charts.palette import SCREEN, THEMES
from journeymap.languages import language
from journeymap.roadmap.plan import plan
from journeymap.text import say
from journeymap.views.board import Board, BoardCard, BoardColumn
from journeymap.views.board import board as board_view
from journeymap.views.gantt import Bar, Gantt, Lane, LoadLane, Milestone, Past, QuarterSpan
from journeymap.views.priorities import Candidate, Priorities, priorities
from journeymap.views.roadmap import gantt as gantt_view
from journeymap.views.roadmap_curves import cost_curve, measure_curve, roadmap_curves
from tests.charts.test_axes import ENGLISH, WORDS, check
from tests.support import STORIES, story

MONDAY = dt.date(2018, 7, 2)


def candidate(number, effort, impact, **more):
    given = {"least": None, "most": None, "enabler": False, "critical": False, "needed": True, "confidence": None}
    return Candidate(f"i{number}", number, f"Initiative {number}", effort, impact=impact, **{**given, **more})


def wishes(*candidates, middle=(20.0, 5.0)):
    return Priorities(say("much for little"), say("Points of score gained"), "number", "", candidates, middle)


FOUR = wishes(
    candidate(1, 5, 9, least=3, most=12, critical=True, confidence=0.8),
    candidate(2, 40, 8.5),
    candidate(3, 10, 1, needed=False),
    candidate(4, 60, None, enabler=True),
    candidate(5, None, 3),
)


def bar(number, start, weeks, *, after=(), title=None, **marks):
    first = MONDAY + dt.timedelta(weeks=start)
    last = first + dt.timedelta(weeks=weeks, days=-3)
    told = {"critical": False, "needed": True, "started": False, **marks}
    return Bar(f"i{number}", number, title or f"Initiative {number}", start, weeks, first, last, slack=0,
               reason=say("begins at once"), after=after, **told)  # fmt: skip


def roadmap(lanes, weeks, load=(), milestones=()):
    spans = tuple(QuarterSpan(say("Q{quarter} {year}", quarter=(i + 2) % 4 + 1, year=2018 + (i + 2) // 4), 13.0 * i,
                              min(float(weeks), 13.0 * (i + 1))) for i in range(-(-weeks // 13)))  # fmt: skip
    return Gantt(say("Roadmap"), say("it takes {weeks} weeks", weeks=weeks), weeks, -0.4, MONDAY - dt.timedelta(days=3),
                 lanes, spans, milestones, load)  # fmt: skip


PLAN = roadmap(
    (Lane("head of IT", (bar(1, 0, 10, critical=True), bar(3, 10, 8, after=("i1",), critical=True))),
     Lane(say("nobody answers for it yet"), (bar(2, 0, 4, started=True), bar(4, 12, 6, after=("i1", "i2"), needed=False)))),
    18,
    (LoadLane("IT", (1.0,) * 18, (2.0,) * 18, ((13.0, 26.0), (5.0, 10.0))),
     LoadLane("Sales", (0.5,) * 18, None, ((6.5, None), (2.5, None)))),
    (Milestone(say("target is due"), dt.date(2018, 10, 31), 17.4), Milestone(say("far away"), dt.date(2029, 1, 1), 540.0)),
)  # fmt: skip


# -- all of them -------------------------------------------------------------------------------

COLUMNS = Board(say("one now, nothing later"), (
    BoardColumn(say("Now"), say("Q3 2018"), (
        BoardCard(1, "Say the price first", ("IT",), (say("critical"),), critical=True, optional=False),)),
    BoardColumn(say("Later"), say("after Q4 2018"), ()),
))  # fmt: skip
CHARTS = {
    "matrix": (matrix, FOUR, wishes(), "much for little"),
    "gantt": (gantt, PLAN, roadmap((), 0), "it takes 0 weeks"),
    "load": (load_strip, PLAN, roadmap((), 0), "nothing says how many people are free"),
    "board": (board, COLUMNS, replace(COLUMNS, columns=COLUMNS.columns[1:]), "one now, nothing later"),
}
"""How a chart is drawn, a view of a plan, one of nothing, and what that states."""


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tongue", ["en", "it"])
@pytest.mark.parametrize(("draw", "view"), [case[:2] for case in CHARTS.values()], ids=CHARTS)
def test_a_chart_that_stands_alone_is_readable_in_every_theme_and_language(draw, view, theme, tongue):
    check(draw(view, language(tongue), theme, prefix="c", alone=True), theme, "c")


@pytest.mark.parametrize(("draw", "view"), [case[:2] for case in CHARTS.values()], ids=CHARTS)
def test_a_chart_that_stands_alone_has_its_title_and_finding_above_it(draw, view):
    """In a page it has no heading, and is the same otherwise."""
    alone = check(draw(view, ENGLISH, SCREEN, prefix="c", alone=True), SCREEN, "c")
    within = check(draw(view, ENGLISH, SCREEN, prefix="c"), SCREEN, "c")
    heading = len(alone.texts) - len(within.texts)
    assert alone.texts[heading:] == within.texts
    assert " ".join(alone.texts[:heading]) == f"{alone.root[0].text} {alone.root[1].text}"


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(("draw", "nothing", "words"), [(case[0], *case[2:]) for case in CHARTS.values()], ids=CHARTS)
def test_a_chart_of_nothing_says_so(draw, nothing, words, alone):
    assert check(draw(nothing, ENGLISH, SCREEN, prefix="c", alone=alone), SCREEN, "c").texts == [words]


# -- matrix ------------------------------------------------------------------------------------


def test_decades_enclose_the_range():
    assert decades(3, 160) == (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
    assert decades(10, 10) == (10.0, 20.0)


def test_the_matrix_lists_every_initiative_with_its_numbers():
    texts = check(matrix(FOUR, ENGLISH, SCREEN, prefix="m"), SCREEN, "m").texts
    for words in ("5 person-days (3 to 12) · 9.0 · 80% sure", "40 person-days · 8.5", "60 person-days · enabler",
                  "effort unknown · 3.0", "much for little"):  # fmt: skip
        assert words in texts


def test_what_brings_next_to_nothing_stands_apart_in_a_band_with_its_range():
    """By hand: 90 points at best, a five-hundredth of it is 0.18, the round step below it is 0.1; 0 and -3 are less."""
    shown = wishes(candidate(1, 10, 90.0), candidate(2, 10, 0.0, least=5, most=20), candidate(3, 12, -3.0),
                   candidate(4, 90, 40.0))  # fmt: skip
    drawn = check(matrix(shown, ENGLISH, SCREEN, prefix="m"), SCREEN, "m")
    head = next(box for kind, e, box in drawn.painted if kind == "text" and e.text.endswith("less than 0.1"))
    badges = [box for kind, e, box in drawn.painted if kind == "circle" and e.get("r") == "10.5"][:4]
    assert max(box.bottom for box in badges[:2]) < head.y < badges[2].y
    assert badges[2].bottom <= badges[3].y  # their ranges overlap: a row each
    assert drawn.texts.count("Initiative 2") == 2  # in the band and in the list


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 200)), max_size=12), st.floats(0, 10))
def test_no_two_of_a_row_touch_and_there_is_no_empty_row(pairs, gap):
    spans = [(low, low + wide) for low, wide in pairs]
    found = rows(spans, gap)
    assert set(found) == set(range(len(set(found))))
    for (row, (low, high)), (other, (begin, end)) in combinations(zip(found, spans, strict=True), 2):
        assert row != other or low >= end + gap or begin >= high + gap


def test_less_effort_stands_further_left_and_more_impact_higher():
    drawn = check(matrix(FOUR, ENGLISH, SCREEN, prefix="m"), SCREEN, "m")
    badges = [box for kind, e, box in drawn.painted if kind == "circle" and e.get("r") == "10.5"]
    first, second, third = badges[:3]
    assert first.x < third.x < second.x
    assert first.y < second.y < third.y


effort = st.one_of(st.none(), st.floats(0, 5000))
impact = st.one_of(st.none(), st.floats(-1e7, 1e7), st.sampled_from([0.0, 5.0]))


@st.composite
def any_wishes(draw):
    found = []
    for number in range(1, draw(st.integers(1, 14)) + 1):
        days = draw(effort)
        found.append(Candidate(
            f"i{number}", number, draw(WORDS), days, days * 0.5 if days else None, days * 2 if days else None, draw(impact),
            draw(st.booleans()), draw(st.booleans()), draw(st.booleans()), draw(st.one_of(st.none(), st.floats(0, 1))),
        ))  # fmt: skip
    return wishes(*found, middle=draw(st.one_of(st.none(), st.just((20.0, 0.0)))))


@settings(max_examples=20)
@given(any_wishes(), st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_matrix_overlap(view, theme):
    check(matrix(view, ENGLISH, theme, prefix="m"), theme, "m")


def test_each_bubble_of_the_matrix_has_its_centre_at_its_value():
    """Effort and impact on logarithmic scales: equal factors are equally far apart."""
    places = [(10, 2), (20, 6), (40, 18), (80, 54)]
    shown = wishes(*(candidate(n, effort, impact) for n, (effort, impact) in enumerate(places, start=1)))
    drawn = matrix(shown, ENGLISH, SCREEN, prefix="m")
    plot = drawn[: drawn.index("effort in person-days")]
    centres = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([^"]+)" cy="([^"]+)"', plot)]
    assert len(centres) == len(places)
    steps = [(u - x, y - v) for (x, y), (u, v) in pairwise(centres)]
    assert all(step == pytest.approx(steps[0], abs=0.2) and min(step) > 0 for step in steps)


# -- Gantt -------------------------------------------------------------------------------------


def test_the_gantt_chart_prints_weeks_load_and_days():
    texts = check(gantt(PLAN, ENGLISH, SCREEN, prefix="g"), SCREEN, "g").texts
    for words in ("head of IT", "10", "13 of 26", "5 of 10", "today, 29 June 2018", "Q3 2018",
                  "31 October 2018: target is due"):  # fmt: skip
        assert words in texts


def test_bars_are_as_long_as_their_weeks_and_begin_where_the_other_ends():
    drawn = check(gantt(PLAN, ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    bars = [box for kind, e, box in drawn.painted if kind == "rect" and e.get("rx") == "3" and box.height == 13]
    assert [round(box.width / bars[2].width * 4, 1) for box in bars] == [10, 8, 4, 6]
    assert bars[1].x == pytest.approx(bars[0].right, abs=0.2)


def test_each_prerequisite_has_a_link_and_the_critical_one_is_heavier():
    drawn = check(gantt(PLAN, ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    links = [e for kind, e, _ in drawn.painted if kind == "path" and "V" in e.get("d")]
    assert sorted(e.get("stroke-width") for e in links) == ["1.2", "1.2", "2.2"]


def test_critical_and_optional_bars_are_told_apart_without_colour():
    drawn = check(gantt(PLAN, ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    bars = [e for kind, e, box in drawn.painted if kind == "rect" and e.get("rx") == "3" and box.height == 13]
    assert [(e.get("stroke-width"), e.get("stroke-dasharray")) for e in bars] == [
        ("2", None), ("2", None), ("1.2", None), ("1.2", "3 2.5")]  # fmt: skip


@st.composite
def roadmaps(draw):
    lanes, number, last = [], 0, 1
    for _ in range(draw(st.integers(1, 4))):
        bars = []
        for _ in range(draw(st.integers(1, 4))):
            number += 1
            start, weeks = draw(st.integers(0, 60)), draw(st.integers(1, 40))
            after = tuple(f"i{other}" for other in draw(st.lists(st.integers(1, 16), max_size=3)) if other < number)
            bars.append(bar(number, start, weeks, after=after, critical=draw(st.booleans()), needed=draw(st.booleans()),
                            started=draw(st.booleans()), title=draw(WORDS)))  # fmt: skip
            last = max(last, start + weeks)
        lanes.append(Lane(draw(WORDS), tuple(bars)))
    spans = -(-last // 13)
    people = st.floats(0, 40)
    load = tuple(
        LoadLane(draw(WORDS), (draw(people),) * last, draw(st.one_of(st.none(), people.map(lambda n: (n,) * last))),
                 ((draw(st.floats(0, 9999)), draw(st.one_of(st.none(), st.floats(0, 9999)))),) * spans)
        for _ in range(draw(st.integers(0, 3)))
    )  # fmt: skip
    marks = tuple(Milestone(say("{x}", x=draw(WORDS)), MONDAY, draw(st.floats(-10, 300)))
                  for _ in range(draw(st.integers(0, 3))))  # fmt: skip
    return roadmap(tuple(lanes), last, load, marks)


@settings(max_examples=20)
@given(roadmaps(), st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_gantt_chart_overlap(view, theme):
    check(gantt(view, ENGLISH, theme, prefix="g"), theme, "g")


# -- what a plan that is under way shows besides ------------------------------------------------

UNDER_WAY = replace(
    roadmap(
        (Lane("Assistenza clienti", (
            bar(1, 0, 6, started=True, begun=-5.0, was=(-3.0, 4.0), notes=(say("under way since {day}", day="28 May"),)),
            bar(2, 0, 2, needed=False, deadline=8.0, title="Nessuna proposta mentre si sta rimediando a un errore"),
            bar(3, 15, 5, after=("i5",), stays=0.52, notes=(say("for discussion"),)),
            bar(4, 33, 14, critical=True, was=(30.0, 44.0), deadline=44.0))),
         Lane("IT", (bar(5, 9, 6, critical=True, frozen=True), bar(6, 15, 18, critical=True, after=("i5",)),
                     bar(7, 33, 10, after=("i6",)), bar(8, 33, 18, after=("i6",)), bar(9, 34, 2, stays=0.5))),
         Lane(say("later"), (bar(10, 51, 9, later=True, needed=False),))),
        60,
        (LoadLane("IT", (0.5,) * 10 + (1.5,) * 2 + (0.5,) * 48, (1.0,) * 4 + (0.5,) * 4 + (1.0,) * 52, ((9.0, 12.0),) * 5),),
    ),
    done=(Past("d", "Il tecnico va via quando la linea funziona", -12.0, -2.0, dt.date(2018, 4, 9),
               dt.date(2018, 6, 15), 8, 10),
          Past("e", "Finished long ago", None, -3.0, None, dt.date(2018, 6, 8), None, None)),
    past=(QuarterSpan(say("Q2 2018"), -13.0, 0.0, say("Q2")),),
)  # fmt: skip


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_plan_under_way_is_readable_in_every_theme_and_says_what_each_sign_means(theme):
    drawn = check(gantt(UNDER_WAY, ENGLISH, theme, prefix="g"), theme, "g")
    texts = " ".join(drawn.texts).replace("\u00a0", " ")
    for words in ("took 10 weeks, estimated 8 weeks", "finished on 8 June 2018", "done of what is under way",
                  "start agreed", "as in the last plan, or as estimated", "deadline", "for discussion: as likely",
                  "later, behind the plan", "fewer than usual", "more than are free", "overloaded for 2 weeks"):  # fmt: skip
        assert words in texts


def test_the_table_of_a_plan_under_way_has_its_notes_and_what_is_finished():
    rows = [[str(cell) for cell in row] for row in UNDER_WAY.table]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[1][1] == "Il tecnico va via quando la linea funziona"
    assert rows[1][-1] == "took 10 weeks, estimated 8 weeks"
    assert [row[-1] for row in rows if row[1] == "Initiative 3"] == ["for discussion"]


def test_links_from_one_bar_into_different_bars_do_not_run_over_one_another():
    drawn = check(gantt(UNDER_WAY, ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    ways = [re.fullmatch(r"M(\S+) (\S+)H(\S+)V(\S+)", e.get("d")) for kind, e, _ in drawn.painted if kind == "path"]
    spans = [(float(way[3]), *sorted((float(way[2]), float(way[4])))) for way in ways if way]
    assert len(spans) == 4
    assert not [(a, b) for a, b in combinations(spans, 2) if abs(a[0] - b[0]) < 1 and a[1] < b[2] and b[1] < a[2]]


def test_of_very_many_links_the_long_ones_are_told_in_words():
    bars = tuple(bar(n, n, 3, after=tuple(f"i{m}" for m in (n - 1, n - 40) if m > 0)) for n in range(1, 201))
    drawn = check(gantt(roadmap((Lane("IT", bars),), 203), ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    assert "waits for 160" in drawn.texts
    assert sum(kind == "path" and "V" in e.get("d") for kind, e, _ in drawn.painted) == 199


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_load_is_drawn_alone_too(theme):
    texts = check(load_strip(UNDER_WAY, ENGLISH, theme, prefix="l"), theme, "l").texts
    assert "Q2 2018" not in texts
    assert texts.count("9 of 12") == 5


# -- now, next, later --------------------------------------------------------------------------

cards = st.builds(BoardCard, st.integers(0, 200), WORDS, st.lists(WORDS, max_size=3).map(tuple),
                  st.lists(st.just(say("critical")), max_size=2).map(tuple), st.booleans(), st.booleans())  # fmt: skip
boards = st.lists(st.lists(cards, max_size=4), min_size=1, max_size=4).map(
    lambda columns: Board(say("x"), tuple(BoardColumn(say("Now"), say("Q3 2018"), tuple(row)) for row in columns))
)


@settings(max_examples=15)
@given(boards, st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_board_overlap(view, theme):
    check(board(view, ENGLISH, theme, prefix="b"), theme, "b")


# -- the stories -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STORIES)
def test_the_roadmap_of_a_story_is_drawn_with_its_own_numbers(name):
    opened = story(name)
    made = plan(opened)
    view, wanted = gantt_view(made, opened), priorities(made, opened)
    drawn = check(gantt(view, ENGLISH, SCREEN, prefix="g"), SCREEN, "g")
    assert all(str(item.weeks) in drawn.texts for item in made.items)
    assert str(view.weeks) == str(max(item.start_week + item.weeks for item in made.items))
    check(matrix(wanted, ENGLISH, SCREEN, prefix="m"), SCREEN, "m")
    for what in ("completion", "score", "waiting", "value"):
        check(curve(measure_curve(made, opened, what), ENGLISH, SCREEN, prefix="c"), SCREEN, "c")
    check(curve(cost_curve(made, opened), ENGLISH, SCREEN, prefix="c"), SCREEN, "c")
    check(curves(roadmap_curves(made, opened), ENGLISH, SCREEN, prefix="c"), SCREEN, "c")
    check(board(board_view(made, opened), ENGLISH, SCREEN, prefix="b"), SCREEN, "b")
