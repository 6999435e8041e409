"""Drawings within a page: painted by classes, once for light and dark.

A chart is drawn twice, in the light theme and in the dark one. The two differ
in colours alone, so the page carries one drawing whose colours are classes
with a light and a dark value. That is smaller than a single drawing was, needs
no style attribute, and both looks are exactly what the charts drew.
"""

import re
from collections.abc import Mapping
from itertools import zip_longest

from journeymap.charts.svg import FONTS
from journeymap.outputs.html.flatten import flatten
from journeymap.outputs.html.paths import Stroke, enlarged
from journeymap.records import dataclass

Paint = tuple[tuple[str, str], ...]

_TAG = re.compile(r"<([a-zA-Z]+)((?:\s[^<>]*?)?)(/?)>")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z:-]+)="([^"]*)"')
_SCALED = re.compile(r'<path d="([^"]*)" transform="translate\(([^)]*)\) scale\(([\d.]+)\)"([^<>]*)/>')
_WIDTH = re.compile(r'(?<= stroke-width=")[\d.]+')
_VALUE = re.compile(r"[#\w .,%-]+")
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

    def paint(self, light: str, dark: str, prefix: str = "") -> str:
        """Return one drawing for both themes.

        Parameters
        ----------
        light, dark
            The same drawing in two themes. If they are not the same but for
            their colours, the light one is used in the dark too.
        prefix
            Begins the ids of what is written once and used often; without one the drawing keeps its elements.
        """
        if prefix:
            light, dark = (_SCALED.sub(_resized, drawing) for drawing in (light, dark))
        one, other = list(_TAG.finditer(light)), list(_TAG.finditer(dark))
        if [tag[1] for tag in one] != [tag[1] for tag in other]:
            other = one
        pieces, at = [], 0
        for tag, twin in zip_longest(one, other):
            pieces += [light[at : tag.start()], self._element(tag, twin)]
            at = tag.end()
        painted = "".join([*pieces, light[at:]]).strip()
        shown = flatten(painted, self.looks, prefix, self.thick) if prefix else painted
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

    def _element(self, tag: "re.Match[str]", twin: "re.Match[str]") -> str:
        kept, light = _split(tag[2])
        dark = light if twin[2] == tag[2] else _split(twin[2])[1]
        if tag[1] in AT_NOUGHT:
            kept = kept.replace(' x="0"', "").replace(' y="0"', "")
        name = ""
        if light:
            name = f' class="{self.name(Use(light, dark))}"'
        return f"<{tag[1]}{kept}{name}{tag[3]}>"


def _split(attributes: str) -> tuple[str, Paint]:
    """Part what paints from what places; the paint is sorted."""
    kept, paint = [], []
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1] in PAINT and _VALUE.fullmatch(found[2]):
            paint.append((found[1], _thick(found[2]) if found[1] == "stroke-width" else found[2]))
        elif found[1] not in LEFT_OUT:
            kept.append(found[0])
    return "".join(kept), tuple(sorted(paint))


def _thick(width: str) -> str:
    """Return the width of a line in halves of a point, so that those nearly alike are one look; hairlines as they are.

    Examples
    --------
    >>> _thick("1.4"), _thick("3.7"), _thick("0.75")
    ('1.5', '3.5', '0.75')
    """
    return width if float(width) < 1 else f"{round(2 * float(width)) / 2:g}"


def _resized(found: "re.Match[str]") -> str:
    """Return a path that is drawn larger or smaller at its real size, so that it can be drawn together with others."""
    scale = float(found[3])
    paint = _WIDTH.sub(lambda width: f"{float(width[0]) * scale:.2g}", found[4])
    return f'<path d="{enlarged(found[1], scale)}" transform="translate({found[2]})"{paint}/>'


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
