"""Words that three or more layers share."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, least first."""

    NOTE = "note"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Return 0 for a note up to 3 for critical."""
        return list(Severity).index(self)


class OutcomeKind(StrEnum):
    """How a journey ends for a customer."""

    COMPLETED = "completed"
    NOT_ELIGIBLE = "not_eligible"
    ABANDONED = "abandoned"
    CHURNED = "churned"

    @property
    def good(self) -> bool:
        """Tell whether it counts as completion (a clear "not for you" does)."""
        return self in {OutcomeKind.COMPLETED, OutcomeKind.NOT_ELIGIBLE}


class Basis(StrEnum):
    """What a statement rests on, strongest first."""

    MEASURED = "measured"
    OBSERVED = "observed"
    DOCUMENTED = "documented"
    STORY = "story"
    ASSUMPTION = "assumption"
    OPINION = "opinion"

    @property
    def grade(self) -> str:
        """Return the evidence grade: A measured, B observed, C documented, D said or assumed."""
        return {"measured": "A", "observed": "B", "documented": "C"}.get(self.value, "D")


class Service(StrEnum):
    """Who serves the customer in a channel."""

    HUMAN = "human"
    BOT = "bot"
    SELF_SERVICE = "self-service"
    MESSAGE = "message"
    NOBODY = "nobody"

    @property
    def automated(self) -> bool:
        """Tell whether no person is on the other side."""
        return self in {Service.BOT, Service.SELF_SERVICE}


class Purpose(StrEnum):
    """What a touchpoint is for, seen from the customer."""

    INFORM = "inform"
    BUY = "buy"
    JOIN = "join"
    USE = "use"
    CHANGE = "change"
    PAY = "pay"
    SERVICE = "service"
    CARE = "care"
    LEAVE = "leave"


class State(StrEnum):
    """Which journey a figure speaks of."""

    CURRENT = "current"
    TARGET = "target"
    PROJECTED = "projected"
