"""Writing: whole or not at all, and told before the work if it cannot be."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.cli._files import write
from journeymap.cli._paths import check_targets
from journeymap.errors import CannotWrite, InvalidWorkspace, UnknownName


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk while syncing: the old bytes stay, the temporary file goes."""
    target = tmp_path / "report.html"
    write(target, "old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_a_write_keeps_the_mode_of_the_file(tmp_path: Path) -> None:
    """What was private stays private."""
    target = tmp_path / "report.html"
    write(target, "old")
    target.chmod(0o600)
    write(target, "new")
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    """A report shared under a second name stays shared, also if there is nothing at the end of the link yet."""
    (tmp_path / "share").mkdir()
    link, target = tmp_path / "report.html", tmp_path / "share" / "latest.html"
    link.symlink_to(target)
    for text in ("first", "second"):
        write(link, text)
        assert (link.is_symlink(), target.read_text()) == (True, text)
    assert [path.name for path in target.parent.iterdir()] == ["latest.html"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """Such as /dev/stdout or /dev/null."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        write(pipe, "text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_everything_in_the_way_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder, a file where a folder belongs, a closed folder, a link to itself, a name too long, one file twice."""
    for name in ("page.html", "closed"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    # The tests may run as an administrator, to whom no folder is closed.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "closed")
    names = ("page.html", "file/x/page.html", "closed/new/page.html", "loop", "n" * 300, "x.PDF", "x.pdf", "fine.html")
    with pytest.raises(CannotWrite) as told:
        check_targets(tmp_path / name for name in names)
    assert str(told.value).replace(f"{tmp_path}/", "").split("; ") == [
        "cannot write page.html: this is a folder",
        "cannot write file/x/page.html: file is not a folder",
        "cannot write closed/new/page.html: nothing can be written into closed",
        "cannot write loop: Too many levels of symbolic links",
        f"cannot write {'n' * 300}: File name too long",
        "cannot write x.pdf: it is the same file as x.PDF",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["closed", "file", "loop", "page.html"]


def test_a_link_nobody_named_does_not_lead_out_of_its_folder(tmp_path: Path) -> None:
    """Else a workspace of somebody else could overwrite any file through a link called report.html."""
    outside, folder = tmp_path / "profile", tmp_path / "theirs"
    folder.mkdir()
    outside.write_text("mine")
    (folder / "report.html").symlink_to(outside)
    (folder / "inside.html").symlink_to(folder / "page.html")
    check_targets([folder / "report.html"], [folder / "inside.html"], folder)
    with pytest.raises(CannotWrite, match=r"report\.html: a link leads out of the folder"):
        check_targets((), [folder / "report.html", folder / "inside.html"], folder)


@pytest.mark.parametrize(("words", "files"), [
    ("report nowhere -o new/x.html --also pptx --also xlsx", ("new/x.html", "new/x.pptx", "new/x.xlsx")),
    ("report nowhere -o new/x.HTML --also html --also pdf", ("new/x.HTML", "new/x.pdf")),
    ("report nowhere else -o new --also xlsx",
     ("new/index.html", "new/nowhere.html", "new/nowhere.xlsx", "new/else.html", "new/else.xlsx")),
    ("report nowhere", ("report.html",)), ("build nowhere -o new", ("new/report.html",)),
    ("report nowhere -o new/x.htm --also pptx", ("new/x.htm", "new/x.pptx")),
    ("map nowhere -o new/x.svg", ("new/x.svg",)), ("map nowhere --view projected -o new", ("new/map.svg",)),
    ("plan nowhere -o new/x.svg", ("new/x.svg",)), ("diff nowhere else -o new/x.html", ("new/x.html",)),
    ("assess nowhere --picture strip -o new/x.svg", ("new/x.svg",)), ("assess nowhere --form", ("form.html",)),
    ("quarterly nowhere -o new/x.html", ("new/x.html",)), ("check nowhere -o new/x.txt", ("new/x.txt",)),
    ("schema -o new/x.json", ("new/x.json",)),
    ("init new", ("new/journey.yaml", "new/journeymap.yaml", "new/plan.yaml", "new/.journeymap/journeymap.schema.json")),
])  # fmt: skip
def test_what_cannot_be_written_is_told_before_anything_is_read(
    words: str, files: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workspaces do not exist, and no command comes so far as to notice; every file is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = CliRunner().invoke(group, words.split(), standalone_mode=False)
    assert isinstance(done.exception, CannotWrite), done.exception
    told = re.findall(r"cannot write (\S+): nothing can be written into", str(done.exception))
    assert told == list(files)
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(("words", "endings"), [
    ("plan nowhere -o x.docx", ".svg, .png, .csv, .ics, .json or .mmd"), ("assess nowhere -o x.csv", ".svg or .png"),
    ("assess nowhere --picture radar -o x.pdf", ".svg or .png"), ("assess nowhere --form -o x.pdf", ".html or .xlsx"),
    ("assess nowhere --collect a.yaml -o x.xlsx", ".yaml or .yml"), ("quarterly nowhere -o x.pdf", ".html or .htm"),
    ("diff nowhere else -o x.docx", ".html, .htm or .pdf"), ("map nowhere -o x.docx", None),
    ("report nowhere -o x.docx", None),
])  # fmt: skip
def test_a_wrong_ending_is_told_before_anything_is_read(words: str, endings: str | None) -> None:
    """The workspaces do not exist, and no command comes so far as to notice."""
    done = CliRunner().invoke(group, words.split(), standalone_mode=False)
    assert isinstance(done.exception, UnknownName), done.exception
    name = words.rpartition(" ")[2]
    assert str(done.exception).startswith(f"cannot write '{name}': its ending must be {endings or ''}")


def test_the_same_files_give_the_same_page_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths in a report are relative to the workspace, a brand's beside it too; what a terminal shows is not."""
    home = tmp_path / "shop"
    home.mkdir()
    journey = "journeys: {j: {stages: {s: {a: {channel: web, emotion: -2, ends: {completed: 40%, churned: 60%}}}}}}"
    (home / "j.yaml").write_text(f"project: {{today: 2026-10-05, brand: {{colour: '#ffcc00'}}}}\n{journey}", "utf-8")
    (tmp_path / "brand.yml").write_text("color: {primary: '#ffcc00'}", "utf-8")

    def written(*words: str) -> tuple[bytes, str]:
        done = CliRunner().invoke(group, ["report", *words, "-o", str(tmp_path / "r.html")], standalone_mode=False)
        assert done.exception is None, done.exception
        return (tmp_path / "r.html").read_bytes(), done.stderr

    for one, other in (
        (("shop",), (".",)),
        (("shop/j.yaml",), ("j.yaml",)),
        (("shop", "--brand", "brand.yml"), (".", "--brand", "../brand.yml")),
    ):
        monkeypatch.chdir(tmp_path)
        far, told = written(*one)
        monkeypatch.chdir(home)
        assert far == written(*other)[0]
        assert one[-1].removesuffix(".yaml") in told
    assert b"shop/j.yaml" not in far
    (home / "j.yaml").write_text(journey.replace("churned: 60%", "churned: 90%"), "utf-8")
    monkeypatch.chdir(tmp_path)
    wrong = CliRunner().invoke(group, ["report", "shop"], standalone_mode=False).exception
    assert isinstance(wrong, InvalidWorkspace)
    assert {problem.span.file for problem in wrong.problems} == {"shop/j.yaml"}
