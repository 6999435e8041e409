"""The workspace after some initiatives are finished, and its journeys' scores."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from journeymap.changes.apply import InvalidChange, Placed, Skipped, apply, initiative_changes, journey_of
from journeymap.changes.facts import Facts, facts
from journeymap.graph import build
from journeymap.model.journey import Ending, Failure, Journey, Transition
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.prerequisites import behind_all
from journeymap.scores import JourneyScore, score_journey
from journeymap.text import Text, say, share

_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Advanced:
    """A workspace one initiative further.

    Attributes
    ----------
    workspace
        As it is once the initiative is finished.
    skipped
        What could not be carried out because of what was finished before.
    """

    workspace: Workspace
    skipped: tuple[Skipped, ...] = ()


def foundations(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """Return for each initiative all it declares to wait for, directly or not, foundations first."""
    return behind_all({name: item.after for name, item in workspace.content.initiatives.items()})


def advance(workspace: Workspace, initiative: str) -> Advanced:
    """Apply an initiative's changes to what is there when it is finished.

    Each initiative was tried with its prerequisites when the workspace was
    read, not with all others. What no longer fits is left out piece by piece,
    with the reason; the result is always a journey that can be walked.
    """
    journey = journey_of(workspace, initiative)
    changes = initiative_changes(workspace, initiative)
    if journey is None or not changes:
        return Advanced(workspace)
    whole = _attempt(workspace, journey, changes)
    if isinstance(whole, Advanced):
        return whole
    skipped: list[Skipped] = []
    for placed in changes:
        single = _attempt(workspace, journey, (placed,))
        if isinstance(single, Advanced):
            workspace = single.workspace
            skipped += single.skipped
        else:
            skipped.append(Skipped(placed.path, single))
    return Advanced(workspace, tuple(skipped))


def _attempt(workspace: Workspace, journey: str, changes: Iterable[Placed]) -> Advanced | Text:
    try:
        applied = apply(workspace, journey, changes)
    except InvalidChange as error:
        return error.problems[0].message
    return unsound(applied.workspace.content.journeys[journey]) or Advanced(applied.workspace, applied.skipped)


def unsound(journey: Journey) -> Text | None:
    """Return why customers could not be followed through a journey; `None` if they can."""
    if not journey.touchpoints:
        return say("no touchpoint would be left")
    places = [("start", name) for name in journey.starts or {} if name not in journey.touchpoints]
    for name, point in journey.touchpoints.items():
        onward = chain(point.next or {}, (failure.to for failure in point.fails if failure.to))
        places += [(name, target) for target in onward if target not in journey.touchpoints]
        endings = chain(point.ends or {}, (failure.ends for failure in point.fails if failure.ends))
        places += [(name, target) for target in endings if target not in journey.all_outcomes]
        ways: list[Transition | Ending | Failure] = [
            *(point.next or {}).values(),
            *(point.ends or {}).values(),
            *point.fails,
        ]
        total = sum(way.share.value for way in ways if way.share is not None)
        if total > 1 + _TOLERANCE:
            return say("the shares that leave '{name}' would add up to {sum}", name=name, sum=share(total))
    if places:
        return say("'{name}' would lead to '{other}', which is not there", name=places[0][0], other=places[0][1])
    return None


def score(workspace: Workspace, journey: str, before: JourneyScore | None = None) -> JourneyScore:
    """Score a journey; if nothing in it differs from an earlier state, take over that state's figures."""
    graph = build(workspace, journey)
    if before is not None and same_for_customers(before.graph.workspace, workspace, journey):
        return replace(before, graph=graph)
    return score_journey(graph, before)


def same_for_customers(one: Workspace, other: Workspace, journey: str) -> bool:
    """Tell whether a journey and the channels it runs on are the same in two states."""
    return one is other or (
        one.content.journeys[journey] == other.content.journeys[journey]
        and one.content.channels == other.content.channels
    )


class Walk:
    """States reached by finishing initiatives one after another, each computed once.

    Parameters
    ----------
    workspace
        The state before any is finished.
    journeys
        Those to score.
    known
        Scores of the state before any is finished, as far as they are known.
    """

    def __init__(
        self, workspace: Workspace, journeys: Iterable[str], known: Mapping[str, JourneyScore] | None = None
    ) -> None:
        self.journeys = tuple(journeys)
        self._states: dict[tuple[str, ...], Advanced] = {(): Advanced(workspace)}
        self._scores: dict[tuple[tuple[str, ...], str], JourneyScore] = {
            ((), name): entry for name, entry in (known or {}).items()
        }
        self._facts: dict[tuple[tuple[str, ...], str], Facts] = {}

    def state(self, steps: tuple[str, ...]) -> Advanced:
        """Return the state after some initiatives, in the order in which they are finished."""
        found = self._states.get(steps)
        if found is None:
            for length in range(1, len(steps) + 1):
                if steps[:length] not in self._states:
                    before = self._states[steps[: length - 1]]
                    self._states[steps[:length]] = advance(before.workspace, steps[length - 1])
            found = self._states[steps]
        return found

    def facts(self, steps: tuple[str, ...], journey: str) -> Facts:
        """Return a journey and the world around it after some initiatives, as facts."""
        found = self._facts.get((steps, journey))
        if found is None:
            found = self._facts[steps, journey] = facts(self.state(steps).workspace, journey)
        return found

    def score(self, steps: tuple[str, ...], journey: str) -> JourneyScore:
        """Return a journey's score after some initiatives."""
        found = self._scores.get((steps, journey))
        if found is None:
            nearest = next(
                (s for s in (steps[:n] for n in range(len(steps) - 1, -1, -1)) if (s, journey) in self._scores), None
            )
            before = self._scores[nearest, journey] if nearest is not None else None
            found = score(self.state(steps).workspace, journey, before)
            self._scores[steps, journey] = found
        return found
