"""Writing a plan down, so that the next one can be compared with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from journeymap.errors import UnknownName

if TYPE_CHECKING:
    from journeymap.model.workspace import Workspace
    from journeymap.roadmap.result import Roadmap


def record(workspace_path: Path, opened: "Workspace", roadmap: "Roadmap") -> Path:
    """Write a plan as a new file of its workspace, ``plan-2018-06-29.yaml``.

    Parameters
    ----------
    workspace_path
        Folder of the workspace.
    opened
        The workspace; its day is the day the plan is recorded under.
    roadmap
        Its plan.

    Returns
    -------
    Path
        The new file.

    Raises
    ------
    UnknownName
        If the workspace is a single file, has a plan of that day, or has a file of that name.
    """
    from journeymap.cli import _files
    from journeymap.cli._paths import check_targets
    from journeymap.model.write import to_yaml
    from journeymap.roadmap.replan import to_record

    day = opened.today.isoformat()
    if not workspace_path.is_dir():
        message = f"a plan is recorded beside other files: put {workspace_path} into a folder"
        raise UnknownName(message)
    if day in opened.content.plans:
        place = opened.where_key("plans", day)
        message = f"there is a plan of {day} already, at {place}; a recorded plan is not changed"
        raise UnknownName(message)
    path = workspace_path / f"plan-{day}.yaml"
    if path.exists():
        message = f"{path} is there already; a recorded plan is not changed"
        raise UnknownName(message)
    check_targets((), (path,), workspace_path)
    _files.write(path, f"# The plan as it was made on {day}.\n\n" + to_yaml({"plans": {day: to_record(roadmap)}}))
    return path
