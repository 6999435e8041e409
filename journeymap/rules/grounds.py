"""What a rule rests on: the published claims it cites."""

from collections.abc import Mapping

from journeymap.rules import Rule
from journeymap.rules.claims import Claim, claims


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
