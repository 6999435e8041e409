import datetime as dt

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.roadmap import states
from journeymap.roadmap.plan import plan
from journeymap.roadmap.states import Walk
from journeymap.rules import shipped
from journeymap.scores import score_journey

TEAMS = """
departments:
  it: {title: IT, capacity: 2 people}
  ops: {title: Operations, capacity: 1 person}
  web: {title: Web}
targets:
  easy:
    title: Easy shoes
    of: shop
    by: 2024-02-02
    measures: {completion: 95%, contacts: 3, score: 60}
    changes:
      - set: {pay.duration: 2 min, find.duration: 5 min, wait.waiting: 1 d}
      - reroute: {from: find, to: {pay: 90%}, ends: {abandoned: 10%}}
      - reroute: {from: pay, to: {wait: 95%}, ends: {abandoned: 5%}}
      - add: {touchpoint: thanks, stage: get, after: unpack, channel: email, title: Thank you}
      - set: {channels.phone.call_back: true}
"""
INITIATIVES = """
initiatives:
  clean:
    title: Clean data
    duration: 4 weeks
    effort: {it: 40 d}
    lifts: {TEC-3: 3}
  search:
    title: Better search
    duration: 2 weeks
    effort: {it: 20 d}
    changes:
      - reroute: {from: find, to: {pay: 90%}, ends: {abandoned: 10%}}
  quick-pay:
    title: Pay in one step
    owner: head of web
    duration: 3 weeks
    effort: {ops: 15 d, web: 30 d}
    cost: 1000 EUR
    after: [clean]
    changes:
      - set: {pay.duration: 2 min, pay.emotion: 1}
      - reroute: {from: pay, to: {wait: 95%}, ends: {abandoned: 5%}}
  stock:
    duration: 2 weeks
    effort: {ops: 10 d}
    after: search
    changes:
      - set: {wait.waiting: 2 d}
  mascot:
    duration: 1 week
    effort: {it: 10 d}
    changes:
      - set: {unpack.gains: [a rubber duck]}
"""


@pytest.fixture(scope="module")
def roadmap(load):
    return plan(load(TEAMS + INITIATIVES), shipped().values())


def test_three_teams_by_hand(roadmap):
    # IT: clean and search fill 6 weeks. Search first (3 weeks of operations follow clean): 6 + 3 = 9.
    # Clean first: quick-pay in 4-7, stock in 7-9: 9 as well, but then search would win its customers later.
    starts = {item.id: (item.start_week, item.weeks) for item in roadmap.items}
    assert starts == {"search": (0, 2), "clean": (2, 4), "stock": (2, 2), "quick-pay": (6, 3)}
    # No department's work alone takes 9 weeks; that 9 is the shortest comes from looking at every plan.
    assert (roadmap.schedule.makespan_weeks, roadmap.lower_bound, roadmap.schedule.status) == (9, 9, "proved")
    assert [(stage.name, stage.status) for stage in roadmap.stages] == [
        ("shortfall", "proved"), ("makespan", "proved"), ("value", "proved"), ("cost", "proved")
    ]  # fmt: skip
    assert roadmap.start == dt.date(2024, 1, 8)
    assert roadmap.end == dt.date(2024, 3, 8)
    assert not roadmap.violations


def test_items_are_dated_and_carry_what_the_files_say(roadmap):
    item = roadmap.by_id["quick-pay"]
    assert (item.start, item.end) == (dt.date(2024, 2, 19), dt.date(2024, 3, 8))
    assert (item.title, item.owner, item.cost.amount) == ("Pay in one step", "head of web", 1000)
    assert item.departments == {"ops": 1.0, "web": 2.0}
    assert (item.after, item.kind, item.critical, item.slack) == (("clean",), "required", True, 0)
    assert roadmap.by_id["clean"].unlocks == ("quick-pay",)


def test_what_the_target_needs_is_told_from_what_is_optional(roadmap):
    why = {item.id: str(item.why) for item in roadmap.items}
    assert why == {
        "search": "brings 1 of the 5 places that 'Easy shoes' changes nearer to it",
        "clean": "'Pay in one step' waits for it",
        "quick-pay": "brings 1 of the 5 places that 'Easy shoes' changes nearer to it",
        "stock": "brings 1 of the 5 places that 'Easy shoes' changes nearer to it",
    }
    assert [(item.id, str(item.reason)) for item in roadmap.left_out] == [
        ("mascot", "it takes no step to what is wanted, and keeps no more customers")
    ]


def test_each_start_has_its_reason_and_the_chain_runs_through_them(roadmap, words):
    assert words(roadmap.by_id["search"].reasons) == ["begins at once: nothing has to come before it"]
    assert words(roadmap.by_id["clean"].reasons) == ["waits for people in IT, who work on 'Better search' until then"]
    assert words(roadmap.by_id["quick-pay"].reasons) == ["begins when 'Clean data' is finished"]
    assert roadmap.chain == ("search", "clean", "quick-pay")
    assert roadmap.by_id["stock"].slack == 2
    assert str(roadmap.bound_reason) == "the search has ruled out every plan of less than 9 weeks"


def test_load_shows_who_is_busy(roadmap):
    load = {entry.department: entry for entry in roadmap.load}
    assert load["it"].used == (2.0,) * 6 + (0.0,) * 3
    assert load["it"].capacity == (2.0,) * 9
    assert load["ops"].used == (0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0)
    assert load["ops"].share == pytest.approx(5 / 9)
    assert (load["web"].capacity, load["web"].share) == (None, None)


def test_benefits_are_differences_of_the_map_by_hand(roadmap):
    # Today 50 % × 80 % = 40 % get their shoes; search makes it 90 % × 80 %, quick-pay then 90 % × 95 %.
    search, pay = (roadmap.by_id[name].benefit for name in ("search", "quick-pay"))
    assert search.effects[0].difference.completion == pytest.approx(0.32)
    assert search.value == pytest.approx(0.32 * 1000 * 100)
    assert pay.effects[0].difference.completion == pytest.approx(0.9 * 0.15)
    assert pay.effects[0].difference.minutes == pytest.approx(-0.9 * 8)
    assert roadmap.before["shop"].completion == pytest.approx(0.4)


def test_initiatives_that_customers_do_not_notice_are_enablers(roadmap):
    assert {item.id: item.enabler for item in roadmap.items if item.enabler} == {"clean": True}
    assert roadmap.by_id["clean"].benefit is None


def test_benefits_sum_along_the_order_to_the_whole_difference(roadmap):
    total = roadmap.quarters[-1].figures["shop"].minus(roadmap.before["shop"])
    parts = [effect.difference for item in roadmap.items if item.benefit for effect in item.benefit.effects]
    for figure in ("completion", "score", "minutes", "waiting", "contacts", "value"):
        assert sum(getattr(part, figure) for part in parts) == pytest.approx(getattr(total, figure)), figure


def test_quarters_end_with_everything_done(roadmap):
    quarter = roadmap.quarters[-1]
    assert (quarter.name, quarter.end) == ("2024-Q1", dt.date(2024, 3, 31))
    assert quarter.finished == ("search", "stock", "clean", "quick-pay")
    assert quarter.new == quarter.finished
    final = quarter.journeys["shop"].graph.journey
    assert final.touchpoints["pay"].readings()["duration"][0].value.number == 2
    assert quarter.notes == ()
    assert {finding.state for finding in quarter.findings} <= {"projected"}


def test_what_no_initiative_closes_is_said_in_words_with_its_place(roadmap):
    found = {str(item.words): item.path for item in roadmap.residual}
    assert found == {
        "no initiative adds 'Thank you'": ("targets", "easy", "changes", 3, "add"),
        "'Find': time spent stays 20 min; wanted is 5 min": ("targets", "easy", "changes", 0, "set", "find.duration"),
        "'Pay': emotion becomes 1, but the target keeps -1": ("targets", "easy"),
        "'Wait': waiting stays 2 d; wanted is 1 d": ("targets", "easy", "changes", 0, "set", "wait.waiting"),
        "'Phone': call-back is not yet as wanted": ("targets", "easy", "changes", 4, "set", "channels.phone.call_back"),
        "completion of 95.0% is wanted; the plan comes to 85.5%": ("targets", "easy", "measures", "completion"),
    }
    assert [item.subject for item in roadmap.residual if item.beyond] == ["pay"]


def test_a_target_day_that_is_missed_is_said(roadmap, words):
    assert words(roadmap.notes) == [
        "nothing says how many people Web has for initiatives: taken as no limit",
        "4 of the 10 steps to what is wanted stay open; proved: no choice of initiatives takes more",
        "the plan takes 9 weeks; proved: no plan that takes as many steps is shorter",
        "proved: no plan of this length brings value (money kept) earlier",
        "cost: new 1,000 EUR; proved: no plan as good in all else costs less",
        "'Easy shoes' is wanted by 2 February 2024; the plan ends on 8 March 2024",
    ]


@settings(deadline=None, max_examples=25)
@given(random=st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(load, roadmap, random):
    data = yaml.safe_load(INITIATIVES)["initiatives"]
    names = list(data)
    random.shuffle(names)
    shuffled = plan(load(TEAMS + yaml.safe_dump({"initiatives": {n: data[n] for n in names}}, sort_keys=False)))
    assert shuffled.items == roadmap.items
    assert shuffled.schedule == roadmap.schedule
    assert [str(item.words) for item in shuffled.residual] == [str(item.words) for item in roadmap.residual]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "no initiative is written down: there is nothing to plan"),
        ("initiatives:\n  a: {refused: too dear}", "none of the initiatives can be planned"),
        (
            "initiatives:\n  a: {duration: 1 week}",
            "no target is written down: the plan cannot say what is still missing",
        ),
        ("targets: {t: {of: shop}}", "no initiative is written down: there is nothing to plan"),
        ("initiatives:\n  a: {title: No length}", "none of the initiatives can be planned"),
    ],
)
def test_whatever_is_missing_there_is_a_roadmap_with_a_note(load, words, text, note):
    roadmap = plan(load(text), shipped().values())
    assert note in words(roadmap.notes)
    assert (roadmap.end is None) == (not roadmap.items)
    assert bool(roadmap.quarters) == bool(roadmap.items)


def test_without_a_target_everything_is_planned(load):
    roadmap = plan(load("initiatives:\n  a: {duration: 1 week}\n  b: {duration: 2 weeks, after: a}"))
    assert [str(item.why) for item in roadmap.items] == ["planned, because no target says what is needed"] * 2
    assert (roadmap.schedule.status, roadmap.chain) == ("proved", ("a", "b"))
    assert str(roadmap.bound_reason) == "'A' and 'B' come one after another, which takes until the end of week 3"


def test_refusals_keep_their_reason_and_the_day_they_are_looked_at_again(load):
    roadmap = plan(load("initiatives:\n  a: {refused: too dear, review: 2024-06-01}"))
    (left,) = roadmap.left_out
    assert (str(left.reason), left.review) == ("refused: too dear", dt.date(2024, 6, 1))


@pytest.mark.parametrize(
    ("initiative", "why"),
    [
        ("{duration: 1 week, required: true}", "required, whatever it brings"),
        ("{duration: 4 weeks, progress: {started: 2024-01-01}}", "under way already"),
        ("{duration: 4 weeks, starts: 2024-01-15}", "its start is agreed"),
        ("{duration: 4 weeks, lifts: {TEC-3: 3}}", "lifts TEC-3 to level 3; level 4 is wanted"),
    ],
)
def test_there_are_other_reasons_than_the_map(load, initiative, why):
    assessment = "assessments: {q1: {date: 2024-01-02, targets: {TEC-3: 4}}}\n"
    roadmap = plan(load(assessment + "targets: {t: {of: shop}}\ninitiatives:\n  a: " + initiative))
    assert str(roadmap.items[0].why) == why
    assert roadmap.items[0].needed


def test_work_under_way_shows_the_day_it_began(load, words):
    roadmap = plan(load("initiatives:\n  a: {duration: 4 weeks, progress: {started: 2023-12-27}}"))
    item = roadmap.items[0]
    assert (item.start, item.end, item.start_week, item.weeks) == (dt.date(2023, 12, 27), dt.date(2024, 1, 19), 0, 2)
    assert words(item.reasons) == ["is under way"]


def test_dates_and_dips_are_reasons(load, words):
    roadmap = plan(
        load("""
departments: {it: {title: IT, capacity: 1, dips: [{from: 2024-01-15, to: 2024-01-19, capacity: 0}]}}
initiatives:
  a: {duration: 2 weeks, effort: {it: 10 d}}
  b: {duration: 1 week, earliest: 2024-03-01}
  c: {duration: 1 week, starts: 2024-03-13}
""")
    )
    assert words(roadmap.by_id["a"].reasons) == ["waits until IT has enough people again"]
    assert words(roadmap.by_id["b"].reasons) == ["may not begin before 4 March 2024"]
    assert words(roadmap.by_id["c"].reasons) == ["begins in the week of 11 March 2024, as agreed"]


def test_a_plan_that_cannot_be_kept_says_so(load, words):
    roadmap = plan(
        load("""
initiatives:
  a: {title: First, duration: 4 weeks, deadline: 2024-01-19, required: true}
""")
    )
    assert [(item.kind, item.name, item.amount) for item in roadmap.relaxed] == [("deadline", "a", 2)]
    assert "'First' misses its deadline by 2 weeks" in words(roadmap.notes)
    assert not roadmap.violations


BIG = 40


def big(load):
    """Build 40 initiatives over 20 touchpoints and three departments."""
    points = [f"t{i:02}" for i in range(20)]
    lines = ["journeys:", "  j:", "    customers: 1000/year", "    value: 10 EUR", "    stages:", "      s:"]
    for here, there in zip(points, [*points[1:], None], strict=True):
        way = f"next: {{{there}: 90%}}" if there else "ends: completed"
        measures = "measures: {csat: {value: 3, scale: 0-100}}"
        lines.append(f"        {here}: {{channel: phone, emotion: -1, duration: 9 min, {measures}, {way}}}")
    lines += ["departments: {a: {capacity: 2}, b: {capacity: 3}, c: {capacity: 1}}", "initiatives:"]
    for index in range(BIG):
        here = points[index % 20]
        lines.append(f"  i{index:02}: {{duration: {2 + index % 5} weeks, effort: {{{'abc'[index % 3]}: {5 + index % 7} d}}, "
                     f"after: [{f'i{index - 7:02}' if index > 6 and index % 2 else ''}], "
                     f"changes: [{{set: {{{here}.emotion: {index // 20 + 1}}}}}]}}")  # fmt: skip
    return load("\n".join(lines), journey="")


def test_forty_initiatives_over_twenty_touchpoints_score_each_state_once(load, monkeypatch):
    """The work grows with the initiatives, not with their pairs: a state per initiative and direction."""
    scored = []
    monkeypatch.setattr(states, "score_journey", lambda graph, like=None: scored.append(graph) or score_journey(graph))
    roadmap = plan(big(load), shipped().values())
    assert len(scored) <= 2 * BIG + 2
    assert len(roadmap.items) == BIG
    assert not roadmap.violations
    assert roadmap.schedule.gap < 0.25


def test_the_same_workspace_gives_the_same_roadmap(load):
    assert repr(plan(big(load))) == repr(plan(big(load)))


def test_each_state_is_computed_once(load):
    workspace = load(TEAMS + INITIATIVES)
    walk = Walk(workspace, ("shop",))
    assert walk.state(("search", "stock")) is walk.state(("search", "stock"))
    assert walk.score(("search",), "shop") is walk.score(("search",), "shop")
