"""Programs and libraries outside the core, each behind one function."""

from journeymap.errors import MissingPart


class EngineMissing(MissingPart):
    """No program that can do the work is installed; the message says how to get one."""


class EngineFailed(MissingPart):
    """Every program that was found crashed, took too long or answered nonsense."""
