"""The journey after each quarter as rows of small squares: score by colour and number, what is new by a sign."""

from collections.abc import Iterable, Sequence

from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Circle, Label, Path, Rect, Shape, document
from journeymap.charts.typeset import fit, width
from journeymap.languages import Language
from journeymap.text import Figure, say, share
from journeymap.views.report_steps import Cell, Step, Steps

SIDE, GAP, APART, ROW, HEAD = 26.0, 4.0, 14.0, 58.0, 30.0
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
        self.width = x + END
        self.height = HEAD + ROW + 22

    def frame(self) -> list[Shape]:
        """Return what all states have: the ground, the stages, the legend."""
        theme = self.theme
        found: list[Shape] = [Rect(0, 0, self.width, self.height, theme.surface, radius=6),
                              Path(f"M12 {HEAD - 8:.1f}H{self.width - 12:.1f}", stroke=theme.line)]  # fmt: skip
        for name, (x, room) in self.left.items():
            found.append(Label(fit(name, 11, room, "semibold"), x, 15, 11, theme.ink, theme.surface, "semibold"))
        return found + self.legend(HEAD + ROW + 8)

    def stage(self, name: str, cells: Sequence[Cell]) -> list[Shape]:
        x = self.left[name][0]
        return [shape for place, cell in enumerate(cells) for shape in self.cell(cell, x + place * (SIDE + GAP), HEAD)]

    def own(self, step: Step) -> list[Shape]:
        """Return what only this state has: its name, its completion, the signs of what is new or changed."""
        theme, say_, middle = self.theme, self.language.say, HEAD + SIDE / 2 + 4
        name, ink, on = fit(say_(step.name), 12, LABEL - 20, "semibold"), theme.ink, theme.surface
        found: list[Shape] = [Label(name, 12, middle, 12, ink, on, "semibold"),
                              Label(say_(share(step.completion)), self.width - 12, middle, 12, ink, on, "semibold",
                                    "end")]  # fmt: skip
        for stage, cells in step.stages:
            x = self.left[stage][0]
            for place, cell in enumerate(cells):
                found += self.sign(cell, x + place * (SIDE + GAP), HEAD)
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

    def sign(self, cell: Cell, x: float, y: float) -> list[Shape]:
        """Mark a new touchpoint with a plus and a changed one with a dot, at the upper right."""
        if not cell.mark:
            return []
        theme, cx, cy = self.theme, x + SIDE - 1, y + 1
        found: list[Shape] = [Circle(cx, cy, 6, theme.surface, theme.ink)]
        if cell.mark == "added":
            return [
                *found,
                Path(f"M{cx - 3:.1f} {cy:.1f}h6M{cx:.1f} {cy - 3:.1f}v6", stroke=theme.ink, stroke_width=1.5),
            ]
        return [*found, Circle(cx, cy, 2.2, theme.ink)]

    def legend(self, y: float) -> list[Shape]:
        theme, x = self.theme, LABEL
        found: list[Shape] = []
        for mark, words in (("added", say("new")), ("changed", say("changed"))):
            found += self.sign(Cell("", None, mark), x - SIDE + 7, y - 4)
            text = self.language.say(words)
            found.append(Label(text, x + 16, y + 1, 10, theme.muted, theme.surface))
            x += 34 + width(text, 10)
        text = self.language.say(say("number: score, 0 to 100; at the end: completion"))
        found.append(Label(text, x + 6, y + 1, 10, theme.muted, theme.surface))
        return found
