"""``criteria.csv``: one row for each criterion of each assessment, with the practice it belongs to."""

from collections.abc import Iterator, Mapping

from journeymap.analysis import Analysis
from journeymap.languages import Language
from journeymap.maturity.result import CriterionResult, MaturityResult, PracticeResult
from journeymap.outputs import Output, Render
from journeymap.outputs.csv_text import MARK, Cell, listed, table
from journeymap.text import Text

HEAD = ("assessment", "date", "model", "model_version", "phase", "practice", "practice_title", "core", "state",
        "attained", "evidenced", "progress", "target", "target_by", "gap", "criterion", "level", "text", "answer",
        "basis", "strength", "agreement", "probes", "probe_codes", "suggested", "holds_down", "to_target", "lifts",
        "reason", "decided_by", "decided_on")  # fmt: skip
"""Columns; those up to `gap` speak of the assessment and the practice and repeat."""


def criteria_csv(results: Mapping[str, MaturityResult], language: Language) -> str:
    """Return the criteria of assessments as CSV without a byte order mark.

    Parameters
    ----------
    results
        By assessment, oldest first.
    language
        Of titles and texts; ids, answers and the head are the same in all.
    """
    return table(HEAD, list(_rows(results, language)))


def _rows(results: Mapping[str, MaturityResult], language: Language) -> Iterator[list[Cell]]:
    for name, result in results.items():
        for practice in result.practices.values():
            first = [name, result.date.isoformat(), result.model.id, result.model.version,
                     *_practice(practice, language)]  # fmt: skip
            for found in practice.criteria:
                yield [*first, *_criterion(found, practice, language)]


def _practice(item: PracticeResult, language: Language) -> list[Cell]:
    by = item.target_by.isoformat() if item.target_by else None
    return [item.phase, item.id, language.say(Text(item.title)), item.core, item.state, item.attained, item.evidenced,
            item.progress, item.target, by, item.gap]  # fmt: skip


def _criterion(found: CriterionResult, practice: PracticeResult, language: Language) -> list[Cell]:
    answer = found.answer
    decided = answer.decided_on.isoformat() if answer.decided_on else None
    return [
        found.id, found.criterion.level, language.say(Text(found.criterion.text)), answer.value, answer.basis,
        answer.strength, answer.agreement, answer.verdict.says, listed(found.criterion.probes), found.suggested,
        found in practice.holding_down, found in practice.to_target, found.lifts, answer.reason, answer.decided_by,
        decided,
    ]  # fmt: skip


def _write(analysis: Analysis, render: Render) -> dict[str, str | bytes]:
    results = analysis.judged.maturity
    return {"criteria.csv": MARK + criteria_csv(results, render.language)} if results else {}


CRITERIA = Output("csv-criteria", _write)
