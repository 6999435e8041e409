"""Two workspaces side by side: the pair of `tests.pairs` worked by hand, and what holds for any pair."""

import pytest

from journeymap.views.comparison import comparison
from tests.pairs import NEW, OLD, pair, planned


@pytest.fixture(scope="module")
def view():
    return comparison(*pair())


def test_the_governing_sentence_counts_what_moved_beyond_chance_and_what_was_kept(view):
    assert str(view.heading) == (
        "since 3 June 2024: completion goes from 50% to 70%, more than chance explains; "
        "of 3 initiatives due, 1 kept what was promised"
    )
    assert [str(line) for line in view.support][:3] == [
        "value lost in a year goes from 250,000 EUR to 150,000 EUR, more than chance explains",
        "worse beyond chance: 'Collect'",
        "better beyond chance: 'Pay'",
    ]


def test_each_touchpoint_has_the_verdict_worked_out_by_hand(view):
    """60 to 80 of 100 is more than chance, 50 to 52 is not, 80 to 60 is worse; 50 of 100 was not asked again."""
    assert {point.id: point.move.verdict for point in view.journeys[0].counted} == {
        "pay": "better", "find": "alike", "collect": "worse", "ask": "same"}  # fmt: skip


def test_each_figure_has_its_difference_with_newcombes_interval(view):
    """Of 200 of 400 and 280 of 400: 0.2 with 0.1325 and 0.2648, by Wilson's ends in squares."""
    found = view.journeys[0].moves["completion"]
    low, high = found.difference.low, found.difference.high
    assert (found.verdict, round(low, 3), round(high, 3)) == ("better", 0.133, 0.265)
    rows = {str(row[0]): [str(cell) for cell in row[1:]] for row in view.journeys[0].figures.rows}
    assert rows["Completion"] == ["50%", "70%", "+20.0 points (+13.3 to +26.5)", "400 ▸ 400", "✓ better"]
    assert rows["Value lost in a year"][-1] == "✓ better"
    assert rows["Contacts"][-1] == "↑ more, beyond chance"
    assert rows["Score"][-1] == "– not all of it counted"


def test_what_was_due_by_now_is_set_beside_what_is_there(view):
    rows = {str(row[0]): str(row[-1]) for row in view.promises.by_now.rows}
    assert rows == {"Completion": "✓ kept", "Score": "? cannot be told yet", "Contacts": "✓ kept"}


def test_of_a_workspace_and_itself_nothing_moved_and_nothing_was_due():
    one = pair()[0]
    found = comparison(one, one)
    assert {move.verdict for move in found.journeys[0].moves.values()} <= {"same", "unknown"}
    assert {point.move.verdict for point in found.journeys[0].counted} == {"same"}
    assert (found.findings.gone, found.findings.new, found.findings.changed) == ((), (), ())
    assert found.promises.due == 0
    assert found.journeys[0].map is None
    assert "moved beyond chance" in str(found.heading)


def test_swapping_the_two_swaps_what_improved_and_what_came():
    old, new = (
        pair()[0],
        planned(
            NEW.replace(
                "emotion: -1", "emotion: -2\n          promise: {says: at once, within: 1 h, kept: 20%}"
            ).replace("channel: shop", "channel: phone")
        ),
    )
    there, back = comparison(old, new), comparison(new, old)
    swapped = {"better": "worse", "worse": "better"}
    turned = {point.id: swapped.get(point.move.verdict, point.move.verdict) for point in there.journeys[0].counted}
    assert turned == {point.id: point.move.verdict for point in back.journeys[0].counted}
    assert there.findings.new
    for one, other in (("gone", "new"), ("new", "gone")):
        assert [f.id for f in getattr(there.findings, one)] == [f.id for f in getattr(back.findings, other)]
    assert len(there.findings.changed) == len(back.findings.changed)
    assert "wrong way round" in " ".join(map(str, back.cautions))


BELOW_THE_SCALE = """project: {{today: {year}-06-29}}
journeys: {{j: {{stages: {{s: {{a: {{title: Call, channel: phone, measures: {{fcr: {{hits: {fcr}, n: 1328}},
  abandonment: {{hits: {gave_up}, n: 1000}}{more}}}, ends: completed}}}}}}}}}}
"""


def below(year, fcr, gave_up=100, more=""):
    return planned(BELOW_THE_SCALE.format(year=year, fcr=fcr, gave_up=gave_up, more=more))


def test_a_reading_that_falls_below_the_scale_of_its_score_is_told_though_the_score_stays():
    """Wilson's ends are 0.3250 and 0.3762 of 465 in 1,328, 0.2042 and 0.2492 of 300; by Newcombe the difference

    of -0.1242 goes down by the root of 0.0217² + 0.0260² and up by that of 0.0233² + 0.0252²: to -15.8 and -9.0.
    """
    found = comparison(below(2018, 465), below(2019, 300))
    part = found.journeys[0]
    assert part.counted[0].move.verdict == "same"
    assert [[str(cell) for cell in row] for row in part.readings.rows] == [
        ["Call", "First contact resolution", "35%", "23%", "-12.4 points (-15.8 to -9.0)", "1,328 ▸ 1,328", "✗ worse"]
    ]
    assert str(found.support[0]) == "worse beyond chance: First contact resolution at 'Call'"
    assert "none of" not in str(found.heading) + str(part.statement)
    assert "did not move beyond chance" not in str(found.heading) + str(part.statement)
    assert "one difference was looked at" in str(found.method)


def test_swapping_the_two_swaps_better_and_worse_of_each_reading():
    """More of first contact resolution is better, more given up is worse: both sides of one touchpoint at once."""
    there, back = (
        comparison(below(2018, 300), below(2019, 465, 160)),
        comparison(below(2019, 465, 160), below(2018, 300)),
    )
    ways = [{item.figure.id: item.move.verdict for item in found.journeys[0].counted[0].readings}
            for found in (there, back)]  # fmt: skip
    assert ways == [{"fcr": "better", "abandonment": "worse"}, {"fcr": "worse", "abandonment": "better"}]
    assert str(there.journeys[0].statement) == str(back.journeys[0].statement)
    assert "1 did both" in str(there.journeys[0].statement)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", csat: {counts: [10, 10, 10, 10, 60]}", ", csat: {counts: [60, 10, 10, 10, 10, 10, 10]}"),
        (", aht: {value: 9 min}", ", aht: {value: 20 min}"),
        (", aht: {value: 9 min, n: 80, sd: 2 min}", ", aht: {value: 9 min, n: 80, sd: 2 min}"),
    ],
    ids=["another scale", "said", "taken over"],
)
def test_readings_that_do_not_compare_or_were_taken_over_are_not_listed(old, new):
    assert comparison(below(2018, 465, more=old), below(2019, 465, more=new)).journeys[0].readings is None


def test_a_mean_is_compared_by_its_standard_errors():
    """From 9 to 10 minutes with 2 minutes of spread in 100 each: 1 ± 1.96 × root of 0.2² + 0.2², 0.45 to 1.55."""
    old, new = (below(year, 465, more=f", aht: {{value: {value} min, n: 100, sd: 2 min}}")
                for year, value in ((2018, 9), (2019, 10)))  # fmt: skip
    [(_, found)] = comparison(old, new).journeys[0].moved_readings
    difference = found.move.difference
    assert (found.figure.id, found.move.verdict) == ("aht", "worse")
    assert [round(x, 2) for x in (difference.low, difference.high)] == [0.45, 1.55]


def test_opinions_are_listed_and_never_ranked():
    said = "a: {{channel: web, emotion: {value}, ends: completed}}"
    text = "project: {{today: {year}-01-31}}\njourneys: {{j: {{stages: {{s: {{" + said + "}}}}}}}}\n"
    found = comparison(*(planned(text.format(year=year, value=value)) for year, value in ((2024, -2), (2025, 2))))
    part = found.journeys[0]
    assert (part.counted, part.touchpoints) == ((), None)
    assert [str(cell) for cell in part.opinions.rows[0]] == ["A", "0", "100"]
    assert "nothing can be told apart from chance" in str(found.heading)


def test_a_journey_that_only_one_of_the_two_has_is_named_and_not_compared():
    other = OLD.replace("  order:\n", "  pick-up:\n")
    found = comparison(pair()[0], planned(other))
    assert found.journeys == ()
    assert [str(line) for line in found.only] == [
        "'Order' is only in the first workspace", "'Pick up' is only in the second workspace"]  # fmt: skip


def test_amounts_in_two_currencies_are_not_compared():
    found = comparison(pair()[0], planned(NEW.replace("currency: EUR", "currency: USD").replace(" EUR", " USD")))
    assert found.journeys[0].moves["value"].verdict == "unknown"
    assert "EUR and USD" in " ".join(map(str, found.cautions))


def test_a_reading_that_falls_short_by_less_than_is_shown_is_shown_with_more_digits():
    """199 of 200 is not 100 %, though it is 100 % without decimals."""
    old = planned(OLD.replace("{value: 80%, n: 200}", "{value: 100%, n: 200}"))
    found = comparison(old, planned(NEW.replace("{hits: 104, n: 200}", "{hits: 199, n: 200}")))
    reasons = {one.delivery.id: str(one.reasons[-1]) for one in found.promises.kept}
    assert "to go from 50% to 100.0%, and is 99.5% (95% interval 97.2% to 99.9%, n = 200)" in reasons["better-search"]


def test_what_was_given_up_before_its_day_is_not_called_due():
    refused = NEW.replace("    deadline: 2026-01-30\n    required: true\n", "    refused: too dear\n")
    found = comparison(pair()[0], planned(refused))
    assert "of 4 initiatives due or ended before, 1 kept" in str(found.heading)


SHARES = """project: {{today: {day}, currency: EUR}}
journeys:
  order: {{customers: 1000/year, value: 10 EUR/year, stages: {{s: {{a: {{channel: web, emotion: {felt},
    measures: {{fcr: {{hits: {hits}, n: 200}}}}, ends: {{completed: 85%, abandoned: {{share: 15%, n: 2000}}}}}}}}}}}}
  repair: {{customers: 1000/year, value: 10 EUR/year, stages: {{s: {{b: {{channel: shop, waiting: {waiting},
    ends: {{completed: {done}%, abandoned: {{share: {lost}%, n: 600}}}}}}}}}}}}
"""


def shares(day, hits, done, waiting):
    return planned(SHARES.format(day=day, felt=0, hits=hits, done=done, lost=100 - done, waiting=waiting))


def test_a_journey_that_got_worse_is_in_the_governing_sentence_though_only_a_touchpoint_got_better():
    """480 to 420 of 600 completed is more than chance; so is 100 to 150 of 200 answered at once elsewhere."""
    found = comparison(shares("2024-06-03", 100, 80, "11 d"), shares("2025-06-02", 150, 70, "265 h 50 min"))
    assert str(found.heading) == (
        "since 3 June 2024: of 2 journeys, 1 got worse beyond chance in completion or value lost and 0 got better"
    )
    assert [str(line) for line in found.support][:2] == [
        "Repair: completion goes from 80% to 70%, more than chance explains",
        "value lost in a year goes from 2,000 EUR to 3,000 EUR, more than chance explains",
    ]


def test_two_readings_that_differ_are_written_so_that_they_look_different():
    """Of 11 days 110 minutes are 0.08."""
    found = comparison(shares("2024-06-03", 100, 80, "264 h"), shares("2025-06-02", 100, 80, "265 h 50 min"))
    rows = {str(row[0]): [str(cell) for cell in row[1:4]] for row in found.journeys[1].figures.rows}
    assert rows["Waiting"] == ["11.0 d", "11.1 d", "+1 h 50 min"]
    assert [str(cell) for cell in rows["Completion"]][:2] == ["80%", "80%"]
