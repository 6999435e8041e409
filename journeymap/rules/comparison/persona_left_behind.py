"""The rule ``persona-left-behind``."""

from collections.abc import Iterator, Mapping

from journeymap.model.limits import Limit
from journeymap.rules import Issue, JourneyCase, rule
from journeymap.rules.support import persona_title
from journeymap.scores import JourneyScore
from journeymap.scores.personas import Personas, personas
from journeymap.text import Figure, Text, number, say, share


@rule(
    "persona-left-behind",
    gap_kind="process",
    quick_action="Walk the journey once with five customers of this group, and note where they stop",
    limits={
        "completion": Limit.share(
            0.15,
            meaning="from how far below the completion of the best served group on another is left behind",
        ),
        "points": Limit.points(
            10,
            meaning="from how far below the score of the best served group on another is left behind, where their "
            "intervals do not touch",
        ),
        "customers": Limit.share(0.05, meaning="the least part of the customers from which a group is judged"),
    },
    demands=("segments", "phase.2"),
)
def persona_left_behind(case: JourneyCase) -> Iterator[Issue]:
    """The journey serves one group of customers and fails another.

    Why it matters
    --------------
    A mean over all customers hides it: the group that is served well makes up
    for the one that is not. Whoever is left behind leaves, and the mean is the
    better for it.

    Flagged
    -------
    ```yaml
    personas:
      maker: {share: 60%}
      hobbyist: {share: 40%}
    journeys:
      plan:
        stages:
          year-end:
            renewal:   # finds: persona-left-behind
              channel: web
              ends:
                completed: {share: 74%, by_persona: {maker: 90%, hobbyist: 50%}}
                abandoned: {share: 26%, by_persona: {maker: 10%, hobbyist: 50%}}
    ```

    Fine
    ----
    ```yaml
    personas:
      maker: {share: 60%}
      hobbyist: {share: 40%}
    journeys:
      plan:
        stages:
          year-end:
            renewal:
              channel: web
              ends:
                completed: {share: 86%, by_persona: {maker: 90%, hobbyist: 80%}}
                abandoned: {share: 14%, by_persona: {maker: 10%, hobbyist: 20%}}
    ```

    Remedy
    ------
    Look at the touchpoint where the group loses most against the one that is
    served best, and give it another way there. `journeymap map --persona`
    draws the journey of one group.

    Source
    ------
    Practice convention: `completion` is from how far below that of the best
    group the completion of another counts (share), `points` the same for the
    score, `customers` the least part of the customers from which a group is
    judged. Intervals must not touch: scores by opinion have none and are not
    compared, completion by declared shares is taken as it is. Groups of which
    the files tell nothing apart are not compared.
    """
    found = personas(case.score)
    served = {name: group for name, group in found.groups.items() if group.part >= case.limits["customers"]}
    if not any(group.own for group in served.values()):
        return
    kept = Personas(served)
    for name in served:
        completion, score = _behind(kept, name, "completion"), _behind(kept, name, "score")
        if completion is not None and completion[1] >= case.limits["completion"]:
            yield _issue(case, kept, name, completion[0], completion[1])
        elif score is not None and score[1] >= case.limits["points"]:
            yield _issue(case, kept, name, score[0], score[1] / 100)


def _behind(groups: Personas, name: str, measure: str) -> tuple[str, float] | None:
    """Return the best of the groups that surely do better in a measure, and by how much."""
    own = groups.groups[name].value(measure)
    ahead = {
        other: value
        for other, group in groups.groups.items()
        if (value := group.value(measure)) is not None and own is not None and value > own
        and _surely(groups, measure, other, name)
    }  # fmt: skip
    if own is None or not ahead:
        return None
    best = max(ahead, key=lambda other: (ahead[other], other))
    return best, ahead[best] - own


def _surely(groups: Personas, measure: str, other: str, name: str) -> bool:
    """Tell whether two groups differ beyond chance: opinions never do, and declared shares are taken as they are."""
    apart = groups.apart(measure, other, name)
    return apart is True if measure == "score" else apart is not False


def _issue(case: JourneyCase, groups: Personas, name: str, best: str, gap: float) -> Issue:
    one, two, graph = groups.groups[name], groups.groups[best], case.graph
    known = case.workspace.content.personas
    by_completion = two.score.flow.completion - one.score.flow.completion >= case.limits["completion"]
    where = _where_lost(one.score, two.score) if by_completion else _where_scored(one.score, two.score)
    place = say("; most of the difference arises at '{name}'", name=graph.title(where)) if where else ""
    blanks: dict[str, Text | Figure | str] = {
        "who": persona_title(name, known[name]),
        "part": share(one.part),
        "best": persona_title(best, known[best]),
        "place": place,
    }
    message = "{theirs} of '{who}' ({part} of the customers) complete the journey, {other} of '{best}'{place}"
    theirs, other = share(one.score.flow.completion), share(two.score.flow.completion)
    if not by_completion:
        message = "the journey scores {theirs} with '{who}' ({part} of the customers), {other} with '{best}'{place}"
        theirs, other = (Figure("score", group.value("score") or 0.0) for group in (one, two))
    path = graph.path(where) if where else ("journeys", graph.name)
    return Issue(
        say(message, theirs=theirs, other=other, **blanks),
        path,
        where,
        gap=gap,
        reach=one.part,
        subject=name,
        help=say("give this group a way of its own where it loses most, in a channel it likes"),
        evidence=tuple(_evidence(groups, name, best)),
    )


def _evidence(groups: Personas, name: str, best: str) -> Iterator[tuple[str, Figure]]:
    one, two = groups.groups[name], groups.groups[best]
    yield "completion", share(one.score.flow.completion)
    yield "completion of the best served", share(two.score.flow.completion)
    scores = one.value("score"), two.value("score")
    if scores[0] is not None and scores[1] is not None:
        yield "score", Figure("score", scores[0])
        yield "score of the best served", Figure("score", scores[1])
    if one.fit.value is not None:
        yield "channel fit", number(one.fit.value, 2)
    if name in groups.risk:
        yield "part of the value at risk", share(groups.risk[name])


def _where_lost(one: JourneyScore, two: JourneyScore) -> str | None:
    """Return the touchpoint whose ways make most of the difference of two completions C.

    With the visits v₁ of the first group, the shares p and entries α of both, and the completion h₂ from each place
    on for the second, C₂ − C₁ = Σ v₁(i) (p₂ − p₁)(i → j) h₂(j) + Σ (α₂ − α₁)(i) (h₂(i) − C₂), exactly. So the place
    is where the groups part, not where those who are lost were seen last.
    """
    flow, parts = two.flow, dict.fromkeys(two.graph.touchpoints, 0.0)
    for score, sign in ((one, -1), (two, 1)):
        for edge in score.graph.edges:
            parts[edge.source] += sign * one.flow.visits[edge.source] * edge.share * _ahead(two, edge.target)
        for name, share_of in score.graph.entries.items():
            parts[name] += sign * share_of * (_ahead(two, name) - flow.completion)
    return _most(parts)


def _ahead(score: JourneyScore, name: str) -> float:
    """Return the probability of a good outcome from a touchpoint or an outcome on."""
    if name in score.graph.touchpoints:
        return score.flow.completion_from.get(name, 0.0)
    return 1.0 if score.graph.outcome_kind(name).good else 0.0


def _where_scored(one: JourneyScore, two: JourneyScore) -> str | None:
    """Return the touchpoint that makes most of the difference of two scores.

    With the weight shares w and the scores s of both, S₂ − S₁ = Σ (w₂(s₂ − S₂) − w₁(s₁ − S₂)).
    """
    level = two.score.value if two.score else 0.0
    parts: dict[str, float] = {}
    for score, sign in ((one, -1), (two, 1)):
        terms = score.score.terms if score.score else ()
        total = sum(term.weight for term in terms)
        for term in terms:
            parts[term.name] = parts.get(term.name, 0.0) + sign * term.weight / total * (term.score - level)
    return _most(parts)


def _most(parts: Mapping[str, float]) -> str | None:
    """Return the largest positive part, ties by id."""
    best = max(parts, key=lambda name: (parts[name], name), default=None)
    return best if best is not None and parts[best] > 0 else None
