"""``report.html``: one file that opens offline, prints, and says where every number comes from."""

from journeymap.outputs.html.page import HTML, report

__all__ = ["HTML", "report"]
