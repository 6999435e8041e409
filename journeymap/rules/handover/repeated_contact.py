"""The rule ``repeated-contact``."""

from collections.abc import Iterator

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.measuring import surely_above
from journeymap.rules.support import by_need, entered, heaviest, need_title, reading, taken
from journeymap.text import number, say, share
from journeymap.vocabulary import Service

STAFFED = (Service.HUMAN, Service.BOT)


@rule(
    "repeated-contact",
    quick_action="Read ten cases with a second contact and write down what the first one left open",
    limits={
        "contacts": Limit(2.0, low=1, meaning="the contacts expected for one need above which it counts"),
        "repeats": Limit(0.5, meaning="the measured number of repeated contacts per case above which it counts"),
        "again": Limit.share(
            0.2,
            meaning="the share of visitors who come back with the same matter above which it counts",
        ),
    },
    demands=("error.2", "golden.4"),
)
def repeated_contact(case: JourneyCase) -> Iterator[Issue]:
    """One matter takes customers several contacts.

    Why it matters
    --------------
    The first contact that does not settle the matter makes the second and the
    third. They fill the queues, and each begins with less goodwill than the
    one before.

    Flagged
    -------
    ```yaml
    needs: {put-right: Have it put right}
    journeys:
      repair:
        stages:
          ask:
            call:
              channel: phone
              need: put-right
              next:
                call: {share: 60%, repeats: true}   # finds: repeated-contact
              ends: {completed: 40%}
    ```

    Fine
    ----
    ```yaml
    needs: {put-right: Have it put right}
    journeys:
      repair:
        stages:
          ask:
            call:
              channel: phone
              need: put-right
              next: {call: {share: 10%, repeats: true}}
              ends: {completed: 90%}
    ```

    Remedy
    ------
    Settle the matter in the first contact: the right to decide, the answer at
    hand, and the next question answered before it is asked.

    Source
    ------
    Practice convention: `contacts` expected for one need, `repeats` measured
    per case and `again`, the share of visitors who come back with the same
    matter, are limits of this tool.
    """
    for need, group in by_need(case).items():
        names = [name for name in group if case.graph.service(name) in STAFFED]
        cases = entered(case, group)
        if not names or cases <= 0:
            continue
        contacts = sum(case.score.flow.visits[name] for name in names) / cases
        again = {name: _again(case, name) for name in names}
        counted = {name: _counted(case, name) for name in names}
        if (
            contacts > case.limits["contacts"]
            or max(again.values()) > case.limits["again"]
            or max(counted.values()) > 0
        ):
            yield _issue(case, need, names, contacts)


def _again(case: JourneyCase, name: str) -> float:
    """Return which share of the visitors come back with the same matter."""
    return sum(edge.share for edge in case.graph.outgoing[name] if edge.repeats)


def _counted(case: JourneyCase, name: str) -> float:
    """Return how often cases are measured to come back, if that is surely above the limit."""
    found = reading(case, name, "repeats")
    return found.estimate.value if found is not None and surely_above(found, case.limits["repeats"]) else 0.0


def _issue(case: JourneyCase, need: str, names: list[str], contacts: float) -> Issue:
    back = [edge for name in names for edge in case.graph.outgoing[name] if edge.repeats]
    worst = max(back, key=lambda edge: taken(case, edge), default=None)
    first = worst.source if worst else heaviest(case, names)[0]
    path = (*worst.path, "repeats") if worst else case.graph.path(first, "need")
    measured = max(_counted(case, name) for name in names)
    each = max(contacts, 1 + measured)
    message = "'{need}' takes {contacts} contacts per case; most who come back do so at '{name}'"
    again = share(_again(case, first))
    return Issue(
        say(message, need=need_title(case.graph, need), contacts=number(each), name=case.graph.title(first)),
        path,
        first,
        gap=min(1.0, 1 - 1 / each),
        help=say("settle the matter in the first contact: the right to decide, and the answer at hand"),
        evidence=(("contacts for one need", number(each)), ("come back with the same", again)),
        also=tuple(name for name in names if name != first),
    )
