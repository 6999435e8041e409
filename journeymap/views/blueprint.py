"""The service blueprint as plain values: what customers see, what they do not, and where the two do not meet."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from journeymap.graph import JourneyGraph
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.rules.support import before, channel_title, listed, system_title
from journeymap.rules.wiring import BROKEN, joined, link, systems_of
from journeymap.scores import JourneyScore
from journeymap.text import Text, count, minutes, say
from journeymap.views.journey_map import Words
from journeymap.vocabulary import Service

CONNECTIONS: Mapping[str, Text] = {
    "api": say("API"),
    "event": say("event"),
    "others": say("through others"),
    "batch": say("batch"),
    "manual": say("by hand"),
    "none": say("not connected"),
    "unknown": say("unknown"),
}
"""How data gets from one system to the other, best first; ``unknown`` where nobody says."""

SERVED: Mapping[Service, Text] = {
    Service.HUMAN: say("a person"),
    Service.BOT: say("a bot"),
    Service.SELF_SERVICE: say("self-service"),
    Service.MESSAGE: say("a message"),
    Service.NOBODY: say("nobody"),
}
"""Who is on the other side."""


@dataclass(frozen=True)
class Step:
    """Work the customer does not see; `manual` if it is done or copied by hand."""

    do: str
    department: str | None = None
    system: str | None = None
    manual: bool = False


@dataclass(frozen=True)
class Handover:
    """Two systems that have to meet at a touchpoint, or a person and a system.

    Attributes
    ----------
    front
        Id of the system that those who meet customers work with; `None` if a person types and no such system is named.
    back
        Id of the other system.
    how
        A key of :data:`CONNECTIONS`.
    """

    front: str | None
    back: str
    how: str

    @property
    def broken(self) -> bool:
        """Tell whether it depends on somebody typing, or is not there."""
        return self.how in BROKEN


@dataclass(frozen=True)
class SystemLane:
    """A system with its office, ``front`` or ``back``."""

    id: str
    title: str
    office: str


@dataclass(frozen=True)
class BlueprintColumn:
    """A touchpoint as the blueprint shows it; `None` and empty mean unknown or nothing to show.

    Attributes
    ----------
    number
        Its place on the map, from 1; `onward` are the numbers of the touchpoints it leads to.
    waiting
        Minutes until something happens next.
    taken_over
        Whether somebody else takes over here.
    again
        Titles of data the customer was asked for before, or that a system holds which is not connected.
    systems
        Ids of all systems it works with.
    """

    id: str
    number: int
    title: str
    stage: str
    doing: str | None = None
    channel: str | None = None
    channel_title: Words | None = None
    service: Service | None = None
    department: str | None = None
    moment: bool = False
    waiting: float | None = None
    taken_over: bool = False
    onward: tuple[int, ...] = ()
    again: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    systems: tuple[str, ...] = ()
    handovers: tuple[Handover, ...] = ()


@dataclass(frozen=True)
class Blueprint:
    """Everything a blueprint shows.

    Attributes
    ----------
    statement
        The finding of the picture in a sentence; the description for those who cannot see it.
    stages
        Title and number of columns of each.
    lanes
        The systems in use, those of the front office first.
    """

    title: str
    statement: Text
    stages: tuple[tuple[str, int], ...]
    columns: tuple[BlueprintColumn, ...]
    lanes: tuple[SystemLane, ...]

    @property
    def names(self) -> Mapping[str, str]:
        """Return the titles of the systems by id."""
        return {lane.id: lane.title for lane in self.lanes}

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the same in rows, head first: a row for each touchpoint."""
        rows: list[tuple[Words, ...]] = [
            (say("Touchpoint"), say("Channel"), say("Served by"), say("Behind the scenes"), say("Connections"),
             say("Asked again"), say("Waiting"))]  # fmt: skip
        for column in self.columns:
            steps = [say("{do} (by hand)", do=step.do) if step.manual else step.do for step in column.steps]
            ways = [connection(handover, self.names) for handover in column.handovers]
            waiting: Words = minutes(column.waiting) if column.waiting is not None else ""
            rows.append((column.title, column.channel_title or "", served(column), _row(steps), _row(ways),
                         _row(column.again), waiting))  # fmt: skip
        return tuple(rows)


def _row(parts: Sequence[Text | str]) -> Text | str:
    found: Text | str = ""
    for index, part in enumerate(parts):
        found = part if index == 0 else say("{first}; {second}", first=found, second=part)
    return found


def served(column: BlueprintColumn) -> Words:
    """Return who serves: the department and in which way, as far as known."""
    who = SERVED[column.service] if column.service is not None else None
    if column.department is None:
        return who if who is not None else ""
    return say("{department}, {who}", department=column.department, who=who) if who else column.department


def connection(handover: Handover, names: Mapping[str, str]) -> Text:
    """Return a hand-over in words."""
    how = CONNECTIONS[handover.how]
    if handover.front is None:
        return say("{system}: {how}", system=names[handover.back], how=how)
    return say("{front} to {back}: {how}", front=names[handover.front], back=names[handover.back], how=how)


def blueprint(score: JourneyScore) -> Blueprint:
    """Gather the blueprint of one journey.

    Two systems have to meet where a touchpoint works with one of the front office and one of the back office; if
    nothing is declared of a back system and any of several in front, one link stands for all. Where the office
    of a system is not declared, one that the touchpoint itself names counts as front and one that only a step behind
    it names as back.
    """
    graph = score.graph
    lanes = _lanes(graph)
    wires = _Wires(graph, {lane.id: lane.office for lane in lanes})
    earlier = before(graph)
    numbers = {name: index for index, name in enumerate(graph.touchpoints, 1)}
    columns = tuple(_column(score, name, numbers, wires, earlier[name]) for name in graph.touchpoints)
    return Blueprint(
        title=graph.journey.title or humanise(graph.name),
        statement=_statement(columns),
        stages=tuple(
            (stage.title or humanise(name), len(stage.touchpoints))
            for name, stage in graph.journey.stages.items()
            if stage.touchpoints
        ),
        columns=columns,
        lanes=lanes,
    )


def _lanes(graph: JourneyGraph) -> tuple[SystemLane, ...]:
    points = graph.touchpoints.values()
    used = dict.fromkeys(system for point in points for system in systems_of(point))
    named = {system for point in points for system in point.systems}
    offices = {}
    for system in used:
        record = graph.workspace.content.systems.get(system)
        declared = record.office if record is not None else None
        offices[system] = declared or ("front" if system in named else "back")
    order = sorted(used, key=lambda system: offices[system] != "front")
    return tuple(SystemLane(system, system_title(graph, system), offices[system]) for system in order)


class _Wires:
    """How the systems of a workspace are connected, asked once for each pair."""

    def __init__(self, graph: JourneyGraph, offices: Mapping[str, str]) -> None:
        self.graph, self.offices = graph, offices
        self.joined = cache(lambda one, other: joined(graph.workspace, one, other))

    def how(self, front: str, back: str) -> str:
        """Return the key of the best connection of two systems."""
        direct = link(self.graph.workspace, front, back)
        if direct in {"api", "event"}:
            return str(direct)
        if self.joined(front, back):
            return "others"
        return direct or "unknown"

    def handovers(self, name: str) -> Iterator[Handover]:
        """Yield where systems have to meet at a touchpoint."""
        point = self.graph.touchpoints[name]
        by_hand = {step.system for step in point.backstage if step.manual}
        systems = systems_of(point)
        fronts = [system for system in systems if self.offices[system] == "front"]
        for back in (system for system in systems if self.offices[system] == "back"):
            ways = {front: self.how(front, back) for front in fronts}
            said = [front for front, how in ways.items() if how != "unknown"] or fronts[:1]
            if back in by_hand:
                # Whoever types it does so once, whatever else is connected.
                yield Handover(said[0] if said else None, back, "manual")
            else:
                yield from (Handover(front, back, ways[front]) for front in said)

    def elsewhere(self, name: str, item: str) -> bool:
        """Tell whether a system holds a datum that none of the touchpoint's systems is connected with."""
        content = self.graph.workspace.content
        record = content.data.get(item)
        holders = {key for key, system in content.systems.items() if item in system.holds}
        holders |= {record.source} if record and record.source else set()
        own = self.graph.touchpoints[name].systems
        if not holders or not own or holders & set(own):
            return False
        return not any(self.joined(one, other) for one in own for other in sorted(holders))


def _column(
    score: JourneyScore, name: str, numbers: Mapping[str, int], wires: _Wires, earlier: frozenset[str]
) -> BlueprintColumn:
    graph, point = score.graph, score.graph.touchpoints[name]
    asked = {item for step in earlier for item in graph.touchpoints[step].asks}
    again = [item for item in point.asks if item in asked or wires.elsewhere(name, item)]
    onward = dict.fromkeys(
        numbers[way.target] for way in graph.outgoing[name] if way.target in numbers and way.share > 0
    )
    return BlueprintColumn(
        id=name,
        number=numbers[name],
        title=graph.title(name),
        stage=graph.journey.stage_of[name],
        doing=point.doing,
        channel=point.channel,
        channel_title=channel_title(graph, point.channel) if point.channel is not None else None,
        service=graph.service(name),
        department=_titled(graph, "departments", point.department),
        moment=bool(point.moment_of_truth),
        waiting=score.touchpoints[name].value("waiting"),
        taken_over=any(edge.handoff and edge.share > 0 for edge in graph.incoming[name]),
        onward=tuple(sorted(onward)),
        again=tuple(str(_titled(graph, "data", item)) for item in again),
        steps=tuple(
            Step(step.do, _titled(graph, "departments", step.department), step.system, bool(step.manual))
            for step in point.backstage
        ),
        systems=systems_of(point),
        handovers=tuple(wires.handovers(name)),
    )


def _titled(graph: JourneyGraph, section: str, name: str | None) -> str | None:
    if name is None:
        return None
    record = getattr(graph.workspace.content, section).get(name)
    return (record.title if record else None) or humanise(name)


def _statement(columns: Sequence[BlueprintColumn]) -> Text:
    every = [handover for column in columns for handover in column.handovers]
    known = [handover for handover in every if handover.how != "unknown"]
    broken = sum(handover.broken for handover in known)
    found = say("{broken} of {all} hand-overs between front and back office are broken",
                broken=count(broken), all=count(len(known)))  # fmt: skip
    if not every:
        found = say("No touchpoint is said to work with systems of front and back office")
    elif not known:
        found = say(
            "Of {all} hand-overs between front and back office nobody says how they work", all=count(len(every))
        )
    elif len(every) > len(known):
        found = say("{found}; of {n} nobody says how they work", found=found, n=count(len(every) - len(known)))
    asking = [column.title for column in columns if column.again]
    if asking:
        found = say(
            "{found}; customers are asked again for what is known at {names}", found=found, names=listed(asking)
        )
    return found
