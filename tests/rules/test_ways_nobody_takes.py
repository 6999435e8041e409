"""A way that nobody takes is no way: written with 0%, it changes nothing that any rule finds."""

import json

import pytest

from journeymap.analysis import judge
from journeymap.document import plain, read
from journeymap.source import Source
from tests.rules.test_cases import CASES
from tests.support import journey, tools, workspace

NOBODY = [{"share": "0%", "ends": "churned", "recovery": "none", "because": "nothing"}]


def content(case):
    """Return the files of a case as data."""
    texts = [case["yaml"]] if "yaml" in case else [journey(case["touchpoints"])]
    nodes = [read(Source("case.yaml", text))[0] for text in (*texts, case.get("world", "")) if text.strip()]
    return [plain(node) for node in nodes]


def points(files):
    """Yield the touchpoints of all journeys with the ids of those beside them."""
    for file in files:
        for record in (file.get("journeys") or {}).values():
            stages = [stage.get("touchpoints", stage) for stage in record["stages"].values()]
            names = [name for stage in stages for name in stage if isinstance(stage[name], dict)]
            yield from ((stage[name], names) for stage in stages for name in stage if name in names)


def with_ways_nobody_takes(files):
    """Add to each touchpoint failures, ways and ends of 0%, wherever that leaves what is given as it is."""
    for point, names in points(files):
        given = point.get("fails") or []
        failures = given if isinstance(given, list) else [given]
        to = [{"share": "0%", "to": name, "recovery": "none", "handoff": True} for name in names]
        point["fails"] = [*failures, *NOBODY, *to]
        for key, new in (("next", names), ("ends", ["abandoned", "churned"])):
            old = point.get(key)
            if old is not None:
                ways = {old: None} if isinstance(old, str) else dict.fromkeys(old) if isinstance(old, list) else old
                more = {"share": "0%", "handoff": True, "repeats": True} if key == "next" else "0%"
                point[key] = {**dict.fromkeys(new, more), **ways} if key == "ends" else {
                    **ways, **{name: more for name in new if name not in ways}
                }  # fmt: skip
    return files


def told(files):
    judged = judge(workspace(*(json.dumps(file, default=str) for file in files if file)), tools())
    every = [*judged.findings, *(finding for found in judged.target_findings.values() for finding in found)]
    return sorted((f.id, str(f.message), round(f.gap, 9), round(f.reach, 9), str(f.severity), f.also) for f in every)


@pytest.mark.parametrize("case", [pytest.param(param.values[1], id=param.id) for param in CASES])
def test_a_way_of_no_share_changes_no_finding(case):
    assert told(with_ways_nobody_takes(content(case))) == told(content(case))
