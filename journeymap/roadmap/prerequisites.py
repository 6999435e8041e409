"""What an initiative waits for: as declared, and because the practice it lifts stands on another."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import networkx as nx

from journeymap.maturity.result import Foundation, MaturityResult
from journeymap.model.plans import Initiative
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
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
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(sorted(after))
    network.add_edges_from((before, name) for name in sorted(after) for before in after[name])
    order = list(nx.lexicographical_topological_sort(network))
    below: dict[str, frozenset[str]] = {}
    for name in order:
        direct = frozenset(after[name])
        below[name] = direct.union(*(below[before] for before in direct))
    return {name: tuple(step for step in order if step in below[name]) for name in order}
