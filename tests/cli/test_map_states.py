"""``journeymap map`` of states, on paper, and in a client's colours."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from journeymap.cli import group
from journeymap.cli._files import write
from journeymap.errors import UnknownName
from tests.support import ROOT

STORY = str(ROOT / "journeys" / "home-move")


def run(*arguments):
    return CliRunner().invoke(group, ["map", *arguments])


def test_a_difference_of_today_and_a_quarter_on_paper(tmp_path: Path):
    file = tmp_path / "map.pdf"
    result = run(STORY, "--view", "difference", "--to", "2018-Q4", "--page", "A1", "-o", str(file))
    assert result.exception is None
    reader = PdfReader(file)
    assert "Current journey → Journey after 2018-Q4" in reader.pages[0].extract_text()
    assert "Example - invented company" in reader.pages[0].extract_text()
    assert reader.root_object["/Lang"] == "en"


def test_states_are_written_to_a_folder_in_one_size(tmp_path: Path):
    result = run(STORY, "--view", "projected", "-o", str(tmp_path / "maps"))
    assert result.exception is None
    files = sorted((tmp_path / "maps").iterdir())
    assert files[0].name == "home-move-2018-Q3.svg"
    assert files[-1].name == "home-move-today.svg"
    sizes = {file.read_text("utf-8").split("viewBox", 1)[1].split(">", 1)[0].split(" role")[0] for file in files}
    assert len(sizes) == 1


def test_two_workspaces_are_compared(tmp_path: Path):
    file = tmp_path / "map.svg"
    minimal = str(ROOT / "journeys" / "minimal")
    result = run(minimal, "--view", "difference", "--from", minimal, "--to", "current", "-o", str(file))
    assert result.exception is None
    assert "Nothing changes" in file.read_text("utf-8")


def test_a_colour_that_cannot_be_read_is_told_with_its_place(tmp_path: Path):
    result = run(STORY, "-o", str(tmp_path / "map.svg"))
    assert "journeymap.yaml:20:13: #e07a1f has a contrast of 2.6 on #fbeae8 where 4.5 is needed" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "current"], "--from and --to are for --view difference"),
        (["--view", "projected", "-o", "x.svg"], "give a folder or a .pdf"),
        (["--view", "projected"], "give a folder or a .pdf"),
        (["--view", "difference", "--state", "target"], "--state is not for --view difference"),
        (["--state", "targt"], "the nearest is 'target'"),
    ],
)
def test_options_that_do_not_go_together_are_told(arguments, words):
    result = run(STORY, *arguments)
    assert isinstance(result.exception, UnknownName)
    assert words in str(result.exception)


@pytest.mark.parametrize("view", ["target", "difference"])
def test_a_view_of_a_target_that_is_not_there_is_an_error_and_no_other_map(view):
    result = run(str(ROOT / "journeys" / "minimal"), "--view", view)
    assert isinstance(result.exception, UnknownName)
    assert str(result.exception) == "'return-parcel' has no target"


def test_a_file_that_cannot_be_written_is_named_and_not_the_temporary_one(tmp_path: Path):
    taken = tmp_path / "map.svg"
    taken.mkdir()
    result = run(str(ROOT / "journeys" / "minimal"), "-o", str(taken))
    assert str(result.exception) == f"cannot write {taken}: this is a folder"
    with pytest.raises(IsADirectoryError) as told:
        write(taken, "text")
    assert told.value.filename == str(taken)
    assert list(tmp_path.iterdir()) == [taken]


def test_totals_of_a_journey_that_never_ends_are_dashes_and_not_zero(tmp_path: Path):
    steps = "a: {channel: web, next: {a: 50%, b: 50%}}, b: {channel: phone, next: {c: 100%}}, c: {next: {a: 100%}}"
    (tmp_path / "j.yaml").write_text(f"journeys: {{round: {{stages: {{s: {{{steps}}}}}}}}}", "utf-8")
    result = run(str(tmp_path))
    assert result.exception is None
    texts = re.findall(r"<text[^>]*>([^<]*)", result.output)
    assert [texts[texts.index(name) - 1] for name in ("Contacts", "Waiting", "Hand-offs")] == ["–", "–", "–"]
