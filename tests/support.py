"""Workspaces from YAML text, for tests."""

from functools import cache
from pathlib import Path
from textwrap import dedent

from journeymap.analysis import JOURNEY_MEASURES, Tools, load
from journeymap.changes import target_state
from journeymap.graph import JourneyGraph
from journeymap.graph import build as link
from journeymap.languages import available
from journeymap.maturity.model import builtin_models
from journeymap.maturity.probes import discover_probes
from journeymap.model.build import Loaded
from journeymap.model.workspace import Workspace
from journeymap.rules import shipped
from journeymap.scores import JourneyScore, score_journey
from journeymap.source import Problem, Source

ROOT = Path(__file__).resolve().parent.parent
STORIES = ("home-move", "software-subscription")


@cache
def tools() -> Tools:
    """Return all shipped rules, models and probes."""
    return Tools(shipped(), builtin_models(), discover_probes(), frozenset(available()))


def loaded(*texts: str) -> Loaded:
    """Read texts as the files of one workspace."""
    return load([Source(f"file-{i}.yaml", dedent(text)) for i, text in enumerate(texts, 1)], tools())


def problems(*texts: str) -> tuple[Problem, ...]:
    """Return what is wrong with texts."""
    return loaded(*texts).problems


def workspace(*texts: str) -> Workspace:
    """Return a valid workspace; fail with its problems if it is not."""
    found = loaded(*texts)
    assert found.workspace is not None, [f"{p.span}: {p.code}: {p.message}" for p in found.problems]
    return found.workspace


def graph(text: str, persona: str | None = None) -> JourneyGraph:
    """Return the graph of the first journey of a text."""
    opened = workspace(text)
    return link(opened, next(iter(opened.content.journeys)), persona)


def scored(text: str) -> JourneyScore:
    """Return the scores of the first journey of a text."""
    return score_journey(graph(text))


def journey(touchpoints: str) -> str:
    """Return the text of a workspace with one journey `j` of one stage, from its touchpoints."""
    body = "".join(f"        {line}\n" for line in dedent(touchpoints).strip().split("\n"))
    return f"journeys:\n  j:\n    stages:\n      s:\n{body}"


@cache
def story(name: str) -> Workspace:
    """Return one of the example workspaces."""
    folder = ROOT / "journeys" / name
    sources = [Source(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in sorted(folder.rglob("*.yaml"))]
    found = load(sources, tools(), name)
    assert found.workspace is not None, [f"{p.span}: {p.code}: {p.message}" for p in found.problems]
    return found.workspace


def wanted(name: str) -> Workspace:
    """Return an example workspace as it is once its first target is reached."""
    opened = story(name)
    return target_state(opened, next(iter(opened.content.targets)))


__all__ = ["JOURNEY_MEASURES", "ROOT", "STORIES", "graph", "journey", "loaded", "problems", "scored", "story", "tools",
           "wanted", "workspace"]  # fmt: skip
