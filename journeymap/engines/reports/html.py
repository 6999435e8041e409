"""``.html``: one page that opens offline, without any request."""

from journeymap.engines.reports import Asked, Form


def _write(asked: Asked) -> str:
    from journeymap.outputs.html import report

    return report(asked.analysis, asked.render, asked.since)


HTML = Form("html", _write)
HTM = Form("htm", _write)
