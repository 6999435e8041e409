"""The blueprint counts what does not meet, shows it in the open, and nothing in it covers anything else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.blueprint import ABREAST
from journeymap.charts.blueprint import blueprint as draw
from journeymap.charts.palette import SCREEN, THEMES
from journeymap.graph import build
from journeymap.languages import language
from journeymap.scores import score_journey
from journeymap.text import say
from journeymap.views.blueprint import CONNECTIONS, Blueprint, BlueprintColumn, Handover, Step, SystemLane, blueprint
from journeymap.vocabulary import Service
from tests.charts.test_axes import ENGLISH, WORDS, check
from tests.support import STORIES, scored, story

TEXT = """
data: {account: Account number}
systems:
  desk: {title: Desk, office: front, connected_to: {lines: none, bills: batch, mail: event}}
  lines: {title: Lines, office: back}
  bills: {title: Bills, office: back, connected_to: {stock: api}}
  stock: {title: Stock, office: back}
  mail: {title: Mail, office: back, connected_to: {post: event}}
  post: {title: Post, office: back}
journeys:
  j:
    stages:
      s:
        touchpoints:
          book: {title: Book, channel: phone, systems: [desk, lines], asks: [account]}
          pay: {title: Pay, channel: web, systems: [desk, bills], waiting: 2 d}
          send: {title: Send, channel: web, systems: [desk, post]}
          ask: {title: Ask, channel: chat, systems: [desk, stock], asks: [account]}
          copy:
            title: Copy
            channel: phone
            systems: [desk]
            backstage: [{do: Type it, system: mail, manual: true}]
            ends: completed
"""


@pytest.fixture(scope="module")
def small():
    return blueprint(scored(TEXT))


def drawn(view, theme=SCREEN, tongue="en"):
    return check(draw(view, language(tongue), theme, prefix="b"), theme, "b")


def test_how_systems_meet_is_read_from_the_files(small):
    """None and by hand are broken; joined through another is whole; undeclared is unknown, not broken."""
    found = {column.id: [link.how for link in column.handovers] for column in small.columns}
    assert found == {"book": ["none"], "pay": ["batch"], "send": ["others"], "ask": ["unknown"], "copy": ["manual"]}
    assert [link.broken for column in small.columns for link in column.handovers] == [True, False, False, False, True]


def test_the_statement_counts_what_is_known_and_says_what_is_not(small):
    assert str(small.statement) == (
        "2 of 4 hand-overs between front and back office are broken; of 1 nobody says how they work;"
        " customers are asked again for what is known at 'Ask'"
    )


def test_what_does_not_meet_is_said_in_words(small):
    texts = " ".join(drawn(small).texts)
    for words in ("Desk to Lines: not connected", "Desk to Mail: by hand", "asked again: Account number",
                  "then waits 2\u00a0d", "Line of interaction", "Line of visibility", "Line of internal"):  # fmt: skip
        assert words in texts


def test_the_table_has_the_same_as_the_drawing(small):
    rows = [[ENGLISH.say(cell) for cell in row] for row in small.table]
    assert len(rows) == 1 + len(small.columns)
    assert rows[1][4] == "Desk to Lines: not connected"
    assert rows[4][5] == "Account number"


def test_a_journey_without_systems_says_that_nothing_is_said():
    view = blueprint(scored("journeys: {j: {stages: {s: {a: {channel: web, ends: completed}}}}}"))
    assert "No touchpoint is said to work with systems" in str(view.statement)
    assert drawn(view).texts.count("nothing is said about it") == 2


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_stories_are_readable_in_every_theme(name, theme):
    opened = story(name)
    view = blueprint(score_journey(build(opened, next(iter(opened.current)))))
    assert drawn(view, theme, "it").texts


@st.composite
def views(draw, most=5):
    lanes = tuple(SystemLane(f"y{i}", draw(WORDS), "front" if i < 2 else "back") for i in range(4))
    columns = []
    for index in range(1, draw(st.integers(1, most)) + 1):
        links = draw(st.lists(st.builds(Handover, st.sampled_from([None, "y0", "y1"]), st.sampled_from(["y2", "y3"]),
                                        st.sampled_from([*CONNECTIONS])), unique=True, max_size=3))  # fmt: skip
        met = {name for link in links for name in (link.front, link.back) if name}
        columns.append(BlueprintColumn(
            f"t{index}", index, draw(WORDS), "s", draw(st.none() | WORDS), "phone", draw(st.none() | WORDS),
            draw(st.none() | st.sampled_from([*Service])), draw(st.none() | WORDS), draw(st.booleans()),
            draw(st.none() | st.floats(0, 1e6)), draw(st.booleans()), (index + 1, 1), tuple(draw(st.lists(WORDS, max_size=2))),
            tuple(draw(st.lists(st.builds(Step, WORDS, st.none() | WORDS, st.sampled_from([None, "y2"]), st.booleans()),
                                max_size=2))), tuple(sorted(met | draw(st.sets(st.sampled_from(["y0", "y3"]))))), tuple(links)))  # fmt: skip
    return Blueprint(draw(WORDS), say("something"), ((draw(WORDS), len(columns)),), tuple(columns), lanes)


@settings(max_examples=25)
@given(views(), st.sampled_from([*THEMES.values()]), st.sampled_from(["en", "it"]))
def test_no_text_of_any_blueprint_is_covered_or_cut(view, theme, tongue):
    drawn(view, theme, tongue)


@pytest.mark.parametrize("many", [1, ABREAST, ABREAST + 1, 200])
def test_many_touchpoints_go_on_below(many):
    """At most twelve stand beside one another; all of them are there; the same bytes twice."""
    columns = tuple(
        BlueprintColumn(f"t{i}", i, f"Step {i}", "s", onward=(i + 1,), systems=("y",)) for i in range(1, many + 1)
    )
    view = Blueprint("Long", say("it is long"), (("All", many),), columns, (SystemLane("y", "Desk", "front"),))
    first, second = (draw(view, ENGLISH, SCREEN, prefix="b") for _ in range(2))
    assert first == second
    texts = drawn(view).texts if many < 50 else first
    assert all(f"{i} Step {i}" in texts or f"{i}  Step {i}" in texts for i in range(1, many + 1))
    assert float(first.split('width="')[1].split('"')[0]) < 2500
