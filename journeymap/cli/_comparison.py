"""Two workspaces read to be compared, each with its plan."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import UnknownName

if TYPE_CHECKING:
    from journeymap.analysis import Analysis


def earlier(folder: Path) -> "Analysis":
    """Read the workspace that another one is compared with.

    Raises
    ------
    UnknownName
        If it is a file of results: these hold neither the readings that tell a difference from chance nor the
        changes that were planned.
    """
    if folder.is_file() and folder.suffix == ".json":
        message = (
            f"{folder} holds results, not what they were computed from: without the readings no difference can be "
            "told from chance, and without the initiatives no promise can be checked; give the folder of the "
            "workspace as it was then"
        )
        raise UnknownName(message)
    return planned(folder)


def planned(folder: Path, brand: Path | None = None) -> "Analysis":
    """Read a workspace, judge it and make its plan."""
    from journeymap.analysis import Analysis, judge, make_plan
    from journeymap.cli import _files

    tools = _files.tools(folder)
    opened = _files.open_workspace(folder, tools, brand)
    return Analysis(judge(opened, tools), make_plan(opened, tools))


def write(output: Path, page: Callable[[], str]) -> None:
    """Write a page as HTML, or as a PDF, by the ending of the file.

    Raises
    ------
    UnknownName
        If the ending is another.
    """
    from journeymap.cli import _files

    ending = output.suffix.lower()
    if ending == ".pdf":
        from journeymap.engines.chromium import find, print_pdf

        find()  # told before the work is done, not after it
        _files.write(output, print_pdf(page()))
    elif ending in {".html", ".htm"}:
        _files.write(output, page())
    else:
        message = f"cannot write '{output.name}': its ending must be .html or .pdf"
        raise UnknownName(message)
