"""Sentences, numbers and days in the language of the report."""

import datetime as dt
from dataclasses import dataclass

from journeymap.charts.svg import clean
from journeymap.languages import Language
from journeymap.text import Text
from journeymap.views.report_parts import Cell, Link

ENDINGS = (".", "!", "?", "…", ":")


@dataclass(frozen=True)
class Wording:
    """Says what a template shows; what comes out is plain text, escaped by the template."""

    language: Language

    def translate(self, sentence: str, **values: Cell) -> str:
        """Say a sentence of a template, with its blanks filled."""
        return self.words(Text(sentence, tuple(sorted((name, self.words(value)) for name, value in values.items()))))

    def words(self, what: "Cell | dt.date | None") -> str:
        """Say text, a sentence, a number or a day; nothing is empty."""
        if isinstance(what, Link):
            return self.words(what.words)
        if isinstance(what, dt.date):
            return self.language.date(what)
        return clean(self.language.say(what))

    def headline(self, what: "Cell | None") -> str:
        """Say a sentence with a capital at its beginning and no full stop."""
        text = self.words(what).removesuffix(".")
        return text[:1].upper() + text[1:]

    def sentence(self, what: "Cell | None") -> str:
        """Say a sentence with a capital and a full stop."""
        text = self.headline(what)
        return text if not text or text.endswith(ENDINGS) else text + "."

    def is_link(self, what: object) -> bool:
        """Tell whether a cell leads somewhere."""
        return isinstance(what, Link)
