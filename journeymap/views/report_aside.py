"""Customers who are told clearly that it is not for them: what they are worth is neither lost nor kept."""

from collections.abc import Iterator

from journeymap.analysis import Analysis
from journeymap.scores import JourneyScore
from journeymap.text import Text, money, say
from journeymap.views.portfolio_words import quoted
from journeymap.views.report_parts import listed
from journeymap.views.roadmap_words import noise
from journeymap.vocabulary import OutcomeKind

MUCH = 0.1
"""Part of what is kept from which the summary speaks of them; a convention."""


def aside_words(analysis: Analysis, least: float = 0.0) -> Iterator[Text]:
    """Yield for each journey why what is kept differs from what is no longer lost, at the end of the roadmap.

    Parameters
    ----------
    least
        Part of the value kept from which it is told, 0-1; differences about nothing are never told.
    """
    roadmap = analysis.roadmap
    if not roadmap.quarters:
        return
    for name, before in roadmap.before.items():
        after, score = roadmap.quarters[-1].figures[name], roadmap.quarters[-1].journeys[name]
        change = after.minus(before)
        if change.aside is None or change.value is None:
            continue
        if abs(change.aside) < max(1.0, noise(roadmap), least * abs(change.value)):
            continue
        value, ends = money(abs(change.aside), analysis.workspace.currency), listed(_ends(score))
        if change.aside > 0:
            yield say("besides, {value} a year is no longer lost, but not kept either: of more customers for whom it "
                      "ends in {outcomes}", value=value, outcomes=ends)  # fmt: skip
        else:
            yield say("{value} a year of what is kept is of customers for whom it no longer ends in {outcomes}",
                      value=value, outcomes=ends)  # fmt: skip


def _ends(score: JourneyScore) -> list[Text]:
    graph = score.graph
    names = (name for name in score.flow.outcomes if graph.outcome_kind(name) is OutcomeKind.NOT_ELIGIBLE)
    return [quoted(graph.title(name)) for name in names]
