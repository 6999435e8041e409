"""The register of published claims: what is said, what the source says, how far it can be trusted."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.model.record import Line, Map, Record
from journeymap.source import Source

FILE = "claims.yaml"


class Claim(Record):
    """A published claim.

    Attributes
    ----------
    said
        How it usually goes round.
    statement
        What the source says.
    source, year, kind, n, base
        Where it comes from; `kind` is stated, reported behaviour, experiment, forecast, vendor or folklore.
    grade
        A primary source, B good secondary, C often misquoted, D not traced, F folklore; none for a collection.
    may_set_threshold
        Whether a limit may rest on it; never with grade D or F.
    use
        What it is good for here.
    """

    said: Line
    statement: Line
    source: Line
    year: int | None
    kind: Line
    n: int | None = None
    base: Line | None = None
    grade: Literal["A", "B", "C", "D", "F"] | None
    may_set_threshold: bool
    use: Line

    @model_validator(mode="after")
    def _trust(self) -> "Claim":
        if self.may_set_threshold and self.grade in {"D", "F", None}:
            raise PydanticCustomError("bad-value", "a claim of grade D or F, or of none, sets no threshold")
        return self


class Register(Record):
    """All claims by id."""

    claims: Map[Claim]


def read_claims(source: Source) -> Mapping[str, Claim]:
    """Read a register of claims.

    Raises
    ------
    ValueError
        If it is not a valid register.
    """
    node, problems = document.read(source)
    if node is None or problems:
        raise ValueError("\n".join(f"{problem.span}: {problem.message}" for problem in problems))
    return Register.model_validate(document.plain(node)).claims


@cache
def claims() -> Mapping[str, Claim]:
    """Return the shipped claims by id; read once, when first asked for."""
    text = resources.files("journeymap.rules").joinpath(FILE).read_text(encoding="utf-8")
    return read_claims(Source(f"journeymap/rules/{FILE}", text))
