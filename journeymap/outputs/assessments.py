"""``maturity/*.svg``: the pictures of the latest assessment."""

from collections.abc import Callable, Mapping

from journeymap.analysis import Analysis
from journeymap.charts.gap_bars import gap_bars
from journeymap.charts.heat_strip import heat_strip
from journeymap.charts.palette import THEMES, Theme
from journeymap.charts.practice_network import practice_network as draw_network
from journeymap.charts.radar import radar
from journeymap.charts.trend_lines import trend_lines as draw_trend
from journeymap.languages import Language
from journeymap.maturity.result import MaturityResult
from journeymap.outputs import Output, Render
from journeymap.views.maturity import maturity
from journeymap.views.practice_network import practice_network
from journeymap.views.trend import trend_lines

Results = Mapping[str, MaturityResult]
Drawer = Callable[[Results, Language, Theme, str], str]

PICTURES: Mapping[str, Drawer] = {
    "radar": lambda results, speak, theme, prefix: radar(maturity(_latest(results)), speak, theme, prefix=prefix),
    "strip": lambda results, speak, theme, prefix: heat_strip(maturity(_latest(results)), speak, theme, prefix=prefix),
    "gaps": lambda results, speak, theme, prefix: gap_bars(maturity(_latest(results)), speak, theme, prefix=prefix),
    "trend": lambda results, speak, theme, prefix: draw_trend(trend_lines(results), speak, theme, prefix=prefix),
    "network": lambda results, speak, theme, prefix: draw_network(
        practice_network(_latest(results)), speak, theme, prefix=prefix
    ),
}
"""How each picture of an assessment is drawn, by the name it is asked for."""


def draw(results: Results, picture: str, render: Render) -> str:
    """Draw one picture of the latest assessment as SVG text.

    Parameters
    ----------
    results
        By assessment, oldest first; at least one.
    picture
        A name of :data:`PICTURES`.
    """
    return PICTURES[picture](results, render.language, THEMES[render.theme], f"maturity-{picture}")


def _latest(results: Results) -> MaturityResult:
    return list(results.values())[-1]


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    results = analysis.judged.maturity
    return {f"maturity/{name}.svg": draw(results, name, render) for name in PICTURES} if results else {}


ASSESSMENTS = Output("assessments", _write)
