"""Measure the reports of the examples: bytes, elements and CPU time of the page, bytes and pages of the PDF.

Times are of whole processes, beside one that does no more than import the libraries a report cannot do without.
The PDF is left out where there is no Chromium.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from pypdf import PdfReader

from journeymap.engines import EngineMissing
from journeymap.engines.chromium import find

ROOT = Path(__file__).resolve().parent.parent
STORIES = ("home-move", "software-subscription")
ONE = "one journey, 40 findings"
"""The larger example without target, initiatives and assessments, whose map nobody has checked for two years."""

FILES = ("journeymap.yaml", "journey.yaml", "world.yaml", "measurements.yaml", "people.yaml", "benchmarks.yaml")
CHECKED, LONG_AGO = "reviewed: 2018-05-30", "reviewed: 2016-05-30"
LIBRARIES = ("-c", "import click, yaml, pydantic, numpy, jinja2, babel.dates, babel.numbers")
FONT = re.compile(r'url\("?data:font/[^)]*\)')
LOGO = re.compile(r"data:image/[^\"')]*")


class _Elements(HTMLParser):
    """Counts what becomes an element of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.count += 1


def elements(page: str) -> int:
    """Return how many elements a page has.

    Examples
    --------
    >>> elements('<p>a<br/><svg><path d="M0 0"/></svg><script>"<b>"</script></p>')
    5
    """
    parser = _Elements()
    parser.feed(page)
    return parser.count


def bare(page: str) -> int:
    """Return the bytes of a page without its fonts and its logo.

    Examples
    --------
    >>> bare('<style>@font-face{src:url("data:font/woff2;base64,AAAA")}</style>')
    31
    """
    return len(page.encode()) - sum(len(part) for kind in (FONT, LOGO) for part in kind.findall(page))


def one_journey() -> dict[str, str]:
    """Return the files of a workspace with one journey of 40 findings, and nothing planned for it."""
    folder = ROOT / "journeys" / "home-move"
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in FILES}
    return {**texts, "journey.yaml": texts["journey.yaml"].replace(CHECKED, LONG_AGO, 1)}


def cpu(arguments: Sequence[str], runs: int, folder: Path = ROOT) -> list[float]:
    """Return the CPU seconds of processes of this Python in a folder, those they started among them.

    Raises
    ------
    CalledProcessError
        If one fails.
    """
    found = []
    for _ in range(runs):
        before = os.times()
        subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True)
        after = os.times()
        found.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return found


def page(story: str, workspace: Path, runs: int, reference: float) -> None:
    """Print what a report is, and what it takes; it is written beside its workspace."""
    file = workspace.parent / f"{workspace.name}.html"
    times = cpu(["-m", "journeymap", "report", workspace.name, "-o", str(file)], runs, workspace.parent)
    text = file.read_text(encoding="utf-8")
    median = statistics.median(times)
    print(
        f"{story:<30} n={runs} {median:6.2f} s CPU {median / reference:6.2f}× libraries  "
        f"{len(text.encode()) / 1000:6.1f} kB, {bare(text) / 1000:.1f} without fonts and logo; "
        f"{elements(text)} elements",
        flush=True,
    )


def pdf(story: str, folder: Path) -> None:
    """Print what a report is on paper."""
    file = folder / f"{story}.pdf"
    cpu(["-m", "journeymap", "report", f"journeys/{story}", "-o", str(file)], 1)
    print(
        f"{story + ' as PDF':<30} {file.stat().st_size / 1024:6.0f} KiB, {len(PdfReader(file).pages)} pages", flush=True
    )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Measure the reports of the examples.")
    parser.add_argument("--quick", action="store_true", help="one run of one story, without PDF")
    quick = parser.parse_args().quick
    runs, stories = (1, STORIES[:1]) if quick else (3, STORIES)
    print("\nreports: whole processes, CPU time")
    times = cpu(LIBRARIES, runs)
    reference = statistics.median(times)
    print(f"{'libraries (reference)':<30} n={runs} {reference:6.2f} s CPU", flush=True)
    with tempfile.TemporaryDirectory() as name:
        for story in stories:
            page(story, Path(shutil.copytree(ROOT / "journeys" / story, Path(name) / story)), runs, reference)
        one = Path(name) / "one" / "home-move"
        one.mkdir(parents=True)
        for file, text in one_journey().items():
            (one / file).write_text(text, encoding="utf-8")
        page(ONE, one, runs, reference)
        if quick:
            return
        try:
            find()
        except EngineMissing as error:
            print(f"no PDF: {error}")
            return
        for story in stories:
            pdf(story, Path(name))


if __name__ == "__main__":
    main()
