"""What became of promised figures and of initiatives."""

import datetime as dt

import pytest

from journeymap.metrics.pooling import Estimate, wilson
from journeymap.roadmap.promises import Later, deliveries, reached
from tests.pairs import NEW, OLD, pair, planned

BEFORE = wilson(600, 1000)


@pytest.mark.parametrize(
    ("was", "promised", "now", "outcome"),
    [
        (BEFORE, 0.8, wilson(800, 1000), "kept"),
        (BEFORE, 0.8, wilson(950, 1000), "kept"),
        (BEFORE, 0.8, wilson(700, 1000), "partly"),
        (BEFORE, 0.8, wilson(590, 1000), "missed"),
        (BEFORE, 0.8, wilson(7, 10), "unknown"),
        (BEFORE, 0.8, Estimate(0.8), "unknown"),
        (BEFORE, 0.8, None, "unknown"),
        (BEFORE, 0.8, BEFORE, "unknown"),
        (BEFORE, 0.4, wilson(400, 1000), "kept"),
        (BEFORE, 0.4, wilson(500, 1000), "partly"),
        (Estimate(0.6), 0.8, wilson(700, 1000), "missed"),
        (BEFORE, 0.5, wilson(590, 1000), "missed"),
        (wilson(10, 20), 0.8, wilson(15, 20), "unknown"),
        (wilson(0, 1), 0.8, wilson(1, 1), "unknown"),
        (wilson(10, 20), 0.6, wilson(160, 200), "kept"),
        (Estimate(0.6), 0.8, wilson(800, 1000), "unknown"),
        (Estimate(0.6), 0.8, wilson(900, 1000), "kept"),
        (None, 0.8, wilson(1, 1), "unknown"),
        (None, 0.8, wilson(900, 1000), "kept"),
    ],
)
def test_a_promised_figure_is_reached_beyond_chance_or_it_cannot_be_told(was, promised, now, outcome):
    assert reached(was, promised, now) == outcome


def found(new):
    old, later = pair()[0], planned(new)
    seen = Later(later.workspace, later.judged.current, later.judged.latest, later.roadmap)
    return {one.id: one for one in deliveries(old.workspace, old.roadmap, seen)}


def test_each_initiative_has_the_verdict_worked_out_by_hand():
    """70 of 100 take the way that was to be taken by 70; 104 of 200 is not 80 of 100; two have not ended."""
    kept = found(NEW)
    assert {name: one.verdict for name, one in kept.items()} == {
        "one-page": "kept", "better-search": "missed", "late-shelf": "missed", "call-centre": "open"}  # fmt: skip
    assert (kept["one-page"].planned_weeks, kept["one-page"].actual_weeks) == (8, 10)
    [effect] = kept["one-page"].effects
    assert (effect.kind, effect.touchpoint, effect.what, effect.promised) == ("way", "pay", "collect", 0.7)


def test_one_that_is_finished_late_is_kept_in_part_only():
    assert found(NEW.replace("done: 2024-11-08", "done: 2025-01-31"))["one-page"].verdict == "partly"


def test_one_whose_effect_was_not_measured_again_cannot_be_judged():
    assert (
        found(NEW.replace("fcr: {hits: 104, n: 200}", "fcr: {hits: 100, n: 200}"))["better-search"].verdict == "unknown"
    )


def test_one_that_is_named_no_more_is_unknown_and_one_given_up_is_missed():
    gone = NEW[: NEW.index("  late-shelf:")] + NEW[NEW.index("  call-centre:") :]
    assert found(gone)["late-shelf"].in_time == "unknown"
    refused = NEW.replace("    progress: {started: 2025-05-05}\n", "    refused: too dear\n").replace(
        "    deadline: 2024-12-20\n    required: true\n    refused", "    deadline: 2024-12-20\n    refused")  # fmt: skip
    assert (found(refused)["late-shelf"].verdict, found(refused)["late-shelf"].refused) == ("missed", "too dear")


def test_the_plan_recorded_on_the_day_is_the_promise():
    """What was written down counts, not what the plan would be if it were computed again."""
    recorded = "plans: {2024-06-03: {initiatives: {call-centre: {starts: 2024-06-03, ends: 2024-09-06}}}}\n"
    old = planned(OLD.replace("    deadline: 2026-01-30\n", ""))
    later = planned(NEW + recorded)
    seen = Later(later.workspace, later.judged.current, later.judged.latest, later.roadmap)
    one = next(one for one in deliveries(old.workspace, old.roadmap, seen) if one.id == "call-centre")
    assert one.due == dt.date(2024, 9, 6)


def test_a_plan_that_was_recorded_is_promised_whatever_would_be_planned_today():
    """Both workspaces name it, the earlier one refuses it now; its title, weeks and effects are still known."""
    recorded = "plans: {2024-06-03: {initiatives: {better-search: {starts: 2024-06-03, ends: 2024-07-12, weeks: 6}}}}\n"
    search = "    cost: 9000 EUR\n    deadline: 2024-12-20\n    required: true\n"
    old, later = planned(OLD.replace(search, "    refused: too dear\n") + recorded), planned(NEW)
    seen = Later(later.workspace, later.judged.current, later.judged.latest, later.roadmap)
    assert "better-search" not in old.roadmap.by_id
    one = next(one for one in deliveries(old.workspace, old.roadmap, seen) if one.id == "better-search")
    assert (one.title, one.due, one.planned_weeks) == ("A search that finds", dt.date(2024, 7, 12), 6)
    assert [(effect.what, effect.outcome) for effect in one.effects] == [("fcr", "missed")]


def test_of_a_way_to_a_touchpoint_that_has_another_name_now_nothing_is_told():
    renamed = NEW.replace("collect: {share", "fetch: {share").replace("        collect:\n", "        fetch:\n")
    renamed = renamed.replace("collect: 70%", "fetch: 70%").replace("collect.emotion", "fetch.emotion")
    [effect] = found(renamed)["one-page"].effects
    assert (effect.what, effect.now, effect.outcome) == ("collect", None, "unknown")


REMOVED = OLD.replace("changes: [{set: {find.measures.fcr: {value: 80%, n: 200}}}]", "changes: [{remove: ask}]")
LEFT = "next: {ask: {share: 100%, n: 400}}"


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        (NEW, "missed"),
        (NEW.replace(LEFT, "ends: {completed: 100%}"), "kept"),
        (NEW.replace(LEFT, "next: {call: 100%}"), "unknown"),
    ],
    ids=["there", "gone", "perhaps renamed"],
)
def test_a_touchpoint_is_gone_if_no_new_one_may_be_it_by_another_name(later, outcome):
    """The third map has a touchpoint of the same channel in the same stage, which nobody planned."""
    if "call:" in later:
        later = later.replace("        ask:\n", "        call:\n").replace("set: {ask.", "set: {call.")
    elif LEFT not in later:
        at, end = later.index("        ask:\n"), later.index("initiatives:\n")
        later = later[:at] + later[end:]
        later = later[: later.index("  call-centre:\n")]
    before, after = planned(REMOVED), planned(later)
    seen = Later(after.workspace, after.judged.current, after.judged.latest, after.roadmap)
    one = next(one for one in deliveries(before.workspace, before.roadmap, seen) if one.id == "better-search")
    assert [(effect.kind, effect.outcome) for effect in one.effects if effect.touchpoint == "ask"] == [
        ("removed", outcome)]  # fmt: skip
