"""What a workspace has made of the rules: switched off, graded otherwise, tuned; and what it accepts in vain."""

from collections.abc import Iterable, Mapping

from journeymap.model.limits import Limit
from journeymap.model.measures import Accepted
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.rules import Finding, Rule, limits_here
from journeymap.source import Span
from journeymap.vocabulary import Severity


@dataclass(frozen=True)
class Adjustment:
    """A rule that a workspace changes.

    Attributes
    ----------
    rule
        The rule.
    off
        Whether it is switched off.
    severity
        The severity all its findings have here; `None` if it is left to the rule.
    limits
        The limits set here with the default and the value, in the unit of the limit.
    reason
        Why, if anybody says.
    span
        Where.
    """

    rule: Rule
    off: bool
    severity: Severity | None
    limits: tuple[tuple[str, Limit, float], ...]
    reason: str | None
    span: Span


@dataclass(frozen=True)
class Idle:
    """An acceptance of something that no rule finds any more, and where it stands."""

    accepted: Accepted
    span: Span


def adjustments(workspace: Workspace, rules: Mapping[str, Rule]) -> tuple[Adjustment, ...]:
    """Return the rules a workspace changes, in the order of the files; what is as by default is left out."""
    found = []
    for name, record in workspace.content.rules.items():
        rule = rules.get(name)
        if rule is None:
            continue
        now = limits_here(workspace, rule)
        limits = tuple((key, limit, now[key]) for key, limit in rule.limits.items() if now[key] != limit.default)
        if record.off or record.severity is not None or limits:
            span = workspace.where_key("rules", name)
            found.append(Adjustment(rule, record.off, record.severity, limits, record.reason, span))
    return tuple(found)


def idle_acceptances(workspace: Workspace, findings: Iterable[Finding]) -> tuple[Idle, ...]:
    """Return the acceptances that match none of the findings: what they lived with is gone, or was never there."""
    matched = {id(accepted) for finding in findings for accepted in (finding.accepted, finding.lapsed) if accepted}
    return tuple(
        Idle(accepted, workspace.where("accepted", index, "finding"))
        for index, accepted in enumerate(workspace.content.accepted)
        if id(accepted) not in matched
    )
