"""Every number explains itself: what an entry of the appendix says adds up, leads back, and names lines that exist."""

import re
from itertools import pairwise

import pytest

from journeymap.views.report_findings import Findings
from journeymap.views.report_numbers import index_key, numbers_part
from tests.outputs.reports import HOSTILE, NAMES, TWO_JOURNEYS, Element, analysed, page, page_of, read
from tests.support import ROOT, STORIES

LINES = re.compile(r"(?:([\w./-]+\.yaml)|(?<=, )):(\d+)((?:, \d+)*)")
NUMBER = r"[−-]?[\d,]+(?:\.\d+)?"


@pytest.fixture(scope="module", params=STORIES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def tree(name):
    return read(page(name))


def entries(tree):
    """Return name, value and lines of each entry, by what it is called."""
    found = {}
    for item in (li for ol in tree.of_class("numbers") for li in ol.all("li")):
        whole = "".join(part.text if isinstance(part, Element) else part for part in item.inside)
        first, *lines = whole.split("\n")
        title, _, said = first.partition(" = ")
        found.setdefault(title, (said.strip(), [" ".join(text.split()) for text in lines]))
    return found


def value(text):
    """Read a number as the report writes it: percent as it stands, money without its sign, minus as in print."""
    sign, number = re.search(r"([−-]?)(?:US\$|€)?([\d,]+(?:\.\d+)?)", text).groups()
    return float(number.replace(",", "")) * (-1 if sign else 1)


def leading(lines):
    """Return the numbers that lines begin with."""
    return [value(line) for line in lines if re.match(r"[−-]?(?:US\$|€)?\d", line)]


def test_a_completion_is_the_sum_of_its_good_ends_today_in_the_target_and_after_each_quarter(tree):
    lines = [line for line in entries(tree)["Completion"][1] if "=" in line]
    assert len(lines) >= 4
    for line in lines:
        whole, parts = line.split("=")
        assert value(whole.split(":")[-1]) == pytest.approx(sum(map(value, re.findall(rf"{NUMBER}%", parts))))


def test_losses_are_visits_times_shares_and_add_up(tree):
    said, lines = entries(tree)["Customers who give up or leave"]
    ways = [line for line in lines if "visits ×" in line]
    assert value(said) == pytest.approx(sum(map(value, ways)))
    for line in ways:
        visits, chance = re.search(rf"({NUMBER}) visits × ({NUMBER})%", line).groups()
        assert value(line) == pytest.approx(value(visits) * value(chance), abs=0.1 + 0.01 * value(line))


def test_the_value_lost_is_the_sum_over_its_ways(tree):
    said, lines = entries(tree)["Value lost in a year"]
    ways = [line for line in lines if "visits ×" in line]
    shown = [value(said), *map(value, ways)]
    slack = sum(10 ** (len(str(int(amount))) - 3) / 2 if amount >= 10_000 else 0.5 for amount in shown)
    assert value(said) == pytest.approx(sum(shown[1:]), abs=slack)
    unit = 10 ** (len(str(int(value(said)))) - 3)
    for line in ways:
        terms = re.search(rf"({NUMBER}) × ({NUMBER}) visits × ({NUMBER})% × [^\d]*({NUMBER})", line).groups()
        customers, visits, chance, one = map(value, terms)
        product = customers * visits * chance / 100 * one
        assert value(line) == pytest.approx(product, rel=0.01 + 0.006 / chance, abs=unit)


def sheet(tree):
    """Return head, rows by kind, and cells as (now, then) of the worksheet."""
    table = tree.of_class("sums")[0]
    head = [cell.text for cell in table.all("thead")[0].all("th")]
    rows = []
    for row in table.all("tbody")[0].all("tr"):
        cells = [[part.strip() for part in cell.text.split("→")] for cell in row.all("td")]
        cells += [[""]] * (len(head) - 1 - len(cells))  # a row ends with its last number
        rows.append((row.attributes.get("class", "point"), row.all("th")[0].text, [(c[0], c[-1]) for c in cells]))
    return head[1:], rows


@pytest.mark.parametrize("state", [0, 1], ids=["today", "target"])
def test_each_column_of_the_worksheet_adds_up_to_its_last_row(tree, state):
    head, rows = sheet(tree)
    total = next(cells for kind, _, cells in rows if kind == "total")
    assert {"Points", "Contacts", "Hand-offs"} <= set(head)
    for column in range(2, len(head)):
        terms = [cells[column][state] for kind, _, cells in rows if kind == "point"]
        terms = [value(term) for term in terms if term not in {"", "–"}]
        assert value(total[column][state]) == pytest.approx(sum(terms), abs=1e-6), head[column]


@pytest.mark.parametrize("state", [0, 1], ids=["today", "target"])
def test_scores_of_journey_and_stages_are_means_by_visits_and_importance(tree, state):
    head, rows = sheet(tree)
    points, stage, inside = [], None, {}
    for kind, title, cells in rows:
        if kind == "stage":
            stage = title
            inside[stage] = (cells[1][state], [])
        elif kind == "point" and re.search(r"\d", cells[0][state]) and re.search(r"\d", cells[1][state]):
            visits, importance = map(value, cells[0][state].split("×"))
            inside[stage][1].append((visits * importance, value(cells[1][state])))
            points.append(inside[stage][1][-1])
    whole = next(cells for kind, _, cells in rows if kind == "total")[head.index("Points")][state]
    assert value(whole) == pytest.approx(mean(points), abs=0.15)
    for shown, terms in inside.values():
        assert not terms or value(shown) == pytest.approx(
            mean(terms), abs=1.5 if sum(w for w, _ in terms) < 0.5 else 0.15
        )


def mean(terms):
    return sum(weight * score for weight, score in terms) / sum(weight for weight, _ in terms)


def test_the_worksheet_ends_in_the_headline_figures(name, tree):
    head, rows = sheet(tree)
    total = dict(zip(head, next(cells for kind, _, cells in rows if kind == "total"), strict=True))
    flow = next(iter(analysed(name).judged.current.values())).flow
    assert value(total["Time spent, min"][0]) == pytest.approx(flow.duration.value, rel=0.003)
    assert value(total["Waiting, min"][0]) == pytest.approx(flow.waiting.value, rel=0.003)
    assert value(total["Contacts"][0]) == pytest.approx(flow.contacts, abs=0.006)
    assert value(entries(tree)["Contacts"][0]) == pytest.approx(flow.contacts, abs=0.06)


def test_a_touchpoints_score_is_the_mean_of_its_readings_by_weight(name, tree):
    score = next(iter(analysed(name).judged.current.values()))
    found = entries(tree)
    for key, point in score.touchpoints.items():
        said, lines = found[" ".join(score.graph.title(key).replace('"', "“", 1).replace('"', "”").split())] if (
            score.graph.title(key) not in found) else found[score.graph.title(key)]  # fmt: skip
        terms = [tuple(map(value, re.search(rf"▸ ({NUMBER}) × ({NUMBER})", line).groups()))
                 for line in lines if "▸" in line and "target map" not in line]  # fmt: skip
        assert len(terms) == sum(m.score is not None and m.weight > 0 for m in point.metrics.values())
        if terms:
            assert value(said) == pytest.approx(mean([(weight, mark) for mark, weight in terms]), abs=0.11)


def test_a_level_follows_from_the_answers_shown(name, tree):
    result, found = analysed(name).judged.latest, entries(tree)
    for item in result.practices.values():
        if item.attained is None:
            continue
        said, lines = found[f"{item.id} {item.title}"]
        level, kept = 1, True
        partly = 0
        for at, met, half, every in re.findall(r"level (\d): (\d+)(?: \+ (\d+))?/(\d+)", lines[0]):
            partly += int(half or 0)
            kept = kept and int(met) + int(half or 0) == int(every) and partly <= 1
            level = int(at) if kept else level
        assert value(said) == level == item.attained, item.id


def test_the_plan_is_as_long_as_its_chain_and_costs_and_keeps_the_sum_of_its_initiatives(tree):
    found = entries(tree)
    said, lines = found["Length of the plan"]
    assert value(said) == sum(leading(lines))  # what the draws and the bound say begins with words
    for title in ("Cost of the plan", "Value kept per year, up to"):
        said, lines = found[title]
        assert value(said) == sum(leading(line for line in lines if "‘" in line and not line.startswith("each")))


def test_the_quarter_of_payback_is_the_first_to_keep_the_cost(tree):
    lines = entries(tree)["Paid for itself by the end of"][1]
    rates = [value(re.search(r": (.*) a year", line)[1].lstrip("US$€")) for line in lines[:-1]]
    totals = [value(line.split("together")[1]) for line in lines[:-1]]
    cost = value(lines[-1])
    assert totals[-1] >= cost > totals[-2]
    for rate, (before, after) in zip(rates[1:], pairwise(totals), strict=True):
        assert after - before == pytest.approx(rate / 4, rel=0.02, abs=1000)


def test_the_severity_of_a_finding_is_the_product_shown(tree):
    for card in tree.of_class("finding"):
        reach, importance, gap, weight = re.search(
            rf"Severity: ({NUMBER})% of customers × (\d)/5 × ({NUMBER}) = ({NUMBER})", card.text).groups()  # fmt: skip
        assert value(weight) == pytest.approx(value(reach) / 100 * value(importance) / 5 * value(gap), abs=0.011)


def test_every_line_of_a_file_exists_and_each_file_is_listed_once(tree):
    listed = [re.fullmatch(r"(?:(\S+): )?(\S+)", item.text).groups() for item in tree.of_class("files")[0].all("li")]
    paths = {short or path: path for short, path in listed}
    assert len(paths) == len(listed)
    cited = [found for ol in tree.of_class("numbers") for found in LINES.findall(ol.text)]
    assert len(cited) > 80
    before = ""
    for short, first, others in cited:
        before = short or before
        length = len((ROOT / paths[before]).read_text("utf-8").split("\n"))
        for line in (first, *re.findall(r"\d+", others)):
            assert 0 < int(line) <= length


@pytest.mark.parametrize("which", [*NAMES, "hostile", "two"])
def test_numbers_lead_to_their_entry_and_the_entry_back(which):
    tree = read({"hostile": page_of(HOSTILE), "two": page_of(TWO_JOURNEYS)}.get(which) or page(which))
    ids = {element.attributes.get("id"): element for element in tree.all()}
    links = [link for link in tree.all("a") if "data-n" in link.attributes]
    places = [item.attributes["id"] for ol in tree.of_class("numbers") for item in ol.all("li")]
    assert links
    for link in links:
        n = link.attributes["data-n"]
        place = places[int(n) - 1]  # the number in print is that of the entry in the appendix
        assert link.attributes["href"] == f"#{place}"
        back = [other.attributes["href"] for other in ids[place].all("a") if other.attributes["href"] == f"#r{n}"]
        assert back, n
        assert ids[f"r{n}"].attributes["href"] == f"#{place}"


def test_the_place_of_an_entry_is_called_after_its_number_and_not_after_its_turn(tree):
    ids = {element.attributes.get("id") for element in tree.all()}
    journey = next(iter(name for name in ids if name and name.startswith("sheet-"))).removeprefix("sheet-")
    assert {f"number-{journey}-completion", f"number-{journey}-value", "number-roadmap-length"} <= ids


def test_every_figure_of_the_summary_leads_to_its_entry(name, tree):
    summary = tree.by_id("summary")
    for fact in summary.of_class("stats")[0].all("dd"):
        assert fact.all("a"), fact.text
    linked = " ".join(link.text for link in summary.all("a"))
    for number in re.findall(r"(?:US\$|€)[\d,]+|[\d.]+%", summary.text):
        assert number in linked, number
    assert f"{analysed(name).roadmap.schedule.makespan_weeks} weeks" in linked.replace("\xa0", " ")


def test_a_number_that_two_entries_could_mean_leads_nowhere(name):
    part = numbers_part(Findings(analysed(name)))
    meant = {}
    for group in part.groups:
        for n, entry in enumerate(group.entries, group.start):
            for shown in entry.explains:
                meant.setdefault(index_key(shown), set()).add(n)
    assert all(len(meant[key]) == 1 for key in part.index)
    assert None not in part.index


@pytest.mark.parametrize("name_", STORIES)
def test_the_appendix_stays_small(name_):
    source = page(name_)
    start = source.index("<h3 id=numbers")
    part = source[start : source.index("</ul>", source.index("class=files", start))]
    assert len(part.encode()) < 32_800
    assert len(re.findall(r"<\w", part)) < 500


def test_a_number_leads_to_its_terms_and_never_the_whole_sentence_around_it(tree):
    """A paragraph, an answer or a heading holds more than its links: what the readings rest on hangs on their number."""
    told = [item for tag in ("p", "dd", "h2", "li") for item in tree.all(tag) if len(item.text) > 40]
    whole = [item.text for item in told if any(link.text.strip(". ") == item.text.strip(". ") for link in item.all("a")
                                               if link.attributes.get("data-n"))]  # fmt: skip
    assert whole == []
