"""What one respondent hands in: answers, notes and evidence, as a record read from YAML."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from journeymap import document
from journeymap.maturity.model import MaturityModel
from journeymap.model.assessment import Answer, EvidenceItem
from journeymap.model.complaints import complain, suggestion
from journeymap.model.record import CodeMap, Day, Id, Line, Many, Record
from journeymap.model.workspace import Places
from journeymap.records import dataclass
from journeymap.source import Problem, Source, Span, in_order
from journeymap.text import say

Side = Literal["executive", "front_line"]
"""Whose view a respondent has, where the two are compared."""

LONGEST_MARK = 40
"""Characters of a respondent's mark; evidence is numbered behind it and has to stay an id."""


def _short(value: str) -> str:
    if len(value) > LONGEST_MARK:
        raise PydanticCustomError("bad-value", "a respondent's mark has at most 40 characters")
    return value


class ReplyAnswer(Record):
    """One answer; without a value the criterion was left open, which is not `unknown`."""

    short: ClassVar[str | None] = "value"
    value: Answer | None = None
    note: Line | None = None


class Reply(Record):
    """What one respondent says.

    Attributes
    ----------
    respondent
        A mark that tells respondents apart, never a name.
    evidence
        In the order it was given; it gets its ids when replies are put together.
    scope
        What the answers speak of, as the form said it; replies of different scopes do not go together.
    """

    model: Id
    model_version: Line
    scope: Line | None = None
    respondent: Annotated[Id, AfterValidator(_short)]
    role: Line
    side: Side | None = None
    date: Day | None = None
    answers: CodeMap[ReplyAnswer] = Field(default_factory=dict, validate_default=True)
    evidence: Many[EvidenceItem] = ()


@dataclass(frozen=True)
class Received:
    """A reply and where its respondent is named.

    Attributes
    ----------
    reply
        What was handed in.
    place
        Of the respondent's mark.
    at
        Places of what has to be the same in all replies, by its key: :data:`SHARED`.
    """

    reply: Reply
    place: Span
    at: Mapping[str, Span] = field(default_factory=dict)


SHARED = ("model", "model_version", "scope")
"""What replies must have in common to be put together."""


def read_reply(source: Source, models: Mapping[str, MaturityModel]) -> tuple[Received | None, tuple[Problem, ...]]:
    """Read a file of answers.

    Parameters
    ----------
    source
        One YAML document.
    models
        Maturity models by id; answers refer to the criteria of one of them.

    Returns
    -------
    tuple
        The reply, or `None` and all problems in the order of the file.
    """
    node, found = document.read(source)
    problems = list(found)
    if not isinstance(node, document.Mapping):
        if not problems:
            place = node.span if node else Span(source.path, 1, 1, 1, 2)
            problems.append(Problem("bad-type", place, say("a file of answers is a mapping"), _HELP))
        return None, in_order(problems)
    places, data = Places(node), document.plain(node)
    reply = None
    try:
        reply = Reply.model_validate(data)
    except ValidationError as error:
        problems += [_problem(detail, places) for detail in error.errors(include_url=False)]
    problems += check_reply(data if isinstance(data, dict) else {}, models, places)
    if reply is None or problems:
        return None, in_order(problems)
    return received(reply, places), ()


def received(reply: Reply, places: Places) -> Received:
    """Return a reply with the places that later problems may point at."""
    at = {key: places.span((key,)) for key in SHARED if getattr(reply, key) is not None}
    return Received(reply, places.span(("respondent",)), at)


_HELP = say("`journeymap assess --form` writes a form that gives such a file")


def check_reply(data: Mapping[str, Any], models: Mapping[str, MaturityModel], places: Places) -> Iterator[Problem]:
    """Yield what a reply refers to that its model does not have.

    Parameters
    ----------
    data
        The reply as plain data; what is not of the right shape is passed over, and told elsewhere.
    models
        By id.
    places
        Of the data.
    """
    name = data.get("model")
    model = models.get(str(name))
    if model is None:
        if isinstance(name, str):
            message = say("'{name}' is not a maturity model", name=name)
            yield Problem("unknown-model", places.span(("model",)), message, suggestion(name, models))
        return
    known = {*model.criteria, *older_ids(model, str(data.get("model_version")))}
    answers, evidence = data.get("answers"), data.get("evidence")
    for code in answers if isinstance(answers, dict) else ():
        if code not in known:
            yield _unknown(code, places.key(("answers", code)), model.criteria)
    for index, item in enumerate(evidence if isinstance(evidence, list) else ()):
        criteria = item.get("criteria") if isinstance(item, dict) else None
        for place, code in enumerate(criteria if isinstance(criteria, list) else [criteria]):
            if isinstance(code, str) and code not in known:
                yield _unknown(code, places.span(("evidence", index, "criteria", place)), model.criteria)


def older_ids(model: MaturityModel, version: str) -> Mapping[str, str | None]:
    """Return what became of the ids of an earlier version; empty for the present one."""
    found = (entry.ids for entry in model.migrates if entry.version == version)
    return next(found, MappingProxyType({}))


def _unknown(name: str, span: Span, known: Collection[str]) -> Problem:
    message = say("'{name}' is not a criterion of this model", name=name)
    return Problem("unknown-criterion", span, message, suggestion(name, known))


def _problem(detail: Any, places: Places) -> Problem:
    """Say what pydantic found; the keys suggested are those of a file of answers, not of a workspace."""
    if detail["type"] != "extra_forbidden":
        return complain(detail, places)
    loc = tuple(detail["loc"])
    record: type[Record] = _RECORDS.get(str(loc[0]), Reply) if len(loc) > 1 else Reply
    message = say("'{key}' is not a key that belongs here", key=str(loc[-1]))
    return Problem("unknown-key", places.key(loc), message, suggestion(str(loc[-1]), record.model_fields))


_RECORDS: Mapping[str, type[Record]] = {"answers": ReplyAnswer, "evidence": EvidenceItem}
