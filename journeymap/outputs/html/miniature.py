"""The journey after each quarter as rows of small squares: score by colour and number, what is new by a sign."""

from collections.abc import Iterable, Sequence

from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Circle, Label, Path, Rect, Shape, document
from journeymap.charts.typeset import fit, width, wrap
from journeymap.languages import Language
from journeymap.text import Figure, say, share
from journeymap.views.report_steps import Cell, Step, Steps

SIDE, GAP, APART, ROW, LINE = 26.0, 4.0, 18.0, 50.0, 14.0
LABEL, END = 92.0, 96.0


def miniature(view: Steps, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw one state of a journey over time.

    The states stand in one page: what each has in common with one before it is written there and referred to here.

    Parameters
    ----------
    prefix
        Begins the ids of the drawing; ends with the place of the state.
    """
    (step,) = view.steps
    sheet = _Sheet(view, language, theme)
    stem = prefix.removesuffix(f"-{step.place}")
    parts = [_shared(f"{stem}-frame", sheet.frame(), again=step.place > 0)]
    columns = list(sheet.left)
    for (name, cells), place in zip(step.stages, step.alike, strict=True):
        parts.append(_shared(f"{stem}-{place}-{columns.index(name)}", sheet.stage(name, cells),
                             again=place < step.place))  # fmt: skip
    return document(tuple(sheet.own(step)), width=sheet.width, height=sheet.height, title=view.title,
                    description=language.say(view.statement), prefix=prefix, head="".join(parts))  # fmt: skip


def _shared(name: str, shapes: Iterable[Shape], *, again: bool) -> str:
    """Write shapes under a name, or refer to them if they are written already."""
    return f'<use href="#{name}"/>' if again else f'<g id="{name}">{"".join(shape.svg() for shape in shapes)}</g>'


class _Sheet:
    """Places the cells of a state in its stages, the same for every state."""

    def __init__(self, view: Steps, language: Language, theme: Theme) -> None:
        self.view, self.language, self.theme = view, language, theme
        self.left: dict[str, tuple[float, float]] = {}
        x = LABEL
        for name, most in view.frame:
            room = max(most * (SIDE + GAP) - GAP, 76.0)
            self.left[name] = (x, room)
            x += room + APART
        self.names = {name: wrap(name, 11, room, weight="semibold", max_lines=2)
                      for name, (_, room) in self.left.items()}  # fmt: skip
        self.head = 24 + LINE * max((len(lines) for lines in self.names.values()), default=1)
        self.width = x + END
        self.height = self.head + ROW + 22

    def frame(self) -> list[Shape]:
        """Return what all states have: the ground, the stages, the legend."""
        theme = self.theme
        found: list[Shape] = [Rect(0, 0, self.width, self.height, theme.surface, radius=6),
                              Path(f"M12 {self.head - 14:.1f}H{self.width - 12:.1f}", stroke=theme.line)]  # fmt: skip
        for name, (x, _) in self.left.items():
            lines = self.names[name]
            low = self.head - 20 - LINE * (len(lines) - 1)
            found += [Label(text, x, low + LINE * place, 11, theme.ink, theme.surface, "semibold")
                      for place, text in enumerate(lines)]  # fmt: skip
        return found + self.legend(self.head + ROW + 8)

    def stage(self, name: str, cells: Sequence[Cell]) -> list[Shape]:
        left, y = self.left[name][0], self.head
        return [shape for place, cell in enumerate(cells) for shape in self.cell(cell, left + place * (SIDE + GAP), y)]

    def own(self, step: Step) -> list[Shape]:
        """Return what only this state has: its name, its completion, the signs of what is new or changed."""
        theme, say_, middle = self.theme, self.language.say, self.head + SIDE / 2 + 4
        name, ink, on = fit(say_(step.name), 12, LABEL - 20, "semibold"), theme.ink, theme.surface
        found: list[Shape] = [Label(name, 12, middle, 12, ink, on, "semibold"),
                              Label(say_(share(step.completion)), self.width - 12, middle, 12, ink, on, "semibold",
                                    "end")]  # fmt: skip
        for stage, cells in step.stages:
            x = self.left[stage][0]
            for place, cell in enumerate(cells):
                found += self.sign(cell.mark, x + place * (SIDE + GAP) + SIDE / 2, self.head - 1)
        sizes = {stage: len(cells) for stage, cells in step.stages}
        for stage, lost in step.lost.items():
            x = self.left[stage][0] + sizes.get(stage, 0) * (SIDE + GAP) - GAP + 3
            found.append(Label(f"−{lost}", x, middle, 11, theme.ink, on, "semibold"))
        return found

    def cell(self, cell: Cell, x: float, y: float) -> list[Shape]:
        theme = self.theme
        if cell.score is None:
            return [Rect(x + 0.5, y + 0.5, SIDE - 1, SIDE - 1, theme.surface, theme.edge, 1, 3, "3 2")]
        fill = theme.score(cell.score)
        ink = readable(theme.surface, fill)
        number = self.language.say(Figure("score", cell.score))
        return [
            Rect(x, y, SIDE, SIDE, fill, radius=3),
            Label(number, x + SIDE / 2, y + SIDE / 2 + 4, 11, ink, fill, "semibold", "middle"),
        ]

    def sign(self, mark: str, x: float, y: float) -> list[Shape]:
        """Mark a new touchpoint with a plus and a changed one with a dot, in the middle of its upper edge."""
        if not mark:
            return []
        theme = self.theme
        found: list[Shape] = [Circle(x, y, 6, theme.surface, theme.ink)]
        if mark == "added":
            return [*found, Path(f"M{x - 3:.1f} {y:.1f}h6M{x:.1f} {y - 3:.1f}v6", stroke=theme.ink, stroke_width=1.5)]
        return [*found, Circle(x, y, 2.2, theme.ink)]

    def legend(self, y: float) -> list[Shape]:
        theme, x = self.theme, LABEL
        found: list[Shape] = []
        for mark, words in (("added", say("new")), ("changed", say("changed"))):
            found += self.sign(mark, x + 6, y - 3)
            text = self.language.say(words)
            found.append(Label(text, x + 16, y + 1, 10, theme.muted, theme.surface))
            x += 34 + width(text, 10)
        text = f"\N{MINUS SIGN}1 {self.language.say(say('gone'))}"
        found.append(Label(text, x, y + 1, 10, theme.muted, theme.surface))
        x += 12 + width(text, 10)
        text = self.language.say(say("number: score, 0 to 100; at the end: completion"))
        found.append(Label(text, x + 6, y + 1, 10, theme.muted, theme.surface))
        return found
