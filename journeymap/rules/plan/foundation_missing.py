"""The rule ``foundation-missing``."""

from collections.abc import Iterator

from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.model.workspace import Path
from journeymap.rules import Issue, WorkspaceCase, rule
from journeymap.rules.support import listed
from journeymap.text import count, say
from journeymap.vocabulary import Severity


@rule(
    "foundation-missing",
    over="workspace",
    severity=Severity.MINOR,
    quick_action="Ask for one piece of evidence of the foundation before anything is built on it",
    demands=("phase.3",),
)
def foundation_missing(case: WorkspaceCase) -> Iterator[Issue]:
    """Levels of maturity are claimed without what they stand on.

    Why it matters
    --------------
    Who says that decisions follow the data, and has no data of known quality,
    has answered a question about plans. The next investment is then made one
    floor too high.

    Flagged
    -------
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, ends: completed}
    assessments:
      spring:
        date: 2024-05-01
        agreed:
          TEC-1.2a: met   # finds: foundation-missing
          TEC-1.2b: met
          TEC-2.2a: not_met
          TEC-2.2b: not_met
    ```

    Fine
    ----
    ```yaml
    journeys:
      move:
        stages:
          plan:
            book: {channel: phone, ends: completed}
    assessments:
      spring:
        date: 2024-05-01
        agreed: {TEC-1.2a: met, TEC-1.2b: met, TEC-2.2a: met, TEC-2.2b: met}
    ```

    Remedy
    ------
    Look at the answers again, or put the foundation first in the roadmap.

    Source
    ------
    Practice convention of the maturity model, which names what each practice
    depends on and to which level; no threshold. A foundation that nobody has
    assessed is unknown and no finding.
    """
    if not case.maturity:
        return
    name, result = [*case.maturity.items()][-1]
    hollow = [practice for practice in result.practices.values() if practice.without_foundation]
    if hollow:
        yield _issue(case, name, result, hollow)


def _issue(case: WorkspaceCase, name: str, result: MaturityResult, hollow: list[PracticeResult]) -> Issue:
    first = hollow[0]
    foundation = next(item for item in first.foundations_unmet if item.has is not None)
    message = "'{practice}' claims level {level}, but '{foundation}' is at {has} and should be at {needed}"
    if len(hollow) > 1:
        message += "; the same goes for {others}"
    blanks = {"others": listed([say(practice.title) for practice in hollow[1:]])} if len(hollow) > 1 else {}
    return Issue(
        say(message, practice=say(first.title), level=count(first.attained or 0), has=count(foundation.has or 0),
            foundation=say(result.practices[foundation.practice].title), needed=count(foundation.needed), **blanks),
        _place(case, name, first),
        gap=min(1.0, 0.3 + 0.1 * len(hollow)),
        help=say("look at the answers again, or put the foundation first"),
        evidence=(("practices without foundation", count(len(hollow))),),
        subject=name,
    )  # fmt: skip


def _place(case: WorkspaceCase, name: str, practice: PracticeResult) -> Path:
    """Return where the practice was answered."""
    assessment = case.workspace.content.assessments[name]
    codes = [criterion.id for criterion in practice.criteria if criterion.value == "met"]
    for code in codes:
        if code in assessment.agreed:
            return ("assessments", name, "agreed", code)
        for person, respondent in assessment.respondents.items():
            if code in respondent.answers:
                return ("assessments", name, "respondents", person, "answers", code)
    return ("assessments", name)
