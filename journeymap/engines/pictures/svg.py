"""``.svg``: the drawing itself."""

from journeymap.engines.pictures import Picture, Wanted


def _write(wanted: Wanted) -> str:
    from journeymap.outputs.maps import draw

    return draw(wanted.judged, wanted.journey, wanted.view, wanted.render, wanted.groups, wanted.states)


SVG = Picture("svg", _write)
