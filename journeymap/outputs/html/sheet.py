"""The style sheet of one page: the rules of what occurs in it, without space that means nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import groupby, product
from string import ascii_lowercase

from journeymap.records import dataclass

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r";?\s*([{};])\s*|\s*([,>])\s+|\s*\n\s*")
_DOUBLED = re.compile(r"#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b")
_CONDITION = re.compile(r":(?:not|has|is|where)\([^()]*\)|\[[^\]]*\]")
_NAME = re.compile(r"[.#]([A-Za-z][\w-]*)")
_COMMA = re.compile(r",(?![^()]*\))")
_OWN = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
_NAMED = re.compile(r' (?:class|id)=(?:"([^"]*)"|([^\s>"]+))')


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations with the selectors they hold for.

    Attributes
    ----------
    media
        The condition around it; empty if it always holds.
    selectors
        Each with the classes and ids it cannot do without; empty for a rule kept as it is, such as that of a page.
    body
        What stands in the braces, or the whole rule if it has no selectors.
    """

    media: str
    selectors: tuple[tuple[str, frozenset[str]], ...]
    body: str


def compacted(style: str) -> str:
    """Return a style sheet without comments, and without space and digits that mean nothing.

    Examples
    --------
    >>> compacted("a { color: #ffffff; } /* all */ b > c, d { margin: 0; }")
    'a{color:#fff}b>c,d{margin:0}'
    """
    tight = _SPACE.sub(lambda found: found[1] or found[2] or " ", _COMMENT.sub("", style))
    return _DOUBLED.sub(r"#\1\2\3", tight.strip().replace(": ", ":"))


def fitting(style: str, names: AbstractSet[str]) -> str:
    """Return the rules of a compacted style sheet that can hold for a page with these classes and ids.

    Examples
    --------
    >>> fitting("a,.b .c,.d:not(.e){top:0}@media print{.b{top:1px}.d{top:2px}}", {"d"})
    'a,.d:not(.e){top:0}@media print{.d{top:2px}}'
    """
    kept = []
    for media, rules in groupby(_rules(style), key=lambda rule: rule.media):
        inside = "".join(filter(None, (_written(rule, names) for rule in rules)))
        kept.append(f"{media}{{{inside}}}" if media and inside else inside)
    return "".join(kept)


def named(markup: str) -> frozenset[str]:
    """Return the classes and ids of a page."""
    values = (quoted or bare for quoted, bare in _NAMED.findall(markup))
    return frozenset(name for value in values for name in value.split())


def renamed(style: str) -> str:
    """Return a style sheet whose own properties have names of one letter or two, those written most often the shortest.

    Examples
    --------
    >>> renamed(":root{--paper:#fff;--s:1px}a{color:var(--paper)}")
    ':root{--a:#fff;--s:1px}a{color:var(--a)}'
    """
    used = Counter(_OWN.findall(style))
    free = (name for name in _short() if f"--{name}" not in used)
    short = {long: f"--{next(free)}" for long, _ in used.most_common() if len(long) > len("--ab")}
    return _OWN.sub(lambda found: short.get(found[0], found[0]), style)


def _short() -> Iterator[str]:
    yield from ascii_lowercase
    yield from map("".join, product(ascii_lowercase, repeat=2))


def columns(names: AbstractSet[str]) -> str:
    """Return the rules of the columns that tables name in their classes: ``n2`` holds numbers, ``w3`` long texts.

    Examples
    --------
    >>> columns({"n2", "n3", "note"})
    '.n2 tr>:nth-child(2),.n3 tr>:nth-child(3){text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}'
    """
    numbers, long = (sorted(int(name[1:]) for name in names if re.fullmatch(rf"{letter}\d+", name)) for letter in "nw")
    found = ""
    if numbers:
        cells = ",".join(f".n{place} tr>:nth-child({place})" for place in numbers)
        found = f"{cells}{{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}}"
    if long:
        cells = ",".join(f".w{place} td:nth-child({place})" for place in long)
        cards = ",".join(f".cards.w{place} td:nth-child({place})" for place in long)
        found += f"@media screen{{{cells}{{min-width:8.5rem}}}}"
        found += f"@media screen and (max-width:40rem){{{cells}{{min-width:11rem}}{cards}{{grid-column:1/-1}}}}"
    return found


def _written(rule: Rule, names: AbstractSet[str]) -> str:
    if not rule.selectors:
        return rule.body
    kept = [selector for selector, needs in rule.selectors if needs <= names]
    return f"{','.join(kept)}{{{rule.body}}}" if kept else ""


@cache
def _rules(style: str) -> tuple[Rule, ...]:
    return tuple(_read(style, ""))


def _read(style: str, media: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet, or of what is in the braces of a condition."""
    at = 0
    while at < len(style):
        start = style.index("{", at)
        head, end = style[at:start], _closed(style, start)
        if head.startswith("@media"):
            yield from _read(style[start + 1 : end], head)
        elif head.startswith("@"):
            yield Rule(media, (), style[at : end + 1])
        else:
            yield Rule(media, tuple((one, _needs(one)) for one in _COMMA.split(head)), style[start + 1 : end])
        at = end + 1


def _closed(style: str, start: int) -> int:
    """Return where the brace that opens at a place closes."""
    depth = 0
    for found in re.compile("[{}]").finditer(style, start):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.start()
    raise ValueError("a brace of the style sheet is not closed")


def _needs(selector: str) -> frozenset[str]:
    return frozenset(_NAME.findall(_CONDITION.sub("", selector)))
