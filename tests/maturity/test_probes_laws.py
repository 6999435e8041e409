"""What holds of the probes whatever the map: silence is not false, order does not matter, thresholds do."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.changes import target_state
from journeymap.graph import build as link
from journeymap.maturity.model import MaturityModel, builtin_models
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, discover_probes, run_probes
from journeymap.maturity.probes.p14_repeat_contact import change_of_share
from journeymap.metrics.pooling import wilson
from journeymap.model.journey import Touchpoint
from journeymap.model.workspace import Workspace
from journeymap.scores import score_journey
from tests.maturity.probe_workspaces import two
from tests.support import STORIES, journey, story, workspace

WAYS = {"next", "ends", "fails"}
"""Fields without which a map is another map, not one that says less."""

STAKES = {"moment_of_truth", "importance"}
"""Fields that say which touchpoints are asked about: all, if none is marked."""

SECTIONS = ("personas", "channels", "departments", "systems", "data", "benchmarks", "initiatives", "assessments")


def ask(opened: Workspace, **params: object) -> tuple[ProbeOutcome, ...]:
    """Return what all probes find."""
    content = opened.content
    case = ProbeCase(
        workspace=opened,
        params=builtin_models()["dcx5"].params.model_copy(update=params),
        today=dt.date(2026, 5, 30),
        scores={name: score_journey(link(opened, name)) for name in opened.current},
        targets={name: link(target_state(opened, name), item.of) for name, item in content.targets.items()},
        assessment=next(iter(content.assessments.values()), None),
    )
    return run_probes(discover_probes(), case)


def false(opened: Workspace) -> set[tuple[str, str]]:
    return {(outcome.code, outcome.scope) for outcome in ask(opened) if outcome.outcome == "false"}


def without(opened: Workspace, *fields: str) -> Workspace:
    """Return a workspace in which no touchpoint has some fields."""
    empty = {name: Touchpoint.model_fields[name].get_default(call_default_factory=True) for name in fields}
    journeys = {}
    for name, record in opened.content.journeys.items():
        stages = {}
        for key, stage in record.stages.items():
            points = {point: item.model_copy(update=empty) for point, item in stage.touchpoints.items()}
            stages[key] = stage.model_copy(update={"touchpoints": points})
        journeys[name] = type(record).model_construct(**{**dict(record), "stages": stages})
    return replace(opened, content=opened.content.model_copy(update={"journeys": journeys}))


@pytest.mark.parametrize("name", STORIES)
def test_a_map_that_records_something_nowhere_is_told_false_by_no_probe_for_it(name):
    """Each field of a touchpoint in turn is taken from every touchpoint: what was not false does not become it."""
    opened = story(name)
    bare = replace(opened, content=opened.content.model_copy(update={"targets": {}}))
    before = false(bare)
    for field in sorted(set(Touchpoint.model_fields) - WAYS - STAKES):
        fields = (field, "served_by") if field == "channel" else (field,)  # either says who serves
        assert false(without(bare, *fields)) <= before, field


@pytest.mark.parametrize("name", STORIES)
def test_the_order_of_what_stands_beside_each_other_does_not_matter(name):
    opened = story(name)
    content = opened.content
    turned: dict[str, object] = {key: dict(reversed(getattr(content, key).items())) for key in SECTIONS}
    turned["assessments"] = content.assessments
    turned["measurements"] = tuple(reversed(content.measurements))
    other = replace(opened, content=content.model_copy(update=turned))
    assert figures(ask(other)) == figures(ask(opened))


def figures(outcomes: tuple[ProbeOutcome, ...]) -> list[tuple[object, ...]]:
    def near(value: float | None) -> float | None:
        return None if value is None else round(value, 9)

    rows = [(o.code, o.scope, o.outcome, near(o.value), o.n, near(o.threshold), near(o.low), near(o.high))
            for o in outcomes]  # fmt: skip
    return sorted(rows, key=str)


CSAT = "measures: {csat: {value: 4.1/5, n: 40, period: 2026-04}, fcr: {value: 70%, n: 40, period: 2026-04}}"
PEOPLE = "personas: {a: {n: 40, prefers: {phone: 5, chat: 4}}, b: {n: 40, prefers: {phone: 1, chat: 4}}}"


@pytest.mark.parametrize(
    ("code", "text", "params", "before", "after"),
    [
        ("P04.fresh", two(journey="reviewed: 2026-03-01"), {"fresh_days": 89}, "true", "false"),
        ("P05.most", two(first="owner: Agent"), {"coverage_most": 0.5}, "false", "true"),
        ("P07.half", two(first=CSAT), {"coverage_half": 0.6}, "true", "false"),
        ("P07.half", two(first=CSAT), {"min_group_n": 41}, "true", "false"),
        ("P11.held", two(more="channels: {phone: {standard: {attained: 70%}}}"), {"standard_attainment": 0.7},
         "false", "true"),
        ("P12.answered", two(first="measures: {unanswered: {hits: 100, n: 1000}}"), {"standard_attainment": 0.95},
         "true", "false"),
        ("P12.counted", two(first="measures: {unanswered: {hits: 100, n: 1000}}"), {"min_group_n": 1001},
         "true", "not_available"),
        ("P13.share", two(first="measures: {transfers: {counts: [800, 0, 200]}}"), {"transfer_share_max": 0.3},
         "false", "true"),
        ("P16.exit", two(first="served_by: bot", second="served_by: bot"), {"human_exit_max_steps": 9},
         "false", "false"),
        ("P23.fit", two(more=PEOPLE), {"coverage_most": 0.5}, "false", "true"),
        ("P31.age", two(more="benchmarks: {b: {metric: csat, value: 4/5, sector: x, ours: true, source: s,"
                             " date: 2022-05}}"), {"reference_years": 5}, "false", "true"),
    ],
)  # fmt: skip
def test_a_threshold_of_the_model_decides(code, text, params, before, after):
    """The same map with another parameter; no number of steps brings a person where there is none."""
    opened = workspace(text)
    assert [found[code] for found in (first(ask(opened)), first(ask(opened, **params)))] == [before, after]


def first(outcomes: tuple[ProbeOutcome, ...]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for outcome in outcomes:
        found.setdefault(outcome.code, outcome.outcome)
    return found


MAPS = st.lists(st.tuples(st.sets(st.integers(0, 5), max_size=3), st.booleans(), st.sampled_from(["phone", "web"])),
                min_size=2, max_size=6)  # fmt: skip


@given(MAPS)
@settings(max_examples=60, deadline=None)
def test_questions_asked_again_and_touchpoints_off_every_way_are_what_a_search_by_pairs_finds(points):
    """Second method: every pair of touchpoints is tried, with paths from networkx."""
    size = len(points)
    ways = {index: sorted(to for to in targets if to < size and to != index) for index, (targets, _, _) in
            enumerate(points)}  # fmt: skip
    lines = [
        f"t{index}: {{channel: {channel}, {'asks: name, ' if asks else ''}"
        + (f"next: [{', '.join(f't{to}' for to in ways[index])}]}}" if ways[index] else "ends: completed}")
        for index, (_, asks, channel) in enumerate(points)
    ]
    found = {outcome.code: outcome for outcome in ask(workspace(journey("\n".join(lines)) + "data: {name: Name}\n"))}
    reach = nx.transitive_closure(nx.DiGraph([(i, to) for i in ways for to in ways[i]]), reflexive=False)
    reach.add_nodes_from(range(size))
    asking = [index for index, (_, asks, _) in enumerate(points) if asks]
    before = {i: [o for o in asking if o != i and reach.has_edge(o, i) and (not reach.has_edge(i, o) or o < i)]
              for i in asking}  # fmt: skip
    again = [i for i in asking if before[i]]
    across = [i for i in again if any(points[o][2] != points[i][2] for o in before[i])]
    if asking:
        assert found["P15.again"].value == pytest.approx(len(again) / len(asking))
        assert found["P15.across"].value == pytest.approx(len(across) / len(asking))
    ends = {index for index in ways if not ways[index]}
    lost = [i for i in range(size) if (i and not reach.has_edge(0, i)) or not ({i, *reach.successors(i)} & ends)]
    assert found["P02.reach"].value == len(lost)


def test_the_change_of_a_share_has_the_interval_of_newcombes_worked_example():
    """56 of 70 against 48 of 80: 0.2 (0.0524 to 0.3339), Newcombe 1998, table II, method 10."""
    change = change_of_share(wilson(48, 80), wilson(56, 70))
    assert change.value == pytest.approx(0.2)
    assert (change.low, change.high) == (pytest.approx(0.0524, abs=1e-4), pytest.approx(0.3339, abs=1e-4))


def test_no_probe_sets_an_answer(dcx5: MaturityModel, look: Callable[[str], object]):
    """Outcomes carry no level and no answer: they are compared with answers, in one place."""
    assert look(two())
    assert not {"answer", "level", "criterion"} & set(ProbeOutcome.__dataclass_fields__)
    assert dcx5.probes.keys() == discover_probes().keys()
