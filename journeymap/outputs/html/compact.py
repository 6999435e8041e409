"""Drawings within a page: painted by classes, once for light and dark.

A chart is drawn twice, in the light theme and in the dark one. The two differ
in colours alone, so the page carries one drawing whose colours are classes
with a light and a dark value. That is smaller than a single drawing was, needs
no style attribute, and both looks are exactly what the charts drew.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest

from journeymap.outputs.html.flatten import flatten
from journeymap.outputs.html.paths import enlarged

Paint = tuple[tuple[str, str], ...]

_TAG = re.compile(r"<([a-zA-Z]+)((?:\s[^<>]*?)?)(/?)>")
_ATTRIBUTE = re.compile(r'\s([a-zA-Z:-]+)="([^"]*)"')
_SCALED = re.compile(r'<path d="([^"]*)" transform="translate\(([^)]*)\) scale\(([\d.]+)\)"([^<>]*)/>')
_WIDTH = re.compile(r'(?<= stroke-width=")[\d.]+')
_VALUE = re.compile(r"[#\w .,%-]+")
PAINT = frozenset({
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-size",
    "font-weight", "text-anchor", "opacity", "fill-opacity", "stroke-opacity",
})  # fmt: skip
LEFT_OUT = frozenset({"xmlns", "data-kind"})
"""What only a file of its own needs, or a test of the drawing."""

AT_NOUGHT = frozenset({"rect", "text"})
"""Elements that stand at nought where no place is written; a `tspan` without one goes on after the text before."""

LENGTHS = frozenset({"font-size", "stroke-width"})


class Stylist:
    """Gathers how the drawings of one page are painted."""

    def __init__(self) -> None:
        self.names: dict[tuple[Paint, Paint], str] = {}

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
        looks = {name: dict(first) for (first, _), name in self.names.items()}
        return flatten(painted, looks, prefix) if prefix else painted

    def style(self) -> str:
        """Return the rules of all classes given out so far, each declaration once."""
        light = _gathered((name, first) for (first, _), name in self.names.items())
        dark = _gathered(
            (name, tuple(entry for entry in later if entry not in first)) for (first, later), name in self.names.items()
        )
        return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}\n" if dark else f"{light}\n"

    def _element(self, tag: "re.Match[str]", twin: "re.Match[str]") -> str:
        kept, light = _split(tag[2])
        dark = light if twin[2] == tag[2] else _split(twin[2])[1]
        if tag[1] in AT_NOUGHT:
            kept = kept.replace(' x="0"', "").replace(' y="0"', "")
        name = ""
        if light:
            found = self.names.setdefault((light, dark), f"p{len(self.names):x}")
            name = f' class="{found}"'
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


def _gathered(classes: Iterable[tuple[str, Paint]]) -> str:
    """Write each declaration once, with all the classes that have it; no class has two of one name."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, paint in classes:
        for declaration in paint:
            found.setdefault(declaration, []).append(f".{name}")
    return "".join(f"{','.join(names)}{{{_rule(*declaration)}}}" for declaration, names in found.items())


def _rule(name: str, value: str) -> str:
    return f"{name}:{value}px" if name in LENGTHS else f"{name}:{value}"
