"""Sentences, numbers and days in the language of the report, as a printer would set them."""

import datetime as dt
import re
from dataclasses import dataclass

from journeymap.charts.svg import clean
from journeymap.languages import Language
from journeymap.text import Text
from journeymap.views.report_parts import Cell, Link

ENDINGS = (".", "!", "?", "…", ":")
_QUOTED = re.compile(r"'(\{\w+\})'")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


class Typographer(Language):
    """A language whose sentences have curved quotes and apostrophes; what users wrote stays as it is."""

    def translate(self, sentence: str) -> str:
        """Return the translation of an English sentence, set as in print."""
        return _APOSTROPHE.sub("’", _QUOTED.sub(r"‘\1’", super().translate(sentence)))


def typographer(language: Language) -> Typographer:
    """Return a language that sets its sentences as in print."""
    return Typographer(language.code, language.messages, language.locale)


@dataclass(frozen=True)
class Wording:
    """Says what a template shows; what comes out is plain text, escaped by the template."""

    language: Language

    def translate(self, sentence: str, **values: Cell) -> str:
        """Say a sentence of a template, with its blanks filled."""
        return self.words(Text(sentence, tuple(sorted((name, self.words(value)) for name, value in values.items()))))

    def words(self, what: Cell | None) -> str:
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

    def is_day(self, what: object) -> bool:
        """Tell whether a cell is a day."""
        return isinstance(what, dt.date)

    def is_link(self, what: object) -> bool:
        """Tell whether a cell leads somewhere."""
        return isinstance(what, Link)
