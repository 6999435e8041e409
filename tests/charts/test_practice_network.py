"""The dependency picture shows every foundation once, by shape and word, for a model of any shape."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.charts.layers import place
from journeymap.charts.palette import SCREEN, THEMES
from journeymap.charts.practice_network import practice_network
from journeymap.languages import language
from journeymap.views.practice_network import PracticeNetwork, Stand, Stone
from tests.charts.test_axes import ENGLISH, WORDS, check

VIEW = PracticeNetwork(
    "Five phases",
    ("Define the target digital CX strategy", "Examine technologies and the data the future CX needs"),
    (
        Stone("STR-1", "Target experience statement", 1, 0, True, "assessed", 1, 3),
        Stone("MAP-1", "Dichiarazione dell'esperienza obiettivo", 1, 0, True, "assessed", 3, None),
        Stone("TEC-1", "Unified customer profile", 2, 1, True, "assessed", 3, 4, True),
        Stone("TEC-2", "Data types", 2, 2, True, "not_assessed"),
        Stone("TEC-6", "Trust, privacy and data quality", 2, 0, False, "inherited"),
    ),
    (Stand("STR-1", "TEC-1", 2, 1), Stand("MAP-1", "TEC-1", 2, 3), Stand("TEC-1", "TEC-2", 2, 3),
     Stand("STR-1", "TEC-2", 3, None)),
)  # fmt: skip


@st.composite
def networks(draw):
    """Any model of 3 to 60 practices in 1 to 12 phases: a practice stands only on earlier ones."""
    count, phases = draw(st.integers(3, 60)), draw(st.integers(1, 12))
    stands, layers, linked = [], [], set()
    for index in range(count):
        below = draw(st.sets(st.integers(0, index - 1), max_size=3)) if index else set()
        has = draw(st.one_of(st.none(), st.integers(1, 5)))
        stands += [Stand(f"P-{name}", f"P-{index}", draw(st.integers(2, 5)), has) for name in sorted(below)]
        layers.append(max((layers[name] + 1 for name in below), default=0))
        linked |= {index, *below} if below else set()
    stones = tuple(
        Stone(f"P-{index}", draw(WORDS), draw(st.integers(1, phases)), layers[index], index in linked, "assessed",
              draw(st.integers(1, 5)), draw(st.one_of(st.none(), st.integers(1, 5))), draw(st.booleans()))
        for index in range(count)
    )  # fmt: skip
    return PracticeNetwork(draw(WORDS), tuple(draw(WORDS) for _ in range(phases)), stones, tuple(stands))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tongue", ["en", "it"])
def test_it_is_readable_in_every_theme_and_language(theme, tongue):
    check(practice_network(VIEW, language(tongue), theme, prefix="n"), theme, "n")


@settings(max_examples=15, deadline=None)
@given(networks(), st.sampled_from([*THEMES.values()]))
def test_no_words_of_any_model_overlap(view, theme):
    check(practice_network(view, ENGLISH, theme, prefix="n"), theme, "n")


def test_a_level_without_its_foundation_is_told_in_words_and_by_a_dashed_rim():
    drawn = check(practice_network(VIEW, ENGLISH, SCREEN, prefix="n"), SCREEN, "n")
    assert drawn.texts.count("without its foundation") == 1
    rims = [e for kind, e, _ in drawn.painted if kind == "rect" and e.get("stroke-dasharray") == "6 3"]
    assert len(rims) == 1


def test_every_foundation_has_a_line_whose_dashes_say_how_it_stands():
    drawn = check(practice_network(VIEW, ENGLISH, SCREEN, prefix="n"), SCREEN, "n")
    lines = [e.get("stroke-dasharray", "") for kind, e, _ in drawn.painted
             if kind == "path" and e.get("stroke-width") in {"2", "1.3"}]  # fmt: skip
    assert sorted(lines) == ["", "", "2 3", "6 3"]


def test_layers_run_from_left_to_right():
    drawn = check(practice_network(VIEW, ENGLISH, SCREEN, prefix="n"), SCREEN, "n")
    left = {e.text: box.x for kind, e, box in drawn.painted if kind == "text"}
    assert left["STR-1"] == left["MAP-1"] < left["TEC-1"] < left["TEC-2"]


def test_the_statement_names_what_most_others_wait_for():
    words = str(VIEW.statement)
    assert words.startswith("1 of 4 foundations are below the level that is needed")
    assert "'Target experience statement' (STR-1): 1; without their foundation: TEC-1" in words


def test_a_model_without_dependencies_says_so():
    alone = PracticeNetwork("M", ("P",), (Stone("A-1", "One", 1, 0, False, "assessed", 2),), ())
    drawn = check(practice_network(alone, ENGLISH, SCREEN, prefix="n"), SCREEN, "n")
    assert drawn.root[1].text == "no practice of the model stands on another"
    assert "linked to no other practice" in drawn.texts


# -- places in layers --------------------------------------------------------------------------


def test_two_lines_that_need_not_cross_do_not():
    """Begun in crossed order, a–y and b–x: one sweep puts y above x."""
    placed = place([["a", "b"], ["x", "y"]], dict.fromkeys("abxy", 20.0), [("a", "y"), ("b", "x")], gap=5, passage=2)
    assert (placed.centres["a"] - placed.centres["b"]) * (placed.centres["y"] - placed.centres["x"]) > 0


def test_a_long_line_passes_the_layer_between_beside_its_boxes():
    placed = place(
        [["a"], ["m"], ["z"]], dict.fromkeys("amz", 40.0), [("a", "m"), ("m", "z"), ("a", "z")], gap=8, passage=4
    )
    assert len(placed.ways[2]) == 1
    assert abs(placed.ways[2][0] - placed.centres["m"]) >= (40 + 8) / 2


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_boxes_of_a_layer_keep_their_distance(sizes, chance):
    layers = [[f"{index}.{k}" for k in range(size)] for index, size in enumerate(sizes)]
    heights = {name: chance.uniform(5, 80) for layer in layers for name in layer}
    links = [
        (chance.choice(layers[i]), chance.choice(layers[j]))
        for i in range(len(layers))
        for j in range(i + 1, len(layers))
    ]
    placed = place(layers, heights, links, gap=6, passage=3)
    for layer in layers:
        spans = sorted((placed.centres[n] - heights[n] / 2, placed.centres[n] + heights[n] / 2) for n in layer)
        assert all(first[1] + 6 <= second[0] + 1e-6 for first, second in pairwise(spans))
        assert all(low >= -1e-6 and high <= placed.height + 1e-6 for low, high in spans)
