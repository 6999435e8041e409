"""Whom a change helps: the groups of customers of a journey before and after."""

from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.persona_map import group_title
from journeymap.views.tables import Row

HEAD = ("Group", "Completion", "Then", "Score", "Then", "Lost a year", "Then")
NOTHING = 1e-9
"""Part of a figure below which it has not changed."""


def group_rows(before: JourneyScore, after: JourneyScore) -> tuple[Row, ...]:
    """Return completion, score and value lost of each group before and after, head first and all customers last.

    Columns of which nothing is known are left out; empty if there are no groups.
    """
    names = [name for name in before.by_persona if name in after.by_persona]
    if not names:
        return ()
    rows = [(group_title(before, name), *_cells(before.by_persona[name], after.by_persona[name])) for name in names]
    rows.append((say("All customers"), *_cells(before, after)))
    known = [index for index in range(len(HEAD)) if any(row[index] != "" for row in rows)]
    table: list[Row] = [tuple(say(word) for word in HEAD), *rows]
    return tuple(tuple(row[index] for index in known) for row in table)


def _cells(before: JourneyScore, after: JourneyScore) -> tuple[Words, ...]:
    currency = before.graph.workspace.currency
    scores = [found.score for found in (before, after)]
    risks = [found.at_risk for found in (before, after)]
    return (
        *(Figure("share", found.flow.completion, "", 1) for found in (before, after)),
        *(Figure("score", found.value, "", 1) if found is not None else "" for found in scores),
        *(money(risk.value, currency) if risk is not None else "" for risk in risks),
    )


def whom_it_helps(before: JourneyScore, after: JourneyScore) -> tuple[Text, ...]:
    """Say which group gains most by completion and by value, and which loses; nothing where none moves."""
    names = [name for name in before.by_persona if name in after.by_persona]
    if not names:
        return ()
    gains = {name: after.by_persona[name].flow.completion - before.by_persona[name].flow.completion for name in names}
    best, worst = max(names, key=lambda name: gains[name]), min(names, key=lambda name: gains[name])
    found = []
    if gains[best] > NOTHING:
        found.append(say("it helps '{group}' most: {was} complete the journey, then {now}",
                         group=group_title(before, best), **_pair(before, after, best)))  # fmt: skip
    if gains[worst] < -NOTHING:
        found.append(say("it costs '{group}' most: {was} complete the journey, then {now}",
                         group=group_title(before, worst), **_pair(before, after, worst)))  # fmt: skip
    saved = {
        name: was.value - now.value
        for name in names
        if (was := before.by_persona[name].at_risk) is not None and (now := after.by_persona[name].at_risk) is not None
    }
    most = max(saved, key=lambda name: saved[name], default=None)
    if most is not None and saved[most] > NOTHING * max(1.0, abs(sum(saved.values()))):
        found.append(say("most value is kept with '{group}': {value} a year", group=group_title(before, most),
                         value=money(saved[most], before.graph.workspace.currency)))  # fmt: skip
    return tuple(found)


def _pair(before: JourneyScore, after: JourneyScore, name: str) -> dict[str, Figure]:
    flows = (before.by_persona[name].flow, after.by_persona[name].flow)
    was, now = (share(flow.completion) for flow in flows)
    if str(was) == str(now):
        was, now = (Figure("share", flow.completion, "", 1) for flow in flows)
    return {"was": was, "now": now}
