"""Maturity, roadmap and trend in the report: one table each, the same numbers as the analysis behind it."""

import pytest

from journeymap.maturity.gaps import foundations_first, gaps
from journeymap.maturity.trend import compare
from journeymap.outputs.html.wording import typographer
from journeymap.text import Figure, count
from journeymap.views.maturity import STATES
from journeymap.views.roadmap import gantt
from journeymap.views.roadmap_curves import roadmap_curves
from tests.outputs.reports import analysed, page, read, render
from tests.support import STORIES


@pytest.fixture(params=STORIES, scope="module")
def story(request):
    return analysed(request.param), read(page(request.param))


def cells(row):
    return [cell.text.strip() for cell in row.inside if not isinstance(cell, str)]


def body(table):
    return [row for part in table.all("tbody") for row in part.all("tr")]


def test_every_practice_is_a_row_with_its_levels_drawn_and_written(story):
    analysis, tree = story
    result = analysis.judged.latest
    rows = [row for row in body(tree.by_id("practices")) if row.attributes.get("class") != "phase"]
    assert len(rows) == len(result.practices)
    for row, item in zip(rows, result.practices.values(), strict=True):
        name, levels, gap, *_ = cells(row)
        assert name == f"● {item.id} {item.title}" if item.core else name == f"{item.id} {item.title}"
        assert gap == ("" if item.gap is None else str(item.gap))
        drawn = [mark.attributes["class"] for mark in row.all("i")]
        if item.attained is None:
            assert (levels, drawn) == (str(STATES[item.state]), [])
            continue
        goal = item.target if item.target is not None else "–"
        assert levels.startswith(f"{item.attained} · {item.evidenced or '–'} · {goal}")
        aimed = f" t{item.target}" if item.target is not None else ""
        assert drawn == [f"lv a{item.attained} e{item.evidenced or 0}{aimed}"]


def test_open_criteria_stand_under_their_kind_and_the_phases_count_them(story):
    analysis, tree = story
    result, table = analysis.judged.latest, tree.by_id("practices")
    kinds = [head.text for head in table.all("thead")[0].all("th")][3:-1]
    short = {gap.practice.id: gap for gap in gaps(result)}
    for part, phase in zip(table.all("tbody"), result.phases, strict=True):
        first, *rows = (cells(row) for row in part.all("tr"))
        for place, kind in enumerate(kinds, 3):
            named = [code for row in rows for code in row[place].split(", ") if code]
            missing = [item for practice in phase.practices if practice.id in short
                       for item in short[practice.id].missing if str(item.criterion.aspect).title() == kind]  # fmt: skip
            assert first[place] == str(len(missing))
            assert sorted(named) == sorted(item.id.partition(".")[2] for item in missing)


def test_gaps_in_technology_and_in_process_and_missing_foundations_are_told_in_sentences(story):
    analysis, tree = story
    result, text = analysis.judged.latest, tree.by_id("maturity").text.replace("( ", "(").replace(" )", ")")
    missing = [item.criterion.aspect for gap in gaps(result) for item in gap.missing]
    assert f"{len(missing)} criteria are open up to the targets: " in text
    for kind in ("technology", "process"):
        assert f"{missing.count(kind)} in {kind}" in text
    first = next(iter(foundations_first(result)))
    assert f"({first}) at level {result.practices[first].attained} holds back" in text


def test_every_initiative_is_a_row_with_the_number_it_has_in_the_drawings(story):
    analysis, tree = story
    plan, language = analysis.roadmap, typographer(render().language)
    rows = [cells(row) for row in body(tree.by_id("initiatives"))]
    done, planned = rows[: len(plan.done)], rows[len(plan.done) :]
    assert [row[0] for row in done] == ["✓"] * len(plan.done)
    bars = gantt(plan, analysis.workspace).bars
    assert [row[0] for row in planned] == [str(bar.number) for bar in bars]
    for row, item in zip(planned, plan.items, strict=True):
        assert row[1].removeprefix("● ") == item.title
        assert row[1].startswith("● ") is item.critical
        assert language.date(item.start) in row[3].replace("\n", " ")
        assert row[4] in {"Now", "Next", "Later"}
    told = " ".join(row[7] for row in rows)
    for moved in plan.moved:
        if moved.kind in {"slipped", "new"}:  # what it waits for now is the reason of its start
            assert " ".join(language.say(moved.reason).split()) in " ".join(told.split())


def test_the_curves_end_where_the_table_of_quarters_ends(story):
    analysis, tree = story
    language = typographer(render().language)
    rows = {cells(row)[0]: cells(row)[1:] for row in body(tree.by_id("quarters"))}
    for view in roadmap_curves(analysis.roadmap, analysis.workspace):
        for line in view.series:
            name = "Completion" if view.kind == "share" else language.say(line.name)
            shown = [language.say(view.figure(value)) for value in line.values]
            assert rows[name][: len(shown)] == [" ".join(text.split()) for text in shown]


def test_each_state_shows_every_score_whether_drawn_there_or_referred_to(story):
    analysis, tree = story
    language = render().language
    flip = tree.of_class("flip")[0]
    name, current = next(iter(analysis.judged.current.items()))
    states = [current, *(quarter.journeys[name] for quarter in analysis.roadmap.quarters)]
    for svg, score in zip(flip.all("svg"), states, strict=True):
        found = [*svg.all("text")]
        for link in svg.all("use"):
            found += tree.by_id(link.attributes["href"].removeprefix("#")).all("text")
        shown = sorted(text.text for text in found if text.text.isdigit())
        scores = [point.score for point in score.touchpoints.values() if point.score is not None]
        assert shown == sorted(language.say(Figure("score", each.value)) for each in scores)


def test_practices_that_moved_are_rows_with_the_level_before_and_now(story):
    analysis, tree = story
    old, new = list(analysis.judged.maturity.values())[-2:]
    changes = compare(old, new).practices
    moved = [item for item in changes if item.attained[0] != item.attained[1]]
    rows = [cells(row) for row in body(tree.by_id("moves"))]
    assert [row[0].split()[0] for row in rows] == [item.practice for item in moved]
    for row, item in zip(rows, moved, strict=True):
        before, now = ("–" if level is None else str(count(level)) for level in item.attained)
        assert row[1] == f"{before} → {now}"
        assert row[3] == f"{len(item.better)} better, {len(item.worse)} worse"
    others = [item for item in changes if item not in moved and (item.better or item.worse)]
    text = tree.by_id("trend").text
    assert f"not the level, in {len(others)} practice" in text
    assert all(item.practice in text for item in others)
