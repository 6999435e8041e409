"""The journey after each quarter as rows of small squares: score by colour and number, what is new by a sign."""

from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Circle, Label, Path, Rect, Shape, document
from journeymap.charts.typeset import fit, width
from journeymap.languages import Language
from journeymap.text import Figure, say, share
from journeymap.views.report_steps import Cell, Step, Steps

SIDE, GAP, APART, ROW, HEAD = 26.0, 4.0, 14.0, 58.0, 30.0
LABEL, END = 92.0, 96.0


def miniature(view: Steps, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw a journey over time, a row for each state.

    Parameters
    ----------
    prefix
        Begins the ids of the drawing.
    """
    sheet = _Sheet(view, language, theme)
    return document(tuple(sheet.shapes()), width=sheet.width, height=sheet.height, title=view.title,
                    description=language.say(view.statement), prefix=prefix)  # fmt: skip


class _Sheet:
    """Places the cells of each state under those of the same stage."""

    def __init__(self, view: Steps, language: Language, theme: Theme) -> None:
        self.view, self.language, self.theme = view, language, theme
        self.left: dict[str, tuple[float, float]] = {}
        x = LABEL
        for name, most in view.frame:
            room = max(most * (SIDE + GAP) - GAP, 76.0)
            self.left[name] = (x, room)
            x += room + APART
        self.width = x + END
        self.height = HEAD + ROW * len(view.steps) + 22

    def shapes(self) -> list[Shape]:
        theme = self.theme
        found: list[Shape] = [Rect(0, 0, self.width, self.height, theme.surface, radius=6)]
        for name, (x, room) in self.left.items():
            found.append(Label(fit(name, 11, room, "semibold"), x, 15, 11, theme.ink, theme.surface, "semibold"))
        for index, step in enumerate(self.view.steps):
            found += self.row(step, HEAD + index * ROW)
        found += self.legend(HEAD + ROW * len(self.view.steps) + 8)
        return found

    def row(self, step: Step, y: float) -> list[Shape]:
        theme, say_ = self.theme, self.language.say
        middle = y + SIDE / 2 + 4
        found: list[Shape] = [
            Path(f"M12 {y - 8:.1f}H{self.width - 12:.1f}", stroke=theme.line),
            Label(
                fit(say_(step.name), 12, LABEL - 20, "semibold"), 12, middle, 12, theme.ink, theme.surface, "semibold"
            ),
            Label(
                say_(share(step.completion)), self.width - 12, middle, 12, theme.ink, theme.surface, "semibold", "end"
            ),
        ]
        for name, cells in step.stages:
            x = self.left[name][0]
            for place, cell in enumerate(cells):
                found += self.cell(cell, x + place * (SIDE + GAP), y)
        return found

    def cell(self, cell: Cell, x: float, y: float) -> list[Shape]:
        theme = self.theme
        if cell.score is None:
            return [
                Rect(x + 0.5, y + 0.5, SIDE - 1, SIDE - 1, theme.surface, theme.edge, 1, 3, "3 2"),
                *self.sign(cell, x, y),
            ]
        fill = theme.score(cell.score)
        ink = readable(theme.surface, fill)
        number = self.language.say(Figure("score", cell.score))
        return [Rect(x, y, SIDE, SIDE, fill, radius=3),
                Label(number, x + SIDE / 2, y + SIDE / 2 + 4, 11, ink, fill, "semibold", "middle"),
                *self.sign(cell, x, y)]  # fmt: skip

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
