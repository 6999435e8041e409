"""What holds for all probes, and what a table of cases cannot say of one."""

from collections.abc import Callable, Mapping

import pytest

from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import ProbeOutcome, discover_probes
from tests.maturity.probe_workspaces import BARE, TARGET, two

Look = Callable[[str], Mapping[tuple[str, str], list[ProbeOutcome]]]

WHOLE = "recovers: [acknowledgement, apology, gesture, follow_up]"


def test_every_check_of_the_model_is_answered_and_no_other(look: Look, dcx5: MaturityModel):
    """Where the model names the checks of a probe, the probe speaks of each of them on any map, if only of its silence."""
    for text in (BARE, two(), two(more=TARGET)):
        told: dict[str, set[str]] = {}
        for code, _ in look(text):
            told.setdefault(code.partition(".")[0], set()).add(code)
        assert set(told) == set(dcx5.probes)
        for name, info in dcx5.probes.items():
            assert told[name] == set(info.codes) or not info.checks


def test_a_bare_map_is_never_told_false_for_what_it_does_not_record(look: Look):
    """Only what the map itself shows to be wrong is false: here, that its one touchpoint leads nowhere."""
    false = [code for (code, _), found in look(BARE).items() for outcome in found if outcome.outcome == "false"]
    assert false == ["P02.reach"]


def test_each_channel_has_its_say_on_its_own_standard_with_an_interval(look: Look):
    more = "channels: {phone: {standard: {attained: 61%, n: 1240}}, chat: {standard: {attained: 85%}}}"
    text = two(more=more).replace("phone, ends", "chat, ends")
    chat, phone = look(text)["P11.held", ""]
    assert (chat.outcome, chat.low) == ("true", None)
    assert (phone.outcome, phone.threshold, phone.n) == ("false", 0.8, 1240)
    assert (phone.low, phone.high) == (pytest.approx(0.582, abs=1e-3), pytest.approx(0.637, abs=1e-3))


def test_a_target_written_as_a_journey_has_its_own_day_of_review(look: Look):
    other = "  wanted:\n    reviewed: 2025-01-01\n    stages: {ask: {web: {channel: web, ends: completed}}}\n"
    text = two(more=other + "targets: {t: {of: buy, journey: wanted}}")
    assert [outcome.outcome for outcome in look(text)["P04.target", "buy"]] == ["false"]


def test_in_a_loop_the_order_of_the_map_tells_which_question_was_first(look: Look):
    text = two(first="asks: name", second="asks: name, next: {first: 50%}", more="data: {name: Name}")
    found = look(text)["P15.again", "buy"][0]
    assert (found.value, len(found.places)) == (0.5, 1)


def test_a_false_outcome_points_at_the_place_to_put_right(look: Look):
    found = look(two(first="owner: Agent"))["P05.most", "buy"][0]
    assert [span.line for span in found.places] == [8]


def test_every_probe_has_a_manual_with_formula_threshold_and_what_its_outcomes_mean():
    for probe in discover_probes().values():
        for heading in ("Formula", "Threshold", "Outcomes", "Not available"):
            assert f"{heading}\n    {'-' * len(heading)}\n" in probe.manual, (probe.id, heading)
        assert "True:" in probe.manual, probe.id
        assert "False:" in probe.manual, probe.id


@pytest.mark.parametrize(
    ("key", "planned", "same"),
    [
        ("book.fails", "book.fails.0.share", True),
        ("book.promise.kept", "book.promise", True),
        ("book.duration", "book", True),
        ("book", "book.duration", False),
        ("book.duration", "bookshop", False),
    ],
)
def test_a_difference_is_traced_by_a_plan_for_a_part_of_it_but_removal_only_by_removal(key, planned, same):
    from journeymap.maturity.probes.p10_target_diff import _same

    assert _same(key, planned) is same


@pytest.mark.parametrize(
    ("text", "code", "holds"),
    [
        (two().replace("phone", "social") + "channels: {social: {standard: {attained: 70%}}}", "P11.social", "true"),
        (two().replace("phone", "social"), "P11.social", "not_available"),
        (
            two(more="benchmarks: {b: {metric: csat, value: 4.2/5, sector: banks, ours: true, source: s, date: soon}}"),
            "P31.age",
            "not_available",
        ),
    ],
)
def test_what_else_the_workspace_can_tell(look: Look, text, code, holds):
    assert [outcome.outcome for outcome in look(text)[code, ""]] == [holds]


def test_a_journey_without_failures_or_questions_beside_one_with_them_has_nothing_to_ask(look: Look):
    more = "  leave:\n    stages: {go: {out: {channel: phone, ends: churned}}}\ndata: {name: Name}\n"
    found = look(two(first="asks: name, fails: [{to: second}]", second=WHOLE, more=more))
    assert [found[code, "leave"][0].outcome for code in ("P19", "P15.again", "P15.across")] == ["not_applicable"] * 3
    assert found["P07.volumes", "leave"][0].outcome == "not_available"


@pytest.mark.parametrize("text", ["", "spring", "2025-13", "2025-02-30", "0000", "2025-Q5"])
def test_a_period_that_cannot_be_read_has_no_last_day(text):
    from journeymap.maturity.probes.helping import last_day

    assert last_day(text) is None
