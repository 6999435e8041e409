"""Drawing an SVG to PNG with resvg and the bundled fonts."""

from contextlib import ExitStack
from importlib import resources

import resvg_py

_FONTS = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")
_FAMILY = "Inter"


def to_png(svg: str, *, scale: float = 2.0) -> bytes:
    """Draw an SVG.

    Only the bundled fonts are used, so that the picture is the same on every machine; a font
    carried inside the SVG is not read.

    Parameters
    ----------
    svg
        A complete SVG document.
    scale
        Pixels per user unit.

    Returns
    -------
    bytes
        A PNG file; what the SVG does not paint is transparent.

    Raises
    ------
    ValueError
        If the text is not an SVG document, or has no size.
    """
    folder = resources.files("journeymap.charts").joinpath("fonts")
    with ExitStack() as stack:
        fonts = [str(stack.enter_context(resources.as_file(folder.joinpath(name)))) for name in _FONTS]
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=fonts,
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
