"""Rules: one file each; the folder is the register, the docstring is the manual.

A rule says what is weak and where; the runner stamps which rule and how severe.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import TypeVar

from journeymap.catalog import discover
from journeymap.graph import JourneyGraph
from journeymap.maturity.result import MaturityResult
from journeymap.model.limits import Limit
from journeymap.model.measures import Accepted
from journeymap.model.workspace import Path, Workspace
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.source import Span
from journeymap.text import Figure, Text
from journeymap.vocabulary import Severity, State

THRESHOLDS = ((0.3, Severity.CRITICAL), (0.06, Severity.MAJOR), (0.01, Severity.MINOR), (0.0, Severity.NOTE))
"""Severity by reach × importance/5 × gap; conventions of this tool."""


@dataclass(frozen=True)
class JourneyCase:
    """One journey in one state, as a rule sees it.

    Attributes
    ----------
    score
        Scores, flow and graph.
    state
        Which journey it is.
    limits
        The rule's thresholds, the workspace's own in place of the defaults.
    """

    score: JourneyScore
    state: State
    limits: Mapping[str, float] = field(default_factory=dict)

    @property
    def graph(self) -> JourneyGraph:
        """Return the journey's graph without the ways nobody takes: a share of 0% is no weak spot, and no way out."""
        return self.score.graph.travelled

    @property
    def workspace(self) -> Workspace:
        """Return the world the journey lives in."""
        return self.graph.workspace


@dataclass(frozen=True)
class WorkspaceCase:
    """The whole workspace, as a rule sees it.

    Attributes
    ----------
    workspace
        As written.
    journeys
        Current journeys by id.
    targets
        Target journeys by the id of the target.
    maturity
        Results by assessment, oldest first.
    """

    workspace: Workspace
    journeys: Mapping[str, JourneyScore]
    targets: Mapping[str, JourneyScore]
    maturity: Mapping[str, MaturityResult]
    limits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Issue:
    """What a rule found.

    Attributes
    ----------
    message
        One sentence, lower case, no full stop, with the figures in it.
    path
        Place in the workspace; its key is pointed at.
    touchpoint
        Where in the journey; `None` if it is the journey itself.
    gap
        How far from fine, 0-1.
    help
        What to do; states.
    evidence
        The figures behind it, by name.
    also
        Other touchpoints that belong to it.
    journey
        For rules over the workspace: the journey it speaks of, if one.
    subject
        Id of what it speaks of where that is neither a touchpoint nor a journey, such as an initiative, or
        ``journey.stage``. A rule says one thing at most of a touchpoint, and of a subject: findings are known by it.
    reach, importance
        If not those of the touchpoint: a rule about the whole journey may still point at one place in it.
    assumed
        What it compares with is an assumption: a report does not begin with it.
    """

    message: Text
    path: Path
    touchpoint: str | None = None
    gap: float = 0.5
    help: Text | None = None
    evidence: tuple[tuple[str, Figure], ...] = ()
    also: tuple[str, ...] = ()
    journey: str | None = None
    subject: str | None = None
    reach: float | None = None
    importance: int | None = None
    assumed: bool = False


@dataclass(frozen=True)
class Rule:
    """A registered rule.

    Attributes
    ----------
    id
        Stable name of the flaw.
    theme
        Name of the folder it stands in.
    title
        English sentence, the first line of its manual.
    over
        ``journey`` or ``workspace``.
    severity
        Fixed, or `None` for reach × importance × gap.
    gap_kind
        What kind of gap it shows: ``technology``, ``process``, ``data`` or ``people``.
    limits
        Thresholds by name with their defaults and ranges; conventions unless they name a claim.
    sources
        Ids of the published claims it cites.
    demands
        Ids of the demands it answers, such as ``golden.1`` or ``error.2``.
    """

    id: str
    theme: str
    title: str
    over: str
    severity: Severity | None
    gap_kind: str
    quick_action: str | None
    limits: Mapping[str, Limit]
    sources: tuple[str, ...]
    demands: tuple[str, ...]
    manual: str = field(repr=False)
    check: Callable[..., Iterable[Issue]] = field(repr=False)


@dataclass(frozen=True)
class Finding:
    """A weak spot of a valid journey: an issue with the rule and how severe it is.

    Attributes
    ----------
    id
        ``rule@touchpoint``, ``rule@journey``, or ``rule@subject`` for an initiative and the like; in a workspace of
        several journeys ``rule@journey.touchpoint``. Unique among the findings of a workspace in one state, and
        stable: it hangs neither on what else is found nor on any order.
    reach, importance, gap
        What the severity comes from; reach 0-1, importance 1-5, gap 0-1.
    accepted
        The acceptance, if the organisation lives with it.
    lapsed
        An acceptance whose last day is past: the finding counts again.
    assumed
        What it compares with is an assumption.
    """

    id: str
    rule: str
    theme: str
    severity: Severity
    message: Text
    help: Text | None
    quick_action: str | None
    span: Span
    state: State
    journey: str | None
    touchpoint: str | None
    reach: float
    importance: int
    gap: float
    gap_kind: str
    evidence: tuple[tuple[str, Figure], ...] = ()
    also: tuple[str, ...] = ()
    accepted: Accepted | None = None
    lapsed: Accepted | None = None
    assumed: bool = False

    @property
    def weight(self) -> float:
        """Return reach × importance/5 × gap, 0-1, the order of the report."""
        return self.reach * self.importance / 5 * self.gap

    @property
    def key(self) -> tuple[str, str, str]:
        """Return rule, journey and subject: the same whether or not the workspace has other journeys beside."""
        journey = self.journey or ""
        return self.rule, journey, self.id.partition("@")[2].removeprefix(f"{journey}.")


Check = TypeVar("Check", bound=Callable[..., Iterable[Issue]])


def rule(  # noqa: PLR0913 - a declaration, read by name
    name: str,
    *,
    over: str = "journey",
    severity: Severity | None = None,
    gap_kind: str = "process",
    quick_action: str | None = None,
    limits: Mapping[str, Limit | float] | None = None,
    sources: tuple[str, ...] = (),
    demands: tuple[str, ...] = (),
) -> Callable[[Check], Rule]:
    """Register a function as a rule; its docstring is the manual, its folder the theme.

    A bare number among the limits is any number of 0 or more.
    """
    known = {key: value if isinstance(value, Limit) else Limit(value) for key, value in (limits or {}).items()}

    def register(check: Check) -> Rule:
        manual = (check.__doc__ or "").strip()
        theme = check.__module__.split(".")[-2]
        title = manual.split("\n", 1)[0].rstrip(".")
        return Rule(name, theme, title, over, severity, gap_kind, quick_action, known, sources,
                    demands, manual, check)  # fmt: skip

    return register


@cache
def shipped() -> Mapping[str, Rule]:
    """Return the rules of this folder and of installed extensions, by id."""
    return discover(sys.modules[__name__], Rule, lambda entry: entry.id)


def check_journey(score: JourneyScore, state: State, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Return the findings of all journey rules on one journey, weightiest first."""
    found: list[Finding] = []
    for entry in _active(score.graph.workspace, rules, "journey"):
        limits = limits_here(score.graph.workspace, entry)
        issues = tuple(entry.check(JourneyCase(score, state, limits)))
        known = _names(entry, issues, score.graph.workspace, score.graph.name)
        found += [_stamp(entry, issue, names, score.graph.workspace, state, score)
                  for issue, names in zip(issues, known, strict=True)]  # fmt: skip
    return _ordered(found)


def check_workspace(case: WorkspaceCase, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Return the findings of all workspace rules."""
    found: list[Finding] = []
    for entry in _active(case.workspace, rules, "workspace"):
        limits = limits_here(case.workspace, entry)
        bound = WorkspaceCase(case.workspace, case.journeys, case.targets, case.maturity, limits)
        issues = tuple(entry.check(bound))
        for issue, names in zip(issues, _names(entry, issues, case.workspace, None), strict=True):
            score = case.journeys.get(issue.journey or "")
            found.append(_stamp(entry, issue, names, case.workspace, State.CURRENT, score))
    return _ordered(found)


def _active(workspace: Workspace, rules: Iterable[Rule], over: str) -> Iterator[Rule]:
    changed = workspace.content.rules
    for entry in rules:
        own = changed.get(entry.id)
        if entry.over == over and not (own is not None and own.off):
            yield entry


def limits_here(workspace: Workspace, entry: Rule) -> Mapping[str, float]:
    """Return the thresholds of a rule in a workspace: its own, else the defaults."""
    own = workspace.content.rules.get(entry.id)
    given = {name: value.number for name, value in ((own.limits if own else None) or {}).items()}
    return {**{name: limit.default for name, limit in entry.limits.items()}, **given}


def _stamp(
    entry: Rule,
    issue: Issue,
    names: tuple[str, ...],
    workspace: Workspace,
    state: State,
    score: JourneyScore | None,
) -> Finding:
    graph = score.graph if score else None
    reach = score.flow.reach.get(issue.touchpoint, 0.0) if score and issue.touchpoint else 1.0
    reach = issue.reach if issue.reach is not None else reach
    importance = issue.importance or (graph.importance(issue.touchpoint) if graph and issue.touchpoint else 4)
    journey = issue.journey or (graph.name if graph else None)
    gap = min(1.0, max(0.0, issue.gap))
    own = workspace.content.rules.get(entry.id)
    severity = (own.severity if own else None) or entry.severity or severity_of(reach * importance / 5 * gap)
    known = next((item for name in names for item in workspace.content.accepted if item.finding == name), None)
    past = known is not None and known.until is not None and known.until < workspace.today
    accepted, lapsed = (None, known) if past else (known, None)
    return Finding(names[0], entry.id, entry.theme, severity, issue.message, issue.help, entry.quick_action,
                   workspace.where_key(*issue.path), state, journey, issue.touchpoint, reach, importance, gap,
                   entry.gap_kind, issue.evidence, issue.also, accepted, lapsed, issue.assumed)  # fmt: skip


def _names(entry: Rule, issues: Sequence[Issue], workspace: Workspace, here: str | None) -> Iterator[tuple[str, ...]]:
    """Yield for each issue of a rule its id, then the other names by which it may be accepted.

    A name that is a journey's, or the id of another issue, means that one alone.
    """
    every = [
        [f"{entry.id}@{subject}" for subject in _subjects(entry, issue, workspace, issue.journey or here)]
        for issue in issues
    ]
    taken = {f"{entry.id}@{journey}" for journey in workspace.current} | {own for own, *_ in every}
    for own, *others in every:
        yield own, *(name for name in others if name not in taken)


def _subjects(entry: Rule, issue: Issue, workspace: Workspace, journey: str | None) -> Iterator[str]:
    """Yield the name of what an issue is about, then the others by which it may be accepted.

    The name begins with the journey where there are several, except of what is the whole workspace's, such as an
    initiative.
    """
    part = issue.subject or issue.touchpoint
    if part is None:
        yield journey or "workspace"
        return
    named = journey is None or part.startswith(f"{journey}.") or (entry.over == "workspace" and issue.subject)
    names = (part,) if named else (part, f"{journey}.{part}")
    yield from names if len(workspace.current) == 1 else reversed(names)
    if journey is not None and issue.touchpoint is not None:
        yield from (f"{journey}.{issue.touchpoint}", issue.touchpoint)


def severity_of(weight: float) -> Severity:
    """Return the severity of reach × importance/5 × gap."""
    return next(severity for limit, severity in THRESHOLDS if weight >= limit)


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda f: (-f.severity.rank, -f.weight, f.span, f.id, str(f.message))))
