"""Maturity as plain values: practices by phase with attained, evidenced and wanted levels."""

from journeymap.maturity.result import MaturityResult, PhaseResult, PracticeResult
from journeymap.records import dataclass
from journeymap.text import Text, count, say, share
from journeymap.views.journey_map import Words

STATES = {
    "assessed": say("assessed"),
    "not_assessed": say("not assessed"),
    "not_applicable": say("not applicable"),
    "inherited": say("inherited"),
}
"""What the state of a practice is called."""


@dataclass(frozen=True)
class Cell:
    """A practice; levels are `None` unless it was assessed, the target also if nobody set one.

    Attributes
    ----------
    state
        ``assessed``, ``not_assessed``, ``not_applicable`` or ``inherited``.
    attained, evidenced, target
        Levels from 1.
    gap
        Levels missing to the target, 0 or more.
    provisional
        Whether too many answers are unknown.
    """

    id: str
    title: str
    core: bool
    state: str
    attained: int | None = None
    evidenced: int | None = None
    target: int | None = None
    gap: int | None = None
    provisional: bool = False

    @property
    def words(self) -> Text:
        """Return the practice in a sentence."""
        if self.attained is None:
            return say("{id} {title}: {state}", id=self.id, title=say(self.title), state=STATES[self.state])
        levels = say("attained {attained}, evidenced {evidenced}", attained=self.attained,
                     evidenced=self.evidenced or 1)  # fmt: skip
        if self.target is None:
            return say("{id} {title}: {levels}", id=self.id, title=say(self.title), levels=levels)
        return say("{id} {title}: {levels}, target {target}", id=self.id, title=say(self.title), levels=levels,
                   target=self.target)  # fmt: skip


@dataclass(frozen=True)
class PhaseRow:
    """A phase: all its practices side by side, and the lowest of the core ones.

    Attributes
    ----------
    number
        Its place in the model, from 1.
    attained, evidenced, target
        Levels of the first of `weakest`: never the target of one practice beside the level of another.
    weakest
        Ids of the core practices that have the lowest attained level, the farthest from its target first,
        among equals the one with the least evidence.
    reached, aimed
        Assessed practices that have reached their target, and those that have one.
    """

    id: str
    number: int
    title: str
    cells: tuple[Cell, ...]
    attained: int | None
    evidenced: int | None
    target: int | None
    weakest: tuple[str, ...]
    reached: int = 0
    aimed: int = 0


@dataclass(frozen=True)
class Maturity:
    """What radar, heat strip and gap bars show. There is no overall number.

    Attributes
    ----------
    title
        Of the model.
    levels
        What each level is called, the lowest first.
    statement
        The weakest core practice in a sentence; the description for those who cannot see the picture.
    gap_statement
        How much is missing to the targets, in a sentence.
    """

    title: str
    levels: tuple[str, ...]
    phases: tuple[PhaseRow, ...]
    statement: Text
    gap_statement: Text

    @property
    def top(self) -> int:
        """Return the highest level."""
        return len(self.levels)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return all practices in the order of the model."""
        return tuple(cell for phase in self.phases for cell in phase.cells)

    @property
    def by_gap(self) -> tuple[Cell, ...]:
        """Return the assessed practices, the largest gap first, the lowest level first among equals."""
        rated = [cell for cell in self.cells if cell.attained is not None]
        return tuple(sorted(rated, key=lambda cell: (-(cell.gap or 0), cell.attained or 0, not cell.core)))

    @property
    def table(self) -> tuple[tuple[Words, ...], ...]:
        """Return the practices in rows, head first."""
        rows: list[tuple[Words, ...]] = [(say("Phase"), say("Practice"), say("Code"), say("Core"), say("Attained"),
                                          say("Evidenced"), say("Target"), say("Gap"), say("State"))]  # fmt: skip
        for phase in self.phases:
            rows += [_row(phase, cell) for cell in phase.cells]
        return tuple(rows)


def maturity(result: MaturityResult) -> Maturity:
    """Gather what the maturity pictures show of one assessment."""
    return Maturity(
        title=result.model.title,
        levels=tuple(result.model.levels.values()),
        phases=tuple(_phase(index, phase) for index, phase in enumerate(result.phases, 1)),
        statement=_statement(result),
        gap_statement=_gap_statement(result),
    )


def _row(phase: PhaseRow, cell: Cell) -> tuple[Words, ...]:
    levels = (cell.attained, cell.evidenced, cell.target, cell.gap)
    core: Words = say("core") if cell.core else ""
    return (say(phase.title), say(cell.title), cell.id, core, *map(_level, levels), STATES[cell.state])


def _level(level: int | None) -> Words:
    return count(level) if level is not None else ""


def _phase(index: int, phase: PhaseResult) -> PhaseRow:
    lowest = [practice for practice in phase.practices if practice.id in phase.weakest]
    weakest = sorted(lowest, key=lambda practice: (-(practice.gap or 0), practice.evidenced or 0))
    first = weakest[0] if weakest else None
    gaps = [practice.gap for practice in phase.practices if practice.gap is not None]
    return PhaseRow(
        id=phase.id,
        number=index,
        title=phase.title,
        cells=tuple(_cell(practice) for practice in phase.practices),
        attained=phase.minimum_core,
        evidenced=first.evidenced if first else None,
        target=first.target if first else None,
        weakest=tuple(practice.id for practice in weakest),
        reached=gaps.count(0),
        aimed=len(gaps),
    )


def _cell(practice: PracticeResult) -> Cell:
    return Cell(practice.id, practice.title, practice.core, practice.state, practice.attained, practice.evidenced,
                practice.target, practice.gap, practice.provisional)  # fmt: skip


def _statement(result: MaturityResult) -> Text:
    core = [item for item in result.practices.values() if item.core and item.attained is not None]
    if not core:
        return say("no core practice has been assessed")
    lowest = min(item.attained or 0 for item in core)
    weakest = [item for item in core if item.attained == lowest]
    top = len(result.model.levels)
    if len(weakest) == 1:
        return say("the weakest core practice is '{title}' ({id}) at level {level} of {top}",
                   title=say(weakest[0].title), id=weakest[0].id, level=lowest, top=top)  # fmt: skip
    return say(
        "{weak} of {all} core practices are at level {level} of {top}, the lowest; the first is '{title}' ({id})",
        weak=len(weakest), all=len(core), level=lowest, top=top, title=say(weakest[0].title), id=weakest[0].id,
    )  # fmt: skip


def _gap_statement(result: MaturityResult) -> Text:
    aimed = [item for item in result.practices.values() if item.gap is not None]
    short = [item for item in aimed if item.gap]
    if not aimed:
        return say("no practice that was assessed has a target")
    if not short:
        return say("all {all} practices with a target have reached it", all=len(aimed))
    worst = max(short, key=lambda item: item.gap or 0)
    part = result.percent_to_target
    found = say(
        "{short} of {all} practices with a target are below it; most is missing at '{title}' ({id}): "
        "{gap} of {top} levels",
        short=len(short), all=len(aimed), title=say(worst.title), id=worst.id, gap=worst.gap or 0,
        top=len(result.model.levels),
    )  # fmt: skip
    return found if part is None else say("{found}; {part} of the way is done", found=found, part=share(part))
