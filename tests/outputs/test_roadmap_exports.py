"""The exports of a roadmap are what the programs that read them expect, and say what the plan says."""

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from functools import cache

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.analysis import make_plan
from journeymap.languages import language
from journeymap.outputs.calendar_text import FOLD, calendar, escaped, folded
from journeymap.outputs.csv_text import safe
from journeymap.outputs.roadmap_csv import HEAD, planner_csv
from journeymap.outputs.roadmap_exports import EXPORTS, roadmap_json, roadmap_schema
from journeymap.outputs.roadmap_mermaid import mermaid_gantt
from journeymap.roadmap.deepen import stability
from tests.support import story, tools, workspace

ENGLISH, ITALIAN = language("en"), language("it")


@cache
def planned(name="home-move"):
    opened = story(name)
    made = make_plan(opened, tools())
    return replace(made, stability=stability(made, opened)), opened


def parsed(text):
    """Read an .ics text by the rules of RFC 5545: unfold, split, unescape; return its events."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    events, current = [], None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            events.append(current)
            current = None
        elif current is not None:
            plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
            current[name.partition(";")[0]] = plain
    return events


def day(text):
    return dt.datetime.strptime(text, "%Y%m%d").replace(tzinfo=dt.UTC).date()


def test_the_calendar_has_an_all_day_event_for_each_initiative():
    plan, opened = planned()
    events = {event["UID"]: event for event in parsed(calendar(plan, opened, ENGLISH))}
    home = "moving-house-without-losing-the-line.journeymap"
    for item in plan.items:
        event = events[f"initiative-{item.id}@{home}"]
        assert event["SUMMARY"] == item.title
        assert (day(event["DTSTART"]), day(event["DTEND"])) == (item.start, item.end + dt.timedelta(days=1))
        assert event["DTSTAMP"] == "20180629T000000Z"
        assert str(item.reason) in event["DESCRIPTION"]
    assert {uid.split("-")[0] for uid in events} == {"initiative", "target"}


def test_no_line_of_the_calendar_is_longer_than_75_octets_and_its_identifiers_do_not_move_with_the_plan():
    plan, opened = planned()
    text = calendar(plan, opened, ITALIAN)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= FOLD
    later = replace(plan, items=tuple(replace(item, start=item.start + dt.timedelta(7)) for item in plan.items))
    uids = [[event["UID"] for event in parsed(calendar(made, opened, ENGLISH))] for made in (plan, later)]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(uids[0])


@given(st.text(max_size=300).filter(lambda text: "\r" not in text))
def test_any_title_comes_back_from_the_calendar_as_it_was(title):
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", title).encode("utf-8", "replace").decode()
    line = folded(f"SUMMARY:{escaped(plain)}")
    assert all(len(piece.encode()) <= FOLD for piece in line.split("\r\n"))
    whole = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert parsed(whole) == [{"SUMMARY": plain}]


def test_the_planners_file_has_a_row_for_each_initiative_with_its_person_days():
    plan, opened = planned()
    text = planner_csv(plan, opened, ENGLISH)
    assert text.startswith('\ufeff"id","title","owner","status",')
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    assert set(rows) == set(opened.content.initiatives)
    for item in plan.items:
        row = rows[item.id]
        assert (row["start"], row["end"], row["weeks"]) == (
            item.start.isoformat(),
            item.end.isoformat(),
            str(item.weeks),
        )
        assert row["after"].split() == list(item.after)
        assert row["critical"] == ("yes" if item.critical else "no")
        effort = opened.content.initiatives[item.id].effort or {}
        days = {
            name.split()[1]: float(value) for name, value in row.items() if name.startswith("person_days ") and value
        }
        assert days == {name: amount.days for name, amount in effort.items()}
    assert {rows[item.id]["status"] for item in plan.left_out} == {"left out"}
    assert [name for name in rows if rows[name]["status"] == "done"] == [item.id for item in plan.done]


HOSTILE = """
journeys: {j: {stages: {s: {a: {ends: completed}}}}}
initiatives:
  bad:
    title: '=HYPERLINK("http://x","y"); say, "all"'
    owner: '@boss'
    duration: 2 weeks
"""


def test_no_text_of_the_planners_file_is_a_formula():
    opened = workspace(HOSTILE)
    made = make_plan(opened, tools())
    _, row = csv.reader(io.StringIO(planner_csv(made, opened, ENGLISH)))
    assert row[1] == '\'=HYPERLINK("http://x","y"); say, "all"'
    assert row[2] == "'@boss"
    assert safe("-1") == "'-1"
    assert len(HEAD) == len(row)


@pytest.mark.parametrize("name", ["home-move", "software-subscription"])
def test_the_json_keeps_its_schema_and_the_status_of_each_stage(name):
    plan, _ = planned(name)
    record, schema = json.loads(roadmap_json(plan)), json.loads(roadmap_schema())
    jsonschema.validate({key: value for key, value in record.items() if key != "$schema"}, schema)
    assert [(s["name"], s["value"], s["bound"]) for s in record["stages"]] == [
        (s.name, s.value, s.bound) for s in plan.stages]  # fmt: skip
    assert record["stability"]["draws"] == 1000
    assert set(record["items"]) == {item.id for item in plan.items}


def test_the_mermaid_text_has_a_task_for_each_initiative_and_no_sign_of_its_own_in_a_title():
    opened = workspace(HOSTILE)
    made = make_plan(opened, tools())
    text = mermaid_gantt(made, opened, ENGLISH)
    assert '=HYPERLINK("http //x","y") say, "all" :' in text
    plan, story_ = planned()
    lines = mermaid_gantt(plan, story_, ENGLISH).splitlines()
    assert sum(bool(re.search(r" :(active, |crit, )*i\d+, \d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d$", line)) for line in lines) == len(
        plan.items)  # fmt: skip


def test_every_export_gives_the_same_bytes_twice():
    plan, opened = planned()
    assert all(write(plan, opened, ENGLISH) == write(plan, opened, ENGLISH) for write in EXPORTS.values())
