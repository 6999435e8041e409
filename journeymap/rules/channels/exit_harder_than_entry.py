"""The rule ``exit-harder-than-entry``."""

from collections.abc import Callable, Iterator, Sequence

from journeymap.model.limits import Limit
from journeymap.records import dataclass
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import channel_title, entered, least, listed, met, most, reading
from journeymap.scores import MetricScore
from journeymap.text import Text, minutes, number, say
from journeymap.vocabulary import Purpose, Service


@dataclass(frozen=True)
class _Gate:
    """The way in or the way out, for one customer who takes it.

    Attributes
    ----------
    minutes
        Time in contacts and queues, over what is known.
    steps
        Contacts.
    channels
        Where it can be done.
    staffed
        Whether a person has to let the customer through.
    """

    names: tuple[str, ...]
    minutes: float
    steps: float
    channels: tuple[str, ...]
    staffed: bool


@rule(
    "exit-harder-than-entry",
    quick_action="Put the way out on the page where the way in is",
    limits={
        "times": Limit(
            3,
            low=1,
            meaning="from how many times the time or the steps of joining on leaving counts as far harder",
        ),
    },
    demands=("golden.2", "money"),
)
def exit_harder_than_entry(case: JourneyCase) -> Iterator[Issue]:
    """Leaving is far harder than joining.

    Why it matters
    --------------
    A way out that is hidden keeps the fee of a month and loses the customer
    for good, with all who hear the story. Who could leave easily comes back.

    Flagged
    -------
    ```yaml
    journeys:
      plan:
        stages:
          begin:
            sign-up: {channel: web, purpose: join, duration: 3 min, next: ask}
          end:
            ask:
              channel: chat
              purpose: leave   # finds: exit-harder-than-entry
              duration: 19 min
              ends: completed
    ```

    Fine
    ----
    ```yaml
    journeys:
      plan:
        stages:
          begin:
            sign-up: {channel: web, purpose: join, duration: 3 min, next: cancel}
          end:
            cancel: {channel: web, purpose: leave, duration: 2 min, ends: completed}
    ```

    Remedy
    ------
    Make leaving as easy as joining: same channel, same number of steps, one
    page that says what happens next. Ask why once, afterwards.

    Source
    ------
    Practice convention: `times` is from how many times the effort of the way in
    the way out counts as far harder, in time or in steps; times are compared by
    the ends of their intervals that lie nearest to each other. Some countries demand by law that a
    contract can be ended where it was made.
    """
    joins = [name for name in met(case) if case.graph.touchpoints[name].purpose is Purpose.JOIN]
    leaves = [name for name in met(case) if case.graph.touchpoints[name].purpose is Purpose.LEAVE]
    if not joins or not leaves:
        return
    into, out = _gate(case, joins), _gate(case, leaves)
    slower = _surely_slower(case, joins, leaves)
    longer = out.steps / into.steps if into.steps else 0.0
    if max(slower, longer) < case.limits["times"]:
        return
    worst = max(leaves, key=lambda name: _minutes(case, name) * case.score.flow.visits[name])
    yield Issue(
        _message(case, into, out, timed=slower >= case.limits["times"]),
        case.graph.path(worst, "purpose"),
        worst,
        gap=1 - 1 / max(slower, longer),
        help=say("let customers leave where they joined, in as few steps"),
        evidence=(
            ("time to join", minutes(into.minutes)),
            ("time to leave", minutes(out.minutes)),
            ("steps to join", number(into.steps)),
            ("steps to leave", number(out.steps)),
        ),
        also=tuple(name for name in leaves if name != worst),
    )


def _surely_slower(case: JourneyCase, joins: Sequence[str], leaves: Sequence[str]) -> float:
    """Return how many times as long the way out takes at the least: its shortest time over the longest to join."""
    into, out = _gate(case, joins, most).minutes, _gate(case, leaves, least).minutes
    return out / into if into and out else 0.0


def _value(found: MetricScore) -> float:
    return found.estimate.value


def _gate(case: JourneyCase, names: Sequence[str], end: Callable[[MetricScore], float] = _value) -> _Gate:
    """Return what a customer who comes to some touchpoints goes through in them, by one end of each time."""
    graph, flow = case.graph, case.score.flow
    contacts = [name for name in names if graph.service(name) not in {Service.MESSAGE, Service.NOBODY}]
    cases = entered(case, contacts) or 1.0
    channels = [graph.touchpoints[name].channel for name in contacts]
    return _Gate(
        tuple(names),
        round(sum(flow.visits[name] * _minutes(case, name, end) for name in contacts) / cases, 6),
        round(sum(flow.visits[name] for name in contacts) / cases, 6),
        tuple(dict.fromkeys(channel for channel in channels if channel is not None)),
        all(graph.service(name) is Service.HUMAN for name in contacts),
    )


def _minutes(case: JourneyCase, name: str, end: Callable[[MetricScore], float] = _value) -> float:
    """Return the time in the contact and in the queue before it; a wait of days after it is another matter."""
    known = (reading(case, name, metric) for metric in ("duration", "asa"))
    return sum(end(found) for found in known if found is not None)


def _message(case: JourneyCase, into: _Gate, out: _Gate, *, timed: bool) -> Text:
    """Say the times if they are known, else the steps."""
    ways = {
        "into": listed([channel_title(case.graph, channel) for channel in into.channels]),
        "out": listed([channel_title(case.graph, channel) for channel in out.channels]),
    }
    if not timed:
        message = "joining takes {easy} steps by {into}, leaving {hard} by {out}"
        return say(message, easy=number(into.steps), hard=number(out.steps), **ways)
    message = "joining takes {easy} by {into}, leaving {hard} by {out}"
    if out.staffed and not into.staffed:
        message = "joining takes {easy} by {into}, leaving {hard} by {out}, where somebody has to agree"
    return say(message, easy=minutes(into.minutes), hard=minutes(out.minutes), **ways)
