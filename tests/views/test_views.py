"""Views of flow, maturity, roadmap and curves say the numbers that were computed."""

from itertools import pairwise

import pytest

from journeymap.graph import build
from journeymap.maturity.assess import assess
from journeymap.roadmap.plan import plan
from journeymap.scores import score_journey
from journeymap.text import Figure, Text, say
from journeymap.views.board import board
from journeymap.views.curves import Series, cumulative, curve
from journeymap.views.flow_graph import by_stage, flow_graph
from journeymap.views.maturity import maturity
from journeymap.views.priorities import priorities
from journeymap.views.ranking_columns import broken, rank
from journeymap.views.roadmap import gantt
from journeymap.views.roadmap_curves import cost_curve, gap_curve, measure_curve
from journeymap.views.roadmap_states import state_rows, state_table
from tests.support import STORIES, scored, story, tools, wanted


def numbers(row):
    return [cell.value for cell in row if isinstance(cell, Figure)]


@pytest.fixture(params=STORIES, scope="module")
def opened(request):
    return story(request.param)


@pytest.fixture(scope="module")
def score(opened):
    return score_journey(build(opened, next(iter(opened.current))))


@pytest.fixture(scope="module")
def made(opened):
    return plan(opened)


@pytest.fixture(scope="module")
def result(opened):
    assessment = next(iter(opened.content.assessments.values()))
    return assess(tools().models[assessment.model], assessment, opened.today, ())


def rectangular(table):
    return {len(row) for row in table} == {len(table[0])} and all(isinstance(cell, (Text, str)) for cell in table[0])


# -- flow --------------------------------------------------------------------------------------


def test_a_flow_graph_has_every_touchpoint_way_and_outcome(score):
    view = flow_graph(score)
    assert [node.id for node in view.nodes] == list(score.graph.touchpoints)
    assert [edge.traversals for edge in view.edges] == list(score.flow.traversals)
    assert {box.id: box.share for box in view.outcomes} == score.flow.outcomes
    assert rectangular(view.table)
    assert len(view.table) == 1 + len(view.edges) + len(view.outcomes) * (1 + len(view.groups))


def test_ways_back_lie_on_a_round_trip(score):
    view = flow_graph(score)
    back = [edge for edge in view.edges if edge.back]
    assert back
    assert all(any({edge.source, edge.target} <= group for group in score.graph.loops) for edge in back)
    assert all(edge.loop for edge in back)


def test_stages_keep_what_flows_between_them(score):
    view = flow_graph(score)
    merged = by_stage(view, say("too many"))
    stage_of = {node.id: node.stage for node in view.nodes}
    between = sum(e.traversals for e in view.edges if stage_of[e.source] != stage_of.get(e.target, e.target))
    assert sum(edge.traversals for edge in merged.edges) == pytest.approx(between)
    for stage in merged.nodes:
        leaving = sum(edge.share for edge in merged.edges if edge.source == stage.id)
        assert leaving == pytest.approx(1) or not any(edge.source == stage.id for edge in merged.edges)
    ended = {box.id: sum(e.traversals for e in merged.edges if e.target == box.id) for box in view.outcomes}
    assert ended == pytest.approx({box.id: box.share for box in view.outcomes})


def test_a_stage_may_be_called_like_a_touchpoint_or_an_outcome():
    view = flow_graph(scored(NAMESAKES))
    assert [stage.title for stage in view.stages] == ["First", "Completed"]
    merged = by_stage(view, say("too many"))
    assert [(edge.source, edge.target) for edge in merged.edges] == [
        ("stage look", "stage completed"), ("stage completed", "completed")]  # fmt: skip


NAMESAKES = """
journeys:
  j:
    stages:
      look: {title: First, touchpoints: {look: {title: Look}}}
      completed: {touchpoints: {buy: {title: Buy, ends: completed}}}
"""


# -- maturity ----------------------------------------------------------------------------------


def test_a_maturity_view_repeats_the_levels_of_the_result(result):
    view = maturity(result)
    assert [(c.id, c.attained, c.evidenced, c.target) for c in view.cells] == [
        (p.id, p.attained, p.evidenced, p.target) for p in result.practices.values()
    ]
    assert [phase.attained for phase in view.phases] == [phase.minimum_core for phase in result.phases]
    assert rectangular(view.table)
    assert len(view.table) == 1 + len(result.practices)


def test_a_phase_is_as_mature_as_its_weakest_core_practice(result):
    for phase in maturity(result).phases:
        core = [cell for cell in phase.cells if cell.core and cell.attained is not None]
        assert phase.attained == min((cell.attained for cell in core), default=None)
        assert phase.evidenced == min((cell.evidenced for cell in core), default=None)


def test_gaps_fall(result):
    gaps = [cell.gap or 0 for cell in maturity(result).by_gap]
    assert gaps == sorted(gaps, reverse=True)


# -- roadmap -----------------------------------------------------------------------------------


def test_the_bars_are_the_items_of_the_plan(made, opened):
    view = gantt(made, opened)
    assert [(bar.id, bar.start, bar.weeks, bar.critical) for bar in view.bars] == [
        (item.id, item.start_week, item.weeks, item.critical) for item in made.items
    ]
    assert rectangular(view.table)
    assert rectangular(view.load_table)
    assert f"{made.schedule.makespan_weeks} weeks" in str(view.statement)


def test_the_load_of_the_quarters_adds_up_to_the_load_of_the_weeks(made, opened):
    for lane in gantt(made, opened).load:
        assert sum(used for used, _ in lane.quarters) == pytest.approx(sum(lane.used))
        if lane.capacity is not None:
            assert sum(free for _, free in lane.quarters) == pytest.approx(sum(lane.capacity))


def test_quarters_cover_the_plan_without_holes(made, opened):
    spans = gantt(made, opened).quarters
    assert spans[0].start == 0
    view = gantt(made, opened)
    assert spans[-1].end == max([view.weeks, *(mark.week for mark in view.milestones)])
    assert all(a.end == b.start for a, b in pairwise(spans))


def test_the_end_of_the_plan_is_a_milestone_on_its_friday(made, opened):
    last = [mark for mark in gantt(made, opened).milestones if mark.day == made.end]
    assert last
    assert last[-1].week == made.schedule.makespan_weeks


def test_effort_is_the_sum_over_departments_and_ranges_enclose_it(made, opened):
    view = priorities(made, opened)
    for candidate in view.candidates:
        wanted = opened.content.initiatives[candidate.id].effort
        assert candidate.effort == sum(amount.days for amount in wanted.values())
        assert candidate.least is None or candidate.least <= candidate.effort <= candidate.most
    assert rectangular(view.table)


def test_impacts_add_up_to_what_the_plan_brings(made, opened):
    gained = sum(candidate.impact or 0 for candidate in priorities(made, opened).candidates)
    before = sum(figures.value for figures in made.before.values())
    after = sum(figures.value for figures in made.quarters[-1].figures.values())
    assert gained == pytest.approx(after - before)


def test_curves_run_from_today_to_the_last_quarter(made, opened):
    view = measure_curve(made, opened, "completion")
    name = next(iter(made.before))
    assert view.series[0].values[0] == made.before[name].completion
    assert view.series[0].values[-1] == made.quarters[-1].figures[name].completion
    assert len(view.points) == 1 + len(made.quarters)
    assert rectangular(view.table)


def test_the_cost_of_the_plan_is_what_is_spent_and_what_begins_in_it(made, opened):
    spent = cost_curve(made, opened).series[0].values
    assert spent[0] == made.spent
    ahead = sum(item.cost.yearly for item in made.items if item.start >= made.start)
    assert spent[-1] == pytest.approx(made.spent + ahead)


def test_no_more_is_spent_than_is_released_by_the_end_of_any_quarter(made, opened):
    lines = {str(line.name): line.values for line in cost_curve(made, opened).series}
    pairs = zip(lines["Cost, booked at the start"], lines["Money released"], strict=True)
    assert all(spent <= released for spent, released in pairs)


def test_the_steps_left_open_are_the_shortfall_of_the_plan(made):
    view = gap_curve(made)
    values = view.series[0].values
    assert values[0] == len(made.problem.gaps)
    assert list(values) == sorted(values, reverse=True)
    assert values[-1] == len(made.problem.gaps) - len({gap for item in made.items for gap in item.closes})


def test_every_initiative_stands_once_on_the_board_and_where_its_start_puts_it(made, opened):
    view = board(made, opened)
    columns = {str(column.title): column.cards for column in view.columns}
    numbers_ = [card.number for name in ("Now", "Next", "Later") for card in columns[name]]
    assert sorted(numbers_) == list(range(1, len(made.items) + 1))
    for card in columns["Now"]:
        item = made.items[card.number - 1]
        assert item.progress is not None or (item.start.year, item.start.month) <= (2018, 9)
    for card in columns["Next"]:
        assert (
            (2018, 10) <= (made.items[card.number - 1].start.year, made.items[card.number - 1].start.month) <= (2019, 3)
        )
    assert [card.title for card in columns.get("Done", ())] == [item.title for item in made.done]
    assert rectangular(view.table)


def test_the_states_run_from_today_over_each_quarter_to_the_target(made, opened):
    name = next(iter(made.before))
    wanted_ = score_journey(build(wanted(opened.name), name))
    lines = [gap_curve(made), cost_curve(made, opened)]
    table = state_table(state_rows(made, {name: wanted_}), opened, [name], lines)
    assert [str(cell) for cell in table[0][1:]] == [
        "Today", *(f"Q{quarter.quarter} {quarter.year}" for quarter in made.quarters), "Target map"]  # fmt: skip
    rows = {str(row[0]): row[1:] for row in table}
    assert rows["Completion"][0].value == made.before[name].completion
    assert rows["Completion"][-1].value == wanted_.flow.completion
    assert rectangular(table)


def test_the_value_of_a_quarter_is_above_today_and_what_is_kept_so_far_adds_it_up(made, opened):
    """A quarter of the yearly value counts in each quarter after the one it is reached in."""
    name = next(iter(made.before))
    table = state_table(state_rows(made), opened, [name], [cost_curve(made, opened)])
    rows = {str(row[0]): [cell.value for cell in row[1:]] for row in table[1:]}
    yearly, so_far = rows["Value kept a year, above today"], rows["Value kept so far"]
    assert yearly[0] == 0
    assert yearly[-1] == made.quarters[-1].figures[name].value - made.before[name].value
    assert so_far == pytest.approx([0, 0, *(sum(yearly[1:place]) / 4 for place in range(2, len(yearly)))])


def test_rice_and_wsjf_are_computed_from_the_map_and_their_orders_are_held_against_the_prerequisites(made, opened):
    ranked = {entry.id: entry for entry in rank(made, opened)}
    for item in made.items:
        record = opened.content.initiatives[item.id]
        days = sum(amount.days for amount in record.effort.values())
        if item.benefit is None:
            assert (ranked[item.id].rice, ranked[item.id].wsjf) == (0, 0)
            continue
        assert ranked[item.id].wsjf == pytest.approx(item.benefit.value / 52 / (days / 5))
        effect = item.benefit.effects[0]
        customers = opened.content.journeys[effect.journey].customers.per_year
        gained = max(0, effect.difference.score)
        assert ranked[item.id].rice == pytest.approx(customers / 4 * gained * record.confidence.value / (days / 20))
    for column in ("rice", "wsjf"):
        for name, before in broken(made, opened, column):
            assert getattr(ranked[name], column) > getattr(ranked[before], column)
            assert made.by_id[before].end < made.by_id[name].start


# -- curves ------------------------------------------------------------------------------------


def test_a_sum_with_something_unknown_in_it_is_unknown_from_then_on():
    assert cumulative([1.0, 2.0, None, 3.0]) == (1.0, 3.0, None, None)


def test_a_curve_says_how_its_first_known_line_moves():
    view = curve(say("Score"), ["Q1", "Q2", "Q3"], [Series("all", (40.0, None, 62.0), 80.0)], "score")
    assert str(view.statement) == "all goes from 40 (Q1) to 62 (Q3); the goal is 80"
    assert [numbers(row) for row in view.table[1:]] == [[40.0], [], [62.0], [80.0]]
    assert str(view.table[2][1]) == "unknown"


def test_a_line_that_does_not_move_is_said_to_stay():
    view = curve(say("Score"), ["Q1", "Q2"], [Series("all", (40.1, 40.2))], "score")
    assert str(view.statement) == "all stays at 40, from Q1 to Q2"


def test_a_line_has_a_value_for_each_point():
    with pytest.raises(ValueError, match="1 values for 2 points"):
        curve(say("Score"), ["Q1", "Q2"], [Series("all", (40.0,))], "score")
