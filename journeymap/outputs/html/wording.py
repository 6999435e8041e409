"""Sentences, numbers and days in the language of the report, as a printer would set them."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import count, islice

from markupsafe import Markup, escape

from journeymap.charts.glyphs import clusters
from journeymap.charts.svg import clean
from journeymap.languages import Language
from journeymap.records import dataclass
from journeymap.text import Figure, Text
from journeymap.views.report_numbers import index_key
from journeymap.views.report_parts import Cell, Link, Table

ENDINGS = (".", "!", "?", "…", ":")
MINUS = "\u2212"
LONGEST_NAME = 160
"""Characters of a name within a sentence; a longer one ends with an ellipsis, and stands whole elsewhere."""

LONGEST_UNBROKEN = 24
"""Letters of a cell from which its column is kept from becoming narrow."""

SENTENCES = 4096
"""Templates of sentences that are kept set: a report says most of them again and again."""

_QUOTED = re.compile(r"'(\{\w+\})'")
_WITHIN = re.compile(r'(?<!\w)"(?!\s)([^"]*)(?<!\s)"(?!\w)')
"""What stands in straight quotes; inches do not."""

_CODE = re.compile(r"(?<!^)\b[A-Z]{2,}-\d+(?:\.\d+[a-z]*)?\b,?")
_PATH = re.compile(r"[\w.-]+/[\w./-]*\.ya?ml:\d+")
_CITED = re.compile(r"(?<=, )([\w.-]+\.ya?ml)(?=:\d+(?:, \d+)*$)", re.MULTILINE)
"""The name of a file at the end of a line, before the numbers of its lines."""

_MARK = "\ue000{}\ue001{}\ue002"
"""A number that leads to an entry: characters without meaning stand around it until the text is escaped."""

_TICKED = re.compile(r"`([^`<>]+)`")
_MARKED = re.compile("\ue000(\\d{1,6})\ue001(.*?)\ue002", re.DOTALL)
_FIRST = re.compile("^((?:\ue000\\d+\ue001)?)(.)", re.DOTALL)
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


class Typographer(Language):
    """A language whose sentences have curved quotes, apostrophes and minus signs.

    What users wrote stays as it is, but for pairs of straight quotes.
    """

    def say(self, what: "str | int | Text | Figure | None") -> str:
        """Return text, a sentence or a number, set as in print."""
        if isinstance(what, Text):
            return super().say(_set(what, self.quotes))
        return _quotes(what) if isinstance(what, str) else super().say(what)

    @cached_property
    def quotes(self) -> tuple[str, str]:
        """Return the marks around a name in this language."""
        before, _, after = self.translate("'{name}'").partition("{name}")
        return before, after

    def figure(self, figure: Figure) -> str:
        """Write a number with a minus sign if it is negative."""
        text = super().figure(figure)
        return MINUS + text[1:] if text.startswith("-") else text

    def translate(self, sentence: str) -> str:
        """Return the translation of an English sentence, set as in print."""
        return _curved(super().translate(sentence))


@lru_cache(maxsize=SENTENCES)
def _curved(sentence: str) -> str:
    return _quotes(_APOSTROPHE.sub("’", _QUOTED.sub(r"‘\1’", sentence)))


@lru_cache(maxsize=SENTENCES)
def _quoted(sentence: str) -> frozenset[str]:
    """Return the blanks of a sentence that stand in quotes, with their braces."""
    return frozenset(_QUOTED.findall(sentence))


def _set(text: Text, marks: tuple[str, str]) -> Text:
    """Set the quotes of a sentence's blanks: no quotes within quotes, and curved ones around names in a list."""
    if not text.values:
        return text
    quoted = _quoted(text.template)
    blanks = ((name, _blank(value, marks, quoted=f"{{{name}}}" in quoted)) for name, value in text.values)
    return Text(text.template, tuple(blanks))


def _blank(value: str | int | Figure | Text, marks: tuple[str, str], *, quoted: bool) -> str | int | Figure | Text:
    if isinstance(value, Text):
        return _set(value, marks)
    if not isinstance(value, str) or not value:
        return value
    if quoted:
        return _name(value)
    if len(value) > 2 and value[0] == value[-1] == "'":  # names that a rule has listed
        return ", ".join(f"{marks[0]}{_name(name)}{marks[1]}" for name in value[1:-1].split("', '"))
    return _quotes(value)


def _quotes(text: str) -> str:
    """Return a text with curved quotes for pairs of straight ones."""
    return _WITHIN.sub(r"“\1”", text) if '"' in text and "`" not in text else text


def _name(name: str) -> str:
    """Return a name as it stands within single quotes."""
    bare = name[1:-1] if len(name) > 2 and name[0] == name[-1] == '"' else name
    if len(bare) > LONGEST_NAME:
        bare = "".join(islice(clusters(bare), LONGEST_NAME - 1)) + "…"
    return _quotes(bare)


def codes(text: str) -> Markup:
    """Keep the codes of practices and criteria in one piece, and break the names of files only behind a slash.

    A no-break hyphen would do on the screen, but the code could no longer be copied or searched for.
    A text that begins with a code is never broken there; a comma stays with its code.

    Examples
    --------
    >>> codes("first & AGI-2.2b")
    Markup('first &amp; <b>AGI-2.2b</b>')
    """
    kept = _CODE.sub(r"<b>\g<0></b>", str(escape(text)))
    return Markup(_PATH.sub(_broken, kept))  # noqa: S704 - escaped, then codes and names marked


def _broken(found: "re.Match[str]") -> str:
    """Return the name of a file that breaks behind its slashes; without a hyphen it does so by itself."""
    name = found[0]
    return f"<b>{name.replace('/', '/<wbr>')}</b>" if "-" in name else name


def typographer(language: Language) -> Typographer:
    """Return a language that sets its sentences as in print."""
    return Typographer(language.code, language.messages, language.locale, language.levels)


@dataclass(frozen=True)
class Wording:
    """Says what a template shows; what comes out is plain text, escaped by the template.

    Attributes
    ----------
    index
        Which entry of the appendix explains a number, see `journeymap.views.report_numbers`.
    entries
        Id of the place of each, in order.
    used
        Entries that something on the page has led to so far.
    places
        Numbers for the ids of what names a table.
    """

    language: Language
    index: Mapping[object, int] = field(default_factory=dict)
    entries: tuple[str, ...] = ()
    used: set[int] = field(default_factory=set)
    places: Iterator[int] = field(default_factory=lambda: count(1))

    def translate(self, sentence: str, **values: Cell) -> str:
        """Say a sentence of a template, with its blanks filled."""
        return self.words(Text(sentence, tuple(sorted((name, self.words(value)) for name, value in values.items()))))

    def words(self, what: Cell | int | None) -> str:
        """Say text, a sentence, a number or a day; nothing is empty."""
        if isinstance(what, Link):
            return self.words(what.words)
        if isinstance(what, dt.date):
            return self.language.date(what)
        return clean(self.language.say(what))

    def headline(self, what: Cell | None) -> str:
        """Say a sentence with a capital at its beginning and no full stop."""
        text = self.words(what).removesuffix(".")
        return text[:1].upper() + text[1:]

    def sentence(self, what: Cell | None) -> str:
        """Say a sentence with a capital and a full stop."""
        text = self.headline(what)
        return text if not text or text.endswith(ENDINGS) else text + "."

    def linked(self, what: Cell | None, *, full: bool = False, entry: int | None = None) -> Markup:
        """Say a sentence in which each number that has an entry in the appendix leads to it.

        Parameters
        ----------
        full
            Whether it gets a capital and a full stop.
        entry
            Number of the entry that all of it leads to; else each number is looked up.
        """
        marked: Cell | int | None = what
        if entry is not None:
            marked = _MARK.format(entry, self.words(what))
        elif isinstance(what, Text | Figure):
            marked = self._marked(what)
        text = _FIRST.sub(lambda found: found[1] + found[2].upper(), self.words(marked)) if full else self.words(marked)
        if full and text and not text.endswith(ENDINGS):
            text += "."
        found = _TICKED.sub(r"<code>\1</code>", _MARKED.sub(self._link, str(codes(text))))
        return Markup(found)  # noqa: S704 - escaped before it is marked up

    def terms(self, lines: Iterable[Cell]) -> str:
        """Say the lines of an entry, each on its own; a file is named where it is not that of the line before."""
        before = ""

        def again(found: "re.Match[str]") -> str:
            nonlocal before
            same, before = found[1] == before, found[1]
            return "" if same else before

        return "".join(f"\n{_CITED.sub(again, self.words(line))}" for line in lines)

    def _marked(self, what: str | int | Figure | Text) -> str | int | Figure | Text:
        key = index_key(what)
        if key is not None and key in self.index:
            return _MARK.format(self.index[key], self.words(what))
        if isinstance(what, Text):
            return Text(what.template, tuple((name, self._marked(value)) for name, value in what.values))
        return what

    def _link(self, found: "re.Match[str]") -> str:
        """Return a link to an entry; the first one to each can be come back to."""
        number = int(found[1])
        if not 0 < number <= len(self.entries):
            return found[2]
        place = "" if number in self.used else f' id="r{number}"'
        self.used.add(number)
        return f'<a{place} href="#{self.entries[number - 1]}" data-n="{number}">{found[2]}</a>'

    def columns(self, data: Table, kind: str = "") -> Markup:
        """Return the classes of a table: its kind, its columns of numbers and those of long texts, counted from 1.

        ``long`` is said of a table whose last column is one of long texts. The first column names the rows.
        """
        found = [kind] if kind else []
        for place, numeric in enumerate(data.numeric, 1):
            if numeric:
                found += [f"n{place}"] if place > 1 or kind else []
            elif (
                place > 1 and not kind and any(self._is_long(row[place - 1]) for row in data.shown if place <= len(row))
            ):
                found += [f"w{place}", *(["long"] if place == len(data.head) else [])]
        return Markup(f' class="{" ".join(found)}"' if found else "")  # noqa: S704 - names given here

    def _is_long(self, what: Cell) -> bool:
        return not self.is_day(what) and not self.is_figure(what) and len(self.words(what)) > LONGEST_UNBROKEN

    def place(self) -> str:
        """Return an id for what names a table, another one each time."""
        return f"c{next(self.places)}"

    def is_day(self, what: object) -> bool:
        """Tell whether a cell is a day."""
        return isinstance(what, dt.date)

    def is_figure(self, what: object) -> bool:
        """Tell whether a cell is a number, which is not broken over two lines."""
        return isinstance(what, Figure)

    def is_link(self, what: object) -> bool:
        """Tell whether a cell leads somewhere."""
        return isinstance(what, Link)
