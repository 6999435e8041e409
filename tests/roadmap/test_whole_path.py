"""From YAML to the plan: the engines against a look at every plan, what gives, money spent in vain, ends of plans."""

from dataclasses import replace

import pytest

from journeymap.analysis import Tools, analyse, make_plan
from journeymap.engines.solvers import solver
from journeymap.languages import language
from journeymap.outputs.calendar_text import calendar
from journeymap.outputs.roadmap_mermaid import mermaid_gantt, task
from journeymap.roadmap.deepen import stability
from journeymap.roadmap.objectives import Effort
from journeymap.roadmap.plan import plan
from journeymap.roadmap.relaxing import relaxed_problem
from tests.roadmap.enumeration import best, given, holds, least_given

ENGINES = ("heuristic", "highs", "cpsat")
TARGET = "targets: {easy: {of: shop, changes: [{set: {pay.duration: 2 min, find.duration: 5 min}}]}}\n"
TEAMS = "departments: {it: {capacity: 1.5 people}, ops: {capacity: 2 people, dips: [%s]}}\n"
DIP = "{from: 2024-01-22, to: 2024-02-02, capacity: 0 people}"
PAY, FIND = "changes: [{set: {pay.duration: 2 min}}]", "changes: [{set: {find.duration: 5 min}}]"
FEASIBLE = {
    "money by quarter": TEAMS % "" + "budget: {2024-Q1: 20 EUR, 2024-Q2: 10 EUR}\ninitiatives:\n"
    f"  a: {{duration: 2 weeks, cost: 15 EUR, effort: {{it: 10 d}}, {PAY}}}\n"
    f"  b: {{duration: 1 week, cost: 5 EUR, effort: {{it: 5 d}}, after: a, {FIND}}}\n"
    "  c: {duration: 1 week, cost: 5 EUR, required: true}\n",
    "dips and dates": TEAMS % DIP + "initiatives:\n"
    f"  a: {{duration: 2 weeks, effort: {{ops: 15 d}}, earliest: 2024-01-15, {PAY}}}\n"
    f"  b: {{duration: 2 weeks, effort: {{it: 10 d, ops: 5 d}}, {FIND}}}\n"
    "  c: {duration: 1 week, effort: {it: 5 d}, starts: 2024-01-15}\n",
}
INFEASIBLE = {
    "a date": TEAMS % DIP + "initiatives:\n"
    "  a: {duration: 2 weeks, effort: {ops: 10 d}, required: true, deadline: 2024-01-31, earliest: 2024-01-15}\n",
    "money": "budget: {2024-Q1: 4 EUR}\ninitiatives:\n  a: {duration: 1 week, cost: 7 EUR, required: true}\n",
    "work that waits for work before a dip": TEAMS
    % "{from: 2024-01-15, to: 2024-01-26, capacity: 0 people}"
    + "initiatives:\n"
    "  a: {duration: 2 weeks, effort: {ops: 10 d}}\n"
    "  b: {duration: 2 weeks, effort: {it: 10 d}, after: a, required: true, deadline: 2024-02-09}\n"
    "  c: {duration: 2 weeks, effort: {it: 10 d, ops: 10 d}, required: true}\n",
}


def planned(workspace, engine):
    return plan(workspace, solve=solver(engine), effort=Effort(1.0))


@pytest.mark.parametrize("text", FEASIBLE.values(), ids=FEASIBLE)
def test_every_engine_reaches_the_best_of_all_plans(load, text):
    workspace = load(TARGET + text)
    roadmaps = [planned(workspace, engine) for engine in ENGINES]
    truth = best(roadmaps[0].problem)
    assert [tuple(stage.value for stage in found.stages) for found in roadmaps] == [truth] * len(ENGINES)
    assert not any(found.violations or found.relaxed for found in roadmaps)


@pytest.mark.parametrize("text", INFEASIBLE.values(), ids=INFEASIBLE)
def test_what_gives_is_enough_and_the_least(load, text):
    workspace = load(TARGET + text)
    for engine in ENGINES:
        found = planned(workspace, engine)
        assert best(found.problem) is None
        assert not found.violations
        assert holds(relaxed_problem(found.problem, found.relaxed), dict(found.schedule.starts))
        assert given(found.problem, dict(found.schedule.starts)) == least_given(found.problem)


def test_money_of_what_was_begun_and_then_refused_stays_spent(load):
    text = (
        "budget: {2024-Q1: 20 EUR}\ninitiatives:\n"
        "  a: {duration: 9 weeks, cost: 15 EUR, progress: {started: 2024-01-02}, refused: too dear}\n"
        f"  b: {{duration: 1 week, cost: 10 EUR, {PAY}}}\n"
    )
    stopped = plan(load(TARGET + text))
    assert (stopped.spent, stopped.costs.stopped, stopped.budget[-1].total) == (15, 15, 5)
    assert not stopped.items  # b needs 10 of the 5 that are left
    unbegun = plan(load(TARGET + text.replace("progress: {started: 2024-01-02}, ", "")))
    assert (unbegun.spent, unbegun.costs.stopped, [item.id for item in unbegun.items]) == (0, 0, ["b"])


def test_a_plan_of_nothing_but_agreed_work_ends_with_it_in_the_draws_too(load):
    """Its length counts to nothing; the day to promise is still the last day of work."""
    workspace = load("initiatives:\n  a: {duration: 3 weeks, required: true}\n")
    roadmap = plan(workspace)
    found = stability(roadmap, workspace)
    assert (found.planned, found.end.p80, found.kept) == (3, 3, 1.0)


def test_the_report_and_the_command_plan_with_the_same_engine_and_effort(load):
    workspace = load(TARGET + FEASIBLE["money by quarter"])
    asked = []

    def engine(problem, effort, watch=None):
        asked.append(effort)
        return solver("heuristic")(problem, effort, watch)

    tools = Tools({}, {}, {}, frozenset(), engine, Effort(3.0))
    command, report = make_plan(workspace, tools), analyse(workspace, tools).roadmap
    assert asked[:2] == [Effort(3.0), Effort(3.0)]
    assert (report.engine, report.end, report.stages, report.costs) == (
        command.engine, command.end, command.stages, command.costs)  # fmt: skip


@pytest.mark.parametrize("title", ["Section two", "title deeds", "2024-01-08 launch", "Click and collect"])
def test_no_title_is_a_statement_of_mermaid(title):
    assert task(title) == f"“{title}”"


def test_a_title_of_several_lines_makes_no_event_and_no_task(load):
    work = f'initiatives:\n  a: {{title: "One\\r\\nBEGIN:VEVENT\\nSection x", duration: 1 week, {PAY}}}\n'
    workspace = load(TARGET + work)
    roadmap = replace(plan(workspace), left_out=())
    assert calendar(roadmap, workspace, language("en")).split("\r\n").count("BEGIN:VEVENT") == 1
    assert "  One BEGIN VEVENT Section x :" in mermaid_gantt(roadmap, workspace, language("en"))
