"""The file format, version 1, as frozen values; see :mod:`journeymap.model.workspace`."""

FORMAT_VERSION = 1
