"""Every number of a report with its terms: an entry for each, and an index from a number shown to its entry.

Entries are numbered through the report. What the terms of an entry add up to
is what the report shows: shares and points are rounded so that they do
(largest remainders), amounts that the report shows elsewhere too each by
itself. Lines of the source are written with the name of the file alone,
and the files are listed once.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from journeymap.analysis import Analysis
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import THRESHOLDS
from journeymap.text import Figure, Text, count, number, say
from journeymap.views.numbers_journey import journey_numbers, touchpoint_numbers, worksheet
from journeymap.views.numbers_maturity import maturity_numbers
from journeymap.views.numbers_parts import Entry, Files, Sheet
from journeymap.views.numbers_plan import plan_numbers
from journeymap.views.report_findings import GRADES, Findings
from journeymap.views.report_method import FIRM, counted_readings, method_heading
from journeymap.views.report_parts import SEVERITY_WORDS, listed, slugify

LEAST_COUNT = 100
"""Counts below it are not looked up: too many things have the same small number."""


@dataclass(frozen=True)
class Group:
    """Entries that belong together.

    Attributes
    ----------
    start
        Number of the first one.
    sheet
        The worksheet that their sums are taken from; `None` if they need none.
    folded
        Whether it is a detail most readers pass by.
    """

    title: Text
    start: int
    entries: tuple[Entry, ...]
    sheet: Sheet | None = None
    folded: bool = False


@dataclass(frozen=True)
class Numbers:
    """The appendix.

    Attributes
    ----------
    files
        Each with the name it is cited by and its path.
    """

    groups: tuple[Group, ...]
    files: tuple[tuple[str, str], ...]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the number of each entry by its key."""
        return {entry.key: n for group in self.groups for n, entry in enumerate(group.entries, group.start)}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the id of each entry's place in order: made of its key, so that it stays when others come or go."""
        seen: dict[str, int] = {}
        found = []
        for key in (entry.key for group in self.groups for entry in group.entries):
            base = f"number-{slugify(key)}"
            seen[base] = seen.get(base, 0) + 1
            found.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
        return tuple(found)

    @cached_property
    def index(self) -> Mapping[object, int]:
        """Return which entry explains a number, or a sentence; what two entries could mean leads nowhere."""
        found: dict[object, int] = {}
        unsure = set()
        for group in self.groups:
            for n, entry in enumerate(group.entries, group.start):
                for shown in entry.explains:
                    key = index_key(shown)
                    if key is not None and found.setdefault(key, n) != n:
                        unsure.add(key)
        return {key: n for key, n in found.items() if key not in unsure}


NO_NUMBERS = Numbers((), ())
"""Of a page that explains none."""


def index_key(shown: object) -> object | None:
    """Return what a number is looked up by; `None` if too many others are the same.

    Examples
    --------
    >>> from journeymap.text import share
    >>> index_key(share(0.3123)) == index_key(Figure("share", 0.3123, "", 1)), index_key(share(1.0))
    (True, None)
    """
    if isinstance(shown, Text):
        return shown
    if not isinstance(shown, Figure) or shown.kind == "date":
        return None
    if shown.kind == "share" and shown.value in {0.0, 1.0}:
        return None
    if shown.kind in {"count", "number"} and (shown.value == int(shown.value) and abs(shown.value) < LEAST_COUNT):
        return None
    return shown.kind, f"{shown.value:.9g}"


def numbers_part(findings: Findings) -> Numbers:
    """Gather every number of the report with its terms."""
    analysis, files = findings.analysis, Files()
    judged = analysis.judged
    groups: list[Group] = []

    def add(title: Text, entries: tuple[Entry, ...], sheet: Sheet | None = None, *, folded: bool = False) -> None:
        start = 1 + sum(len(group.entries) for group in groups)
        if entries:
            groups.append(Group(title, start, entries, sheet, folded))

    for name, score in judged.current.items():
        goal, title = judged.target_of(name), score.graph.journey.title or humanise(name)
        wanted = goal[1] if goal else None
        after = [(quarter, quarter.journeys[name]) for quarter in analysis.roadmap.quarters if name in quarter.journeys]
        sheet = worksheet(score, wanted)
        add(say("'{title}'", title=title), journey_numbers(score, wanted, after, files), sheet)
        add(say("Touchpoints of '{title}'", title=title), touchpoint_numbers(score, wanted, files), folded=True)
    add(say("Findings and readings"), tuple(_findings(findings)))
    if judged.latest is not None:
        add(say("Digital maturity"), maturity_numbers(judged, files), folded=True)
    add(say("Roadmap"), plan_numbers(analysis, files))
    return Numbers(tuple(groups), files.listed)


def _findings(findings: Findings) -> Iterator[Entry]:
    """Yield how the severity of a finding comes about, whose terms stand with it, and what the readings rest on."""
    cards, found = findings.cards, findings.analysis.judged.open_findings
    if cards:
        limits = [say("{severity} from {limit}", severity=say(SEVERITY_WORDS[severity]), limit=number(limit, 2))
                  for limit, severity in THRESHOLDS if limit]  # fmt: skip
        lines = (
            say("reach × importance / 5 × gap; the terms stand with each finding"),
            say("{limits}", limits=listed(limits)),
        )
        explains: list[Figure] = []
        for card, finding in zip(cards, found, strict=True):
            if any(figure.kind == "money" for _, figure in finding.evidence):
                explains += [figure for _, figure in finding.evidence]
            explains.append(Figure("share", finding.reach, "", 1))
            if card.customers is not None and finding.reach < 1:
                explains.append(count(card.customers))
        yield Entry("findings", say("Severity of the findings"), count(len(cards)), lines, tuple(explains))
    yield from _readings(findings.analysis)


def _readings(analysis: Analysis) -> Iterator[Entry]:
    grades = [metric.basis.grade for score in analysis.judged.current.values()
              for point in score.touchpoints.values() for metric in point.metrics.values()]  # fmt: skip
    if grades:
        firm = sum(grade in FIRM for grade in grades)
        lines = [say("{grade}: {n}", grade=say(word), n=count(grades.count(grade)))
                 for grade, word in GRADES.items()]  # fmt: skip
        value = say("{n} of {all}", n=count(firm), all=count(len(grades)))
        name = say("Readings that are measured, observed or documented")
        yield Entry("readings", name, value, tuple(lines),
                    (counted_readings(analysis) if len(grades) > 1 else method_heading(analysis),))  # fmt: skip
