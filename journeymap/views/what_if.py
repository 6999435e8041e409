"""Before and after: what some assignments would make of a journey."""

from collections.abc import Sequence

from journeymap.changes.shares import shares_of
from journeymap.changes.whatif import Setting
from journeymap.model.write import to_plain
from journeymap.scores import JourneyScore
from journeymap.scores.explain import amount
from journeymap.scores.figures import FIGURES
from journeymap.text import Figure, Text, number, say, share
from journeymap.views.explained import signed
from journeymap.views.journey_map import Words
from journeymap.views.report_parts import plural
from journeymap.views.tables import Row

HEAD = ("", "Now", "Then", "Difference")
SAME = 5e-10
"""Difference below which nothing has changed."""


def journey_rows(before: JourneyScore, after: JourneyScore) -> tuple[Row, ...]:
    """Return the figures of a journey before and after, with their difference, head first."""
    rows: list[Row] = [tuple(say(cell) if cell else "" for cell in HEAD)]
    currency = before.graph.workspace.currency
    for figure in FIGURES.values():
        was, now = figure.value(before), figure.value(after)
        if was is None and now is None:
            continue
        cells: Sequence[Words]
        if was is not None and now is not None:
            cells = figure.pair(was, now, currency)
        else:
            cells = [figure.shown(value, currency) if value is not None else say("unknown") for value in (was, now)]
        rows.append((say(figure.title), *cells, _change(figure.id, was, now, currency)))
    return tuple(rows)


def _change(figure: str, was: float | None, now: float | None, currency: str) -> Words:
    if was is None or now is None:
        return say("unknown")
    change = now - was
    if abs(change) < SAME * max(1.0, abs(was)):
        return "="
    shown: Words = FIGURES[figure].difference(change, currency)
    return signed(say("{n} points", n=shown) if FIGURES[figure].unit == "share" else shown, change)


SETTING_HEAD = ("Set", "Now", "Then")


def setting_rows(before: JourneyScore, after: JourneyScore, settings: Sequence[Setting]) -> tuple[Row, ...]:
    """Return each value that was set, as it is and as it would be, head first; empty if there is none."""
    rows: list[Row] = [tuple(say(cell) for cell in SETTING_HEAD)]
    rows += [(item.path, _value(before, item), _value(after, item)) for item in settings]
    return tuple(rows) if settings else ()


def _value(score: JourneyScore, item: Setting) -> Words:
    graph, name = score.graph, item.touchpoint
    if name is not None and item.way is not None:
        return share(shares_of(graph, name).get(item.way, 0.0))
    if name is not None and item.metric is not None:
        found = score.touchpoints[name].metrics.get(item.metric)
        return amount(graph, found) if found is not None else say("not measured")
    if name is not None and item.path == f"{name}.importance":
        return number(graph.importance(name), 0)
    plain = to_plain(graph.journey if name is None else graph.touchpoints[name])
    for word in item.path.split(".")[name is not None :]:
        plain = plain.get(word) if isinstance(plain, dict) else None
    return (
        say("not given") if plain is None else say("several values") if isinstance(plain, dict | list) else str(plain)
    )


TOUCHPOINT_HEAD = ("Touchpoint", "Score now", "Then", "Difference", "Visits now", "Then")


def touchpoint_rows(before: JourneyScore, after: JourneyScore, touched: Sequence[str]) -> tuple[Row, ...]:
    """Return score and visits of the touchpoints that were changed, head first; empty if there are none."""
    if not touched:
        return ()
    rows: list[Row] = [tuple(say(cell) for cell in TOUCHPOINT_HEAD)]
    for name in touched:
        scores = [score.touchpoints[name].score for score in (before, after)]
        was, now = (found.value if found is not None else None for found in scores)
        change: Words = say("unknown") if was is None or now is None else signed(number(now - was, 1))
        rows.append((
            before.graph.title(name),
            *(Figure("score", value, "", 1) if value is not None else say("unknown") for value in (was, now)),
            "=" if was == now else change,
            *(number(score.flow.visits[name], 3) for score in (before, after)),
        ))  # fmt: skip
    return tuple(rows)


def reach_note(before: JourneyScore, after: JourneyScore) -> Text | None:
    """Say how many touchpoints more or fewer customers come to; `None` if none."""
    moved = [name for name, reach in before.flow.reach.items() if abs(after.flow.reach[name] - reach) > SAME]
    if not moved:
        return None
    most = max(moved, key=lambda name: abs(after.flow.reach[name] - before.flow.reach[name]))
    reached = plural(len(moved), "{n} touchpoint is reached by another part of the customers",
                     "{n} touchpoints are reached by another part of the customers")  # fmt: skip
    return say("{reached}, most of all '{name}': {was}, then {now}", reached=reached, name=before.graph.title(most),
               was=share(before.flow.reach[most]), now=share(after.flow.reach[most]))  # fmt: skip
