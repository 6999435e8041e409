"""P34: whether measuring and assessing keep their rhythm."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from journeymap.maturity.probes import ProbeCase, ProbeOutcome, probe
from journeymap.maturity.probes.helping import covers, inapplicable, readings, told, unavailable
from journeymap.text import count, say

CODES = ("P34.first", "P34.quarters", "P34.consecutive", "P34.again")


@probe("P34", name="cadence_kept", needs="report folder|assessment history")
def cadence_kept(case: ProbeCase) -> Iterator[ProbeOutcome]:
    """Assessments and readings that come back on a calendar.

    Formula
    -------
    ``quarters``: quarters with an assessment / the four quarters before this
    one, or those since the first assessment. ``consecutive``: how often a quarter
    with an assessment follows another at once. ``first``: assessments with
    evidence. ``again``: assessments that name the model's version and came no
    later than the last day on which the one before them was valid / assessments
    that follow one of the same model with such a day. ``measures``: a perceived
    metric with readings from two periods at one touchpoint.

    Threshold
    ---------
    ``quarters`` and ``again``: all; the others: one; the words of the criteria.

    Outcomes
    --------
    True: the rhythm was kept. False: it was broken; ``first`` and ``measures`` are
    never false, as what is missing may be kept elsewhere.

    Not applicable
    --------------
    ``quarters`` if the first assessment is from this quarter.

    Not available
    -------------
    Without an assessment, except for ``measures``. ``consecutive`` with
    assessments of one quarter only; ``again`` if none with a last day of validity
    was followed by another; ``first`` without evidence; ``measures`` if no
    perceived metric was read for two periods; ``technology`` and ``roadmap``
    always.

    Notes
    -----
    The assessments of the workspace stand for the quarterly report: a report
    that is kept elsewhere is not seen.
    """
    yield _measures(case)
    yield unavailable("P34.technology", "", say("reviews of the technology are not part of a workspace"))
    yield unavailable(
        "P34.roadmap", "", say("a workspace holds one state; earlier orders of the roadmap are not among it")
    )
    history = sorted(case.workspace.content.assessments.items(), key=lambda item: item[1].date)
    if not history:
        missing = say("the workspace holds no assessment")
        yield from (unavailable(code, "", missing) for code in CODES)
        return
    yield _first(sum(bool(item.evidence) for _, item in history), len(history))
    covered = sorted({_quarter(item.date) for _, item in history})
    yield _quarters(case, covered)
    yield _consecutive(covered)
    yield _again(case)


def _first(kept: int, total: int) -> ProbeOutcome:
    if not kept:
        return unavailable("P34.first", "", say("no assessment is stored with evidence"))
    detail = say("{n} assessments are stored with evidence", n=count(kept))
    return told("P34.first", "", holds=True, detail=detail, value=kept, threshold=1, n=total)


def _quarter(day: dt.date) -> int:
    """Count the quarters since the year 0."""
    return day.year * 4 + (day.month - 1) // 3


def _quarters(case: ProbeCase, covered: list[int]) -> ProbeOutcome:
    now = _quarter(case.today)
    wanted = [quarter for quarter in range(now - 4, now) if quarter >= covered[0]]
    if not wanted:
        return inapplicable("P34.quarters", "", say("the first assessment is from this quarter"))
    n, total = len(set(wanted) & set(covered)), len(wanted)
    detail = say("{n} of the last {total} quarters have an assessment", n=count(n), total=count(total))
    return covers("P34.quarters", "", n, total, threshold=1.0, detail=detail, n=total)


def _consecutive(covered: list[int]) -> ProbeOutcome:
    if len(covered) < 2:
        return unavailable("P34.consecutive", "", say("the workspace holds assessments of one quarter only"))
    n = sum(later - earlier == 1 for earlier, later in pairwise(covered))
    detail = say("{n} times an assessment followed in the next quarter", n=count(n))
    return told("P34.consecutive", "", n >= 1, detail, value=n, threshold=1, n=len(covered))


def _again(case: ProbeCase) -> ProbeOutcome:
    history = sorted(case.workspace.content.assessments.items(), key=lambda item: item[1].date)
    pairs = [
        (old, name, new) for (_, old), (name, new) in pairwise(history) if old.model == new.model and old.valid_until
    ]
    if not pairs:
        return unavailable("P34.again", "", say("no assessment with a validity date was followed by another"))
    late = [
        name for old, name, new in pairs if (old.valid_until and new.date > old.valid_until) or not new.model_version
    ]
    n, total = len(pairs) - len(late), len(pairs)
    detail = say("{n} of {total} assessments came in time and name the model's version", n=count(n), total=count(total))
    places = tuple(case.workspace.where_key("assessments", name) for name in late)
    return covers("P34.again", "", n, total, threshold=1.0, detail=detail, n=total, places=places)


def _measures(case: ProbeCase) -> ProbeOutcome:
    for journey, score in case.scores.items():
        for name, point in score.touchpoints.items():
            for metric, taken in readings(case, journey, name).items():
                periods = {reading.period for reading in taken if reading.period}
                if point.metrics[metric].kind == "perceived" and len(periods) > 1:
                    detail = say("'{metric}' was read in {n} periods", metric=metric, n=count(len(periods)))
                    return told("P34.measures", "", holds=True, detail=detail, value=len(periods), threshold=2)
    return unavailable("P34.measures", "", say("nothing that customers feel was read twice"))
