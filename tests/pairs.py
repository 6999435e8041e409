"""Two workspaces a year apart, in which every kind of movement and of promise occurs once and can be checked by hand.

Then 200 of 400 orders were completed and now 280 of 400 are; of the metrics one rose beyond chance, one within it,
one fell; of the initiatives one was kept, one missed what it promised, one is not finished, one is not yet due.
"""

from functools import cache

from journeymap.analysis import Analysis, judge, make_plan
from tests.support import tools, workspace

OLD = """
project: {title: Shop, organisation: Lantern, currency: EUR, today: 2024-06-03}
departments: {it: {title: IT}}
journeys:
  order:
    title: Order and collect
    customers: 10000/year
    value: 50 EUR/year
    stages:
      buy:
        find:
          channel: web
          measures: {fcr: {hits: 100, n: 200}}
          next: {pay: {share: 100%, n: 400}}
        pay:
          channel: web
          measures: {fcr: {hits: 120, n: 200}}
          next: {collect: {share: 50%, n: 400}}
          ends: {abandoned: {share: 50%, n: 400}}
      get:
        collect:
          channel: shop
          emotion: -1
          measures: {fcr: {hits: 160, n: 200}}
          next: {ask: {share: 100%, n: 400}}
        ask:
          channel: phone
          measures: {fcr: {hits: 150, n: 300}}
          ends: {completed: {share: 100%, n: 400}}
initiatives:
  one-page:
    title: Pay on one page
    duration: 8 weeks
    cost: 20000 EUR
    deadline: 2024-12-20
    required: true
    changes: [{reroute: {from: pay, to: {collect: 70%}, ends: {abandoned: 30%}}}]
  better-search:
    title: A search that finds
    duration: 6 weeks
    cost: 9000 EUR
    deadline: 2024-12-20
    required: true
    changes: [{set: {find.measures.fcr: {value: 80%, n: 200}}}]
  late-shelf:
    title: Shelves at the door
    duration: 4 weeks
    deadline: 2024-12-20
    required: true
    changes: [{set: {collect.emotion: 1}}]
  call-centre:
    title: One line for all
    duration: 10 weeks
    deadline: 2026-01-30
    required: true
    changes: [{set: {ask.measures.fcr: {value: 70%, n: 300}}}]
"""

NEW = (
    OLD.replace("today: 2024-06-03", "today: 2025-06-02")
    .replace("fcr: {hits: 100, n: 200}", "fcr: {hits: 104, n: 200}")
    .replace("fcr: {hits: 120, n: 200}", "fcr: {hits: 160, n: 200}")
    .replace("fcr: {hits: 160, n: 200}}\n          next: {ask", "fcr: {hits: 120, n: 200}}\n          next: {ask")
    .replace("{share: 50%, n: 400}}\n          ends", "{share: 70%, n: 400}}\n          ends")
    .replace("abandoned: {share: 50%, n: 400}", "abandoned: {share: 30%, n: 400}")
    .replace(
        "    changes: [{reroute", "    progress: {started: 2024-09-02, done: 2024-11-08}\n    changes: [{reroute"
    )
    .replace(
        "    changes: [{set: {find", "    progress: {started: 2024-09-02, done: 2024-10-11}\n    changes: [{set: {find"
    )
    .replace(
        "    changes: [{set: {collect", "    progress: {started: 2025-05-05}\n    changes: [{set: {collect"
    )
)  # fmt: skip


@cache
def pair() -> tuple[Analysis, Analysis]:
    """Return both workspaces, each with its plan."""
    return planned(OLD), planned(NEW)


def planned(text: str) -> Analysis:
    """Return a workspace judged, with its plan."""
    opened = workspace(text)
    return Analysis(judge(opened, tools()), make_plan(opened, tools()))
