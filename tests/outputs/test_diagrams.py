"""DOT and Mermaid texts are read back: the same boxes, ways and words, whatever users wrote."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.palette import SCREEN, THEMES
from journeymap.cli import group
from journeymap.engines.pictures import by_ending
from journeymap.errors import UnknownName
from journeymap.graph import build
from journeymap.languages import language
from journeymap.outputs.diagrams import LONGEST, plain
from journeymap.outputs.diagrams.dot import dot
from journeymap.outputs.diagrams.mermaid import flowchart, journey, satisfaction
from journeymap.scores import score_journey
from journeymap.text import say
from journeymap.views.flow_graph import FlowEdge, FlowGraph, FlowNode, FlowStage, visitors
from journeymap.views.flow_graph import flow_graph as flow_view
from journeymap.views.journey_map import OutcomeBox
from journeymap.vocabulary import OutcomeKind
from tests.outputs.mermaid import read_flowchart, read_journey
from tests.support import ROOT, STORIES, story

ENGLISH = language("en")
AWKWARD = ('say "yes" & go', "C:\\new\\", "\\N \\G \\l", "&lt;b&gt; &amp; &#38;", "title: 5; #35; %% end", "%click",
           "section", "`code` $$x$$ ﬂ°°35¶ß", "<script>alert(1)</script><br/>", "two\nlines\r\n", "]]> }} {{ |a| --> b",
           "安静な引っ越し", "مرحبا", "😀 👩‍👩‍👧", "\u202egnp\u0000", "x" * 900, " ", "journey", "Ende, und aus")  # fmt: skip
WORDS = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=30))


@st.composite
def views(draw):
    nodes = tuple(FlowNode(f"t{i}", draw(WORDS), f"s{i // 2}", "web", draw(WORDS), draw(st.none() | st.floats(0, 100)),
                           reach=draw(st.floats(0, 1)), moment=draw(st.booleans())) for i in range(3))  # fmt: skip
    stages = tuple(FlowStage(f"s{k}", draw(WORDS), tuple(n.id for n in nodes if n.stage == f"s{k}")) for k in range(2))
    edges = (FlowEdge("t0", "t1", "next", draw(st.floats(0, 1)), draw(st.floats(0, 3))),
             FlowEdge("t1", "t1", "next", 0.2, 0.2, loop=True, back=True), FlowEdge("t1", "done", "fails", 0.1, 0.1),
             FlowEdge("t2", "done", "ends", 1.0, 1.0, assumed=True))  # fmt: skip
    box = OutcomeBox("done", draw(WORDS), draw(st.sampled_from([*OutcomeKind])), 0.5)
    return FlowGraph(draw(WORDS), say("it says {x}", x=draw(WORDS)), stages, nodes, edges, (box,))


def of_story(name):
    opened = story(name)
    return score_journey(build(opened, next(iter(opened.current))))


def by_graphviz(text):
    """Have Graphviz read and draw a text: every name, and the words it puts on paper."""
    program = str(Path(sys.executable).parent / "graphviz-pure")
    done = subprocess.run([program, "-Kdot", "-Tjson"], input=text, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def words_of(item):
    """Return what is painted; graphviz-pure escapes a backslash in JSON once more than needed (in SVG it does not)."""
    return " ".join(op["text"].replace("\\\\", "\\") for op in item.get("_ldraw_", ()) if op["op"] == "T").split()


def same_words(found, wanted):
    return "".join(found) == "".join(plain(wanted).split())


# -- DOT ---------------------------------------------------------------------------------------


def check_dot(view):
    """Every box, cluster and way is there once, and what Graphviz paints is what users wrote."""
    answer = by_graphviz(dot(view, ENGLISH, SCREEN))
    items = answer["objects"]
    clusters = [item for item in items if item["name"].startswith("cluster_")]
    boxes = {item["name"]: item for item in items if not item["name"].startswith("cluster_")}
    assert list(boxes) == [*(n.id for stage in view.stages for n in view.nodes if n.id in stage.nodes),
                           *(box.id for box in view.outcomes)]  # fmt: skip
    ends = [(items[edge["tail"]]["name"], items[edge["head"]]["name"]) for edge in answer["edges"]]
    assert sorted(ends) == sorted((edge.source, edge.target) for edge in view.edges)
    for cluster, stage in zip(clusters, view.stages, strict=True):
        label = re.sub(r"\\(.)", lambda found: " " if found[1] == "n" else found[1], cluster["label"])
        assert same_words(label.replace("&amp;", "&").split(), stage.title)
    for node in view.nodes:
        painted = "".join(words_of(boxes[node.id]))
        star = "★ " if node.moment else ""
        assert painted.startswith("".join((plain(star + node.title) + plain(ENGLISH.say(node.channel_title))).split()))
    return answer


@pytest.mark.parametrize("name", STORIES)
def test_graphviz_reads_the_story_back(name):
    check_dot(flow_view(of_story(name)))


@settings(max_examples=15)
@given(views())
def test_graphviz_reads_any_text_back(view):
    check_dot(view)


def test_a_label_says_score_reach_and_share_with_their_signs():
    view = flow_view(of_story("home-move"))
    text = dot(view, language("it"), THEMES["greyscale"])
    assert "Telefono" in text
    assert '"look-up" -> "book" [label="88%"' in text
    assert "↺ 8%" in text


# -- Mermaid -----------------------------------------------------------------------------------


@given(views())
def test_a_mermaid_journey_is_read_back_whatever_it_says(view):
    title, sections = read_journey(journey(view, ENGLISH, {"t0": ["a, b", "c"]}))
    assert title == (plain(view.title) or "…")
    assert [name for name, _ in sections] == [plain(stage.title) or "…" for stage in view.stages]
    tasks = [task for _, found in sections for task in found]
    for node, (name, score, actors) in zip(view.nodes, tasks, strict=True):
        unknown = f"{node.title} (score unknown)"
        assert name == (plain(node.title if node.score is not None else unknown) or "…")
        assert score == (3 if node.score is None else satisfaction(node.score))
        assert actors[-1] == ("c" if node.id == "t0" else plain(node.channel_title) or "…")


@given(views())
def test_a_mermaid_flowchart_is_read_back_whatever_it_says(view):
    boxes, groups, ways = read_flowchart(flowchart(view, ENGLISH, SCREEN))
    assert len(boxes) == len(view.nodes) + len(view.outcomes)
    assert [(name, len(inside)) for name, inside in groups] == [
        (plain(stage.title) or "…", len(stage.nodes)) for stage in view.stages
    ]
    for index, node in enumerate(view.nodes, 1):
        assert boxes[f"n{index}"][0] == (plain("★ " * node.moment + node.title) or boxes[f"n{index}"][0])
    assert len(ways) == len(view.edges)
    assert ways[1] == ("n2", "n2", "↺ 20%")


@pytest.mark.parametrize(("score", "stars"), [(0, 1), (12.4, 1), (12.5, 2), (50, 3), (87.5, 5), (100, 5)])
def test_scores_go_to_the_nearest_of_five_steps(score, stars):
    assert satisfaction(score) == stars


def test_chosen_groups_act_where_they_get_to():
    score = of_story("home-move")
    groups = visitors(score, ["retired-couple"])
    _, sections = read_journey(journey(flow_view(score), ENGLISH, groups))
    reach = score.by_persona["retired-couple"].flow.reach
    acting = [("Retired couple" in actors) for _, tasks in sections for _, _, actors in tasks]
    assert acting == [reach[name] >= 0.005 for name in score.graph.touchpoints]


def test_a_long_text_is_cut_and_says_so():
    assert plain("x" * 900) == "x" * (LONGEST - 1) + "…"


# -- files -------------------------------------------------------------------------------------


def test_the_ending_says_what_is_written(tmp_path: Path):
    starts = {"a.dot": "digraph {", "b.mmd": "journey", "d.svg": "<svg"}
    for name, start in starts.items():
        done = CliRunner().invoke(group, ["map", str(ROOT / "journeys" / "minimal"), "-o", str(tmp_path / name)])
        assert done.exception is None
        assert (tmp_path / name).read_text("utf-8").startswith(start)
    chart = tmp_path / "c.mmd"
    CliRunner().invoke(group, ["map", str(ROOT / "journeys" / "minimal"), "--view", "flow", "-o", str(chart)])
    assert chart.read_text("utf-8").startswith("flowchart TD")


@pytest.mark.parametrize("name", ["map.jpg", "map", ".svg"])
def test_another_ending_is_told_with_those_there_are(name):
    with pytest.raises(UnknownName, match=r"\.dot, \.mmd"):
        by_ending(name)


def test_a_difference_is_no_graph(tmp_path: Path):
    done = CliRunner().invoke(group, ["map", str(ROOT / "journeys" / "home-move"), "--view", "difference", "-o",
                                      str(tmp_path / "x.dot")])  # fmt: skip
    assert isinstance(done.exception, UnknownName)
    assert "choose --view current or target" in str(done.exception)
