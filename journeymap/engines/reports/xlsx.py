"""``.xlsx``: the analysis as one workbook, a table a sheet, for those who go on computing."""

from journeymap.engines.reports import Asked, Form


def _write(asked: Asked) -> bytes:
    from journeymap.outputs.workbook import workbook

    return workbook(asked.analysis, asked.render, asked.since)


XLSX = Form("xlsx", _write)
