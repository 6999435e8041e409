"""The master of a deck: theme, master and two layouts of our own over the template that python-pptx brings."""

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Opened
from pptx.slide import SlideLayout
from pptx.util import Emu

from journeymap.engines.slides.shapes import emu, frame, words
from journeymap.outputs.slides.look import BAND, COVER_SCOPE, COVER_TITLE, FOOT, KICKER, NUMBER, TITLE, Look
from journeymap.outputs.slides.scene import HEIGHT, WIDTH, Box

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
COVER, CONTENT = 0, 5
"""Places of the two layouts in the template: title slide, title only."""


def blank(look: Look) -> Opened:
    """Return a deck without slides: 16 to 9, with the theme, the master and the layouts of a look."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    deck.part._element.find(f"{_P}sldSz").attrib.pop("type", None)  # noqa: SLF001 - python-pptx has no way to it
    layouts = list(deck.slide_layouts)
    for place, layout in enumerate(layouts):
        if place not in {COVER, CONTENT}:
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _theme(theme.blob, look)  # noqa: SLF001 - as above
    _filled(master._element, _master(look))  # noqa: SLF001 - as above
    styles = master._element.find(f"{_P}txStyles")  # noqa: SLF001 - as above
    styles.getparent().replace(styles, parse_xml(_styles()))
    _laid_out(layouts[COVER], look.layouts[0], _cover(look), look)
    _laid_out(layouts[CONTENT], look.layouts[1], _content(look), look)
    return deck


def cover_layout(deck: Opened) -> SlideLayout:
    """Return the layout of the first slide."""
    return deck.slide_layouts[0]


def content_layout(deck: Opened) -> SlideLayout:
    """Return the layout of all other slides."""
    return deck.slide_layouts[1]


def _laid_out(layout: SlideLayout, name: str, parts: str, look: Look) -> None:
    element = layout._element  # noqa: SLF001 - python-pptx reads layouts only
    _filled(element, parts)
    element.find(f"{_P}cSld").set("name", name)
    if name == look.layouts[0]:
        element.set("showMasterSp", "0")
        if look.cover == "full":
            ground = (f"<p:bg {SPACES}><p:bgPr><a:solidFill>{look.colours.xml('band')}</a:solidFill><a:effectLst/>"
                      "</p:bgPr></p:bg>")  # fmt: skip
            element.find(f"{_P}cSld").insert(0, parse_xml(ground))


def _filled(element: etree._Element, parts: str) -> None:
    """Put shapes in the place of those an element has."""
    tree = element.find(f"{_P}cSld/{_P}spTree")
    assert tree is not None  # noqa: S101 - every master and layout has one
    for child in list(tree)[2:]:
        tree.remove(child)
    for child in parse_xml(f"<p:spTree {SPACES}>{parts}</p:spTree>"):
        tree.append(child)


def _theme(blob: bytes, look: Look) -> bytes:
    """Return a theme with the colours and fonts of a look."""
    root = etree.fromstring(blob)
    root.set("name", "journeymap")
    scheme = root.find(f".//{_A}clrScheme")
    assert scheme is not None  # noqa: S101 - every theme has one
    for child in list(scheme):
        scheme.remove(child)
    for name, colour in look.colours.scheme:
        entry = etree.SubElement(scheme, f"{_A}{name}")
        etree.SubElement(entry, f"{_A}srgbClr", val=colour[1:].upper())
    for tag, font in (("majorFont", look.heading), ("minorFont", look.body)):
        latin = root.find(f".//{_A}{tag}/{_A}latin")
        assert latin is not None  # noqa: S101 - as above
        latin.set("typeface", font)
    for tag in ("clrScheme", "fontScheme"):
        root.find(f".//{_A}{tag}").set("name", "journeymap")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _styles() -> str:
    """Return how titles and other text look; sizes and colours of slides override them."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="{emu(12 * (level - 1))}" indent="0" algn="l"><a:buNone/>'
        f'<a:defRPr sz="1400" kern="1200">{_INK}'
        f"{_LETTERS.format('mn', 'mn', 'mn')}</a:defRPr></a:lvl{level}pPr>"
        for level in range(1, 6)
    )
    title = ('<a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:buNone/><a:defRPr sz="2200" b="1" '
             f'kern="1200">{_INK}{_LETTERS.format("mj", "mj", "mj")}</a:defRPr></a:lvl1pPr>')  # fmt: skip
    return (f"<p:txStyles {SPACES}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
            f"<p:otherStyle>{levels}</p:otherStyle></p:txStyles>")  # fmt: skip


_INK = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
_LETTERS = '<a:latin typeface="+{}-lt"/><a:ea typeface="+{}-ea"/><a:cs typeface="+{}-cs"/>'


def _place(number: int, name: str, kind: str, box: Box | None, text: str, look: Look, style: str = "") -> str:
    """Return a placeholder of a master or layout."""
    where = f'{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box is not None else ""
    run = f'<a:r><a:rPr lang="{look.lang}"/><a:t>{words(text)}</a:t></a:r>' if text else ""
    if kind.startswith('type="sldNum"'):
        run = f'<a:fld id="{FIELD}" type="slidenum"><a:rPr lang="{look.lang}"/><a:t>‹#›</a:t></a:fld>'
    anchor = next((place for start, place in ANCHORS if kind.startswith(start)), "t")
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr><p:txBody>"
        f'<a:bodyPr {INSETS} anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle><a:p>{run}'
        f'<a:endParaRPr lang="{look.lang}"/></a:p></p:txBody></p:sp>'
    )


ANCHORS = (('type="ctrTitle"', "b"), ('type="ftr"', "ctr"), ('type="sldNum"', "ctr"))
"""Where text stands in a placeholder that does not begin at its top."""
INSETS = 'vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"'
FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


def _level(size: float, role: str, look: Look, *, bold: bool = False, align: str = "l") -> str:
    return (f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
            f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
            f"<a:solidFill>{look.colours.xml(role)}</a:solidFill></a:defRPr></a:lvl1pPr>")  # fmt: skip


def _bar(number: int, name: str, box: Box, role: str, look: Look) -> str:
    """Return a rectangle of decoration."""
    return (f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
            f'<p:spPr>{frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{look.colours.xml(role)}'
            "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>")  # fmt: skip


def _foot(first: int, look: Look, *, placed: bool) -> str:
    """Return the placeholders at the foot; those of a layout stand where those of the master do."""
    foot, number = (FOOT, NUMBER) if placed else (None, None)
    left, right = _level(9, "muted", look), _level(9, "muted", look, align="r")
    return _place(first, "Foot", 'type="ftr" sz="quarter" idx="11"', foot, "", look, left) + _place(
        first + 1, "Number", 'type="sldNum" sz="quarter" idx="12"', number, "", look, right
    )


def _master(look: Look) -> str:
    title, text = look.prompts
    return (
        _bar(2, "Accent", Box(0, 22, 8, 78), "accent", look)
        + _bar(3, "Rule", Box(44, 506, 872, 0.75), "line", look)
        + _place(4, "Title", 'type="title"', TITLE, title, look)
        + _place(5, "Text", 'type="body" idx="1"', Box(44, 112, 872, 388), text, look)
        + _foot(6, look, placed=True)
    )


def _content(look: Look) -> str:
    title, text = look.prompts
    return (
        _place(2, "Title", 'type="title"', TITLE, title, look)
        + _place(3, "Section", 'type="body" sz="quarter" idx="13"', KICKER, text, look,
                 _level(11, "accent", look, bold=True))
        + _foot(4, look, placed=False)
    )  # fmt: skip


def _cover(look: Look) -> str:
    title, text = look.prompts
    band = _bar(4, "Band", BAND, "band", look) if look.cover == "band" else ""
    edge = Box(0, BAND.bottom, WIDTH, 8) if look.cover == "band" else Box(0, HEIGHT - 10, WIDTH, 10)
    return (
        band
        + _bar(5, "Edge", edge, "star", look)
        + _place(2, "Title", 'type="ctrTitle"', COVER_TITLE, title, look,
                 _level(40, look.on_cover, look, bold=True))
        + _place(3, "Subtitle", 'type="subTitle" idx="1"', COVER_SCOPE, text, look,
                 _level(18, look.on_cover, look))
    )  # fmt: skip
