"""Two workspaces read to be compared, each with its plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import UnknownName

if TYPE_CHECKING:
    from journeymap.analysis import Analysis

PAGES = (".html", ".htm")


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
    opened = _files.open_workspace(folder, tools, brand, within=True)
    return Analysis(judge(opened, tools), make_plan(opened, tools))


def check(output: Path) -> None:
    """Make sure that a page can be written, before the work is done.

    Raises
    ------
    UnknownName
        If its ending is none that :func:`write` knows.
    CannotWrite
        If something is in its way.
    EngineMissing
        If no Chromium is here to print a PDF.
    """
    from journeymap.cli._paths import check_targets, ending_of

    ending = ending_of(output, ("html", "htm", "pdf"))
    check_targets((output,))
    if ending == "pdf":
        from journeymap.engines.chromium import find

        find()


def write(output: Path, page: str) -> None:
    """Write a page as HTML, or as a PDF, by the ending of the file."""
    from journeymap.cli import _files

    if output.suffix.lower() in PAGES:
        _files.write(output, page)
        return
    from journeymap.engines.chromium import print_pdf

    _files.write(output, print_pdf(page))
