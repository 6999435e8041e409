"""``.pptx``: a deck of native charts and shapes, to be presented and edited."""

from journeymap.engines.reports import Asked, Form


def _write(asked: Asked) -> bytes:
    from journeymap.engines.slides.writer import write
    from journeymap.outputs.slides.deck import deck

    return write(deck(asked.analysis, asked.render, asked.since))


PPTX = Form("pptx", _write)
