"""Words that people write for a key of the format, because other programs or plain speech call it so."""

from collections.abc import Collection, Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "blocked_by": ("after",),
    "depends": ("after",),
    "depends_on": ("after",),
    "dependencies": ("after",),
    "follows": ("after",),
    "needs": ("after", "need", "asks"),
    "predecessors": ("after",),
    "prerequisite": ("after",),
    "prerequisites": ("after",),
    "requires": ("after", "asks"),
    "begin": ("earliest", "starts", "started", "from"),
    "not_before": ("earliest",),
    "due": ("deadline", "by"),
    "end": ("deadline", "by", "ends", "to", "until"),
    "finish": ("deadline", "by", "done"),
    "budget": ("cost",),
    "costs": ("cost",),
    "price": ("cost",),
    "length": ("duration",),
    "time": ("duration",),
    "delay": ("waiting",),
    "wait": ("waiting",),
    "feeling": ("emotion",),
    "mood": ("emotion",),
    "sentiment": ("emotion",),
    "priority": ("importance",),
    "kpis": ("measures",),
    "metrics": ("measures",),
    "goes_to": ("next",),
    "leads_to": ("next",),
    "then": ("next",),
    "to": ("next",),
    "transitions": ("next",),
    "leave": ("ends",),
    "exits": ("ends",),
    "outcome": ("ends",),
    "errors": ("fails",),
    "failures": ("fails",),
    "pain_points": ("pains",),
    "painpoints": ("pains",),
    "benefits": ("gains",),
    "team": ("department",),
    "applications": ("systems",),
    "tools": ("systems",),
    "likelihood": ("share", "confidence"),
    "percentage": ("share",),
    "probability": ("share", "confidence"),
    "size": ("share", "customers"),
    "volume": ("customers",),
    "visitors": ("customers",),
    "start": ("earliest", "starts", "from"),
    "label": ("title",),
    "name": ("title",),
    "summary": ("description", "statement"),
    "accountable": ("owner",),
    "lead": ("owner",),
    "responsible": ("owner",),
    "comment": ("note",),
    "comments": ("note",),
    "why": ("reason", "because"),
    "color": ("colour",),
    "company": ("organisation",),
    "industry": ("sector",),
    "steps": ("touchpoints",),
    "segments": ("personas",),
    "actions": ("initiatives",),
    "goals": ("targets",),
    "projects": ("initiatives",),
    "teams": ("departments",),
}
"""Small letters with ``_`` between words; of several keys the first that belongs at the place is meant."""


def meant(word: str, known: Collection[str]) -> str | None:
    """Return the key of a place that somebody means by another word; `None` if the word stands for none of them.

    Examples
    --------
    >>> meant("Depends-On", {"after", "required", "title"}), meant("depends_on", {"title"})
    ('after', None)
    """
    keys = SYNONYMS.get(word.casefold().replace("-", "_").replace(" ", "_"), ())
    return next((key for key in keys if key in known), None)
