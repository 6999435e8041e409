"""Writing: whole or not at all."""

import os
from pathlib import Path

import pytest

from journeymap.cli._files import write


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
