"""``.pdf``: the page on paper, text on A4 and maps on A3, printed by a Chromium of this machine."""

from dataclasses import replace

from journeymap.engines.reports import Asked, Form


def _check() -> None:
    from journeymap.engines.chromium import find

    find()


def _write(asked: Asked) -> bytes:
    from journeymap.engines.chromium import print_pdf
    from journeymap.outputs.html import report

    return print_pdf(report(asked.analysis, replace(asked.render, paper=True), asked.since))


PDF = Form("pdf", _write, _check)
