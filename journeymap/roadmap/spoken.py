"""How good a plan is, in sentences: what is proved, how far it may be from the best, what had to give."""

from collections.abc import Iterator, Mapping

from journeymap.roadmap.money import Costs
from journeymap.roadmap.objectives import Relaxation, Stage
from journeymap.roadmap.pose import spell_weeks
from journeymap.roadmap.problem import Problem
from journeymap.roadmap.progress import Moved
from journeymap.roadmap.weeks import Weeks
from journeymap.text import Figure, Text, date, money, number, say


def stage_words(stage: Stage, problem: Problem, currency: str, costs: Costs | None = None) -> Text:
    """Return how far one of the four figures of a plan is settled.

    Parameters
    ----------
    costs
        Lets the sentence on cost set what is new beside what is spent.
    """
    if stage.name == "cost":
        return _cost(stage, currency, costs or Costs(new=stage.value))
    return {"shortfall": _shortfall, "makespan": _makespan, "value": _value}[stage.name](stage, problem)


def cost_words(costs: Costs, currency: str) -> Text:
    """Return what a plan costs in its parts, and together.

    Examples
    --------
    >>> str(cost_words(Costs(new=357000, under_way=40000, finished=8000), "USD"))
    'new 357,000 USD; under way 40,000 USD; finished 8,000 USD; together 405,000 USD'
    """
    parts = (("new {cost}", costs.new), ("later {cost}", costs.later), ("under way {cost}", costs.under_way),
             ("finished {cost}", costs.finished), ("stopped {cost}", costs.stopped))  # fmt: skip
    found = [say(words, cost=money(value, currency)) for words, value in parts if value or words.startswith("new")]
    words = found[0]
    for more in found[1:]:
        words = say("{first}; {last}", first=words, last=more)
    return say("{parts}; together {all}", parts=words, all=money(costs.together, currency)) if found[1:] else words


def _shortfall(stage: Stage, problem: Problem) -> Text:
    total = sum(gap.weight for gap in problem.gaps)
    if not stage.value:
        one, many = "the only step to what is wanted is taken", "every one of the {n} steps to what is wanted is taken"
        return say(one if total == 1 else many, n=total)
    if stage.value == stage.bound:
        return say("{n} of the {all} steps to what is wanted stay open; proved: no choice of initiatives takes more",
                   n=stage.value, all=total)  # fmt: skip
    return say("{n} of the {all} steps to what is wanted stay open; at least {bound} must",
               n=stage.value, all=total, bound=stage.bound)  # fmt: skip


def _makespan(stage: Stage, _: Problem) -> Text:
    if not stage.value:
        return say("nothing that is planned takes a step to what is wanted, so there is no length to shorten")
    if stage.value == stage.bound:
        return say("the plan takes {weeks}; proved: no plan that takes as many steps is shorter",
                   weeks=spell_weeks(stage.value))  # fmt: skip
    return say("the plan takes {weeks}; no plan can take less than {bound}, so up to {gap} may be saved",
               weeks=spell_weeks(stage.value), bound=spell_weeks(stage.bound),
               gap=spell_weeks(stage.value - stage.bound))  # fmt: skip


def _value(stage: Stage, problem: Problem) -> Text:
    unit = say("money kept") if problem.worth_unit == "money" else say("points of completion and score")
    if stage.value == stage.bound:
        return say("proved: no plan of this length brings value ({unit}) earlier", unit=unit)
    return say("value ({unit}) comes early; another plan of this length may be better by {part} at most", unit=unit,
               part=Figure("share", stage.gap, "", 0))  # fmt: skip


def _cost(stage: Stage, currency: str, costs: Costs) -> Text:
    words = cost_words(costs, currency)
    if stage.value == stage.bound:
        return say("cost: {cost}; proved: no plan as good in all else costs less", cost=words)
    return say("cost: {cost}; another plan as good in all else may cost {less} less at most", cost=words,
               less=money(stage.value - stage.bound, currency))  # fmt: skip


def relaxation_words(
    relaxed: tuple[Relaxation, ...], weeks: Weeks, titles: Mapping[str, str], currency: str
) -> Iterator[Text]:
    """Yield what would have to give for a plan to be possible.

    Parameters
    ----------
    titles
        Of initiatives and departments by id.
    """
    for item in relaxed:
        name = titles.get(item.name, item.name)
        if item.kind == "deadline":
            yield say("'{name}' misses its deadline by {weeks}", name=name, weeks=spell_weeks(item.amount))
        elif item.kind == "frozen":
            yield say("the agreed start of '{name}' moves by {weeks}", name=name, weeks=spell_weeks(item.amount))
        elif item.kind == "capacity":
            yield say("{department} needs {people} more people in the week of {day}", department=name,
                      people=number(item.amount / 10, 1), day=date(weeks.monday(item.week or 0)))  # fmt: skip
        else:
            yield say("{amount} more is needed from the week of {day} on than the budget brings",
                      amount=money(item.amount, currency), day=date(weeks.monday(item.week or 0)))  # fmt: skip


def moved_words(move: Moved) -> Text:
    """Return where an initiative stands now beside the last recorded plan, and why."""
    if move.weeks is None:
        return say("'{title}': {reason}", title=move.title, reason=move.reason)
    template = (
        "'{title}' ends {weeks} later: {reason}" if move.weeks > 0 else "'{title}' ends {weeks} earlier: {reason}"
    )
    if move.kind in {"done-early", "done-late"}:
        template = "'{title}': {reason}"
        return say(template, title=move.title, reason=move.reason)
    return say(template, title=move.title, weeks=spell_weeks(abs(move.weeks)), reason=move.reason)
