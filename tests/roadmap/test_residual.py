import pytest

from journeymap.changes.facts import facts, nearer
from journeymap.maturity.assess import assess
from journeymap.maturity.model import builtin_models
from journeymap.roadmap.plan import plan
from journeymap.roadmap.selection import wanted_levels


def left(load, changes, initiative=None, measures="{}"):
    plan_of = f"initiatives:\n  a: {{duration: 1 week, required: true, changes: {initiative}}}\n" if initiative else ""
    roadmap = plan(load(f"targets: {{t: {{of: shop, changes: {changes}, measures: {measures}}}}}\n{plan_of}"))
    return [(str(item.words), item.subject, item.beyond) for item in roadmap.residual]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ("[{remove: wait}]", ("no initiative takes 'Wait' away", "wait", False)),
        ("[{add: {stage: after}}]", ("no initiative adds 'After'", "after", False)),
        (
            "[{reroute: {from: start, to: {pay: 100%}}}]",
            ("no initiative brings the entries to the target", "start", False),
        ),
        (
            "[{reroute: {from: pay, to: {wait: 90%}, ends: {abandoned: 10%}}}]",
            ("no initiative brings the ways on from 'Pay' to the target", "pay", False),
        ),
        ("[{set: {wait.stage: buy}}]", ("'Wait': stage stays Get; wanted is Buy", "wait", False)),
        (
            "[{set: {pay.duration: {value: 5 min, n: 9}}}]",
            ("'Pay': time spent stays 10 min; wanted is 5 min", "pay", False),
        ),
        ("[{set: {pay.duration: null}}]", ("'Pay': time spent stays 10 min; wanted is unknown", "pay", False)),
        (
            "[{set: {pay.recovers: [apology, remedy]}}]",
            ("'Pay': recovery stays unknown; wanted is apology, remedy", "pay", False),
        ),
        (
            "[{set: {pay.offers: [{kind: upsell}]}}]",
            ("'Pay': what is offered stays unknown; wanted is something else", "pay", False),
        ),
        (
            "[{set: {journey.owner: me}}]",
            ("'Buy a pair of shoes': owner stays unknown; wanted is me", "journey", False),
        ),
        (
            "[{set: {stages.buy.title: Choose}}]",
            ("'Choose': title stays Buy; wanted is Choose", "stages", False),
        ),
        ("[{set: {channels.phone.call_back: true}}]", ("'Phone': call-back is not yet as wanted", "phone", False)),
    ],
)
def test_each_kind_of_difference_has_its_words(load, changes, found):
    assert found in left(load, changes)


@pytest.mark.parametrize(
    ("initiative", "found"),
    [
        ("[{remove: wait}]", ("'Wait' is taken away, but the target keeps it", "wait", True)),
        (
            "[{add: {touchpoint: help, stage: buy, ends: completed}}]",
            ("'Help' is added, but the target has no such thing", "help", True),
        ),
        (
            "[{reroute: {from: pay, to: {wait: 90%}, ends: {abandoned: 10%}}}]",
            ("the ways on from 'Pay' change, but the target leaves them as they are", "pay", True),
        ),
        (
            "[{reroute: {from: start, to: {pay: 100%}}}]",
            ("no initiative brings the entries to the target", "start", False),
        ),
        ("[{set: {pay.emotion: 2}}]", ("'Pay': emotion becomes 2, but the target keeps -1", "pay", True)),
    ],
)
def test_what_goes_beyond_the_target_is_told_apart(load, initiative, found):
    beyond = left(load, "[{set: {find.emotion: 2}}, {reroute: {from: start, to: {find: 100%}}}]", initiative)
    assert found in beyond


def test_entries_that_only_an_initiative_changes_go_beyond(load):
    found = left(load, "[{set: {find.emotion: 2}}]", "[{reroute: {from: start, to: {pay: 100%}}}]")
    assert (
        "'Buy a pair of shoes': entry becomes something else; the target does not speak of it",
        "journey",
        True,
    ) in found


def test_measures_are_compared_by_their_own_direction(load):
    measures = "{completion: 30%, contacts: 0.5, score: 99, time: 5 min, waiting: 99 d, cost: 1 EUR, nps: 10}"
    found = [words for words, *_ in left(load, "[]", measures=measures)]
    assert found == [
        "contacts per customer of 0.5 is wanted; the plan comes to 1.5",
        "cost per customer of 1 EUR is wanted; the plan cannot tell",
        "score of 99 is wanted; the plan comes to 55",
        "time spent of 5 min is wanted; the plan comes to 25 min",
    ]


@pytest.mark.parametrize(
    ("value", "brings"),
    [("6 min", True), ("3 min", True), ("12 min", False), ("10 min", False), ("1 h", False)],
)
def test_a_number_that_comes_closer_counts(load, value, brings):
    then = load("", journey=SHORT.format("3 min"))
    after = load("", journey=SHORT.format(value))
    before = load("", journey=SHORT.format("10 min"))
    places = nearer(facts(before, "shop"), facts(after, "shop"), facts(then, "shop"))
    assert places == ((("touchpoint", "pay"),) if brings else ())


SHORT = "\njourneys: {{shop: {{stages: {{buy: {{pay: {{channel: web, duration: {}}}}}}}}}}}\n"


def test_words_that_only_change_do_not_come_closer(load):
    states = [load("", journey=SHORT.format(f"3 min, title: {title}")) for title in ("One", "Two", "Three")]
    assert nearer(*(facts(state, "shop") for state in states)) == ()


def test_levels_come_from_the_assessment_as_it_was_read(load):
    workspace = load("""
assessments:
  old: {date: 2023-01-02, targets: {MAP-1: 2}}
  new: {date: 2024-01-02, targets: {TEC-3: 1, MAP-1: 3}}
targets: {t: {of: shop}}
initiatives:
  a: {duration: 1 week, lifts: {TEC-3: 3}}
  b: {duration: 1 week, lifts: {MAP-1: 3}}
""")
    result = assess(builtin_models()["dcx5"], workspace.content.assessments["new"], workspace.today)
    assert wanted_levels(workspace, None) == {"TEC-3": (None, 1), "MAP-1": (None, 3)}
    assert set(wanted_levels(workspace, result)) <= {"TEC-3", "MAP-1"}
    assert plan(workspace, maturity=result).by_id["b"].needed


def test_a_pure_reordering_in_the_target_is_named_once_and_only_if_it_is_one(load):
    moved = left(load, "[{set: {pay.after: none}}]")
    assert [words for words, _, _ in moved] == [
        "'Pay' stands elsewhere within 'Buy' in the target; no initiative moves it"
    ] or [words for words, _, _ in moved] == [
        "'Find' stands elsewhere within 'Buy' in the target; no initiative moves it"
    ]
    added = left(load, "[{add: {touchpoint: help, stage: buy, before: find, ends: completed}}]")
    assert [words for words, _, _ in added] == ["no initiative adds 'Help'"]
    stages = left(load, "[{set: {stages.get.after: none}}]")
    assert [words for words, _, _ in stages] == [
        "the stage 'Get' stands elsewhere in the target; no initiative moves it"
    ]
