"""The example workspaces: two assessments by three roles, with contradictions and expired evidence the report shows."""

import re

import pytest

from journeymap.maturity.answers import SCALE
from journeymap.maturity.gaps import gaps
from journeymap.maturity.levels import VALUES, attained
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.trend import compare, level_promises
from journeymap.views.maturity_notes import assessment_notes
from tests.outputs.reports import analysed, page, read
from tests.support import STORIES


@pytest.fixture(params=STORIES)
def judged(request):
    return analysed(request.param).judged


def test_three_roles_have_answered_every_practice_that_has_no_other_state_at_two_dates(judged, dcx5: MaturityModel):
    """All 29 practices: 26 with every criterion answered, and one each that is left out, inherited or still to come."""
    assessments = judged.workspace.content.assessments.values()
    assert len({item.date for item in assessments}) == 2
    for item in assessments:
        assert {entry.state for entry in item.practices.values()} == {"not_applicable", "inherited", "not_assessed"}
        assert all(entry.reason for entry in item.practices.values())
        asked = {code for name, it in dcx5.practices.items() if name not in item.practices for code in it.criteria}
        assert len(asked) == 208
        assert len({person.role for person in item.respondents.values()}) == 3
        for person in item.respondents.values():
            assert set(person.answers) == asked
            assert "unknown" in {given.value for given in person.answers.values()}


def test_every_core_practice_has_a_target_with_a_day(judged, dcx5: MaturityModel):
    for item in judged.workspace.content.assessments.values():
        wanted = {name for name, target in item.targets.items() if target.by is not None}
        assert {name for name, practice in dcx5.practices.items() if practice.core} <= wanted


def test_no_level_hangs_on_a_disagreement_that_nobody_has_settled(judged, dcx5: MaturityModel):
    """Had each been right who said more, no practice would stand higher; what was settled says why, who and when."""
    for item, result in zip(judged.workspace.content.assessments.values(), judged.maturity.values(), strict=True):
        assert all(given.reason and given.decided_by and given.date for given in item.agreed.values())
        for practice in result.practices.values():
            if practice.state == "assessed":
                best = [(c.criterion.level, VALUES[highest(item, c)]) for c in practice.criteria]
                assert attained(best, dcx5.top) == practice.attained, practice.id


def highest(item, criterion):
    """Return the highest answer given to a criterion whose answer rests on caution, else the settled one."""
    if criterion.answer.basis != "cautious":
        return criterion.value
    given = (person.answers[criterion.id].value for person in item.respondents.values())
    return max((value for value in given if value != "unknown"), key=SCALE.index)


def test_one_contradiction_is_settled_with_a_reason_and_one_is_open(judged):
    result = judged.latest
    assert {conflict.open for conflict in result.conflicts} == {True, False}
    assert all(result.criteria[conflict.criterion].value == "met" for conflict in result.conflicts)
    assert next(conflict.reason for conflict in result.conflicts if not conflict.open)


def test_expired_evidence_is_listed_and_the_roles_differ(judged):
    result = judged.latest
    assert len(result.expired) == 4
    assert all(any(name in item.answer.expired for item in result.criteria.values()) for name in result.expired)
    assert result.unsettled
    assert result.respondents.withheld is not None


def test_the_earlier_assessment_is_read_on_its_own_day(judged):
    """What counted as evidence then still counts in the reading of then; the maps of today do not speak of it."""
    earlier, latest = judged.maturity.values()
    assert (earlier.today, latest.today) == (earlier.date, judged.workspace.today)
    assert earlier.outcomes == ()
    assert latest.outcomes
    assert len(earlier.expired) == 2


def test_one_piece_of_evidence_expired_between_the_assessment_and_today(judged):
    result = judged.latest
    latest = list(judged.workspace.content.assessments.values())[-1]
    late = [name for name in result.expired if latest.evidence[name].valid_until >= latest.date]
    assert len(late) == 1
    assert latest.evidence[late[0]].valid_until < judged.workspace.today


def test_something_rose_something_fell_and_promises_were_kept_and_missed(judged):
    earlier, latest = judged.maturity.values()
    changes = compare(earlier, latest).practices
    assert any(change.better for change in changes)
    assert any(change.worse for change in changes)
    levels = [change.attained for change in changes if None not in change.attained]
    assert sum(now > before for before, now in levels) > len(levels) / 3
    assert sum(now < before for before, now in levels) == 1
    assert {promise.outcome for promise in level_promises(earlier, latest)} == {"kept", "missed"}


def test_every_gap_says_what_it_lacks_and_what_can_be_done_at_once(judged):
    found = gaps(judged.latest)
    assert found
    for gap in found:
        assert gap.missing
        assert all(item.criterion.aspect is not None for item in gap.missing)
        assert gap.practice.quick_action


def test_the_notes_hold_every_heading(judged):
    earlier, latest = judged.maturity.values()
    assert [str(notes.heading).split(" of ")[0] for notes in assessment_notes(latest, earlier)] == [
        "Missing to the targets", "Contradicted by the maps", "In doubt", "Evidence that no longer counts",
        "Since the assessment",
    ]  # fmt: skip


def practice_of(row):
    """Return the code of the practice a row of the report's table begins with, if it does."""
    return next((word for word in row.all("th")[0].text.split() if re.fullmatch(r"[A-Z]+-\d+", word)), "")


@pytest.mark.parametrize("name", STORIES)
def test_the_report_shows_contradictions_expired_evidence_gaps_and_promises(name):
    result, tree = analysed(name).judged.latest, read(page(name))
    maturity, trend = tree.by_id("maturity").text, tree.by_id("trend").text
    for conflict in result.conflicts:
        assert f"{conflict.criterion} is answered met, but" in maturity
    for item in result.expired:
        assert item in maturity
    assert "Nobody has said why it stands".lower() in maturity.lower()
    rows = {practice_of(row): row for row in tree.by_id("practices").all("tr")}
    for gap in gaps(result):
        _, levels, *lacking, first = [cell.text for cell in rows[gap.practice.id].all("td")]
        assert levels == str(gap.levels)
        assert sorted(code for codes in lacking for code in codes.split(", ") if code) == sorted(
            item.id.removeprefix(f"{gap.practice.id}.") for item in gap.missing
        )
        assert first
    assert "What was promised, and what happened" in trend
    assert "missed" in trend
