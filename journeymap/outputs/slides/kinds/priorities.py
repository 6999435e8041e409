"""What comes first: initiatives by what they bring against what they take."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scale import spaced
from journeymap.outputs.slides.scene import CONTENT, Box, Line, Plot, Slide
from journeymap.outputs.slides.story import Kind, Story, rows_left, table_slides
from journeymap.outputs.slides.tables import Sheet, sheet
from journeymap.text import say
from journeymap.views.priorities import Candidate, Priorities
from journeymap.views.report_parts import ABOUT_NOTHING

MATRIX = Box(CONTENT.x, CONTENT.y, 390.0, CONTENT.h)
EFFORTS = Box(444.0, 106.0, 472.0, 398.0)
EFFORT = say("Effort, person-days")
NEAR = (22.0, 13.0)
"""Points between two points, across and upright, below which their numbers would lie on each other."""
CLEAR = 6.0
"""Points from a point to its number; half the height of the number."""
INNER = (267.0, 322.0)
"""Points of the chart within its axes, about."""
LEAST_STEP = 0.1
_DIGITS = re.compile(r"\d(?:[\d.,\s]*\d)?")
COLUMNS = (0, 1, 2, 3, 4)
"""Of the table of efforts; for the place there is no room beside the chart."""


def _priorities(story: Story) -> Iterator[Slide]:
    plan = story.view.plan
    view = plan.matrix.view if plan is not None and plan.matrix is not None else None
    if plan is None or not isinstance(view, Priorities):
        return
    page = story.page("priorities", "priorities", view.statement)
    placed = [item for item in view.candidates
              if item.effort is not None and item.impact is not None and view.brings(item.impact)]  # fmt: skip
    box = EFFORTS if placed else CONTENT
    if placed:
        _matrix(page, view, placed)
    if plan.efforts is None:
        yield page.done()
        return
    given = _grouped(page, view, sheet(page, plan.efforts, columns=COLUMNS if placed else None, size=10))
    yield from table_slides(story, page, given, most=2, box=box, more=rows_left)


def _grouped(page: Page, view: Priorities, given: Sheet) -> Sheet:
    """Return the table with what has no place in the chart below the rest, each group under its name."""
    names = {"small": say("{title}: {finding}", title=view.measure, finding=ABOUT_NOTHING),
             "unknown": say("{measure}: unknown", measure=view.measure),
             "enabler": say("enablers: nothing changes for customers yet, others build on them")}  # fmt: skip
    groups = [_group(view, item) for item in view.candidates]
    rows = [row for row, group in zip(given.rows, groups, strict=False) if not group]
    heads = []
    for key, name in names.items():
        found = [row for row, group in zip(given.rows, groups, strict=False) if group == key]
        if found:
            heads.append(len(rows))
            rows += [(page.headline(name), *("",) * (len(given.head) - 1)), *found]
    return replace(given, rows=tuple(rows), heads=tuple(heads))


def _group(view: Priorities, item: Candidate) -> str:
    """Return why an initiative is not in the chart; empty if it is, or if its figures tell."""
    if item.enabler:
        return "enabler"
    if item.impact is None:
        return "unknown"
    return "small" if view.impact(item.impact) == ABOUT_NOTHING else ""


def _matrix(page: Page, view: Priorities, placed: Sequence[Candidate]) -> None:
    """Draw impact against effort; the lines cross at the medians, and a number stands beside each point."""
    efforts, impacts = [item.effort or 0.0 for item in placed], [item.impact or 0.0 for item in placed]
    middle = view.middle
    across = spaced(efforts, page.say(EFFORT), "#,##0")
    upright = spaced(impacts, page.say(view.measure), number_format(page, view, min(impacts)))
    spots = [(INNER[0] * across.part(effort), INNER[1] * upright.part(impact))
             for effort, impact in zip(efforts, impacts, strict=True)]  # fmt: skip
    shown = labels([item.number for item in placed], spots)
    cross = (0.0, 0.0)
    if middle is not None:
        cross = (INNER[0] * across.part(middle[0]), INNER[1] * upright.part(middle[1]))
    sides = tuple(_side(page.kit.width(text, 10, bold=True), spot, cross, spots)
                  for text, spot in zip(shown, spots, strict=True))  # fmt: skip
    points = Line(page.say(view.measure), tuple(impacts), "accent", shown, bare=True, sides=sides,
                  places=tuple(efforts))  # fmt: skip
    lines = [points]
    if middle is not None:
        effort, impact = middle
        lines.append(Line(page.say(say("Median effort")), (upright.low, upright.high), "edge", dashed=True,
                          marked=False, places=(effort, effort)))  # fmt: skip
        lines.append(Line(page.say(say("Median impact")), (impact, impact), "edge", dashed=True, marked=False,
                          places=(across.low or 0.0, across.high or 0.0)))  # fmt: skip
    told = "; ".join(" · ".join(page.say(cell) for cell in view.row(item)) for item in placed)
    name = page.headline(say("Initiatives by impact and effort"))
    page.add(Plot(name, f"{page.sentence(view.statement)} {told}", MATRIX, "scatter", (), tuple(lines),
                  upright, across))  # fmt: skip


def _side(wide: float, spot: tuple[float, float], cross: tuple[float, float],
          spots: Sequence[tuple[float, float]]) -> str:  # fmt: skip
    """Return the side of a point where words stand on the fewest lines and other points; the right among equals."""
    x, y = spot
    places = {"r": (x + CLEAR, y - CLEAR), "l": (x - CLEAR - wide, y - CLEAR),
              "t": (x - wide / 2, y + CLEAR), "b": (x - wide / 2, y - 3 * CLEAR)}  # fmt: skip
    clashes = dict.fromkeys(places, 0)
    for side, (left, low) in places.items():
        right, high = left + wide, low + 2 * CLEAR
        crossed = (left < cross[0] < right, low < cross[1] < high, left < 0, low < -CLEAR)
        covered = any(left - CLEAR < u < right + CLEAR and low - CLEAR < v < high + CLEAR
                      for u, v in spots if (u, v) != spot)  # fmt: skip
        clashes[side] = sum(crossed) + 2 * covered
    return min(clashes, key=clashes.__getitem__)


def labels(numbers: Sequence[int], spots: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    """Return what stands beside each point: its number, with those of lower points too near for one of their own.

    Parameters
    ----------
    spots
        Where each point lies, in points from the lower left corner.

    Examples
    --------
    >>> labels([1, 2, 3], [(0.0, 0.0), (90.0, 90.0), (2.0, 3.0)])
    ('', '2', '1, 3')
    """
    named: dict[int, list[int]] = {}
    for index in sorted(range(len(spots)), key=lambda index: -spots[index][1]):
        x, y = spots[index]
        near = [first for first in named if abs(spots[first][0] - x) < NEAR[0] and abs(spots[first][1] - y) < NEAR[1]]
        named.setdefault(near[0] if near else index, []).append(numbers[index])
    return tuple(", ".join(map(str, sorted(named.get(index, ())))) for index in range(len(numbers)))


def number_format(page: Page, view: Priorities, step: float) -> str:
    """Return the format of the impact's axis: a figure as the report writes it, its digits left to the program."""
    digits = "#,##0" if step >= 1 else "0.0" if step >= LEAST_STEP else "0.00"
    said = _DIGITS.split(page.say(view.tick(1.0)), maxsplit=1)
    before, after = (part.replace('"', "") for part in (said if len(said) > 1 else ("", "")))
    return "".join((f'"{before}"' if before else "", digits, f'"{after}"' if after else ""))


PRIORITIES = Kind("priorities", 80, _priorities)
