"""The plan as CSV for planners: one row per initiative, read by any spreadsheet or planning tool."""

from collections.abc import Iterator

from journeymap.languages import Language
from journeymap.model.workspace import Workspace
from journeymap.outputs.csv_text import MARK, Cell, listed, table
from journeymap.roadmap.result import Item, Roadmap

HEAD = ("id", "title", "owner", "status", "start", "end", "weeks", "after", "cost", "currency", "value_per_year",
        "critical", "slack_weeks", "stays_in_quarter")  # fmt: skip
"""Columns before those of the departments; they stay the same in every language, for the tools that read them."""


def planner_csv(roadmap: Roadmap, workspace: Workspace, _: Language) -> str:
    """Return the plan as CSV, in the form of `journeymap.outputs.csv_text`.

    A column of person-days stands for each department.
    """
    departments = sorted({name for item in workspace.content.initiatives.values() for name in item.effort or {}})
    rows = [
        _padded(
            [done.id, done.title, workspace.content.initiatives[done.id].owner or "", "done",
             done.started.isoformat() if done.started else "", done.done.isoformat(), done.actual_weeks],
            departments, workspace, done.id)
        for done in roadmap.done
    ]  # fmt: skip
    rows += [_padded([*_cells(item, roadmap)], departments, workspace, item.id) for item in roadmap.items]
    rows += [_padded([left.id, left.title, "", "left out"], departments, workspace, left.id)
             for left in roadmap.left_out]  # fmt: skip
    return MARK + table([*HEAD, *(f"person_days {name}" for name in departments)], rows)


def _cells(item: Item, roadmap: Roadmap) -> Iterator[Cell]:
    started = item.progress is not None and item.progress.started is not None
    yield from (item.id, item.title, item.owner or "")
    yield "under way" if started else "later" if item.id in roadmap.later else "planned"
    yield from (item.start.isoformat(), item.end.isoformat(), item.weeks, listed(item.after))
    yield from (_plain(item.cost.amount), item.cost.currency or roadmap.currency) if item.cost else ("", "")
    value = item.benefit.value if item.benefit else None
    yield round(value) if value is not None else ""
    yield from ("yes" if item.critical else "no", item.slack)
    steady = roadmap.stability.items.get(item.id) if roadmap.stability else None
    yield f"{steady.begins:.2f}" if steady else ""


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _padded(cells: list[Cell], departments: list[str], workspace: Workspace, name: str) -> list[Cell]:
    """Return a whole row: the cells, empty ones up to the departments, and person-days."""
    effort = workspace.content.initiatives[name].effort or {}
    row = [*cells, *([""] * (len(HEAD) - len(cells)))]
    row += [_plain(effort[department].days) if department in effort else "" for department in departments]
    return row
