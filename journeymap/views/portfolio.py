"""Journeys beside each other: what each loses, which can be told apart, and where to start.

Journeys are ranked only by figures that have an interval, and two are told
apart only if their intervals do not touch; what is lost has one by money, by
customers and by share. A score that holds opinions has
no interval and no place. Money of different currencies is never added or
compared. The order does not depend on the order of the files.
"""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Literal

from journeymap.analysis import Analysis
from journeymap.model.workspace import EPOCH
from journeymap.records import dataclass
from journeymap.roadmap.result import Item
from journeymap.scores import JourneyScore
from journeymap.scores.ranking import Rank, ranks
from journeymap.scores.sampled import estimate
from journeymap.views.report_findings import touched
from journeymap.views.report_journey import title
from journeymap.views.report_losses import NOBODY, lost_share, worst_loss
from journeymap.views.report_parts import slugify
from journeymap.views.roadmap_words import in_order
from journeymap.vocabulary import Severity

Measure = Literal["value", "customers", "share"]
"""What is lost: money a year, customers a year, or part of those who start."""

Ends = tuple[float, float]

SAME = 1e-9
"""Relative difference below which two losses are one and the same."""


@dataclass(frozen=True)
class Member:
    """A journey that is compared.

    Attributes
    ----------
    key
        Unique among all; the id of the journey, behind that of its workspace if there are several.
    page
        File of its report beside this page; empty if it is on this page.
    called, source
        What it and its workspace are called where another is called the same; empty before it is compared.
    """

    key: str
    score: JourneyScore = field(repr=False)
    analysis: Analysis = field(repr=False)
    page: str = ""
    called: str = ""
    source: str = ""

    @property
    def title(self) -> str:
        """Return what the journey is called."""
        return self.called or title(self.score)

    @property
    def workspace(self) -> str:
        """Return what its workspace is called."""
        return self.source or self.analysis.workspace.title

    @property
    def currency(self) -> str:
        """Return the currency of its workspace."""
        return self.analysis.workspace.currency

    @property
    def link(self) -> str:
        """Return where the part of the report on it is."""
        return f"{self.page}#journey-{slugify(self.score.graph.name)}"

    @property
    def rated(self) -> Ends | None:
        """Return the 95 % interval of the score; `None` if any part of it is an opinion, or there is none."""
        found = self.score.score
        return None if found is None or found.low is None or found.high is None else (found.low, found.high)

    @property
    def worth(self) -> Ends | None:
        """Return the 95 % interval of what is lost in a year, in the currency; `None` without one."""
        return self.score.at_risk.interval if self.score.at_risk is not None else None

    def lost(self, measure: Measure) -> float | None:
        """Return what is lost; `None` if it is unknown. Where nobody is lost it is 0 by any measure."""
        flow, customers = self.score.flow, self.score.customers()
        if measure == "share" or flow.churn <= NOBODY:
            return lost_share(self.score) if measure == "share" else 0.0
        if measure == "customers":
            return None if customers is None else customers * lost_share(self.score)
        return self.score.at_risk.value if self.score.at_risk is not None else None

    @cached_property
    def completed(self) -> Ends | None:
        """Return the 95 % interval of the part of customers who complete it; `None` unless every share was counted."""
        found = estimate(self.score, "completion")
        return None if found is None or found.low is None or found.high is None else (found.low, found.high)

    @property
    def losing(self) -> Ends | None:
        """Return the 95 % interval of the part of customers who are lost; `None` unless every share was counted."""
        return None if self.completed is None else (1 - self.completed[1], 1 - self.completed[0])

    def interval(self, measure: Measure) -> Ends | None:
        """Return the 95 % interval of what is lost; `None` without one."""
        if measure == "value":
            return self.worth
        many = self.score.customers() if measure == "customers" else 1.0
        return None if self.losing is None or many is None else (many * self.losing[0], many * self.losing[1])

    def findings(self, severity: Severity | None = None) -> int:
        """Return how many open findings it has, of one severity or in all."""
        return sum(finding.journey == self.score.graph.name and severity in (None, finding.severity)
                   for finding in self.analysis.judged.open_findings)  # fmt: skip

    @cached_property
    def place(self) -> tuple[str, float] | None:
        """Return the touchpoint at which most is lost with its part of all that is lost, 0-1; `None` if nothing is."""
        risk = self.score.at_risk
        if self.score.flow.churn <= NOBODY:
            return None
        if risk is not None and risk.by_touchpoint and risk.value > 0:
            name, value = next(iter(risk.by_touchpoint.items()))
            return name, value / risk.value
        worst = worst_loss(self.score)
        return None if worst is None else (worst[0], worst[1] / lost_share(self.score))

    def changed(self, item: Item) -> frozenset[str]:
        """Return the touchpoints of this journey that an initiative changes."""
        graph, record = self.score.graph, self.analysis.workspace.content.initiatives[item.id]
        if record.journey not in {None, graph.name}:
            return frozenset()
        return frozenset(name for change in record.changes for name in touched(change) if name in graph.touchpoints)

    @cached_property
    def first(self) -> Item | None:
        """Return the first planned initiative that changes the touchpoint where most is lost, else any of the journey.

        Of several that begin on one day it is the one that keeps most, as in `roadmap_words.starting_next`.
        """
        own = [item for item in in_order(self.analysis.roadmap.items) if self.changed(item)]
        here = [item for item in own if self.place is not None and self.place[0] in self.changed(item)]
        return next(iter(here or own), None)


@dataclass(frozen=True)
class Comparison:
    """Journeys beside each other.

    Attributes
    ----------
    members
        The one that loses most comes first; what is unknown stands behind what is known.
    measure
        What they are compared by.
    scores, values
        Places by score, 1 for the highest, and by money lost, 1 for the most; only of journeys whose figure has an
        interval, and only if two at least have one.
    """

    members: tuple[Member, ...]
    measure: Measure
    scores: Mapping[str, Rank]
    values: Mapping[str, Rank]

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return the currencies that the workspaces name, each once, in the order of their names."""
        return tuple(sorted({member.currency for member in self.members} - {""}))

    @property
    def one_currency(self) -> bool:
        """Tell whether amounts of money can be compared."""
        return _one_currency(self.members)

    @cached_property
    def days(self) -> tuple[tuple[str, dt.date], ...]:
        """Return the title of each workspace with the day it is read on; those that name none are left out."""
        opened = {(member.analysis.workspace.title, member.analysis.workspace.today) for member in self.members}
        return tuple(sorted((name, day) for name, day in opened if day != EPOCH))

    @property
    def unknown(self) -> tuple[Member, ...]:
        """Return the journeys of which it is not known what is lost by the measure."""
        return tuple(member for member in self.members if member.lost(self.measure) is None)

    @cached_property
    def start(self) -> tuple[Member, ...]:
        """Return where to start: the journey that loses most, with those that cannot be told apart from it.

        Empty if nobody is lost anywhere.
        """
        first = self.members[0] if self.members else None
        most = first.lost(self.measure) if first is not None else None
        if first is None or not most or first.score.flow.churn <= NOBODY:
            return ()
        return (first, *(other for other in self.members[1:] if self._alike(first, other, most)))

    def _alike(self, first: Member, other: Member, most: float) -> bool:
        lost = other.lost(self.measure)
        if lost is None:
            return False
        one, two = first.interval(self.measure), other.interval(self.measure)
        if one is not None and two is not None:
            # Overlap is looked at itself: two ranges of places can share a place though the intervals lie apart.
            return one[0] <= two[1] and two[0] <= one[1]
        return math.isclose(lost, most, rel_tol=SAME)

    @property
    def sure(self) -> bool | None:
        """Tell whether what the first loses lies above all others; `None` if one of them has no interval."""
        if any(member.interval(self.measure) is None for member in self.members):
            return None
        return len(self.start) == 1

    @property
    def counted(self) -> bool:
        """Tell whether each loss that is known has an interval, or lacks it only since some customers never get out."""
        return all(
            member.lost(self.measure) is None
            or member.interval(self.measure) is not None
            or member.score.flow.trapped > NOBODY
            for member in self.members
        )

    @property
    def endless(self) -> tuple[Member, ...]:
        """Return the journeys that some customers never get out of: what they lose has no interval."""
        return tuple(member for member in self.members if member.score.flow.trapped > NOBODY)


def members_of(analysis: Analysis, page: str = "", before: str = "") -> tuple[Member, ...]:
    """Return the current journeys of a workspace to be compared.

    Parameters
    ----------
    page
        File of its report, beside the page that compares.
    before
        Id of the workspace, if several are compared.
    """
    return tuple(
        Member(f"{before}/{name}" if before else name, score, analysis, page)
        for name, score in analysis.judged.current.items()
    )


def compare(members: Sequence[Member]) -> Comparison:
    """Set journeys beside each other.

    Parameters
    ----------
    members
        In any order, their keys unique.
    """
    one_currency = _one_currency(members)
    measure = _measure(members, money=one_currency)
    ordered = sorted(_named(members), key=lambda member: _order(member, measure))
    scores = {member.key: ends for member in members if (ends := member.rated) is not None}
    values = {member.key: ends for member in members if one_currency and (ends := member.worth) is not None}
    return Comparison(tuple(ordered), measure, _ranks(scores), _ranks(values))


def workspace_names(pages: Mapping[str, Analysis]) -> Mapping[str, str]:
    """Return what the workspaces are called, by the file of their report: the title, with more where titles agree."""
    return _apart({page: (each.workspace.title, _day(each), _stem(page)) for page, each in pages.items()})


def _named(members: Sequence[Member]) -> Iterator[Member]:
    """Yield the journeys under names that tell them and their workspaces apart."""
    sources = workspace_names({member.page: member.analysis for member in members})
    names = _apart({
        member.key: (member.title, member.analysis.workspace.title, _day(member.analysis), _stem(member.page),
                     member.key)
        for member in members
    })  # fmt: skip
    for member in members:
        yield replace(member, called=names[member.key], source=sources[member.page])


def _day(analysis: Analysis) -> str:
    today = analysis.workspace.today
    return "" if today == EPOCH else str(today)


def _stem(page: str) -> str:
    return page.rsplit(".", 1)[0]


def _apart(known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the first text of each, and behind it the first other one in which all of the same first text differ."""
    found = {}
    for key, (name, *more) in known.items():
        alike = [texts for texts in known.values() if texts[0] == name]
        differing = (text for place, text in enumerate(more, 1) if len({texts[place] for texts in alike}) == len(alike))
        behind = next(differing) if len(alike) > 1 else ""
        found[key] = f"{name} ({behind})" if behind else name
    return found


def _one_currency(members: Sequence[Member]) -> bool:
    """Tell whether all name one currency; a workspace without amounts need name none."""
    return len({member.currency for member in members if member.currency or member.score.at_risk is not None}) < 2


def _measure(members: Sequence[Member], *, money: bool) -> Measure:
    """Return the first measure by which it is known that a journey loses something; each knows its shares."""
    kinds: tuple[Measure, ...] = ("value", "customers") if money else ("customers",)
    losing = [member for member in members if member.score.flow.churn > NOBODY]
    return next((kind for kind in kinds if any(member.lost(kind) for member in losing)), "share")


def _order(member: Member, measure: Measure) -> tuple[bool, float, float, float, str]:
    lost, people = member.lost(measure), member.lost("customers")
    return (lost is None, -(lost or 0.0), -(people or 0.0), -member.score.flow.churn, member.key)


def _ranks(intervals: Mapping[str, Ends]) -> Mapping[str, Rank]:
    return ranks(intervals) if len(intervals) > 1 else {}
