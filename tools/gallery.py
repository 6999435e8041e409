"""Draw every view of every example in every theme and language, with awkward cases, and a page that shows all.

``python -m tools.gallery FOLDER``; ``--case`` and ``--theme`` choose some. Looked at before a release, since a test
can tell that words do not overlap but not that a board would follow the drawing.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby, product
from pathlib import Path

from journeymap.analysis import Analysis, analyse, load
from journeymap.charts.palette import THEMES
from journeymap.cli._files import open_workspace, tools
from journeymap.engines.graphviz import layout
from journeymap.languages import language
from journeymap.outputs import Render, assessments, maps, roadmap_pictures
from journeymap.source import Source
from journeymap.views.persona_map import MOST
from tools.awkward import workspaces

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = {"en": "English", "it": "Italian"}
VIEWS = {
    "current": "Journey map", "paper": "Journey map in rows, for paper", "target": "Target map",
    "difference": "Difference", "flow": "Flow graph", "blueprint": "Blueprint", "personas": "Groups of customers",
    "persona": "Map of one group", "projected": "Map after each quarter", "roadmap": "Roadmap", "maturity": "Maturity",
}  # fmt: skip
"""Titles by the first word of a picture's name."""

Drawer = Callable[[Render], dict[str, str]]


@dataclass(frozen=True)
class Picture:
    """A file of the gallery.

    Attributes
    ----------
    case
        Id of the workspace.
    name
        Of the view, such as ``persona-retired-couple``.
    theme, tongue
        Names of the theme and of the language.
    size
        Bytes of the SVG.
    """

    case: str
    name: str
    theme: str
    tongue: str
    size: int

    @property
    def path(self) -> str:
        """Return the path of the file below the folder of the gallery."""
        return f"{self.case}/{self.name}-{self.theme}-{self.tongue}.svg"

    @property
    def title(self) -> str:
        """Return what the picture shows, in words."""
        kind, _, rest = self.name.partition("-")
        return VIEWS[kind] + (f": {rest}" if rest else "")


def cases() -> dict[str, str]:
    """Return the titles of all cases by id: the examples, then what is awkward."""
    examples = {folder.name: f"Example {folder.name}" for folder in sorted((ROOT / "journeys").iterdir())}
    return examples | {name: title for name, (title, _) in workspaces().items()}


@cache
def analysed(case: str) -> Analysis:
    """Return the analysis of a case.

    Raises
    ------
    ValueError
        If the workspace is not valid.
    """
    folder = ROOT / "journeys" / case
    if folder.is_dir():
        kit = tools(folder)
        return analyse(open_workspace(folder, kit, within=True), kit)
    found = load([Source(f"{case}.yaml", workspaces()[case][1])], tools())
    if found.workspace is None:
        message = f"{case}: {[str(problem.message) for problem in found.problems]}"
        raise ValueError(message)
    return analyse(found.workspace, tools())


def drawers(analysis: Analysis) -> dict[str, Drawer]:
    """Return what draws each picture, or several at once, of the first journey of an analysis."""
    judged = analysis.judged
    journey = next(iter(judged.current))
    groups = tuple(judged.current[journey].graph.groups)[:MOST]
    views = ["current", "flow", "blueprint"]
    views += ["target", "difference"] if judged.target_of(journey) else []
    found = {view: _of_map(analysis, journey, view, view) for view in views}
    found["paper"] = lambda render: {"paper": maps.draw(judged, journey, "current", _in_rows(render))}
    for group in groups:
        found[f"persona-{group}"] = _of_map(analysis, journey, "current", f"persona-{group}", (group,))
    if len(groups) > 1:
        found["personas"] = _of_map(analysis, journey, "current", "personas", groups)
    states = maps.states_of(analysis, journey)
    if states:
        found["projected"] = lambda render: {
            f"projected-{name}": svg
            for name, svg in maps.draw_states(states, judged.workspace, render, f"map-{journey}").items()
        }
    if analysis.roadmap.items:
        found |= {f"roadmap-{name}": _of_roadmap(analysis, name) for name in roadmap_pictures.PICTURES}
    if judged.maturity:
        found |= {f"maturity-{name}": _of_maturity(analysis, name) for name in assessments.PICTURES}
    return found


def _in_rows(render: Render) -> Render:
    return Render(render.language, render.layout, theme=render.theme, rows="auto")


def _of_map(analysis: Analysis, journey: str, view: str, name: str, groups: Sequence[str] = ()) -> Drawer:
    return lambda render: {name: maps.draw(analysis.judged, journey, view, render, groups)}


def _of_roadmap(analysis: Analysis, name: str) -> Drawer:
    return lambda render: {f"roadmap-{name}": roadmap_pictures.draw(analysis.roadmap, analysis.workspace, name, render)}


def _of_maturity(analysis: Analysis, name: str) -> Drawer:
    return lambda render: {f"maturity-{name}": assessments.draw(analysis.judged.maturity, name, render)}


def draw(folder: Path, case: str, theme: str) -> list[Picture]:
    """Write all pictures of a case in a theme, in each language."""
    found = []
    for tongue in LANGUAGES:
        render = Render(language(tongue), layout, theme=theme)
        for drawer in drawers(analysed(case)).values():
            for name, svg in drawer(render).items():
                data = svg.encode()
                picture = Picture(case, name, theme, tongue, len(data))
                path = folder / picture.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                found.append(picture)
    return found


def write(folder: Path, chosen: Iterable[str], themes: Sequence[str]) -> list[Picture]:
    """Draw cases in themes, on as many processors as there are, and write the page."""
    jobs = list(product(chosen, themes))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        drawn = list(pool.map(draw, [folder] * len(jobs), *zip(*jobs, strict=True), chunksize=len(themes)))
    pictures = [picture for found in drawn for picture in found]
    folder.joinpath("index.html").write_text(page(pictures, cases()), "utf-8")
    return pictures


STYLE = """
:root { background: #fff; color: #1b1f24; color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
a { color: #0b57d0 }
@media (prefers-color-scheme: dark) { :root { background: #12161c; color: #e6e9ed } a { color: #8ab4f8 } }
body { margin: 0 auto; max-width: 90rem; padding: 1rem }
nav ul { columns: 16rem; padding: 0 0 0 1.2rem }
.shelf { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); list-style: none;
  padding: 0 }
.shelf a { border: 1px solid #767676; border-radius: 4px; display: block; overflow: hidden; text-decoration: none }
.shelf a:focus-visible, nav a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
.shelf img { aspect-ratio: 16 / 10; background: #fff; display: block; object-fit: contain; width: 100% }
.dark img { background: #12161c }
.shelf span { display: block; font-size: .875rem; padding: .25rem .5rem }
"""


def page(pictures: Sequence[Picture], titles: Mapping[str, str]) -> str:
    """Return the page: for each case the views, each in its themes and languages, as links to the files.

    It asks nothing of any network and needs no script.
    """
    ordered = sorted(pictures, key=lambda picture: list(titles).index(picture.case))
    sections, links = [], []
    for case, shown in groupby(ordered, key=lambda picture: picture.case):
        found = list(shown)
        links.append(f'<li><a href="#{case}">{escape(titles[case])}</a> ({len(found)})</li>')
        sections.append(f'<section id="{case}"><h2>{escape(titles[case])}</h2>{_shelves(found)}</section>')
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self' data:; "
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Gallery of all drawings</title><style>{STYLE}</style></head><body><main>"
        f"<h1>Gallery of all drawings</h1><p>{len(pictures):,} drawings; each opens at full size.</p>"
        f'<nav aria-label="Cases"><ul>{"".join(links)}</ul></nav>{"".join(sections)}</main></body></html>\n'
    )


def _shelves(pictures: Sequence[Picture]) -> str:
    """Return the pictures of a case, a shelf for each view."""
    order = list(VIEWS)
    ordered = sorted(pictures, key=lambda picture: (order.index(picture.name.split("-")[0]), picture.name))
    return "".join(
        f'<h3>{escape(title)}</h3><ul class="shelf">{"".join(map(_item, shown))}</ul>'
        for title, shown in groupby(ordered, key=lambda picture: picture.title)
    )


def _item(picture: Picture) -> str:
    kind = ' class="dark"' if picture.theme == "dark" else ""
    words = f"{picture.theme}, {LANGUAGES[picture.tongue]}"
    return (
        f'<li{kind}><a href="{picture.path}"><img src="{picture.path}" loading="lazy" alt="">'
        f"<span>{escape(words)}</span></a></li>"
    )


def main() -> None:
    """Draw what is asked for, and tell how many, how large and how long it took."""
    parser = argparse.ArgumentParser(description="Draw every view of every example and of awkward cases.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--case", action="append", choices=list(cases()), help="only this case; may be repeated")
    parser.add_argument("--theme", action="append", choices=list(THEMES), help="only this theme; may be repeated")
    chosen = parser.parse_args()
    start = time.perf_counter()
    pictures = write(chosen.folder, chosen.case or cases(), chosen.theme or list(THEMES))
    size = sum(picture.size for picture in pictures) / 2**20
    print(f"{len(pictures)} drawings, {size:.0f} MiB, in {time.perf_counter() - start:.0f} s")
    print(chosen.folder.resolve() / "index.html")


if __name__ == "__main__":
    main()
