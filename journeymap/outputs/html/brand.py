"""The client's colour, made readable wherever it is used."""

from journeymap.charts.palette import THEMES, readable

DEFAULT = "#1f3f66"


def brand_style(colour: str | None) -> str:
    """Return the custom properties of a brand, light and dark, as CSS.

    Only colours computed here enter the style; a colour that is not
    ``#rrggbb`` has been refused when the workspace was read.

    Parameters
    ----------
    colour
        The leading colour; `None` takes the tool's own.
    """
    given = (colour or DEFAULT).lower()
    light, dark = THEMES["screen"], THEMES["dark"]
    cover = readable(given, "#ffffff", 7.0)
    on_light = readable(readable(given, light.surface), light.page)
    on_dark = readable(readable(given, dark.surface, 5.0), dark.page, 5.0)
    return (
        f":root{{--cover:{cover};--accent:{on_light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{on_dark}}}}}\n"
    )
