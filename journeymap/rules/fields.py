"""What the fields of the files are called in a sentence."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from journeymap.metrics import shipped
from journeymap.model.record import humanise
from journeymap.text import Text, say

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "doing": "what the customer does",
        "quote": "quote",
        "channel": "channel",
        "served_by": "who serves",
        "purpose": "purpose",
        "need": "need",
        "department": "department",
        "systems": "choice of systems",
        "backstage": "work behind the scenes",
        "moment_of_truth": "moment of truth",
        "importance": "importance",
        "emotion": "emotion",
        "duration": "time spent",
        "waiting": "waiting",
        "cost": "cost",
        "measures": "measurement",
        "next": "way on",
        "ends": "way out",
        "starts": "entry",
        "fails": "what goes wrong",
        "recovers": "recovery",
        "promise": "promise",
        "kept": "part of the promise kept",
        "within": "time promised",
        "event": "event",
        "notice": "notice",
        "known_to": "who knows of it",
        "asks": "data asked for",
        "uses": "data used",
        "offers": "what is offered",
        "refuses": "refusal",
        "tone": "tone",
        "can_remedy": "right to put things right",
        "waste": "work that helps nobody",
        "pains": "list of pains",
        "gains": "list of gains",
        "owner": "owner",
        "reviewed": "day of the last check",
        "basis": "evidence",
        "source": "source",
        "note": "note",
        "stage": "stage",
        "customers": "number of customers",
        "value": "value of a customer",
        "personas": "choice of personas",
        "outcomes": "outcome",
        "office": "office",
        "holds": "data held",
        "connected_to": "connection",
        "kind": "kind",
        "standard": "published standard",
        "answer": "published standard",
        "attained": "part answered in time",
        "hours": "opening time",
        "call_back": "call-back",
        "launched": "day of the launch",
        "rollout": "way of the launch",
        "capacity": "capacity",
        "dips": "dip in capacity",
        "serves": "contact with customers",
    }
)
"""In the singular each, so that a verb can follow."""


def field_words(inside: Sequence[str]) -> Text | str:
    """Say what a field is called: the last of its names that has a word, or the title of its metric.

    Examples
    --------
    >>> str(field_words(["duration"])), str(field_words(["measures", "csat"])), field_words(["my-own"])
    ('time spent', 'Satisfaction', 'my own')
    """
    if len(inside) > 1 and inside[0] == "measures":
        metric = shipped().get(inside[1])
        return say(metric.title) if metric else humanise(inside[1]).lower()
    known = next((name for name in reversed(inside) if name in FIELD_WORDS), None)
    return say(FIELD_WORDS[known]) if known else humanise(" ".join(inside)).lower()
