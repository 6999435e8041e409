"""How the paths of files are shown, and whether files can be written there."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from journeymap.errors import CannotWrite
from journeymap.source import spelled, unspelled
from journeymap.text import Text


def path_shown(path: Path, start: Path = Path()) -> str:
    """Return a path relative to a folder, with forward slashes, without signs that anything would obey.

    Parameters
    ----------
    start
        Left out, the current folder.
    """
    return spelled(os.path.relpath(path, start).replace(os.sep, "/"))


def from_here(note: Text, workspace: Path) -> Text:
    """Return a note on a place of a workspace, the path in it relative to the current folder, as terminals open it."""
    home = workspace if workspace.is_dir() else workspace.parent
    values = dict(note.values)
    values["place"] = path_shown(home / unspelled(str(values["place"])))
    return replace(note, values=tuple(values.items()))


def name_shown(folder: Path) -> str:
    """Return what a workspace is called that names itself nowhere: as its folder or file."""
    return spelled(folder.resolve().name.removesuffix(".yaml"))


def check_targets(named: Iterable[Path], own: Iterable[Path] = (), within: Path = Path()) -> None:
    """Make sure that files can be written, before the work is done.

    Parameters
    ----------
    named
        Files that the user named; links are followed, wherever they lead.
    own
        Files whose names were chosen here. A link among them may have come with a workspace of somebody else, so it
        has to stay within a folder, as the links that are read have to.
    within
        That folder.

    Raises
    ------
    CannotWrite
        With everything that is in the way.
    """
    named, own = tuple(named), tuple(own)
    found = [*_obstacles((*named, *own)), *_leading_out(own, within)]
    if found:
        raise CannotWrite("; ".join(dict.fromkeys(found)))


def ending_of(path: Path, known: Iterable[str]) -> str:
    """Return the ending of a file that is to be written, in small letters and without the point.

    Raises
    ------
    UnknownName
        If it is none of those known.
    """
    from journeymap.engines import of_ending

    return of_ending({ending: ending for ending in known}, path.name)


def _obstacles(files: Sequence[Path]) -> Iterator[str]:
    places: dict[str, Path] = {}
    for path in dict.fromkeys(files):
        obstacle = _obstacle(path)
        if obstacle:
            yield f"cannot write {path}: {obstacle}"
        # Disks of Windows and macOS do not tell capitals from small letters.
        other = places.setdefault(os.path.realpath(path).casefold(), path)
        if other != path:
            yield f"cannot write {path}: it is the same file as {other}"


def _leading_out(files: Sequence[Path], folder: Path) -> Iterator[str]:
    for path in files:
        if not place_of(path).is_relative_to(os.path.realpath(folder)):
            yield f"cannot write {path}: a link leads out of the folder; only what -o names is written through one"


def _obstacle(path: Path) -> str:
    """Return what is in the way of a file, empty for nothing."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return _closed(place_of(path).parent)
    except OSError as error:
        return error.strerror or str(error)
    if stat.S_ISDIR(mode):
        return "this is a folder"
    if stat.S_ISREG(mode):
        return _closed(place_of(path).parent)
    return "" if os.access(path, os.W_OK) else os.strerror(errno.EACCES)


def _closed(folder: Path) -> str:
    """Return why nothing can be written into a folder, or made above it if it is not there yet; empty if it can."""
    there = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    if not there.is_dir():
        return f"{there} is not a folder"
    return "" if os.access(there, os.W_OK | os.X_OK) else f"nothing can be written into {there}"


def place_of(path: Path) -> Path:
    """Return where a file is or will be: at the end of the links that lead there."""
    return Path(os.path.realpath(path))


def is_special(path: Path) -> bool:
    """Tell whether something is there that holds no file, such as a terminal, a pipe or ``/dev/null``."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
