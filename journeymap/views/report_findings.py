"""Findings as cards: what, where, how sure, what to do."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from journeymap.analysis import Analysis
from journeymap.graph import JourneyGraph
from journeymap.model.plans import Change
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules import Finding, severity_of
from journeymap.scores import JourneyScore, Score
from journeymap.text import Figure, Text, count, number, say, share
from journeymap.views.acceptances import acceptance_words, lapse_words
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import GAP_WORDS, SEVERITY_WORDS, Card, Table, listed, place, slugs
from journeymap.views.report_solved import Solved

MOST_NUMBERS = 60
"""Findings named by number in a cell."""

MOST_ALSO = 4
"""Touchpoints named where a finding stands for several; the others are counted."""

SAME = 0.005
"""Difference of reach below which a group is met as often as all."""

GRADES: Mapping[str, str] = {"A": "A measured", "B": "B observed", "C": "C documented", "D": "D told or assumed"}
"""What readings rest on."""

LEAST = 0.005
"""Weight below which two decimals would show nothing."""

APART = 0.05
"""Groups whose reach differs by less are not told apart."""


@dataclass(frozen=True)
class Findings:
    """All findings of an analysis with their numbers and places in the report."""

    analysis: Analysis

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Return the open findings as cards, weightiest first."""
        found = self.analysis.judged.open_findings
        return tuple(self._card(f, n, slug) for n, (f, slug) in enumerate(zip(found, slugs(found), strict=True), 1))

    @cached_property
    def accepted(self) -> tuple[Card, ...]:
        """Return the findings the organisation lives with."""
        judged = self.analysis.judged
        start = len(judged.open_findings) + 1
        kept = [finding for finding in judged.findings if finding.accepted is not None]
        names = slugs([*judged.open_findings, *kept])[start - 1 :]
        return tuple(self._card(f, n, slug) for n, (f, slug) in enumerate(zip(kept, names, strict=True), start))

    @cached_property
    def links(self) -> Mapping[str, str]:
        """Return the place of each finding in the report, by its id."""
        pairs = zip(self.analysis.judged.open_findings, self.cards, strict=True)
        return {finding.id: card.slug for finding, card in pairs}

    @cached_property
    def solved(self) -> Solved:
        """Return what the roadmap does to the findings."""
        return Solved(self.analysis)

    def of(self, journey: str | None) -> tuple[Card, ...]:
        """Return the cards of one journey, or with `None` those of the workspace."""
        pairs = zip(self.analysis.judged.open_findings, self.cards, strict=True)
        return tuple(card for finding, card in pairs if finding.journey == journey)

    @cached_property
    def personas(self) -> Mapping[str, Mapping[str, JourneyScore]]:
        """Return the scores of each journey by group of customers; empty where groups do not differ."""
        return {name: score.by_persona for name, score in self.analysis.judged.current.items()}

    def _card(self, finding: Finding, number: int, slug: str) -> Card:
        score = self.analysis.judged.current.get(finding.journey or "")
        graph = score.graph if score else None
        touchpoint = finding.touchpoint if graph and finding.touchpoint in graph.touchpoints else None
        stage = graph.journey.stage_of[touchpoint] if graph and touchpoint else ""
        return Card(
            number=number,
            slug=slug,
            id=finding.id,
            rule=finding.rule,
            severity=finding.severity,
            severity_word=say(SEVERITY_WORDS[finding.severity]),
            theme=say(humanise(finding.theme)),
            stage=graph.title(stage) if graph and stage else "",
            message=finding.message,
            remedy=finding.help,
            quick_action=Text(finding.quick_action) if finding.quick_action else None,
            gap_kind=finding.gap_kind,
            gap_word=say(GAP_WORDS.get(finding.gap_kind, humanise(finding.gap_kind))),
            place=place(finding.span),
            touchpoint=graph.title(touchpoint) if graph and touchpoint else "",
            also=_also(finding, graph),
            values=tuple(_values(finding, score, touchpoint)),
            reach=finding.reach if touchpoint else None,
            customers=_customers(score, finding.reach) if touchpoint else None,
            groups=self._groups(finding.journey, touchpoint),
            accepted=acceptance_words(finding.accepted) if finding.accepted else "",
            lapsed=lapse_words(finding.lapsed) if finding.lapsed else "",
            assumed=finding.assumed,
            rests=_rests(score, touchpoint),
            solved=self.solved.words(finding),
            personas=self._met(finding.journey, touchpoint),
            departments=_departments(graph, touchpoint),
            weight=_weight(finding),
            at=f"{finding.journey}/{touchpoint}" if touchpoint else "",
        )

    def _met(self, journey: str | None, touchpoint: str | None) -> tuple[str, ...]:
        """Return the groups that a touchpoint meets as often as all customers, or more."""
        by_group = self.personas.get(journey or "", {})
        if touchpoint is None or len(by_group) < 2:
            return ()
        whole = self.analysis.judged.current[journey or ""].flow.reach.get(touchpoint, 0.0)
        return tuple(persona_title(score, name) for name, score in by_group.items()
                     if score.flow.reach.get(touchpoint, 0.0) >= whole - SAME)  # fmt: skip

    def _groups(self, journey: str | None, touchpoint: str | None) -> Words:
        by_group = self.personas.get(journey or "", {})
        if touchpoint is None or len(by_group) < 2:
            return ""
        reach = {name: score.flow.reach.get(touchpoint, 0.0) for name, score in by_group.items()}
        most = max(reach, key=lambda name: (reach[name], name))
        others = {str(share(part)) for name, part in reach.items() if name != most}
        if reach[most] - min(reach.values()) < APART or str(share(reach[most])) in others:
            return ""
        title = persona_title(by_group[most], most)
        return say("most often {group}: {reach} get here", group=title, reach=share(reach[most]))


def touched(change: Change) -> frozenset[str]:
    """Return the touchpoints that a change adds, removes, reroutes or sets something of."""
    records = (change.add and change.add.touchpoint, change.remove and change.remove.touchpoint,
               change.reroute and change.reroute.source)  # fmt: skip
    return frozenset([*(path.split(".")[0] for path in change.set or {}), *(name for name in records if name)])


def _also(finding: Finding, graph: JourneyGraph | None) -> Words:
    """Name the other touchpoints a finding stands for, some of many."""
    known = graph.touchpoints if graph else {}
    return listed([graph.title(name) for name in finding.also if graph and name in known], most=MOST_ALSO)


def _weight(finding: Finding) -> Words:
    """Say what the severity of a finding comes from: reach, importance and gap, or that its rule sets it."""
    reach, gap = Figure("share", finding.reach, "", 1), number(finding.gap, 2)
    weight = number(finding.weight, 2 if finding.weight >= LEAST or not finding.weight else 4)
    words = say("{reach} of customers × {importance}/5 × {gap} = {weight}", reach=reach,
                importance=finding.importance, gap=gap, weight=weight)  # fmt: skip
    if finding.severity is severity_of(finding.weight):
        return words
    return say("{words}, graded by its rule: {severity}", words=words, severity=say(SEVERITY_WORDS[finding.severity]))


def _rests(score: JourneyScore | None, touchpoint: str | None) -> Words:
    """Say what the readings of a touchpoint rest on, the firmest first."""
    if score is None or touchpoint is None:
        return ""
    grades = sorted({found.basis.grade for found in score.touchpoints[touchpoint].metrics.values()})
    return listed([say(GRADES[grade]) for grade in grades])


def _departments(graph: JourneyGraph | None, touchpoint: str | None) -> tuple[str, ...]:
    """Return the titles of the departments at a touchpoint, before the customer first."""
    if graph is None or touchpoint is None:
        return ()
    point, known = graph.touchpoints[touchpoint], graph.workspace.content.departments
    ids = dict.fromkeys(name for name in (point.department, *(step.department for step in point.backstage)) if name)
    return tuple(known[name].title or humanise(name) if name in known else humanise(name) for name in ids)


def persona_title(score: JourneyScore, name: str) -> str:
    """Return the title of a group of customers."""
    return score.graph.workspace.content.personas[name].title or humanise(name)


def _customers(score: JourneyScore | None, reach: float) -> float | None:
    customers = score.customers() if score else None
    return customers * reach if customers is not None else None


def _values(finding: Finding, score: JourneyScore | None, touchpoint: str | None) -> Iterator[tuple[Text, Words]]:
    names = set()
    for name, figure in finding.evidence:
        names.add(name)
        yield say(figure_title(name)), figure
    if touchpoint is not None and score is not None:
        rated = score.touchpoints[touchpoint].score
        if "score" not in names and rated is not None:
            yield say("Score"), rated_words(rated)


def figure_title(name: str) -> str:
    """Return what a figure behind a finding is called: a phrase as the rule has it, with a capital.

    Examples
    --------
    >>> figure_title("hand-offs per case"), figure_title("reach")
    ('Hand-offs per case', 'Reach')
    """
    return name[:1].upper() + name[1:] if " " in name else humanise(name)


def rated_words(score: Score) -> Words:
    """Return a score with its interval and n, or marked as an opinion."""
    value = Figure("score", score.value)
    if score.low is None or score.high is None:
        return say("{value} of 100, an opinion", value=value)
    low, high = Figure("score", score.low), Figure("score", score.high)
    if score.n is None:
        return say("{value} of 100 (95% interval {low} to {high})", value=value, low=low, high=high)
    return say(
        "{value} of 100 (95% interval {low} to {high}, n = {n})", value=value, low=low, high=high, n=count(score.n)
    )


def by_kind(cards: Sequence[Card]) -> Table | None:
    """Return how many findings there are by kind of gap and severity."""
    if not cards:
        return None
    severities = list(SEVERITY_WORDS)
    head = (say("Kind of gap"), *(say(SEVERITY_WORDS[severity]) for severity in severities), say("Findings"))
    rows = []
    for kind, word in GAP_WORDS.items():
        ours = [card for card in cards if card.gap_kind == kind]
        counts = [count(sum(card.severity is severity for card in ours)) for severity in severities]
        numbers = listed([str(card.number) for card in ours], most=MOST_NUMBERS)
        rows.append((say(word), *counts, numbers if ours else say("none")))
    return Table(say("Findings by kind of gap"), head, tuple(rows))
