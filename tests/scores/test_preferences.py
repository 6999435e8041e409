"""What generations like is data with its source; a group's own ratings replace it altogether."""

import pytest

from journeymap.model.surroundings import Channel, Persona
from journeymap.model.workspace import BUILT_IN_CHANNELS
from journeymap.rules.claims import claims
from journeymap.scores.preferences import Ratings, priors, ratings, read_priors
from journeymap.source import Source

TEXT = """
claims: {heard: {source: somebody, year: 2020, grade: GRADE}}
generations: {X: {phone: {rating: 4, claim: heard}, chat: 2}}
kinds: {voice: phone}
automated: bot
"""


def read(text):
    return read_priors(Source("priors.yaml", text))


def test_the_priors_cite_their_claims_as_the_register_has_them():
    for name, ground in priors().claims.items():
        claim = claims()[name]
        assert (ground.source, ground.year, ground.grade) == (claim.source, claim.year, claim.grade)


def test_every_generation_of_the_format_has_a_prior_on_the_scale():
    assert set(priors().generations) == {"boomers", "X", "millennials", "Z"}
    rated = [prior.rating for group in priors().generations.values() for prior in group.values()]
    assert set(rated) <= {1, 2, 3, 4, 5}


def test_no_number_rests_on_a_claim_of_grade_d_or_f():
    used = {prior.claim for group in priors().generations.values() for prior in group.values()} - {None}
    assert used == {"gen"}
    assert all(claims()[name].grade in {"A", "B", "C"} for name in used)


@pytest.mark.parametrize("grade", ["D", "F", "null"])
def test_a_weak_claim_sets_no_number(grade):
    with pytest.raises(ValueError, match="sets no number"):
        read(TEXT.replace("GRADE", grade))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("claim: heard}", "claim: rumour}", "'rumour' is not one of the claims"),
        ("rating: 4", "rating: 6", "less than or equal to 5"),
        ("chat: 2", "smoke-signals: 2", "'smoke-signals' is not a built-in channel"),
        ("voice: phone", "voice: horn", "'horn' is not a built-in channel"),
        ("X: {", "alpha: {", "alpha"),
        ("automated: bot", "automated: bot\nweights: 3", "weights"),
        ("automated: bot", "kinds: {}", "kinds"),
    ],
)
def test_a_file_of_priors_with_a_mistake_is_refused(old, new, complaint):
    with pytest.raises(ValueError, match=complaint):
        read(TEXT.replace("GRADE", "C").replace(old, new))


def test_a_good_file_is_read():
    assert read(TEXT.replace("GRADE", "C")).generations["X"]["phone"].rating == 4


def test_own_ratings_replace_the_prior_of_the_generation_altogether():
    prior = ratings(Persona(generation="boomers"), BUILT_IN_CHANNELS)
    own = ratings(Persona(generation="boomers", prefers={"chat": 5}, n=40), BUILT_IN_CHANNELS)
    assert not prior.own
    assert prior.by_channel["bot"] == 1
    assert own == Ratings({"chat": 5}, own=True, n=40)


def test_nothing_is_known_without_ratings_and_generation():
    assert ratings(Persona(), BUILT_IN_CHANNELS) == Ratings({}, own=False)


def test_a_channel_of_their_own_is_rated_as_the_usual_one_of_its_kind():
    channels = {
        **BUILT_IN_CHANNELS,
        "hotline": Channel(kind="voice", served_by="human"),
        "helper": Channel(kind="voice", served_by="bot"),
        "letter": Channel(kind="text", served_by="message"),
        "fax": Channel(),
    }
    rated = ratings(Persona(generation="boomers"), channels).by_channel
    assert (rated["hotline"], rated["helper"]) == (rated["phone"], rated["bot"])
    assert not {"letter", "fax", "sms", "visit"} & set(rated)
