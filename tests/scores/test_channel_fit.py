"""Channel fit: worked by hand, its laws, and what it is weighted by."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journeymap.model.workspace import BUILT_IN_CHANNELS
from journeymap.scores import score_journey
from journeymap.scores.channel_fit import GOOD, POOR, best_fit, fit, journey_fit, offered
from journeymap.scores.preferences import Ratings
from tests.support import graph

CHANNELS = sorted(BUILT_IN_CHANNELS)
RATED = st.dictionaries(st.sampled_from(CHANNELS), st.integers(1, 5), min_size=1)

WORLD = """
needs: {leave: Stop the plan}
personas:
  hobbyist: {share: 40%, prefers: {phone: 5, web: 3, chat: 2}}
  student: {share: 60%, generation: Z}
journeys:
  plan:
    stages:
      out:
        look: {channel: web, next: {ask: 50%, wait: 50%}}
        ask: {channel: chat, need: leave, next: {shop: 20%}, ends: {completed: 80%}}
        wait: {channel: none, next: ask}
        play: {channel: app, purpose: use, next: shop}
        shop: {channel: shop, ends: completed}
"""


def own(rated):
    return Ratings(rated, own=True)


def test_fit_by_hand():
    rated = own({"phone": 5, "web": 3, "chat": 2, "bot": 1})
    assert {name: fit(rated, name).value for name in rated.by_channel} == {
        "phone": 1.0, "web": 0.5, "chat": 0.25, "bot": 0.0,
    }  # fmt: skip
    found = fit(rated, "chat")
    assert (found.rating, found.best, found.best_rating) == (2, "phone", 5)


def test_a_group_whose_best_is_lukewarm_is_served_well_by_it():
    rated = own({"phone": 3, "chat": 2})
    assert (fit(rated, "phone").value, fit(rated, "chat").value) == (1.0, 0.5)


def test_who_avoids_everything_alike_cannot_be_served_better():
    assert fit(own({"phone": 1, "chat": 1}), "chat").value == 1.0


def test_what_is_not_rated_is_unknown_and_not_bad():
    rated = own({"phone": 5})
    assert fit(rated, "chat") is None
    assert fit(rated, None) is None
    assert fit(Ratings({}, own=False), "phone") is None


def test_the_limits_say_what_they_promise():
    """A rating of 2 beside a 4 is poor, one of 3 beside a 5 is neither poor nor good."""
    assert fit(own({"phone": 4, "chat": 2}), "chat").value <= POOR
    assert POOR < fit(own({"phone": 5, "web": 3}), "web").value < GOOD


@given(RATED, st.sampled_from(CHANNELS))
def test_fit_is_between_0_and_1_and_1_exactly_for_the_best(rated, channel):
    found = fit(own(rated), channel)
    assert (found is None) is (channel not in rated)
    if found is not None:
        assert 0 <= found.value <= 1
        assert (found.value == 1) is (rated[channel] == max(rated.values()))


@given(st.dictionaries(st.sampled_from(CHANNELS), st.integers(1, 3), min_size=1), st.sampled_from(CHANNELS))
def test_stretching_all_ratings_from_the_foot_of_the_scale_changes_nothing(rated, channel):
    """r becomes 1 + 2(r − 1): who is twice as decided in everything is served as well as before."""
    stretched = {name: 1 + 2 * (rating - 1) for name, rating in rated.items()}
    one, two = fit(own(rated), channel), fit(own(stretched), channel)
    assert (one and one.value) == (two and two.value)


@given(RATED, st.sampled_from(CHANNELS), st.randoms())
def test_the_order_of_the_ratings_does_not_matter(rated, channel, random):
    items = list(rated.items())
    random.shuffle(items)
    assert fit(own(dict(items)), channel) == fit(own(rated), channel)


@given(RATED, st.data())
def test_liking_a_channel_more_never_lowers_its_fit_nor_raises_that_of_another(rated, data):
    channel, other = (data.draw(st.sampled_from(sorted(rated))) for _ in range(2))
    assume(channel != other and rated[channel] < 5)
    warmer = own({**rated, channel: rated[channel] + 1})
    assert fit(warmer, channel).value >= fit(own(rated), channel).value
    assert fit(warmer, other).value <= fit(own(rated), other).value


@given(RATED, st.data())
def test_one_channel_more_to_choose_from_is_never_worse(rated, data):
    channels = data.draw(st.sets(st.sampled_from(sorted(rated)), min_size=1))
    another = data.draw(st.sampled_from(sorted(rated)))
    assert best_fit(own(rated), channels | {another}).value >= best_fit(own(rated), channels).value


def test_a_channel_that_nobody_rated_might_suit():
    rated = own({"phone": 5, "chat": 1})
    assert best_fit(rated, ["chat"]).value == 0
    assert best_fit(rated, ["chat", "shop"]) is None
    assert best_fit(rated, []) is None


def test_the_journey_by_hand():
    """Visits 1 (look), 1 (ask), 0.2 (shop, not rated): (1 · ½ + 1 · ¼) / 2, known for 2 of 2.2 visits.

    The wait has no channel to choose, and using the product is no errand.
    """
    built = graph(WORLD)
    found = journey_fit(built, score_journey(built).flow.visits, "hobbyist")
    assert found.value == pytest.approx(0.375)
    assert found.coverage == pytest.approx(2 / 2.2)
    assert {name: here and here.value for name, here in found.touchpoints.items()} == {
        "look": 0.5, "ask": 0.25, "shop": None,
    }  # fmt: skip
    assert found.ratings.own


def test_a_prior_is_told_from_own_ratings():
    built = graph(WORLD)
    found = journey_fit(built, score_journey(built).flow.visits, "student")
    assert not found.ratings.own
    assert found.touchpoints["ask"].best == "messaging"


def test_a_journey_of_which_nothing_is_rated_has_no_fit():
    text = "personas: {a: {share: 100%}}\n" + WORLD[WORLD.index("journeys:") :].replace(", need: leave", "")
    built = graph(text)
    found = journey_fit(built, score_journey(built).flow.visits, "a")
    assert found.value is None
    assert found.coverage == 0


def test_the_channels_to_choose_from_serve_the_same_need_in_the_same_manner():
    built = graph("""
needs: {leave: Stop the plan}
journeys:
  plan:
    stages:
      out:
        ask: {channel: chat, need: leave, next: {call: 50%, mail: 50%}}
        call: {channel: phone, need: leave, ends: completed}
        mail: {channel: newsletter, need: leave, ends: completed}
        other: {channel: shop, ends: completed}
        never: {channel: app, need: leave, ends: completed}
""")
    assert offered(built, "ask") == {"chat", "phone"}
    assert offered(built, "mail") == {"newsletter"}
    assert offered(built, "other") == {"shop"}
