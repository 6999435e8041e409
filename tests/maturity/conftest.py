"""A workspace from YAML, and what the probes say of it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from textwrap import dedent

import pytest

from journeymap.changes import target_state
from journeymap.graph import build as build_graph
from journeymap.maturity.model import MaturityModel, builtin_models, read_model
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, discover_probes, run_probes
from journeymap.metrics import shipped
from journeymap.model.assessment import Assessment
from journeymap.model.build import build
from journeymap.model.checker import Known
from journeymap.model.workspace import Workspace
from journeymap.scores import score_journey
from journeymap.source import Source
from journeymap.text import say

TODAY = dt.date(2026, 5, 30)

SMALL = """
    id: small
    version: "2"
    title: A model of another shape
    levels: {1: none, 2: some, 3: most, 4: all}
    params: {min_respondents: 2, provisional_unknown: 0.5}
    demands: {calm: "Stay calm"}
    probes:
      P18: {name: stake, needs: graph, formula: "a / b"}
      P07: {name: measured, needs: graph, formula: "a / b", checks: {half: "half", most: "most"}}
    phases:
      SEE:
        title: See
        practices:
          SEE-1:
            title: Look
            core: true
            intent: Know
            ask: How?
            levels: {1: a, 2: b, 3: c, 4: d}
            demands: [calm]
            criteria:
              SEE-1.2a: {level: 2, text: We look}
              SEE-1.3a: {level: 3, text: We look often, probes: [P07.half], auto: full}
              SEE-1.4a: {level: 4, text: We always look, probes: [P07.most, P18], auto: full}
              SEE-1.4b: {level: 4, text: We look twice, probes: P18, auto: partial}
      THINK:
        title: Think
        practices:
          THINK-1:
            title: Think
            intent: Understand
            ask: Why?
            levels: {1: a, 2: b, 3: c, 4: d}
            depends_on: {SEE-1: 3}
            criteria:
              THINK-1.2a: {level: 2, text: We think}
              THINK-1.3a: {level: 3, text: We think twice}
              THINK-1.4a: {level: 4, text: We are right}
      ACT:
        title: Act
        practices:
          ACT-1:
            title: Act
            core: true
            intent: Change
            ask: What?
            levels: {1: a, 2: b, 3: c, 4: d}
            criteria:
              ACT-1.2a: {level: 2, text: We act}
              ACT-1.3a: {level: 3, text: We act soon}
              ACT-1.4a: {level: 4, text: We act first}
"""


@pytest.fixture(scope="session")
def dcx5() -> MaturityModel:
    return builtin_models()["dcx5"]


@pytest.fixture(scope="session")
def small_text() -> str:
    return dedent(SMALL)


@pytest.fixture(scope="session")
def small(small_text: str) -> MaturityModel:
    model, problems = read_model(Source("small.yaml", small_text))
    assert model is not None, problems
    return model


def load(text: str) -> Workspace:
    known = Known(
        metrics={name: metric.unit for name, metric in shipped().items()},
        journey_measures={"score": "score", "contacts": "count"},
        models={name: model.known for name, model in builtin_models().items()},
    )
    loaded = build([Source("w.yaml", dedent(text))], known)
    assert loaded.workspace is not None, [(str(p.span), str(p.message)) for p in loaded.problems]
    return loaded.workspace


@pytest.fixture(scope="session")
def case() -> Callable[[str], ProbeCase]:
    """Make a probe case of a workspace, read on 30 May 2026; the last assessment is the one in question."""

    def make(text: str) -> ProbeCase:
        workspace = load(text)
        content = workspace.content
        return ProbeCase(
            workspace=workspace,
            params=builtin_models()["dcx5"].params,
            today=TODAY,
            scores={name: score_journey(build_graph(workspace, name)) for name in workspace.current},
            targets={
                name: build_graph(target_state(workspace, name), item.of) for name, item in content.targets.items()
            },
            assessment=[*content.assessments.values(), None][-2] if content.assessments else None,
        )

    return make


@pytest.fixture(scope="session")
def look(case: Callable[[str], ProbeCase]) -> Callable[[str], Mapping[tuple[str, str], list[ProbeOutcome]]]:
    """Run every probe over a workspace; outcomes by code and scope."""

    def run(text: str) -> Mapping[tuple[str, str], list[ProbeOutcome]]:
        found: dict[tuple[str, str], list[ProbeOutcome]] = {}
        for outcome in run_probes(discover_probes(), case(text)):
            found.setdefault((outcome.code, outcome.scope), []).append(outcome)
        return found

    return run


@pytest.fixture(scope="session")
def answered() -> Callable[..., Assessment]:
    """Make an assessment with agreed answers and any further keys."""

    def make(agreed: Mapping[str, object] | None = None, **more: object) -> Assessment:
        return Assessment.model_validate({"date": "2026-05-01", "agreed": agreed or {}, **more})

    return make


@pytest.fixture(scope="session")
def outcome() -> Callable[..., ProbeOutcome]:
    def make(code: str, holds: str, scope: str = "") -> ProbeOutcome:
        name, _, check = code.partition(".")
        return ProbeOutcome(name, scope, holds, say("the map says so"), check)  # type: ignore[arg-type]

    return make


def everything(model: MaturityModel, value: str, only: Sequence[str] = ()) -> dict[str, str]:
    """Answer every criterion of a model, or of some practices, alike."""
    chosen = [practice for name, practice in model.practices.items() if not only or name in only]
    return {code: value for practice in chosen for code in practice.criteria}
