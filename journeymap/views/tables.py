"""Tables and lists of figures, the same in every format."""

from collections.abc import Callable, Sequence
from textwrap import shorten

from journeymap.maturity.result import MaturityResult, PracticeResult
from journeymap.roadmap.remaining import open_words
from journeymap.roadmap.result import Roadmap
from journeymap.rules.support import channel_title
from journeymap.scores import JourneyScore, Score
from journeymap.scores.benchmarks import peers
from journeymap.scores.counted import of_touchpoint
from journeymap.scores.explain import VERDICTS, in_unit
from journeymap.scores.figures import FIGURES, completed, lost_title
from journeymap.scores.ranking import Rank
from journeymap.scores.stake import AtRisk
from journeymap.text import Figure, Text, count, date, minutes, money, number, say, share
from journeymap.views.journey_map import Words
from journeymap.views.maturity import STATES
from journeymap.views.report_losses import lost_by_kind
from journeymap.views.roadmap_words import promise, span_words, value_words
from journeymap.views.totals import headline
from journeymap.vocabulary import OutcomeKind

Cell = Words
Row = tuple[Cell, ...]


def score_summary(score: JourneyScore) -> tuple[tuple[Text, Words], ...]:
    """Return a journey's figures side by side; what is unknown is left out."""
    graph, flow = score.graph, score.flow
    found: list[tuple[Text, Words]] = [*headline(score)]
    found[0] = (found[0][0], completed(score))
    if score.score is not None and score.score.low is not None and score.score.high is not None:
        low, high = Figure("score", score.score.low), Figure("score", score.score.high)
        found.append((say("Score, 95% interval"), say("{low} to {high}", low=low, high=high)))
    found.append((say("Scored part of the weight"), share(score.coverage)))
    found.append((say("Counted part of the weight"), _counted(score)))
    if score.worst_moment is not None:
        value = score.touchpoints[score.worst_moment].score
        rated = Figure("score", value.value) if value else ""
        name = graph.title(score.worst_moment)
        found.append((say("Worst moment of truth"), say("'{name}' with {score}", name=name, score=rated)))
    if score.peak_end is not None:
        found.append((say("Peak and end"), _peak_end(score)))
    if score.service is not None:
        service, rest = Figure("score", score.service.service.value), Figure("score", score.service.rest.value)
        found.append((say("Service against the rest"), say("{service} against {rest}", service=service, rest=rest)))
    if flow.cost.known > 0:
        cost = FIGURES["cost"].shown(flow.cost.value, graph.workspace.currency)
        words = say("{cost}, known for {known} of the visits", cost=cost, known=share(flow.cost.known))
        found.append((say("Cost per customer"), words))
    if score.at_risk is not None:
        found.append((say("Value lost in a year"), _lost(score, score.at_risk)))
    return tuple(found)


def _counted(score: JourneyScore) -> Words:
    """Return the part of the weight that is counted, with the score of that part alone."""
    counted = score.parts.counted
    if counted is None or counted.low is None or counted.high is None:
        return share(score.counted)
    ends = (Figure("score", end) for end in (counted.value, counted.low, counted.high))
    value, low, high = ends
    return say("{part}; alone it scores {score} ({low} to {high})", part=share(score.counted), score=value, low=low,
               high=high)  # fmt: skip


def _lost(score: JourneyScore, risk: AtRisk) -> Words:
    """Return what is lost, with its interval and its kinds; the amounts are those of the report."""
    currency, kinds = score.graph.workspace.currency, {lost.kind: lost.value for lost in lost_by_kind(score)}
    value = money(risk.value, currency)
    gone, missed = kinds.get(OutcomeKind.CHURNED), kinds.get(OutcomeKind.ABANDONED)
    words: Words = value
    if risk.interval is not None:
        low, high = risk.interval
        words = say("{value} ({low} to {high})", value=value, low=money(low, currency), high=money(high, currency))
    if gone and missed:
        return say("{value}: {gone} with those who go, {missed} with those who give up", value=words,
                   gone=money(gone, currency), missed=money(missed, currency))  # fmt: skip
    return words


def _peak_end(score: JourneyScore) -> Text:
    peak_end = score.peak_end
    assert peak_end is not None  # noqa: S101 - the caller has looked
    peak, end = score.graph.title(peak_end.peak), score.graph.title(peak_end.end)
    return say("{score}, from '{peak}' and '{end}'", score=Figure("score", peak_end.score), peak=peak, end=end)


def value_at_risk(score: JourneyScore) -> float | None:
    """Return customers × share lost × yearly value, from the client's figures only; `None` if one is unknown."""
    return score.at_risk.value if score.at_risk is not None else None


SCORE_HEAD = ("Touchpoint", "Channel", "Reach", "Score", "Counted part", "Place", "n", "Time")


def score_rows(score: JourneyScore) -> tuple[Row, ...]:
    """Return the touchpoints of a journey with their figures, head first.

    The counted part of a score has an interval, and the place is by it: a range
    where intervals overlap, 1 for the highest.
    """
    graph = score.graph
    rows: list[Row] = [tuple(say(cell) for cell in SCORE_HEAD)]
    for name, point in graph.touchpoints.items():
        rated = score.touchpoints[name]
        total, spent, rank = rated.score, rated.value("duration"), score.ranks.get(name)
        counted = of_touchpoint(rated).counted
        rows.append((
            graph.title(name),
            channel_title(graph, point.channel) if point.channel else "",
            share(score.flow.reach[name]),
            Figure("score", total.value) if total else "",
            _with_ends(counted) if counted is not None else "",
            _place(rank) if rank is not None else "",
            count(total.n) if total and total.n else "",
            minutes(spent) if spent is not None else "",
        ))  # fmt: skip
    return tuple(rows)


def _with_ends(score: Score) -> Words:
    if score.low is None or score.high is None:
        return Figure("score", score.value)
    ends = {"low": Figure("score", score.low), "high": Figure("score", score.high)}
    return say("{value} ({low} to {high})", value=Figure("score", score.value), **ends)


def _place(rank: Rank) -> Words:
    return count(rank.best) if rank.sure else say("{best} to {worst}", best=rank.best, worst=rank.worst)


LOSS_HEAD = ("Lost at", "How it ends", "Of all customers", "Value a year", "95%")


def loss_rows(score: JourneyScore, most: int = 6) -> tuple[Row, ...]:
    """Return where value is lost in a year, head first and largest first, the last of many added up.

    Empty if nothing is lost, or if it is unknown what a customer is worth.
    """
    risk, graph, currency = score.at_risk, score.graph, score.graph.workspace.currency
    if risk is None or not risk.losses:
        return ()
    rows: list[Row] = [tuple(say(cell) for cell in LOSS_HEAD)]
    for loss in risk.losses[:most]:
        ends: Words = ""
        if loss.low is not None and loss.high is not None:
            ends = say("{low} to {high}", low=money(loss.low, currency), high=money(loss.high, currency))
        rows.append((
            graph.title(loss.touchpoint),
            lost_title(score, loss.touchpoint, loss.outcome),
            share(loss.visits * loss.chance),
            money(loss.value, currency),
            ends,
        ))  # fmt: skip
    rest = risk.losses[most:]
    if rest:
        part = sum(loss.visits * loss.chance for loss in rest)
        value = sum(loss.value for loss in rest)
        rows.append((say("{n} more", n=count(len(rest))), "", share(part), money(value, currency), ""))
    sure = any(row[-1] for row in rows[1:])
    return tuple(rows) if sure else tuple(row[:-1] for row in rows)


PEER_HEAD = ("Touchpoint", "Metric", "Beside", "Ours", "Theirs", "Ours is")


def peer_rows(score: JourneyScore) -> tuple[Row, ...]:
    """Return our figures beside the benchmarks that compare, head first; empty if there are none.

    The verdict speaks of the number, not of better and worse; without an interval there is none.
    """
    rows: list[Row] = [tuple(say(cell) for cell in PEER_HEAD)]
    for peer in peers(score):
        if peer.theirs is None or peer.found is None:
            continue
        unit = peer.metric.unit
        rows.append((
            score.graph.title(peer.touchpoint),
            say(peer.metric.title),
            peer.benchmark.title or peer.id,
            in_unit(score.graph, unit, peer.found.estimate.value),
            in_unit(score.graph, unit, peer.theirs),
            say(VERDICTS[peer.verdict]) if peer.verdict is not None else say("no interval"),
        ))  # fmt: skip
    return tuple(rows) if len(rows) > 1 else ()


ROOM = 48
"""Letters a criterion's text may have in a table."""


class _Short(Text):
    """A sentence of which only the first words are shown, whatever the language."""

    __slots__ = ()

    def render(self, translate: Callable[[str], str], figure: Callable[[Figure], str]) -> str:
        """Say the sentence, and end it with an ellipsis where it is too long."""
        return shorten(Text.render(self, translate, figure), ROOM, placeholder="…")


MATURITY_HEAD = ("Practice", "", "", "Attained", "Evidenced", "Target", "Progress", "Next")


SIGNS = say(
    "● core; ! the maps contradict an answer; ? too many answers are unknown; ▲ stands on a practice that is too low"
)
"""What the signs in the table of practices mean."""


def maturity_rows(result: MaturityResult) -> tuple[Row, ...]:
    """Return practices with their levels, by phase, head first."""
    rows: list[Row] = [tuple(say(cell) for cell in MATURITY_HEAD)]
    rows += [_practice(practice) for phase in result.phases for practice in phase.practices]
    return tuple(rows)


def _practice(practice: PracticeResult) -> Row:
    levels = [practice.evidenced, practice.target]
    figures: Sequence[Cell] = [count(level) if level is not None else "" for level in levels]
    progress: Cell = number(practice.progress) if practice.progress is not None else ""
    hint: Cell = "" if practice.state == "assessed" else STATES[practice.state]
    if practice.holding_down:
        first = practice.holding_down[0]
        hint = say("{code}: {text}", code=first.id, text=_Short(first.criterion.text))
    return (practice.id, say(practice.title), _signs(practice), _attained(practice), *figures, progress, hint)


def _attained(practice: PracticeResult) -> Cell:
    """Return the level; with the highest one the unknown answers leave open, if that differs."""
    if practice.attained is None:
        return ""
    if practice.high is not None and practice.high > practice.attained:
        return f"{practice.attained}-{practice.high}"
    return count(practice.attained)


def _signs(practice: PracticeResult) -> str:
    found = {
        "●": practice.core,
        "!": bool(practice.contradictions),
        "?": practice.provisional,
        "▲": practice.without_foundation,
    }
    return "".join(sign for sign, holds in found.items() if holds)


PLAN_HEAD = ("Initiative", "From", "To", "Weeks", "Cost", "Value a year", "Why then")


def plan_rows(roadmap: Roadmap, *, narrow: bool = False) -> tuple[Row, ...]:
    """Return the initiatives in the order of their start, head first.

    Parameters
    ----------
    narrow
        Only what and when: no money and no reasons.
    """
    rows: list[Row] = [tuple(say(cell) for cell in PLAN_HEAD)]
    for item in roadmap.items:
        mark = "●" if item.critical else "○" if item.id in roadmap.later else " "
        rows.append((
            f"{mark} {item.title}",
            date(item.start),
            date(item.end),
            span_words(item),
            money(item.spends, roadmap.currency) if item.spends is not None else "",
            value_words(item, roadmap),
            item.reason,
        ))  # fmt: skip
    return tuple(row[:4] for row in rows) if narrow else tuple(rows)


def plan_notes(roadmap: Roadmap) -> tuple[Text, ...]:
    """Return what a reader of the plan must know: its signs, length and bound, what stays open, what was left out."""
    found = [say("● if it slips, the whole plan slips; · what else there is to know")] if roadmap.items else []
    found += [say("○ did not fit before the end of the plan and stands behind it")] if roadmap.later else []
    found += [words for words in (promise(roadmap),) if words is not None]
    found += roadmap.notes
    found += [say("left out: '{name}', {reason}", name=item.title, reason=item.reason) for item in roadmap.left_out]
    found += [say("still open: {words}", words=words) for words in open_words(roadmap.open_steps)]
    return tuple(found)
