"""The catalogue of rules as plain values, with what a workspace makes of each."""

from collections.abc import Iterable, Mapping

from journeymap.analysis import Judged
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import Finding, Rule
from journeymap.rules.demands import DEMANDS
from journeymap.rules.grounds import cited
from journeymap.rules.here import Adjustment, adjustments
from journeymap.text import Text, count, say
from journeymap.views.acceptances import adjustment_words
from journeymap.views.journey_map import Words
from journeymap.views.manuals import severity_words
from journeymap.views.report_parts import GAP_WORDS, joined, listed, plural


@dataclass(frozen=True)
class RuleRow:
    """A rule of the catalogue.

    Attributes
    ----------
    rule
        The rule.
    adjustment
        What a workspace has made of it; `None` if nothing, or without a workspace.
    findings, accepted
        How many it finds there, and how many of them are accepted; `None` without a workspace.
    """

    rule: Rule
    adjustment: Adjustment | None = None
    findings: int | None = None
    accepted: int | None = None


@dataclass(frozen=True)
class Entry:
    """A rule in words.

    Attributes
    ----------
    id, title
        Of the rule.
    lines
        Severity and kind of gap; demands; limits, if any; what a workspace makes of it, if one is given.
    """

    id: str
    title: Text
    lines: tuple[Words, ...]


def rule_rows(rules: Iterable[Rule], judged: Judged | None = None) -> tuple[RuleRow, ...]:
    """Return the rules with what a workspace makes of them; findings are those of its current journeys."""
    every = {rule.id: rule for rule in rules}
    if judged is None:
        return tuple(RuleRow(rule) for rule in every.values())
    changed = {item.rule.id: item for item in adjustments(judged.workspace, every)}
    return tuple(_row(rule, changed.get(name), judged.findings) for name, rule in every.items())


def _row(rule: Rule, adjustment: Adjustment | None, findings: Iterable[Finding]) -> RuleRow:
    own = [finding for finding in findings if finding.rule == rule.id]
    return RuleRow(rule, adjustment, len(own), sum(finding.accepted is not None for finding in own))


def by_theme(rows: Iterable[RuleRow]) -> tuple[tuple[Text, tuple[Entry, ...]], ...]:
    """Return the rules in words, by theme and id."""
    groups: dict[str, list[RuleRow]] = {}
    for row in sorted(rows, key=lambda row: (row.rule.theme, row.rule.id)):
        groups.setdefault(row.rule.theme, []).append(row)
    return tuple((say(humanise(theme)), tuple(map(entry, group))) for theme, group in groups.items())


def entry(row: RuleRow) -> Entry:
    """Return a rule in words."""
    rule = row.rule
    gap = say(GAP_WORDS.get(rule.gap_kind, humanise(rule.gap_kind)))
    lines: list[Words] = [
        say("severity {severity}; gap: {gap}", severity=severity_words(rule), gap=gap),
        say("demands: {demands}", demands=demand_words(rule.demands)),
    ]
    for key, limit in rule.limits.items():
        means = say(", {meaning}", meaning=say(limit.meaning)) if limit.meaning else ""
        figure = limit.figure(limit.default)
        lines.append(say("limit `{limit}`: {value}{means}", limit=key, value=figure, means=means))
    if row.findings is not None:
        lines.append(say("here: {words}", words=_here(row)))
    return Entry(rule.id, say(rule.title), tuple(lines))


def demand_words(demands: Iterable[str]) -> Words:
    """Return demands by their names."""
    return joined([say(DEMANDS[name]) if name in DEMANDS else name for name in demands] or [""], "; ")


def _here(row: RuleRow) -> Words:
    if row.adjustment is not None and row.adjustment.off:
        return adjustment_words(row.adjustment)
    parts: list[Words] = [plural(row.findings or 0, "{n} finding", "{n} findings")]
    if row.accepted:
        parts.append(say("{n} accepted", n=count(row.accepted)))
    if row.adjustment is not None:
        parts.append(adjustment_words(row.adjustment))
    return listed(parts)


def rule_record(row: RuleRow) -> Mapping[str, object]:
    """Return a rule as the stable JSON object; what needs a workspace is null without one."""
    rule, own = row.rule, row.adjustment
    here = {name: value for name, _, value in own.limits} if own else {}
    limits = {
        name: {"default": limit.default, "unit": limit.unit, "claim": limit.claim, "meaning": limit.meaning,
               "value": here.get(name, limit.default)}
        for name, limit in rule.limits.items()
    }  # fmt: skip
    claims = [{"id": name, "grade": claim.grade, "may_set_threshold": claim.may_set_threshold}
              for name, claim in cited(rule).items()]  # fmt: skip
    return {
        "id": rule.id,
        "title": rule.title,
        "theme": rule.theme,
        "over": rule.over,
        "severity": str(rule.severity) if rule.severity else None,
        "gap_kind": rule.gap_kind,
        "quick_action": rule.quick_action,
        "demands": list(rule.demands),
        "limits": limits,
        "claims": claims,
        "off": own.off if own else False,
        "severity_here": str(own.severity) if own and own.severity else None,
        "reason": own.reason if own else None,
        "findings": row.findings,
        "accepted": row.accepted,
    }
