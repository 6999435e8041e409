"""Findings and problems as JSON, with the keys of ``analysis.json``."""

import json

from journeymap.outputs.finding_records import CheckRecord, finding_record, problem_record
from journeymap.outputs.findings import Checked, Form


def check_record(checked: Checked) -> CheckRecord:
    """Return what a check came to as a record."""
    speak = checked.language
    return CheckRecord(
        problems=[problem_record(problem, speak) for problem in checked.problems],
        findings=[finding_record(finding, speak, checked.numbers.get(finding.id)) for finding in checked.findings],
    )


def _write(checked: Checked) -> str:
    return json.dumps(check_record(checked).model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


JSON = Form("json", _write)
