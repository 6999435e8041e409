import json
import shutil
import sys
from itertools import combinations

import pytest

from journeymap.charts.placement import Layout, to_dot
from journeymap.engines import EngineFailed, EngineMissing
from journeymap.engines.graphviz import layout

NODES = [("n1", 100, 40), ("n2", 60, 30), ("n3", 80, 50), ("n4", 70, 20)]
EDGES = [("n1", "n2", "e1", 3), ("n1", "n2", "e2", 1), ("n2", "n3", "e3", 1), ("n2", "n2", "e4", 1)]
CLUSTERS = {"c1": ["n1", "n2"], "c2": ["n3", "n4"]}
SLEEP = f"exec {shutil.which('sleep')} 60"
ANSWER = {
    "bb": "10,20,110,70",
    "objects": [{"_gvid": 0, "name": "n1", "pos": "60,30", "width": "1", "height": "0.25"}],
    "edges": [{"tail": 0, "head": 0, "id": "e1", "pos": "10,20 20,20 30,20 40,20"}],
}


@pytest.fixture(params=["graphviz-pure", "dot"])
def placed(request, monkeypatch, tmp_path):
    """Give a layout function that finds one of the two programs only."""
    found = shutil.which(request.param)
    if request.param == "graphviz-pure":
        found = shutil.which("graphviz-pure", path=str(sys.prefix) + "/bin") or found
    if found is None:
        pytest.skip(f"{request.param} is not installed")
    (tmp_path / request.param).symlink_to(found)
    only(monkeypatch, tmp_path)

    def ask(*args, **options):
        answer = layout(to_dot(*args, **options))
        assert answer.engine == request.param
        return answer

    return ask


@pytest.fixture
def programs(monkeypatch, tmp_path):
    """Give a function that puts a program, written in shell, where engines are looked for."""
    only(monkeypatch, tmp_path)

    def put(name, script):
        path = tmp_path / name
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)

    return put


def only(monkeypatch, folder):
    """Let programs be found in one folder only."""
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(sys, "executable", str(folder / "python"))


def inside(inner, outer):
    return (
        outer.x <= inner.x + 0.1
        and outer.y <= inner.y + 0.1
        and inner.x + inner.width <= outer.x + outer.width + 0.1
        and inner.y + inner.height <= outer.y + outer.height + 0.1
    )


def apart(one, other):
    return (
        one.x + one.width < other.x
        or other.x + other.width < one.x
        or one.y + one.height < other.y
        or other.y + other.height < one.y
    )


def touches(point, node):
    """Tell whether a point lies on the border of a node, give or take a point."""
    x, y = point
    across = min(abs(x - node.x), abs(x - node.x - node.width))
    down = min(abs(y - node.y), abs(y - node.y - node.height))
    return min(across, down) < 1.5


def test_nodes_have_the_size_asked_for_and_do_not_overlap(placed):
    answer = placed(NODES, EDGES, CLUSTERS)
    assert {n.name: (round(n.width), round(n.height)) for n in answer.nodes} == {n: (w, h) for n, w, h in NODES}
    assert all(apart(one, other) for one, other in combinations(answer.nodes, 2))


def test_everything_lies_within_the_drawing(placed):
    answer = placed(NODES, EDGES, CLUSTERS)
    for box in (*answer.nodes, *answer.clusters):
        assert -0.1 <= box.x <= box.x + box.width <= answer.width + 0.1
        assert -0.1 <= box.y <= box.y + box.height <= answer.height + 0.1


def test_clusters_hold_their_nodes_and_no_others(placed):
    answer = placed(NODES, EDGES, CLUSTERS)
    assert {cluster.name for cluster in answer.clusters} == {"c1", "c2"}
    for cluster in answer.clusters:
        assert {n.name for n in answer.nodes if inside(n, cluster)} == set(CLUSTERS[cluster.name])


def test_edges_run_from_border_to_border(placed):
    answer = placed(NODES, EDGES, CLUSTERS)
    nodes = {node.name: node for node in answer.nodes}
    assert sorted((e.tail, e.head, e.key) for e in answer.edges) == sorted(edge[:3] for edge in EDGES)
    for edge in answer.edges:
        assert len(edge.points) % 3 == 1
        assert touches(edge.points[0], nodes[edge.tail])
        assert touches(edge.points[-1], nodes[edge.head])


def test_a_returning_edge_runs_from_its_tail_to_its_head(placed):
    answer = placed(NODES[:2], [("n1", "n2", "e1", 1), ("n2", "n1", "e2", 1)], {})
    back = next(edge for edge in answer.edges if edge.key == "e2")
    assert back.points[0][0] > back.points[-1][0]


def test_left_to_right_is_left_to_right(placed):
    one, two = placed(NODES[:2], EDGES[:1], {}, "LR").nodes
    assert one.x + one.width < two.x


def test_downward_is_downward(placed):
    one, two = placed(NODES[:2], EDGES[:1], {}, "TB").nodes
    assert one.y + one.height < two.y


def test_room_is_kept_free_for_a_label(placed):
    answer = placed(NODES[:2], EDGES[:1], {}, labels={"e1": (90, 20)})
    one, two = answer.nodes
    x, _ = answer.edges[0].label_at
    assert one.x + one.width <= x - 45
    assert x + 45 <= two.x


def test_without_a_label_its_place_is_the_middle_of_the_edge(placed):
    answer = placed(NODES[:2], EDGES[:1], {})
    one, two = answer.nodes
    x, y = answer.edges[0].label_at
    assert x == pytest.approx((one.x + one.width + two.x) / 2, abs=2)
    assert y == pytest.approx(one.y + one.height / 2, abs=2)


def test_a_graph_without_nodes_is_laid_out_too(placed):
    answer = placed([], [], {})
    assert (answer.nodes, answer.edges, answer.clusters) == ((), (), ())


def test_the_same_question_has_the_same_answer(placed):
    assert placed(NODES, EDGES, CLUSTERS) == placed(NODES, EDGES, CLUSTERS)


def test_y_grows_downward_from_the_top_left_corner(programs):
    programs("dot", f"echo '{json.dumps(ANSWER)}'")
    answer = layout("digraph {}")
    assert (answer.width, answer.height) == (100, 50)
    (node,) = answer.nodes
    assert (node.x, node.y, node.width, node.height) == (14, 31, 72, 18)
    assert answer.edges[0].points == ((0, 50), (10, 50), (20, 50), (30, 50))
    assert answer.edges[0].label_at == pytest.approx((15, 50))


@pytest.mark.parametrize("failing", ["exit 3", "kill -SEGV $$", "echo nonsense", "echo '{}'", "echo '[1]'"])
def test_a_program_that_fails_leaves_the_work_to_the_next(programs, failing):
    programs("graphviz-pure", failing)
    programs("dot", f"echo '{json.dumps(ANSWER)}'")
    assert layout("digraph {}").engine == "dot"


def test_a_program_that_hangs_is_stopped_and_the_next_one_asked(programs):
    programs("graphviz-pure", SLEEP)
    programs("dot", f"echo '{json.dumps(ANSWER)}'")
    assert layout("digraph {}", timeout=0.5).engine == "dot"


def test_if_all_fail_the_message_says_how_each_failed(programs):
    programs("graphviz-pure", SLEEP)
    programs("dot", "echo 'syntax error' >&2; exit 1")
    with pytest.raises(EngineFailed, match=r"graphviz-pure: took longer than 0\.2 s; dot: .* 1: syntax error"):
        layout("digraph {}", timeout=0.2)


def test_if_none_is_there_the_message_says_how_to_get_one(monkeypatch, tmp_path):
    only(monkeypatch, tmp_path)
    with pytest.raises(EngineMissing, match=r"pip install graphviz-pure.*Debian's package graphviz"):
        layout("digraph {}")


@pytest.mark.parametrize("name", ['n"1', "1n", "", "n 1", "ñ", "n1\n"])
def test_nothing_that_a_user_wrote_gets_into_the_question(name):
    with pytest.raises(ValueError, match="not a generated name"):
        to_dot([(name, 10, 10)], [], {})


def test_a_layout_cannot_be_changed(programs):
    programs("dot", f"echo '{json.dumps(ANSWER)}'")
    answer = layout("digraph {}")
    assert isinstance(answer, Layout)
    with pytest.raises(AttributeError):
        answer.width = 1
