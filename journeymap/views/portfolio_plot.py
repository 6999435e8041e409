"""Journeys in a row each and their figures on a scale each: what a dot plot shows."""

from journeymap.records import dataclass
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.portfolio import Comparison, Measure, Member
from journeymap.views.portfolio_words import amount
from journeymap.views.report_parts import Row, Table


@dataclass(frozen=True)
class Dot:
    """A figure on its scale.

    Attributes
    ----------
    low, high
        Its 95 % interval; `None` if it has none.
    words
        As it is written beside the dot.
    """

    value: float
    words: Words
    low: float | None = None
    high: float | None = None

    @property
    def sure(self) -> bool:
        """Tell whether it has an interval."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True)
class Panel:
    """A figure of all journeys on one scale.

    Attributes
    ----------
    name
        Of the figure.
    top
        Greatest value of the scale, if it is given; the scale begins at 0.
    kind, unit
        How its values are written, as in :class:`~journeymap.text.Figure`.
    dots
        One for each journey; `None` where it is unknown.
    parts
        What was counted of a score that holds opinions; `None` elsewhere.
    loss
        Whether the most is the worst, not the least.
    """

    name: Text
    kind: str
    dots: tuple[Dot | None, ...]
    top: float | None = None
    unit: str = ""
    parts: tuple[Dot | None, ...] = ()
    loss: bool = False

    @property
    def worst(self) -> Dot | None:
        """Return the worst of several figures with an interval: one that overlaps it is not ranked apart from it."""
        sure = [dot for dot in self.dots if dot is not None and dot.sure]
        if len(sure) < 2:
            return None
        return (max if self.loss else min)(sure, key=lambda dot: dot.value)


@dataclass(frozen=True)
class DotPlot:
    """Journeys beside each other.

    Attributes
    ----------
    titles
        The one that loses most comes first.
    statement
        What it shows; the description for those who cannot see it.
    table
        The same numbers.
    """

    titles: tuple[str, ...]
    panels: tuple[Panel, ...]
    statement: Text
    table: Table


def dot_plot(found: Comparison) -> DotPlot:
    """Return what the picture of a comparison shows."""
    every = (
        Panel(say("Score"), "score", tuple(_score(member) for member in found.members), 100.0,
              parts=tuple(_counted(member) for member in found.members)),
        Panel(say("Completion"), "share", tuple(_completion(member) for member in found.members), 1.0),
        _losses(found),
    )  # fmt: skip
    panels = tuple(panel for panel in every if any(dot is not None for dot in panel.dots))
    return DotPlot(tuple(member.title for member in found.members), panels, _statement(found),
                   _table(found, panels))  # fmt: skip


def _score(member: Member) -> Dot | None:
    score = member.score.score
    return None if score is None else Dot(score.value, Figure("score", score.value), score.low, score.high)


def _counted(member: Member) -> Dot | None:
    part = member.score.parts.counted
    if part is None or part.low is None or member.rated is not None:
        return None
    return Dot(part.value, Figure("score", part.value), part.low, part.high)


def _completion(member: Member) -> Dot:
    low, high = member.completed or (None, None)
    return Dot(member.score.flow.completion, share(member.score.flow.completion), low, high)


NAMES: dict[Measure, str] = {"value": "Value lost in a year", "customers": "Customers lost in a year",
                             "share": "Customers lost"}  # fmt: skip
KINDS: dict[Measure, str] = {"value": "money", "customers": "count", "share": "share"}


def _losses(found: Comparison) -> Panel:
    dots: list[Dot | None] = []
    for member in found.members:
        lost, words = member.lost(found.measure), amount(member, found.measure)
        low, high = member.interval(found.measure) or (None, None)
        dots.append(None if lost is None or words is None else Dot(lost, words, low, high))
    unit = found.currencies[0] if found.measure == "value" and found.currencies else ""
    return Panel(say(NAMES[found.measure]), KINDS[found.measure], tuple(dots),
                 1.0 if found.measure == "share" else None, unit, loss=True)  # fmt: skip


def _statement(found: Comparison) -> Text:
    parts = sorted(member.score.flow.completion for member in found.members)
    if not parts:
        return say("no journey is drawn yet")
    if str(share(parts[0])) == str(share(parts[-1])):
        return say("{n} journeys, of which each is completed by {part}", n=count(len(parts)), part=share(parts[0]))
    return say("{n} journeys, completed by {low} to {high} of those who start", n=count(len(parts)),
               low=share(parts[0]), high=share(parts[-1]))  # fmt: skip


def _table(found: Comparison, panels: tuple[Panel, ...]) -> Table:
    head: list[Words] = [say("Journey")]
    for panel in panels:
        head += [panel.name, *([say("95%")] if any(dot is not None and dot.sure for dot in panel.dots) else [])]
        if any(panel.parts):
            head += [say("Counted alone"), say("95%")]
    rows = tuple((member.title, *_cells(panels, index)) for index, member in enumerate(found.members))
    return Table(say("The journeys beside each other as a table"), tuple(head), rows)


def _cells(panels: tuple[Panel, ...], index: int) -> Row:
    cells: list[Words] = []
    for panel in panels:
        dot = panel.dots[index]
        cells.append(dot.words if dot is not None else "")
        if any(other is not None and other.sure for other in panel.dots):
            cells.append(_ends(panel, dot))
        if any(panel.parts):
            part = panel.parts[index]
            cells += [part.words if part is not None else "", _ends(panel, part)]
    return tuple(cells)


def _ends(panel: Panel, dot: Dot | None) -> Words:
    if dot is None or dot.low is None or dot.high is None:
        return ""
    low, high = (money(end, panel.unit) if panel.kind == "money" else Figure(panel.kind, end)
                 for end in (dot.low, dot.high))  # fmt: skip
    return say("{low} to {high}", low=low, high=high)
