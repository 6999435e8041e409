"""The states of a journey in miniature: each shows its own scores, whatever its stages are called."""

import re
from dataclasses import replace

from journeymap.analysis import score_targets
from journeymap.charts.palette import SCREEN
from journeymap.graph import build
from journeymap.languages import language
from journeymap.outputs.html.miniature import miniature
from journeymap.scores import score_journey
from journeymap.text import say
from journeymap.views.report_steps import steps
from tests.support import workspace

TWICE = """
journeys:
  one:
    stages:
      early:
        title: Contact
        touchpoints:
          a: {title: Call, channel: phone, emotion: -2, next: b}
          a2: {title: Call, channel: web, emotion: 2, next: b}
      middle: {title: Use, touchpoints: {b: {channel: web, emotion: 1, next: c}}}
      late: {title: Contact, touchpoints: {c: {title: Call, channel: phone, emotion: 2, ends: completed}}}
targets: {t: {of: one, changes: [{set: {a.emotion: 2}}, {remove: a2}, {set: {c.emotion: 1}}]}}
"""


def shown(drawings):
    """Return the words of each drawing, with what it refers to in its place."""
    known = dict(re.findall(r'<g id="([^"]+)">(.*?)</g>', "".join(drawings)))
    return [re.findall(r"<text[^>]*>([^<]+)</text>", re.sub(r'<use href="#([^"]+)"/>', lambda use: known[use[1]], text))
            for text in drawings]  # fmt: skip


def test_two_stages_of_one_title_have_their_own_places_and_scores():
    """By hand: emotions -2, 1 and 2 are 0, 75 and 100 points; the target takes one of the first 'Contact' away."""
    opened = workspace(TWICE)
    now, then = score_journey(build(opened, "one")), score_targets(opened)["t"]
    view = steps([(say("today"), now), (say("target"), then)])
    drawings = [miniature(replace(view, steps=(step,)), language("en"), SCREEN, prefix=f"s-{step.place}")
                for step in view.steps]  # fmt: skip
    names = re.findall(r' id="([^"]+)"', "".join(drawings))
    assert len(names) == len(set(names))
    stages = ["Contact", "Use", "Contact"]
    assert shown(drawings) == [[*stages, "0", "100", "75", "100"], [*stages, "100", "75", "75", "−1"]]
    assert view.steps[1].lost == {"early": 1}
