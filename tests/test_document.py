"""YAML text to nodes: YAML 1.2 semantics, places, limits, and no exception for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeymap.document import Limits, Mapping, plain, read
from journeymap.source import Source


def values(text: str) -> object:
    node, problems = read(Source("f.yaml", text))
    assert not problems, problems
    assert node is not None
    return plain(node)


def codes(text: str, limits: Limits | None = None) -> list[str]:
    return [problem.code for problem in read(Source("f.yaml", text), limits)[1]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("Yes", "Yes"), ("1:30", "1:30"), ("12:30:45", "12:30:45"),
        ("2026-13-45", "2026-13-45"), ("2026-05-30", "2026-05-30"), ("1_000", "1_000"), ("true", True),
        ("False", False), ("~", None), ("null", None), ("12", 12), ("-3", -3), ("1.5", 1.5), ("1e3", 1000.0),
        ("'12'", "12"), ('"true"', "true"), ("25 min", "25 min"), ("32%", "32%"), ("4.1/5", "4.1/5"),
    ],
)  # fmt: skip
def test_scalars_read_as_in_yaml_1_2_as_editors_do(text: str, value: object) -> None:
    """What YAML 1.1 would turn into a boolean, a time or a date stays text."""
    assert values(f"a: {text}") == {"a": value}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2", "duplicate-key"), ("a: &x 1", "anchor"), ("a: *x", "alias"), ("<<: {a: 1}", "merge-key"),
        ("a: !!bool x", "tag"), ("a: !foo x", "tag"), ("--- 1\n--- 2", "many-documents"), ("? [a]\n: b", "bad-key"),
        ("a:\n\tb: 1", "bad-yaml"), ("a: b: c", "bad-yaml"), ("a: [1", "bad-yaml"), ("a: 012", "bad-number"),
        ("a: 0x1F", "bad-number"), ("a: .inf", "bad-number"), ("a: 1e999", "bad-number"), ("a: " + "9" * 19, "bad-number"),
        ("a: \u202ex", "bad-character"), ("a: \x07", "bad-character"), ("a: \ud800", "bad-character"),
        ("a: " + "x" * 20_001, "long-text"), ("k" * 257 + ": 1", "long-key"), ("{" * 40_000, "bad-key"),
        ("[" * 40_000, "too-deep"), ("a: " + "[" * 33 + "]" * 33, "too-deep"),
    ],
)  # fmt: skip
def test_what_has_no_place_in_a_workspace_is_one_located_problem(text: str, code: str) -> None:
    """Each refusal has its code and a place inside the text."""
    _, problems = read(Source("f.yaml", text))
    assert code in [problem.code for problem in problems]
    assert all(1 <= p.span.line <= text.count("\n") + 1 and p.span.column >= 1 for p in problems)


def test_limits_are_kept() -> None:
    """Size and number of values are limited before anything else sees the text."""
    assert codes("a: 1", Limits(size=3)) == ["too-large"]
    assert codes("[1, 2, 3]", Limits(nodes=3)) == ["too-many-nodes"]


def test_every_value_knows_its_place() -> None:
    """Spans are 1-based, point at the word and end behind it."""
    node, _ = read(Source("f.yaml", "a:\n  b: [x, yes]\n"))
    assert isinstance(node, Mapping)
    inner = node.get("a")
    assert isinstance(inner, Mapping)
    key = inner.key("b")
    assert key is not None
    assert key.span[1:] == (2, 3, 2, 4)
    listed = inner.get("b")
    assert listed is not None
    assert listed.items[1].span[1:] == (2, 10, 2, 13)  # type: ignore[union-attr]


def test_an_empty_file_is_no_mistake() -> None:
    """Comments alone give no node and no problem."""
    assert read(Source("f.yaml", "# nothing yet\n")) == (None, ())


@given(st.text(max_size=200))
def test_any_text_gives_a_node_or_problems(text: str) -> None:
    """No text raises; what cannot be read says so with a place."""
    node, problems = read(Source("f.yaml", text))
    if node is not None:
        plain(node)
    assert all(problem.span.line >= 1 for problem in problems)


TOKENS = st.lists(
    st.sampled_from(["a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ", ", "&x ", "*x", "!!int ", "|\n", ">", "'", '"',
                     "---\n", "...", "? ", "#", "1", "<<", "%YAML 1.2\n", "\t", "~", "é", "\ufeff"]),
    max_size=40,
).map("".join)  # fmt: skip


@given(TOKENS)
def test_any_run_of_yaml_tokens_gives_a_node_or_problems(text: str) -> None:
    """The same with text that looks like YAML, which reaches deeper into the parser."""
    node, problems = read(Source("f.yaml", text))
    if node is not None:
        plain(node)
    assert all(problem.span.line >= 1 for problem in problems)
