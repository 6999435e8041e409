"""What the report says: no claim that its own figures do not bear out."""

import re

import pytest

from journeymap.languages import language
from journeymap.outputs.html.wording import typographer
from journeymap.text import money, number, plain, say
from journeymap.views.portfolio import compare, members_of
from journeymap.views.report import report_view
from journeymap.views.report_journey import journey_facts
from journeymap.views.report_parts import listed
from journeymap.views.report_plan import plan_heading
from journeymap.views.report_worth import paid_back, release, total_cost, value_kept, worth
from journeymap.views.roadmap_curves import cost_curve
from journeymap.views.roadmap_words import starting_next
from tests.outputs.reports import analysed, analysed_text, page, page_of, read
from tests.portfolios import same_beginning
from tests.support import STORIES

ENGLISH = typographer(language("en"))


@pytest.mark.parametrize("name", STORIES)
def test_the_plan_reaches_the_target_only_if_nothing_stays_open(name):
    analysis = analysed(name)
    whole = "reach the target" in str(plan_heading(analysis))
    assert whole == (not analysis.roadmap.residual)


@pytest.mark.parametrize("name", STORIES)
def test_the_first_decision_says_what_the_roadmap_is_worth(name):
    analysis = analysed(name)
    summary = report_view(analysis).summary
    drawn, currency = analysis.roadmap.stability.value, analysis.workspace.currency
    low, middle, high = (str(money(value, currency)) for value in (drawn.p10, drawn.p50, drawn.p90))
    assert f"eight times in ten it keeps {low} to {high} a year" in str(summary.decisions[0].words)
    assert f"it keeps {middle} a year as likely as not, {low} to {high} eight times in ten" in str(worth(analysis))
    assert any(str(worth(analysis)) in str(line) for line in summary.support)
    gained = sum(item.benefit.value or 0 for item in analysis.roadmap.items if item.benefit)
    assert value_kept(analysis) == pytest.approx(gained, rel=0.001)
    assert total_cost(analysis) > 0
    assert re.fullmatch(r"Q[1-4] 20\d\d", str(paid_back(analysis)))


@pytest.mark.parametrize("name", STORIES)
def test_what_is_asked_to_begin_is_what_starts_next_and_what_the_length_hangs_on_is_named(name):
    analysis = analysed(name)
    plan = analysis.roadmap
    waiting = [item for item in plan.items if item.progress is None or item.progress.started is None]
    first = starting_next(plan)
    assert {item.id for item in first} == {item.id for item in waiting if item.start == min(w.start for w in waiting)}
    asked = next(str(each.words) for each in report_view(analysis).summary.decisions if "egin" in str(each.words))
    assert all(f"'{item.title}' ({item.owner})" in asked for item in first)
    for member in compare(members_of(analysis)).members:
        same_beginning(member, asked)
    held = next(plan.by_id[name].title for name in plan.chain if plan.by_id[name] in waiting)
    assert (f"the length hangs on '{held}'" in asked) == (held not in {item.title for item in first})


def test_the_summary_says_how_likely_its_length_and_the_day_of_its_target_are():
    """The draws of the example: 19 % end in 61 weeks or less, 48 % keep the target's day."""
    lead = " ".join(str(line) for line in report_view(analysed("home-move")).summary.support)
    assert "by 1 November 2019 with four chances in five, in 61 weeks if nothing slips (a chance of 19%)" in lead
    assert "the target's day, 30 September 2019, is kept with a chance of 48%" in lead


def test_without_a_range_of_durations_no_chance_is_told():
    """One initiative of exactly a week: every draw takes a week, and that is no certainty."""
    change = "changes: [{set: {a.next: {b: 99%}, a.ends: {abandoned: 1%}}}]"
    view = report_view(analysed_text(SMALL + f"initiatives: {{i: {{title: One, duration: 1 week, {change}}}}}\n"), None)
    said = " ".join(str(answer.words) for answer in view.summary.answers)
    assert "within 1 week if nothing slips; no duration has a range, so no chance can be given" in said
    assert "promised by" not in " ".join(str(each.words) for each in view.summary.decisions)


def test_a_plan_of_which_the_target_needs_nothing_takes_as_long_as_its_work():
    """A target for one end, an initiative for the other: the planner's length is 0, the work takes eight weeks."""
    work = """
      i:
        title: One
        duration: {least: 7 weeks, likely: 8 weeks, most: 9 weeks}
        changes: [{set: {a.next: {b: 99%}, a.ends: {abandoned: 1%}}}]
    """
    text = f"{TARGET}initiatives:{work}"
    analysis = analysed_text(text)
    assert analysis.roadmap.schedule.makespan_weeks == 0
    view = report_view(analysis)
    assert any("in 8 weeks if nothing slips" in str(answer.words) for answer in view.summary.answers)
    assert str(plan_heading(analysis)).endswith(" takes 0 of the 1 steps to what is wanted in 8 weeks")
    assert re.findall(r"(?<!\d)0\s+weeks", read(page_of(text)).text) == []


@pytest.mark.parametrize("name", STORIES)
def test_what_is_kept_by_the_end_is_told_as_calculated_with_the_range_of_the_draws(name):
    plan = analysed(name).roadmap
    told = str(cost_curve(plan, analysed(name).workspace).statement)
    low, high = (money(end, plan.currency) for end in (plan.stability.value.p10, plan.stability.value.p90))
    assert told.startswith("calculated: ")
    assert "if every effect comes" in told
    assert f"between {low} and {high} a year eight times in ten" in told


def test_a_plan_that_is_carried_out_asks_for_the_next_one():
    """Both initiatives are done: no advice to describe one, no residual to fund, but what is finished and what next."""
    view = report_view(analysed_text("""
        project: {today: 2026-03-01}
        departments: {it: {capacity: 2 people}}
        journeys: {j: {stages: {s: {a: {duration: 5 min, ends: {completed: 90%, churned: 10%}}}}}}
        targets: {t: {of: j, changes: [{set: {a.duration: 1 min}}]}}
        initiatives:
          one: {duration: 2 weeks, progress: {started: 2026-01-05, done: 2026-01-16}, changes: [
            {set: {a.duration: 1 min}}]}
          two: {duration: 2 weeks, progress: {started: 2026-01-19, done: 2026-01-30}, changes: [
            {set: {a.duration: 2 min}}]}
    """))  # fmt: skip
    assert str(view.section("roadmap").heading) == "all 2 initiatives are finished"
    assert [str(row[1]) for row in view.plan.initiatives.rows] == ["One", "Two"]
    asked = [str(decision.words) for decision in view.summary.decisions]
    assert asked[0].startswith("all 2 initiatives are finished, and 1 of 1 steps to what is wanted are open")
    assert not any("Accept or fund" in words for words in asked)


def test_nothing_falls_short_of_a_goal_by_rounding_alone():
    view = report_view(analysed_text("""
        journeys: {j: {stages: {s: {a: {ends: {completed: 90%, churned: 10%}}}}}}
        targets: {t: {of: j, measures: {completion: 96%}, changes: [
          {set: {a.ends: {completed: 95.6%, churned: 4.4%}}}]}}
    """))  # fmt: skip
    row = next(row for row in view.targets[0].figures.rows if str(row[0]) == "Completion")
    assert [str(cell) for cell in row[1:]] == ["90%", "95.6%", "96.0%"]


def test_a_goal_that_is_met_today_is_called_so():
    view = report_view(
        analysed_text("""
        journeys: {j: {stages: {s: {a: {ends: {completed: 90%, churned: 10%}}}}}}
        targets: {t: {of: j, measures: {completion: 80%}, changes: [{set: {a.channel: web}}]}}
    """)
    )
    row = next(row for row in view.targets[0].figures.rows if str(row[0]) == "Completion")
    assert str(row[3]) == "80%, already better today"


def test_groups_that_nothing_tells_apart_are_not_put_in_a_table():
    text = """
        journeys: {j: {stages: {s: {a: {ends: completed}}}}}
        personas: {one: {share: 50%}, two: {share: 50%}}
    """
    part = report_view(analysed_text(text)).journeys[0]
    assert part.groups is None
    assert "Nothing in the files tells the groups apart." in read(page_of(text)).by_id("current").text


def test_a_clear_no_is_shown_beside_completion():
    text = "journeys: {j: {outcomes: {no: {kind: not_eligible}}, stages: {s: {a: {ends: {completed: 90%, no: 10%}}}}}}"
    note = report_view(analysed_text(text)).summary.facts[0].note
    assert str(note) == "90% completed, 10% told clearly that it is not possible"
    titled = text.replace("{kind: not_eligible}", "{kind: not_eligible, title: Left in good order}")
    assert str(report_view(analysed_text(titled)).summary.facts[0].note) == "90% completed, 10% 'Left in good order'"


def test_a_comparison_with_an_assumption_does_not_open_the_report():
    """The only finding with a touchpoint behind a benchmark leads the summary when it was measured, not when assumed."""
    text = """
        benchmarks:
          airline: {metric: duration, value: 5 min, sector: airline, ours: false, source: stop-watch, date: "2024", touchpoint: j.a}
        journeys: {j: {stages: {s: {a: {channel: phone, duration: 30 min, ends: completed}}}}}
    """
    measured, assumed = (
        {key.card.rule for key in report_view(analysed_text(each)).summary.findings}
        for each in (text, text.replace("stop-watch", "Assumption for the example"))
    )
    assert "below-best" in measured
    assert "below-best" not in assumed


def test_how_sure_it_is_stands_in_the_summary():
    text = "journeys: {j: {stages: {s: {a: {emotion: 1, duration: 5 min, ends: completed}}}}}"
    words = " ".join(str(line) for line in report_view(analysed_text(text)).summary.support)
    assert "none of the 2 readings is measured: they are told or assumed" in words


def test_an_enumeration_is_flat_and_capped():
    names = [say("'{name}'", name=str(index)) for index in range(2000)]
    assert str(listed(names, most=3)) == "'0', '1', '2' and 1,997 more"
    assert str(listed(names, most=5000)).endswith("'1998' and '1999'")
    assert len(str(listed(names)).split(",")) == 13


def test_small_figures_keep_what_they_say():
    assert [str(plain(value)) for value in (0, 0.05, 0.004, 0.5, 1, 2.44)] == [
        "0",
        "0.05",
        "0.004",
        "0.50",
        "1.0",
        "2.4",
    ]


def test_quotes_are_set_as_in_print_and_not_nested():
    assert ENGLISH.say(say("at '{name}'", name='"A day"')) == "at ‘A day’"
    assert ENGLISH.say(say("at '{name}'", name='Hours of "soon"')) == "at ‘Hours of “soon”’"
    assert ENGLISH.say(say("at {names}", names="'one', 'it's two'")) == "at ‘one’, ‘it's two’"
    assert ENGLISH.say(say("{a}", a=say("at '{name}'", name="x"))) == "at ‘x’"
    assert ENGLISH.say(number(-3.2)) == "−3.2"


def test_a_large_journey_is_drawn_by_stage_and_its_map_is_named():
    stages = ", ".join(
        f"s{stage}: {{" + ", ".join(f"t{stage}x{i}: {{next: t{stage}x{i + 1}}}" for i in range(29))
        + f", t{stage}x29: {{{f'next: t{stage + 1}x0' if stage < 6 else 'ends: completed'}}}}}"
        for stage in range(7)
    )  # fmt: skip
    source = page_of(f"journeys: {{j: {{stages: {{{stages}}}}}}}")
    assert "maps/j-current.svg" in read(source).by_id("current").text
    ids = {element.attributes.get("id") for element in read(source).all()}
    assert "map-j" not in ids
    assert "flow-j" in ids


def test_the_digest_is_with_the_method():
    tree = read(page("home-move"))
    assert re.search(r"[0-9a-f]{64}", tree.by_id("method").text)
    assert not re.search(r"[0-9a-f]{64}", tree.by_id("cover").text)


SMALL = """
project: {today: 2026-03-01, currency: EUR}
journeys:
  j:
    title: Renew a card
    customers: 1000/year
    value: 20 EUR/year
    stages:
      s:
        a: {title: Find the form, channel: web, emotion: -1, next: {b: 90%}, ends: {abandoned: 10%}}
        b: {title: Send it, channel: email, emotion: 0, waiting: 3 d, ends: {completed: 95%, churned: 5%}}
"""
TARGET = SMALL + "targets: {t: {of: j, changes: [{set: {b.waiting: 1 d}}]}}\n"
SMALLEST = {
    "nothing but a map": SMALL,
    "a target and no plan": TARGET,
    "one initiative": TARGET
    + "initiatives: {i: {duration: 1 week, cost: 0 EUR, changes: [{set: {b.waiting: 1 d}}]}}\n",
    "one practice": SMALL + "assessments: {q: {date: 2026-02-01, agreed: {TEC-1.2a: met, TEC-1.2b: not_met}, "
    "targets: {TEC-1: {level: 3}}}}\n",
}
SAID_OF_ONE = re.compile(r"(?<![\d.,])1 (weeks|steps to|points|practices|findings|initiatives|touchpoints|journeys)\b"
                         r"|(\S+) to \2 (of|touchpoints)|from (\S+) to \4[;.,]")  # fmt: skip


@pytest.mark.parametrize("text", SMALLEST.values(), ids=SMALLEST)
def test_of_one_thing_nothing_is_said_as_of_many(text):
    """One week, one step, one practice: no plural, nothing goes from a figure to itself, no link leads nowhere."""
    tree = read(page_of(text))
    words = tree.by_id("summary").text + " ".join(
        part.text for name in ("current", "maturity", "target", "priorities", "roadmap", "method", "tables")
        for part in [tree.by_id(name)]
    )  # fmt: skip
    assert [found.group() for found in SAID_OF_ONE.finditer(words)] == []
    known = {element.attributes.get("id") for element in tree.all()}
    assert {link.attributes["href"][1:] for link in tree.all("a") if link.attributes["href"].startswith("#")} <= known


def test_a_target_that_nothing_leads_to_asks_for_initiatives_and_not_for_the_rest_of_a_plan():
    asked = [str(each.words) for each in report_view(analysed_text(TARGET)).summary.decisions]
    assert "Say which initiatives bring the target: none is planned yet" in asked
    assert not any("the plan leaves open" in words for words in asked)


def test_what_never_ends_is_given_no_sum():
    """60% never get out: time, contacts and hand-offs have no end, and the map shows a dash for them."""
    trap = SMALL.replace("next: {b: 90%}, ends: {abandoned: 10%}", "next: {b: 60%}, ends: {completed: 40%}").replace(
        "ends: {completed: 95%, churned: 5%}", "next: {b: 100%}")  # fmt: skip
    (score,) = analysed_text(trap).judged.current.values()
    names = [str(fact.name) for fact in journey_facts(score, None)]
    assert "Completion" in names
    assert not {"Time spent", "Waiting", "Contacts", "Hand-offs", "Cost per customer"} & set(names)


@pytest.mark.parametrize("name", STORIES)
def test_the_part_lost_for_good_is_that_of_the_table_of_losses(name):
    """Groups go their own ways: the finding counts customers as the money does."""
    analysis = analysed(name)
    found = next(each for each in analysis.judged.findings if each.rule == "avoidable-loss")
    figures = dict(found.evidence)
    risk = next(iter(analysis.judged.current.values())).at_risk
    assert figures["lost in all"].value == pytest.approx(figures["customers lost a year"].value / risk.customers)


def test_the_decision_on_the_roadmap_says_for_how_many_initiatives_the_cost_is_unknown():
    text = (
        "project: {today: 2026-10-05, currency: EUR}\njourneys: {j: {stages: {s: {a: {emotion: 0, ends: completed}}}}}\n"
        "initiatives:\n"
        "  one: {duration: 2 weeks, cost: 5000 EUR, changes: [{set: {a.emotion: 1}}]}\n"
        "  two: {duration: 2 weeks, %s changes: [{set: {a.channel: web}}]}\n"
    )
    some, whole = (str(release(analysed_text(text % cost))) for cost in ("", "cost: 3000 EUR,"))
    assert "1 of them at an unknown cost" in some
    assert "for 8,000 EUR of new money" in whole


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('Hours of "fifteen minutes"', "Hours of “fifteen minutes”"),
        ('"A new 12-month contract"', "“A new 12-month contract”"),
        ('a 24" screen and a 27" one', 'a 24" screen and a 27" one'),
        ('say `next: "now"`', 'say `next: "now"`'),
    ],
)
def test_a_name_has_the_quotes_alone_that_it_has_in_a_sentence(written, shown):
    assert ENGLISH.say(written) == shown
    assert shown in ENGLISH.say(say("{name} stays", name=written))
    if '"' not in shown and not shown.startswith("“"):
        assert f"‘{shown}’" in ENGLISH.say(say("at '{name}'", name=written))
