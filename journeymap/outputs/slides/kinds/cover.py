"""The first slide: whose journey, what was looked at, when, by whom."""

from collections.abc import Iterator

from journeymap.model.brand import Asset, media_type, pixels
from journeymap.outputs.slides.look import BAND, COVER_SCOPE, COVER_TITLE
from journeymap.outputs.slides.page import Page
from journeymap.outputs.slides.scene import Box, Para, Picture, Run, Shape, Slide, para
from journeymap.outputs.slides.story import Kind, Story

TITLE_SIZES = (40.0, 32.0, 26.0)
END = b"IEND\xaeB`\x82"
"""What a PNG ends with."""
LOGO = Box(64.0, 44.0, 220.0, 56.0)


def _slides(story: Story) -> Iterator[Slide]:
    cover = story.view.cover
    page = story.page("cover", "summary", cover.title or cover.organisation or cover.scope)
    role = "ink" if _ground(story) == "plain" else "on-band"
    title, size = _title(page)
    page.add(
        Shape("Title", COVER_TITLE, (para(title, size, bold=True, colour=role),), anchor="b", placeholder="ctrTitle"),
        Shape("Subtitle", COVER_SCOPE, page.within((para(page.headline(cover.scope), 18, colour=role),), COVER_SCOPE),
              placeholder="subTitle"),
    )  # fmt: skip
    page.text("Organisation", Box(64, 128, 800, 24), [para(page.say(cover.organisation), 16, bold=True, colour=role)])
    _particulars(story, page)
    logo = _logo(story)
    if logo is not None:
        plate = Box(logo.box.x - 10, logo.box.y - 8, logo.box.w + 20, logo.box.h + 16)
        page.add(*([Shape("Ground of the logo", plate, fill="paper")] if _plated(story) else []), logo)
    page.notes.append(f"SHA-256: {cover.digest}")
    yield Slide("cover", "cover", page.title, tuple(page.things), (*page.notes, *page.whole))


def _ground(story: Story) -> str:
    brand = story.workspace.content.project.brand
    return brand.cover if brand is not None else "full"


def _title(page: Page) -> tuple[str, float]:
    for size in TITLE_SIZES:
        if page.kit.lines(page.title, size, COVER_TITLE.w, bold=True) * size * 1.2 <= COVER_TITLE.h:
            return page.title, size
    most = int(COVER_TITLE.h / (TITLE_SIZES[-1] * 1.2))
    return page.cut(page.title, TITLE_SIZES[-1], COVER_TITLE.w, most, bold=True), TITLE_SIZES[-1]


def _particulars(story: Story, page: Page) -> None:
    """Write date, version, author and the line of confidentiality."""
    cover, _ = story.view.cover, page.kit.wording.translate
    facts = [(_("Date"), page.say(cover.date) if cover.date is not None else ""), (_("Version"), cover.version),
             (_("Author"), cover.author)]  # fmt: skip
    ground = _ground(story)
    role = "on-band" if ground == "full" else "ink"
    words = [Para((Run(f"{name}  ", colour=role), Run(page.say(value), bold=True, colour=role)), 12, after=3)
             for name, value in facts if value]  # fmt: skip
    top = BAND.bottom + 22 if ground == "band" else 364.0
    page.text("Particulars", Box(64, top, 800, 66), words)
    if cover.confidentiality:
        line = para(page.say(cover.confidentiality), 11, colour=role)
        page.text("Confidentiality", Box(64, 484, 832, 28), [line], anchor="b")


def _chosen(story: Story) -> Asset | None:
    """Return the picture of the logo; PowerPoint takes a PNG, and neither WebP nor, in older versions, SVG."""
    brand, assets = story.workspace.content.project.brand, story.workspace.assets
    if brand is None:
        return None
    paths = (brand.logo_dark, brand.logo) if brand.cover != "plain" else (brand.logo,)
    found = (assets.get(path or "") for path in paths)
    return next((asset for asset in found if asset is not None and _size(asset.data) is not None), None)


def _plated(story: Story) -> bool:
    """Tell whether a logo for light grounds stands on a dark one."""
    brand, asset = story.workspace.content.project.brand, _chosen(story)
    if brand is None or brand.cover == "plain":
        return False
    return asset is not story.workspace.assets.get(brand.logo_dark or "")


def _logo(story: Story) -> Picture | None:
    asset, cover = _chosen(story), story.view.cover
    size = _size(asset.data) if asset is not None else None
    if asset is None or size is None:
        return None
    scale = min(LOGO.w / size[0], LOGO.h / size[1])
    box = Box(LOGO.x, LOGO.y, size[0] * scale, size[1] * scale)
    return Picture("Logo", cover.organisation or cover.title, box, asset.data)


def _size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG; `None` for what is none."""
    sides = pixels(data) if media_type(data) == "image/png" and data.rstrip(b"\0").endswith(END) else None
    return sides if sides is not None and all(sides) else None


COVER = Kind("cover", 10, _slides)
