import struct
import zlib

import numpy as np
import pytest

from journeymap.charts.typeset import width
from journeymap.engines.png import to_png

PAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40">'
    '<rect width="300" height="40" fill="#fff"/>{}</svg>'
)
TEXT = '<text x="10" y="28" font-family="{}" font-size="20" font-weight="{}">{}</text>'


def pixels(png):
    """Decode an 8-bit RGBA file to an array of height, width and channel."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    position, packed = 8, b""
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        if png[position + 4 : position + 8] == b"IDAT":
            packed += png[position + 8 : position + 8 + length]
        position += length + 12
    raw = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(high, 1 + wide * 4)
    above = np.zeros((wide, 4), int)
    return np.array([above := unfilter(row[0], row[1:].reshape(wide, 4).astype(int), above) for row in raw])


def unfilter(kind, row, above):
    """Undo the filter of one row of pixels."""
    if kind in (0, 2):
        return (row + above * (kind == 2)) % 256
    done, left, corner = row.copy(), np.zeros(4, int), np.zeros(4, int)
    for i, up in enumerate(above):
        guess = left + up - corner
        near = np.where(abs(guess - up) <= abs(guess - corner), up, corner)
        best = (abs(guess - left) <= abs(guess - up)) & (abs(guess - left) <= abs(guess - corner))
        done[i] = (row[i] + {1: left, 3: (left + up) // 2, 4: np.where(best, left, near)}[kind]) % 256
        left, corner = done[i], up
    return done


def ink(content, scale=2.0):
    """Give where a page with that content is darker than white."""
    return pixels(to_png(PAGE.format(content), scale=scale))[..., 0] < 160


@pytest.mark.parametrize("family", ["Inter", "Inter, sans-serif", "Helvetica, sans-serif", "sans-serif"])
def test_text_is_drawn_whatever_family_is_asked_for(family):
    assert ink(TEXT.format(family, 400, "Customer journey")).sum() > 500


@pytest.mark.parametrize(("weight", "name"), [(400, "regular"), (600, "semibold")])
def test_text_is_as_wide_as_measured(weight, name):
    dark = ink(TEXT.format("Inter", weight, "HAVE AT LAST To HI"))
    columns = np.flatnonzero(dark.any(axis=0)) / 2
    assert columns[-1] - columns[0] == pytest.approx(width("HAVE AT LAST To HI", 20, name), abs=4)


def test_semibold_has_more_ink():
    regular, semibold = (ink(TEXT.format("Inter", weight, "Journey")).sum() for weight in (400, 600))
    assert semibold > 1.15 * regular


@pytest.mark.parametrize("sign", ["→", "✓", "★", "Ł", "≥", "–", "Ω", "Ж"])
def test_signs_are_drawn_as_themselves(sign):
    """The font has the sign: what is drawn is not the box for a sign that it lacks."""
    drawn, lacking = (ink(TEXT.format("Inter", 400, char), scale=1) for char in (sign, "東"))
    assert drawn.any()
    assert (drawn != lacking).any()


def test_the_scale_is_pixels_per_unit():
    assert ink("", scale=1).shape == (40, 300)
    assert ink("", scale=2.5).shape == (100, 750)


def test_the_same_svg_gives_the_same_bytes():
    svg = PAGE.format(TEXT.format("Inter", 400, "same"))
    assert to_png(svg) == to_png(svg)


@pytest.mark.parametrize("svg", ["", "no picture", "<html/>", "<svg"])
def test_what_is_no_svg_is_refused(svg):
    with pytest.raises(ValueError, match=r"\S"):
        to_png(svg)
