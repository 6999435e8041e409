"""The service blueprint: what customers do, who meets them, what happens behind, and which systems know of each other.

Three lines part the rows, as Shostack (1984) and Kingman-Brundage (1989) draw them: of interaction, of visibility
and of internal interaction. Below the last one every system has a lane; where two have to meet at a touchpoint, a
link in its column says how they do.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from journeymap.charts import blueprint_parts as parts
from journeymap.charts.axes import Key, legend, line
from journeymap.charts.journey_kit import EMPTY, Block, Kit, Pen
from journeymap.charts.palette import Theme, readable
from journeymap.charts.picture import picture
from journeymap.charts.svg import Circle, Group, Path, Rect, Shape, number
from journeymap.charts.symbols import HANDOFF, HOURGLASS, RETURN, arrow, icon, star
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.text import Text, say
from journeymap.views.blueprint import CONNECTIONS, Blueprint, BlueprintColumn, Handover
from journeymap.vocabulary import Service

COLUMN = 158.0
"""Least width of a column on the screen, in points."""

GUTTER = 112.0
"""Width of the names of rows on the screen, in points."""

GAP = 20.0
"""Between columns, in points on the screen."""

ABREAST = 12
"""Columns beside one another; more go on below, so that a blueprint can be printed and read."""

DASHES: Mapping[str, str] = {"api": "", "event": "", "others": "", "batch": "8 4", "manual": "3 3", "none": "3 3",
                             "unknown": "1 4"}  # fmt: skip
"""How a link is drawn."""


def blueprint(view: Blueprint, language: Language, theme: Theme, *, prefix: str) -> str:
    """Draw the blueprint of a journey.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    title = say("{title}: service blueprint", title=view.title)
    return picture(_Drawing(view, Kit(theme, language)), title=title, statement=view.statement, prefix=prefix)


def _bands(columns: Sequence[BlueprintColumn]) -> Iterator[Sequence[BlueprintColumn]]:
    """Yield the columns that stand beside one another, about equally many each time."""
    many = -(-len(columns) // ABREAST)
    each = -(-len(columns) // many) if many else 1
    yield from (columns[start : start + each] for start in range(0, len(columns), each))


@dataclass(frozen=True)
class _Place:
    """A column with its left edge and width, and the middles of the links in it, in points."""

    column: BlueprintColumn
    x: float
    width: float
    slots: Mapping[Handover, float]
    alone: Mapping[str, float]

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


class _Drawing:
    """A blueprint while it is drawn, from the top downward."""

    def __init__(self, view: Blueprint, kit: Kit) -> None:
        self.view, self.kit, self.theme = view, kit, kit.theme
        self.edge, self.gutter, self.gap = kit.u(16), kit.u(GUTTER), kit.u(GAP)
        self.left = self.edge + self.gutter + kit.u(14)
        self.bands = tuple(tuple(self._places(columns)) for columns in _bands(view.columns))
        self.places: tuple[_Place, ...] = ()
        right = max((band[-1].x + band[-1].width for band in self.bands), default=self.left)
        self.width = max(right + self.edge, kit.u(640))
        self.y = self.edge
        self.under: list[Shape] = []
        self.over: list[Shape] = []
        self.rows: dict[str, tuple[float, float]] = {}

    def _places(self, columns: Sequence[BlueprintColumn]) -> Iterator[_Place]:
        """Yield where each column stands; one with many links is wider."""
        kit, x = self.kit, self.left
        for column in columns:
            links = list(dict.fromkeys(column.handovers))
            met = {system for link in links for system in (link.front, link.back)}
            alone = [system for system in column.systems if system not in met]
            rooms = [parts.badge_width(kit, link) + kit.u(10) for link in links] + [kit.u(24)] * len(alone)
            width = max(kit.u(COLUMN), sum(rooms) + kit.u(8))
            starts = accumulate(rooms, initial=x + (width - sum(rooms)) / 2)
            middles = [start + room / 2 for start, room in zip(starts, rooms, strict=False)]
            yield _Place(column, x, width, dict(zip(links, middles, strict=False)),
                         dict(zip(alone, middles[len(links) :], strict=True)))  # fmt: skip
            x += width + self.gap

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        """Return the whole drawing and its height."""
        self.head()
        for index, band in enumerate(self.bands):
            self.y += self.kit.u(30) if index else 0.0
            self.places, self.rows = band, {}
            self.band()
        self.foot()
        height = self.y + self.edge
        return (Rect(0, 0, self.width, height, self.theme.page), *self.under, *self.over), height

    def band(self) -> None:
        """Draw the rows of the columns that stand beside one another."""
        kit, names = self.kit, self.view.names
        last = self.places[-1].column.number
        self.stages()
        self.row("channel", say("Channel"), lambda c, w: parts.channel(kit, c, w))
        self.row("action", say("Customer"), lambda c, w: parts.action(kit, c, w, last), self.theme.surface)
        self.divide(say("Line of interaction"), "")
        self.row("front", say("Front office"), lambda c, w: parts.front(kit, c, w), self.theme.surface)
        self.divide(say("Line of visibility"), "8 5")
        self.row("back", say("Back office"), lambda c, w: parts.back(kit, c, w, names), self.theme.surface)
        self.divide(say("Line of internal interaction"), "2 4")
        self.systems()
        self.row("broken", say("What does not meet"), lambda c, w: parts.broken(kit, c, w, names), self.theme.removed)
        self.connectors()

    def head(self) -> None:
        """Set the name of the journey and what the blueprint states."""
        pen = Pen(self.kit, self.theme.page, self.width - 2 * self.edge, self.edge, self.y)
        pen.write(self.view.title, "figure", weight="semibold")
        pen.down(3)
        pen.write(self.kit.say(self.view.statement), "body", fill=self.theme.muted)
        pen.down(12)
        self.over += pen.shapes
        self.y = pen.y

    def stages(self) -> None:
        """Set the stages over their columns."""
        kit, bands = self.kit, []
        for index, (title, inside) in enumerate(self.titled()):
            on, width = self.theme.stage[index % 2], inside[-1].x + inside[-1].width - inside[0].x
            pen = Pen(kit, on, width - kit.u(20), kit.u(10), kit.u(5))
            pen.write(title, "body", fill=self.theme.on_stage, weight="semibold")
            pen.down(5)
            bands.append((inside[0].x, width, on, pen.done()))
        high = max((block.height for *_, block in bands), default=0.0)
        for x, width, on, block in bands:
            self.under.append(Rect(x, self.y, width, high, on, radius=kit.u(3)))
            self.over.append(Group(block.shapes, x, self.y))
        self.y += high + kit.u(10)

    def titled(self) -> Iterator[tuple[str, list[_Place]]]:
        """Yield each stage with its columns that stand here; one that goes on below has its title twice."""
        first = 1
        for title, many in self.view.stages:
            inside = [place for place in self.places if first <= place.column.number < first + many]
            first += many
            if inside:
                yield title, inside

    def row(self, key: str, words: Text, cell: Callable[[BlueprintColumn, float], Block], ground: str = "") -> None:
        """Set a row: its name in the gutter and a cell in each column, on cards of one height if `ground` is given."""
        kit = self.kit
        blocks = [(place, cell(place.column, place.width)) for place in self.places]
        if all(block is EMPTY for _, block in blocks):
            if key == "back":
                self.unknown(words)
            return
        name = parts.gutter(kit, kit.say(words), self.gutter)
        high = max(name.height, *(block.height for _, block in blocks))
        self.rows[key] = (self.y, self.y + high)
        self.over.append(Group(name.shapes, self.edge, self.y + (high - name.height if high < name.height else 0)))
        border = readable(self.theme.bad, self.theme.page, 3) if ground == self.theme.removed else self.theme.edge
        for place, block in blocks:
            if block is not EMPTY:
                if ground:
                    self.under.append(Rect(place.x, self.y, place.width, high, ground, border, 1, kit.u(4)))
                self.over.append(Group(block.shapes, place.x, self.y))
        self.y += high + kit.u(12)

    def unknown(self, words: Text) -> None:
        """Set a row of which nothing is known."""
        kit = self.kit
        name = parts.gutter(kit, kit.say(words), self.gutter)
        pen = Pen(kit, self.theme.page, self.width - self.edge - self.left, self.left, self.y)
        pen.write(kit.say(say("nothing is said about it")), "small", fill=self.theme.muted)
        self.over += [Group(name.shapes, self.edge, self.y), *pen.shapes]
        self.y = max(self.y + name.height, pen.y) + kit.u(12)

    def divide(self, words: Text, dash: str) -> None:
        """Draw one of the three lines with its name in the gutter."""
        kit = self.kit
        name = parts.gutter(kit, kit.say(words), self.gutter)
        high = max(name.height, kit.u(16))
        self.over.append(Group(name.shapes, self.edge, self.y + (high - name.height) / 2))
        middle = self.y + high / 2
        ink = readable(self.theme.ink, self.theme.page, 3)
        self.under.append(
            line([(self.left - kit.u(6), middle), (self.width - self.edge, middle)], ink, kit.u(1.4), dash)
        )
        self.y += high + kit.u(12)

    def systems(self) -> None:
        """Draw a lane for each system, and in each column how those that have to meet do."""
        kit = self.kit
        top = self.y
        by_hand = any(link.front is None for place in self.places for link in place.slots)
        lanes: list[tuple[str, Block]] = []
        if by_hand:
            lanes.append(("", parts.gutter(kit, kit.say(say("Typed by people")), self.gutter)))
        offices = {"front": kit.say(say("front office")), "back": kit.say(say("back office"))}
        used = {system for place in self.places for system in place.column.systems}
        lanes += [(lane.id, parts.gutter(kit, lane.title, self.gutter, offices[lane.office]))
                  for lane in self.view.lanes if lane.id in used]  # fmt: skip
        least = kit.high("small") + kit.u(3) + 2 * kit.u(6) + kit.u(12)
        heights: dict[str, float] = {}
        for key, block in lanes:
            high = max(block.height + kit.u(8), least)
            heights[key] = self.y + high / 2
            self.over.append(Group(block.shapes, self.edge, self.y + (high - block.height) / 2))
            ends = [(self.left - kit.u(6), heights[key]), (self.width - self.edge, heights[key])]
            self.under.append(line(ends, self.theme.line, kit.u(1.4)))
            self.y += high
        for place in self.places:
            self.links(place, heights)
        if lanes:
            self.rows["systems"] = (top, self.y)
            self.y += kit.u(8)
        else:
            self.unknown(say("Systems"))

    def links(self, place: _Place, heights: Mapping[str, float]) -> None:
        """Draw the links of a column; a badge stands below the upper end of its link, where no lane runs."""
        kit, order = self.kit, list(heights)
        for link, x in place.slots.items():
            ends = sorted((link.front or "", link.back), key=order.index)
            upper, lower = (heights[end] for end in ends)
            block = parts.badge(kit, link)
            wanted = self.theme.bad if link.broken else self.theme.good if link.how in parts.SOUND else self.theme.edge
            ink = readable(wanted, self.theme.page, 3)
            self.under.append(line([(x, upper), (x, lower)], ink, kit.u(2.2), DASHES[link.how]))
            following = heights[order[order.index(ends[0]) + 1]]
            middle = (upper + following) / 2
            self.over.append(Group(block.shapes, x - parts.badge_width(kit, link) / 2, middle - block.height / 2))
            self.over += [self.dot(x, upper, hollow=not ends[0]), self.dot(x, lower)]
        self.over += [self.dot(x, heights[system]) for system, x in place.alone.items()]

    def dot(self, x: float, y: float, *, hollow: bool = False) -> Shape:
        """Return the mark of a system in use."""
        ink = readable(self.theme.ink, self.theme.page, 3)
        return Circle(x, y, self.kit.u(5), self.theme.page if hollow else ink, ink, 1.6)

    def connectors(self) -> None:
        """Lead from each cell to the next one below it, and from a customer's step to the next."""
        kit, ink = self.kit, readable(self.theme.edge, self.theme.page, 3)
        for place in self.places:
            used = self.used(place.column)
            for upper, lower in pairwise(used):
                self.under.append(self.leg(place.centre, self.rows[upper][1], self.rows[lower][0], ink))
        top, low = self.rows.get("action", (0.0, 0.0))
        for place, after in pairwise(self.places):
            if after.column.number in place.column.onward:
                y, start, end = (top + low) / 2, place.x + place.width, after.x
                self.under += [line([(start, y), (end - kit.u(4), y)], ink, kit.u(1.6)),
                               arrow(end, y, (1, 0), kit.u(7), ink)]  # fmt: skip

    def used(self, column: BlueprintColumn) -> Sequence[str]:
        """Return the rows in which a column has a cell, from the customer's down to the systems."""
        if column.service is Service.NOBODY:
            # Nobody takes up what the customer does: no line leads there, or through it.
            found: list[str] = []
        else:
            found = ["action"]
            found += ["front"] if column.service is not None or column.department is not None else []
        found += ["back"] if column.steps else []
        return [*found, "systems"] if column.systems else found

    def leg(self, x: float, top: float, low: float, ink: str) -> Shape:
        """Return an arrow straight down."""
        size = self.kit.u(6)
        side = size * 0.6
        tip, back = f"{number(x)} {number(low)}", number(low - size)
        head = f"M{number(x - side)} {back}L{tip}L{number(x + side)} {back}"
        return Path(f"M{number(x)} {number(top)}L{tip}{head}", stroke=ink, stroke_width=self.kit.u(1.4))

    def foot(self) -> None:
        """Set what the signs mean."""
        keys = legend(self.kit, list(self.keys()), self.width - 2 * self.edge, self.theme.page)
        if keys is not EMPTY:
            self.over.append(Group(keys.shapes, self.edge, self.y + self.kit.u(4)))
            self.y += keys.height + self.kit.u(4)

    def keys(self) -> Iterator[Key]:
        """Yield the signs that are in the drawing, with their meaning."""
        kit, theme, columns = self.kit, self.theme, self.view.columns
        middle, mark = kit.u(7), (kit.u(6), 0.0, kit.u(14))
        hows = {link.how for column in columns for link in column.handovers}
        for sound, colour, words in (
            (parts.SOUND, theme.good, say("data flows at once")),
            (frozenset({"batch"}), theme.edge, say("data flows in batches, later")),
            (frozenset({"manual", "none"}), theme.bad, say("broken: typed by hand, or not connected")),
            (frozenset({"unknown"}), theme.edge, say("nobody says how, or whether, data flows")),
        ):
            if hows & sound:
                dash = DASHES[min(hows & sound, key=list(CONNECTIONS).index)]
                ink = readable(colour, theme.page, 3)
                yield Key(kit.say(words), (line([(0, middle), (kit.u(26), middle)], ink, kit.u(2.2), dash),))
        ink, bad = readable(theme.ink, theme.page, 3), readable(theme.bad, theme.page, 3)
        if any(column.systems for column in columns):
            yield Key(kit.say(say("system in use")), (self.dot(kit.u(13), middle),))
        for used, words, shape in (
            (any(column.again for column in columns), say("asked again for what is known"), icon(RETURN, *mark, bad)),
            (any(column.taken_over for column in columns), say("someone else takes over"), icon(HANDOFF, *mark, ink)),
            (any(column.waiting for column in columns), say("nothing happens"), icon(HOURGLASS, *mark, ink)),
            (any(column.moment for column in columns), say("moment of truth"),
             star(kit.u(13), middle, kit.u(7), readable(theme.accent, theme.page, 3))),
        ):  # fmt: skip
            if used:
                yield Key(kit.say(words), (shape,))
