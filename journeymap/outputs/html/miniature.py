"""The journey after each quarter as rows of small squares: score by colour and number, what is new by a sign."""

from collections.abc import Iterable

from journeymap.charts.palette import Theme, readable
from journeymap.charts.svg import Circle, Label, Path, Rect, Shape, document
from journeymap.charts.typeset import wrap
from journeymap.languages import Language
from journeymap.text import Figure
from journeymap.views.report_steps import Cell, Part, Step, Steps

SIDE, GAP, APART, ROW, LINE = 26.0, 4.0, 18.0, 50.0, 14.0
EDGE = 12.0


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
    for stage, place in zip(step.stages, step.alike, strict=True):
        parts.append(_shared(f"{stem}-{place}-{columns.index(stage.id)}", sheet.stage(stage),
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
        x = EDGE
        for place in view.frame:
            room = max(place.most * (SIDE + GAP) - GAP, 76.0)
            self.left[place.id] = (x, room)
            x += room + APART
        self.names = {place.id: wrap(place.title, 11, self.left[place.id][1], weight="semibold", max_lines=2)
                      for place in view.frame}  # fmt: skip
        self.head = 24 + LINE * max((len(lines) for lines in self.names.values()), default=1)
        self.width = x - APART + EDGE
        self.height = self.head + ROW

    def frame(self) -> list[Shape]:
        """Return what all states have: the ground and the stages."""
        theme = self.theme
        found: list[Shape] = [Rect(0, 0, self.width, self.height, theme.surface, radius=6),
                              Path(f"M12 {self.head - 14:.1f}H{self.width - EDGE:.1f}", stroke=theme.line)]  # fmt: skip
        for name, (x, _) in self.left.items():
            lines = self.names[name]
            low = self.head - 20 - LINE * (len(lines) - 1)
            found += [Label(text, x, low + LINE * place, 11, theme.ink, theme.surface, "semibold")
                      for place, text in enumerate(lines)]  # fmt: skip
        return found

    def stage(self, stage: Part) -> list[Shape]:
        left, y = self.left[stage.id][0], self.head
        return [shape for place, cell in enumerate(stage.cells)
                for shape in self.cell(cell, left + place * (SIDE + GAP), y)]  # fmt: skip

    def own(self, step: Step) -> list[Shape]:
        """Return what only this state has: the signs of what is new or changed, and how many are gone."""
        theme, middle = self.theme, self.head + SIDE / 2 + 4
        found: list[Shape] = []
        for stage in step.stages:
            x = self.left[stage.id][0]
            for place, cell in enumerate(stage.cells):
                found += self.sign(cell.mark, x + place * (SIDE + GAP) + SIDE / 2, self.head - 1)
        sizes = {stage.id: len(stage.cells) for stage in step.stages}
        for name, lost in step.lost.items():
            x = self.left[name][0] + sizes.get(name, 0) * (SIDE + GAP) - GAP + 3
            found.append(Label(f"−{lost}", x, middle, 11, theme.ink, theme.surface, "semibold"))
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
