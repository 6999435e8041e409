r"""The client's brand in the page: colours made readable wherever they stand, logo, fonts, cover, running foot.

Nothing is fetched: logos and fonts travel in the page. Nothing a user wrote stands in the style sheet as written:
colours and names of fonts are of a pattern, and the line at the foot of printed pages is a string of code points.

>>> css_string('"}')
'"\\22 \\7d "'
"""

import base64

from journeymap.charts.brand import GRAPHICS, TEXT, nearest, written
from journeymap.charts.palette import THEMES, contrast
from journeymap.charts.svg import clean
from journeymap.model.brand import Asset, Brand
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.text import Text, number, say

DEFAULT = "#1f3f66"
GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"})
_FALLBACK = '"Inter","Helvetica Neue",Arial,sans-serif'
LONGEST_FOOT = 160
"""Characters of the confidentiality line that go on one line of paper."""
DARK_TEXT = 5.0
"""Least contrast of links in the dark, where thin letters look thinner."""


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
    return (
        f":root{{--cover:{given};--on-cover:{written(given)};--accent:{_link(given)}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--accent:{_link(given, dark=True)}}}}}\n"
    )


def _link(colour: str, *, dark: bool = False) -> str:
    """Return the colour in which links and headings are read on both grounds of a page."""
    theme, least = (THEMES["dark"], DARK_TEXT) if dark else (THEMES["screen"], TEXT)
    return nearest(colour, ((theme.surface, least), (theme.page, least)))


@dataclass(frozen=True)
class Dress:
    """What a page wears.

    Attributes
    ----------
    style
        Rules that come behind those of the house.
    cover
        Its ground: ``full``, ``band`` or ``plain``.
    logo, logo_dark
        As data URIs; empty if there is none.
    """

    style: str = ""
    cover: str = "full"
    logo: str = ""
    logo_dark: str = ""


def dress(workspace: Workspace) -> Dress:
    """Return what the pages of a workspace wear.

    A logo or font that was not read with the workspace is left out.
    """
    brand = workspace.content.project.brand
    if brand is None:
        return Dress()
    style = _faces(brand, workspace) + _fonts(brand) + _marked(brand) + running_foot(brand.confidentiality or "")
    logo, other = (data_uri(workspace.assets.get(path or "")) for path in (brand.logo, brand.logo_dark))
    return Dress(style, brand.cover, logo, other)


def data_uri(asset: Asset | None) -> str:
    """Return a file as a data URI; empty for none."""
    return f"data:{asset.kind};base64,{base64.b64encode(asset.data).decode('ascii')}" if asset is not None else ""


def _faces(brand: Brand, workspace: Workspace) -> str:
    """Return the font faces of the brand with their files inside."""
    rules = []
    for font in brand.fonts:
        asset = workspace.assets.get(font.path)
        if asset is not None and asset.kind == "font/woff2":
            rules.append(f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};'
                         f'src:url("{data_uri(asset)}") format("woff2")}}\n')  # fmt: skip
    return "".join(rules)


def _fonts(brand: Brand) -> str:
    """Return the rules that set text and headings; drawings keep the font they were measured with."""
    rules = f"body{{font-family:{family(brand.font)}}}\n" if brand.font else ""
    heading = brand.heading_font
    return rules + (f"h1,h2,h3,h4{{font-family:{family(heading)}}}\n" if heading else "")


def family(name: str) -> str:
    """Return a list of fonts that begins with one.

    Examples
    --------
    >>> family("serif"), family("Titillium Web")[:15]
    ('serif', '"Titillium Web"')
    """
    return name if name in GENERIC else f'"{name}",{_FALLBACK}'


def _marked(brand: Brand) -> str:
    """Return the second colour where it marks something: the edge of a cover."""
    if brand.accent is None:
        return ""
    accent = brand.accent.lower()
    ground = (brand.colour or DEFAULT).lower() if brand.cover == "full" else "#ffffff"
    return f".cover{{border-bottom:.5rem solid {nearest(accent, ((ground, GRAPHICS),))}}}\n"


def running_foot(line: str) -> str:
    """Return the rules that print a line at the foot of every page but the cover, which has it in full."""
    text = " ".join(clean(line).split())
    if not text:
        return ""
    shown = text if len(text) <= LONGEST_FOOT else text[: LONGEST_FOOT - 1] + "…"
    return (
        f"@page{{@bottom-left{{content:{css_string(shown)};width:85%;white-space:nowrap;overflow:hidden;"
        f"text-align:left;font:400 8pt {_FALLBACK};color:#54606e}}}}\n"
        "@page cover{@bottom-left{content:none}}\n"
    )


def css_string(text: str) -> str:
    """Return a text as a string of a style sheet, every character as its code point: nothing can end it."""
    return '"' + "".join(f"\\{ord(letter):x} " for letter in text) + '"'


def page_notes(workspace: Workspace) -> tuple[Text, ...]:
    """Say at which place of the workspace a colour of the brand cannot be read in a page, and what is used instead.

    A brand names no colour for dark grounds: the lighter one there is derived from it, and nothing to be told.
    """
    brand = workspace.content.project.brand
    if brand is None or brand.colour is None:
        return ()
    asked, used = brand.colour, _link(brand.colour.lower(), dark=False)
    if used == asked.lower():
        return ()
    screen = THEMES["screen"]
    ground = min((screen.surface, screen.page), key=lambda colour: contrast(asked, colour))
    return (_note(workspace, asked, used, ground),)


def _note(workspace: Workspace, asked: str, used: str, ground: str) -> Text:
    return say(
        "{place}: text in {asked} has a contrast of {before} on {ground} where {needed} is needed; {used} with {after} "
        "is used instead", place=str(workspace.where("project", "brand", "colour")), asked=asked,
        before=number(contrast(asked, ground), 1), ground=ground, needed=number(TEXT, 1), used=used,
        after=number(contrast(used, ground), 1),
    )  # fmt: skip
