"""What an initiative waits for: as declared, and because the practice it lifts stands on another."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from heapq import heapify, heappop, heappush

from journeymap.maturity.result import Foundation, MaturityResult
from journeymap.model.plans import Initiative
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.text import Text, say


@dataclass(frozen=True)
class Prerequisites:
    """What initiatives wait for.

    Attributes
    ----------
    after
        By initiative: all it waits for directly, the declared first.
    remarks
        By initiative: what was added, or could not be, because of maturity foundations.
    """

    after: Mapping[str, tuple[str, ...]]
    remarks: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


def prerequisites(workspace: Workspace, maturity: MaturityResult | None = None) -> Prerequisites:
    """Return the declared prerequisites, and those that the maturity model implies.

    An initiative that lifts a practice whose foundation has less than the level
    it should have waits for the initiative that lifts that foundation: one it
    waits for anyway, else the quickest. Nothing is implied from a level that is
    unknown, for work that has begun or whose start is agreed, nor where a
    circle would arise.

    Parameters
    ----------
    maturity
        The latest assessment; without it nothing is implied.
    """
    initiatives = dict(sorted(workspace.content.initiatives.items()))
    found = _Finder(initiatives, workspace.today)
    for name, initiative in initiatives.items():
        if maturity is not None and not initiative.settled:
            for practice, foundation in _wanting(initiative, maturity):
                found.stand(name, practice, foundation)
    return Prerequisites(found.after, {name: tuple(texts) for name, texts in found.remarks.items()})


def _wanting(initiative: Initiative, maturity: MaturityResult) -> Iterator[tuple[str, Foundation]]:
    """Yield the practices an initiative lifts whose foundation is known to be too low, with that foundation."""
    for code in sorted(initiative.lifts or {}):
        practice = maturity.practices.get(code)
        for foundation in practice.foundations_unmet if practice is not None else ():
            if foundation.has is not None and (initiative.lifts or {}).get(foundation.practice, 0) < foundation.needed:
                yield code, foundation


class _Finder:
    def __init__(self, initiatives: Mapping[str, Initiative], today: dt.date) -> None:
        self.initiatives = initiatives
        self.today = today
        self.after = {name: tuple(dict.fromkeys(item.after)) for name, item in initiatives.items()}
        self.remarks: dict[str, list[Text]] = {}

    def stand(self, name: str, practice: str, foundation: Foundation) -> None:
        """Let an initiative wait for the one that lifts a foundation of what it lifts."""
        lifting = sorted(
            (other for other, item in self.initiatives.items()
             if not item.settled and (item.lifts or {}).get(foundation.practice, 0) >= foundation.needed),
            key=lambda other: (self._minutes(other), other),
        )  # fmt: skip
        blanks: dict[str, str | int] = {"practice": practice, "foundation": foundation.practice,
                                        "has": foundation.has or 0, "level": foundation.needed}  # fmt: skip
        if any(other in self.below(name) for other in lifting):
            return
        if not lifting:
            self._remark(name, say("{practice} stands on {foundation}, which has level {has} and should have {level}; "
                                   "no initiative lifts it so far", **blanks))  # fmt: skip
            return
        other = next((o for o in lifting if name not in self.below(o)), None)
        title = self._title(other or lifting[0])
        if other is None or self.initiatives[name].begins(self.today) is not None:
            self._remark(name, say("{practice} stands on {foundation}, which '{other}' lifts to level {level} only "
                                   "later", other=title, **blanks))  # fmt: skip
            return
        self.after[name] = (*self.after[name], other)
        self._remark(name, say("waits for '{other}', which lifts {foundation} to level {level}: {practice} stands "
                               "on it", other=title, **blanks))  # fmt: skip

    def below(self, name: str) -> set[str]:
        """Return all an initiative waits for so far, directly or not."""
        found: set[str] = set()
        stack = list(self.after[name])
        while stack:
            before = stack.pop()
            if before not in found:
                found.add(before)
                stack += self.after[before]
        return found

    def _minutes(self, name: str) -> float:
        duration = self.initiatives[name].duration
        return duration.likely.minutes if duration is not None else float("inf")

    def _title(self, name: str) -> str:
        return self.initiatives[name].title or humanise(name)

    def _remark(self, name: str, text: Text) -> None:
        self.remarks.setdefault(name, []).append(text)


def behind_all(after: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each initiative all it waits for, directly or not, foundations first.

    The order does not depend on the order of the files.

    Parameters
    ----------
    after
        Direct prerequisites, without circles.
    """
    order = list(_in_turn(after))
    below: dict[str, frozenset[str]] = {}
    for name in order:
        direct = frozenset(after[name])
        below[name] = direct.union(*(below[before] for before in direct))
    return {name: tuple(step for step in order if step in below[name]) for name in order}


def _in_turn(after: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield each initiative behind all it waits for; of those that may come next, the first by name."""
    behind: dict[str, list[str]] = {name: [] for name in after}
    open_: Counter[str] = Counter()
    for name, before in after.items():
        for other in set(before):
            behind[other].append(name)
            open_[name] += 1
    ready = [name for name in after if not open_[name]]
    heapify(ready)
    while ready:
        name = heappop(ready)
        yield name
        for other in behind[name]:
            open_[other] -= 1
            if not open_[other]:
                heappush(ready, other)
