"""Matrix and Gantt chart show the numbers of their views, and nothing covers anything."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.curve import curve
from journeymap.charts.gantt import gantt
from journeymap.charts.matrix import decades, matrix
from journeymap.charts.palette import SCREEN, THEMES
from journeymap.languages import language
from journeymap.roadmap.plan import plan
from journeymap.text import say
from journeymap.views.priorities import Candidate, Priorities, priorities
from journeymap.views.roadmap import Bar, Gantt, Lane, LoadLane, Milestone, QuarterSpan, cost_curve, measure_curve
from journeymap.views.roadmap import gantt as gantt_view
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


# -- matrix ------------------------------------------------------------------------------------


def test_decades_enclose_the_range():
    assert decades(3, 160) == (2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
    assert decades(10, 10) == (10.0, 20.0)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tongue", ["en", "it"])
def test_the_matrix_is_readable_in_every_theme_and_language(theme, tongue):
    check(matrix(FOUR, language(tongue), theme, prefix="m"), theme, "m")


def test_the_matrix_lists_every_initiative_with_its_numbers():
    texts = check(matrix(FOUR, ENGLISH, SCREEN, prefix="m"), SCREEN, "m").texts
    for words in ("5 person-days (3 to 12) · 9.0 · 80% sure", "40 person-days · 8.5", "60 person-days · enabler",
                  "effort unknown · 3.0", "do first: much for little"):  # fmt: skip
        assert words in texts


def test_less_effort_stands_further_left_and_more_impact_higher():
    drawn = check(matrix(FOUR, ENGLISH, SCREEN, prefix="m"), SCREEN, "m")
    badges = [box for kind, e, box in drawn.painted if kind == "circle" and e.get("r") == "9"]
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


def test_a_matrix_without_initiatives_says_so():
    assert check(matrix(wishes(), ENGLISH, SCREEN, prefix="m"), SCREEN, "m").texts == ["much for little"]


# -- Gantt -------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tongue", ["en", "it"])
def test_the_gantt_chart_is_readable_in_every_theme_and_language(theme, tongue):
    check(gantt(PLAN, language(tongue), theme, prefix="g"), theme, "g")


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


def test_a_gantt_chart_without_initiatives_says_so():
    assert check(gantt(roadmap((), 0), ENGLISH, SCREEN, prefix="g"), SCREEN, "g").texts == ["it takes 0 weeks"]


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
