"""The theme file ``brand.yml``: names as in the brand.yml standard, read into the `brand` of the project.

What the standard knows and a report does not use (links, the colour of a warning, fonts of code, defaults of other
tools) is read over, so that one file serves several programs. What a report would have to fetch is refused.

>>> mapping, wrong = read_brand(Source("brand.yml", "color: {palette: {sea: '#0f4c81'}, primary: sea}"))
>>> str(mapping.items[0][0].value), str(mapping.items[0][1].value), wrong
('colour', '#0f4c81', ())
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from journeymap import document
from journeymap.model.brand import Cover, Family, LevelWord
from journeymap.model.complaints import complain, suggestion
from journeymap.model.record import Line, Many, Record
from journeymap.model.workspace import Path, Places
from journeymap.source import Problem, Source, Span, in_order
from journeymap.text import say

NAMES = frozenset({"brand.yml", "_brand.yml", "brand.yaml", "_brand.yaml"})
"""Files of a workspace that hold its brand."""

WEIGHTS: Mapping[str, int] = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400, "medium": 500,
    "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800, "black": 900,
}  # fmt: skip
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_SHORT_HEX = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")

Weight = Annotated[int, Field(ge=100, le=900), BeforeValidator(lambda value: WEIGHTS.get(value, value))]
FontSource = Literal["file", "system", "google", "bunny"]


class FullName(Record):
    """The name of the brand."""

    short: ClassVar[str | None] = "full"
    full: Line | None = None
    brief: Line | None = Field(None, alias="short")


class Meta(Record):
    """Who the brand is."""

    name: FullName | None = None
    link: Any = None
    links: Any = None


class LogoFile(Record):
    """A picture, by its path or by its name among `images`."""

    short: ClassVar[str | None] = "path"
    path: Line
    alt: Line | None = None


class LogoChoice(Record):
    """A picture, or one for light and one for dark grounds."""

    short: ClassVar[str | None] = "path"
    path: Line | None = None
    alt: Line | None = None
    light: LogoFile | None = None
    dark: LogoFile | None = None


class Logo(Record):
    """The logo in up to three sizes."""

    short: ClassVar[str | None] = "medium"
    images: Mapping[str, LogoFile] = Field(default_factory=dict)
    small: LogoChoice | None = None
    medium: LogoChoice | None = None
    large: LogoChoice | None = None


class Colours(Record):
    """Colours by name, and what they are for."""

    palette: Mapping[str, Line] = Field(default_factory=dict)
    foreground: Any = None
    background: Any = None
    primary: Line | None = None
    secondary: Line | None = None
    tertiary: Line | None = None
    success: Any = None
    info: Any = None
    warning: Any = None
    danger: Any = None
    light: Any = None
    dark: Any = None
    link: Any = None


class FontFile(Record):
    """One file of a font."""

    short: ClassVar[str | None] = "path"
    path: Line
    weight: Weight = 400
    style: Literal["normal", "italic"] = "normal"


class Font(Record):
    """A font and where it comes from."""

    family: Family
    source: FontSource = "system"
    files: Many[FontFile] = ()
    weight: Any = None
    style: Any = None
    display: Any = None


class Letters(Record):
    """The font of a kind of text."""

    short: ClassVar[str | None] = "family"
    family: Family | None = None
    weight: Any = None
    style: Any = None
    size: Any = None
    line_height: Any = Field(None, alias="line-height")
    color: Any = None
    background_color: Any = Field(None, alias="background-color")
    decoration: Any = None


class Typography(Record):
    """Fonts."""

    fonts: Many[Font] = ()
    base: Letters | None = None
    headings: Letters | None = None
    monospace: Any = None
    monospace_inline: Any = Field(None, alias="monospace-inline")
    monospace_block: Any = Field(None, alias="monospace-block")
    link: Any = None


class Own(Record):
    """What only this program knows."""

    cover: Cover | None = None
    confidentiality: Line | None = None
    levels: Mapping[int, LevelWord] = Field(default_factory=dict)


class Defaults(Record):
    """Settings of programs; those of others are not read."""

    model_config = ConfigDict(extra="ignore")

    journeymap: Own | None = None


class BrandFile(Record):
    """A theme file."""

    meta: Meta | None = None
    logo: Logo | None = None
    color: Colours | None = None
    typography: Typography | None = None
    defaults: Defaults | None = None


def is_brand(source: Source) -> bool:
    """Tell whether a file of a workspace is its theme file, by its name."""
    return PurePosixPath(source.path).name in NAMES


def read_brand(source: Source) -> tuple[document.Mapping | None, tuple[Problem, ...]]:
    """Read a theme file.

    Parameters
    ----------
    source
        One YAML document with the names of the brand.yml standard.

    Returns
    -------
    tuple
        What belongs under ``project: brand:``, each value with its place in the theme file, or `None` and all
        problems in the order of the file.
    """
    node, found = document.read(source)
    problems = list(found)
    if not isinstance(node, document.Mapping):
        if not problems:
            span = node.span if node is not None else Span(source.path, 1, 1, 1, 2)
            problems.append(Problem("bad-type", span, say("a theme file is a mapping such as `color: ...`")))
        return None, in_order(problems)
    places = Places(node)
    try:
        theme = BrandFile.model_validate(document.plain(node))
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, in_order([*problems, *(_complain(detail, places) for detail in details)])
    reader = _Reader(theme, places)
    brand = document.Mapping(tuple(reader.read()), node.span)
    problems += reader.problems
    return (None if problems else brand), in_order(problems)


class _Reader:
    """Turns a valid theme file into the keys of a brand."""

    def __init__(self, theme: BrandFile, places: Places) -> None:
        self.theme, self.places = theme, places
        self.problems: list[Problem] = []

    def read(self) -> Iterator[tuple[document.Scalar, document.Node]]:
        """Yield keys and values."""
        theme = self.theme
        name = theme.meta.name if theme.meta else None
        if name is not None and (name.full or name.brief):
            yield self.entry("name", name.full or name.brief, ("meta", "name"))
        for key, role in (("colour", "primary"), ("accent", "secondary")):
            given = getattr(theme.color, role) if theme.color else None
            if given is not None:
                yield self.entry(key, self.colour(given, ("color", role)), ("color", role))
        yield from self.logos()
        yield from self.letters()
        yield from self.own()

    def entry(self, key: str, value: str | int | None, path: Path) -> tuple[document.Scalar, document.Node]:
        """Return a key with a value that stands at a path of the theme file."""
        return document.Scalar(key, self.places.key(path)), document.Scalar(value, self.places.span(path))

    def colour(self, given: str, path: Path, seen: tuple[str, ...] = ()) -> str:
        """Return a colour, looked up in the palette if it is the name of one there."""
        palette = self.theme.color.palette if self.theme.color else {}
        short = _SHORT_HEX.fullmatch(given)
        if _HEX.fullmatch(given) or short:
            return "#" + "".join(2 * part for part in short.groups()) if short else given
        if given in palette and given not in seen:
            return self.colour(palette[given], ("color", "palette", given), (*seen, given))
        help_ = suggestion(given, palette) if palette and given not in palette else None
        message = say("'{value}' is neither a colour nor one of the palette", value=given[:60])
        self.problems.append(
            Problem("bad-value", self.places.span(path), message, help_ or say('a colour is written as "#0b5fff"'))
        )
        return "#000000"

    def logos(self) -> Iterator[tuple[document.Scalar, document.Node]]:
        """Yield the logo, the largest there is, for light and dark grounds."""
        logo = self.theme.logo
        for size in ("large", "medium", "small") if logo else ():
            chosen: LogoChoice | None = getattr(logo, size)
            if logo is None or chosen is None:
                continue
            here = ("logo", size)
            light = chosen.light.path if chosen.light else chosen.path
            dark = chosen.dark.path if chosen.dark else None
            for key, path, at in (("logo", light, "light"), ("logo_dark", dark, "dark")):
                if path is not None:
                    image = logo.images.get(path)
                    place = ("logo", "images", path) if image else (*here, at)
                    yield self.entry(key, image.path if image else path, place)
            return

    def letters(self) -> Iterator[tuple[document.Scalar, document.Node]]:
        """Yield the fonts of text and headings, and the files."""
        typography = self.theme.typography
        if typography is None:
            return
        for key, role in (("font", "base"), ("heading_font", "headings")):
            letters: Letters | None = getattr(typography, role)
            if letters is not None and letters.family is not None:
                yield self.entry(key, letters.family, ("typography", role, "family"))
        files = [item for index, font in enumerate(typography.fonts) for item in self.files(font, index)]
        if files:
            yield self.entry("fonts", None, ("typography", "fonts"))[0], document.Sequence(tuple(files), files[0].span)

    def files(self, font: Font, index: int) -> Iterator[document.Mapping]:
        """Yield the files of one font; one that would have to be fetched is a problem."""
        at: Path = ("typography", "fonts", index)
        if font.source in {"google", "bunny"}:
            message = say("a font is not fetched from {source}: a report makes no request", source=font.source)
            help_ = say("save it as WOFF2 beside this file and name it: `source: file`, `files: [{path: font.woff2}]`")
            self.problems.append(Problem("not-fetched", self.places.span((*at, "source")), message, help_))
        for place, file in enumerate(font.files):
            here: Path = (*at, "files", place)
            entries: list[tuple[str, str | int]] = [
                ("family", font.family), ("path", file.path), ("weight", file.weight), ("style", file.style),
            ]  # fmt: skip
            yield document.Mapping(tuple(self.entry(key, value, (*here, key)) for key, value in entries),
                                   self.places.span(here))  # fmt: skip

    def own(self) -> Iterator[tuple[document.Scalar, document.Node]]:
        """Yield what stands under ``defaults: journeymap:``."""
        here: Path = ("defaults", "journeymap")
        own = self.theme.defaults.journeymap if self.theme.defaults else None
        if own is None:
            return
        for key in ("cover", "confidentiality"):
            value = getattr(own, key)
            if value is not None:
                yield self.entry(key, value, (*here, key))
        if own.levels:
            there: Path = (*here, "levels")
            words = tuple(self.entry(str(level), word, (*there, level)) for level, word in own.levels.items())
            yield self.entry("levels", None, there)[0], document.Mapping(words, self.places.span(there))


def _complain(detail: Any, places: Places) -> Problem:
    """Say what pydantic found; an unknown key gets the nearest one of a theme file."""
    if detail["type"] != "extra_forbidden":
        return complain(detail, places)
    *around, key = detail["loc"]
    record: Any = BrandFile
    for part in around:
        record = _record(record, str(part)) or record
    known = [str(info.alias or name) for name, info in record.model_fields.items()]
    message = say("'{key}' is not a key that belongs here", key=str(key))
    return Problem("unknown-key", places.key(tuple(detail["loc"])), message, suggestion(str(key), known))


def _record(record: type[Record], name: str) -> type[Record] | None:
    """Return the record that a field holds, if it holds one."""
    field = record.model_fields.get(name)
    kinds = [field.annotation, *getattr(field.annotation, "__args__", ())] if field is not None else []
    kinds += [inner for kind in kinds for inner in getattr(kind, "__args__", ())]
    return next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Record)), None)
