"""What a rule rests on: the published claims it cites, and what may stand behind its limits."""

from collections.abc import Iterator, Mapping

from journeymap.rules import Rule
from journeymap.rules.claims import Claim, claims
from journeymap.text import Text, say


def cited(rule: Rule, register: Mapping[str, Claim] | None = None) -> Mapping[str, Claim]:
    """Return the claims a rule cites or sets a limit by, by id; an id the register does not hold is left out.

    Parameters
    ----------
    rule
        The rule.
    register
        Claims by id; the shipped ones if left out.
    """
    known = claims() if register is None else register
    behind = (limit.claim for limit in rule.limits.values() if limit.claim is not None)
    return {name: known[name] for name in dict.fromkeys((*rule.sources, *behind)) if name in known}


def ungrounded(rule: Rule, register: Mapping[str, Claim] | None = None) -> Iterator[Text]:
    """Yield what is wrong with the grounds of a rule: claims nobody registered, limits on claims that may set none.

    Parameters
    ----------
    rule
        The rule.
    register
        Claims by id; the shipped ones if left out.
    """
    known = claims() if register is None else register
    for name in rule.sources:
        if name not in known:
            yield say("the rule '{rule}' cites '{claim}', which is not in the register", rule=rule.id, claim=name)
    for key, limit in rule.limits.items():
        claim = known.get(limit.claim or "")
        if limit.claim is not None and (claim is None or not claim.may_set_threshold):
            grade = (claim.grade if claim else None) or "-"
            yield say("the limit '{limit}' of '{rule}' rests on '{claim}' of grade {grade}, which sets no limit",
                      limit=key, rule=rule.id, claim=limit.claim, grade=grade)  # fmt: skip
