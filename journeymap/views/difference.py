"""Two journeys on one map: what is added, removed and changed between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journeymap.records import dataclass
from journeymap.rules import Finding
from journeymap.scores import JourneyScore
from journeymap.text import Figure, Text, count, half_up, minutes, number, say, share
from journeymap.views.journey_map import (
    STATE_TITLES,
    Column,
    Curve,
    JourneyMap,
    Link,
    Mark,
    OutcomeBox,
    StageBand,
    Words,
    journey_map,
)
from journeymap.views.lanes import LANES
from journeymap.views.totals import completion_moves
from journeymap.vocabulary import State

Ways = Mapping[tuple[str, str], Link]

MOST = 4
"""Sentences of a caption; the other changes are counted."""


def difference_map(  # noqa: PLR0913 - all of them are needed, each by name
    before: JourneyScore,
    after: JourneyScore,
    findings_before: Sequence[Finding] = (),
    findings_after: Sequence[Finding] = (),
    *,
    state: State = State.TARGET,
    subtitle: Words | None = None,
    names: tuple[Words, Words] | None = None,
    numbers: Mapping[str, int] | None = None,
    lanes: tuple[str, ...] = LANES,
) -> JourneyMap:
    """Gather one map over the touchpoints of two journeys.

    Cells, ways and outcomes are those of the journey after, those of removed touchpoints of the
    journey before. The main curve is the journey before, the second one the journey after.

    Parameters
    ----------
    findings_before, findings_after
        Removed touchpoints show the former, all others the latter.
    state, subtitle
        Of the journey after; the subtitle left out names both states.
    names
        Of both journeys beside their curves; left out, those of the current journey and of the state.
    numbers
        Number of each finding in the report, by id; findings without one are not shown.
    """
    numbers = numbers if numbers is not None else _numbers((*findings_before, *findings_after))
    old = journey_map(before, findings_before, numbers=numbers)
    new = journey_map(after, findings_after, state=state, numbers=numbers, lanes=lanes)
    first, second = names or (_title(old.state), _title(state))
    compared = tuple(_columns(old, new, before, after))
    columns = tuple(pair.column for pair in compared)
    target = {column.id: column.score for column in new.columns if column.score is not None}
    return replace(
        new,
        subtitle=subtitle or say("{before} → {after}", before=first, after=second),
        statement=_statement(columns, before, after),
        caption=tuple(_caption(compared, before, after)),
        stages=tuple(_stages(old, new, columns)),
        columns=columns,
        outcomes=_outcomes(old, new),
        curves=(Curve(second, target),),
        figures=tuple(_figures(old, new)),
        marked=True,
        curve_name=first,
    )


def _title(state: State) -> Text:
    return say(STATE_TITLES[state])


def _numbers(findings: Sequence[Finding]) -> dict[str, int]:
    names = dict.fromkeys(finding.id for finding in findings)
    return {name: index for index, name in enumerate(names, 1)}


def merged(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    """Return the new names in their order, and the old ones that are gone where they used to stand.

    Examples
    --------
    >>> merged(["a", "b", "c", "d"], ["x", "a", "d", "c"])
    ('x', 'a', 'b', 'd', 'c')
    """
    known, after = set(new), dict[str | None, list[str]]()
    anchor: str | None = None
    for name in old:
        if name in known:
            anchor = name
        else:
            after.setdefault(anchor, []).append(name)
    found = list(after.get(None, ()))
    for name in new:
        found += [name, *after.get(name, ())]
    return tuple(found)


@dataclass(frozen=True)
class _Compared:
    """A column of the difference with what it was made of; `rerouted` is the greatest change of a share."""

    column: Column
    was: Column | None = None
    now: Column | None = None
    rerouted: float = 0.0


def _columns(old: JourneyMap, new: JourneyMap, before: JourneyScore, after: JourneyScore) -> Iterator[_Compared]:
    """Yield the columns of both maps, stage by stage, with their marks."""
    was = {column.id: column for column in old.columns}
    now = {column.id: column for column in new.columns}
    ways_then, ways_now = _ways(old.links), _ways(new.links)
    titles: dict[str, Words] = {c.id: c.title for c in (*old.columns, *new.columns)}
    titles |= {box.id: box.title for box in (*old.outcomes, *new.outcomes)}
    stage_of = {name: column.stage for name, column in {**was, **now}.items()}
    order = merged(list(was), list(now))
    gone = was.keys() - now.keys()
    for stage in merged([s.id for s in old.stages], [s.id for s in new.stages]):
        for name in order:
            if stage_of[name] != stage:
                continue
            if name not in now:
                yield _Compared(replace(was[name], mark=Mark("removed")), was[name])
            elif name not in was:
                added = replace(now[name], score=None, low=None, high=None, mark=Mark("added"))
                yield _Compared(added, None, now[name])
            else:
                then = {key: way for key, way in ways_then.get(name, {}).items() if key[0] not in gone}
                ways = ways_now.get(name, {})
                words = tuple(_words(was[name], now[name]))
                way_words = tuple(_way_words(then, ways, titles))
                same = (
                    ways_then.get(name) == ways_now.get(name)
                    and before.graph.touchpoints[name] == after.graph.touchpoints[name]
                )
                column = _marked(was[name], now[name], words, way_words, same=same)
                yield _Compared(column, was[name], now[name], _moved(ways_then.get(name, {}), ways))


def _moved(then: Ways, now: Ways) -> float:
    """Return the greatest change of the share of one way out, 0-1."""
    shares = [
        abs((now[key].share if key in now else 0.0) - (then[key].share if key in then else 0.0))
        for key in {*then, *now}
    ]
    return max(shares, default=0.0)


def _marked(was: Column, now: Column, words: tuple[Text, ...], ways: tuple[Text, ...], *, same: bool) -> Column:
    """Return a column that is in both, with the score it had, marked if anything changed."""
    delta = None
    if was.score is not None and now.score is not None:
        difference = float(half_up(now.score, 0) - half_up(was.score, 0))
        delta = difference or None
    column = replace(now, score=was.score, low=was.low, high=was.high, opinion=was.opinion, n=was.n)
    if same and not words and not ways and delta is None:
        return column
    if ways and not words and delta is None:
        return replace(column, mark=Mark("rerouted", ways))
    told = (*words, *ways)
    return replace(column, mark=Mark("changed", told or ((say("details change"),) if delta is None else ()), delta))


def _caption(compared: Sequence[_Compared], before: JourneyScore, after: JourneyScore) -> Iterator[Text]:
    """Yield what changed in sentences, weightiest first; past :data:`MOST` the rest is counted.

    A change weighs as much as the part of customers it meets, times how much of the touchpoint it changes: all of it
    where one is added or removed, the part of the scale its score moves, or the share that takes another way.
    """
    found = []
    for index, pair in enumerate(compared):
        if pair.column.mark is None:
            continue
        reach = max((flow.reach.get(pair.column.id, 0.0) for flow in (before.flow, after.flow)), default=0.0)
        found.append((-reach * _size(pair), index, _sentence(pair)))
    for _, _, sentence in sorted(found, key=lambda item: item[:2])[:MOST]:
        yield sentence
    if len(found) > MOST:
        left = len(found) - MOST
        yield say("and one more change") if left == 1 else say("and {n} more changes", n=count(left))


def _size(pair: _Compared) -> float:
    """Return how much of a touchpoint changes, 0-1."""
    mark = pair.column.mark
    if mark is None or pair.was is None or pair.now is None:
        return 1.0 if mark is not None else 0.0
    return max(abs(mark.delta or 0.0) / 100, pair.rerouted, 0.01 * len(mark.words))


def _sentence(pair: _Compared) -> Text:
    """Say what changed about one touchpoint."""
    column, mark = pair.column, pair.column.mark
    if pair.was is None and pair.now is not None:
        if pair.now.score is None:
            return say("new: '{title}', where {share} get to", title=column.title, share=share(pair.now.reach))
        return say("new: '{title}', where {share} get to, with {score} of 100", title=column.title,
                   share=share(pair.now.reach), score=Figure("score", pair.now.score))  # fmt: skip
    if pair.now is None:
        return say("gone: '{title}', where {share} got to", title=column.title, share=share(column.reach))
    first = mark.words[0] if mark is not None and mark.words else say("details change")
    was = pair.was.score if pair.was is not None else None
    if mark is None or mark.delta is None or was is None or pair.now.score is None:
        return say("'{title}': {change}", title=column.title, change=first)
    scores = {"old": Figure("score", was), "new": Figure("score", pair.now.score)}
    if not mark.words:
        return say("'{title}' goes from {old} to {new} of 100", title=column.title, **scores)
    return say("'{title}' goes from {old} to {new} of 100: {change}", title=column.title, change=first, **scores)


def _words(was: Column, now: Column) -> Iterator[Text]:
    """Yield what is different about a touchpoint."""
    if was.title != now.title:
        yield say("was called '{title}'", title=was.title)
    for name, old, new in (
        (say("channel"), was.channel_title, now.channel_title),
        (say("department"), was.department, now.department),
    ):
        if old != new:
            yield say("{what}: {old} → {new}", what=name, old=old or say("unknown"), new=new or say("unknown"))
    if was.service != now.service and was.channel == now.channel:
        yield say("served by someone else")
    for name, before, after in (
        (say("time spent"), was.duration, now.duration),
        (say("waiting"), was.waiting, now.waiting),
    ):
        if before != after:
            yield say("{what}: {old} → {new}", what=name, old=_time(before), new=_time(after))
    if was.emotion != now.emotion:
        yield say("{what}: {old} → {new}", what=say("emotion"), old=_mood(was.emotion), new=_mood(now.emotion))
    if now.moment and not was.moment:
        yield say("now a moment of truth")
    if was.backstage != now.backstage:
        old_steps, new_steps = count(len(was.backstage)), count(len(now.backstage))
        yield (say("work behind the scenes changes") if len(was.backstage) == len(now.backstage)
               else say("steps behind the scenes: {old} → {new}", old=old_steps, new=new_steps))  # fmt: skip
    yield from _listed(say("system"), was.systems, now.systems)
    yield from _listed(say("data"), was.data, now.data)


def _listed(what: Text, old: Sequence[str], new: Sequence[str]) -> Iterator[Text]:
    """Yield what was added to a list and what is gone from it."""
    come, gone = [item for item in new if item not in old], [item for item in old if item not in new]
    if come:
        yield say("new {what}: {names}", what=what, names=", ".join(come))
    if gone:
        yield say("{what} no longer needed: {names}", what=what, names=", ".join(gone))


def _time(value: float | None) -> Text | Figure:
    return say("unknown") if value is None else minutes(value)


def _mood(value: float | None) -> Text | Figure:
    return say("unknown") if value is None else number(value, 0 if value == int(value) else 1)


def _ways(links: Sequence[Link]) -> dict[str, Ways]:
    found: dict[str, dict[tuple[str, str], Link]] = {}
    for link in links:
        if link.share > 0:
            found.setdefault(link.source, {})[link.target, link.kind] = link
    return dict(found)


def _way_words(old: Ways, new: Ways, titles: Mapping[str, Words]) -> Iterator[Text]:
    """Yield how the shares of the ways out change."""
    for key in dict.fromkeys([*new, *old]):
        then, now = old.get(key), new.get(key)
        if key[1] == "gives-up":
            name: Text | str = say("give up")
        elif key[1] == "fails":
            name = say("fails, to '{title}'", title=titles.get(key[0], key[0]))
        else:
            name = say("to '{title}'", title=titles.get(key[0], key[0]))
        part_then, part_now = (share(link.share) if link else None for link in (then, now))
        if then is None and now is not None:
            yield say("new way {name}: {share}", name=name, share=part_now or "")
        elif now is None:
            yield say("no way {name} any more", name=name)
        elif then is not None and str(part_then) != str(part_now):
            yield say("{what}: {old} → {new}", what=name, old=part_then or "", new=part_now or "")


def _stages(old: JourneyMap, new: JourneyMap, columns: Sequence[Column]) -> Iterator[StageBand]:
    """Yield the stages of both maps; scores are those of the journey after, else before."""
    bands = {band.id: band for band in (*old.stages, *new.stages)}
    for name in merged([s.id for s in old.stages], [s.id for s in new.stages]):
        yield replace(bands[name], columns=tuple(column.id for column in columns if column.stage == name))


def _outcomes(old: JourneyMap, new: JourneyMap) -> tuple[OutcomeBox, ...]:
    was = {box.id: box.share for box in old.outcomes}
    now = {box.id for box in new.outcomes}
    gone = (replace(box, share=0.0, was=box.share) for box in old.outcomes if box.id not in now)
    return (*(replace(box, was=was.get(box.id, 0.0)) for box in new.outcomes), *gone)


def _figures(old: JourneyMap, new: JourneyMap) -> Iterator[tuple[Text, Figure | str]]:
    """Yield the headline figures after, each with what it was."""
    was = {str(name): figure for name, figure in old.figures}
    for name, figure in new.figures:
        then = was.get(str(name))
        yield (say("{name}, was {before}", name=name, before=then) if then is not None else name), figure


def _statement(columns: Sequence[Column], before: JourneyScore, after: JourneyScore) -> Text:
    kinds = [column.mark.kind for column in columns if column.mark is not None]
    old, new = share(before.flow.completion), share(after.flow.completion)
    if not kinds:
        return say("Nothing changes; {new} of customers complete the journey", new=new)
    numbers = {kind: count(kinds.count(kind)) for kind in ("added", "removed", "changed", "rerouted")}
    if "rerouted" in kinds:
        words = say("Touchpoints added: {added}, removed: {removed}, changed: {changed}, rerouted: {rerouted}",
                    **numbers)  # fmt: skip
    else:
        del numbers["rerouted"]
        words = say("Touchpoints added: {added}, removed: {removed}, changed: {changed}", **numbers)
    return say("{words}; {completion}", words=words, completion=completion_moves(old, new))
