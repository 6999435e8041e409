"""Small workspaces for the probes."""

BARE = """
journeys:
  buy:
    stages:
      ask:
        web: {}
"""
"""A map that says as little as a map can."""

TARGET = """
targets:
  quick:
    of: buy
    changes: [{set: {first.duration: 5 min}}, {set: {second.tone: formal}}]
    measures: {completion: 97%}
    by: 2026-12-31
    owner: Head of sales
"""
"""A target of the journey below."""

TWO = """
journeys:
  buy:
    {journey}
    stages:
      ask:
        first: {{channel: phone, {first}}}
        second: {{channel: phone, ends: completed, {second}}}
{more}
"""


def two(first: str = "", second: str = "", journey: str = "", more: str = "") -> str:
    """Return a workspace of two touchpoints, each visited once by everybody, with what is given of each."""
    return TWO.format(
        first=first or "title: First", second=second or "title: Second", journey=journey or "title: Buy", more=more
    )
