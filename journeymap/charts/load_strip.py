"""Who has how much to do: each department's people at work against those free, week by week."""

from dataclasses import replace

from journeymap.charts.axes import chart_kit, legend
from journeymap.charts.gantt import today
from journeymap.charts.gantt_frame import ASIDE, Frame
from journeymap.charts.gantt_keys import load_keys
from journeymap.charts.journey_kit import Kit
from journeymap.charts.palette import Theme
from journeymap.charts.picture import picture
from journeymap.charts.svg import Group, Rect, Shape
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.gantt import Gantt

TALL = 54.0
"""Height of the columns on the screen, in points."""


def load_strip(view: Gantt, language: Language, theme: Theme, *, prefix: str, alone: bool = False) -> str:
    """Draw the load of the departments of a roadmap.

    Parameters as for :func:`~journeymap.charts.picture.picture`.
    """
    return picture(_Strip(view, chart_kit(theme, language)), title=say("Load of the departments"),
                   statement=view.load_statement, prefix=prefix, empty=not view.load, alone=alone)  # fmt: skip


class _Strip:
    """The load while it is drawn, over the weeks from today on."""

    def __init__(self, view: Gantt, kit: Kit) -> None:
        self.kit, self.frame = kit, Frame(replace(view, past=()), kit)
        self.width = self.frame.width

    def shapes(self) -> tuple[tuple[Shape, ...], float]:
        kit, frame, surface = self.kit, self.frame, self.kit.theme.surface
        load, low = frame.load(frame.head + kit.u(6), TALL, kit.u(ASIDE - 16))
        keys = legend(kit, load_keys(frame), self.width - 2 * frame.edge, surface)
        height = low + keys.height + kit.u(20)
        return (Rect(0, 0, self.width, height, surface), *frame.quarters(low), *load, *today(frame, low),
                Group(keys.shapes, frame.edge, low + kit.u(10))), height  # fmt: skip
