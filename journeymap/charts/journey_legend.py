"""The legend of the journey map: only what appears."""

from collections.abc import Iterator

from journeymap.charts import symbols
from journeymap.charts.journey_curve import DASHES, curve_sign, second_colour
from journeymap.charts.journey_kit import Block, Kit, Pen
from journeymap.charts.journey_lanes import SEVERITIES, time_limit
from journeymap.charts.journey_tracks import UNUSED
from journeymap.charts.palette import BANDS, band, band_word, mix, readable
from journeymap.charts.svg import Circle, Group, Path, Rect, Shape, number
from journeymap.text import count, say
from journeymap.views.journey_map import JourneyMap

Item = tuple[tuple[Shape, ...], float, str]
"""A sample around height 0 from x 0, its width in points, and its words."""


def legend(kit: Kit, view: JourneyMap, width: float) -> Block:
    """Set the legend in rows; `width` in points."""
    theme, gap, row = kit.theme, kit.u(22), kit.high("small") + kit.u(8)
    x, top, shapes = 0.0, 0.0, list[Shape]()
    deepest = row
    for sample, sample_wide, words in items(kit, view):
        room = max(kit.u(60), min(width, kit.u(340)) - sample_wide - kit.u(7))
        lines = kit.lines(words, "small", room)
        wide = sample_wide + kit.u(7) + max((kit.wide(line, "small") for line in lines), default=0.0)
        if x and x + wide > width:
            x, top, deepest = 0.0, top + deepest, row
        pen = Pen(kit, theme.page, room + 1, x + sample_wide + kit.u(7), top)
        pen.set(lines, "small", fill=theme.muted)
        shapes += [Group(sample, dx=x, dy=top + kit.high("small") / 2), *pen.shapes]
        deepest = max(deepest, len(lines) * kit.high("small") + kit.u(8))
        x += wide + gap
    return Block(top + deepest if shapes else 0.0, tuple(shapes))


def items(kit: Kit, view: JourneyMap) -> Iterator[Item]:
    """Yield what is to be explained."""
    yield from _column_items(kit, view)
    if "fit" in view.lanes and any(column.fits for column in view.columns):
        yield from _fit_items(kit)
    if "curve" in view.lanes:
        yield from _curve_items(kit, view)
    yield from _way_items(kit, view)
    if "time" in view.lanes:
        yield from _time_items(kit, view)
    if "findings" in view.lanes:
        yield from _pin_items(kit, view)


def _column_items(kit: Kit, view: JourneyMap) -> Iterator[Item]:
    if any(column.moment for column in view.columns):
        size = kit.u(6.5)
        yield (
            (symbols.star(size, 0, size, readable(kit.theme.star, kit.theme.page)),),
            2 * size,
            kit.say(say("moment of truth: customers decide here whether to stay")),
        )


def _fit_items(kit: Kit) -> Iterator[Item]:
    theme, radius = kit.theme, kit.size("small") * 0.5
    sign = symbols.minus(radius, 0, radius, readable(theme.bad, theme.page, 3))
    words = say("suits badly: rated 2 or less of 5 where the group likes another channel")
    yield sign, 2 * radius, kit.say(words)


def _curve_items(kit: Kit, view: JourneyMap) -> Iterator[Item]:
    theme, radius = kit.theme, kit.u(5.5)
    bands = sorted({band(column.score) for column in view.columns if column.score is not None})
    limits = (0, *(int(limit) for limit in BANDS), 100)
    for index in bands:
        words = say("{word}: {low} to {high}", word=band_word(index), low=limits[index],
                    high=limits[index + 1] - (index < 3))  # fmt: skip
        yield (Circle(radius, 0, radius, readable(theme.scores[index], theme.page, 3)),), 2 * radius, kit.say(words)
    if any(column.score is not None and column.opinion for column in view.columns):
        ring = Circle(radius, 0, radius - 1, theme.page, theme.edge, kit.u(2), "3 2")
        yield (ring,), 2 * radius, kit.say(say("opinion, nothing counted"))
    if any(column.low is not None for column in view.columns):
        sample = Rect(0, -kit.u(6), kit.u(18), kit.u(12), mix(theme.surface, theme.accent, 0.16))
        bar = Path(f"M{number(kit.u(9))} {number(-kit.u(6))}v{number(kit.u(12))}", stroke=theme.edge, stroke_width=1.3)
        yield (sample, bar), kit.u(18), kit.say(say("95 % interval"))
    if view.curves:
        yield (
            (_stroke(kit, theme.ink, 24, 2.2),),
            kit.u(24),
            kit.say(view.subtitle if view.curve_name is None else view.curve_name),
        )
    for index, curve in enumerate(view.curves):
        colour = second_colour(kit, index, curve.style)
        line = _stroke(kit, colour, 30, 2, DASHES[index % len(DASHES)])
        sign = curve_sign(kit, index, (kit.u(15), 0.0), colour, theme.page)
        yield (line, sign), kit.u(30), kit.say(curve.name)


def _stroke(kit: Kit, colour: str, length: float, thick: float, dash: str = "") -> Path:
    shade = readable(colour, kit.theme.page, 3)
    return Path(f"M0 0H{number(kit.u(length))}", stroke=shade, stroke_width=kit.u(thick), dash=dash)


def _way_items(kit: Kit, view: JourneyMap) -> Iterator[Item]:
    theme = kit.theme
    order = {column.id: index for index, column in enumerate(view.columns)}
    links = [link for link in view.links if link.share > 0 and link.source in order]
    if any(link.kind in {"next", "ends"} for link in links):
        yield (
            (_stroke(kit, theme.accent, 22, 4),),
            kit.u(22),
            kit.say(say("way customers take, as wide as many take it")),
        )
    if any(order.get(link.target, len(order)) < order[link.source] and link.kind == "next" for link in links):
        yield (_stroke(kit, theme.muted, 22, 2.5),), kit.u(22), kit.say(say("way back"))
    if any(link.kind == "fails" for link in links):
        yield (_stroke(kit, theme.bad, 22, 2, "5 4"),), kit.u(22), kit.say(say("something goes wrong"))
    if any(view.columns[order[link.source]].reach <= 0 for link in links):
        yield (_stroke(kit, theme.muted, 22, 1.5, UNUSED),), kit.u(22), kit.say(say("way nobody takes"))
    side = kit.size("small") * 1.1
    for found, drawing, words in (
        (any(link.handoff for link in links), symbols.HANDOFF, say("hand-off: someone else takes over")),
        (any(link.repeats for link in links), symbols.RETURN, say("the same matter again")),
    ):
        if found:
            shade = readable(theme.ink, theme.page, 3)
            yield (symbols.icon(drawing, 0, -side / 2, side, shade),), side, kit.say(words)
    if any(link.assumed for link in links):
        yield (), 0.0, kit.say(say("~ share assumed"))


def _time_items(kit: Kit, view: JourneyMap) -> Iterator[Item]:
    theme, wide, high = kit.theme, kit.u(20), kit.u(7)
    limit = time_limit(view.columns)
    if any(column.duration is not None for column in view.columns):
        bar = Rect(0, -high / 2, wide, high, readable(theme.accent, theme.page, 3), radius=1.5)
        yield (bar,), wide, kit.say(say("time spent"))
    if any(column.waiting is not None for column in view.columns):
        yield (
            symbols.hatched(0, -high / 2, wide, high, readable(theme.bad, theme.page, 3)),
            wide,
            kit.say(say("time waiting")),
        )
    if any(t is not None and t > limit for column in view.columns for t in (column.duration, column.waiting)):
        stroke = f"l{number(kit.u(3))} {number(-high)}"
        d = f"M0 {number(high / 2)}{stroke}M{number(kit.u(4))} {number(high / 2)}{stroke}"
        yield (
            (Path(d, stroke=readable(theme.edge, theme.page, 3), stroke_width=1.3),),
            kit.u(7),
            kit.say(say("bar cut short; the longest to scale is {time}", time=kit.minutes(limit))),
        )


def _pin_items(kit: Kit, view: JourneyMap) -> Iterator[Item]:
    found = {pin.severity for column in view.columns for pin in column.pins}
    size = kit.u(7.5)
    for severity in sorted(found, key=lambda severity: -severity.rank):
        shapes = symbols.pin(
            size * 1.2, 0, severity=severity, number=kit.say(count(1)), colour=kit.theme.severity(severity),
            ink=kit.theme.on_colour, size=size,
        )[:1]  # fmt: skip
        yield shapes, size * 2.4, kit.say(say("{severity} finding", severity=SEVERITIES[severity]))
