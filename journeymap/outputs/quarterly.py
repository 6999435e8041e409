"""``quarterly.html``: the report of one quarter for the cross-functional team."""

from journeymap.analysis import Analysis
from journeymap.outputs import Output, Render
from journeymap.outputs.html.page import page
from journeymap.views.quarterly import Period, Quarterly, quarterly


def quarterly_page(analysis: Analysis, view: Quarterly, render: Render) -> str:
    """Write the report of a quarter as one HTML page without any request."""
    return page(analysis.workspace, render, "quarterly.html.j2", view.name, view.message, "quarterly.css", view=view)


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    if not analysis.judged.maturity and not analysis.roadmap.items:
        return {}
    view = quarterly(analysis, Period.of(analysis.workspace.today))
    return {"quarterly.html": quarterly_page(analysis, view, render)}


QUARTERLY = Output("quarterly", _write)
