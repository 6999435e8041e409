"""What is no longer lost and yet not kept, or kept though it was not lost."""

import pytest

from journeymap.views.report_aside import MUCH, aside_words
from journeymap.views.report_worth import value_kept
from tests.outputs.reports import analysed_text

TEXT = """
    project: {{today: 2026-01-05, currency: EUR}}
    departments: {{it: {{capacity: 9 people}}}}
    journeys:
      j:
        customers: 1000/year
        value: 100 EUR/year
        outcomes: {{parted: {{title: Parted well, kind: not_eligible}}}}
        stages: {{s: {{a: {{channel: web, ends: {{completed: 50%, parted: 20%, abandoned: 30%}}}}}}}}
    targets: {{t: {{of: j, changes: [{{reroute: {{from: a, ends: {after}}}}}]}}}}
    initiatives:
      one: {{duration: 2 weeks, effort: {{it: 5 d}}, changes: [{{reroute: {{from: a, ends: {after}}}}}]}}
"""


@pytest.mark.parametrize(("after", "kept", "words"), [
    ("{completed: 55%, parted: 45%}", 5_000,
     ["besides, 25,000 EUR a year is no longer lost, but not kept either: of more customers for whom it ends in 'Parted well'"]),
    ("{completed: 70%, parted: 10%, abandoned: 20%}", 20_000,
     ["10,000 EUR a year of what is kept is of customers for whom it no longer ends in 'Parted well'"]),
    ("{completed: 60%, parted: 20%, abandoned: 20%}", 10_000, []),
])  # fmt: skip
def test_money_of_those_who_part_is_told_apart(after, kept, words):
    """By hand, of 100,000 a year: 30,000 less lost and 5,000 kept; 10,000 less lost and 20,000 kept; 10,000 both."""
    analysis = analysed_text(TEXT.format(after=after))
    assert value_kept(analysis) == pytest.approx(kept)
    assert [str(found) for found in aside_words(analysis)] == words


def test_the_summary_is_spared_small_sums():
    analysis = analysed_text(TEXT.format(after="{completed: 69%, parted: 19%, abandoned: 12%}"))
    assert len(list(aside_words(analysis))) == 1
    assert list(aside_words(analysis, MUCH)) == []
