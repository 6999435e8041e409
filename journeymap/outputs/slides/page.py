"""Building one slide: words are said, measured and, where there is no room, shortened with the whole in the notes."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace

from journeymap.charts.glyphs import Weight, clusters
from journeymap.charts.typeset import fit, width, wrap
from journeymap.outputs.html.wording import Wording
from journeymap.outputs.slides.colours import Colours
from journeymap.outputs.slides.look import KICKER, TITLE
from journeymap.outputs.slides.scene import Box, Para, Run, Shape, Slide, Thing, para
from journeymap.records import dataclass
from journeymap.text import Text, count, say
from journeymap.views.report_parts import Cell, Missing

_TICKED = re.compile(r"`([^`<>]+)`")
LEADING = 1.2
"""Height of a line in sizes of its letters."""
SPARE = (0.99, 0.95)
"""Part of a width that text may take, regular and bold. The measured font is wider than Arial: of 968 sentences in
Arial's widths the widest one in a hundred takes 0.963 of it, bold 1.011."""
SPARE_BRAND = (0.88, 0.86)
"""The same in a client's font, which was not measured."""
MOST_LINES = 200
"""Lines up to which they are counted: more are on no slide."""
NARROWEST = 6
"""Letters that go on a length of one letter's size, at the very most."""
BULLET = 12.0
"""Room before the text of a paragraph with a bullet."""
TITLE_SIZES = (22.0, 19.0, 17.0)
REST = 10.0
"""Greatest size of the line that says how much is left out."""
Rest = Callable[[int], Text]
"""Says what a number of paragraphs are of which nothing is shown."""


def left_out(number: int) -> Text:
    """Say where the paragraphs are that a box has no room for."""
    return say("and {n} more, in the notes", n=count(number))


@dataclass(frozen=True)
class Kit:
    """What every slide is made with.

    Attributes
    ----------
    spare
        Part of a width that measured text may take, regular and bold.
    """

    wording: Wording
    colours: Colours
    spare: tuple[float, float] = SPARE

    def lines(self, text: str, size: float, room: float, *, bold: bool = False, most: int = MOST_LINES) -> int:
        """Return how many lines a text takes, counted up to one more than `most`."""
        weight: Weight = "semibold" if bold else "regular"
        given = text[: self._longest(size, room, most)].split("\n")
        return sum(max(1, len(wrap(part, size, room * self.spare[bold], weight=weight, max_lines=most + 1)))
                   for part in given)  # fmt: skip

    def _within(self, text: str, size: float, room: float, most: int, *, bold: bool) -> int:
        """Return a length up to which a text may fit some lines: shorter ones are tried."""
        weight: Weight = "semibold" if bold else "regular"
        found, lines = 0, most
        for part in text.split("\n"):
            shown = wrap(part, size, room * self.spare[bold], weight=weight, max_lines=lines)
            found += len(part) + 1 if len(shown) < lines else sum(len(line) + 1 for line in shown) + lines
            lines -= max(1, len(shown))
            if lines < 1:
                break
        return min(len(text), found)

    def _longest(self, size: float, room: float, most: int) -> int:
        """Return a number of characters that surely takes more than some lines."""
        return int((most + 2) * max(room, size) / size * NARROWEST)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return the room a text takes on one line, with what must be spared."""
        parts = (width(part, size, "semibold" if bold else "regular") for part in text.split("\n"))
        return max(parts, default=0.0) / self.spare[bold]

    def height(self, paras: Iterable[Para], room: float) -> float:
        """Return how high paragraphs are in a width."""
        return sum(
            self.lines(item.text, item.size, room - (BULLET if item.bullet else 0), bold=item.bold)
            * item.size * LEADING + item.after
            for item in paras
        )  # fmt: skip

    def cut(self, text: str, size: float, room: float, most: int, *, bold: bool = False, end: str = "") -> str:
        """Return a text that takes no more than some lines with its end; a longer one is shortened before it."""
        if most < 1:
            return ""
        longest = self._longest(size, room, most)
        if len(text) <= longest and self.lines(text + end, size, room, bold=bold, most=most) <= most:
            return text + end
        low, high = 0, self._within(text[:longest], size, room, most, bold=bold)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.lines(text[:middle].rstrip() + "…" + end, size, room, bold=bold, most=most) <= most
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[: _whole(text, low)].rstrip() + "…" + end


def _whole(text: str, end: int) -> int:
    """Return the greatest end up to one that cuts no sign of several characters."""
    place = 0
    for sign in clusters(text[: end + LONGEST_SIGN]):
        if place + len(sign) > end:
            break
        place += len(sign)
    return place


LONGEST_SIGN = 40
"""Characters that are looked at beyond a cut, so that the sign there is known as a whole."""


@dataclasses.dataclass
class Page:
    """A slide under construction; `notes` are what the speaker sees, the shortened words last.

    Attributes
    ----------
    key, also
        What links lead to.
    place
        Which of several slides it is.
    """

    kit: Kit
    key: str
    kicker: str
    title: str
    things: list[Thing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    also: tuple[str, ...] = ()
    place: str = ""

    def say(self, what: Cell | int | None) -> str:
        """Say text, a sentence or a number."""
        return _bare(self.kit.wording.words(what))

    def sentence(self, what: Cell | None) -> str:
        """Say a sentence with a capital and a full stop."""
        return _bare(self.kit.wording.sentence(what))

    def headline(self, what: Cell | None) -> str:
        """Say a sentence with a capital and no full stop."""
        return _bare(self.kit.wording.headline(what))

    def add(self, *things: Thing) -> None:
        """Put something on the slide."""
        self.things.extend(things)

    def cut(self, text: str, size: float, room: float, most: int, *, bold: bool = False) -> str:
        """Return a text within some lines; the whole of what is shortened goes into the notes."""
        shown = self.kit.cut(text, size, room, most, bold=bold)
        if shown != text and text not in self.whole:
            self.whole.append(text)
        return shown

    def within(self, paras: Sequence[Para], box: Box, rest: Rest | None = None) -> tuple[Para, ...]:
        """Return the paragraphs that fit a box, the last of them shortened; the whole of them stands in the notes.

        Parameters
        ----------
        rest
            Says of how many paragraphs at the end nothing is shown, in a line of its own; without it there is none.
        """
        kept = self._fitting(paras, box)
        if len(kept) < len(paras) and rest is not None:
            size = min(REST, *(item.size for item in paras))
            kept = self._fitting(paras, replace(box, h=box.h - size * LEADING))
            told = self.kit.cut(self.sentence(rest(len(paras) - len(kept))), size, box.w, 1)
            kept.append(para(told, size, colour="muted"))
        shown = {item.text for item in kept}
        self.whole += [item.text for item in paras if item.text not in shown and item.text not in self.whole]
        return tuple(kept)

    def _fitting(self, paras: Sequence[Para], box: Box) -> list[Para]:
        """Return the paragraphs that begin within the height of a box, the last one cut at its end."""
        kept: list[Para] = []
        left = box.h
        for item in paras:
            room = box.w - (BULLET if item.bullet else 0)
            most = int((left + 0.01) / (item.size * LEADING))
            if most < 1:
                break
            shown = self.kit.cut(item.text, item.size, room, most, bold=item.bold)
            kept.append(item if shown == item.text else replace(item, runs=_cut_runs(item, shown)))
            left -= self.kit.height(kept[-1:], box.w)
        return kept

    def text(self, name: str, box: Box, paras: Sequence[Para], rest: Rest | None = None, **look: object) -> None:
        """Put paragraphs into a box; of those that do not fit a last line says how many there are."""
        shape = replace(Shape(name, box), **look)  # type: ignore[arg-type]
        room = Box(box.x, box.y, box.w - 2 * shape.inset[0], box.h - 2 * shape.inset[1])
        short = room.h < 2 * sum(item.size for item in paras[:1]) * LEADING
        self.add(replace(shape, paras=self.within(paras, room, None if short else rest or left_out)))

    def missing(self, what: Missing, box: Box) -> None:
        """Say what a slide cannot show, and how to add it."""
        words = [para(self.sentence(what.note), 16, bold=True, after=8), para(self.sentence(what.how), 14, after=8)]
        words += [para(line.replace(" ", "\u00a0"), 12, colour="muted") for line in what.example.split("\n") if line]
        height = self.kit.height(words, box.w - 36) + 30
        self.text("Missing", Box(box.x, box.y, box.w, min(box.h, height)), words, fill="soft", inset=(18.0, 14.0))

    def done(self) -> Slide:
        """Return the slide; its title is put on it when all titles are known."""
        kicker = self.cut(self.kicker, 11, KICKER.w, 1, bold=True)
        above = Shape("Section", KICKER, (para(kicker, 11, bold=True, colour="accent"),), placeholder="body")
        notes = (*self.notes, *self.whole)
        return Slide(self.key, "content", self.title, (above, *self.things), notes, self.also, self.place)


def headed(kit: Kit, slide: Slide, more: str = "") -> Slide:
    """Return a slide with its title on it, in the largest letters that fit; a longer one is shortened before its place.

    Parameters
    ----------
    more
        What tells it from another slide of the same title.
    """
    if slide.layout == "cover":
        return slide
    end = slide.place + more
    size = next((size for size in TITLE_SIZES if _fits(kit, slide.title + end, size)), TITLE_SIZES[-1])
    most = int(TITLE.h / (size * LEADING))
    shown = kit.cut(slide.title, size, TITLE.w, most, bold=True, end=end)
    notes = slide.notes if shown == slide.title + end else (*slide.notes, slide.title)
    title = Shape("Title", TITLE, (para(shown, size, bold=True),), placeholder="title")
    return replace(slide, title=shown, place="", things=(title, *slide.things), notes=notes)


def _fits(kit: Kit, text: str, size: float) -> bool:
    return kit.lines(text, size, TITLE.w, bold=True, most=4) * size * LEADING <= TITLE.h


def _bare(text: str) -> str:
    """Return a sentence without the ticks around its code."""
    return _TICKED.sub(r"\1", text)


def _cut_runs(item: Para, shown: str) -> tuple[Run, ...]:
    """Return the runs of a paragraph as far as its shortened text goes."""
    kept: list[Run] = []
    left = len(shown)
    for run in item.runs:
        if left <= 0:
            break
        kept.append(replace(run, text=run.text[:left]))
        left -= len(run.text)
    last = kept[-1]
    kept[-1] = (
        replace(last, text=last.text[: max(0, len(last.text) - 1)] + "…") if not last.text.endswith("…") else last
    )
    return tuple(kept)


def one_line(kit: Kit, text: str, size: float, room: float, *, bold: bool = False) -> str:
    """Return a text on one line."""
    return fit(" ".join(text.split()), size, room * kit.spare[bold], "semibold" if bold else "regular")
