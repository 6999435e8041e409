"""P40: whether people who were asked apart say the same."""

from collections import defaultdict

from journeymap.maturity.levels import VALUES, agreement
from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, unavailable
from journeymap.text import count, say

ALIKE = 0.5
"""Agreement from which on answers count as alike: half a step apart at most."""


@probe("P40", name="respondent_spread", needs="assessment answers")
def respondent_spread(case: ProbeCase) -> ProbeOutcome:
    """Criteria on which respondents differ by no more than half.

    Formula
    -------
    Criteria whose known answers (met 1, partly 0.5, not met 0) lie at most 0.5
    apart / criteria that two or more respondents could answer.

    Threshold
    ---------
    The parameter ``coverage_most``, a convention.

    Outcomes
    --------
    True: respondents agree on enough criteria. False: on too few.

    Not available
    -------------
    Without an assessment, with fewer than ``min_respondents`` respondents, or if
    no criterion was answered by two. The group's size protects each of them.
    """
    people = case.assessment.respondents if case.assessment else {}
    if len(people) < case.params.min_respondents:
        return unavailable("P40", "", say("too few people answered to tell how far they differ"))
    given: dict[str, list[float | None]] = defaultdict(list)
    for person in people.values():
        for code, answer in person.answers.items():
            given[code].append(VALUES[answer.value])
    agreements = [found for values in given.values() if (found := agreement(values)) is not None]
    if not agreements:
        return unavailable("P40", "", say("no criterion was answered by two people"))
    alike, total = sum(found >= ALIKE for found in agreements), len(agreements)
    detail = say("respondents answer {n} of {total} criteria alike", n=count(alike), total=count(total))
    return covers("P40", "", alike, total, threshold=case.params.coverage_most, detail=detail, n=total)
