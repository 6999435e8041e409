"""Initiatives by what they bring against what they take, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from journeymap.model.plans import Initiative
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.result import Item, Roadmap
from journeymap.text import Figure, Text, count, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import ABOUT_NOTHING, ENABLER
from journeymap.views.roadmap_words import noise

QUADRANTS: Mapping[tuple[bool, bool], Text] = {
    (False, True): say("much for little"),
    (True, True): say("much for much"),
    (False, False): say("little for little"),
    (True, False): say("little for much"),
}
"""Words for much effort, and for much impact; the halves are split at the medians, a convention."""

LEAST_PLACED = 6
"""Initiatives that bring something, below which no medians divide them; a convention."""

BETWEEN = say("between: its range reaches a median")
"""Words for no quadrant: of what cannot be told from the middle."""

NOTHING, LOSS = say("none: about nothing by itself"), say("none: a loss by itself")
"""Words for no quadrant: of what brings too little to count, however little it takes, and of what takes away."""

LEAST_POINTS = 0.05
"""Points of score below which an impact is about nothing: they are written with one decimal."""


@dataclass(frozen=True)
class Candidate:
    """An initiative between impact and effort; `None` is unknown.

    Attributes
    ----------
    number
        Its place in the plan, by start; the same as in the Gantt chart.
    effort, least, most
        Person-days; the range is that of the duration with the same people.
    impact
        In the unit of the chart; `None` for an enabler too.
    enabler
        Nothing changes for customers when it is finished; others build on it.
    confidence
        How likely the effect is as written, 0-1.
    after
        Ids of those planned that it waits for.
    """

    id: str
    number: int
    title: str
    effort: float | None
    least: float | None
    most: float | None
    impact: float | None
    enabler: bool
    critical: bool
    needed: bool
    confidence: float | None
    after: tuple[str, ...] = ()

    @property
    def sure(self) -> float | None:
        """Return what is left of the impact at its confidence."""
        if self.impact is None or self.confidence is None:
            return self.impact
        return self.impact * self.confidence


@dataclass(frozen=True)
class Priorities:
    """Initiatives by impact and effort.

    Attributes
    ----------
    statement
        The finding in a sentence; the description for those who cannot see the picture.
    measure
        What impact is.
    kind, unit
        Of the impact, as in :class:`~journeymap.text.Figure`.
    middle
        Median effort and impact of what brings something, where the quadrants meet; `None` if few do.
    noise
        Impact below which it is about nothing; what brings less is in no quadrant.
    listed
        Whether the drawing lists the initiatives with their numbers; a page has a table of them.
    """

    statement: Text
    measure: Text
    kind: str
    unit: str
    candidates: tuple[Candidate, ...]
    middle: tuple[float, float] | None
    noise: float = 0.0
    listed: bool = True

    def impact(self, value: float) -> Words:
        """Return an impact as a figure, or that it is about nothing."""
        if abs(value) < self.noise:
            return ABOUT_NOTHING
        return self.tick(value)

    def brings(self, value: float) -> bool:
        """Return whether an impact is more than about nothing."""
        return value > 0 and value >= self.noise

    def tick(self, value: float) -> Figure:
        """Return a step of the scale as a figure."""
        return Figure(self.kind, value, self.unit, 1 if self.kind == "number" else None)

    def quadrant(self, candidate: Candidate) -> Text | None:
        """Return the words for the quadrant an initiative lies in, or why in none; `None` if that is unknown."""
        if candidate.effort is None or candidate.impact is None:
            return None
        if not self.brings(candidate.impact):
            return LOSS if self.brings(-candidate.impact) else NOTHING
        if self.middle is None:
            return None
        effort, impact = self.middle
        efforts = [days for days in (candidate.least, candidate.effort, candidate.most) if days is not None]
        impacts = candidate.sure or 0.0, candidate.impact
        if min(efforts) <= effort <= max(efforts) or min(impacts) - self.noise <= impact <= max(impacts) + self.noise:
            return BETWEEN
        return QUADRANTS[candidate.effort > effort, candidate.impact > impact]

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the initiatives in rows, head first."""
        head: tuple[Words, ...] = (say("No."), say("Initiative"), say("Effort, person-days"), say("Least"), say("Most"),
                                   self.measure, say("Confidence"), say("Place"))  # fmt: skip
        return (head, *(self.row(candidate) for candidate in self.candidates))

    def row(self, candidate: Candidate) -> tuple[Words, ...]:
        """Return number, title, effort, least, most, impact, confidence and quadrant of an initiative."""
        effort: Words = say("unknown") if candidate.effort is None else days(candidate.effort)
        ends = [days(value) for value in (candidate.least, candidate.most)]
        impact: Words = say("unknown") if candidate.impact is None else self.impact(candidate.impact)
        confidence: Words = share(candidate.confidence) if candidate.confidence is not None else ""
        place: Words = self.quadrant(candidate) or ""
        if candidate.enabler:
            impact, place = ENABLER, ""
        return (count(candidate.number), candidate.title, effort, *ends, impact, confidence, place)


def days(value: float | None) -> Words:
    """Return an effort in person-days; empty if it is unknown."""
    if value is None:
        return ""
    return number(value, 0 if value == int(value) else 1 if value >= 0.1 else 2)


def priorities(plan: Roadmap, workspace: Workspace) -> Priorities:
    """Gather the planned initiatives by impact and effort.

    Impact is the value kept per year where it is known for every initiative that changes
    something for customers, else the change of the journey's score in points.

    Parameters
    ----------
    workspace
        The one the plan was made of.
    """
    facing = [item for item in plan.items if item.benefit is not None]
    priced = bool(facing) and all(item.benefit is not None and item.benefit.value is not None for item in facing)
    records = workspace.content.initiatives
    least = max(1.0, noise(plan)) if priced else LEAST_POINTS
    found = tuple(_candidate(index, item, records[item.id], priced=priced) for index, item in enumerate(plan.items, 1))
    measure = say("Value kept per year") if priced else say("Points of score gained")
    kind, unit = ("money", workspace.currency) if priced else ("number", "")
    view = Priorities(measure, measure, kind, unit, found, None, least)
    return replace(view, statement=_statement(view), middle=_middle(view))


def _middle(view: Priorities) -> tuple[float, float] | None:
    """Return the medians of effort and impact of what brings something; `None` if too few do."""
    placed = [(c.effort, c.impact) for c in view.candidates
              if c.effort is not None and c.impact is not None and view.brings(c.impact)]  # fmt: skip
    if len(placed) < LEAST_PLACED:
        return None
    return median(effort for effort, _ in placed), median(impact for _, impact in placed)


def _candidate(index: int, item: Item, record: Initiative, *, priced: bool) -> Candidate:
    effort = sum(amount.days for amount in record.effort.values()) if record.effort else None
    shortest, longest = _range(record)
    return Candidate(
        id=item.id,
        number=index,
        title=item.title,
        effort=effort,
        least=effort * shortest if effort is not None and shortest is not None else None,
        most=effort * longest if effort is not None and longest is not None else None,
        impact=_impact(item, priced=priced),
        enabler=item.enabler,
        critical=item.critical,
        needed=item.needed,
        confidence=record.confidence.value if record.confidence else None,
        after=item.after,
    )


def _range(record: Initiative) -> tuple[float | None, float | None]:
    """Return the least and most duration as parts of the likely one."""
    given = record.duration
    if given is None or not given.likely.minutes:
        return None, None
    ends = (given.least, given.most)
    least, most = (end.minutes / given.likely.minutes if end is not None else None for end in ends)
    return least, most


def _impact(item: Item, *, priced: bool) -> float | None:
    if item.benefit is None:
        return None
    if priced:
        return item.benefit.value
    gains = [gain for effect in item.benefit.effects if (gain := effect.difference.score) is not None]
    return sum(gains) / len(gains) if gains else None


def _statement(view: Priorities) -> Text:
    rated = [c for c in view.candidates if c.effort is not None and c.impact is not None]
    enablers = sum(c.enabler for c in view.candidates)
    if not rated:
        return say("effort and impact are not both known for any initiative")
    best = _best(view, rated)
    found = say("no initiative brings more by itself than about nothing")
    if best is not None:
        found = best
    elif any(view.brings(c.impact) if c.impact is not None else not c.enabler for c in view.candidates):
        found = say("no initiative of known effort and impact brings more by itself than about nothing")
    if not enablers:
        return found
    one = "{finding}; {n} of {all} initiatives is an enabler that others build on"
    many = "{finding}; {n} of {all} initiatives are enablers that others build on"
    return say(one if enablers == 1 else many, finding=found, n=count(enablers), all=count(len(view.candidates)))


def _best(view: Priorities, rated: Sequence[Candidate]) -> Text | None:
    """Say what brings most for the effort, both counted with all it builds on; `None` if nothing of known effort does.

    What each brings is after those finished before it, so what a chain of them brings adds up.
    """
    chains = [(c, _chain(view, c)) for c in rated if view.brings(c.impact or 0.0)]
    sums = [(c, chain, sum(one.impact or 0.0 for one in chain), sum(one.effort or 0.0 for one in chain))
            for c, chain in chains if all(one.effort is not None for one in chain)]  # fmt: skip
    if not sums:
        return None
    best, chain, impact, effort = max(sums, key=lambda found: (found[2] / max(found[3], 0.5), -found[0].number))
    words = "most for the effort brings '{title}': {impact} for {days} person-days"
    if len(chain) > 1:
        words = "most for the effort brings '{title}' with what it builds on: {impact} for {days} person-days"
    return say(words, title=best.title, impact=view.impact(impact), days=number(effort, 0))


def _chain(view: Priorities, candidate: Candidate) -> tuple[Candidate, ...]:
    """Return an initiative with all that it waits for, directly or not."""
    known = {c.id: c for c in view.candidates}
    found: dict[str, Candidate] = {}
    waiting = [candidate.id]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting += known[name].after
    return tuple(found.values())
