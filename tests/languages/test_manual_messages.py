"""The manuals of rules, metrics and probes are sentences of the catalogues, paragraph by paragraph."""

import pytest

from journeymap.maturity.probes import discover_probes
from journeymap.metrics import shipped as metrics
from journeymap.rules import shipped as rules
from journeymap.views.manuals import metric_page, probe_page, rule_page
from tools import messages

MANUAL = """A flaw in a sentence.

Why it matters
--------------
It goes
on here.

- one thing
- another, which
  is longer

    100 * (a - b)

Flagged
-------
```yaml
a: 1   # finds: nothing

b: 2
```
"""


def test_examples_and_formulas_are_no_sentences():
    assert messages.prose(MANUAL) == [
        "A flaw in a sentence.", "Why it matters", "It goes on here.", "one thing", "another, which is longer", "Flagged",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def registered():
    return frozenset(messages.read_registers())


def said(page):
    return {str(block.words) for block in page.blocks if block.kind in {"text", "heading"}}


def test_every_paragraph_of_a_page_of_a_metric_or_probe_can_be_translated(registered):
    for page in (*map(metric_page, metrics().values()), *map(probe_page, discover_probes().values())):
        assert said(page) <= registered, page.id


def test_every_paragraph_of_a_page_of_a_rule_can_be_translated(registered):
    for rule in rules().values():
        told = said(rule_page(rule))
        made = {text for text in told if text == "Limits" or text.startswith("A workspace sets its own under ")}
        assert told - made <= registered, rule.id
