"""What is said of findings the organisation lives with, and of rules it has changed."""

from collections.abc import Iterator, Sequence

from journeymap.model.measures import Accepted
from journeymap.rules import Finding
from journeymap.rules.here import Adjustment, Idle
from journeymap.text import Text, count, date, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import GRADE_WORDS, joined, listed, plural

MOST = 60
"""Rules named in one sentence."""


def acceptance_words(accepted: Accepted) -> Words:
    """Return the reason of an acceptance with its day, who accepted it, and its last day, as far as given."""
    details: list[Words] = []
    if accepted.date is not None:
        details.append(say("since {day}", day=date(accepted.date)))
    if accepted.by is not None:
        details.append(say("by {role}", role=accepted.by))
    if accepted.until is not None:
        details.append(say("until {day}", day=date(accepted.until)))
    if not details:
        return accepted.reason
    return say("{reason} ({details})", reason=accepted.reason, details=joined(details, ", "))


def lapse_words(accepted: Accepted) -> Words:
    """Return that an acceptance is past, with its last day and its reason."""
    if accepted.until is None:
        return accepted.reason
    return say("accepted until {day}, which has expired: {reason}", day=date(accepted.until), reason=accepted.reason)


def standing(finding: Finding) -> Text | None:
    """Return what is said behind a finding that is accepted, or was; `None` for any other."""
    if finding.accepted is not None:
        return say("accepted: {words}", words=acceptance_words(finding.accepted))
    return say("{words}", words=lapse_words(finding.lapsed)) if finding.lapsed is not None else None


def idle_words(idle: Idle) -> Text:
    """Return that nothing is found any more where something was accepted."""
    return say("nothing is found any more at '{finding}', accepted because: {reason}",
               finding=idle.accepted.finding, reason=idle.accepted.reason)  # fmt: skip


def adjustment_words(adjustment: Adjustment) -> Words:
    """Return what a workspace has made of one rule."""
    if adjustment.off:
        return say("switched off")
    parts: list[Words] = []
    if adjustment.severity is not None:
        parts.append(say(GRADE_WORDS[adjustment.severity]))
    parts += [
        say("'{limit}' {value} in place of {default}", limit=name, value=limit.figure(value),
            default=limit.figure(limit.default))
        for name, limit, value in adjustment.limits
    ]  # fmt: skip
    return listed(parts, most=MOST)


def adjusted_words(adjustments: Sequence[Adjustment]) -> Iterator[Text]:
    """Yield a sentence for the rules switched off, for those graded otherwise and for those with limits set here."""
    groups = (
        ("{n} rule is switched off here", "{n} rules are switched off here", [a for a in adjustments if a.off]),
        ("{n} rule is graded otherwise here", "{n} rules are graded otherwise here",
         [a for a in adjustments if not a.off and a.severity is not None]),
        ("{n} rule has limits of this workspace", "{n} rules have limits of this workspace",
         [a for a in adjustments if not a.off and a.limits]),
    )  # fmt: skip
    for one, many, group in groups:
        if group:
            names = listed([a.rule.id for a in group], most=MOST)
            yield say("{words}: {names}", words=plural(len(group), one, many), names=names)


def accepted_count(findings: Sequence[Finding]) -> Text | None:
    """Return how many findings are accepted; `None` if none is."""
    n = sum(finding.accepted is not None for finding in findings)
    return plural(n, "{n} finding is accepted", "{n} findings are accepted") if n else None


def past_count(findings: Sequence[Finding]) -> Text | None:
    """Return how many acceptances are past; `None` if none is."""
    n = sum(finding.lapsed is not None for finding in findings)
    if not n:
        return None
    return say("{n} acceptance has expired" if n == 1 else "{n} acceptances have expired", n=count(n))
