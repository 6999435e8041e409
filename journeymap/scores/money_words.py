"""What is said of the value at risk: what it rests on, how sure it is, and the sum in one line."""

import math
from collections.abc import Iterable, Iterator

from journeymap.flow import Flow
from journeymap.graph import JourneyGraph
from journeymap.scores.stake import AtRisk
from journeymap.source import Span
from journeymap.text import Figure, Text, count, money, say, share
from journeymap.vocabulary import OutcomeKind


def assumptions(graph: JourneyGraph, flow: Flow, risk: AtRisk) -> Iterator[Text]:
    """Yield what the value at risk rests on, with lines."""
    where, currency, one = (
        graph.workspace.where("journeys", graph.name, "customers"),
        graph.workspace.currency,
        risk.worth,
    )
    if graph.persona is None:
        yield say("{customers} customers start it in a year ({place})", customers=count(risk.customers),
                  place=_line(where))  # fmt: skip
    else:
        yield say("{customers} customers of this group start it in a year: {part} of those who start it ({place})",
                  customers=count(risk.customers), part=share(graph.part), place=_line(where))  # fmt: skip
    places = _lines(one.places)
    yield say("one customer is worth {value} a year ({places})", value=money(one.yearly, currency), places=places)
    yield from _of_groups(graph, flow, risk)
    if one.assumed:
        yield say("the parts of {names} are not given; they are taken as equal parts of the rest",
                  names=", ".join(one.assumed))  # fmt: skip
    if one.left_out:
        yield say("{names} have no value and are left out of the mean", names=", ".join(one.left_out))
    yield from _unwritten(graph, flow)
    yield say("it assumes that a customer lost here is lost for a year, and that nobody comes back")
    if any(loss.kind is OutcomeKind.ABANDONED for loss in risk.losses):
        yield say("that those who give up would be worth as much as a customer is an assumption, not a reading")
    yield say("the shares are the journey's own: no published rate of churn enters")
    if risk.losses:
        yield _sureness(graph, risk)


def _unwritten(graph: JourneyGraph, flow: Flow) -> Iterator[Text]:
    """Say which shares nobody wrote, and what stands in their place."""
    met = [edge for edge in graph.edges if edge.assumed and flow.visits[edge.source] > 0]
    equal = sum(edge.kind != "gives-up" for edge in met)
    if equal:
        yield say("{n} of {all} shares are not written and assumed to be equal parts", n=count(equal),
                  all=count(len(graph.edges)))  # fmt: skip
    yield from rests(graph, flow)


def rests(graph: JourneyGraph, flow: Flow) -> Iterator[Text]:
    """Say at which touchpoints the shares leave a rest, if at any, and what is assumed of it."""
    met = [edge for edge in graph.edges if edge.kind == "gives-up" and flow.visits[edge.source] > 0]
    if met:
        names = ", ".join(f"'{graph.title(edge.source)}'" for edge in met)
        yield say("no way is written for some of those at {names}; they are assumed to give up", names=names)


def _of_groups(graph: JourneyGraph, flow: Flow, risk: AtRisk) -> Iterator[Text]:
    """Say how the groups enter the sum."""
    if risk.worth.personas and graph.persona is None:
        yield say("the value of a customer is the mean of the groups, weighted by their part of all customers")
    if graph.persona is None and graph.others:
        yield say("{part} of the customers belong to no group: they go the ways of all and are worth the mean",
                  part=share(graph.others))  # fmt: skip
    if not risk.groups:
        return
    yield say("the money is the sum of the groups, each with its own ways and its own value")
    mixed = sum(group.customers * group.lost for group in risk.groups) / risk.customers if risk.customers else 0.0
    ours, all_ = Figure("share", mixed, "", 2), Figure("share", flow.churn, "", 2)
    if str(ours) != str(all_):
        yield say("by the groups' own ways {mix} are lost, by those of all customers {whole}; the money rests on the "
                  "groups", mix=ours, whole=all_)  # fmt: skip


def _sureness(graph: JourneyGraph, risk: AtRisk) -> Text:
    if any(loss.kind is None for loss in risk.losses):
        return say("no interval: some customers never get out, and no count says how many of them would in the end")
    known = sum(loss.low is not None for loss in risk.losses)
    if graph.persona is not None:
        return say("no interval: in how many visits of this group the shares were counted is not written")
    if not known:
        return say("no interval: none of the shares of loss states the number of visits it was counted in (`n`)")
    if known < len(risk.losses):
        words = say("{n} of {all} shares of loss state the visits they were counted in; the sum has no interval",
                    n=count(known), all=count(len(risk.losses)))  # fmt: skip
        if risk.partial is None:
            return words
        low, high = (money(end, graph.workspace.currency) for end in risk.partial)
        return say("{words}; it would be {low} to {high} if the others were exact", words=words, low=low, high=high)
    if risk.groups:
        return say("the interval holds customers, their value, the visits and how the groups relate as given; only "
                   "the shares of loss vary")  # fmt: skip
    return say("the interval holds customers, their value and the visits as given; only the shares of loss vary")


def formula(risk: AtRisk, flow: Flow, currency: str) -> Text:
    """Say the sum in one line: customers × part lost × value of one, or that it is one over the groups."""
    if risk.groups:
        return say("the sum over {n} groups of customers × part lost × value of one a year",
                   n=count(len(risk.groups)))  # fmt: skip
    return say("{customers} customers a year × {part} lost × {value} a customer and year",
               customers=count(risk.customers), part=_part(flow.churn),
               value=money(risk.worth.yearly, currency))  # fmt: skip


def _part(lost: float) -> Figure:
    """Return a part that is multiplied: in whole percent if it is, else with the decimals the product needs."""
    return share(lost) if math.isclose(100 * lost, round(100 * lost), abs_tol=0.005) else Figure("share", lost, "", 2)


def _line(span: Span) -> str:
    return f"{span.file}:{span.line}"


def _lines(spans: Iterable[Span]) -> str:
    """Return lines of files in a row, each file named once."""
    by_file: dict[str, list[str]] = {}
    for span in spans:
        by_file.setdefault(span.file, []).append(str(span.line))
    return ", ".join(f"{file}:{', '.join(lines)}" for file, lines in by_file.items())
