"""Which targets and initiatives can be tried in files of which something else is invalid."""

from collections.abc import Iterator

from journeymap.changes.edit import WORLD
from journeymap.model.checker import Known
from journeymap.model.groups import strong_groups
from journeymap.model.references import check_journey
from journeymap.model.workspace import Content, Path, Workspace
from journeymap.records import dataclass

NAMED = ("personas", "needs", "departments", "systems", "data", "channels", "metrics")
"""Sections whose ids a journey names."""


@dataclass(frozen=True)
class Apart:
    """The targets and initiatives whose changes hang on nothing that was left out."""

    targets: frozenset[str]
    initiatives: frozenset[str]


def apart(workspace: Workspace, cut: frozenset[Path], known: Known) -> Apart:
    """Return what can be tried: its own record, its journey and all it waits for are as written.

    A name that is not there is no hindrance in a journey; shares over 1 and the like are.

    Parameters
    ----------
    workspace
        What is valid of the files; references in it may hold or not.
    cut
        Places of what was left out.
    known
        Ids that do not come from the files.
    """
    content = workspace.content
    if any(part[0] in {*NAMED, *WORLD} or len(part) < 2 for part in cut):
        return Apart(frozenset(), frozenset())
    broken = {(part[0], part[1]) for part in cut}
    sound = {
        name for name in content.journeys
        if ("journeys", name) not in broken
        and all(problem.code.startswith("unknown-")
                for problem in check_journey(content, workspace.places, known, name))
    }  # fmt: skip
    targets = {name for name, item in content.targets.items() if item.of in sound and ("targets", name) not in broken}
    steady = len(sound) == len(content.journeys) and not any(part in {"journeys", "targets"} for part, _ in broken)
    initiatives = {
        name for name, item in content.initiatives.items()
        if ("initiatives", name) not in broken and (item.journey in sound if item.journey is not None else steady)
    }  # fmt: skip
    return Apart(frozenset(targets), frozenset(_standing(content, initiatives)))


def _standing(content: Content, sound: set[str]) -> Iterator[str]:
    """Yield the sound initiatives that wait for sound ones alone, and not for themselves."""
    ways = {
        name: [before for before in item.after if before in content.initiatives]
        for name, item in content.initiatives.items()
    }
    standing: set[str] = set()
    for group in strong_groups(ways):  # those that are waited for come first
        for name in group:
            known = all(before in standing for before in content.initiatives[name].after)
            if len(group) == 1 and name in sound and known:
                standing.add(name)
                yield name
