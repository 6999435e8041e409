"""An assessment of an earlier version of a model, read with the present one."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from journeymap.maturity.model import MaturityModel
from journeymap.model.assessment import Assessment
from journeymap.records import dataclass

V = TypeVar("V")


@dataclass(frozen=True)
class Moved:
    """What became of an assessment's ids; only those it speaks of are named.

    Attributes
    ----------
    version
        The version it was answered for.
    renamed
        Old and new id.
    gone
        Old ids nothing took the place of: their answers are in the file and count no longer.
    """

    version: str
    renamed: tuple[tuple[str, str], ...] = ()
    gone: tuple[str, ...] = ()


def migrate(model: MaturityModel, assessment: Assessment) -> tuple[Assessment, Moved | None]:
    """Read an assessment of an earlier version of a model with the ids of the present one.

    Parameters
    ----------
    model
        With what became of the ids of its earlier versions.
    assessment
        As it was written.

    Returns
    -------
    tuple
        The assessment with the ids and the version of the model, and what moved; the
        assessment itself and `None` if the model knows nothing of its version.
    """
    entry = next((entry for entry in model.migrates if entry.version == assessment.model_version), None)
    if entry is None:
        return assessment, None
    spoken = dict.fromkeys(code for code in _codes(assessment) if code in entry.ids)
    moved = Moved(
        version=entry.version,
        renamed=tuple((code, new) for code in spoken if (new := entry.ids[code]) is not None),
        gone=tuple(code for code in spoken if entry.ids[code] is None),
    )
    return _renamed(assessment, entry.ids, model.version), moved


def _codes(assessment: Assessment) -> Iterator[str]:
    """Yield the ids of criteria and practices an assessment speaks of."""
    for person in assessment.respondents.values():
        yield from person.answers
    yield from assessment.agreed
    for item in assessment.evidence.values():
        yield from item.criteria
    yield from assessment.practices
    yield from assessment.targets


def _renamed(assessment: Assessment, ids: Mapping[str, str | None], version: str) -> Assessment:
    def by_code(records: Mapping[str, V]) -> dict[str, V]:
        pairs = ((ids.get(code, code), record) for code, record in records.items())
        return {code: record for code, record in pairs if code is not None}

    people = {
        name: person.model_copy(update={"answers": by_code(person.answers)})
        for name, person in assessment.respondents.items()
    }
    evidence = {
        name: item.model_copy(update={"criteria": tuple(by_code(dict.fromkeys(item.criteria)))})
        for name, item in assessment.evidence.items()
    }
    return assessment.model_copy(
        update={
            "model_version": version,
            "respondents": people,
            "agreed": by_code(assessment.agreed),
            "evidence": evidence,
            "practices": by_code(assessment.practices),
            "targets": by_code(assessment.targets),
        }
    )
