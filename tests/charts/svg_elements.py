"""What an SVG of this package may be made of."""

import re
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {
    "svg": {"viewBox", "width", "height", "role", "aria-labelledby", "font-family", "fill", "stroke-linecap", "stroke-linejoin"},
    "title": {"id"},
    "desc": {"id"},
    "g": {"transform", "data-kind"},
    "a": {"href", "aria-label", "transform", "data-kind"},
    "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"},
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"},
    "path": {"d", "transform", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"},
    "text": {"x", "y", "font-size", "font-weight", "text-anchor", "fill"},
}  # fmt: skip
NUMBERS = re.compile(r"-?\d+(\.\d)?")
COLOURS = re.compile(r"none|#[0-9a-f]{6}")


def check_elements(svg):
    """Check that a drawing holds only known elements with known attributes, finite numbers and plain colours."""
    assert "nan" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", svg).lower()
    for element in ET.fromstring(svg.encode()).iter():
        tag = element.tag.removeprefix(SVG)
        assert set(element.attrib) <= ALLOWED[tag], tag
        for key in ("x", "y", "width", "height", "rx", "cx", "cy", "r", "font-size", "stroke-width"):
            assert NUMBERS.fullmatch(element.get(key, "0")), (tag, key, element.get(key))
        assert COLOURS.fullmatch(element.get("fill", "none"))
        assert COLOURS.fullmatch(element.get("stroke", "none"))
