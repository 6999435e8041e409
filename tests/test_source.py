"""Paths as they are shown."""

from hypothesis import given
from hypothesis import strategies as st

from journeymap import document
from journeymap.source import Source, spelled, unspelled

PATHS = st.text(st.characters(exclude_categories=[]), max_size=12) | st.text("\\ux20e\x1b\u202e\udc80", max_size=12)


@given(PATHS)
def test_a_spelled_path_can_be_read_back_and_no_two_are_alike(path: str) -> None:
    """The inverse exists, so files are found by the paths that are shown."""
    assert unspelled(spelled(path)) == path


def test_a_path_shows_no_sign_that_a_text_may_not_hold() -> None:
    """Each sign that the reader of texts refuses is spelled out, and a path with the rest of them is left as it is."""
    signs = [chr(code) for code in range(0x10000)]
    _, problems = document.read(Source("f", "\n".join(sign.strip("\n") for sign in signs)))
    refused = {signs[problem.span.line - 1] for problem in problems if problem.code == "bad-character"}
    assert len(refused) > 2000
    assert all(spelled(sign).isascii() and spelled(sign).isprintable() for sign in {*refused, *"\t\n\r"})
    assert spelled("città/家/a b-c_{1}%.yaml") == "città/家/a b-c_{1}%.yaml"
