"""Tables and lists of figures, the same in every format."""

from collections.abc import Callable, Sequence
from textwrap import shorten

from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.roadmap.result import Roadmap
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, date, minutes, money, number, say, share
from journeymap.views.journey_map import Words, headline
from journeymap.views.maturity import STATES

Cell = Words
Row = tuple[Cell, ...]


def score_summary(score: JourneyScore) -> tuple[tuple[Text, Words], ...]:
    """Return a journey's figures side by side; what is unknown is left out."""
    graph, flow = score.graph, score.flow
    found: list[tuple[Text, Words]] = list(headline(score))
    if score.score is not None and score.score.low is not None and score.score.high is not None:
        low, high = Figure("score", score.score.low), Figure("score", score.score.high)
        found.append((say("Score, 95% interval"), say("{low} to {high}", low=low, high=high)))
    found.append((say("Scored part of the weight"), share(score.coverage)))
    found.append((say("Counted part of the weight"), share(score.counted)))
    if score.worst_moment is not None:
        value = score.touchpoints[score.worst_moment].score
        rated = Figure("score", value.value) if value else ""
        found.append(
            (
                say("Worst moment of truth"),
                say("'{name}' with {score}", name=graph.title(score.worst_moment), score=rated),
            )
        )
    if score.peak_end is not None:
        found.append((say("Peak and end"), _peak_end(score)))
    if score.service is not None:
        service, rest = Figure("score", score.service.service.value), Figure("score", score.service.rest.value)
        found.append((say("Service against the rest"), say("{service} against {rest}", service=service, rest=rest)))
    if flow.cost.known > 0:
        cost = money(flow.cost.value, graph.workspace.currency)
        found.append(
            (
                say("Cost per customer"),
                say("{cost}, known for {known} of the visits", cost=cost, known=share(flow.cost.known)),
            )
        )
    lost = value_at_risk(score)
    if lost is not None:
        found.append((say("Value lost in a year"), money(lost, graph.workspace.currency)))
    return tuple(found)


def _peak_end(score: JourneyScore) -> Text:
    peak_end = score.peak_end
    assert peak_end is not None  # noqa: S101 - the caller has looked
    peak, end = score.graph.title(peak_end.peak), score.graph.title(peak_end.end)
    return say("{score}, from '{peak}' and '{end}'", score=Figure("score", peak_end.score), peak=peak, end=end)


def value_at_risk(score: JourneyScore) -> float | None:
    """Return customers × share lost × yearly value, from the client's figures only; `None` if one is unknown."""
    customers, value = score.customers(), score.value_at_stake()
    if customers is None or value is None:
        return None
    return customers * value * score.flow.churn


NOISE = 0.001
"""Part of the value at stake below which an amount is about nothing; a convention of this tool."""

SCORE_HEAD = ("Touchpoint", "Channel", "Reach", "Score", "95%", "n", "Time")


def score_rows(score: JourneyScore) -> tuple[Row, ...]:
    """Return the touchpoints of a journey with their figures, head first."""
    graph = score.graph
    rows: list[Row] = [tuple(say(cell) for cell in SCORE_HEAD)]
    for name, point in graph.touchpoints.items():
        rated = score.touchpoints[name]
        total, spent = rated.score, rated.value("duration")
        interval: Cell = ""
        if total is not None and total.low is not None and total.high is not None:
            interval = say("{low} to {high}", low=Figure("score", total.low), high=Figure("score", total.high))
        rows.append((
            graph.title(name),
            channel_title(graph, point.channel) if point.channel else "",
            share(score.flow.reach[name]),
            Figure("score", total.value) if total else "",
            interval,
            count(total.n) if total and total.n else "",
            minutes(spent) if spent is not None else "",
        ))  # fmt: skip
    return tuple(rows)


ROOM = 48
"""Letters a criterion's text may have in a table."""


class _Short(Text):
    """A sentence of which only the first words are shown, whatever the language."""

    __slots__ = ()

    def render(self, translate: Callable[[str], str], figure: Callable[[Figure], str]) -> str:
        """Say the sentence, and end it with an ellipsis where it is too long."""
        return shorten(Text.render(self, translate, figure), ROOM, placeholder="…")


MATURITY_HEAD = ("Practice", "", "Attained", "Evidenced", "Target", "Progress", "Next")


def maturity_rows(result: MaturityResult) -> tuple[Row, ...]:
    """Return practices with their levels, by phase, head first."""
    rows: list[Row] = [tuple(say(cell) for cell in MATURITY_HEAD)]
    rows += [_practice(practice) for phase in result.phases for practice in phase.practices]
    return tuple(rows)


def _practice(practice: PracticeResult) -> Row:
    levels = [practice.attained, practice.evidenced, practice.target]
    figures: Sequence[Cell] = [count(level) if level is not None else "" for level in levels]
    progress: Cell = number(practice.progress) if practice.progress is not None else ""
    hint: Cell = "" if practice.state == "assessed" else STATES[practice.state]
    if practice.holding_down:
        first = practice.holding_down[0]
        hint = say("{code}: {text}", code=first.id, text=_Short(first.criterion.text))
    return (practice.id, say(practice.title), *figures, progress, hint)


PLAN_HEAD = ("Initiative", "From", "To", "Weeks", "Cost", "Value a year", "Why then")


def plan_rows(roadmap: Roadmap) -> tuple[Row, ...]:
    """Return the initiatives in the order of their start, head first."""
    rows: list[Row] = [tuple(say(cell) for cell in PLAN_HEAD)]
    for item in sorted(roadmap.items, key=lambda item: (item.start, item.id)):
        value = item.benefit.value if item.benefit else None
        rows.append((
            f"{'●' if item.critical else ' '} {item.title}",
            date(item.start),
            date(item.end),
            count(item.weeks),
            money(item.cost.amount, item.cost.currency or roadmap.currency) if item.cost else "",
            money(value, roadmap.currency) if value is not None else "",
            item.reason,
        ))  # fmt: skip
    return tuple(rows)


def plan_notes(roadmap: Roadmap) -> tuple[Text, ...]:
    """Return what a reader of the plan must know: its signs, length and bound, what stays open, what was left out."""
    found = [say("● if it slips, the whole plan slips; · what else there is to know")] if roadmap.items else []
    found += roadmap.notes
    found += [say("left out: '{name}', {reason}", name=item.title, reason=item.reason) for item in roadmap.left_out]
    found += [say("still open: {words}", words=item.words) for item in roadmap.residual]
    return tuple(found)
