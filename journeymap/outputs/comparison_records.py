"""A comparison of two workspaces as plain data, for programs."""

from journeymap.document import Plain
from journeymap.metrics.pooling import Estimate
from journeymap.roadmap.promises import Delivery, Effect
from journeymap.scores.figures import FIGURES
from journeymap.scores.movement import Move
from journeymap.views.comparison import Comparison
from journeymap.views.comparison_journey import JourneyMoves, PointMove
from journeymap.views.comparison_words import verdict_id


def comparison_records(view: Comparison) -> dict[str, Plain]:
    """Return what moved: figures in base units with n, interval and verdict; promises with what became of them."""
    findings, levels = view.findings, view.levels
    kept = view.promises.kept if view.promises is not None else ()
    changed: dict[str, Plain] = {
        now.id: {"then": was.severity.value, "now": now.severity.value} for was, now in findings.changed
    }
    return {
        "then": view.then.isoformat(),
        "now": view.now.isoformat(),
        "journeys": {part.id: _journey(part) for part in view.journeys},
        "findings": {
            "gone": [item.id for item in findings.gone],
            "new": [item.id for item in findings.new],
            "stayed": [item.id for item in findings.stayed],
            "changed": changed,
        },
        "levels": {"rose": list(levels.rose), "fell": list(levels.fell)},
        "initiatives": {one.delivery.id: _delivery(one.delivery) for one in kept},
    }  # fmt: skip


def _journey(part: JourneyMoves) -> dict[str, Plain]:
    return {
        "figures": {
            name: {**_move(found), "verdict": verdict_id(FIGURES[name], found.verdict)}
            for name, found in part.moves.items()
        },
        "touchpoints": {point.id: _point(point) for point in (*part.counted, *part.said)},
    }


def _point(point: PointMove) -> dict[str, Plain]:
    """Return the score of a touchpoint, and those of its readings that are not as before, by metric."""
    moved = (one for one in point.readings if one.move.verdict != "same")
    readings: dict[str, Plain] = {one.figure.id: _move(one.move) for one in moved}
    return {**_move(point.move), "counted": list(point.metrics), "readings": readings}


def _move(found: Move) -> dict[str, Plain]:
    return {"then": _estimate(found.old), "now": _estimate(found.new), "difference": _estimate(found.difference),
            "verdict": found.verdict}  # fmt: skip


def _estimate(found: Estimate | None) -> Plain:
    if found is None:
        return None
    return {"value": found.value, "low": found.low, "high": found.high, "n": found.n}


def _delivery(one: Delivery) -> dict[str, Plain]:
    return {
        "verdict": one.verdict,
        "due": one.due.isoformat(),
        "done": one.done.isoformat() if one.done is not None else None,
        "planned_weeks": one.planned_weeks,
        "actual_weeks": one.actual_weeks,
        "effects": [_effect(effect) for effect in one.effects],
    }


def _effect(one: Effect) -> dict[str, Plain]:
    return {"kind": one.kind, "journey": one.journey, "touchpoint": one.touchpoint, "what": one.what,
            "was": _estimate(one.was), "promised": one.promised, "now": _estimate(one.now),
            "outcome": one.outcome}  # fmt: skip
