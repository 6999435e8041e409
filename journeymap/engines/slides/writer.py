"""Slides as a PowerPoint package: the same bytes for the same slides."""

import datetime as dt
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from io import BytesIO

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.parts.image import ImagePart
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide as Written

from journeymap.engines.slides.master import FIELD, SPACES, blank, content_layout, cover_layout
from journeymap.engines.slides.plots import Plotter, workbook
from journeymap.engines.slides.shapes import Drawer, frame, words
from journeymap.outputs.slides.look import Deck, Look
from journeymap.outputs.slides.scene import Grid, Group, Picture, Plot, Shape, Slide, Thing

EPOCH = dt.date(2000, 1, 1)
"""The day a deck is dated on if its workspace names none."""
STAMP = (1980, 1, 1, 0, 0, 0)
"""Of every entry of the package."""
UNUSED = ("/thumbnail", "/printerSettings")
"""Ends of the kinds of parts of the template that a deck does without."""
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>journeymap</Application><PresentationFormat>Widescreen</PresentationFormat></Properties>"
)


def write(deck: Deck) -> bytes:
    """Return a deck as the bytes of its package."""
    opened = blank(deck.look)
    _bare(opened)
    pages = [opened.slides.add_slide((cover_layout if slide.layout == "cover" else content_layout)(opened))
             for slide in deck.slides]  # fmt: skip
    places = {key: page for slide, page in zip(deck.slides, pages, strict=True) for key in (slide.key, *slide.also)}
    for slide, page in zip(deck.slides, pages, strict=True):
        _fill(slide, page, places, deck)
        if slide.notes:
            _note(page, slide.notes, deck.look.lang)
    _speak(opened, deck.look.lang)
    _date(opened, deck)
    file = BytesIO()
    opened.save(file)
    return _packed(file.getvalue())


def _bare(opened: Opened) -> None:
    """Leave out what the template has beside slides, and what it says of its making."""
    package = opened.part.package
    for holder in (package, opened.part):
        for name, relation in list(holder._rels.items()):  # noqa: SLF001 - python-pptx lists them nowhere else
            if relation.reltype.endswith(UNUSED):
                holder._rels.pop(name)  # noqa: SLF001 - as above
    for part in package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            part._blob = PROPERTIES.encode()  # noqa: SLF001 - as above


def _fill(slide: Slide, page: Written, places: Mapping[str, Written], deck: Deck) -> None:
    tree = page.shapes._spTree  # noqa: SLF001 - python-pptx has no way to a shape as XML
    for child in list(tree)[2:]:
        tree.remove(child)
    drawer = Drawer(deck.look.colours, deck.look.lang, partial(_place, page, places))
    parts = [_drawn(thing, page, drawer, deck.look) for thing in slide.things]
    if slide.layout != "cover":
        parts.append(_foot(deck, drawer))
    for child in parse_xml(f"<p:spTree {SPACES}>{''.join(parts)}</p:spTree>"):
        tree.append(child)


def _place(page: Written, places: Mapping[str, Written], key: str) -> str:
    """Return the relationship that leads from a slide to another one; empty if there is no such slide."""
    found = places.get(key)
    return page.part.relate_to(found.part, RT.SLIDE) if found is not None and found is not page else ""


def _drawn(thing: Thing, page: Written, drawer: Drawer, look: Look) -> str:
    if isinstance(thing, Shape):
        return drawer.shape(thing)
    if isinstance(thing, Group):
        return drawer.group(thing)
    if isinstance(thing, Grid):
        return drawer.grid(thing)
    if isinstance(thing, Plot):
        return _charted(thing, page, drawer, look)
    return _pictured(thing, page, drawer)


def _charted(plot: Plot, page: Written, drawer: Drawer, look: Look) -> str:
    """Add a chart with its workbook, and return its frame."""
    package = page.part.package
    plotter = Plotter(look.colours, look.lang)
    name = package.next_partname(ChartPart.partname_template)
    part = ChartPart.load(name, CT.DML_CHART, package, plotter.chart(plot).encode())
    part.chart_workbook.update_from_xlsx_blob(workbook(plot))
    relation = page.part.relate_to(part, RT.CHART)
    return (f"<p:graphicFrame><p:nvGraphicFramePr>{drawer.named(plot.name, plot.descr)}<p:cNvGraphicFramePr/><p:nvPr/>"
            f'</p:nvGraphicFramePr>{frame(plot.box, "p:xfrm")}<a:graphic><a:graphicData uri="{CHART}">'
            f'<c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData></a:graphic></p:graphicFrame>')  # fmt: skip


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _pictured(picture: Picture, page: Written, drawer: Drawer) -> str:
    # python-pptx would decode the picture to learn its size, which the slide knows already.
    package = page.part.package
    part = ImagePart(package.next_image_partname("png"), CT.PNG, package, picture.data)
    relation = page.part.relate_to(part, RT.IMAGE)
    return (f"<p:pic><p:nvPicPr>{drawer.named(picture.name, picture.descr)}<p:cNvPicPr>"
            '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{frame(picture.box)}'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>')  # fmt: skip


def _foot(deck: Deck, drawer: Drawer) -> str:
    """Return the line at the foot and the number of the slide."""
    lang = deck.look.lang
    # LibreOffice takes the look of these two from nowhere but the slide.
    look = (f'<a:rPr lang="{lang}" sz="900">{drawer.fill("muted")}<a:latin typeface="+mn-lt"/></a:rPr>')  # fmt: skip
    foot = f"<a:r>{look}<a:t>{words(deck.foot)}</a:t></a:r>"
    number = f'<a:fld id="{FIELD}" type="slidenum">{look}<a:t>‹#›</a:t></a:fld>'
    return "".join(
        f'<p:sp><p:nvSpPr>{drawer.named(name, "")}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>'
        f'<a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="{align}"/>{run}'
        f'<a:endParaRPr lang="{lang}" sz="900"/></a:p></p:txBody></p:sp>'
        for name, kind, index, run, align in (("Foot", "ftr", 11, foot, "l"), ("Number", "sldNum", 12, number, "r"))
    )


def _note(page: Written, notes: Sequence[str], lang: str) -> None:
    """Write what the speaker sees."""
    frame_ = page.notes_slide.notes_text_frame
    assert frame_ is not None  # noqa: S101 - the master of notes has it
    body = frame_._txBody  # noqa: SLF001 - python-pptx would set the words without their language
    for old in list(body.p_lst):
        body.remove(old)
    for note in notes:
        for text in note.split("\n"):
            body.append(parse_xml(f'<a:p {SPACES}><a:r><a:rPr lang="{lang}"/><a:t>{words(text)}</a:t></a:r></a:p>'))


def _speak(opened: Opened, lang: str) -> None:
    """Set the language of whatever the templates of master, notes and defaults say theirs is."""
    for part in opened.part.package.iter_parts():
        element = getattr(part, "_element", None)
        if isinstance(element, etree._Element):  # noqa: SLF001 - lxml's only name of its elements
            for found in element.iter():
                if found.get("lang") == "en-US":
                    found.set("lang", lang)


def _date(opened: Opened, deck: Deck) -> None:
    made = dt.datetime.combine(deck.day or EPOCH, dt.time())
    core = opened.core_properties
    core.title, core.author, core.subject = deck.title[:255], deck.author[:255], deck.subject[:255]
    core.last_modified_by, core.keywords, core.comments = deck.author[:255], "", ""
    core.language, core.revision = deck.look.lang, 1
    core.created = core.modified = made


def _packed(data: bytes) -> bytes:
    """Return a package with the same time on every entry."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return file.getvalue()
