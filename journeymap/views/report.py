"""The report as plain values: what its template sees, and nothing else.

A report is one page in ten sections, with one more in front of them if there
are several journeys. Each has an id, a short name for the contents, a heading
that is a sentence computed from the data, and its parts. What the workspace
does not say is a :class:`~journeymap.views.report_parts.Missing` that tells
how to add it.
"""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from journeymap.analysis import Analysis
from journeymap.model.workspace import EPOCH
from journeymap.records import dataclass
from journeymap.scores import JourneyScore
from journeymap.text import Text, count, money, say, share
from journeymap.views.portfolio import compare, members_of
from journeymap.views.portfolio_part import Portfolio, portfolio_part
from journeymap.views.report_aside import MUCH, aside_words
from journeymap.views.report_findings import Findings, by_kind
from journeymap.views.report_journey import JourneyPart, heading, journey_facts, journey_part, title
from journeymap.views.report_keys import KeyFinding, key_findings
from journeymap.views.report_losses import NOBODY, largest_loss, lost_in_a_year, lost_share, where_lost
from journeymap.views.report_maturity import (
    NO_ASSESSMENT,
    MaturityPart,
    TrendPart,
    maturity_heading,
    maturity_part,
    trend_heading,
    trend_part,
)
from journeymap.views.report_method import FIRM, MethodPart, Term, certainty, glossary, method_heading, method_part
from journeymap.views.report_numbers import Numbers, numbers_part
from journeymap.views.report_parts import GAP_WORDS, Card, Fact, Link, Missing, Table, listed, plural
from journeymap.views.report_plan import NO_PLAN, PlanPart, plan_heading, plan_part
from journeymap.views.report_target import NO_TARGET, TargetPart, target_heading, target_part
from journeymap.views.report_worth import (
    all_finished,
    brought_words,
    first_noticed,
    open_steps,
    release,
    total_cost,
    worth,
)
from journeymap.views.roadmap_words import first_words

if TYPE_CHECKING:
    from journeymap.views.comparison import Comparison


@dataclass(frozen=True)
class Cover:
    """The first page.

    Attributes
    ----------
    scope
        What was looked at, in a sentence.
    date
        The day the workspace is read on; `None` if no file tells.
    digest
        SHA-256 of the sources: the same sources give the same report.
    """

    organisation: str
    title: str
    scope: Text
    date: dt.date | None
    version: str
    author: str
    confidentiality: str
    digest: str


@dataclass(frozen=True)
class Decision:
    """Something the board is asked for, with where the reasons stand."""

    words: Text
    evidence: Link


@dataclass(frozen=True)
class Answer:
    """What a board asks first, named in a few words, and what the report answers."""

    name: Text
    words: Text


@dataclass(frozen=True)
class Summary:
    """One screen for those who read no further."""

    message: Text
    answers: tuple[Answer, ...]
    facts: tuple[Fact, ...]
    findings: tuple[KeyFinding, ...]
    decisions: tuple[Decision, ...]

    @property
    def support(self) -> tuple[Text, ...]:
        """Return the answers without their names, as one reads them in a row."""
        return tuple(answer.words for answer in self.answers)


@dataclass(frozen=True)
class Section:
    """A heading of the report.

    Attributes
    ----------
    id
        Its place.
    name
        What the contents call it.
    heading
        The finding in a sentence.
    """

    id: str
    number: int
    name: Text
    heading: Text


@dataclass(frozen=True)
class Report:
    """Everything the report shows.

    Attributes
    ----------
    portfolio
        What compares the journeys; `None` if there is one only.
    comparison
        What moved since an earlier reading; `None` if none was given.
    """

    cover: Cover
    sections: tuple[Section, ...]
    portfolio: Portfolio | None
    summary: Summary
    journeys: tuple[JourneyPart, ...]
    elsewhere: tuple[Card, ...]
    accepted: tuple[Card, ...]
    kinds: Table | None
    maturity: MaturityPart | None
    no_maturity: Missing
    targets: tuple[TargetPart, ...]
    no_target: Missing
    plan: PlanPart | None
    no_plan: Missing
    comparison: "Comparison | None"
    trend: TrendPart | None
    method: MethodPart
    numbers: Numbers
    glossary: tuple[Term, ...]

    def section(self, name: str) -> Section:
        """Return a section by its id."""
        return next(section for section in self.sections if section.id == name)


def report_view(analysis: Analysis, since: Analysis | None = None) -> Report:
    """Gather everything a report shows.

    Parameters
    ----------
    since
        The same workspace as it was, with its plan.
    """
    judged, findings = analysis.judged, Findings(analysis)
    moved = _moved(since, analysis, findings) if since is not None else None
    portfolio = portfolio_part(compare(members_of(analysis))) if len(judged.current) > 1 else None
    summary = _summary(analysis, findings)
    told = frozenset(fact.key for fact in summary.facts)
    return Report(
        cover=_cover(analysis),
        sections=tuple(_sections(analysis, portfolio, moved)),
        portfolio=portfolio,
        summary=summary,
        journeys=tuple(journey_part(score, findings, told) for score in judged.current.values()),
        elsewhere=findings.of(None),
        accepted=findings.accepted,
        kinds=by_kind(findings.cards),
        maturity=maturity_part(judged),
        no_maturity=NO_ASSESSMENT,
        targets=tuple(target_part(judged, name) for name in judged.targets),
        no_target=NO_TARGET,
        plan=plan_part(analysis),
        no_plan=NO_PLAN,
        comparison=moved,
        trend=trend_part(judged),
        method=method_part(analysis),
        numbers=numbers_part(findings),
        glossary=glossary(),
    )


def _moved(since: Analysis, analysis: Analysis, findings: Findings) -> "Comparison":
    from journeymap.views.comparison import comparison  # noqa: PLC0415 - few reports look back

    return comparison(since, analysis, findings.links)


def _sections(analysis: Analysis, portfolio: Portfolio | None, moved: "Comparison | None") -> Iterator[Section]:
    judged = analysis.judged
    main = main_journey(analysis)
    front = (("portfolio", say("Portfolio"), portfolio.heading),) if portfolio is not None else ()
    since = (("comparison", say("Then and now"), moved.heading),) if moved is not None else ()
    headings = (
        *front,
        ("summary", say("Summary"), _message(analysis)),
        ("current", say("Current journey"), _found(analysis, main)),
        ("maturity", say("Digital maturity"), maturity_heading(judged.latest)),
        ("target", say("Target journey"), target_heading(judged)),
        ("priorities", say("Priorities"), _priorities_heading(analysis)),
        ("roadmap", say("Roadmap"), plan_heading(analysis)),
        *since,
        ("trend", say("Trend"), trend_heading(judged)),
        ("method", say("Method and data"), method_heading(analysis)),
        ("tables", say("Tables and glossary"), say("every number of the report, to be checked and used again")),
    )
    for index, (name, words, sentence) in enumerate(headings, 1):
        yield Section(name, index, words, sentence)


def _found(analysis: Analysis, main: JourneyScore | None) -> Text:
    """Return where most is lost at once on the main journey, with its title if there are several."""
    if main is None:
        return say("no journey is drawn yet")
    found = largest_loss(main) or heading(main)
    several = len(analysis.judged.current) > 1
    return say("{title}: {finding}", title=title(main), finding=found) if several else found


def _cover(analysis: Analysis) -> Cover:
    project, judged = analysis.workspace.content.project, analysis.judged
    brand = project.brand
    points = sum(len(score.graph.touchpoints) for score in judged.current.values())
    scope = say(
        "{journeys}, {touchpoints}, {findings}",
        journeys=plural(len(judged.current), "{n} journey", "{n} journeys"),
        touchpoints=plural(points, "{n} touchpoint", "{n} touchpoints"),
        findings=plural(len(judged.open_findings), "{n} finding", "{n} findings"),
    )
    return Cover(
        organisation=(brand.name if brand else None) or project.organisation or "",
        title=analysis.workspace.title,
        scope=scope,
        date=analysis.workspace.today if analysis.workspace.today != EPOCH else None,
        version=project.version or "",
        author=project.author or "",
        confidentiality=(brand.confidentiality if brand else None) or "",
        digest=analysis.workspace.digest,
    )


def main_journey(analysis: Analysis) -> JourneyScore | None:
    """Return the journey on which most is lost: money if known, else customers, else share."""
    found = compare(members_of(analysis)).members
    return found[0].score if found else None


def _message(analysis: Analysis) -> Text:
    main = main_journey(analysis)
    if main is None:
        return say("no journey is drawn yet")
    if not main.flow.losses or main.flow.churn <= NOBODY:
        return say("{title}: {finding}", title=title(main), finding=heading(main))
    lost = say("{lost} of customers who start '{title}' give up or leave", lost=share(lost_share(main)),
               title=title(main))  # fmt: skip
    return where_lost(main, lost)


def _summary(analysis: Analysis, findings: Findings) -> Summary:
    main = main_journey(analysis)
    goal = analysis.judged.target_of(main.graph.name) if main else None
    facts = tuple(journey_facts(main, goal[1] if goal else None)) if main else ()
    shown = [fact for fact in facts if fact.target != ""] or list(facts)
    shown.sort(key=lambda fact: not fact.key.endswith((".completion", ".value")))
    return Summary(
        message=_message(analysis),
        answers=tuple(_answers(analysis, main)),
        facts=tuple(shown[:5]),
        findings=tuple(key_findings(findings)),
        decisions=tuple(decisions(analysis)),
    )


def _answers(analysis: Analysis, main: JourneyScore | None) -> Iterator[Answer]:
    """Yield what is lost, what changes and when, what that is worth, and how sure all of it is."""
    if main is None:
        return
    after = [quarter.journeys.get(main.graph.name) for quarter in analysis.roadmap.quarters]
    last = next((score for score in reversed(after) if score is not None), None)
    lost = lost_in_a_year(main, last)
    if lost is not None:
        yield Answer(say("What is lost"), lost)
    brought = None
    if last is not None and last.flow.completion > main.flow.completion + 0.0005:
        brought = brought_words(analysis, main, last)
    elif not analysis.judged.targets:
        brought = say(
            "no target has been set, so the report says where the journey stands and not yet where it should go"
        )
    noticed = first_noticed(analysis, main)
    changes = say("{brought}; {noticed}", brought=brought, noticed=noticed) if brought and noticed else None
    told = changes or brought or noticed
    if told is not None:
        yield Answer(say("What changes, and when"), told)
    gain, cost = worth(analysis), total_cost(analysis)
    if gain is not None:
        spent = money(cost, analysis.workspace.currency) if cost is not None else None
        words = say("the roadmap costs {cost}; {gain}", cost=spent, gain=gain) if spent else gain
        for aside in aside_words(analysis, MUCH):
            words = say("{words}; {aside}", words=words, aside=aside)
        yield Answer(say("What it is worth"), words)
    sure = certainty(analysis)
    if sure is not None:
        yield Answer(say("How sure it is"), sure)


def decisions(analysis: Analysis) -> Iterator[Decision]:
    """Yield what the board is asked for."""
    roadmap, judged = analysis.roadmap, analysis.judged
    if roadmap.items:
        yield Decision(release(analysis), Link(say("Roadmap"), "roadmap"))
        first = first_words(roadmap)
        if first is not None:
            yield Decision(first, Link(say("Roadmap"), "roadmap"))
    finished = all_finished(analysis)
    if finished is not None:
        words = say("{finished}: say what comes next", finished=finished)
        if roadmap.steps_open and judged.targets:
            words = say("{finished}, and {open} to what is wanted are open on today's map: bring the map up to date "
                        "or say what comes next", finished=finished, open=open_steps(analysis))  # fmt: skip
        yield Decision(words, Link(say("Roadmap"), "roadmap"))
    elif judged.targets and not roadmap.items:
        yield Decision(say("Say which initiatives bring the target: none is planned yet"),
                       Link(say("Roadmap"), "roadmap"))  # fmt: skip
    elif roadmap.steps_open and judged.targets:
        yield Decision(say("Accept or fund what the plan leaves open: {open} to what is wanted",
                           open=open_steps(analysis)), Link(say("Residual gap"), "residual"))  # fmt: skip
    if not judged.targets and judged.current:
        yield Decision(say("Say what the journey should become: set a target"), Link(say("Target journey"), "target"))
    yield from _measuring(analysis)


def _measuring(analysis: Analysis) -> Iterator[Decision]:
    judged, method = analysis.judged, Link(say("Method and data"), "method")
    weak = sum(all(found.basis.grade not in FIRM for found in point.metrics.values())
               for score in judged.current.values() for point in score.touchpoints.values())  # fmt: skip
    if weak:
        one = "Have {n} touchpoint measured of which no more is known than what is told or assumed"
        many = "Have {n} touchpoints measured of which no more is known than what is told or assumed"
        yield Decision(plural(weak, one, many), method)
    settle = list(_unsettled(analysis))
    if settle:
        yield Decision(say("Settle {what}", what=listed(settle)), Link(say("Digital maturity"), "doubts"))


def _unsettled(analysis: Analysis) -> Iterator[Text]:
    """Yield how many criteria of the latest assessment people differ on, and how many answers the maps contradict."""
    latest = analysis.judged.latest
    if latest is None:
        return
    if latest.unsettled:
        yield plural(len(latest.unsettled), "{n} criterion on which those asked differ",
                     "{n} criteria on which those asked differ")  # fmt: skip
    contradicted = len(latest.open_conflicts)
    if contradicted:
        yield plural(contradicted, "{n} answer that the maps contradict", "{n} answers that the maps contradict")


def _priorities_heading(analysis: Analysis) -> Text:
    found = analysis.judged.open_findings
    if not found:
        return say("no rule found a weak spot")
    severe = [finding for finding in found if finding.severity.rank >= 2]
    all_of_them = plural(len(found), "{n} finding", "{n} findings")
    kinds = [finding.gap_kind for finding in severe or found]
    numbers = sorted((kinds.count(kind) for kind in set(kinds)), reverse=True)
    kind = say(GAP_WORDS.get(max(kinds, key=lambda kind: (kinds.count(kind), kind)), "Process"))
    words = say("{findings}, none major or critical", findings=all_of_them)
    if severe:
        words = say("{n} of {findings} is major or critical" if len(severe) == 1 else
                    "{n} of {findings} are major or critical", n=count(len(severe)), findings=all_of_them)  # fmt: skip
    if len(numbers) > 1 and numbers[0] == numbers[1]:
        return words
    if len(kinds) == 1:
        return say("{words}; a gap of the kind: {kind}", words=words, kind=kind)
    most = "{words}; most of them are gaps of the kind: {kind}"
    return say(most if 2 * numbers[0] > len(kinds) else "{words}; the most frequent kind of gap: {kind}", words=words,
               kind=kind)  # fmt: skip
