"""Kinds of slides: one per file; the folder is the register, and each says where it stands among the others."""

import sys
from functools import cache

from journeymap.catalog import discover
from journeymap.outputs.slides.story import Kind


@cache
def shipped() -> tuple[Kind, ...]:
    """Return the kinds of this folder and of installed extensions, in the order of their slides."""
    found = discover(sys.modules[__name__], Kind, lambda entry: entry.id)
    return tuple(sorted(found.values(), key=lambda kind: (kind.order, kind.id)))
