"""The flow graph shows shares, scores and outcomes as computed, with or without a layout program."""

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.flow_graph import MOST_NODES, flow_graph
from journeymap.charts.flow_graph import drawn as draw_flow
from journeymap.charts.flow_parts import thickness
from journeymap.charts.journey_kit import Kit
from journeymap.charts.palette import SCREEN, THEMES
from journeymap.engines.graphviz import layout
from journeymap.errors import MissingPart
from journeymap.graph import build
from journeymap.languages import language
from journeymap.scores import score_journey
from journeymap.text import say
from journeymap.views.flow_graph import FlowEdge, FlowGraph, FlowNode, FlowStage, without_thin_ways
from journeymap.views.flow_graph import flow_graph as flow_view
from journeymap.views.journey_map import OutcomeBox
from journeymap.vocabulary import OutcomeKind
from tests.charts.test_axes import AWKWARD, ENGLISH, WORDS, check, read
from tests.support import STORIES, scored, story

TEXT = """
journeys:
  j:
    stages:
      look:
        title: Looking
        touchpoints:
          find: {title: Find it, channel: web, measures: {csat: {counts: [1, 2, 3, 10, 9]}}, next: {ask: 30%, buy: 60%}}
          ask: {title: Ask, channel: phone, moment_of_truth: true, emotion: -1, next: {find: 20%, buy: 75%}}
      buy:
        title: Buying
        touchpoints:
          buy: {title: Buy it, channel: web, ends: {completed: 95%}}
"""


def missing(_):
    raise MissingPart("there is none")


def drawn(view, theme=SCREEN, tongue="en", engine=layout):
    return check(flow_graph(view, language(tongue), theme, prefix="f", layout=engine), theme, "f")


def view_of(name):
    opened = story(name)
    return flow_view(score_journey(build(opened, next(iter(opened.current)))))


@pytest.fixture(scope="module")
def small():
    return flow_view(scored(TEXT))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("engine", [layout, missing], ids=["graphviz", "none"])
def test_the_graph_is_readable_in_every_theme(small, theme, engine):
    drawn(small, theme, "it", engine)


@pytest.mark.parametrize("engine", [layout, missing], ids=["graphviz", "none"])
@pytest.mark.parametrize("name", STORIES)
def test_the_stories_are_drawn_without_overlap(name, engine):
    drawn(view_of(name), engine=engine)


def test_shares_reach_scores_and_outcomes_are_those_of_the_view(small):
    texts = drawn(small).texts
    for words in ("30%", "60%", "75%", "20%", "Find it", "Looking", "Buying", "→ starts here", "100% get here"):
        assert words in texts
    completed = next(box for box in small.outcomes if box.kind is OutcomeKind.COMPLETED)
    assert f"Completed {ENGLISH.say(Kit(SCREEN, ENGLISH).share(completed.share))}" in texts
    scores = [Kit(SCREEN, ENGLISH).score(node.score) for node in small.nodes if node.score is not None]
    assert all(score in texts for score in scores)


def test_what_is_not_measured_has_no_number(small):
    assert small.nodes[2].score is None
    assert "–" in drawn(small).texts


def test_loops_are_dotted_with_dots_that_are_seen_and_losses_are_named(small):
    found = drawn(small)
    dashed = [e for kind, e, _ in found.painted if kind == "path" and e.get("stroke-dasharray")]
    dots = [e for e in dashed if e.get("stroke") == SCREEN.accent]
    assert len(dots) == sum(edge.loop for edge in small.edges) == 1
    assert all(float(e.get("stroke-dasharray").split()[0]) >= float(e.get("stroke-width")) - 0.1 for e in dashed)
    assert any(text.startswith("≈ 10% Gave up") for text in found.texts)


def test_the_more_customers_take_a_way_the_wider_it_is():
    kit = Kit(SCREEN, ENGLISH)
    widths = [thickness(kit, FlowEdge("a", "b", "next", 0.5, taken)) for taken in (0.0, 0.2, 0.9, 1.0, 3.0)]
    assert widths == sorted(widths)
    assert widths[-1] == widths[-2]


def test_no_text_of_the_user_reaches_the_layout_program(small):
    asked = []

    def spy(dot):
        asked.append(dot)
        return layout(dot)

    drawn(small, engine=spy)
    assert "Find" not in asked[0]
    assert set(re.findall(r"^(\w+) \[", asked[0], re.MULTILINE)) - {"graph", "node", "edge"} == {"n1", "n2", "n3", "o3"}


def test_without_a_layout_program_stages_are_drawn_and_the_drawing_says_so(small):
    texts = drawn(small, engine=missing).texts
    assert "No layout program answered, so stages are drawn: 3 touchpoints in 2 stages" in " ".join(texts)
    assert "2 touchpoints" in texts
    assert "Find it" not in texts


def long(count, stages):
    nodes = tuple(FlowNode(f"t{i}", f"Step {i}", f"s{i % stages}", visits=1.0) for i in range(count))
    edges = tuple(FlowEdge(f"t{i}", f"t{i + 1}", "next", 1.0, 1.0) for i in range(count - 1))
    bands = tuple(
        FlowStage(f"s{k}", f"Stage {k}", tuple(n.id for n in nodes if n.stage == f"s{k}")) for k in range(stages)
    )
    return FlowGraph("Long", say("it is long"), bands, nodes, edges, ())


def test_too_many_touchpoints_are_drawn_as_stages():
    texts = drawn(long(MOST_NODES + 1, 4)).texts
    assert "Too many touchpoints to draw one by one, so stages are drawn: 501 touchpoints in 4 stages" in " ".join(
        texts
    )


def dense(count):
    """Everybody may go everywhere."""
    nodes = tuple(FlowNode(f"t{i}", f"Step {i}", f"s{i * 6 // count}", visits=1.0) for i in range(count))
    edges = tuple(FlowEdge(f"t{a}", f"t{b}", "next", 1 / count, 1 / (2 + abs(b - a - 1)), back=b <= a, loop=b <= a)
                  for a in range(count) for b in range(count))  # fmt: skip
    bands = tuple(FlowStage(f"s{k}", f"Stage {k}", tuple(n.id for n in nodes if n.stage == f"s{k}")) for k in range(6))
    return FlowGraph("Dense", say("it is dense"), bands, nodes, edges, ())


def test_of_too_many_ways_the_thin_ones_are_left_out_and_the_drawing_says_so():
    """14,400 ways among 120 touchpoints: two for each and a few more are laid out."""
    svg, notes = draw_flow(dense(120), ENGLISH, SCREEN, prefix="f", layout=layout)
    assert "180 of 14,400 ways are drawn; each of the others is taken" in ENGLISH.say(notes[0])
    assert "180 of 14,400 ways" in " ".join(read(svg).texts)


def test_no_touchpoint_is_cut_off_by_what_is_left_out():
    lighter = without_thin_ways(dense(40), 45)
    for pick in (lambda edge: edge.source, lambda edge: edge.target):
        assert {pick(edge) for edge in lighter.edges} == {node.id for node in lighter.nodes}
    assert without_thin_ways(lighter, 10_000) is lighter


def test_a_layout_program_that_fails_is_asked_again_with_fewer_ways():
    asked = []

    def second_time_lucky(dot):
        asked.append(dot.count("->"))
        if len(asked) == 1:
            raise MissingPart("too hard")
        return layout(dot)

    _, notes = draw_flow(dense(30), ENGLISH, SCREEN, prefix="f", layout=second_time_lucky)
    assert asked == [90, 50]
    assert "50 of 900 ways" in ENGLISH.say(notes[0])


def test_channels_are_named_in_the_language_and_groups_with_how_it_ends_for_them():
    view = view_of("home-move")
    texts = " ".join(drawn(view, tongue="it").texts)
    assert "Telefono" in texts
    assert "Retired couple: " in texts
    parts = dict(view.groups)["Retired couple"]
    assert sum(parts) == pytest.approx(1)


def test_a_long_journey_with_long_and_odd_labels_has_no_text_over_another():
    """200 touchpoints with labels of up to 400 signs in many scripts; neighbours are found by their height."""
    view = dense(200)
    nodes = tuple(replace(node, title=(AWKWARD[i % len(AWKWARD)] * 12)[:400], channel_title=AWKWARD[-i % len(AWKWARD)])
                  for i, node in enumerate(view.nodes))  # fmt: skip
    few = tuple(edge for edge in view.edges if edge.traversals > 0.3)
    found = read(flow_graph(replace(view, nodes=nodes, edges=few), ENGLISH, SCREEN, prefix="f", layout=layout))
    boxes = sorted((box for kind, _, box in found.painted if kind == "text"), key=lambda box: box.y)
    assert len(boxes) > 800
    for index, box in enumerate(boxes):
        assert found.size.holds(box, 0.6)
        following = itertools.takewhile(lambda other, low=box.bottom: other.y < low, boxes[index + 1 :])
        assert not any(box.overlaps(other, 0.6) for other in following)


def test_the_same_graph_has_the_same_bytes(small):
    first, second = (flow_graph(small, ENGLISH, SCREEN, prefix="f", layout=layout) for _ in range(2))
    assert first == second


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 6))
    nodes = tuple(
        FlowNode(f"t{i}", draw(WORDS), f"s{i // 2}", "web", draw(st.one_of(st.none(), WORDS)),
                 draw(st.one_of(st.none(), st.floats(0, 100))), draw(st.booleans()), draw(st.floats(0, 1)), 1.0, 1,
                 draw(st.booleans()), draw(st.sampled_from([0.0, 0.5, 1.0])))
        for i in range(count)
    )  # fmt: skip
    ends = [*(node.id for node in nodes), "good", "bad"]
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.sampled_from(ends)), unique=True, max_size=10))
    edges = tuple(
        FlowEdge(f"t{a}", b, draw(st.sampled_from(["next", "fails"])) if b.startswith("t") else "ends",
                 draw(st.floats(0, 1)), draw(st.floats(0, 2)), draw(st.booleans()), draw(st.booleans()),
                 draw(st.booleans()), b.startswith("t") and int(b[1:]) <= a)
        for a, b in pairs
    )  # fmt: skip
    stages = tuple(FlowStage(f"s{k}", draw(WORDS), tuple(n.id for n in nodes if n.stage == f"s{k}"))
                   for k in range(-(-count // 2)))  # fmt: skip
    outcomes = tuple(OutcomeBox(name, draw(WORDS), kind, draw(st.floats(0, 1)))
                     for name, kind in (("good", OutcomeKind.COMPLETED), ("bad", OutcomeKind.CHURNED)))  # fmt: skip
    return FlowGraph(draw(WORDS), say("something"), stages, nodes, edges, outcomes)


@settings(max_examples=20)
@given(graphs(), st.sampled_from([layout, missing]), st.sampled_from([*THEMES.values()]))
def test_any_graph_is_drawn_whole(view, engine, theme):
    found = read(flow_graph(view, ENGLISH, theme, prefix="f", layout=engine))
    assert all(found.size.holds(box, 0.6) for kind, _, box in found.painted if kind == "text")
