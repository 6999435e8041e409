"""What stays open is grouped by what it speaks of, and called by its title."""

from types import SimpleNamespace

from journeymap.roadmap.remaining import remaining
from journeymap.text import say


def test_steps_of_two_targets_at_touchpoints_of_one_name_stay_apart():
    """Two journeys have a touchpoint `ask`: each sentence stands with the steps of its own target."""
    residual = [SimpleNamespace(target=target, subject="ask", words=say("{name} asks", name=target)) for target in "pq"]
    found = remaining(("p:ask.duration", "p:ask.channel", "q:ask.duration"), residual, {}, {})
    assert [(item.steps, [str(words) for words in item.words]) for item in found] == [(2, ["p asks"]), (1, ["q asks"])]


def test_a_place_that_no_sentence_names_has_its_title():
    (item,) = remaining(("t:book-shop.next",), (), {}, {"book-shop": "Book the move in a shop"})
    assert str(item.words[0]) == "'Book the move in a shop' is not yet as wanted"
