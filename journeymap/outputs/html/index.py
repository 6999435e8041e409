"""``index.html``: the front page over several workspaces, beside the report of each."""

from collections.abc import Mapping

from journeymap.analysis import Analysis
from journeymap.outputs import Render
from journeymap.outputs.html.page import page
from journeymap.views.portfolio_front import front_view


def index(pages: Mapping[str, Analysis], render: Render) -> str:
    """Write the page that compares the journeys of several workspaces and leads to their reports.

    Parameters
    ----------
    pages
        The workspaces by the file of their report, at least one; the page wears the brand of the first.
    render
        Language of every sentence.

    Returns
    -------
    str
        The same for the same arguments, byte by byte.
    """
    view = front_view(pages)
    workspace = next(iter(pages.values())).workspace
    return page(workspace, render, "index.html.j2", view.cover.title, view.portfolio.heading, "portfolio.css",
                report=view)  # fmt: skip
