"""Findings as CSV, as in ``findings.csv``; problems with the same columns as far as they have them."""

from journeymap.outputs.csv_findings import findings_csv, problems_csv
from journeymap.outputs.csv_text import MARK
from journeymap.outputs.findings import Checked, Form


def _write(checked: Checked) -> str:
    if checked.problems:
        return problems_csv(checked.problems, checked.language)
    return findings_csv(checked.found, checked.language, checked.numbers, checked.wanted)


CSV = Form("csv", _write, mark=MARK)
