"""``report.xlsx``: the analysis as one workbook that analysts sort, filter and compute with.

``sheets/`` has one module per sheet and is the register; :mod:`~journeymap.outputs.workbook.book` writes what they
hold. A number is the exact value that ``analysis.json`` has, in a format that shows it rounded as the report does; what
is unknown is an empty cell; a text is a text, whatever it begins with.
"""

from journeymap.outputs.workbook.book import workbook

__all__ = ["workbook"]
