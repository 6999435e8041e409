"""Roles of colours and how the theme of a deck fills them.

What belongs to the brand is a colour of the theme; what says good or bad, or how severe, is fixed.
"""

from collections.abc import Mapping

from journeymap.charts.brand import TEXT, branded
from journeymap.charts.palette import SCREEN, THEMES, band, contrast
from journeymap.model.brand import Brand
from journeymap.outputs.html.brand import DEFAULT
from journeymap.records import dataclass
from journeymap.vocabulary import Severity

SCHEME: Mapping[str, str] = {
    "ink": '<a:schemeClr val="tx1"/>',
    "paper": '<a:schemeClr val="bg1"/>',
    "band": '<a:schemeClr val="tx2"/>',
    "soft": '<a:schemeClr val="bg2"/>',
    "accent": '<a:schemeClr val="accent1"/>',
    "tint": '<a:schemeClr val="accent1"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>',
    "star": '<a:schemeClr val="accent2"/>',
    "good": '<a:schemeClr val="accent3"/>',
    "fair": '<a:schemeClr val="accent4"/>',
    "bad": '<a:schemeClr val="accent5"/>',
    "edge": '<a:schemeClr val="accent6"/>',
    "muted": '<a:schemeClr val="tx1"><a:lumMod val="75000"/><a:lumOff val="25000"/></a:schemeClr>',
    "line": '<a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr>',
    "on-band": '<a:schemeClr val="bg1"/>',
}
"""XML of each role that follows the theme."""


@dataclass(frozen=True)
class Colours:
    """The colours of a theme, each ``#rrggbb``, and the text on the leading one."""

    ink: str
    soft: str
    band: str
    accent: str
    star: str
    on_band: str

    @property
    def scheme(self) -> tuple[tuple[str, str], ...]:
        """Return the twelve colours of a theme by name, in the order of the format."""
        return (
            ("dk1", self.ink), ("lt1", "#ffffff"), ("dk2", self.band), ("lt2", self.soft), ("accent1", self.accent),
            ("accent2", self.star), ("accent3", SCREEN.good), ("accent4", SCREEN.scores[1]),
            ("accent5", SCREEN.bad), ("accent6", SCREEN.edge), ("hlink", self.accent), ("folHlink", self.accent),
        )  # fmt: skip

    def xml(self, role: str) -> str:
        """Return a role, or a colour ``#rrggbb``, as DrawingML."""
        if role.startswith("#"):
            return f'<a:srgbClr val="{role[1:].upper()}"/>'
        if role == "on-band" and self.on_band != "#ffffff":
            dark = "tx1" if contrast(self.ink, self.band) >= TEXT else ""
            return f'<a:schemeClr val="{dark}"/>' if dark else '<a:srgbClr val="000000"/>'
        return SCHEME[role]


def colours(brand: Brand | None) -> Colours:
    """Return the colours of a deck in the brand of a workspace, made readable where they are not."""
    colour, accent = (brand.colour, brand.accent) if brand is not None else (None, None)
    theme = branded(THEMES["print"], colour or accent or DEFAULT, accent).theme
    return Colours(theme.ink, SCREEN.page, theme.stage[0], theme.accent, theme.star, theme.on_stage)


def score_colour(value: float) -> str:
    """Return the colour of a score from 0 to 100."""
    return SCREEN.scores[band(value)]


def severity_colour(severity: Severity) -> str:
    """Return the colour of a severity; white text can be read on it."""
    return SCREEN.severity(severity)
