"""What is left out of a page is nothing a reader of HTML would miss: the same tree, and the rules of all that occurs."""

import re

import pytest

from journeymap.outputs.html import page as pages
from journeymap.outputs.html.page import SHEETS, asset, compact
from journeymap.outputs.html.sheet import fitting
from journeymap.outputs.html.tight import tight
from tests.outputs.reports import HOSTILE, TWO_JOURNEYS, Element, analysed_text, page_of, read, render


def tree(element: Element) -> object:
    """Return an element as values, white space as the page shows it."""
    inside = [item if isinstance(item, Element) else " ".join(item.split()) for item in element.inside]
    shown = [tree(item) if isinstance(item, Element) else item for item in inside if item]
    return element.tag, {name: value or "" for name, value in element.attributes.items()}, shown


@pytest.mark.parametrize("text", [TWO_JOURNEYS, HOSTILE])
def test_a_shorter_page_makes_the_same_tree(text, monkeypatch):
    shorter = tree(read(page_of(text)).all("body")[0])
    with monkeypatch.context() as patch:
        patch.setattr(pages, "tight", str)
        longer = pages.report(analysed_text(text), render())
    assert shorter == tree(read(longer).all("body")[0])


def test_scripts_and_examples_keep_every_letter():
    kept = '<script id="a">{"x": "</li> <li>"}</script><pre role="region"> a\n  <code>b="c"</code>\n</pre>'
    assert tight(kept) == kept.replace('role="region"', "role=region")


@pytest.mark.parametrize(
    ("markup", "shorter"),
    [
        ("<p>a</p> <p>b</p>", "<p>a<p>b</p>"),
        ("<p>a</p><span>b</span>", "<p>a</p><span>b</span>"),
        ("<td>a</td>\n<td></td></tr>\n</tbody></table>", "<td>a<td></table>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><div><dt>a<dd>b</div></dl>"),
        ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ('<a href="#a" title="a b" class="">', '<a href=#a title="a b" class>'),
        ('<a title="a=b" lang="it">', '<a title="a=b" lang=it>'),
    ],
)
def test_what_may_be_left_out(markup, shorter):
    assert tight(markup) == shorter


def test_a_sheet_all_of_which_occurs_stays_as_it_is():
    for sheet in map(compact, SHEETS):
        assert fitting(sheet, set(re.findall(r"[A-Za-z][\w-]*", sheet))) == sheet


def test_the_sheets_have_no_rule_the_reader_does_not_understand():
    """Only conditions and rules of pages begin with an at sign."""
    for name in SHEETS:
        assert set(re.findall(r"@[a-z-]+", asset(name))) <= {"@media", "@page", "@bottom-right", "@bottom-left"}
