"""After which quarter of the roadmap a finding is gone, and through which initiatives, by checking states.

A finding is gone after the quarter from whose end on its rule does not find it. Where several
initiatives are finished in that quarter, the rule is asked again: with each of them left out, and,
if the finding is gone without any one of them, with each of them alone. Those without which it is
there are what takes it away; where none is, those that take it away alone are named as alternatives;
where there are none of these either, it takes several together and only the quarter is told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property

from journeymap.analysis import Analysis
from journeymap.records import dataclass
from journeymap.roadmap.projection import Quarter
from journeymap.roadmap.result import Item
from journeymap.roadmap.states import Walk
from journeymap.rules import Finding, check_journey, shipped
from journeymap.text import money, number, say
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import listed
from journeymap.views.roadmap_words import quarter_name, weeks
from journeymap.vocabulary import State


@dataclass(frozen=True)
class Gone:
    """When a finding is gone, and through what.

    Attributes
    ----------
    needed
        Initiatives finished in the quarter without which the finding would still be there.
    either
        Where none is needed: those each of which is enough.
    """

    quarter: Quarter
    needed: tuple[str, ...] = ()
    either: tuple[str, ...] = ()


@dataclass(frozen=True)
class Solved:
    """What the roadmap does to the findings of today."""

    analysis: Analysis
    _found: dict[tuple[str, str, tuple[str, ...]], frozenset[str]] = field(default_factory=dict, repr=False)

    def words(self, finding: Finding) -> Words:
        """Say after which quarter a finding is gone and through what; empty if no roadmap speaks of what it finds."""
        if not self.analysis.roadmap.quarters:
            return ""
        if finding.id not in self.projectable:
            return say("cannot be told: no reading after the change") if _of_customers(finding) else ""
        gone = self.gone(finding)
        if gone is None:
            return say("stays open after the roadmap")
        quarter = quarter_name(gone.quarter.year, gone.quarter.quarter)
        if not gone.needed:
            if not gone.either:
                return say("gone after {quarter}", quarter=quarter)
            return say("gone after {quarter} with any one of these: {names}", quarter=quarter,
                       names=self._names(gone.either))  # fmt: skip
        names, takes = self._names(gone.needed), self._takes(gone.needed)
        one, many = "gone after {quarter} with {names}, which takes {weeks}", (
            "gone after {quarter} with {names}, which take {weeks} in all")  # fmt: skip
        return say(one if len(gone.needed) == 1 else many, quarter=quarter, names=names, weeks=takes)

    def gone(self, finding: Finding) -> Gone | None:
        """Return when a finding is gone for the rest of the plan; `None` if it is there at its end."""
        quarter = self._last[finding.id]
        if quarter is None:
            return None
        new = quarter.new
        if len(new) < 2:
            return Gone(quarter, new)
        needed = tuple(name for name in new if finding.id in
                       self._after(finding, quarter, tuple(other for other in new if other != name)))  # fmt: skip
        if needed:
            return Gone(quarter, needed)
        return Gone(
            quarter, (), tuple(name for name in new if finding.id not in self._after(finding, quarter, (name,)))
        )

    @cached_property
    def _last(self) -> Mapping[str, Quarter | None]:
        """Return the quarter from whose end on each finding is gone; `None` if it is there at the end."""
        quarters = self.analysis.roadmap.quarters
        found: dict[str, Quarter | None] = {}
        there = [{item.id for item in quarter.findings} for quarter in quarters]
        for finding in self.analysis.judged.findings:
            kept = [place for place, quarter in enumerate(quarters)
                    if finding.id in there[place] or finding.journey not in quarter.journeys]  # fmt: skip
            clear = kept[-1] + 1 if kept else 0
            found[finding.id] = quarters[clear] if clear < len(quarters) else None
        return found

    @cached_property
    def projectable(self) -> frozenset[str]:
        """Return the findings of rules that judge planned states too; others cannot be said to be gone.

        What the files leave open is none of them: an initiative changes the journey, not what is known of today's.
        """
        current, rules = self.analysis.judged.current.values(), tuple(shipped().values())
        if not self.analysis.roadmap.items:
            return frozenset()
        return frozenset(found.id for score in current for found in check_journey(score, State.PROJECTED, rules)
                         if not of_the_files(found))  # fmt: skip

    def _after(self, finding: Finding, quarter: Quarter, steps: tuple[str, ...]) -> frozenset[str]:
        """Return which of the findings that a quarter clears are there after some of its initiatives, asked once."""
        journey = finding.journey or ""
        key = (quarter.name, journey, steps)
        if key not in self._found:
            quarters = self.analysis.roadmap.quarters
            place = next(index for index, one in enumerate(quarters) if one is quarter)
            before = quarters[place - 1].finished if place else ()
            asked = {item.rule for item in self.analysis.judged.open_findings
                     if item.id in self.projectable and self._last[item.id] is quarter}  # fmt: skip
            rules = [entry for name, entry in shipped().items() if name in asked]
            found = check_journey(self._walk.score((*before, *steps), journey), State.PROJECTED, rules)
            self._found[key] = frozenset(item.id for item in found)
        return self._found[key]

    @cached_property
    def _walk(self) -> Walk:
        """Return the states of the plan; most of those asked for here are among them."""
        current = self.analysis.judged.current
        return self.analysis.walk or Walk(self.analysis.workspace, current, current)

    def _names(self, names: Iterable[str]) -> Words:
        return listed([say("'{name}'", name=self.analysis.roadmap.by_id[name].title) for name in names])

    def _takes(self, names: Sequence[str]) -> Words:
        """Say how long initiatives take from the first start to the last end, with their days and money if known."""
        items = [self.analysis.roadmap.by_id[name] for name in names]
        found: Words = weeks(calendar_weeks(items))
        efforts = [self.analysis.workspace.content.initiatives[item.id].effort for item in items]
        currency = self.analysis.roadmap.currency
        costs = [item.cost.amount for item in items if item.cost and item.cost.currency in {"", currency}]
        priced = len(costs) == len(items) and any(costs)
        if all(efforts):
            days = sum(amount.days for effort in efforts for amount in (effort or {}).values())
            words = "{length}, {days} person-days" if priced else "{length} and {days} person-days"
            found = say(words, length=found, days=number(days, 0))
        return say("{means} and {cost}", means=found, cost=money(sum(costs), currency)) if priced else found


def _of_customers(finding: Finding) -> bool:
    """Tell whether a finding speaks of what customers meet, not of plans, assessments or the map itself."""
    entry = shipped().get(finding.rule)
    return finding.theme != "evidence" and (entry is None or entry.over == "journey")


def of_the_files(finding: Finding) -> bool:
    """Tell whether a finding speaks of what the files leave open, such as a share nobody wrote."""
    return finding.theme == "evidence" and finding.gap_kind == "data"


def calendar_weeks(items: Sequence[Item]) -> int:
    """Return the weeks from the first start of some initiatives to the last end; what runs side by side counts once."""
    return -(-((max(item.end for item in items) - min(item.start for item in items)).days + 1) // 7)
