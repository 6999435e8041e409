"""What if: assignments such as ``book.duration=12 min`` as changes of a journey, without touching a file.

An assignment is written as on the command line. It may set

* a metric at a touchpoint, ``book.ces=5.2``, as a value without n and so an opinion;
  method, version, scale and question of the present reading stay;
* the share of a way, ``book.next.papers=90%``, ``book.ends.gave-up=1%``, ``postpone.fails=5%``:
  the touchpoint's other ways grow or shrink in proportion, as in the derivatives `explain` shows;
* whatever the `set` of a target can: ``book.importance=5``, ``journey.customers=50000/year``.

A journey may stand before, ``home-move.book.duration=12 min``. The assignments
are read as the lines of a text called ``--set``, so that a problem has a place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.changes.apply import Placed, apply, try_changes
from journeymap.changes.edit import WORLD
from journeymap.graph import TINY, Edge, JourneyGraph
from journeymap.graph import build as link
from journeymap.model.checker import Known
from journeymap.model.complaints import suggestion
from journeymap.model.journey import SHORT_METRICS, Journey, Touchpoint
from journeymap.model.plans import Change
from journeymap.model.quantities import share as read_share
from journeymap.model.workspace import Places, Workspace
from journeymap.model.write import to_plain
from journeymap.source import NOWHERE, Problem, Source, Span, in_order
from journeymap.text import Text, say
from journeymap.text import share as share_of

NAME = "--set"
"""Name of the text the assignments make, and of the section they have among the places."""

KEPT = ("method", "version", "scale", "question")
"""What a value set takes over from the reading it replaces."""

EXAMPLE = "book.duration=12 min"


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
    notes
        What a reader must know, such as ways that were rescaled.
    """

    workspace: Workspace | None
    problems: tuple[Problem, ...]
    source: Source
    touched: Mapping[str, tuple[str, ...]]
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
    return WhatIf(None if problems else here, in_order(problems), source, touched, tuple(plan.notes))


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


@dataclass
class _Plan:
    """Collects changes by journey, the nodes they stand in, and what is wrong."""

    workspace: Workspace
    graphs: Mapping[str, JourneyGraph]
    known: Known
    problems: list[Problem] = field(default_factory=list)
    nodes: list[document.Node] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    touched: dict[str, list[str]] = field(default_factory=dict)
    _changes: dict[str, list[Placed]] = field(default_factory=dict)
    _ways: dict[tuple[str, str], list[_Assignment]] = field(default_factory=dict)

    def complain(self, code: str, span: Span, message: Text, help_: Text | None = None) -> None:
        self.problems.append(Problem(code, span, message, help_))

    def placed(self) -> Mapping[str, Sequence[Placed]]:
        return self._changes

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
        first, rest = item.path[0], item.path[1:]
        holders = [name for name, graph in self.graphs.items() if first in graph.touchpoints]
        if first in WORLD and self.graphs:
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
        if not holders or not item.path:
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
        word, span = (item.path[0], item.spans[0]) if item.path else ("journey", NOWHERE)
        message = say("'{name}' is neither a touchpoint nor a journey here", name=word)
        self.complain("unknown-touchpoint", span, message, suggestion(word, names))

    def sort(self, journey: str, item: _Assignment) -> None:
        """Tell a metric, a way and a plain field apart."""
        first, path = item.path[0], item.path[1:]
        self.touched.setdefault(journey, [])
        if first not in self.graphs[journey].touchpoints:
            full = ".".join(item.path if first in {"stages", "outcomes"} else ("journey", *item.path))
            self.emit(journey, {full: item.value}, {full: item.node})
            return
        point = self.graphs[journey].touchpoints[first]
        metrics = {*self.known.metrics, *self.workspace.content.metrics}
        self.touched[journey].append(first)
        if len(path) == 1 and path[0] in metrics:
            self.metric(journey, point, item)
        elif _names_way(path) and not isinstance(item.value, list | dict):
            self._ways.setdefault((journey, first), []).append(item)
        elif path and path[0] in Touchpoint.model_fields:
            full = ".".join(item.path)
            self.emit(journey, {full: item.value}, {full: item.node})
        elif path:
            message = say("'{name}' is neither a metric nor a field of a touchpoint", name=path[0])
            help_ = suggestion(path[0], metrics | set(Touchpoint.model_fields))
            self.complain("unknown-metric", item.spans[1], message, help_)
        else:
            message = say("the path '{path}' names no field", path=first)
            self.complain("bad-assignment", item.spans[0], message,
                          say("such as '{example}'", example=f"{first}.duration=12 min"))  # fmt: skip

    def metric(self, journey: str, point: Touchpoint, item: _Assignment) -> None:
        """Put one value in place of all readings of a metric."""
        name, metric = item.path
        short = metric in SHORT_METRICS and not (point.measures and metric in point.measures)
        full = f"{name}.{metric}" if short else f"{name}.measures.{metric}"
        value = item.value
        if not isinstance(value, list | dict) and value is not None:
            value = {"value": value, "basis": "assumption"} | self.kept(journey, name, metric)
        self.emit(journey, {full: value}, {full: item.node})

    def kept(self, journey: str, touchpoint: str, metric: str) -> dict[str, str]:
        """Return how the present reading was made, so that the new value is read alike."""
        content = self.workspace.content
        found = [*self.graphs[journey].touchpoints[touchpoint].readings().get(metric, ())]
        found += [entry for entry in content.measurements
                  if (entry.journey, entry.touchpoint, entry.metric) == (journey, touchpoint, metric)]  # fmt: skip
        return {key: value for key in KEPT for item in found[:1] if (value := getattr(item, key)) is not None}

    def add_ways(self) -> None:
        """Turn the shares that were set into all ways of their touchpoints."""
        for (journey, name), items in self._ways.items():
            fixed: dict[tuple[str, str], float] = {}
            for item in items:
                key, share = self.way(journey, item), self.share(item)
                if key is not None and share is not None:
                    fixed[key] = share
            if len(fixed) == len(items):
                self.rescale(journey, name, fixed, items)

    def way(self, journey: str, item: _Assignment) -> tuple[str, str] | None:
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

    def rescale(
        self, journey: str, name: str, fixed: Mapping[tuple[str, str], float], items: Sequence[_Assignment]
    ) -> None:
        """Give the ways that were set their shares and scale the others to what is left."""
        point, given = self.graphs[journey].touchpoints[name], sum(fixed.values())
        if given > 1 + TINY:
            message = say("the shares set at '{name}' add up to {sum}%, more than 100%", name=name,
                          sum=f"{100 * given:.6g}")  # fmt: skip
            self.complain("shares-over-one", items[-1].node.span, message)
            return
        edges: dict[tuple[str, str], float] = {}
        for edge in self.graphs[journey].outgoing[name]:
            edges[_key(edge, point)] = edges.get(_key(edge, point), 0.0) + edge.share
        others = sum(share for key, share in edges.items() if key not in fixed)
        scale = max(0.0, 1 - given) / others if others > TINY else 0.0
        shares = {key: share * scale for key, share in edges.items()} | dict(fixed)
        self.notes.append(_told(self.graphs[journey], name, others, 1 - given))
        values: dict[str, Any] = {f"{name}.next": _written(point.next or {}, shares, "next"),
                                  f"{name}.ends": _written(point.ends or {}, shares, "ends")}  # fmt: skip
        if not values[f"{name}.ends"]:
            del values[f"{name}.ends"]
        values |= {f"{name}.fails.{key}.share": _percent(share) for (kind, key), share in shares.items()
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


def _key(edge: Edge, point: Touchpoint) -> tuple[str, str]:
    """Return the kind and target of a way; failures by their position, giving up as the ending it is."""
    if edge.failure is not None:
        return "fails", str(next(i for i, failure in enumerate(point.fails) if failure is edge.failure))
    return "ends" if edge.kind == "gives-up" else edge.kind, edge.target


def _written(ways: Mapping[str, Any], shares: Mapping[tuple[str, str], float], kind: str) -> dict[str, Any]:
    """Return ways with their new shares; what single groups do and counts behind old shares are left out."""
    found: dict[str, Any] = {}
    for (group, target), share in shares.items():
        if group == kind:
            plain = to_plain(ways[target]) if target in ways else {}
            kept = {k: v for k, v in plain.items() if k not in {"share", "by_persona", "n"}} if isinstance(
                plain, dict) else {}  # fmt: skip
            found[target] = kept | {"share": _percent(share)}
    return found


def _percent(share: float) -> str:
    return f"{100 * share:.10g}%"


def _node(path: str, name: str, items: Sequence[_Assignment], first: document.Node) -> document.Node:
    """Return the node a value stands in: for ways a mapping of those that were set, so that each has its place."""
    inside: Iterator[tuple[document.Scalar, document.Node]] = (
        (document.Scalar(item.path[2], item.spans[2]), item.node)
        for item in items
        if len(item.path) > 2 and path == f"{name}.{item.path[1]}"
    )
    found = tuple(inside)
    return document.Mapping(found, first.span) if found else first


def _told(graph: JourneyGraph, name: str, others: float, rest: float) -> Text:
    """Say what happened to the ways that were not set."""
    title = graph.title(name)
    if others > TINY:
        return say("the other ways out of '{name}' share {rest} in proportion", name=title, rest=share_of(rest))
    if rest > TINY:
        return say("'{name}' has no other way: the remaining {rest} give up", name=title, rest=share_of(rest))
    return say("everybody at '{name}' takes the ways that were set", name=title)
