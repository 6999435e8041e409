"""Workspaces in a few lines of YAML."""

import pytest

from journeymap.analysis import JOURNEY_MEASURES
from journeymap.metrics import shipped
from journeymap.model.build import build
from journeymap.model.checker import Known, KnownModel
from journeymap.source import Source

PRACTICES = KnownModel({"TEC-3": 5, "MAP-1": 5}, frozenset())
KNOWN = Known(
    metrics={name: metric.unit for name, metric in shipped().items()},
    journey_measures=JOURNEY_MEASURES,
    models={"dcx5": PRACTICES},
)
SHOP = """
journeys:
  shop:
    title: Buy a pair of shoes
    customers: 1000/year
    value: 100 EUR/year
    stages:
      buy:
        find: {channel: web, emotion: 0, duration: 20 min, next: {pay: 50%}, ends: {abandoned: 50%}}
        pay: {channel: phone, emotion: -1, duration: 10 min, next: {wait: 80%}, ends: {abandoned: 20%}}
      get:
        wait: {channel: none, emotion: -1, waiting: 4 d, next: {unpack: 100%}}
        unpack: {channel: post, emotion: 2, ends: completed}
"""


@pytest.fixture(scope="session")
def load():
    """Build a workspace on Friday 5 January 2024: plans begin on Monday the 8th."""

    def build_workspace(text, journey=SHOP):
        loaded = build([Source("w.yaml", "project: {today: 2024-01-05, currency: EUR}\n" + journey + text)], KNOWN)
        assert not loaded.problems, [(str(p.span), str(p.message)) for p in loaded.problems]
        return loaded.workspace

    return build_workspace


@pytest.fixture(scope="session")
def words():
    """Write sentences in English."""
    return lambda texts: [str(text) for text in texts]
