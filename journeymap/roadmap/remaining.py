"""What of the steps to the targets stays open, named once each and grouped by what it speaks of."""

from collections.abc import Iterable, Iterator, Mapping

from journeymap.changes.edit import WORLD
from journeymap.model.record import humanise
from journeymap.records import dataclass
from journeymap.roadmap.gaps import Levels
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.residual import Residual
from journeymap.text import Text, say


@dataclass(frozen=True)
class OpenSteps:
    """The steps that stay open at one touchpoint, channel, system or practice.

    Attributes
    ----------
    subject
        Its id.
    steps
        How many; 0 for a measure, and for what the plan changes though the target does not.
    words
        What is missing, one sentence each, at least one.
    """

    subject: str
    steps: int
    words: tuple[Text, ...]


def open_gaps(problem: Problem, planned: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the gaps that none of the planned tasks closes, sorted."""
    closed = {gap for name in planned for gap in problem.by_id[name].closes}
    return tuple(gap.id for gap in problem.gaps if gap.id not in closed)


def remaining(
    gaps: Iterable[str], residual: Iterable[Residual], levels: Levels, titles: Mapping[str, str]
) -> tuple[OpenSteps, ...]:
    """Group the open steps and what is still missing by what they speak of, in the order of the residual.

    What two targets say of a touchpoint, channel or system of one name stays apart.

    Parameters
    ----------
    gaps
        Ids of the open steps, from :func:`open_gaps`.
    residual
        What the plan leaves open on the map.
    levels
        Practices below their target; the steps of each are named last.
    titles
        Of touchpoints, channels and systems, by id.

    Examples
    --------
    >>> [(item.steps, str(item.words[0])) for item in remaining(("TEC-1@2", "TEC-1@3"), (), {"TEC-1": (1, 3)}, {})]
    [(2, 'practice TEC-1 stays at level 1; level 3 is wanted')]
    """
    counts: dict[tuple[str, str], list[str]] = {}
    for gap in gaps:
        counts.setdefault(_subject(gap), []).append(gap)
    words: dict[tuple[str, str], list[Text]] = {}
    for item in residual:
        words.setdefault((item.target, item.subject), []).append(item.words)
    found = [OpenSteps(key[1], len(counts.pop(key, ())), tuple(texts)) for key, texts in words.items()]
    left = ((name, ids, _bare(name, ids, levels, titles)) for (_, name), ids in counts.items())
    return (*found, *(OpenSteps(name, len(ids), (text,)) for name, ids, text in left))


def _subject(gap: str) -> tuple[str, str]:
    """Return the target, empty for a practice, and the touchpoint, channel, system or practice a step speaks of."""
    target, _, place = gap.partition(":")
    if not place:
        return "", gap.partition("@")[0]
    first, *rest = place.split(".")
    return target, rest[0] if first in WORLD and rest else first


def _bare(name: str, gaps: list[str], levels: Levels, titles: Mapping[str, str]) -> Text:
    """Return what is open where no sentence of the map says it: the level of a practice, or a place."""
    if name not in levels:
        return say("'{name}' is not yet as wanted", name=titles.get(name) or humanise(name))
    reached = min(int(gap.partition("@")[2]) for gap in gaps) - 1
    if not reached:
        return say("practice {code} is not lifted; level {level} is wanted", code=name, level=levels[name][1])
    return say("practice {code} stays at level {reached}; level {level} is wanted", code=name, reached=reached,
               level=levels[name][1])  # fmt: skip


def open_words(items: Iterable[OpenSteps]) -> Iterator[Text]:
    """Yield one sentence for each group: how many steps, and what is missing."""
    for item in items:
        words = item.words[0]
        for more in item.words[1:]:
            words = say("{first}; {last}", first=words, last=more)
        if not item.steps:
            yield words
        else:
            one, many = "{n} step: {words}", "{n} steps: {words}"
            yield say(one if item.steps == 1 else many, n=item.steps, words=words)
