"""Reports to test, and a small reader of their HTML."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from html.parser import HTMLParser

from babel import Locale

from journeymap.analysis import Analysis, analyse
from journeymap.engines.graphviz import layout
from journeymap.languages import Language, available, language
from journeymap.outputs import Render
from journeymap.outputs.html import report
from journeymap.views.report import report_view
from journeymap.views.report_parts import Chart
from tests.support import STORIES, story, tools, workspace

NAMES = (*STORIES, "minimal")
VOID = frozenset({"meta", "br", "hr", "img", "input", "link", "col", "wbr", "source"})

TWO_JOURNEYS = """
    project: {today: 2026-03-01, language: en}
    journeys:
      first:
        stages: {s: {call: {channel: phone}, done: {channel: web, ends: completed}}}
      second:
        title: Second
        customers: 1000/year
        stages: {s: {call: {channel: phone, emotion: -1, ends: {completed: 60%, churned: 40%}}}}
"""
HOSTILE = """
    project:
      title: "</title><script>document.title='owned'</script>"
      organisation: "\\" onload=\\"alert(1)\\" x='"
      author: "{{ 7 * 7 }} ]]> <!-- "
      version: "&lt;b&gt; &amp; <b>"
      today: 2026-01-31
      brand: {colour: "#ffee00", name: "<img src=x onerror=alert(1)>", confidentiality: "javascript:alert(1)"}
    personas: {p: {title: "<i>p</i>", share: 50%}, q: {title: "'q'"}}
    journeys:
      j:
        title: "</svg><script>document.title='owned'</script>"
        description: "<a href=\\"javascript:alert(1)\\">x</a>"
        customers: 10/year
        value: 5 EUR/year
        stages:
          s:
            title: "</style><style>body{display:none}</style>"
            touchpoints:
              a: {title: "<script>a</script>", channel: phone, emotion: -2, pains: ["<b>pain</b>"], gains: ["</blockquote>"]}
              b: {title: "{name} {0} %s 'b'", channel: web, emotion: 2, gains: ["<u>gain</u>"],
                  ends: {completed: 70%, churned: 30%}}
"""


def render(code: str = "en") -> Render:
    """Return how to write in a language; one without a catalogue speaks English with its own numbers."""
    speak = language(code) if code in available() else Language(code, {}, Locale.parse(code))
    return Render(speak, layout)


@cache
def analysed(name: str) -> Analysis:
    """Return the analysis of an example workspace."""
    return analyse(story(name), tools())


def analysed_text(text: str) -> Analysis:
    """Return the analysis of a text."""
    return analyse(workspace(text), tools())


def charts_in(part: object) -> Iterator[Chart]:
    """Yield the charts of a report, wherever they stand."""
    if isinstance(part, Chart):
        yield part
    elif is_dataclass(part) and not isinstance(part, type):
        for entry in fields(part):
            yield from charts_in(getattr(part, entry.name))
    elif isinstance(part, tuple | list):
        for inner in part:
            yield from charts_in(inner)


@cache
def charts(name: str) -> dict[str, Chart]:
    """Return the charts of the report of an example workspace by their slugs."""
    return {chart.slug: chart for chart in charts_in(report_view(analysed(name)))}


@cache
def page(name: str, code: str = "en") -> str:
    """Return the report of an example workspace."""
    return report(analysed(name), render(code))


@cache
def page_of(text: str, code: str = "en") -> str:
    """Return the report of a text."""
    return report(analysed_text(text), render(code))


ENDED_BY = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"},
    "td": {"td", "th", "tr", "tbody"}, "th": {"td", "th", "tr", "tbody"}, "tr": {"tr", "tbody"},
    "thead": {"tbody"}, "tbody": {"tbody"}, "caption": {"thead", "tbody"},
    "p": {"article", "blockquote", "details", "div", "dl", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
          "header", "li", "main", "nav", "ol", "p", "section", "table", "ul"},
}  # fmt: skip
"""Elements whose end tag may be left out, and what begins after them (HTML standard, 13.1.2.4)."""


@dataclass
class Element:
    """An element with what stands in it, in order."""

    tag: str
    attributes: dict[str, str | None]
    inside: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return all text in it, white space as one space."""
        return " ".join(" ".join(item if isinstance(item, str) else item.text for item in self.inside).split())

    def all(self, tag: str = "") -> "list[Element]":
        """Return the elements in it, itself included, of one tag or of all."""
        found = [self] if tag in ("", self.tag) else []
        for item in self.inside:
            if isinstance(item, Element):
                found += item.all(tag)
        return found

    def by_id(self, name: str) -> "Element":
        """Return the element of an id."""
        return next(element for element in self.all() if element.attributes.get("id") == name)

    def of_class(self, name: str) -> "list[Element]":
        """Return the elements of a class."""
        return [element for element in self.all() if name in (element.attributes.get("class") or "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in ENDED_BY.get(self.open[-1].tag, ()):
            self.open.pop()
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1].tag != tag and self.open[-1].tag in ENDED_BY:
            self.open.pop()
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(html: str) -> Element:
    """Return the tree of a page; fails where an element does not end where its own end tag is, if it needs one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, [element.tag for element in reader.open]
    return reader.root
