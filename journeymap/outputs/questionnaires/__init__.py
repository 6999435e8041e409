"""Questionnaires: one file or folder per format; the folder is the register.

A format turns what is asked into one file that a respondent fills in. What
comes back is read by :mod:`journeymap.maturity.reply` and
:mod:`journeymap.maturity.reply_workbook`.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache

from journeymap.catalog import discover
from journeymap.languages import Language
from journeymap.maturity.questionnaire import Questionnaire
from journeymap.records import dataclass


@dataclass(frozen=True)
class Dress:
    """How a questionnaire looks and speaks.

    Attributes
    ----------
    language
        Says every sentence.
    colour
        The organisation's leading colour, ``#rrggbb``; `None` takes the tool's own.
    """

    language: Language
    colour: str | None = None


@dataclass(frozen=True)
class Format:
    """A registered format.

    Attributes
    ----------
    ending
        Of its files, such as ``.html``.
    write
        Gives the file; the same for the same arguments, byte by byte.
    """

    ending: str
    write: Callable[[Questionnaire, Dress], str | bytes] = field(repr=False)


@cache
def formats() -> Mapping[str, Format]:
    """Return the formats of this folder and of installed extensions, by the ending of their files."""
    return discover(sys.modules[__name__], Format, lambda entry: entry.ending)
