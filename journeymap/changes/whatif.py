"""What if: assignments such as ``book.duration=12 min`` as changes of a journey, without touching a file.

An assignment is written as on the command line. It may set

* a metric at a touchpoint, ``book.ces=5.2``, as a value without n and so an opinion;
  method, version, scale and question of the present reading stay;
* the share of a way, ``book.next.papers=90%``, ``book.ends.gave-up=1%``, ``postpone.fails=5%``:
  the touchpoint's other ways grow or shrink in proportion, as in the derivatives `explain` shows,
  and groups with shares of their own keep their distance in proportion too;
* whatever the `set` of a target can: ``book.importance=5``, ``journey.customers=50000/year``.

A journey may stand before, ``home-move.book.duration=12 min``. The assignments
are read as the lines of a text called ``--set``, so that a problem has a place.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.changes.apply import Placed, apply, try_changes
from journeymap.changes.edit import WORLD
from journeymap.changes.shares import Key, groups_of, of_group, percent, scaled, shares_of, told, total_of, written
from journeymap.graph import TINY, JourneyGraph
from journeymap.graph import build as link
from journeymap.model.checker import Known
from journeymap.model.complaints import suggestion
from journeymap.model.journey import SHORT_METRICS, Journey, Touchpoint
from journeymap.model.measures import Reading
from journeymap.model.plans import Change
from journeymap.model.quantities import share as read_share
from journeymap.model.workspace import Places, Workspace
from journeymap.records import dataclass
from journeymap.source import NOWHERE, Problem, Source, Span, in_order
from journeymap.text import Text, say

NAME = "--set"
"""Name of the text the assignments make, and of the section they have among the places."""

KEPT = ("method", "version", "scale", "question")
"""What a value set takes over from the reading it replaces."""

EXAMPLE = "book.duration=12 min"


@dataclass(frozen=True)
class Setting:
    """One value that was set in a journey.

    Attributes
    ----------
    path
        As it was written, without the journey.
    touchpoint
        `None` for a field of the journey itself.
    metric
        The metric that was set; `None` for anything else.
    way
        The way whose share was set; `None` for anything else.
    """

    path: str
    touchpoint: str | None = None
    metric: str | None = None
    way: Key | None = None


@dataclass(frozen=True)
class WhatIf:
    """A workspace as it would be.

    Attributes
    ----------
    workspace
        `None` if there is any problem.
    problems
        All of them, in the order of the assignments.
    source
        The assignments as one text, for excerpts.
    touched
        Touchpoints that were changed, by journey that was changed in any way.
    settings
        What was set, by journey, in the order of the assignments.
    notes
        What a reader must know, such as ways that were rescaled.
    """

    workspace: Workspace | None
    problems: tuple[Problem, ...]
    source: Source
    touched: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, tuple[Setting, ...]]
    notes: tuple[Text, ...]


def what_if(workspace: Workspace, journeys: Sequence[str], assignments: Sequence[str], known: Known) -> WhatIf:
    """Apply assignments to a workspace.

    Parameters
    ----------
    workspace
        In the state that is asked about.
    journeys
        Ids of the journeys an assignment may speak of.
    assignments
        Such as ``book.duration=12 min``.
    known
        Ids that do not come from the files.
    """
    source = Source(NAME, "\n".join(assignments))
    plan = _Plan(workspace, {name: link(workspace, name) for name in journeys}, known)
    for number, text in enumerate(assignments, 1):
        plan.read(number, text)
    plan.add_ways()
    problems = plan.problems
    placed = plan.placed()
    here = replace(workspace, places=_with(workspace.places, plan.nodes))
    for journey, changes in placed.items():
        problems += try_changes(here, journey, changes, known)
        if not problems:
            here = apply(here, journey, changes).workspace
    touched = {name: tuple(dict.fromkeys(points)) for name, points in plan.touched.items()}
    settings = {name: tuple(found) for name, found in plan.settings.items()}
    notes = tuple(dict.fromkeys(plan.notes))
    return WhatIf(None if problems else here, in_order(problems), source, touched, settings, notes)


def _with(places: Places, nodes: Sequence[document.Node]) -> Places:
    """Return places that know the assignments too."""
    section = (document.Scalar(NAME, NOWHERE), document.Sequence(tuple(nodes), NOWHERE))
    return Places(document.Mapping((*places.root.items, section), places.root.span))


@dataclass(frozen=True)
class _Assignment:
    """One assignment taken apart; spans are those of single words of its path."""

    path: tuple[str, ...]
    spans: tuple[Span, ...]
    node: document.Node

    @property
    def value(self) -> Any:
        return document.plain(self.node)


@dataclasses.dataclass
class _Plan:
    """Collects changes by journey, the nodes they stand in, and what is wrong."""

    workspace: Workspace
    graphs: Mapping[str, JourneyGraph]
    known: Known
    problems: list[Problem] = field(default_factory=list)
    nodes: list[document.Node] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    touched: dict[str, list[str]] = field(default_factory=dict)
    settings: dict[str, list[Setting]] = field(default_factory=dict)
    _changes: dict[str, list[Placed]] = field(default_factory=dict)
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    _ways: dict[tuple[str, str], list[_Assignment]] = field(default_factory=dict)

    def complain(self, code: str, span: Span, message: Text, help_: Text | None = None) -> None:
        self.problems.append(Problem(code, span, message, help_))

    def placed(self) -> Mapping[str, Sequence[Placed]]:
        return self._changes

    def once(self, item: _Assignment, *key: str) -> bool:
        """Tell whether something is set for the first time; complain of a second time."""
        if key in self._seen:
            self.complain("set-twice", item.spans[0], say("'{path}' is set twice", path=".".join(item.path)))
            return False
        self._seen.add(key)
        return True

    def emit(self, journey: str, values: Mapping[str, Any], nodes: Mapping[str, document.Node]) -> None:
        """Keep one change with the nodes its values stand in."""
        items = tuple((document.Scalar(path, node.span), node) for path, node in nodes.items())
        body = document.Mapping(((document.Scalar("set", NOWHERE), document.Mapping(items, NOWHERE)),), NOWHERE)
        change = Change.model_validate({"set": dict(values)})
        self._changes.setdefault(journey, []).append(Placed(change, (NAME, len(self.nodes))))
        self.nodes.append(body)

    def read(self, number: int, text: str) -> None:
        """Take one assignment apart and find what it speaks of."""
        name, sign, raw = text.partition("=")
        whole = Span(NAME, number, 1, number, len(text) + 1)
        if not sign or not name.strip() or not raw.strip():
            self.complain("bad-assignment", whole, say("an assignment has a path, = and a value"),
                          say("such as '{example}'", example=EXAMPLE))  # fmt: skip
            return
        # The same line and column as in the text of all assignments, so that places are true.
        padded = "\n" * (number - 1) + " " * (len(name) + 1) + raw
        node, found = document.read(Source(NAME, padded))
        self.problems += found
        if node is not None and not found:
            self.find(_Assignment(*_words(name, number), node))

    def find(self, item: _Assignment) -> None:
        """Find the journey an assignment speaks of."""
        first, rest, span = item.path[0], item.path[1:], item.spans[0]
        holders = [name for name, graph in self.graphs.items() if first in graph.touchpoints]
        if first in WORLD and self.graphs:
            if not self.once(item, *item.path):
                return
            self.touched |= {name: self.touched.get(name, []) for name in self.graphs}
            self.emit(next(iter(self.graphs)), {".".join(item.path): item.value}, {".".join(item.path): item.node})
            return
        if first in self.graphs and not holders and rest:
            item, holders = _Assignment(rest, item.spans[1:], item.node), [first]
            if item.path[0] not in {*self.graphs[first].touchpoints, *Journey.model_fields}:
                self.unknown(item, first)
                return
        elif first == "journey":
            item, holders = _Assignment(rest, item.spans[1:], item.node), list(self.graphs)
        if not item.path or (first in self.graphs and not holders):
            self.complain("bad-assignment", item.spans[0] if item.spans else span,
                          say("the path '{path}' names no field", path=first),
                          say("such as '{example}'", example=f"{first}.customers=1000/year"))  # fmt: skip
        elif not holders:
            self.unknown(item)
        elif len(holders) > 1:
            message = say("'{name}' is part of several journeys: {journeys}", name=first, journeys=", ".join(holders))
            self.complain("ambiguous", item.spans[0], message, say("write '{path}'", path=f"{holders[0]}.{first}"))
        else:
            self.sort(holders[0], item)

    def unknown(self, item: _Assignment, journey: str | None = None) -> None:
        """Complain of a first word that names nothing; tell the nearest."""
        inside = self.graphs.values() if journey is None else [self.graphs[journey]]
        names = {name for graph in inside for name in graph.touchpoints}
        names |= set(self.graphs) if journey is None else set(Journey.model_fields)
        message = say("'{name}' is neither a touchpoint nor a journey here", name=item.path[0])
        self.complain("unknown-touchpoint", item.spans[0], message, suggestion(item.path[0], names))

    def sort(self, journey: str, item: _Assignment) -> None:
        """Tell a metric, a way and a plain field apart."""
        first, path = item.path[0], item.path[1:]
        self.touched.setdefault(journey, [])
        if first not in self.graphs[journey].touchpoints:
            full = ".".join(item.path if first in {"stages", "outcomes"} else ("journey", *item.path))
            self.plain(journey, None, full, item)
            return
        point = self.graphs[journey].touchpoints[first]
        metrics = {*self.known.metrics, *self.workspace.content.metrics}
        self.touched[journey].append(first)
        if len(path) == 1 and path[0] in metrics:
            self.metric(journey, point, item)
        elif _names_way(path) and not isinstance(item.value, list | dict):
            self._ways.setdefault((journey, first), []).append(item)
        elif path and path[0] in Touchpoint.model_fields:
            self.plain(journey, first, ".".join(item.path), item)
        elif path:
            self.no_such(item, metrics)
        else:
            message = say("the path '{path}' names no field", path=first)
            self.complain("bad-assignment", item.spans[0], message,
                          say("such as '{example}'", example=f"{first}.duration=12 min"))  # fmt: skip

    def no_such(self, item: _Assignment, metrics: set[str]) -> None:
        """Complain of a path below a touchpoint that leads to nothing."""
        first, name = item.path[:2]
        if name in metrics:
            message = say("a metric takes one value: nothing is set below '{name}'", name=name)
            help_: Text | None = say("write '{path}'", path=f"{first}.{name}=…")
            self.complain("unknown-metric", item.spans[2], message, help_)
            return
        message = say("'{name}' is neither a metric nor a field of a touchpoint", name=name)
        self.complain(
            "unknown-metric", item.spans[1], message, suggestion(name, metrics | set(Touchpoint.model_fields))
        )

    def plain(self, journey: str, touchpoint: str | None, path: str, item: _Assignment) -> None:
        """Set a field that is neither a metric nor a share."""
        if self.once(item, journey, path):
            self.settings.setdefault(journey, []).append(Setting(".".join(item.path), touchpoint))
            self.emit(journey, {path: item.value}, {path: item.node})

    def metric(self, journey: str, point: Touchpoint, item: _Assignment) -> None:
        """Put one value in place of all readings of a metric."""
        name, metric = item.path
        if not self.once(item, journey, name, metric):
            return
        self.settings.setdefault(journey, []).append(Setting(".".join(item.path), name, metric))
        short = metric in SHORT_METRICS and not (point.measures and metric in point.measures)
        full = f"{name}.{metric}" if short else f"{name}.measures.{metric}"
        value, present = item.value, self.present(journey, name, metric)
        if not isinstance(value, list | dict) and value is not None:
            kept = {key: held for key in KEPT for entry in present[:1] if (held := getattr(entry, key)) is not None}
            value = {"value": value, "basis": "assumption"} | kept
        if not present and value is not None:
            self.notes.append(say("'{metric}' is not measured at '{name}' today: the set of metrics there changes, so "
                                  "the scores before and after do not compare",
                                  metric=metric, name=self.graphs[journey].title(name)))  # fmt: skip
        self.notes.append(say("a metric that is set moves no ways, and so neither completion nor money"))
        self.emit(journey, {full: value}, {full: item.node})

    def present(self, journey: str, touchpoint: str, metric: str) -> Sequence[Reading]:
        """Return the present readings of a metric, inline and kept apart; a new value is read as the first."""
        content = self.workspace.content
        found = [*self.graphs[journey].touchpoints[touchpoint].readings().get(metric, ())]
        found += [entry for entry in content.measurements
                  if (entry.journey, entry.touchpoint, entry.metric) == (journey, touchpoint, metric)]  # fmt: skip
        return found

    def add_ways(self) -> None:
        """Turn the shares that were set into all ways of their touchpoints."""
        for (journey, name), items in self._ways.items():
            fixed: dict[Key, float] = {}
            for item in items:
                key, share = self.way(journey, item), self.share(item)
                if key is None or share is None or not self.once(item, journey, name, *key):
                    continue
                fixed[key] = share
                self.settings.setdefault(journey, []).append(Setting(".".join(item.path), name, way=key))
            if len(fixed) == len(items):
                self.rescale(journey, name, fixed, items)

    def way(self, journey: str, item: _Assignment) -> Key | None:
        """Return the kind and target (for a failure its position) of the way an assignment speaks of."""
        name, kind, *rest = item.path
        point = self.graphs[journey].touchpoints[name]
        if kind != "fails":
            return kind, rest[0]
        targets = [failure.to or failure.ends or "" for failure in point.fails]
        if not rest and len(targets) == 1:
            return kind, "0"
        if rest and rest[0].isdecimal() and int(rest[0]) < len(targets):
            return kind, rest[0]
        if rest and targets.count(rest[0]) == 1:
            return kind, str(targets.index(rest[0]))
        if not targets:
            self.complain("unknown-way", item.spans[1], say("nothing fails at '{name}' so far", name=name))
            return None
        message = say("'{name}' has several failures or none of that name", name=name)
        self.complain("unknown-way", item.spans[-1], message, say("known are {names}", names=", ".join(targets)))
        return None

    def share(self, item: _Assignment) -> float | None:
        """Return a share between 0 and 1; complain of anything else."""
        try:
            return read_share(item.value).value
        except PydanticCustomError as error:
            self.complain(error.type, item.node.span, say(error.message().replace("{", "{{").replace("}", "}}")))
            return None

    def rescale(self, journey: str, name: str, fixed: Mapping[Key, float], items: Sequence[_Assignment]) -> None:
        """Give the ways that were set their shares and scale the others to what is left."""
        graph, given = self.graphs[journey], sum(fixed.values())
        point = graph.touchpoints[name]
        if given > 1 + TINY:
            message = say("the shares set at '{name}' add up to {sum}%, more than 100%", name=name,
                          sum=total_of(list(fixed.values())))  # fmt: skip
            self.complain("shares-over-one", items[-1].node.span, message)
            return
        before, groups = shares_of(graph, name), groups_of(graph, name)
        after = scaled(before, fixed)
        own = {group: of_group(before, theirs, fixed) for group, theirs in groups.items()}
        self.notes += told(graph, name, sum(share for key, share in before.items() if key not in fixed), 1 - given)
        values: dict[str, Any] = {f"{name}.{kind}": written(point, kind, after, own) for kind in ("next", "ends")}
        if not values[f"{name}.ends"]:
            del values[f"{name}.ends"]
        values |= {f"{name}.fails.{key}.share": percent(share) for (kind, key), share in after.items()
                   if kind == "fails"}  # fmt: skip
        first = items[0].node
        nodes = {path: _node(path, name, items, first) for path in values}
        self.emit(journey, values, nodes)


def _words(name: str, number: int) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Split a path into words with the place of each."""
    words: list[str] = []
    spans: list[Span] = []
    column = 1
    for raw in name.split("."):
        start = column + len(raw) - len(raw.lstrip())
        words.append(raw.strip())
        spans.append(Span(NAME, number, start, number, start + max(1, len(raw.strip()))))
        column += len(raw) + 1
    return tuple(words), tuple(spans)


def _names_way(path: Sequence[str]) -> bool:
    """Tell whether a path below a touchpoint leads to the share of a way."""
    return (len(path) == 2 and path[0] in {"next", "ends"}) or (0 < len(path) <= 2 and path[0] == "fails")


def _node(path: str, name: str, items: Sequence[_Assignment], first: document.Node) -> document.Node:
    """Return the node a value stands in: for ways a mapping of those that were set, so that each has its place."""
    inside: Iterator[tuple[document.Scalar, document.Node]] = (
        (document.Scalar(item.path[2], item.spans[2]), item.node)
        for item in items
        if len(item.path) > 2 and path == f"{name}.{item.path[1]}"
    )
    found = tuple(inside)
    return document.Mapping(found, first.span) if found else first
