"""Several journeys beside each other: ranked only where intervals lie apart, and where to start said from the data."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.analysis import Analysis, judge
from journeymap.metrics.pooling import wilson
from journeymap.roadmap.plan import plan
from journeymap.views.limited import limited
from journeymap.views.portfolio import Comparison, compare, members_of
from journeymap.views.portfolio_part import portfolio_part, standing
from journeymap.views.portfolio_words import basis_notes, first_there, reasons, score_notes, start_heading
from journeymap.views.report import decisions
from journeymap.views.roadmap_words import in_order
from tests.portfolios import SIX, Counted, both, counted, same_beginning
from tests.support import tools, workspace


@cache
def analysed(text: str) -> Analysis:
    """Return the analysis of a text, its plan without what would change it."""
    opened = workspace(text)
    judged = judge(opened, tools())
    return Analysis(judged, plan(opened, tuple(tools().rules.values()), judged.latest))


def compared(text: str) -> Comparison:
    return compare(members_of(analysed(text)))


def said(found: Comparison) -> str:
    return " | ".join(map(str, (start_heading(found), *reasons(found), *score_notes(found))))


@pytest.fixture(scope="module")
def stories():
    return compared(both())


def test_journeys_are_ordered_by_the_money_they_lose() -> None:
    """By hand: 20,000 customers × share lost × 300: 30% 1.8 M (three, by name), 20% 1.2 M, 10% 0.6 M, 2% 0.12 M."""
    found = compared(counted())
    assert [member.key for member in found.members] == ["bill", "cancel", "move", "fault", "activate", "renew"]
    lost = [member.lost("value") for member in found.members]
    assert lost == pytest.approx([1.8e6, 1.8e6, 1.8e6, 1.2e6, 6e5, 1.2e5])
    assert found.measure == "value"


def test_scores_are_ranked_by_hand_only_where_their_intervals_lie_apart() -> None:
    """Intervals about 73-79 and 73-80 touch, so do 46-54 and 46-55; 27-35 and 19-27 end at 26.8 and begin at 27.3."""
    places = {name: (rank.best, rank.worst) for name, rank in compared(counted()).scores.items()}
    assert places == {"activate": (1, 2), "renew": (1, 2), "move": (3, 4), "fault": (3, 4), "bill": (5, 5),
                      "cancel": (6, 6)}  # fmt: skip


def test_where_losses_overlap_several_journeys_are_named_to_start_with() -> None:
    """90 of 300, 60 of 200 and 120 of 400 are all 30%; 80 of 400 is not told apart from 60 of 200, but from 90 of 300."""
    found = compared(counted())
    assert [member.key for member in found.start] == ["bill", "cancel", "move"]
    assert found.sure is False
    assert str(start_heading(found)) == (
        "start with one of 3 journeys: they lose most, and their figures do not tell which loses more"
    )


def test_one_journey_whose_loss_lies_above_all_others_is_where_to_start_and_surely() -> None:
    found = compared(counted({name: SIX[name] for name in ("fault", "renew", "activate")}))
    assert [member.key for member in found.start] == ["fault"]
    assert str(start_heading(found)) == "start with 'Guasto', where 1,200,000 EUR are lost in a year, all at 'Chiedere'"
    assert "the 95% interval of what is lost there lies above all others" in said(found)
    assert "that is 63% of what is lost on the 3 journeys together" in said(found)  # 1.2 of 1.92 million: 62.5%


@given(st.permutations(list(SIX)))
@settings(max_examples=8)
def test_the_order_of_the_journeys_in_the_file_changes_nothing(names: list[str]) -> None:
    """Order, places, where to start and every sentence are the same."""
    found, as_written = compared(counted({name: SIX[name] for name in names})), compared(counted())
    assert [member.key for member in found.members] == [member.key for member in as_written.members]
    assert (dict(found.scores), dict(found.values)) == (dict(as_written.scores), dict(as_written.values))
    assert said(found) == said(as_written)


@given(st.lists(st.integers(1, 300), min_size=5, max_size=5), st.integers(0, 400), st.integers(2, 4))
@settings(max_examples=12)
def test_equal_journeys_are_never_ranked_apart(answers: list[int], lost: int, many: int) -> None:
    """The same figures under several names: one range of places, and all of them to start with, or none."""
    same = {f"j{index}": Counted(f"Percorso {index}", tuple(answers), lost, 400) for index in range(many)}
    found = compared(counted(same))
    assert {(rank.best, rank.worst) for rank in found.scores.values()} == {(1, many)}
    assert len(found.start) == (many if lost else 0)


def test_opinions_are_said_to_be_so_and_are_not_ranked(stories: Comparison) -> None:
    """Both stories hold opinions: no interval, no place, and the money decides where to start, unsurely."""
    assert [member.key for member in stories.members] == ["home-move", "subscription"]
    assert (dict(stories.scores), dict(stories.values), stories.sure) == ({}, {}, None)
    words = said(stories)
    assert "every score holds opinions, so that none has an interval and no journey is ranked by it" in words
    assert "no interval tells how sure the order is" in words
    part = portfolio_part(stories)
    cells = {str(name): [str(row[index].value) for row in part.journeys.rows]
             for index, name in enumerate(part.journeys.head)}  # fmt: skip
    assert "Place by score" not in cells
    score = list(map(str, part.journeys.head)).index("Score")
    assert {str(row[score].note) for row in part.journeys.rows} == {"in part an opinion"}


def test_where_to_start_names_touchpoint_stage_and_the_first_work_there(stories: Comparison) -> None:
    """What the sentence says is looked up again: the largest loss by touchpoint, the earliest initiative that sets it."""
    first = stories.members[0]
    assert first.score.at_risk is not None
    place = next(iter(first.score.at_risk.by_touchpoint))
    graph, words = first.score.graph, said(stories)
    assert f"at '{graph.title(place)}' more than at any other point" in words
    assert f"in the stage '{graph.title(graph.journey.stage_of[place])}'" in words
    changing = [item for item in first.analysis.roadmap.items if place in first.changed(item)]
    assert f"is '{min(changing, key=lambda item: (item.start, item.id)).title}', on" in words


def test_the_front_page_and_the_board_name_the_same_beginning_of_the_plan(stories: Comparison) -> None:
    """Where the first work at the costliest place is not what begins next, the sentence says what does."""
    for member in stories.members:
        asked = next(str(each.words) for each in decisions(member.analysis) if "egin" in str(each.words))
        same_beginning(member, asked)


def test_work_under_way_is_not_said_to_begin() -> None:
    """What changes the place began in January; what begins next changes nothing there and is named beside."""
    text = (
        counted({"fault": SIX["fault"]}, day="2026-03-02")
        + """
initiatives:
  staff: {title: Staff, duration: 20 weeks, progress: {started: 2026-01-05}, changes: [{set: {ask.waiting: 1 min}}]}
  team: {title: Team, duration: 2 weeks}
"""
    )
    (member,) = compared(text).members
    assert str(next(first_there(member, several=False))) == (
        "the first initiative of the plan that changes 'Chiedere' is 'Staff', under way since 5 January 2026; "
        "next to begin is 'Team', on 2 March 2026"
    )


def test_money_that_is_unknown_gives_way_to_customers_and_then_to_shares() -> None:
    text = counted({name: SIX[name] for name in ("fault", "renew")})
    by_customers = compared(text.replace("    value: 300 EUR/year\n", ""))
    assert (by_customers.measure, by_customers.members[0].lost("customers")) == ("customers", pytest.approx(4000))
    assert "where 4,000 customers are lost in a year" in said(by_customers)
    by_share = compared(text.replace("    value: 300 EUR/year\n", "").replace("    customers: 20000/year\n", ""))
    assert by_share.measure == "share"
    assert "where 20% of customers are lost" in said(by_share)


def test_a_loop_that_nobody_left_is_said_to_be_why_no_interval_tells_the_order() -> None:
    """Everybody of 400 came back: all of it is counted, and still nothing says how many get out in the end."""
    head, first, second = counted({name: SIX[name] for name in ("fault", "renew")}).partition("  renew:")
    loop = head.replace("ends: {done: 80.0%, gone: {share: 20.0%, n: 400}}", "next: {ask: {share: 100%, n: 400}}")
    words = said(compared(loop + first + second))
    assert "some customers never get out of 'Guasto', so that no interval tells how sure the order is" in words
    assert "not every share" not in words


def test_a_journey_whose_loss_is_unknown_is_named_and_not_taken_for_nothing() -> None:
    head, first, second = counted({name: SIX[name] for name in ("fault", "renew")}).partition("  renew:")
    found = compared(head + first + second.replace("    value: 300 EUR/year\n", ""))
    assert [member.key for member in found.members] == ["fault", "renew"]
    assert "of 'Rinnovo' it is not known what is lost in money, and it may be more" in said(found)


def test_money_of_two_currencies_is_neither_added_nor_ranked() -> None:
    """Customers are compared instead, and the days that differ are told."""
    euro = counted({"fault": SIX["fault"]}, title="Rete")
    pound = counted({"bill": replace(SIX["bill"], currency="GBP")}, title="Conti", day="2025-01-31")
    found = compare([*members_of(analysed(euro), "a.html", "a"), *members_of(analysed(pound), "b.html", "b")])
    assert (found.measure, dict(found.values)) == ("customers", {})
    assert [member.key for member in found.members] == ["b/bill", "a/fault"]
    words = said(found)
    assert "amounts are in EUR and GBP and are neither added nor compared" in words
    assert "'Conti' on 31 January 2025; 'Rete' on 1 March 2026" in words


def one_step(title: str, part: int, *, n: int = 500, more: str = "") -> str:
    """Return a journey of one step that a part of customers, in percent of n counted, abandons."""
    ends = f"{{completed: {{share: {100 - part}%, n: {n}}}, abandoned: {{share: {part}%, n: {n}}}}}"
    return f"{{title: {title}, {more}stages: {{s: {{pay: {{channel: web, ends: {ends}}}}}}}}}"


def alone(*journeys: str) -> str:
    lines = [f"  j{place}: {journey}" for place, journey in enumerate(journeys)]
    return "\n".join(["project: {title: Shop, today: 2026-01-01}", "journeys:", *lines, ""])


@pytest.mark.parametrize(
    ("customers", "measure", "heading"),
    [("1000", "customers", "start with 'B', where 200 customers are lost in a year, all at 'Pay'"),
     ("0", "share", "start with 'A' or 'B': their figures do not tell which loses more")],
)  # fmt: skip
def test_a_journey_that_nobody_starts_does_not_make_the_losses_of_others_nobody(
    customers: str, measure: str, heading: str
) -> None:
    """A fifth is lost on both; 0 customers lose 0 EUR, which says nothing of where to start."""
    empty = one_step("A", 20, more="customers: 0/year, value: 100 EUR/year, ")
    other = one_step("B", 20, more=f"customers: {customers}/year, " + "value: 100 EUR/year, " * (customers == "0"))
    found = compared(alone(empty, other))
    assert (found.measure, str(start_heading(found))) == (measure, heading)


@pytest.mark.parametrize("more", ["", "customers: 1000/year, "])
def test_customers_and_shares_have_intervals_too_and_ties_are_told(more: str) -> None:
    """Wilson's 95% intervals: 10 of 20 is 30-70% and touches 9 of 20, 26-66%; 100 of 500 is 17-24%, below 30%."""
    tied = compared(alone(one_step("A", 50, n=20, more=more), one_step("B", 45, n=20, more=more)))
    assert ([member.title for member in tied.start], tied.sure) == (["A", "B"], False)
    apart = compared(alone(one_step("A", 50, n=20, more=more), one_step("B", 20, more=more)))
    assert ([member.title for member in apart.start], apart.sure) == (["A"], True)
    assert not any("not every share" in said(found) for found in (tied, apart))
    low, high = apart.members[0].interval("share") or (0.0, 0.0)
    assert (low, high) == pytest.approx((0.299, 0.701), abs=1e-3)
    assert [dot.sure for panel in portfolio_part(apart).plot.view.panels[-1:] for dot in panel.dots] == [True, True]


def test_a_loss_that_is_unknown_is_not_called_uncounted() -> None:
    """All shares are counted; of one journey the value is unknown, which is said, and no order is called sure."""
    found = compared(alone(one_step("A", 50, more="customers: 1000/year, value: 5 EUR/year, "), one_step("B", 20)))
    assert (found.measure, found.sure) == ("value", None)
    assert "not every share" not in said(found)
    assert "of 'B' it is not known what is lost in money, and it may be more" in said(found)


def test_workspaces_and_journeys_of_one_title_are_told_apart_by_their_days_else_by_their_files() -> None:
    """Two copies of a shop, of 2026 and 2024: the caution about days stands, and every row has a name of its own."""
    text = alone(one_step("A", 50, n=20))
    old = text.replace("2026-01-01", "2024-01-01")
    found = compare([*members_of(analysed(text), "ws.html", "ws"), *members_of(analysed(old), "ws-2.html", "ws-2")])
    assert "the workspaces are read on different days: 'Shop' on 1 January 2024; 'Shop' on 1 January 2026" in said(
        found
    )
    assert {(member.title, member.workspace) for member in found.members} == {
        ("A (2024-01-01)", "Shop (2024-01-01)"), ("A (2026-01-01)", "Shop (2026-01-01)")}  # fmt: skip
    same = compare([*members_of(analysed(text), "ws.html", "ws"), *members_of(analysed(text), "ws-2.html", "ws-2")])
    assert {(member.title, member.workspace) for member in same.members} == {("A (ws)", "Shop (ws)"),
                                                                          ("A (ws-2)", "Shop (ws-2)")}  # fmt: skip


def test_a_workspace_without_a_currency_is_not_named_among_currencies() -> None:
    priced, bare = one_step("A", 50, more="customers: 10/year, value: 5 EUR/year, "), one_step("B", 20)
    found = compare(
        [*members_of(analysed(alone(priced)), "a.html", "a"), *members_of(analysed(alone(bare)), "b.html", "b")]
    )
    assert (found.currencies, found.measure) == (("EUR",), "value")
    assert "amounts are in" not in said(found)


def test_nobody_lost_anywhere_is_no_place_to_start() -> None:
    found = compared(counted({"a": Counted("A", (1, 2, 3, 4, 5), 0, 400), "b": Counted("B", (5, 4, 3, 2, 1), 0, 400)}))
    assert found.start == ()
    assert str(start_heading(found)) == "nobody is lost on any of the journeys, so that no loss says where to start"


def test_groups_and_phases_are_those_of_the_journeys_and_the_standing_assessments(stories: Comparison) -> None:
    """Eight groups of two journeys, the dearest first on each; the later assessment of each scope, five phases."""
    part = portfolio_part(stories)
    assert part.groups is not None
    assert len(part.groups.rows) == 8
    lost = [row[-1].value.value for row in part.groups.rows]  # type: ignore[union-attr]
    assert lost[:4] == sorted(lost[:4], reverse=True)
    [phases] = part.phases
    assert [len(row) for row in phases.rows] == [6, 6]
    assert {str(row[0].note) for row in phases.rows} == {"Private customers", "Photo software"}


def test_what_the_readings_rest_on_is_said_once_if_no_journey_is_measured_and_else_of_each(stories: Comparison) -> None:
    """The two stories have invented readings alone; the others are counts, all of them or but for an emotion."""
    many = sum(len(point.metrics) for member in stories.members for point in member.score.touchpoints.values())
    [words] = [str(line) for line in portfolio_part(stories).notes if "readings" in str(line)]
    assert words.startswith(f"none of the {many} readings is measured, observed or documented: intervals say only")
    two = counted({name: SIX[name] for name in ("fault", "renew")})
    assert list(basis_notes(compared(two))) == []
    notes = [str(line) for line in basis_notes(compared(two.replace("phone\n", "phone\n            emotion: -1\n", 1)))]
    assert len(notes) == 1
    assert notes[0].startswith("Guasto: 1 of 2 readings are measured, observed or documented; for the others")


def test_completion_has_wilsons_interval_where_the_one_way_that_ends_badly_was_counted() -> None:
    """80 of 400 lost: completed by 80%, by Wilson 75.8 to 83.6; the other way is what that one leaves."""
    found = compared(counted({name: SIX[name] for name in ("fault", "renew")}))
    fault = wilson(320, 400)
    assert found.members[0].completed == pytest.approx((fault.low, fault.high))
    [cell] = [row[1] for row in portfolio_part(found).journeys.rows if str(row[0].value) == "Guasto"]
    assert (str(cell.value), str(cell.note)) == ("80%", "76% to 84%")


def test_a_phase_names_only_the_practices_that_are_to_come_to_the_level_beside_them(stories: Comparison) -> None:
    """STR-2 is at level 1 too, and is to come to 2 only."""
    [phases] = portfolio_part(stories).phases
    cells = {str(row[0].value): [(str(cell.value), str(cell.note)) for cell in row[1:]] for row in phases.rows}
    assert any(("1 → 3", "STR-5") in row for row in cells.values())
    results = [result for _, result in standing(stories)]
    for row, result in zip(phases.rows, results, strict=True):
        known = {item.id: item for phase in result.phases for item in phase.practices}
        for cell in row[1:]:
            level, _, goal = str(cell.value).partition(" → ")
            names = [name for name in known if name in str(cell.note).replace(",", " ").split()]
            assert names
            assert {(known[name].attained, known[name].target) for name in names if goal} <= {
                (int(level), int(goal or 0))
            }


def test_groups_that_are_worth_different_amounts_are_told_apart() -> None:
    """Half of the customers are worth 240 a year and half 60: of 20% lost, four fifths of the money is of the first."""
    people = "personas: {rich: {share: 50%, value: 240 EUR/year}, poor: {share: 50%, value: 60 EUR/year}}\n"
    text = counted({name: SIX[name] for name in ("fault", "renew")}).replace("    value: 300 EUR/year\n", "")
    part = portfolio_part(compared(people + text))
    assert part.groups is not None
    rows = [[str(cell.value) for cell in row] for row in part.groups.rows]
    assert [row[0] for row in rows[:2]] == ["Rich", "Poor"]
    assert "of all groups 'Rich' loses most, on 'Guasto'" in str(part.groups_note)
    alike = portfolio_part(compared(people.replace("240", "60") + text))
    assert alike.groups is None
    assert str(alike.groups_note) == "completion, score and loss are the same for every group of customers"


def test_of_work_that_begins_on_one_day_the_one_that_keeps_most_comes_first(stories: Comparison) -> None:
    items = stories.members[0].analysis.roadmap.items
    ordered = in_order(items)
    assert ordered[0].start == min(item.start for item in items)
    for one, other in pairwise(ordered):
        keeps = [item.benefit.value or 0.0 if item.benefit is not None else 0.0 for item in (one, other)]
        assert one.start < other.start or (one.start == other.start and keeps[0] >= keeps[1])


def test_a_report_on_one_journey_has_its_findings_and_targets_and_no_other(stories: Comparison) -> None:
    whole = stories.members[0].analysis
    found = limited(whole, "subscription")
    assert list(found.judged.current) == ["subscription"]
    assert {finding.journey for finding in found.judged.findings} <= {"subscription", None}
    assert [whole.workspace.content.targets[name].of for name in found.judged.targets] == ["subscription"]
    assert all(set(quarter.journeys) <= {"subscription"} for quarter in found.roadmap.quarters)
    assert found.roadmap.items == whole.roadmap.items  # the plan is one plan: people and money are shared
