"""The rule ``department-stage``."""

from collections.abc import Iterator

from journeymap.rules import Issue, JourneyCase, rule
from journeymap.text import say
from journeymap.vocabulary import Severity


@rule(
    "department-stage",
    severity=Severity.NOTE,
    quick_action="Rename the stage by what the customer wants in it, beginning with 'I' or 'we'",
    demands=("phase.2",),
)
def department_stage(case: JourneyCase) -> Iterator[Issue]:
    """Stages bear the names of departments.

    Why it matters
    --------------
    A map drawn along the organisation shows the organisation. What falls
    between two departments, where customers are lost, has no place on it.

    Flagged
    -------
    ```yaml
    departments: {billing: {title: Billing}}
    journeys:
      order:
        stages:
          billing:   # finds: department-stage
            pay: {channel: web, ends: completed}
    ```

    Fine
    ----
    ```yaml
    departments: {billing: {title: Billing}}
    journeys:
      order:
        stages:
          settle:
            title: I pay
            touchpoints:
              pay: {channel: web, ends: completed}
    ```

    Remedy
    ------
    Name stages as the customer would; the department stands at the touchpoint.

    Source
    ------
    Practice convention of journey mapping; no threshold.
    """
    records = case.workspace.content.departments
    own = {_plain(name) for name in records} | {_plain(record.title) for record in records.values() if record.title}
    for name, stage in case.graph.journey.stages.items():
        title = case.graph.title(name)
        if _plain(title) not in own and "department" not in _plain(title).split():
            continue
        first = next(iter(stage.touchpoints), None)
        path = ("journeys", case.graph.name, "stages", name)
        yield Issue(
            say("the stage '{title}' is named after a department", title=title),
            (*path, "title") if stage.title else path,
            gap=0.3,
            help=say("name it by what the customer wants in it"),
            subject=f"{case.graph.name}.{name}",
            also=(first,) if first else (),
        )


def _plain(text: str) -> str:
    """Return a name without case and punctuation."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.casefold()).split()
    return " ".join(word for word in words if word != "the")
