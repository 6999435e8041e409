"""What is asked of one respondent: a model, or its core, in the order of its phases."""

from collections.abc import Iterator

from journeymap.maturity.model import MaturityModel, Phase, Practice
from journeymap.model.assessment import Answer
from journeymap.records import dataclass

ANSWERS: tuple[Answer, ...] = ("met", "partly", "not_met", "unknown")
"""What a criterion can be answered with, in the order in which it is offered."""


@dataclass(frozen=True)
class Questionnaire:
    """A maturity model to be answered.

    Attributes
    ----------
    model
        Whose criteria are asked.
    core
        Whether only its core practices are asked.
    title
        What the assessment is about, as its readers know it; may be empty.
    role
        Who is asked; `None` leaves it to the respondent.
    scope
        What the answers speak of; it comes back with them, and different ones do not go together.
    """

    model: MaturityModel
    core: bool = False
    title: str = ""
    role: str | None = None
    scope: str | None = None

    @property
    def phases(self) -> Iterator[tuple[Phase, tuple[Practice, ...]]]:
        """Yield each phase that has something to ask, with the practices asked."""
        for phase in self.model.phases.values():
            asked = tuple(item for item in phase.practices.values() if item.core or not self.core)
            if asked:
                yield phase, asked

    @property
    def criteria(self) -> tuple[str, ...]:
        """Return the ids of all criteria asked."""
        return tuple(name for _, practices in self.phases for practice in practices for name in practice.criteria)
