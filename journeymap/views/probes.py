"""What the probes found, as a table, and how far they reach."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import Outcome, ProbeOutcome
from journeymap.maturity.verdicts import verdict
from journeymap.records import dataclass
from journeymap.text import Figure, Text, count, number, say

OUTCOMES: Mapping[Outcome, Text] = {
    "true": say("true"),
    "false": say("false"),
    "not_applicable": say("not applicable"),
    "not_available": say("not available"),
}

HEADINGS = (say("Probe"), say("Journey"), say("Outcome"), say("Value"), say("95% interval"), say("n"),
            say("Threshold"), say("Criteria"))  # fmt: skip


@dataclass(frozen=True)
class Reach:
    """How many criteria the probes speak of, with the data of one workspace.

    Attributes
    ----------
    decided, decidable
        Criteria that probes confirm or refute, and those the model lets them decide.
    spoken, supportable
        Criteria that probes support or contradict in part, and those the model lets them.
    asked
        Criteria for interviews and documents alone.
    """

    decided: int
    decidable: int
    spoken: int
    supportable: int
    asked: int

    @property
    def lines(self) -> tuple[Text, ...]:
        """Return the reach in sentences."""
        return (
            say("decided by probes: {n} of {total} criteria with this workspace's data", n=count(self.decided),
                total=count(self.decidable)),
            say("supported or contradicted in part: {n} of {total}; for interviews and documents alone: {asked}",
                n=count(self.spoken), total=count(self.supportable), asked=count(self.asked)),
        )  # fmt: skip


def reach(model: MaturityModel, outcomes: Sequence[ProbeOutcome], journeys: Sequence[str] = ()) -> Reach:
    """Count the criteria the probes speak of.

    Parameters
    ----------
    model
        Says which probes speak of a criterion, and how far they reach.
    outcomes
        Of all probes.
    journeys
        The scope of the assessment; empty means all.
    """
    said = Counter((c.auto, verdict(c, outcomes, journeys).says) for c in model.criteria.values())
    total = Counter(criterion.auto for criterion in model.criteria.values())
    return Reach(
        decided=said["full", "confirms"] + said["full", "contradicts"],
        decidable=total["full"],
        spoken=said["partial", "supports"] + said["partial", "contradicts"],
        supportable=total["partial"],
        asked=total["none"],
    )


def criteria_of(model: MaturityModel) -> Mapping[str, tuple[str, ...]]:
    """Return the criteria each check speaks of, by its code."""
    found: dict[str, list[str]] = defaultdict(list)
    for criterion in model.criteria.values():
        for code in criterion.probes:
            found[code].append(criterion.id)
    return {code: tuple(names) for code, names in found.items()}


def probe_rows(model: MaturityModel, outcomes: Sequence[ProbeOutcome]) -> Iterator[tuple[Text | Figure | str, ...]]:
    """Yield the headings, then one row for each outcome; what is unknown is empty."""
    spoken_of = criteria_of(model)
    yield HEADINGS
    for outcome in outcomes:
        interval: Text | str = ""
        if outcome.low is not None and outcome.high is not None:
            interval = say("{low} to {high}", low=_figure(outcome.low), high=_figure(outcome.high))
        yield (
            outcome.code,
            outcome.scope,
            OUTCOMES[outcome.outcome],
            "" if outcome.value is None else _figure(outcome.value),
            interval,
            "" if outcome.n is None else count(outcome.n),
            "" if outcome.threshold is None else _figure(outcome.threshold),
            " ".join(spoken_of.get(outcome.code, ())),
        )


def _figure(value: float) -> Figure:
    """Return whole numbers without decimals, others with two."""
    return count(value) if value == int(value) else number(value, 2)
