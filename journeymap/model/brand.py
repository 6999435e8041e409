"""How a client's reports look: the `brand` of a project."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from journeymap.model.record import Line, Many, Record, freeze
from journeymap.records import dataclass

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", examples=["#0b5fff"])]
FAMILY_PATTERN = r"^[A-Za-z][A-Za-z0-9 _-]{0,63}$"
Family = Annotated[str, Field(pattern=FAMILY_PATTERN, examples=["Titillium Web", "Georgia", "serif"])]
"""Name of a font: nothing in it means anything to a style sheet."""
Weight = Annotated[int, Field(ge=100, le=900)]
Cover = Literal["full", "band", "plain"]
LevelWord = Annotated[str, Field(min_length=1, max_length=24)]

MAX_LOGO = 200_000
"""Most bytes of a logo."""
MAX_SIDE = 4096
"""Most pixels of a logo in a line or a column: a program that shows it needs four bytes for each of them."""
MAX_FONT = 200_000
"""Most bytes of one font file."""
MAX_FONTS = 400_000
"""Most bytes of all font files of a brand together, so that a report stays below a megabyte."""

_SVG = re.compile(r"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


class BrandFont(Record):
    """A font file of the workspace."""

    family: Family
    path: Line = Field(description="WOFF2 in the workspace, 200 KB at most")
    weight: Weight = 400
    style: Literal["normal", "italic"] = "normal"


class Brand(Record):
    """How the client's reports look."""

    short: ClassVar[str | None] = None
    name: Line | None = Field(None, description="Name shown on the cover")
    colour: Colour | None = Field(None, description="Leading colour; darkened where it cannot be read")
    accent: Colour | None = Field(None, description="Second colour")
    logo: Line | None = Field(None, description="PNG, SVG or WebP in the workspace, 200 KB at most")
    logo_dark: Line | None = Field(None, description="The same for dark grounds; left out, the logo stands on white")
    confidentiality: Line | None = Field(None, description="Line on the cover and each printed page")
    cover: Cover = Field("full", description="Ground of the cover: all in colour, a band of colour, or none")
    font: Family | None = Field(None, description="Font of the text: of `fonts`, or one that readers have")
    heading_font: Family | None = Field(None, description="Font of headings; left out, that of the text")
    fonts: Many[BrandFont] = Field((), description="Font files that the report carries")
    levels: Annotated[Mapping[Annotated[int, Field(ge=1, le=9)], LevelWord], AfterValidator(freeze)] = Field(
        default_factory=dict, validate_default=True, description="What the levels of maturity are called",
        examples=[{"1": "Ad hoc", "2": "Started"}],
    )  # fmt: skip

    @property
    def files(self) -> tuple[str, ...]:
        """Return the paths of logos and fonts, each once."""
        named = (self.logo, self.logo_dark, *(font.path for font in self.fonts))
        return tuple(dict.fromkeys(path for path in named if path is not None))


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the brand that was read and is what it claims to be.

    Attributes
    ----------
    kind
        Its media type, found in its bytes and not in its name.
    """

    kind: str
    data: bytes


def pixels(data: bytes) -> tuple[int, int] | None:
    r"""Return width and height of a PNG or WebP as its header says, without decoding it; `None` if it says none.

    Sources: PNG (ISO/IEC 15948), 11.2.2; WebP (RFC 9649), 2.5 to 2.7.

    Examples
    --------
    >>> pixels(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\0\x40")
    (256, 64)
    """
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) < 30:
        return None
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        sides = int.from_bytes(data[21:25], "little")
        return 1 + (sides & 0x3FFF), 1 + (sides >> 14 & 0x3FFF)
    if data[12:16] == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    return None


def media_type(data: bytes) -> str | None:
    r"""Return what a file is by how it begins: a picture, a font, or `None` for anything else.

    Examples
    --------
    >>> media_type(b"wOF2\0\1"), media_type(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    ('font/woff2', 'image/svg+xml')
    >>> media_type(b"<html><svg>") is media_type(b"GIF89a") is None
    True
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"wOF2"):
        return "font/woff2"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return "image/svg+xml" if _SVG.match(text) and "<!ENTITY" not in text else None
