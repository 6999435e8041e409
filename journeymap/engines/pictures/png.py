"""``.png``: the drawing in pixels."""

from dataclasses import replace

from journeymap.engines.pictures import Picture, Wanted
from journeymap.text import say


def _write(wanted: Wanted) -> bytes:
    from journeymap.engines.png import to_png, without_glyph
    from journeymap.outputs.maps import draw

    # The engine has the font at hand.
    render = replace(wanted.render, embed_font=False)
    svg = draw(wanted.judged, wanted.journey, wanted.view, render, wanted.groups, wanted.states)
    lacking = without_glyph(svg)
    if lacking:
        wanted.render.tell(say("no font here has {characters}: empty boxes stand in their place",
                               characters=" ".join(lacking)))  # fmt: skip
    return to_png(svg)


PNG = Picture("png", _write)
