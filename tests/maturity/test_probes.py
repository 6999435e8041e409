"""Each probe on small maps worked by hand: what it finds true, what false, and what it cannot tell."""

from collections.abc import Callable, Mapping

import pytest

from journeymap.maturity.model import MaturityModel
from journeymap.maturity.probes import ProbeOutcome, discover_probes

Look = Callable[[str], Mapping[tuple[str, str], list[ProbeOutcome]]]

BARE = """
journeys:
  buy:
    stages:
      ask:
        web: {}
"""

# Two touchpoints, each visited once by everybody.
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


def two(first: str = "", second: str = "", journey: str = "title: Buy", more: str = "") -> str:
    """Return a workspace of two touchpoints with what is given of each."""
    return TWO.format(first=first or "title: First", second=second or "title: Second", journey=journey, more=more)


WHOLE = "recovers: [acknowledgement, apology, gesture, follow_up]"

TARGET = """
targets:
  quick:
    of: buy
    changes: [{set: {first.duration: 5 min}}, {set: {second.tone: formal}}]
    measures: {completion: 97%}
    by: 2026-12-31
    owner: Head of sales
"""

CASES = [
    # code, scope, workspace, outcome, value
    ("P01.all", "buy", two(), "true", 1.0),
    ("P01.all", "buy", two().replace("    stages:", "    stages:\n      wait: {title: Wait}"), "false", 0.5),
    ("P01.any", "", two(), "true", 1),
    ("P02.reach", "buy", two(), "true", 0),
    ("P02.reach", "buy", two(first="next: first"), "false", 2),
    ("P02.reach", "buy", BARE, "false", 1),
    ("P02.channels", "", two(), "not_applicable", None),
    ("P02.channels", "", two(more="channels: {phone: {title: Line}}"), "true", 1.0),
    ("P02.channels", "", two(more="channels: {phone: {title: Line}, fax: {kind: text}}"), "false", 0.5),
    ("P04.fresh", "buy", two(journey="reviewed: 2026-03-01"), "true", 90),
    ("P04.fresh", "buy", two(journey="reviewed: 2026-02-28"), "false", 91),
    ("P04.year", "buy", two(journey="reviewed: 2026-02-28"), "true", 91),
    ("P04.fresh", "buy", two(), "not_available", None),
    ("P04.target", "buy", two(more=TARGET), "not_available", None),
    ("P05.journeys", "buy", two(journey="owner: Sales"), "true", None),
    ("P05.journeys", "buy", two(), "not_available", None),
    ("P05.most", "buy", two(first="owner: Agent", second="owner: Agent"), "true", 1.0),
    ("P05.most", "buy", two(first="owner: Agent"), "false", 0.5),
    ("P05.most", "buy", two(), "not_available", None),
    ("P05.busiest", "buy", two(first="owner: Agent"), "true", 1.0),
    ("P05.busiest", "buy", two(second="owner: Agent"), "false", 0.0),
    ("P05.inboxes", "buy", two(second="owner: Agent"), "false", 0.5),
    ("P05.inboxes", "buy", BARE.replace("{}", "{channel: web, owner: Agent}"), "not_applicable", None),
    ("P06.any", "", two(first="backstage: [look it up]"), "true", 1),
    ("P06.any", "", two(), "not_available", None),
    (
        "P06.most",
        "buy",
        two(
            first="importance: 5, systems: crm, backstage: [look it up]",
            more="systems: {crm: {}}",
        ),
        "true",
        1.0,
    ),
    ("P06.most", "buy", two(first="backstage: [look it up]"), "false", 0.0),
    ("P07.volumes", "buy", two(journey="customers: 900/month"), "true", None),
    ("P07.volumes", "buy", two(), "not_available", None),
    (
        "P07.half",
        "buy",
        two(
            first="measures: {csat: {value: 4.1/5, n: 30, period: 2026-05}, fcr: {value: 70%, n: 30, period: 2026-05}}",
        ),
        "true",
        0.5,
    ),
    (
        "P07.most",
        "buy",
        two(
            first="measures: {csat: {value: 4.1/5, n: 30, period: 2026-05}, fcr: {value: 70%, n: 30, period: 2026-05}}",
        ),
        "false",
        0.5,
    ),
    (
        "P07.half",
        "buy",
        two(
            first="measures: {csat: {value: 4.1/5, n: 30, period: 2025-Q4}, fcr: {value: 70%, n: 30, period: 2026-05}}",
        ),
        "false",
        0.0,
    ),
    (
        "P07.half",
        "buy",
        two(
            first="measures: {csat: {value: 4.1/5, n: 29, period: 2026-05}, fcr: {value: 70%, n: 30, period: 2026-05}}",
        ),
        "false",
        0.0,
    ),
    ("P07.half", "buy", two(first="measures: {csat: {value: 4.1/5, n: 30}}"), "not_available", None),
    ("P07.weak", "buy", two(first="pains: [slow], quote: Hello?, waiting: 5 min"), "true", 1.0),
    ("P07.weak", "buy", two(first="pains: [slow], quote: Hello?"), "false", 0.0),
    ("P07.weak", "buy", two(first="pains: [slow]"), "not_available", None),
    ("P07.weak", "buy", two(), "not_applicable", None),
    ("P08.n", "buy", two(first="measures: {csat: {counts: [1, 2, 3, 4, 5]}}"), "true", 1.0),
    ("P08.n", "buy", two(first="measures: {csat: {value: 4.1/5, basis: measured}}"), "false", 0.0),
    ("P08.n", "buy", two(first="emotion: -1"), "not_available", None),
    ("P09.pairs", "buy", two(more=TARGET), "true", 1.0),
    ("P09.pairs", "buy", two(more=TARGET.replace("    owner: Head of sales\n", "")), "false", 0.0),
    ("P09.pairs", "buy", two(more=TARGET.replace("completion: 97%", "csat: 4.5/5")), "false", 0.0),
    ("P09.baseline", "buy", two(more=TARGET.replace("completion: 97%", "score: 80")), "false", 0.0),
    (
        "P09.baseline",
        "buy",
        two(first="waiting: 5 min", more=TARGET.replace("completion: 97%", "score: 80")),
        "true",
        1.0,
    ),
    ("P09.baseline", "buy", two(more=TARGET.replace("completion: 97%", "contacts: 1.2")), "true", 1.0),
    ("P09.baseline", "buy", two(more=TARGET.replace("completion: 97%", "duration: 5 min")), "false", 0.0),
    ("P09.pairs", "buy", two(more=TARGET.replace("    measures: {completion: 97%}\n", "")), "not_available", None),
    ("P09.pairs", "", two(), "not_available", None),
    ("P09.promises", "", two(first="promise: {says: Today, kept: 90%}"), "true", 1.0),
    ("P09.promises", "", two(first="promise: {says: Today, kept: 90%}", second="promise: Soon"), "false", 0.5),
    ("P09.promises", "", two(second="promise: Soon"), "not_available", None),
    ("P09.promises", "", two(), "not_applicable", None),
    ("P10.stored", "buy", two(more=TARGET), "true", None),
    ("P10.stored", "buy", two(more=TARGET.replace("    measures: {completion: 97%}\n", "")), "false", None),
    ("P10.stored", "", two(), "not_available", None),
    ("P10.traced", "buy", two(more=TARGET), "false", 0.0),
    (
        "P10.traced",
        "buy",
        two(more=TARGET + "initiatives: {faster: {changes: [{set: {first.duration: 6 min}}]}}"),
        "false",
        0.5,
    ),
    (
        "P10.traced",
        "buy",
        two(
            more=TARGET
            + "initiatives: {faster: {changes: [{set: {first.duration: 6 min}}]},"
            + " kinder: {refused: costs too much, changes: [{set: {second.tone: formal}}]}}"
        ),
        "true",
        1.0,
    ),
    ("P10.refused", "", two(more=TARGET), "not_applicable", None),
    ("P10.refused", "", two(more=TARGET + "initiatives: {kinder: {refused: costs too much}}"), "false", 0.0),
    ("P10.refused", "", two(more=TARGET + "initiatives: {kinder: {refused: No, review: 2026-12-01}}"), "true", 1.0),
    ("P10.data", "buy", two(more=TARGET), "not_available", None),
    ("P10.data", "buy", two(first="asks: name", more=TARGET + "data: {name: Name}"), "not_applicable", None),
    (
        "P10.data",
        "buy",
        two(
            first="asks: name",
            more=TARGET.replace("{first.duration: 5 min}", "{first.asks: []}") + "data: {name: Name}",
        ),
        "true",
        1,
    ),
    ("P11.published", "", two(), "not_available", None),
    ("P11.published", "", BARE, "not_applicable", None),
    ("P11.published", "", two(more="channels: {phone: {standard: {answer: 80% in 20 s}}}"), "true", 1.0),
    ("P11.held", "", two(more="channels: {phone: {standard: {answer: 80% in 20 s}}}"), "not_available", None),
    ("P11.held", "", two(more="channels: {phone: {standard: {answer: 80% in 20 s, attained: 80%}}}"), "true", 0.8),
    ("P11.held", "", two(more="channels: {phone: {standard: {answer: 90% in 20 s, attained: 80%}}}"), "false", 0.8),
    ("P11.held", "", two(more="channels: {phone: {standard: {attained: 79%, n: 1240}}}"), "false", 0.79),
    ("P11.share", "", two(more="channels: {phone: {standard: {attained: 79%, n: 1240}}}"), "true", 1.0),
    ("P11.share", "", two(more="channels: {phone: {standard: {attained: 79%}}}"), "false", 0.0),
    ("P11.any", "", two(more="channels: {phone: {standard: {attained: 79%}}}"), "true", 1),
    ("P11.recorded", "", two(more="channels: {phone: {standard: {attained: 79%}}}"), "true", 1.0),
    ("P11.recorded", "", two(first="waiting: 2 min"), "true", 0.5),
    (
        "P11.recorded",
        "",
        two(first="waiting: 2 min, next: {second: 90%, extra: 10%}", second="next: extra").replace(
            "ends: completed, ", ""
        )
        + "        extra: {channel: chat, ends: completed}\n",
        "false",
        1 / 2.9,
    ),
    ("P11.recorded", "", two(), "not_available", None),
    ("P11.social", "", two(), "not_applicable", None),
    ("P15.again", "buy", two(), "not_available", None),
    ("P15.again", "buy", two(first="asks: name", more="data: {name: Name}"), "true", 0.0),
    ("P15.again", "buy", two(first="asks: name", second="asks: name", more="data: {name: Name}"), "false", 0.5),
    ("P15.across", "buy", two(first="asks: name", second="asks: name", more="data: {name: Name}"), "true", 0.0),
    (
        "P15.across",
        "buy",
        two(first="asks: name", second="asks: name", more="data: {name: Name}").replace("phone", "web", 1),
        "false",
        0.5,
    ),
    ("P16.marked", "buy", two(), "true", 1.0),
    ("P16.marked", "buy", BARE, "not_available", None),
    ("P16.exit", "buy", two(), "not_applicable", None),
    ("P16.exit", "buy", two().replace("phone", "bot", 1), "true", 1.0),
    ("P16.exit", "buy", two().replace("phone", "bot"), "false", 0.0),
    ("P16.exit", "buy", two().replace("phone", "bot", 1).replace("channel: phone, ", ""), "not_available", None),
    ("P16.stake", "buy", two(second="importance: 4").replace("phone", "bot"), "false", 0.0),
    ("P18", "buy", two(), "not_applicable", None),
    ("P18", "buy", two(first="importance: 4"), "true", 0.0),
    ("P18", "buy", two(first="emotion: -1").replace("phone", "bot", 1), "true", 0.0),
    ("P18", "buy", two(first="emotion: -1").replace("phone", "bot"), "false", 1.0),
    ("P18", "buy", two(first="importance: 4").replace("channel: phone, ", ""), "not_available", None),
    ("P19", "buy", two(), "not_available", None),
    ("P19", "buy", two(first="fails: [{share: 5%, to: second}]", second=WHOLE), "true", 1.0),
    ("P19", "buy", two(first="fails: [{to: second}, {ends: abandoned}]", second=WHOLE), "false", 0.5),
    ("P19", "buy", two(first="fails: [{to: second}]", second="recovers: apology"), "false", 0.0),
    ("P19", "buy", two(first="fails: [{to: second}]"), "not_available", None),
    ("P19", "buy", two(first="fails: [{to: second, recovery: none}]"), "false", 0.0),
    ("P26.purpose", "", two(), "not_available", None),
    ("P26.purpose", "", two(first="uses: name", more="data: {name: Name}"), "not_available", None),
    ("P26.purpose", "", two(first="uses: name", more="data: {name: {purpose: To greet}}"), "true", 1.0),
    ("P26.consent", "", two(first="uses: name", more="data: {name: {purpose: To greet}}"), "false", 0.0),
    (
        "P26.complete",
        "",
        two(first="uses: name", more="data: {name: {purpose: To greet, legal_basis: contract, owner: Sales}}"),
        "true",
        1.0,
    ),
    ("P26.unused", "", two(first="uses: name", more="data: {name: Name, age: Age}"), "false", 0.5),
    ("P27.inventory", "", two(), "not_available", None),
    ("P27.inventory", "buy", two(first="uses: name", more="data: {name: Name}"), "true", 1),
    ("P27.inventory", "buy", two(more="data: {name: Name}"), "not_available", None),
    ("P27.half", "buy", two(first="uses: name", more=TARGET + "data: {name: Name}"), "false", 0.0),
    (
        "P27.half",
        "buy",
        two(
            first="uses: [name, age]",
            more=TARGET + "systems: {crm: {}}\ndata: {name: {source: crm, owner: Sales, refresh: 1 d}, age: Age}",
        ),
        "true",
        0.5,
    ),
    ("P27.half", "buy", two(more=TARGET + "data: {name: Name}"), "not_available", None),
    ("P27.listed", "buy", two(first="uses: name", more=TARGET + "data: {name: Name}"), "true", 0.5),
    ("P27.quality", "buy", two(first="uses: name", more=TARGET + "data: {name: Name}"), "not_available", None),
    ("P27.quality", "buy", two(first="uses: name", more=TARGET + "data: {name: {quality: 95%}}"), "true", 1.0),
    ("P27.holders", "", two(more="systems: {crm: {holds: name}}\ndata: {name: {source: crm}}"), "true", 1.0),
    ("P27.holders", "", two(more="systems: {crm: {holds: age}}\ndata: {name: {source: crm}, age: Age}"), "false", 0.0),
    ("P28.listed", "", two(), "not_available", None),
    (
        "P28.listed",
        "",
        two(first="systems: crm", more="systems: {crm: {connected_to: {erp: api}}, erp: {}}"),
        "true",
        1.0,
    ),
    (
        "P28.listed",
        "",
        two(first="systems: [crm, old]", more="systems: {crm: {connected_to: {erp: api}}, erp: {}, old: {}}"),
        "false",
        0.5,
    ),
    ("P28.automatic", "", two(more="systems: {crm: {connected_to: {erp: manual}}, erp: {}}"), "false", 0),
    ("P28.automatic", "", two(more="systems: {crm: {connected_to: {erp: batch}}, erp: {}}"), "true", 1),
    ("P28.most", "", two(more="systems: {crm: {connected_to: {erp: api}}, erp: {}}"), "not_available", None),
    (
        "P28.most",
        "",
        two(
            more="systems: {crm: {office: front, connected_to: {erp: manual, dwh: none}}, erp: {office: back}, dwh: {}}"
        ),
        "false",
        0.0,
    ),
    (
        "P28.most",
        "",
        two(more="systems: {crm: {office: front, connected_to: {erp: event}}, erp: {office: back}}"),
        "true",
        1.0,
    ),
    ("P28.marked", "", two(first="backstage: [type it]"), "not_available", None),
    ("P28.marked", "", two(first="backstage: [{do: type it, manual: true}]"), "true", 1.0),
    ("P28.marked", "", two(first="backstage: [{do: type it, manual: true}, send it]"), "false", 0.5),
    ("P31.competitor", "", two(), "not_available", None),
    *(
        (
            code,
            scope,
            two(
                more="benchmarks: {b: {metric: csat, value: 4.2/5, sector: retail, ours: false, source: s,"
                ' date: "2022", touchpoint: buy.first}}'
            ),
            holds,
            value,
        )
        for code, scope, holds, value in [
            ("P31.competitor", "", "false", 0),
            ("P31.outside", "buy", "true", 1),
            ("P31.traceable", "", "false", 0.0),
            ("P31.age", "", "false", 0.0),
        ]
    ),
    *(
        (
            code,
            scope,
            two(
                more="benchmarks: {b: {metric: csat, value: 4.2/5, sector: banks, ours: true, source: s,"
                " date: 2023-06, n: 400, method: mean}}"
            ),
            holds,
            value,
        )
        for code, scope, holds, value in [
            ("P31.competitor", "", "true", 1),
            ("P31.outside", "buy", "not_available", None),
            ("P31.traceable", "", "true", 1.0),
            ("P31.age", "", "true", 1.0),
        ]
    ),
    ("P32.dated", "", two(), "not_available", None),
    ("P32.dated", "", two(more="initiatives: {a: {owner: IT, duration: 2 months}, b: {owner: IT}}"), "false", 0.5),
    (
        "P32.complete",
        "",
        two(
            more="departments: {it: {}}\ninitiatives: {a: {lifts: {TEC-3: 3}, duration: 2 months, effort: {it: 30 d},"
            " confidence: 80%}}"
        ),
        "true",
        1.0,
    ),
    ("P32.risk", "", two(more="initiatives: {a: {risk: low}}"), "false", 0.0),
    ("P32.sequence", "", two(more="initiatives: {a: {}, b: {}}"), "not_applicable", None),
    (
        "P32.sequence",
        "",
        two(more="initiatives: {a: {starts: 2026-06-01, duration: 10 d}, b: {starts: 2026-06-10, after: a}}"),
        "false",
        1,
    ),
    (
        "P32.sequence",
        "",
        two(more="initiatives: {a: {starts: 2026-06-01, duration: 10 d}, b: {starts: 2026-06-11, after: a}}"),
        "not_available",
        None,
    ),
    ("P34.quarters", "", two(), "not_available", None),
    ("P34.quarters", "", two(more="assessments: {a: {date: 2026-05-01}}"), "not_applicable", None),
    ("P34.quarters", "", two(more="assessments: {a: {date: 2026-03-31}}"), "true", 1.0),
    ("P34.quarters", "", two(more="assessments: {a: {date: 2025-12-31}, b: {date: 2026-05-01}}"), "false", 0.5),
    ("P34.consecutive", "", two(more="assessments: {a: {date: 2025-12-31}, b: {date: 2026-05-01}}"), "false", 0),
    ("P34.consecutive", "", two(more="assessments: {a: {date: 2026-03-31}, b: {date: 2026-05-01}}"), "true", 1),
    ("P34.first", "", two(more="assessments: {a: {date: 2026-05-01}}"), "not_available", None),
    (
        "P34.first",
        "",
        two(more="assessments: {a: {date: 2026-05-01, evidence: {e: {criteria: STR-1.2a, strength: C}}}}"),
        "true",
        1,
    ),
    ("P34.again", "", two(more="assessments: {a: {date: 2026-03-31}, b: {date: 2026-05-01}}"), "not_available", None),
    *(
        (
            "P34.again",
            "",
            two(
                more="assessments: {a: {date: 2025-12-31, valid_until: " + until + "},"
                " b: {date: 2026-05-01, model_version: 0.1.0}}"
            ),
            holds,
            value,
        )
        for until, holds, value in [("2026-05-01", "true", 1.0), ("2026-04-30", "false", 0.0)]
    ),
    ("P34.measures", "", two(), "not_available", None),
    (
        "P34.measures",
        "",
        two(first="measures: {csat: [{value: 4/5, period: 2026-Q1}, {value: 4.1/5, period: 2025-Q4}]}"),
        "true",
        2,
    ),
    ("P36.owners", "", two(), "not_available", None),
    ("P36.owners", "", two(first="systems: crm", more="systems: {crm: {}}"), "not_available", None),
    ("P36.owners", "", two(first="systems: [crm, erp]", more="systems: {crm: {owner: IT}, erp: {}}"), "false", 0.5),
    ("P36.unused", "", two(first="systems: crm", more="systems: {crm: {owner: IT}, erp: {}}"), "true", 1),
    ("P36.mapped", "", two(), "not_available", None),
    ("P36.mapped", "buy", two(more=TARGET), "not_available", None),
    (
        "P36.mapped",
        "buy",
        two(
            first="systems: crm, department: it",
            more=TARGET + "systems: {crm: {}}\ndepartments: {it: {}}",
        ),
        "false",
        0.5,
    ),
    ("P40", "", two(), "not_available", None),
    *(
        (
            "P40",
            "",
            two(
                more="assessments: {a: {date: 2026-05-01, respondents: {"
                + ", ".join(f"r{i}: {{role: x, answers: {{STR-1.2a: {v}}}}}" for i, v in enumerate(given))
                + "}}}"
            ),
            holds,
            value,
        )
        for given, holds, value in [
            (("met", "met"), "not_available", None),
            (("met", "partly", "unknown"), "true", 1.0),
            (("met", "not_met", "unknown"), "false", 0.0),
            (("met", "unknown", "unknown"), "not_available", None),
        ]
    ),
]


@pytest.mark.parametrize(
    ("code", "scope", "text", "holds", "value"), CASES, ids=[f"{i}-{c[0]}-{c[3]}" for i, c in enumerate(CASES)]
)
def test_each_check_on_a_map_worked_by_hand(look: Look, code, scope, text, holds, value):
    found = look(text)[code, scope]
    assert [outcome.outcome for outcome in found] == [holds], str(found[0].detail)
    assert found[0].value == (None if value is None else pytest.approx(value))


def test_every_check_that_can_be_told_is_tried_above_and_every_probe_speaks(dcx5: MaturityModel):
    tried = {case[0] for case in CASES}
    silent = {
        "P04.history", "P05.history", "P07.backlog", "P08.nonresponse", "P08.trust", "P08.staff", "P09.outcomes",
        "P10.between", "P10.skills", "P11.peaks", "P11.tolerance", "P15.wrong", "P26.stopped", "P27.retention",
        "P28.falling", "P28.health", "P32.references", "P32.causes", "P32.data", "P32.decisions", "P32.people",
        "P32.benefits", "P34.technology", "P34.roadmap", "P36.changes", "P36.reuse", "P36.replaced",
    }  # fmt: skip
    codes = {code for name in discover_probes() for code in dcx5.probes[name].codes}
    assert tried == codes - silent


def test_every_code_a_probe_tells_is_known_to_the_model(look: Look, dcx5: MaturityModel):
    known = {code for info in dcx5.probes.values() for code in info.codes}
    assert {code for code, _ in look(two(more=TARGET))} <= known
    assert {code for code, _ in look(BARE)} <= known


def test_a_bare_map_is_never_told_false_for_what_it_does_not_record(look: Look):
    """Only what the map itself shows to be wrong is false: here, that its one touchpoint leads nowhere."""
    false = [code for (code, _), found in look(BARE).items() for outcome in found if outcome.outcome == "false"]
    assert false == ["P02.reach"]


def test_each_channel_has_its_say_on_its_own_standard_with_an_interval(look: Look):
    more = "channels: {phone: {standard: {attained: 61%, n: 1240}}, chat: {standard: {attained: 85%}}}"
    text = two(more=more).replace("phone, ends", "chat, ends")
    chat, phone = look(text)["P11.held", ""]
    assert (chat.outcome, chat.low) == ("true", None)
    assert (phone.outcome, phone.threshold, phone.n) == ("false", 0.8, 1240)
    assert (phone.low, phone.high) == (pytest.approx(0.582, abs=1e-3), pytest.approx(0.637, abs=1e-3))


def test_a_target_written_as_a_journey_has_its_own_day_of_review(look: Look):
    other = "  wanted:\n    reviewed: 2025-01-01\n    stages: {ask: {web: {channel: web, ends: completed}}}\n"
    text = two(more=other + "targets: {t: {of: buy, journey: wanted}}")
    assert [outcome.outcome for outcome in look(text)["P04.target", "buy"]] == ["false"]


def test_in_a_loop_the_order_of_the_map_tells_which_question_was_first(look: Look):
    text = two(first="asks: name", second="asks: name, next: {first: 50%}", more="data: {name: Name}")
    found = look(text)["P15.again", "buy"][0]
    assert (found.value, len(found.places)) == (0.5, 1)


def test_a_false_outcome_points_at_the_place_to_put_right(look: Look):
    found = look(two(first="owner: Agent"))["P05.most", "buy"][0]
    assert [span.line for span in found.places] == [8]


def test_every_probe_has_a_manual_with_formula_threshold_and_limits():
    for probe in discover_probes().values():
        for heading in ("Formula", "Threshold", "Not available"):
            if heading == "Not available" and probe.id == "P02":
                continue  # a map always shows what leads where
            assert f"{heading}\n" in probe.manual, (probe.id, heading)


@pytest.mark.parametrize(
    ("key", "planned", "same"),
    [
        ("book.fails", "book.fails.0.share", True),
        ("book.promise.kept", "book.promise", True),
        ("book.duration", "book", True),
        ("book", "book.duration", False),
        ("book.duration", "bookshop", False),
    ],
)
def test_a_difference_is_traced_by_a_plan_for_a_part_of_it_but_removal_only_by_removal(key, planned, same):
    from journeymap.maturity.probes.p10_target_diff import _same

    assert _same(key, planned) is same


@pytest.mark.parametrize(
    ("text", "code", "holds"),
    [
        (two().replace("phone", "social") + "channels: {social: {standard: {attained: 70%}}}", "P11.social", "true"),
        (two().replace("phone", "social"), "P11.social", "not_available"),
        (
            two(more="benchmarks: {b: {metric: csat, value: 4.2/5, sector: banks, ours: true, source: s, date: soon}}"),
            "P31.age",
            "not_available",
        ),
    ],
)
def test_what_else_the_workspace_can_tell(look: Look, text, code, holds):
    assert [outcome.outcome for outcome in look(text)[code, ""]] == [holds]


def test_a_journey_without_failures_or_questions_beside_one_with_them_has_nothing_to_ask(look: Look):
    more = "  leave:\n    stages: {go: {out: {channel: phone, ends: churned}}}\ndata: {name: Name}\n"
    found = look(two(first="asks: name, fails: [{to: second}]", second=WHOLE, more=more))
    assert [found[code, "leave"][0].outcome for code in ("P19", "P15.again", "P15.across")] == ["not_applicable"] * 3
    assert found["P07.volumes", "leave"][0].outcome == "not_available"


@pytest.mark.parametrize("text", ["", "spring", "2025-13", "2025-02-30", "0000", "2025-Q5"])
def test_a_period_that_cannot_be_read_has_no_last_day(text):
    from journeymap.maturity.probes.helping import last_day

    assert last_day(text) is None
