"""Laying out a graph with Graphviz, as a wheel or as a program of the system."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from math import dist
from pathlib import Path
from typing import Any

from journeymap.charts.placement import Layout, PlacedBox, PlacedEdge, Point
from journeymap.engines import EngineFailed, EngineMissing

_CLUSTER = "cluster_"
_INCH = 72.0  # points


def layout(dot: str, *, timeout: float = 5) -> Layout:
    """Lay out a graph.

    The programs are tried in turn: ``graphviz-pure`` beside the running Python, the same on the
    search path, then ``dot`` on the search path. One that fails leaves the work to the next.

    Parameters
    ----------
    dot
        A graph written by :func:`journeymap.charts.placement.to_dot`.
    timeout
        The seconds each program may take.

    Returns
    -------
    Layout
        In points, with the origin at the top left and y growing downward.

    Raises
    ------
    EngineMissing
        If no program was found.
    EngineFailed
        If each program that was found crashed, took too long or gave no usable answer.
    """
    failures = []
    for name, command in _commands():
        try:
            return _parse(_run(command, dot, timeout), name)
        except (OSError, subprocess.SubprocessError, ValueError, LookupError, TypeError) as error:
            failures.append(f"{name}: {_reason(error)}")
    if failures:
        raise EngineFailed("Graphviz could not lay out the graph (" + "; ".join(failures) + ")")
    raise EngineMissing(
        "Graphviz is missing: neither graphviz-pure nor dot was found."
        " Run `pip install graphviz-pure`, or install Debian's package graphviz."
    )


def _commands() -> Iterator[tuple[str, str]]:
    """Find the programs, the preferred one first."""
    beside = str(Path(sys.executable).parent)
    wheel = shutil.which("graphviz-pure", path=beside) or shutil.which("graphviz-pure")
    for name, command in (("graphviz-pure", wheel), ("dot", shutil.which("dot"))):
        if command is not None:
            yield name, command


def _run(command: str, dot: str, timeout: float) -> str:
    """Run one program on the text and give what it prints."""
    done = subprocess.run(
        [command, "-Kdot", "-Tjson0"],
        input=dot,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=True,
        env=os.environ | {"LC_ALL": "C"},  # numbers have a decimal point everywhere
    )
    return done.stdout


def _reason(error: Exception) -> str:
    """Say in a few words why a program did not answer."""
    if isinstance(error, subprocess.TimeoutExpired):
        return f"took longer than {error.timeout:g} s"
    if isinstance(error, subprocess.CalledProcessError):
        return f"ended with status {error.returncode}: {str(error.stderr).strip()}"
    return f"{type(error).__name__}: {error}"


def _parse(text: str, engine: str) -> Layout:
    """Read the JSON answer; one that is not as expected fails with a built-in error."""
    answer = json.loads(text)
    left, bottom, right, top = _numbers(answer["bb"])
    objects: Sequence[Mapping[str, Any]] = answer.get("objects", [])
    names = {item["_gvid"]: item["name"] for item in objects}
    flip = _Flip(left, top)
    return Layout(
        width=right - left,
        height=top - bottom,
        nodes=tuple(flip.node(item) for item in objects if "pos" in item),
        edges=tuple(flip.edge(item, names) for item in answer.get("edges", [])),
        clusters=tuple(flip.cluster(item) for item in objects if "bb" in item),
        engine=engine,
    )


class _Flip:
    """Turns Graphviz's plane, where y grows upward, into that of a drawing."""

    def __init__(self, left: float, top: float) -> None:
        self.left = left
        self.top = top

    def point(self, text: str) -> Point:
        x, y = _numbers(text)
        return x - self.left, self.top - y

    def node(self, item: Mapping[str, Any]) -> PlacedBox:
        x, y = self.point(item["pos"])
        width, height = float(item["width"]) * _INCH, float(item["height"]) * _INCH
        return PlacedBox(item["name"], x - width / 2, y - height / 2, width, height)

    def cluster(self, item: Mapping[str, Any]) -> PlacedBox:
        left, bottom, right, top = _numbers(item["bb"])
        name = item["name"].removeprefix(_CLUSTER)
        return PlacedBox(name, left - self.left, self.top - top, right - left, top - bottom)

    def edge(self, item: Mapping[str, Any], names: Mapping[int, str]) -> PlacedEdge:
        points = tuple(self.point(pair) for pair in item["pos"].split())
        if len(points) < 4 or len(points) % 3 != 1:
            raise ValueError(f"{len(points)} points are not a chain of Bézier curves")
        label_at = self.point(item["lp"]) if "lp" in item else _middle(points)
        return PlacedEdge(names[item["tail"]], names[item["head"]], item["id"], points, label_at)


def _numbers(text: str) -> tuple[float, ...]:
    """Read numbers divided by commas."""
    return tuple(float(number) for number in text.split(","))


def _middle(points: Sequence[Point]) -> Point:
    """Give the middle of a chain of Bézier curves, by length.

    Each curve is walked in eight straight steps, which is near enough to put a label on it.
    """
    path = [points[0]]
    for start in range(0, len(points) - 1, 3):
        path += [_on_curve(points[start : start + 4], step / 8) for step in range(1, 9)]
    lengths = [dist(path[i], path[i + 1]) for i in range(len(path) - 1)]
    left = sum(lengths) / 2
    for i, length in enumerate(lengths):
        if length >= left and length > 0:
            (x, y), (u, v), share = path[i], path[i + 1], left / length
            return x + (u - x) * share, y + (v - y) * share
        left -= length
    return path[-1]


def _on_curve(curve: Sequence[Point], t: float) -> Point:
    """Give the point of a cubic Bézier curve at parameter t, from 0 to 1."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return x, y
