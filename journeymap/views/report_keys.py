"""The findings a report begins with: claim, number, recommendation, evidence."""

from collections.abc import Iterator, Mapping

from journeymap.records import dataclass
from journeymap.text import Figure, count, say, share
from journeymap.views.journey_map import Words
from journeymap.views.report_findings import Findings
from journeymap.views.report_journey import title
from journeymap.views.report_parts import Card

KEY_FINDINGS = 3


@dataclass(frozen=True)
class KeyFinding:
    """A finding on the first screen: claim, number, recommendation, evidence.

    Attributes
    ----------
    figure, figure_name
        The number that carries it.
    journey
        Title of its journey, if there are several.
    """

    card: Card
    figure: Words
    figure_name: Words
    journey: str = ""


def key_findings(findings: Findings) -> Iterator[KeyFinding]:
    """Yield the weightiest findings: one of each theme, and every one that has a price, one for each rule.

    A comparison with an assumption is none of them: a report does not begin with what nobody has seen.
    """
    rules: set[str] = set()
    themes: set[str] = set()
    titles = _titles(findings)
    cards = tuple(card for card in findings.cards if not card.assumed)
    for card in _dearest(cards) if titles else cards:
        told = str(card.theme) in themes and _price(card) is None
        if card.rule in rules or told or (rules and card.severity.rank == 0):
            continue
        rules.add(card.rule)
        if _price(card) is None:  # a price has its own place and takes none from its theme
            themes.add(str(card.theme))
        yield KeyFinding(card, *_carrying(card), titles.get(card.slug, ""))
        if len(rules) == KEY_FINDINGS:
            return


def _titles(findings: Findings) -> Mapping[str, str]:
    """Return the title of the journey of each card; empty if there is one journey only."""
    judged = findings.analysis.judged
    pairs = zip(judged.open_findings, findings.cards, strict=True) if len(judged.current) > 1 else ()
    return {card.slug: title(judged.current[finding.journey]) for finding, card in pairs if finding.journey}


def _dearest(cards: tuple[Card, ...]) -> Iterator[Card]:
    """Yield of each rule's weightiest cards the one with the highest price, in the order of the first."""
    for rule in dict.fromkeys(card.rule for card in cards):
        ours = [card for card in cards if card.rule == rule]
        most = ours[0].severity
        priced = [(card, _price(card)) for card in ours if card.severity is most]
        yield max(priced, key=lambda pair: pair[1].value if pair[1] is not None else 0.0)[0]


def _price(card: Card) -> Figure | None:
    """Return what a finding costs in a year, if that is known."""
    found = [value for _, value in card.values if isinstance(value, Figure) and value.kind == "money"]
    return max(found, key=lambda figure: figure.value) if found else None


def _carrying(card: Card) -> tuple[Words, Words]:
    """Return what a finding costs, else how many customers it affects, else its first figure."""
    price = _price(card)
    if price is not None:
        return price, say("a year")
    if card.reach is not None:
        a_year = say("{n} customers a year", n=count(card.customers)) if card.customers is not None else ""
        return say("{part} of customers", part=share(card.reach)), a_year
    return (card.values[0][1], card.values[0][0]) if card.values else ("", "")
