"""Workspaces with several journeys, made from the two stories: for tests of what compares journeys."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from journeymap.views.portfolio import Member
from journeymap.views.portfolio_words import first_there
from tests.support import ROOT, STORIES

Tree = dict[str, Any]
ONCE = ("project", "budget")
"""What a workspace has one of: that of the first story."""


@cache
def both() -> str:
    """Return the two stories as the text of one workspace; where both name something, the first has its way."""
    whole: Tree = {}
    for name in STORIES:
        for path in sorted((ROOT / "journeys" / name).glob("*.yaml")):
            for section, content in _moved(yaml.safe_load(path.read_text("utf-8")), name).items():
                known = whole.get(section)
                if known is None:
                    whole[section] = content
                elif isinstance(content, list):
                    whole[section] = [*known, *content]
                elif section not in ONCE:
                    whole[section] = {**known, **{name: item for name, item in content.items() if name not in known}}
    return str(yaml.safe_dump(whole, sort_keys=False, allow_unicode=True))


def _moved(tree: Tree, story: str) -> Tree:
    """Return a file of a story as it stands beside those of the other: journeys named, shares of all customers."""
    journey = "home-move" if story == "home-move" else "subscription"
    tree.pop("plans", None)
    for entry in (*tree.get("measurements", ()), *tree.get("initiatives", {}).values()):
        entry["journey"] = journey
    for persona in tree.get("personas", {}).values():
        persona["share"] = f"{float(persona['share'].rstrip('%')) / 2}%"
    tree["assessments"] = {f"{story}-{name}": item for name, item in tree.pop("assessments", {}).items()}
    return tree


@dataclass(frozen=True)
class Counted:
    """A journey of one step of which everything is counted.

    Attributes
    ----------
    answers
        Counts of the answers from 1 to 5.
    lost, n
        How many of how many visits end with a customer lost.
    """

    title: str
    answers: tuple[int, ...]
    lost: int
    n: int
    currency: str = "EUR"


SIX: Mapping[str, Counted] = {
    "activate": Counted("Attivazione della linea telefonica e del collegamento a banda ultralarga",
                        (6, 9, 25, 90, 70), 40, 400),
    "bill": Counted("Chiarimento di una bolletta", (60, 70, 40, 20, 10), 90, 300),
    "cancel": Counted("Recesso dal contratto entro quattordici giorni", (90, 60, 30, 15, 5), 60, 200),
    "fault": Counted("Guasto", (30, 40, 60, 40, 30), 80, 400),
    "move": Counted("Trasloco della linea con televisione, telefono e internet nella nuova abitazione",
                    (28, 42, 58, 44, 28), 120, 400),
    "renew": Counted("Rinnovo", (5, 10, 30, 80, 75), 10, 500),
}  # fmt: skip


def counted(known: Mapping[str, Counted] = SIX, *, title: str = "Sei percorsi", day: str = "2026-03-01") -> str:
    """Return a workspace of one-step journeys in the order given, of one currency: that of the first."""
    currency = next(iter(known.values())).currency
    lines = [f"project: {{title: {title}, organisation: Esempio, today: {day}, currency: {currency}}}", "journeys:"]
    for name, item in known.items():
        part = 100 * item.lost / item.n
        lines += [
            f"  {name}:", f"    title: {item.title}", "    customers: 20000/year", f"    value: 300 {currency}/year",
            "    outcomes: {done: {kind: completed}, gone: {kind: churned}}",
            "    stages:", "      only:", "        title: Richiesta", "        touchpoints:",
            "          ask:", "            title: Chiedere", "            channel: phone",
            f"            measures: {{csat: {{counts: {list(item.answers)}}}}}",
            f"            ends: {{done: {100 - part}%, gone: {{share: {part}%, n: {item.n}}}}}",
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def same_beginning(member: Member, asked: str) -> None:
    """Hold what a front page says of the first work on a journey against what the board is asked to begin."""
    items = member.analysis.roadmap.items
    waiting = [item for item in items if item.progress is None or item.progress.started is None]
    day = min(item.start for item in waiting)
    names = {f"'{item.title}'" for item in waiting if item.start == day}
    assert all(name in asked for name in names)
    told, first = str(next(first_there(member, several=False))), member.first
    assert first is not None
    assert f"'{first.title}'" in told
    assert ("next to begin" in told) == (first.start != day)
    assert first.start == day or all(name in told for name in names)
