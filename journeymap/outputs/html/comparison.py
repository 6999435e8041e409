"""The comparison of two workspaces as a page of its own."""

from journeymap.analysis import Analysis
from journeymap.outputs import Render
from journeymap.outputs.html.page import page
from journeymap.views.comparison import comparison


def comparison_page(old: Analysis, new: Analysis, render: Render) -> str:
    """Write what moved between two workspaces as one HTML page without any request.

    Parameters
    ----------
    old, new
        Each with its plan; the page wears the brand of the new one.
    """
    view = comparison(old, new)
    title = " · ".join(filter(None, (view.title, view.organisation)))
    return page(new.workspace, render, "comparison_page.html.j2", title, view.heading, "comparison.css", view=view)
