"""What a plan says about itself, in sentences: how long and why, what binds it, and what would change it."""

from collections.abc import Iterator

from journeymap.model.workspace import Workspace
from journeymap.roadmap.explain import limits
from journeymap.roadmap.result import Roadmap
from journeymap.roadmap.spoken import stage_words
from journeymap.text import Text, date, say
from journeymap.views.explained import Block
from journeymap.views.explained_initiative import headed, names_of
from journeymap.views.plan_reasons import Names, forced_words, price_sentences, stability_sentences
from journeymap.views.roadmap_words import plan_weeks, weeks


def explained_plan(roadmap: Roadmap, workspace: Workspace) -> tuple[Block, ...]:
    """Explain a whole plan; a heading and its sentences to a block.

    Parameters
    ----------
    roadmap
        With prices, forced inclusions and stability, if they are to be said.
    workspace
        It was planned from.
    """
    names = names_of(roadmap, workspace)
    if not roadmap.items:
        return (Block((say("no initiative is planned"),)),)
    parts = (
        (say("Length"), _length(roadmap, names)),
        (say("What sets the length"), _chain(roadmap)),
        (say("What would change it"), _prices(roadmap, names)),
        (say("What is out, and what is in only because it is required"), _forced(roadmap, names)),
        (say("How well it holds"), stability_sentences(roadmap, names)),
        (say("What moved since the last plan"), _moved(roadmap)),
    )
    return headed(parts)


def _length(roadmap: Roadmap, names: Names) -> Iterator[Text]:
    """Say the length beside the two simple reasons for it, and how sure each of the four figures is."""
    if roadmap.end is not None:
        yield say("the plan takes {weeks}, until {day}", weeks=weeks(plan_weeks(roadmap)),
                  day=date(roadmap.end))  # fmt: skip
    found = limits(roadmap.problem, roadmap.schedule.starts, roadmap.schedule.later)
    if found.path:
        yield say("if nobody's people and no money were scarce, its longest chain would take {weeks}: {names}",
                  weeks=weeks(found.path_weeks), names=names.quoted(found.path))  # fmt: skip
    if found.department is not None and found.work_weeks:
        yield say("{department} alone has work for {weeks}, if it never has to wait",
                  department=names.of(found.department), weeks=weeks(found.work_weeks))  # fmt: skip
    currency, costs = roadmap.currency, roadmap.costs
    yield from (stage_words(stage, roadmap.problem, currency, costs) for stage in roadmap.stages)


def _chain(roadmap: Roadmap) -> Iterator[Text]:
    """Say the critical chain, one initiative after another, each with what binds it."""
    for name in roadmap.chain:
        item = roadmap.by_id[name]
        yield say("{day}: '{name}' {reason}", day=date(item.start), name=item.title, reason=item.reason)


def _prices(roadmap: Roadmap, names: Names) -> Iterator[Text]:
    yield from price_sentences(roadmap.prices, names)
    engines = dict.fromkeys(price.engine for price in roadmap.prices)
    if engines:
        yield say("solved again for each with {engine}; durations stay as they are", engine=", ".join(engines))


def _forced(roadmap: Roadmap, names: Names) -> Iterator[Text]:
    """Say who is out, why, and what changing that would cost; then who is in though it closes nothing."""
    for left in roadmap.left_out:
        yield say("left out: '{name}', {reason}", name=left.title, reason=left.reason)
        if left.review is not None:
            yield say("'{name}' is looked at again on {day}", name=left.title, day=date(left.review))
        yield from (forced_words(forced, names) for forced in roadmap.forced if forced.id == left.id)
    yield from (forced_words(forced, names) for forced in roadmap.forced if forced.kind == "required")


def _moved(roadmap: Roadmap) -> Iterator[Text]:
    return (say("'{name}': {reason}", name=moved.title, reason=moved.reason) for moved in roadmap.moved)
