"""The order of the steps, written once: load, score, judge, plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from journeymap.changes import check_changes, target_state
from journeymap.graph import build as link
from journeymap.maturity.assess import assess
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import Probe, ProbeCase, run_probes
from journeymap.maturity.result import MaturityResult
from journeymap.metrics import shipped as shipped_metrics
from journeymap.model.build import Loaded, build
from journeymap.model.checker import Known
from journeymap.model.workspace import Workspace
from journeymap.roadmap.plan import plan
from journeymap.roadmap.result import Roadmap
from journeymap.rules import Finding, Rule, WorkspaceCase, check_journey, check_workspace
from journeymap.scores import JourneyScore, score_journey
from journeymap.source import Source
from journeymap.vocabulary import State

JOURNEY_MEASURES: Mapping[str, str] = {
    "completion": "share",
    "score": "score",
    "contacts": "count",
    "hand_offs": "count",
    "time": "min",
    "waiting": "min",
    "cost": "money",
}
"""What a target may ask of a whole journey, with units."""


@dataclass(frozen=True)
class Tools:
    """What the steps work with; chosen by the shell, pinned by tests.

    Attributes
    ----------
    rules
        By id.
    models
        Maturity models by id.
    probes
        By id.
    languages
        Codes of the languages there are.
    """

    rules: Mapping[str, Rule]
    models: Mapping[str, MaturityModel]
    probes: Mapping[str, Probe]
    languages: frozenset[str] = frozenset({"en"})

    def known(self) -> Known:
        """Return the ids a workspace may refer to."""
        models = {name: model.known for name, model in self.models.items()}
        units = {name: metric.unit for name, metric in shipped_metrics().items()}
        ranges = {name: metric.range for name, metric in shipped_metrics().items() if metric.range is not None}
        return Known(units, JOURNEY_MEASURES, frozenset(self.rules), models, self.languages, ranges)


@dataclass(frozen=True)
class Judged:
    """A workspace with everything that is known of it today.

    Attributes
    ----------
    workspace
        As written.
    current
        Scores of the current journeys, by journey.
    targets
        Scores of the wanted journeys, by target.
    findings
        Of the current journeys and the workspace, weightiest first; accepted ones among them.
    target_findings
        Of the wanted journeys, by target.
    maturity
        Results by assessment, oldest first.
    """

    workspace: Workspace
    current: Mapping[str, JourneyScore]
    targets: Mapping[str, JourneyScore]
    findings: tuple[Finding, ...]
    target_findings: Mapping[str, tuple[Finding, ...]]
    maturity: Mapping[str, MaturityResult]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Return the number of each current finding, by id, as maps and report show it."""
        return {finding.id: index for index, finding in enumerate(self.open_findings, 1)}

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """Return the findings that are not accepted."""
        return tuple(finding for finding in self.findings if finding.accepted is None)

    def target_of(self, journey: str) -> tuple[str, JourneyScore] | None:
        """Return the first target of a journey with its scores."""
        for name, score in self.targets.items():
            if self.workspace.content.targets[name].of == journey:
                return name, score
        return None

    @property
    def latest(self) -> MaturityResult | None:
        """Return the latest maturity result."""
        return list(self.maturity.values())[-1] if self.maturity else None


@dataclass(frozen=True)
class Analysis:
    """Everything computed of a workspace: what a report shows."""

    judged: Judged
    roadmap: Roadmap

    @property
    def workspace(self) -> Workspace:
        """Return the workspace as written."""
        return self.judged.workspace


def load(sources: Sequence[Source], tools: Tools, name: str = "") -> Loaded:
    """Read a workspace and try its changes; all problems at once."""
    known = tools.known()
    loaded = build(sources, known, name)
    if loaded.workspace is None:
        return loaded
    problems = check_changes(loaded.workspace, known)
    return replace(loaded, workspace=None, problems=problems) if problems else loaded


def score(workspace: Workspace) -> dict[str, JourneyScore]:
    """Return the scores of the current journeys, by journey."""
    return {name: score_journey(link(workspace, name)) for name in workspace.current}


def score_targets(workspace: Workspace) -> dict[str, JourneyScore]:
    """Return the scores of the wanted journeys, by target."""
    targets = workspace.content.targets
    return {name: score_journey(link(target_state(workspace, name), record.of)) for name, record in targets.items()}


def mature(
    workspace: Workspace, tools: Tools, current: Mapping[str, JourneyScore], targets: Mapping[str, JourneyScore]
) -> dict[str, MaturityResult]:
    """Return the results of all assessments, oldest first."""
    ordered = sorted(workspace.content.assessments.items(), key=lambda item: (item[1].date, item[0]))
    results: dict[str, MaturityResult] = {}
    for name, assessment in ordered:
        model = tools.models[assessment.model]
        wanted = {key: entry.graph for key, entry in targets.items()}
        case = ProbeCase(workspace, model.params, workspace.today, current, wanted, assessment)
        results[name] = assess(model, assessment, workspace.today, run_probes(tools.probes, case))
    return results


def judge(workspace: Workspace, tools: Tools) -> Judged:
    """Score, assess and check a workspace."""
    current, targets = score(workspace), score_targets(workspace)
    maturity = mature(workspace, tools, current, targets)
    case = WorkspaceCase(workspace, current, targets, maturity)
    rules = tuple(tools.rules.values())
    findings = [finding for entry in current.values() for finding in check_journey(entry, State.CURRENT, rules)]
    findings += check_workspace(case, rules)
    wanted = {name: check_journey(entry, State.TARGET, rules) for name, entry in targets.items()}
    ordered = sorted(findings, key=lambda f: (-f.severity.rank, -f.weight, f.span, f.id, str(f.message)))
    return Judged(workspace, current, targets, tuple(ordered), wanted, maturity)


def analyse(workspace: Workspace, tools: Tools) -> Analysis:
    """Do everything: judge, then plan."""
    judged = judge(workspace, tools)
    return Analysis(judged, plan(workspace, tuple(tools.rules.values()), judged.latest))
