"""analysis.json fits its published schema and says null where nothing is known; the CSV files say the same."""

import csv
import io
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap import analysis as steps
from journeymap.languages import language
from journeymap.outputs import csv_criteria, csv_findings, csv_scores
from journeymap.outputs.analysis_json import JSON, SCHEMA_VERSION, analysis_schema, check_schema
from journeymap.outputs.csv_text import FORMULA, MARK, table
from journeymap.outputs.journey_records import journey_record
from journeymap.outputs.roadmap_exports import roadmap_json, roadmap_schema
from journeymap.scores import score_journey
from tests.outputs.reports import HOSTILE, NAMES, TWO_JOURNEYS, analysed, analysed_text, render
from tests.support import STORIES, graph

AWKWARD = {
    "two journeys": TWO_JOURNEYS,
    "hostile words": HOSTILE,
    "nothing is known": "journeys: {j: {stages: {s: {a: {}, b: {ends: completed}}}}}",
    "nobody gets out": "journeys: {j: {stages: {s: {a: {next: {b: 100%}}, b: {next: {a: 100%}}}}}}",
    "nobody comes": """
        journeys:
          j: {customers: 0/year, value: 0 EUR, stages: {s: {a: {ends: {completed: 0%, churned: 100%}}}}}
    """,
    "opinions only": "journeys: {j: {stages: {s: {a: {emotion: -2, gains: [warm], ends: completed}}}}}",
    "medians beyond what was watched": """
        journeys:
          j:
            stages:
              s:
                a: {channel: email, measures: {response_time: {times: [3 min], open: [1 h, 2 h, 3 h]}}, ends: completed}
    """,
    "large numbers": """
        journeys:
          j:
            customers: 999999999999/year
            value: 999999999999 EUR
            stages: {s: {a: {duration: 900 d, cost: 999999999 EUR, next: {a: 99.9%}, ends: {completed: 0.1%}}}}
    """,
    "a plan without effect": """
        journeys: {j: {stages: {s: {a: {ends: completed}}}}}
        initiatives: {i: {title: Think, duration: 3 weeks}}
    """,
}


def refuse(name: str) -> None:
    raise AssertionError(f"{name} is no number of JSON")


def written(opened: steps.Analysis, code: str = "en") -> dict[str, Any]:
    """Return analysis.json as a program reads it; what is no JSON fails."""
    return json.loads(JSON.write(opened, render(code))["analysis.json"], parse_constant=refuse)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


def keys(schema: dict[str, Any], value: Any, at: dict[str, Any]) -> list[str]:
    """Return the keys of a record that its schema does not name; with the schema's own required ones both agree."""
    if "$ref" in at:
        at = schema["$defs"][at["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in at:
        kinds = [kind for kind in at["anyOf"] if kind.get("type") != "null"]
        return [] if value is None else keys(schema, value, kinds[0])
    if isinstance(value, list):
        return [found for item in value for found in keys(schema, item, at.get("items") or {})]
    if not isinstance(value, dict):
        return []
    known, rest = at.get("properties"), at.get("additionalProperties")
    if known is None:
        return [
            found for item in value.values() for found in keys(schema, item, rest if isinstance(rest, dict) else {})
        ]
    unknown = [key for key in value if key not in known and key != "$schema"]
    return [*unknown, *(found for key in known for found in keys(schema, value[key], known[key]))]


@pytest.mark.parametrize("name", NAMES)
def test_the_analysis_of_a_story_fits_the_published_schema(name: str) -> None:
    """Valid by the 2020-12 meta-schema and the record by it; no key is left out, none is unpublished."""
    schema = dict(analysis_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    record = written(analysed(name))
    jsonschema.Draft202012Validator(schema).validate(record)
    assert keys(schema, record, schema) == []
    assert (record["schema_version"], schema["$id"]) == (SCHEMA_VERSION, f"urn:journeymap:analysis:{SCHEMA_VERSION}")


@pytest.mark.parametrize("name", AWKWARD)
def test_the_analysis_of_an_awkward_workspace_fits_the_schema(name: str) -> None:
    """Loops without a way out, nothing known, markup, zero and large numbers."""
    opened = analysed_text(AWKWARD[name])
    jsonschema.Draft202012Validator(dict(analysis_schema())).validate(written(opened))
    for output in (csv_scores.SCORES, csv_findings.FINDINGS, csv_criteria.CRITERIA):
        for text in output.write(opened, render()).values():
            assert len({len(row) for row in csv.reader(io.StringIO(str(text)))}) == 1


def test_the_roadmap_alone_fits_its_schema_and_speaks_the_language() -> None:
    """roadmap.json is the part of analysis.json, sentence by sentence in Italian."""
    plan = analysed("home-move").roadmap
    record = json.loads(roadmap_json(plan, language("it")), parse_constant=refuse)
    jsonschema.Draft202012Validator(json.loads(roadmap_schema())).validate(record)
    del record["$schema"]
    assert record == written(analysed("home-move"), "it")["roadmap"]
    assert record["items"] != written(analysed("home-move"))["roadmap"]["items"]


def test_what_is_unknown_is_null() -> None:
    """A journey of which only the way is known has completion, and no score, time, cost, value or plan."""
    record = written(analysed_text(AWKWARD["nothing is known"]))
    journey = record["journeys"]["j"]
    assert journey["completion"] == 1
    for name in ("score", "worst_moment", "peak_end", "service", "rest", "value_lost_per_year", "value_at_risk"):
        assert journey[name] is None, name
    for name in ("duration", "waiting", "cost"):
        assert journey[name] == {"value": None, "known": 0, "deviation": None, "completed": None}
    assert journey["touchpoints"]["a"]["score"] is None
    assert journey["touchpoints"]["a"]["value_lost_per_year"] is None
    assert record["roadmap"]["end"] is None
    assert record["roadmap"]["stability"] is None


def test_a_median_beyond_what_was_watched_is_told_as_unknown() -> None:
    """It is no metric with a value of zero: it stands apart with what was watched and the reason."""
    point = written(analysed_text(AWKWARD["medians beyond what was watched"]))["journeys"]["j"]["touchpoints"]["a"]
    assert "response_time" not in point["metrics"]
    assert point["unknown"]["response_time"]["watched"] == 180
    assert point["unknown"]["response_time"]["n"] == 4


def test_a_metric_says_how_it_was_put_together() -> None:
    """Two groups are weighted by their shares: 0.25 x 40 % + 0.75 x 80 % = 70 %; a median with its ninth decile."""
    point = journey_record(score_journey(graph("""
        personas: {few: {share: 25%}, many: {share: 75%}}
        measurements:
          - {journey: j, touchpoint: a, metric: fcr, persona: few, hits: 4, n: 10}
          - {journey: j, touchpoint: a, metric: fcr, persona: many, hits: 8, n: 10}
        journeys: {j: {stages: {s: {a: {duration: {times: [1 min, 2 min, 3 min]}, ends: completed}}}}}
    """))).touchpoints["a"]  # fmt: skip
    assert point.metrics["fcr"].pooled_by == "shares"
    assert point.metrics["fcr"].value == pytest.approx(0.7)
    assert point.metrics["fcr"].personas == ["few", "many"]
    assert (point.metrics["duration"].p50, point.metrics["duration"].p90) == (2, 3)


@pytest.mark.parametrize("name", STORIES)
def test_the_analysis_holds_what_the_report_shows(name: str) -> None:
    """Groups with channel fit and spreads, maturity with probes, and the plan with its stages and every quarter."""
    opened = analysed(name)
    record = written(opened)
    journey = next(iter(record["journeys"].values()))
    assert {"completion", "score", "fit"} <= set(journey["spreads"])
    for group in journey["groups"].values():
        assert 0 <= group["channel_fit"] <= 1
    assessment = list(record["maturity"].values())[-1]
    assert assessment["probes"]
    assert len(assessment["practices"]) == len(opened.judged.latest.practices)
    assert any(item["agreement"] is not None for item in assessment["practices"].values())
    plan = record["roadmap"]
    assert [stage["name"] for stage in plan["stages"]] == ["shortfall", "makespan", "value", "cost"]
    assert plan["prices"]
    assert set(plan["stability"]["items"]) == set(plan["items"])
    last = list(plan["quarters"].values())[-1]
    for key, state in last["journeys"].items():
        assert state["figures"]["completion"] == last["completion"][key]
        assert all(point["stage"] in state["stages"] for point in state["touchpoints"].values())


def test_nothing_in_the_analysis_tells_who_gave_which_answer() -> None:
    """Answers by role and remarks stay out: groups too small to be shown could be told from them."""
    criterion = analysis_schema()["$defs"]["CriterionRecord"]["properties"]  # type: ignore[index]
    assert not {"by_role", "notes", "heard"} & set(criterion)


def test_the_files_say_the_same_numbers() -> None:
    """Scores, findings and criteria in CSV are those of analysis.json, unrounded."""
    opened = analysed("home-move")
    record, out = written(opened), render()
    journey = record["journeys"]["home-move"]
    files = {key: str(text) for output in (csv_scores.SCORES, csv_findings.FINDINGS, csv_criteria.CRITERIA)
             for key, text in output.write(opened, out).items()}  # fmt: skip
    assert all(text.startswith(MARK) for text in files.values())
    everybody = [row for row in rows(files["scores.csv"]) if row["state"] == "current" and not row["persona"]]
    found = {
        row["touchpoint"]: row["value"] for row in everybody if (row["level"], row["figure"]) == ("touchpoint", "score")
    }
    assert found == {name: repr(point["score"]["value"]) if point["score"] else ""
                     for name, point in journey["touchpoints"].items()}  # fmt: skip
    metrics = {
        (row["touchpoint"], row["metric"]): row for row in everybody if row["figure"] == "value" and row["metric"]
    }
    for name, point in journey["touchpoints"].items():
        for key, metric in point["metrics"].items():
            row = metrics[name, key]
            assert (row["value"], row["pooled_by"], row["line"]) == (
                repr(metric["value"]), metric["pooled_by"], str(metric["line"]))  # fmt: skip
    told = [row for row in rows(files["findings.csv"]) if row["state"] == "current"]
    assert [(row["id"], row["message"], row["number"]) for row in told] == [
        (item["id"], item["message"], str(item["number"] or "")) for item in record["findings"]
    ]
    answers = {(row["assessment"], row["criterion"]): row["answer"] for row in rows(files["criteria.csv"])}
    assert answers == {
        (name, key): item["answer"] for name, assessment in record["maturity"].items()
        for practice in assessment["practices"].values() for key, item in practice["criteria"].items()
    }  # fmt: skip


def test_the_heads_are_the_same_in_every_language() -> None:
    """A program that reads the file in English reads it in Italian."""
    opened = analysed("minimal")
    for output in (csv_scores.SCORES, csv_findings.FINDINGS):
        english, italian = (str(next(iter(output.write(opened, render(code)).values()))) for code in ("en", "it"))
        assert english.split("\r\n")[0] == italian.split("\r\n")[0]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_no_text_of_a_table_is_a_formula_and_none_is_lost(texts: list[str]) -> None:
    """A cell begins with no sign of a formula; without its apostrophe it is the text as it was."""
    cells = [text.replace("\x00", "") for text in texts]
    _, row = csv.reader(io.StringIO(table([str(n) for n in range(len(cells))], [cells]), newline=""))
    assert not any(cell.startswith(FORMULA) for cell in row)
    assert [cell[1:] if text.startswith(FORMULA) else cell for cell, text in zip(row, cells, strict=True)] == cells


def test_numbers_stay_numbers_and_the_unknown_stays_empty() -> None:
    """A negative number is no formula; every cell is quoted and lines end as RFC 4180 has it."""
    assert table(["a", "b", "c"], [[-1.5, None, True]]) == '"a","b","c"\r\n"-1.5","","yes"\r\n'


def test_the_schema_of_check_is_sound() -> None:
    """Its id carries a version."""
    jsonschema.Draft202012Validator.check_schema(dict(check_schema()))
    assert check_schema()["$id"] == "urn:journeymap:check:1"
