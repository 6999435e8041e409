"""Names of sheets, tables and columns as spreadsheets allow them."""

import re
from collections.abc import Iterable

LONGEST_SHEET = 31
_CELL = re.compile(r"[a-z]{1,3}\d+|[rc]|r\d*c\d*", re.IGNORECASE)
"""What a table cannot be called: addresses of cells."""
_ESCAPE = re.compile(r"_x(?=[0-9a-f]{4}_)", re.IGNORECASE)
"""How a character is written as its number (ECMA-376, part 1, 22.9.2.19)."""


def sheet_names(words: Iterable[str]) -> tuple[str, ...]:
    """Return names of sheets: 31 characters at most, a few left out, none twice whatever the case.

    Examples
    --------
    >>> sheet_names(["Scores", "scores", "A/B: [test]"])
    ('Scores', 'scores 2', 'A-B- -test-')
    """
    return unlike([re.sub(r"[\[\]:*?/\\']", "-", word).strip() or "-" for word in words], LONGEST_SHEET)


def unlike(words: Iterable[str], most: int = 250) -> tuple[str, ...]:
    """Return words of which no two are the same whatever the case, cut to a length.

    Examples
    --------
    >>> unlike(["n", "Score", "N"])
    ('n', 'Score', 'N 2')
    """
    found: dict[str, str] = {}
    for word in words:
        made, number = word[:most], 1
        while made.casefold() in found:
            number += 1
            made = f"{word[: most - len(str(number)) - 1]} {number}"
        found[made.casefold()] = made
    return tuple(found.values())


def column_names(words: Iterable[str]) -> tuple[str, ...]:
    """Return names of the columns of a table, which are the heads too, letter by letter.

    A head decodes ``_x000D_`` as a line break where the name of its column does not: such words are set apart by a
    space, and what breaks a line is one.

    Examples
    --------
    >>> column_names(["Desk", "desk", "_x000D_ line"])
    ('Desk', 'desk 2', '_ x000D_ line')
    """
    return unlike([" ".join(_ESCAPE.sub("_ x", word).split()) for word in words])


def table_name(words: str, taken: set[str]) -> str:
    """Return a name for a table, and add it to those taken: letters, digits and underscores, no address of a cell.

    Examples
    --------
    >>> taken = set()
    >>> table_name("Value at risk", taken), table_name("Value at risk", taken), table_name("Q1", taken)
    ('Value_at_risk', 'Value_at_risk_2', '_Q1')
    """
    bare = re.sub(r"\W+", "_", words).strip("_") or "_"
    if not bare[0].isalpha() or _CELL.fullmatch(bare):
        bare = f"_{bare}"
    made, number = bare, 1
    while made.casefold() in taken:
        number += 1
        made = f"{bare}_{number}"
    taken.add(made.casefold())
    return made


def short(words: str, most: int) -> str:
    """Return words, ended by an ellipsis if there are more letters than there may be.

    Examples
    --------
    >>> short("Score", 5), short("Scores", 5)
    ('Score', 'Scor…')
    """
    return words if len(words) <= most else words[: most - 1] + "…"
