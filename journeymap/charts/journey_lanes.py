"""The lanes of the journey map that have a cell for each touchpoint."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from statistics import median
from types import MappingProxyType

from journeymap.charts import symbols
from journeymap.charts.journey_faces import mood
from journeymap.charts.journey_kit import EMPTY, Block, Kit, Pen, Slot
from journeymap.charts.palette import readable
from journeymap.charts.svg import Group, Label, Path, Rect, Shape, number
from journeymap.charts.typeset import ascent
from journeymap.records import dataclass
from journeymap.text import Text, count, say
from journeymap.views.journey_map import Column, FitMark, JourneyMap, Pin, finding_anchor
from journeymap.vocabulary import Service, Severity

Draw = Callable[[Kit, Column, Slot], Block]
Sign = Callable[[float, float, float, str], tuple[Shape, ...]]


@dataclass(frozen=True)
class Lane:
    """A lane of cells.

    Attributes
    ----------
    label
        Its name in the gutter.
    draw
        Draws the cell of one column.
    filled
        Tells whether a column has anything for it.
    unknown
        Whether an empty cell means that something is unknown, and says so.
    """

    label: Text
    draw: Draw
    filled: Callable[[Column], bool]
    unknown: bool = True


def lane(name: str, view: JourneyMap) -> Lane | None:
    """Return a lane by its name; `None` if nothing in the view belongs to it, or it is none of these."""
    found = LANES.get(name)
    beside = _BESIDE.get(name)
    if beside is not None and beside[0] in view.lanes:
        found = beside[1]
    if name == "time":
        both = any(c.duration is not None for c in view.columns) and any(c.waiting is not None for c in view.columns)
        found = Lane(say("Time"), partial(_time, limit=time_limit(view.columns), both=both), _has_time)
    return found if found is not None and any(map(found.filled, view.columns)) else None


def cell(lane: Lane, kit: Kit, column: Column, slot: Slot) -> Block:
    """Draw one cell; one with nothing known shows a dash."""
    if lane.filled(column):
        return lane.draw(kit, column, slot)
    if not lane.unknown or column.absent:
        return EMPTY
    pen = _pen(kit, slot)
    pen.write("–", "small", fill=kit.theme.muted)
    return pen.done()


def _pen(kit: Kit, slot: Slot) -> Pen:
    return Pen(kit, slot.on, slot.width)


def _doing(kit: Kit, column: Column, slot: Slot) -> Block:
    pen = _pen(kit, slot)
    if column.doing:
        pen.write(column.doing)
    if column.quote:
        if column.doing:
            pen.down(5)
        top = pen.y
        pen.write(f"“{column.quote}”", "small", fill=kit.theme.muted, indent=kit.u(9))
        pen.add(Rect(0, top + 2, kit.u(2.5), pen.y - top - 3, kit.theme.edge, radius=1))
    return pen.done()


def _entry(pen: Pen, drawing: str, text: str, name: str = "body", *, fill: str | None = None) -> None:
    """Write a text behind an icon."""
    _entries(pen, drawing, (text,), name, fill=fill)


def _entries(pen: Pen, drawing: str, names: Sequence[str], name: str, *, fill: str | None = None) -> None:
    """Write names behind an icon, with a dot between them."""
    kit = pen.kit
    size = kit.size(name) * 1.25
    high = kit.high(name)
    colour = readable(fill or kit.theme.muted, pen.on, 3)
    pen.add(symbols.icon(drawing, pen.x, pen.y + (high - size) / 2, size, colour))
    pen.join(names, name, fill=fill, indent=size + kit.u(5))


SERVED_BY: Mapping[Service, Text] = MappingProxyType(
    {
        Service.HUMAN: say("a person"),
        Service.BOT: say("a bot"),
        Service.SELF_SERVICE: say("self-service"),
        Service.MESSAGE: say("a message"),
        Service.NOBODY: say("nobody"),
    }
)


def _channel(kit: Kit, column: Column, slot: Slot) -> Block:
    pen = _pen(kit, slot)
    if column.channel is not None:
        words = kit.say(column.channel_title or column.channel)
        size = kit.size("body") * 1.5
        pen.add(symbols.icon(symbols.channel_icon(column.channel), 0, 0, size, readable(kit.theme.ink, slot.on, 3)))
        pen.y = max(0.0, (size - kit.high("body")) / 2)
        pen.write(words, weight="semibold", indent=size + kit.u(6))
        pen.y = max(pen.y, size)
        pen.down(2)
    if column.service is not None and column.channel != "none":
        drawing = symbols.service_icon(column.service)
        _entry(pen, drawing, kit.say(SERVED_BY[column.service]), "small", fill=kit.theme.muted)
    return pen.done()


def _fit(kit: Kit, column: Column, slot: Slot) -> Block:
    """Write how the channel suits each group: a sign and a word, then what that rests on."""
    pen = _pen(kit, slot)
    marks = column.fits
    if len(marks) > 1 and all(mark.fit is None for mark in marks):
        marks = (FitMark("", None),)
    radius = kit.size("small") * 0.5
    indent = 2 * radius + kit.u(6)
    for mark in marks:
        if pen.y:
            pen.down(5)
        drawing, colour = _sign(kit, mark)
        pen.add(*drawing(radius + 0.5, pen.y + kit.high("small") / 2, radius, readable(colour, slot.on, 3)))
        if mark.group:
            pen.write(mark.group, "small", weight="semibold", indent=indent)
        pen.write(kit.say(VERDICTS[mark.verdict]), "small", indent=indent)
        for line in _grounds(kit, mark):
            pen.write(line, "tiny", fill=kit.theme.muted, indent=indent)
    return pen.done()


VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "badly": say("suits badly"),
        "half-way": say("suits half-way"),
        "well": say("suits well"),
        "unknown": say("not known"),
    }
)


def _sign(kit: Kit, mark: FitMark) -> tuple[Sign, str]:
    if mark.verdict == "badly":
        return symbols.minus, kit.theme.bad
    return (symbols.plus, kit.theme.good) if mark.verdict == "well" else (symbols.ring, kit.theme.muted)


def _grounds(kit: Kit, mark: FitMark) -> Iterator[str]:
    if mark.rating is None or mark.best_rating is None or mark.best is None:
        return
    if mark.rating == mark.best_rating:
        yield kit.say(say("rated {rating} of 5, none higher", rating=mark.rating))
    else:
        yield kit.say(say("rated {rating} of 5; {best} {top}", rating=mark.rating, best=kit.say(mark.best),
                          top=mark.best_rating))  # fmt: skip
    if not mark.own:
        yield kit.say(say("prior of its generation"))


def _has_time(column: Column) -> bool:
    return column.duration is not None or column.waiting is not None


def time_limit(columns: Iterable[Column]) -> float:
    """Return the longest time drawn to scale, in minutes; what is longer gets a broken bar.

    Ten times the median of all known times keeps the usual ones visible beside one that dwarfs them.
    """
    known = [t for column in columns for t in (column.duration, column.waiting) if t is not None and t > 0]
    if not known:
        return 0.0
    usual = 10 * median(known)
    return max(t for t in known if t <= usual)


def _time(kit: Kit, column: Column, slot: Slot, *, limit: float, both: bool) -> Block:
    """Draw the time spent over the time waited, each at its own height in every cell."""
    pen = _pen(kit, slot)
    step = kit.high("small") + kit.u(15)
    for row, minutes, waiting in ((0, column.duration, False), (int(both), column.waiting, True)):
        if minutes is not None:
            pen.y = max(pen.y, row * step)
            text = kit.minutes(minutes)
            words = say("{time} waiting", time=text) if waiting else say("{time} spent", time=text)
            pen.write(kit.say(words), "small")
            pen.down(2)
            _bar(pen, minutes, limit, waiting=waiting)
            pen.down(6)
    return pen.done()


def _bar(pen: Pen, minutes: float, limit: float, *, waiting: bool) -> None:
    """Draw a time to scale; one beyond the limit goes on to the edge and is broken."""
    kit, high = pen.kit, pen.kit.u(7)
    colour = readable(kit.theme.accent if not waiting else kit.theme.bad, pen.on, 3)
    beyond = minutes > limit
    full = pen.width * 0.8
    wide = pen.width if beyond else max(full * minutes / limit, kit.u(1.5)) if limit and minutes else 0.0
    if wide:
        if waiting:
            pen.add(*symbols.hatched(0.5, pen.y, wide - 0.5, high, colour))
        else:
            pen.add(Rect(0, pen.y, wide, high, colour, radius=min(1.5, wide / 2)))
    if beyond:
        pen.add(*_broken(kit, pen.width * 0.86, pen.y, high, colour, pen.on))
    pen.y += high


def _broken(kit: Kit, x: float, y: float, high: float, colour: str, ground: str) -> tuple[Shape, ...]:
    """Draw the sign of a bar that was cut short."""
    lean, gap, over = kit.u(3), kit.u(4), kit.u(2)
    cut = f"M{number(x)} {number(y + high + over)}l{number(lean)} {number(-high - 2 * over)}"
    other = f"M{number(x + gap)} {number(y + high + over)}l{number(lean)} {number(-high - 2 * over)}"
    blank = f"{cut}h{number(gap)}l{number(-lean)} {number(high + 2 * over)}z"
    return Path(blank, fill=ground), Path(cut + other, stroke=colour, stroke_width=1.3)


def _emotion(kit: Kit, column: Column, slot: Slot) -> Block:
    radius = kit.size("small")
    return Block(2 * radius + kit.u(4), tuple(mood(kit, column, Slot(0.0, slot.width, slot.on), radius + 1, radius)))


def _pains(kit: Kit, column: Column, slot: Slot, *, only: str = "") -> Block:
    pen = _pen(kit, slot)
    radius = kit.size("small") * 0.48
    for texts, sign, colour in (
        (column.pains if only != "gains" else (), symbols.minus, kit.theme.bad),
        (column.gains if only != "pains" else (), symbols.plus, kit.theme.good),
    ):
        for text in texts:
            if pen.y:
                pen.down(4)
            mark = readable(colour, slot.on, 3)
            pen.add(*sign(radius + 0.5, pen.y + kit.high("small") / 2, radius, mark))
            pen.write(text, "small", indent=2 * radius + kit.u(6))
    return pen.done()


def _backstage(kit: Kit, column: Column, slot: Slot) -> Block:
    pen = _pen(kit, slot)
    if column.department:
        _entry(pen, symbols.DEPARTMENT, column.department, "small")
    for step in column.backstage:
        if pen.y:
            pen.down(3)
        middle = pen.y + kit.high("small") / 2
        radius = kit.u(2)
        pen.add(Rect(kit.u(3), middle - radius, 2 * radius, 2 * radius, kit.theme.edge))
        pen.write(step, "small", fill=kit.theme.muted, indent=kit.size("small") * 1.25 + kit.u(5))
    return pen.done()


def _systems(kit: Kit, column: Column, slot: Slot, *, only: str = "") -> Block:
    pen = _pen(kit, slot)
    for drawing, names, fill in (
        (symbols.SYSTEM, column.systems if only != "data" else (), kit.theme.ink),
        (symbols.DATA, column.data if only != "systems" else (), kit.theme.muted),
    ):
        if names:
            if pen.y:
                pen.down(3)
            _entries(pen, drawing, names, "small", fill=fill)
    return pen.done()


GRADES: Mapping[str, Text] = MappingProxyType(
    {"A": say("measured"), "B": say("observed"), "C": say("documented"), "D": say("said or assumed")}
)


def _evidence(kit: Kit, column: Column, slot: Slot) -> Block:
    pen = _pen(kit, slot)
    grade = column.grade or ""
    side = kit.high("small") + kit.u(2)
    ink = kit.theme.ink
    solid = grade in {"A", "B"}
    ground = ink if solid else slot.on
    size = kit.size("small")
    pen.add(
        Rect(0.5, 0.5, side, side, ground, ink, 1.2, kit.u(3), "" if grade != "D" else "2 2"),
        Label(
            grade, side / 2 + 0.5, side / 2 + ascent(size) * 0.37 + 0.5, size,
            kit.theme.surface if solid else ink, ground, "semibold", "middle",
        ),
    )  # fmt: skip
    pen.y = kit.u(1)
    indent = side + kit.u(6)
    if grade in GRADES:
        pen.write(kit.say(GRADES[grade]), "small", indent=indent)
    if column.n is not None:
        words = kit.say(say("n = {n}", n=count(column.n))).replace(" ", "\u00a0")
        pen.write(words, "tiny", fill=kit.theme.muted, indent=indent)
    pen.y = max(pen.y, side + 1)
    return pen.done()


SEVERITIES: Mapping[Severity, Text] = MappingProxyType(
    {
        Severity.NOTE: say("note"),
        Severity.MINOR: say("minor"),
        Severity.MAJOR: say("major"),
        Severity.CRITICAL: say("critical"),
    }
)


def pin_size(kit: Kit) -> float:
    """Return half the room of a pin, in points; a target is at least 24 across."""
    return max(kit.u(13), kit.size("small") * 1.25)


def _findings(kit: Kit, column: Column, slot: Slot) -> Block:
    half = pin_size(kit)
    each = max(1, int(slot.width // (2 * half)))
    pins = sorted(column.pins, key=lambda pin: (-pin.severity.rank, pin.number))
    shapes = tuple(
        _pin(kit, pin, half * (1 + 2 * (index % each)), half * (1 + 2 * (index // each)), half)
        for index, pin in enumerate(pins)
    )
    rows = -(-len(pins) // each)
    return Block(2 * half * rows, shapes)


def _pin(kit: Kit, pin: Pin, x: float, y: float, half: float) -> Group:
    theme = kit.theme
    drawn = symbols.pin(
        x, y, severity=pin.severity, number=kit.say(count(pin.number)), colour=theme.severity(pin.severity),
        ink=theme.on_colour, size=half * 0.76,
    )  # fmt: skip
    severity = kit.say(SEVERITIES[pin.severity])
    title = kit.say(
        say("Finding {number} ({severity}): {title}", number=pin.number, severity=severity, title=pin.title)
    )
    target = Rect(x - half, y - half, 2 * half, 2 * half) if kit.links else None
    shapes = (*((target,) if target else ()), *drawn)
    return Group(
        shapes, title=title, href=f"#{pin.anchor or finding_anchor(pin.finding)}" if kit.links else "", kind="pin"
    )


LANES: Mapping[str, Lane] = MappingProxyType(
    {
        "doing": Lane(say("What the customer does"), _doing, lambda c: bool(c.doing or c.quote)),
        "channel": Lane(say("Channel"), _channel, lambda c: c.channel is not None or c.service is not None),
        "fit": Lane(say("Channel fit"), _fit, lambda c: bool(c.fits), unknown=False),
        "emotion": Lane(say("Emotion"), _emotion, lambda c: c.emotion is not None),
        "gains": Lane(say("Gains"), partial(_pains, only="gains"), lambda c: bool(c.gains), unknown=False),
        "data": Lane(say("Data"), partial(_systems, only="data"), lambda c: bool(c.data), unknown=False),
        "pains": Lane(say("Pains and gains"), _pains, lambda c: bool(c.pains or c.gains), unknown=False),
        "backstage": Lane(
            say("Behind the scenes"), _backstage, lambda c: bool(c.department or c.backstage), unknown=False
        ),
        "systems": Lane(say("Systems and data"), _systems, lambda c: bool(c.systems or c.data), unknown=False),
        "evidence": Lane(say("Evidence"), _evidence, lambda c: c.grade is not None),
        "findings": Lane(say("Findings"), _findings, lambda c: bool(c.pins), unknown=False),
    }
)
"""Lanes of cells by name; ``time`` depends on the whole map, ``curve`` is drawn apart."""

_BESIDE: Mapping[str, tuple[str, Lane]] = MappingProxyType(
    {
        "pains": ("gains", Lane(say("Pains"), partial(_pains, only="pains"), lambda c: bool(c.pains), unknown=False)),
        "systems": (
            "data", Lane(say("Systems"), partial(_systems, only="systems"), lambda c: bool(c.systems), unknown=False)
        ),
    }
)  # fmt: skip
"""What a lane is where the named one stands by itself."""
