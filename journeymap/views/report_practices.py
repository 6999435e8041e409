"""Every practice of an assessment with its levels, what it lacks and what to do first: one table, phase by phase."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from journeymap.maturity.gaps import Gap, foundations_first, gaps
from journeymap.maturity.result import CriterionResult, MaturityResult, PhaseResult, PracticeResult
from journeymap.records import dataclass
from journeymap.text import Text, count, say
from journeymap.views.journey_map import Words
from journeymap.views.maturity import STATES, Cell, PhaseRow, maturity
from journeymap.views.report_parts import GAP_WORDS, listed, plural, sentences

MOST_LEVELS = 9
"""Levels of a model that are drawn as steps; more of them are numbers only."""

MOST_FOUNDATIONS = 3
"""Practices that hold others back which are named with their followers."""

KINDS: Mapping[str | None, str] = dict([*GAP_WORDS.items(), (None, "Not sorted")])
"""What a criterion mostly lacks; a model need not say so."""


@dataclass(frozen=True)
class Levels:
    """The levels of a practice.

    Attributes
    ----------
    attained, evidenced, target
        From 1; `None` if unknown.
    words
        The same as text, or why there are none.
    """

    attained: int | None
    evidenced: int | None
    target: int | None
    words: Words


@dataclass(frozen=True)
class PracticeRow:
    """A row of the table.

    Attributes
    ----------
    name
        Code and title.
    key
        Name of the number the appendix explains it under.
    core
        Whether it is a core practice.
    gap
        Levels missing to the target; empty if nobody set one.
    lacking
        Open criteria up to the target for each kind of gap, without the code of the practice.
    first
        What can be done at once, or what else must be known.
    """

    name: Words
    key: str
    core: bool
    levels: Levels
    gap: Words
    lacking: tuple[Words, ...]
    first: Words


@dataclass(frozen=True)
class PhaseRows:
    """A phase with its practices; its own levels are those of its lowest core practice.

    Attributes
    ----------
    number
        Its place in the model, from 1.
    statement
        Its lowest core practice, and how many are below their target.
    """

    number: int
    title: Text
    statement: Text
    levels: Levels
    gap: Words
    lacking: tuple[Words, ...]
    first: Words
    rows: tuple[PracticeRow, ...]


@dataclass(frozen=True)
class PracticeTable:
    """All practices of an assessment.

    Attributes
    ----------
    top
        The highest level; `None` if there are too many to draw.
    kinds
        Kinds of gap that occur, in columns.
    lacking
        How many open criteria lack what, in a sentence; `None` if none is open.
    foundations
        Which practices hold others back, in a sentence; `None` if none does.
    """

    caption: Text
    top: int | None
    kinds: tuple[Text, ...]
    phases: tuple[PhaseRows, ...]
    lacking: Text | None
    foundations: Text | None


def practice_table(result: MaturityResult) -> PracticeTable:
    """Gather the practices of an assessment with what they lack."""
    short = {gap.practice.id: gap for gap in gaps(result)}
    open_criteria = [item for gap in short.values() for item in gap.missing]
    kinds = [kind for kind in KINDS if any(item.criterion.aspect == kind for item in open_criteria)]
    view = maturity(result)
    phases = tuple(_phase(row, phase, short, kinds) for row, phase in zip(view.phases, result.phases, strict=True))
    return PracticeTable(say("Every practice by phase: level, gap, open criteria up to the target, what to do first"),
                         drawn_top(result), tuple(say(KINDS[kind]) for kind in kinds), phases, _lacking(open_criteria),
                         _foundations(result))  # fmt: skip


def drawn_top(result: MaturityResult) -> int | None:
    """Return the highest level; `None` if there are too many to draw."""
    return result.model.top if result.model.top <= MOST_LEVELS else None


def levels_of(item: PracticeResult, words: Words) -> Levels:
    """Return the levels of a practice with what is written beside them."""
    return Levels(item.attained, item.evidenced, item.target, words)


def _phase(row: PhaseRow, phase: PhaseResult, short: Mapping[str, Gap], kinds: Sequence[str | None]) -> PhaseRows:
    mine = [short[item.id] for item in phase.practices if item.id in short]
    missing = [item for gap in mine for item in gap.missing]
    lacking = tuple(_counted(item.criterion.aspect == kind for item in missing) for kind in kinds)
    rows = tuple(_row(cell, item, short.get(item.id), kinds)
                 for cell, item in zip(row.cells, phase.practices, strict=True))  # fmt: skip
    levels = Levels(row.attained, row.evidenced, row.target, _numbers(row.attained, row.evidenced, row.target))
    gap = count(sum(item.levels for item in mine)) if row.aimed else ""
    return PhaseRows(row.number, say(row.title), _statement(row, phase), levels, gap, lacking, _step(row, phase), rows)


def _counted(found: Iterable[bool]) -> Words:
    return count(sum(found))


def _row(cell: Cell, item: PracticeResult, gap: Gap | None, kinds: Sequence[str | None]) -> PracticeRow:
    words: Words = STATES[item.state]
    if cell.attained is not None:
        words = _numbers(cell.attained, cell.evidenced, cell.target)
        words = say("{levels}, provisional", levels=words) if cell.provisional else words
    codes = tuple(_codes(gap, kind) for kind in kinds)
    name = say("{id} {title}", id=item.id, title=say(item.title))
    return PracticeRow(name, f"maturity.{item.id}", item.core,
                       Levels(cell.attained, cell.evidenced, cell.target, words),
                       count(item.gap) if item.gap is not None else "", codes, _first(item))  # fmt: skip


def _codes(gap: Gap | None, kind: str | None) -> str:
    """Name the open criteria of one kind without the code of their practice, which stands in front."""
    if gap is None:
        return ""
    found = (item.id.removeprefix(f"{gap.practice.id}.") for item in gap.missing if item.criterion.aspect == kind)
    return ", ".join(found)


def _numbers(*levels: int | None) -> Words:
    attained, evidenced, target = ("–" if level is None else count(level) for level in levels)
    if levels[0] is None:
        return ""
    return say("{level} · {evidenced} · {target}", level=attained, evidenced=evidenced, target=target)


def _first(item: PracticeResult) -> Words:
    if item.state == "not_applicable":
        return say("does not apply: {reason}", reason=item.reason or "")
    if item.state == "inherited":
        return say("taken over from {source}", source=item.inherited_from or item.reason or "")
    return say(item.quick_action) if item.gap and item.quick_action else ""


def _step(row: PhaseRow, phase: PhaseResult) -> Words:
    """Return the criterion that would lift the lowest core practice of a phase."""
    weakest = next((item for item in phase.practices if item.id in row.weakest[:1]), None)
    if weakest is None or not weakest.holding_down:
        return ""
    first = weakest.holding_down[0]
    return say("{code} first: {text}", code=first.id, text=say(first.criterion.text))


def _statement(row: PhaseRow, phase: PhaseResult) -> Text:
    assessed = sum(item.attained is not None for item in phase.practices)
    left = sum(item.state == "not_assessed" for item in phase.practices)
    if not assessed:
        return say("not assessed")
    found = [say("lowest core practice: {id}", id=row.weakest[0]) if row.weakest else say("no core practice assessed")]
    if row.aimed:
        found.append(say("{n} of {all} below target", n=count(row.aimed - row.reached), all=count(row.aimed)))
    if left:
        found.append(say("{n} not assessed", n=count(left)))
    words = sentences(found)
    assert isinstance(words, Text)  # noqa: S101 - all of its parts are
    return words


def _lacking(criteria: Sequence[CriterionResult]) -> Text | None:
    """Say how many of the open criteria lack what, the kind of most of them first."""
    if not criteria:
        return None
    named = {kind: sum(item.criterion.aspect == kind for item in criteria) for kind in GAP_WORDS}
    ranked = sorted((kind for kind in named if named[kind]), key=lambda kind: -named[kind])
    parts = [say("{n} in {kind}", n=count(named[kind]), kind=LACKS[kind]) for kind in ranked]
    all_of_them = plural(len(criteria), "{n} criterion is open up to the targets",
                         "{n} criteria are open up to the targets")  # fmt: skip
    if not parts:
        return all_of_them
    return say("{criteria}: {parts}", criteria=all_of_them, parts=listed(parts))


LACKS: Mapping[str, Text] = {
    "technology": say("technology"),
    "process": say("process"),
    "data": say("data"),
    "people": say("people"),
}
"""What a criterion mostly lacks, within a sentence."""


def _foundations(result: MaturityResult) -> Text | None:
    """Say which practices others stand on without having the level these need."""
    held = foundations_first(result)
    if not held:
        return None
    found = list(_held(result, held))
    rest = len(found) - MOST_FOUNDATIONS
    more = [say("{n} more", n=count(rest))] if rest > 0 else []
    return say("foundations that are missing: {practices}", practices=sentences([*found[:MOST_FOUNDATIONS], *more]))


def _held(result: MaturityResult, held: Mapping[str, tuple[str, ...]]) -> Iterator[Text]:
    for name, waiting in held.items():
        item = result.practices[name]
        yield say("'{title}' ({id}) at level {level} holds back {codes}", title=say(item.title), id=name,
                  level=item.attained or 1, codes=listed(waiting))  # fmt: skip
