"""What a maturity model holds: its texts, its schema, and what its author should look at again."""

from collections.abc import Collection, Iterator
from typing import Any

from journeymap import document
from journeymap.maturity.model import MaturityModel
from journeymap.model.schema import record_schema
from journeymap.model.workspace import Path, Places
from journeymap.source import Problem, Source
from journeymap.text import say

KEYED = ("Criterion", "Phase", "Practice", "ProbeInfo")
"""Records that stand under their id, so that the file does not repeat it inside."""


def model_sentences(model: MaturityModel) -> Iterator[str]:
    """Yield every text that questionnaires and reports show: what a language has to translate.

    Formulas and checks of probes belong to their manuals, which are English.
    """
    yield from (model.title, model.description or "", *model.levels.values(), *model.demands.values())
    for phase in model.phases.values():
        yield from (phase.title, phase.output or "")
    for practice in model.practices.values():
        yield from (practice.title, practice.intent, practice.ask, practice.quick_action or "")
        yield from (*practice.roles, *practice.levels.values(), *practice.red_flags)
        for criterion in practice.criteria.values():
            yield from (criterion.text, *criterion.evidence)


def model_schema() -> dict[str, Any]:
    """Return the draft-07 JSON Schema of a maturity model's file."""
    schema = record_schema(
        MaturityModel,
        "journeymap maturity model",
        "Phases, practices and criteria as data; `journeymap model check` says what a schema cannot.",
    )
    for name in KEYED:
        record = schema["definitions"][name]
        record["properties"].pop("id")
        record["required"].remove("id")
    return schema


def review(source: Source, model: MaturityModel, probes: Collection[str]) -> Iterator[Problem]:
    """Yield what is allowed and deserves a second look, each at its place.

    Parameters
    ----------
    source
        The file the model was read from.
    model
        What was read from it.
    probes
        Ids of the probes there are; the criteria of others rest on interviews.
    """
    node = document.read(source)[0]
    if not isinstance(node, document.Mapping):
        return
    places = Places(node)
    for phase in model.phases.values():
        for practice in phase.practices.values():
            path: Path = ("phases", phase.id, "practices", practice.id)
            for name in practice.depends_on if practice.core else ():
                if not model.practices[name].core:
                    message = say("'{id}' is core and stands on '{name}', which the short assessment leaves out",
                                  id=practice.id, name=name)  # fmt: skip
                    help_ = say("ask '{name}' as well, or read the level of '{id}' without it", id=practice.id,
                                name=name)  # fmt: skip
                    yield Problem("core-open", places.key((*path, "depends_on", name)), message, help_)
    for name in model.probes:
        if name not in probes:
            message = say("there is no probe '{name}'; its criteria rest on interviews alone", name=name)
            yield Problem("no-probe", places.key(("probes", name)), message)
