"""From the views of charts to SVG within the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from journeymap.charts.palette import THEMES, Theme, themed
from journeymap.outputs import Render
from journeymap.views.report_parts import Chart


@dataclass(frozen=True)
class Draughtsman:
    """Draws the charts of one report.

    Attributes
    ----------
    colour
        The client's leading colour, if there is one.
    links
        Place of each finding in the report, by its id.
    """

    render: Render
    colour: str | None
    links: Mapping[str, str] = field(repr=False)

    @cached_property
    def theme(self) -> Theme:
        """Return the theme of all drawings: light, for they stand on a light sheet in the dark too."""
        theme = THEMES["screen"]
        return themed(theme, self.colour) if self.colour else theme

    def draw(self, chart: Chart) -> Markup:
        """Return a chart as SVG; the charts escape what users wrote."""
        return Markup("")
