"""The money of a journey with its terms: customers, worth of one, what is lost on each way."""

from collections.abc import Iterator, Sequence

from journeymap.model.record import humanise
from journeymap.roadmap.projection import Quarter
from journeymap.scores import JourneyScore
from journeymap.scores.explain import times
from journeymap.scores.figures import outcome_title
from journeymap.scores.money_words import formula
from journeymap.scores.stake import AtRisk, Loss
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.views.journey_map import Words
from journeymap.views.numbers_parts import Entry, Files, cited
from journeymap.views.report_losses import dearest_stage, lost_by_kind
from journeymap.views.report_parts import joined
from journeymap.views.roadmap_words import quarter_name


def money_numbers(
    score: JourneyScore, wanted: JourneyScore | None, after: Sequence[tuple[Quarter, JourneyScore]], files: Files
) -> Iterator[Entry]:
    """Yield customers a year, what one is worth, and what is lost, each with its terms and lines.

    Parameters
    ----------
    after
        The journey after each quarter of the plan.
    """
    graph, currency, customers = score.graph, score.graph.workspace.currency, score.customers()
    if customers is not None:
        where = files.line(graph.workspace.where("journeys", graph.name, "customers"))
        words = say("as written, {place}", place=where)
        yield Entry(f"{graph.name}.customers", say("Customers a year"), count(customers), (words,), (count(customers),))
    risk = score.at_risk
    if risk is None:
        return
    places = cited([files.line(place) for place in risk.worth.places])
    words = say("mean of the groups by their part of the customers, {place}" if risk.worth.personas else
                "as written, {place}", place=places)  # fmt: skip
    one = money(risk.worth.yearly, currency)
    yield Entry(f"{graph.name}.worth", say("Worth of a customer in a year"), one, (words,), (one,))
    yield _value(score, risk, wanted, after[-1:], files)


def _value(
    score: JourneyScore, risk: AtRisk, wanted: JourneyScore | None, last: Sequence[tuple[Quarter, JourneyScore]],
    files: Files,
) -> Entry:  # fmt: skip
    graph, currency = score.graph, score.graph.workspace.currency
    lines = [formula(risk, score.flow, currency)]
    lines += [_way(score, risk, loss, files) for loss in risk.losses]
    for group in risk.groups:
        name: Words = say("customers of no group")
        if group.name is not None:
            name = graph.workspace.content.personas[group.name].title or humanise(group.name)
        lines.append(say("of it {name}: {customers} customers × {lost} lost × {one} = {value}", name=name,
                         customers=count(group.customers), lost=Figure("share", group.lost, "", 1),
                         one=money(group.yearly, currency), value=money(group.value, currency)))  # fmt: skip
    if risk.interval is not None:
        lines.append(say("95% interval {low} to {high}", low=money(risk.interval[0], currency),
                         high=money(risk.interval[1], currency)))  # fmt: skip
    lines.append(risk.assumptions[-1])
    explains: list[Words] = [money(risk.value, currency)]
    explains += [money(lost.value, currency) for lost in lost_by_kind(score) if lost.value]
    explains += [money(value, currency) for value in risk.by_touchpoint.values()]
    later = wanted.at_risk if wanted is not None else None
    if later is not None:
        lines.append(say("in the target map {value}: {words}", value=money(later.value, currency),
                         words=formula(later, wanted.flow if wanted else score.flow, currency)))  # fmt: skip
        explains.append(money(later.value, currency))
    for quarter, then in last:
        most = dearest_stage(then)
        if then.at_risk is None or most is None:
            continue
        left, part = money(then.at_risk.value, currency), share(most[1])
        there = say("{part} of it in '{stage}'", part=part, stage=then.graph.title(most[0]))
        lines.append(say("after {quarter}: {sum}", quarter=quarter_name(quarter.year, quarter.quarter),
                         sum=joined([say("{left}", left=left), there], ", ")))  # fmt: skip
        explains += [left, part]
    name_ = say("Value lost in a year")
    return Entry(
        f"{graph.name}.value", name_, money(risk.value, currency), tuple(lines), tuple(dict.fromkeys(explains))
    )


def _way(score: JourneyScore, risk: AtRisk, loss: Loss, files: Files) -> Text:
    currency = score.graph.workspace.currency
    one = loss.value / loss.customers if loss.customers > 0 else risk.worth.yearly
    sure: Words = ""
    if loss.low is not None and loss.high is not None:
        sure = say(" (n = {n}, {low} to {high})", n=count(loss.n or 0), low=money(loss.low, currency),
                   high=money(loss.high, currency))  # fmt: skip
    return say(
        "{value}{sure} '{name}' ({outcome}): {customers} × {visits} visits × {chance} × {one}, {place}",
        value=money(loss.value, currency), sure=sure, name=score.graph.title(loss.touchpoint),
        outcome=outcome_title(score, loss.outcome), customers=count(risk.customers), visits=times(loss.visits),
        chance=Figure("share", loss.chance, "", 2), one=money(one, currency), place=files.line(loss.place),
    )  # fmt: skip
