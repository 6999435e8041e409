"""Who has how much to do: each department's people at work against those free, week by week."""

from dataclasses import replace

from journeymap.charts.axes import legend, notice
from journeymap.charts.gantt import today
from journeymap.charts.gantt_frame import ASIDE, Frame
from journeymap.charts.gantt_keys import load_keys
from journeymap.charts.headed import headed
from journeymap.charts.journey_kit import Kit
from journeymap.charts.palette import Theme
from journeymap.charts.svg import Group, Rect, document
from journeymap.languages import Language
from journeymap.text import say
from journeymap.views.gantt import Gantt

TALL = 54.0
"""Height of the columns on the screen, in points."""


def load_strip(view: Gantt, language: Language, theme: Theme, *, prefix: str, alone: bool = False) -> str:
    """Draw the load of the departments of a roadmap.

    Parameters
    ----------
    prefix
        Begins every id in the drawing.
    alone
        Whether the drawing stands on its own and needs a heading; a page has one.

    Returns
    -------
    str
        One SVG element.
    """
    frame = Frame(replace(view, past=()), Kit(theme, language))
    shapes, height = notice(frame.kit, language.say(view.load_statement), frame.width)
    if view.load:
        kit = frame.kit
        load, low = frame.load(frame.head + kit.u(6), TALL, kit.u(ASIDE - 16))
        keys = legend(kit, load_keys(frame), frame.width - 2 * frame.edge, theme.surface)
        height = low + keys.height + kit.u(20)
        shapes = (Rect(0, 0, frame.width, height, theme.surface), *frame.quarters(low), *load, *today(frame, low),
                  Group(keys.shapes, frame.edge, low + kit.u(10)))  # fmt: skip
        if alone:
            shapes, height = headed(kit, say("Load of the departments"), view.load_statement,
                                    (shapes, frame.width, height), ground=theme.surface)  # fmt: skip
    return document(shapes, width=frame.width, height=height, title=language.say(say("Load of the departments")),
                    description=language.say(view.load_statement), prefix=prefix)  # fmt: skip
