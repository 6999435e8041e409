"""The order of the steps, written once: load, score, judge, plan."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from journeymap.changes import apart, check_changes, target_state
from journeymap.graph import build as link
from journeymap.maturity.assess import assess
from journeymap.maturity.migration import migrate
from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import Probe, ProbeCase, ProbeOutcome, run_probes
from journeymap.maturity.result import MaturityResult
from journeymap.maturity.tailor import check_tailoring, tailor_all
from journeymap.metrics import shipped as shipped_metrics
from journeymap.model.assessment import Assessment
from journeymap.model.build import Loaded, build
from journeymap.model.checker import Known
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.objectives import QUICK, Effort, Watch
from journeymap.rules import Finding, Rule, WorkspaceCase, check_journey, check_workspace
from journeymap.scores import JourneyScore, score_journey
from journeymap.source import Source, in_order
from journeymap.vocabulary import State

if TYPE_CHECKING:
    from journeymap.roadmap.problem import Problem
    from journeymap.roadmap.result import Roadmap
    from journeymap.roadmap.schedule import Schedule, Solve
    from journeymap.roadmap.selection import Ground
    from journeymap.roadmap.states import Walk

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


def _heuristic(problem: "Problem", effort: Effort, watch: Watch | None = None) -> "Schedule":
    from journeymap.roadmap.heuristic import solve  # noqa: PLC0415 - half of the package, for those who plan

    return solve(problem, effort, watch)


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
    solve
        What makes the plan: one engine for every command and the report, so that all say the same.
    effort
        How long it may look.
    """

    rules: Mapping[str, Rule]
    models: Mapping[str, MaturityModel]
    probes: Mapping[str, Probe]
    languages: frozenset[str] = frozenset({"en"})
    solve: "Solve" = _heuristic
    effort: Effort = QUICK

    def known(self) -> Known:
        """Return the ids a workspace may refer to."""
        models = {name: model.known for name, model in self.models.items()}
        units = {name: metric.unit for name, metric in shipped_metrics().items()}
        forms = {name: metric.known for name, metric in shipped_metrics().items()}
        limits = {name: rule.limits for name, rule in self.rules.items()}
        return Known(units, JOURNEY_MEASURES, limits, models, self.languages, forms)


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
    def every_finding(self) -> tuple[Finding, ...]:
        """Return the findings of the current and of the wanted journeys."""
        wanted = (finding for found in self.target_findings.values() for finding in found)
        return (*self.findings, *wanted)

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
    """Everything computed of a workspace: what a report shows.

    Attributes
    ----------
    walk
        The states the plan was made from, for those who ask for them again; `None` if nobody kept them.
    """

    judged: Judged
    roadmap: "Roadmap"
    walk: "Walk | None" = field(default=None, repr=False, compare=False)

    @property
    def workspace(self) -> Workspace:
        """Return the workspace as written."""
        return self.judged.workspace


def load(sources: Sequence[Source], tools: Tools, name: str = "", brand: Source | None = None) -> Loaded:
    """Read a workspace and try its changes; all problems at once.

    Parameters
    ----------
    brand
        A theme file in place of the brand of the sources.
    """
    known = tools.known()
    loaded = build(sources, known, name, brand)
    if loaded.workspace is None:
        return _tried(loaded, known)
    content = loaded.workspace.content
    tailored = check_tailoring(tools.models, content.models, loaded.workspace.places)
    problems = in_order([*tailored, *check_changes(loaded.workspace, known)])
    return replace(loaded, workspace=None, problems=problems) if problems else loaded


def _tried(loaded: Loaded, known: Known) -> Loaded:
    """Return an invalid workspace with what is wrong with those changes that hang on nothing invalid."""
    if loaded.readable is None:
        return loaded
    told = {(problem.code, problem.span) for problem in loaded.problems}
    found = check_changes(loaded.readable, known, apart(loaded.readable, loaded.cut, known))
    more = [problem for problem in found if (problem.code, problem.span) not in told]
    return replace(loaded, problems=in_order([*loaded.problems, *more]))


def score(workspace: Workspace) -> dict[str, JourneyScore]:
    """Return the scores of the current journeys, by journey."""
    return {name: score_journey(link(workspace, name)) for name in workspace.current}


def score_targets(workspace: Workspace, current: Mapping[str, JourneyScore] | None = None) -> dict[str, JourneyScore]:
    """Return the scores of the wanted journeys, by target.

    Parameters
    ----------
    current
        Those of the current journeys, if they are known: what a target leaves as it is has its score from there.
    """
    known = current or {}
    return {
        name: score_journey(link(target_state(workspace, name), record.of), known.get(record.of))
        for name, record in workspace.content.targets.items()
    }


def mature(
    workspace: Workspace, tools: Tools, current: Mapping[str, JourneyScore], targets: Mapping[str, JourneyScore]
) -> dict[str, MaturityResult]:
    """Return the results of all assessments, oldest first.

    An assessment that a later one of the same model and scope has replaced is
    history: it is read on its own day, and the maps of today do not speak of it.
    """
    models = tailor_all(tools.models, workspace.content.models)
    graphs = {key: entry.graph for key, entry in targets.items()}
    journeys = workspace.content.journeys
    traffic = {key: journey.customers.per_year for key, journey in journeys.items() if journey.customers is not None}
    ordered = sorted(workspace.content.assessments.items(), key=lambda item: (item[1].date, item[0]))
    newest = {(item.model, item.scope): name for name, item in ordered}
    results: dict[str, MaturityResult] = {}
    for name, assessment in ordered:
        model = models[assessment.model]
        if newest[assessment.model, assessment.scope] != name:
            results[name] = assess(model, assessment, assessment.date, traffic=traffic)
            continue
        asked = migrate(model, assessment)[0]
        case = ProbeCase(workspace, model.params, workspace.today, current, graphs, asked)
        results[name] = assess(model, assessment, workspace.today, run_probes(tools.probes, case), traffic)
    return results


def ask_probes(workspace: Workspace, tools: Tools) -> tuple[MaturityModel, tuple[ProbeOutcome, ...], tuple[str, ...]]:
    """Return what all probes find, with the model and the scope of the latest assessment.

    Without an assessment the model is the one an assessment has by default, and the scope is every journey.
    """
    models = tailor_all(tools.models, workspace.content.models)
    ordered = sorted(workspace.content.assessments.items(), key=lambda item: (item[1].date, item[0]))
    latest = ordered[-1][1] if ordered else None
    model = models[latest.model if latest else Assessment.model_fields["model"].default]
    asked = migrate(model, latest)[0] if latest else None
    wanted = {name: entry.graph for name, entry in score_targets(workspace).items()}
    case = ProbeCase(workspace, model.params, workspace.today, score(workspace), wanted, asked)
    journeys = latest.scope.journeys if latest and latest.scope else ()
    return model, run_probes(tools.probes, case), journeys


def judge(workspace: Workspace, tools: Tools) -> Judged:
    """Score, assess and check a workspace."""
    current = score(workspace)
    targets = score_targets(workspace, current)
    maturity = mature(workspace, tools, current, targets)
    case = WorkspaceCase(workspace, current, targets, maturity)
    rules = tuple(tools.rules.values())
    findings = [finding for entry in current.values() for finding in check_journey(entry, State.CURRENT, rules)]
    findings += check_workspace(case, rules)
    wanted = {name: check_journey(entry, State.TARGET, rules) for name, entry in targets.items()}
    ordered = sorted(findings, key=lambda f: (-f.severity.rank, -f.weight, f.span, f.id, str(f.message)))
    return Judged(workspace, current, targets, tuple(ordered), wanted, maturity)


def judge_projected(workspace: Workspace, tools: Tools) -> Judged:
    """Score and check the journeys of a workspace as it is planned to be; nobody has assessed it yet."""
    current = score(workspace)
    rules = tuple(tools.rules.values())
    findings = [finding for entry in current.values() for finding in check_journey(entry, State.PROJECTED, rules)]
    ordered = sorted(findings, key=lambda f: (-f.severity.rank, -f.weight, f.span, f.id, str(f.message)))
    return Judged(workspace, current, {}, tuple(ordered), {}, {})


def assessed(workspace: Workspace, tools: Tools) -> MaturityResult | None:
    """Return the latest assessment as it was read; `None` if there is none."""
    if not workspace.content.assessments:
        return None
    current = score(workspace)
    results = mature(workspace, tools, current, score_targets(workspace, current))
    return list(results.values())[-1]


def make_plan(workspace: Workspace, tools: Tools, watch: Watch | None = None) -> "Roadmap":
    """Plan without judging today's journeys: the roadmap that `analyse` would give."""
    from journeymap.roadmap.plan import plan  # noqa: PLC0415 - as above

    return plan(workspace, tuple(tools.rules.values()), assessed(workspace, tools), tools.solve, tools.effort, watch)


def make_deep_plan(workspace: Workspace, tools: Tools) -> "Roadmap":
    """Plan with what would change the plan and how well it holds, without judging today's journeys."""
    from journeymap.roadmap.selection import ground  # noqa: PLC0415 - as above

    return _deep_plan(workspace, tools, assessed(workspace, tools), ground(workspace))


def analyse(workspace: Workspace, tools: Tools) -> Analysis:
    """Do everything: judge, then plan, with what would change the plan and how well it holds."""
    from journeymap.roadmap.selection import ground  # noqa: PLC0415 - as above

    judged = judge(workspace, tools)
    base = ground(workspace, judged.current)
    return Analysis(judged, _deep_plan(workspace, tools, judged.latest, base), base.walk)


def _deep_plan(workspace: Workspace, tools: Tools, maturity: MaturityResult | None, base: "Ground") -> "Roadmap":
    from journeymap.roadmap.deepen import deepen  # noqa: PLC0415 - as above
    from journeymap.roadmap.plan import plan  # noqa: PLC0415 - as above

    roadmap = plan(workspace, tuple(tools.rules.values()), maturity, tools.solve, tools.effort, base=base)
    return deepen(roadmap, workspace, tools.solve, maturity=maturity, base=base)
