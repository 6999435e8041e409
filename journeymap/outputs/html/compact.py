"""Drawings within a page: painted by classes, once for light and dark.

A chart is drawn in colours of two looks, that of a light page and that of a dark one. The page carries one drawing
whose colours are classes with a light and a dark value. That is smaller than a drawing in one look was, needs no style
attribute, and both looks are exactly what the chart has in the theme of each.
"""

import re
from collections.abc import Mapping

from journeymap.charts.palette import looks
from journeymap.charts.svg import FONTS
from journeymap.outputs.html.elements import Pairs, read
from journeymap.outputs.html.flatten import flatten
from journeymap.outputs.html.paths import Stroke, enlarged
from journeymap.records import dataclass

Paint = tuple[tuple[str, str], ...]

_SCALED = re.compile(r"(translate\([^)]*\)) scale\(([\d.]+)\)")
_VALUE = re.compile(r"[#\w .,%/-]+")
_CLASS = re.compile(r' class="([^"]+)"')
_DOUBLED = re.compile(r"^#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3$")
_FONTS = FONTS.replace(", ", ",")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = "0123456789" + _CAPITALS + _CAPITALS.lower()
PAINT = frozenset({
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-size",
    "font-weight", "text-anchor", "opacity", "fill-opacity", "stroke-opacity",
})  # fmt: skip
LEFT_OUT = frozenset({"xmlns", "data-kind", "font-family"})
"""What only a file of its own needs, or a test of the drawing; the fonts are told once for all."""

AT_NOUGHT = frozenset({"rect", "text"})
"""Elements that stand at nought where no place is written; a `tspan` without one goes on after the text before."""

LENGTHS = frozenset({"font-size", "stroke-width"})


@dataclass(frozen=True)
class Use:
    """A look in both themes.

    Attributes
    ----------
    light, dark
        Attributes with their values, sorted.
    """

    light: Paint
    dark: Paint


class Stylist:
    """Gathers how the drawings of one page are painted."""

    def __init__(self) -> None:
        self.names: dict[Use, str] = {}
        self.uses: dict[str, Use] = {}
        self.looks: dict[str, dict[str, str]] = {}
        self.used: set[str] = set()
        self.known: dict[Paint, str] = {}

    def paint(self, drawing: str, prefix: str) -> str:
        """Return a drawing for both themes.

        Parameters
        ----------
        drawing
            In colours that may have two looks.
        prefix
            Begins the ids of what is written once and used often.
        """
        shown = flatten(read(drawing, self._kept), self.looks, prefix, self.thick)
        self.used.update(_CLASS.findall(shown))
        return shown

    def thick(self, name: str, line: Stroke) -> str:
        """Return the look of a line that covers what a shape fills; nothing if the shape is more than filled."""
        use = self.uses.get(name)
        if use is None or {key for key, _ in (*use.light, *use.dark)} != {"fill"}:
            return ""
        return self.name(Use(*(_as_line(dict(paint)["fill"], line) for paint in (use.light, use.dark))))

    def name(self, use: Use) -> str:
        """Return the class of a look."""
        found = self.names.get(use)
        if found is None:
            found = self.names[use] = _letters(len(self.names))
            self.uses[found] = use
            self.looks[found] = dict(use.light)
        return found

    def style(self) -> str:
        """Return the rules of all classes that occur, each declaration once; a colour with two values is a variable."""
        rules: dict[tuple[str, str, str], list[str]] = {}
        for name, use in self.uses.items():
            later = dict(use.dark)
            for key, value in use.light if name in self.used else ():
                rules.setdefault((key, value, later.get(key, value)), []).append(f".{name}")
        pairs = dict.fromkeys((light, dark) for _, light, dark in rules if light != dark)
        names = {pair: f"--{_letters(place)}" for place, pair in enumerate(pairs)}
        shared: dict[str, list[str]] = {}
        for (key, light, dark), classes in rules.items():
            value = f"var({names[light, dark]})" if light != dark else _value(key, light)
            shared.setdefault(",".join(classes), []).append(f"{key}:{value}")
        written = "".join(f"{classes}{{{';'.join(found)}}}" for classes, found in shared.items())
        return f"{_values(names, 0)}{_values(names, 1)}svg{{font-family:{_FONTS}}}{written}\n"

    def _kept(self, tag: str, attributes: Pairs) -> dict[str, str]:
        """Return what places an element, and the class of what paints it."""
        kept: dict[str, str] = {}
        paint = []
        for name, value in attributes:
            if name in PAINT:
                paint.append((name, value))
            elif name not in LEFT_OUT:
                kept[name] = value
        if tag in AT_NOUGHT:
            kept = {name: value for name, value in kept.items() if value != "0" or name not in {"x", "y"}}
        elif "scale(" in kept.get("transform", ""):
            _resize(kept, paint)
        if paint:
            kept["class"] = self._class(tuple(paint))
        return kept

    def _class(self, paint: Paint) -> str:
        """Return the class of a look as it is written in a drawing.

        Raises
        ------
        ValueError
            If a value could be more than a value in a style sheet.
        """
        found = self.known.get(paint)
        if found is None:
            if wrong := [value for _, value in paint if not _VALUE.fullmatch(value)]:
                raise ValueError(f"not a colour or a length: {wrong[0]!r}")
            both = sorted((name, looks(_thick(value) if name == "stroke-width" else value)) for name, value in paint)
            light, dark = (tuple((name, values[theme]) for name, values in both) for theme in (0, 1))
            found = self.known[paint] = self.name(Use(light, dark))
        return found


def _thick(width: str) -> str:
    """Return the width of a line in halves of a point, so that those nearly alike are one look; hairlines as they are.

    Examples
    --------
    >>> _thick("1.4"), _thick("3.7"), _thick("0.75")
    ('1.5', '3.5', '0.75')
    """
    return width if float(width) < 1 else f"{round(2 * float(width)) / 2:g}"


def _resize(kept: dict[str, str], paint: list[tuple[str, str]]) -> None:
    """Give a path that is drawn larger or smaller its real size, so that it can be drawn together with others."""
    found = _SCALED.fullmatch(kept["transform"])
    if found is None or "d" not in kept:
        return
    scale = float(found[2])
    kept["d"], kept["transform"] = enlarged(kept["d"], scale), found[1]
    paint[:] = [(name, f"{float(value) * scale:.2g}" if name == "stroke-width" else value) for name, value in paint]


def _as_line(colour: str, line: Stroke) -> Paint:
    paint = {"stroke": colour, "stroke-width": f"{line.width:g}"}
    if line.look == "full":
        paint["fill"] = colour
    return tuple(sorted(paint.items()))


def _letters(place: int) -> str:
    """Return a name that begins with a capital, which no class of a page does.

    Examples
    --------
    >>> _letters(0), _letters(25), _letters(26), _letters(87), _letters(26 + 26 * 62)
    ('A', 'Z', 'A0', 'Az', 'A00')
    """
    tail = ""
    while place >= len(_CAPITALS):
        place, letter = divmod(place - len(_CAPITALS), len(_LETTERS))
        tail = _LETTERS[letter] + tail
    return _CAPITALS[place] + tail


def _values(names: Mapping[tuple[str, str], str], theme: int) -> str:
    """Write the colours of the light theme or of the dark one."""
    if not names:
        return ""
    values = ";".join(f"{name}:{_value('fill', pair[theme])}" for pair, name in names.items())
    return f"@media screen and (prefers-color-scheme:dark){{:root{{{values}}}}}" if theme else f":root{{{values}}}"


def _value(key: str, value: str) -> str:
    """Return a value as a style sheet has it: a length with its unit, a colour in three digits where they say it."""
    if key in LENGTHS:
        return f"{value}px"
    return _DOUBLED.sub(r"#\1\2\3", value)
