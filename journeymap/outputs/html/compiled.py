"""Templates, compiled once: the code is kept as Python keeps that of its modules.

It lies in the folder ``__pycache__`` beside a template, or below `sys.pycache_prefix`. `sys.dont_write_bytecode`
forbids writing it, and where that is not possible the next run compiles again. What was compiled from another text,
with other settings or by another version is never used.
"""

import pickle
import sys
from contextlib import suppress
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2 import __version__ as version
from jinja2.bccache import Bucket

SETTINGS = "autoescape trim_blocks lstrip_blocks"
"""What templates are compiled with, as in :func:`environment`; other settings make other code."""


def environment(package: str) -> Environment:
    """Return the environment of the templates of a package: everything escaped, nothing undefined let through.

    Parameters
    ----------
    package
        Its name; the templates lie in the folder ``templates``.
    """
    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=Compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Compiled(BytecodeCache):
    """The code of templates, each in a file of its own."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the signature is jinja2's
        """Return the path of the code of a template; empty where none can be kept."""
        if filename is None or sys.implementation.cache_tag is None:
            return ""
        return cache_from_source(filename, optimization="jinja")

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with the text, the settings and the version of jinja2."""
        return super().get_source_checksum(f"{version} {SETTINGS} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read the code, if it is there, whole and of this text."""
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code whole or not at all; what cannot be written is compiled again next time."""
        if bucket.key and not sys.dont_write_bytecode:
            SourceFileLoader("", bucket.key).set_data(bucket.key, bucket.bytecode_to_string())
