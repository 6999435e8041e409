"""Reading the files a brand names: logos and fonts, each what it claims to be, none from outside."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from journeymap.cli._paths import path_shown
from journeymap.model.brand import MAX_FONT, MAX_FONTS, MAX_LOGO, MAX_SIDE, Asset, Brand, media_type, pixels
from journeymap.model.workspace import Workspace
from journeymap.source import Problem, Source, Span, unspelled
from journeymap.text import count, say


def theme_source(brand: Path | None, start: Path = Path()) -> Source | None:
    """Return a theme file named on the command line, its path relative to a folder.

    Raises
    ------
    UnknownName
        If it is no text.
    """
    from journeymap.errors import UnknownName

    if brand is None:
        return None
    try:
        return Source(path_shown(brand, start), brand.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        message = f"{brand} is not UTF-8 text"
        raise UnknownName(message) from None


def with_assets(workspace: Workspace, root: Path, start: Path = Path()) -> tuple[Workspace, tuple[Problem, ...]]:
    """Return a workspace with the logos and fonts of its brand, and what is wrong with them.

    Parameters
    ----------
    root
        The folder no file may lie outside of.
    start
        The folder the paths of the workspace's files are relative to.
    """
    brand = workspace.content.project.brand
    if brand is None or not brand.files:
        return workspace, ()
    assets: dict[str, Asset] = {}
    problems: list[Problem] = []
    for path, span, font in _named(brand, workspace):
        found = _read(path, start / unspelled(span.file), span, root, font=font)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            assets[path] = found
    problems += _too_many_bytes(assets, workspace)
    return replace(workspace, assets=assets), tuple(problems)


def _named(brand: Brand, workspace: Workspace) -> Iterator[tuple[str, Span, bool]]:
    """Yield each path with its place, and whether a font belongs there."""
    for key in ("logo", "logo_dark"):
        path = getattr(brand, key)
        if path is not None:
            yield path, workspace.where("project", "brand", key), False
    for index, font in enumerate(brand.fonts):
        yield font.path, workspace.where("project", "brand", "fonts", index, "path"), True


def _read(name: str, naming: Path, span: Span, root: Path, *, font: bool) -> Asset | Problem:
    """Read a file beside the one that names it."""
    if "\0" in name or "://" in name:
        return Problem("outside", span, say("a file of the workspace belongs here: nothing is fetched"))
    path = naming.parent / name
    if not path.resolve().is_relative_to(root.resolve()):
        return Problem("outside", span, say("'{path}' lies outside of the workspace", path=name[:120]))
    if not path.is_file():
        help_ = say("the path is read from the folder of the file it stands in")
        return Problem("no-such-file", span, say("there is no file '{path}'", path=name[:120]), help_)
    limit = MAX_FONT if font else MAX_LOGO
    if path.stat().st_size > limit:
        return Problem("too-large", span, say("the file is larger than {limit} bytes", limit=f"{limit:,}"))
    data = path.read_bytes()
    kind = media_type(data)
    if font and kind != "font/woff2":
        return Problem("bad-format", span, say("'{path}' is not a WOFF2 font", path=name[:120]))
    if kind is None or (not font and not kind.startswith("image/")):
        message = say("'{path}' is neither PNG, nor SVG, nor WebP", path=name[:120])
        return Problem("bad-format", span, message, say("what a file holds decides, not its name"))
    sides = pixels(data)
    if sides is not None and max(sides) > MAX_SIDE:
        message = say("'{path}' has {width} × {height} pixels", path=name[:120], width=count(sides[0]),
                      height=count(sides[1]))  # fmt: skip
        return Problem("too-large", span, message, say("a logo has at most {n} a side", n=count(MAX_SIDE)))
    return Asset(kind, data)


def _too_many_bytes(assets: Mapping[str, Asset], workspace: Workspace) -> Iterator[Problem]:
    total = sum(len(asset.data) for asset in assets.values() if asset.kind == "font/woff2")
    if total > MAX_FONTS:
        span = workspace.where("project", "brand", "fonts")
        message = say("the fonts of a brand have at most {limit} bytes together", limit=f"{MAX_FONTS:,}")
        yield Problem("too-large", span, message, say("a report needs two weights, with the letters of its languages"))
