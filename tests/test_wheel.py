"""What is published works where nothing but the wheel is installed."""

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import journeymap

ROOT = Path(__file__).parent.parent
NOT_CODE = {".pyc", ".pyo"}
pytestmark = pytest.mark.wheel


def run(*command, cwd):
    """Run a command that must succeed, out of reach of the checkout, and give what it prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "COV"))}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of what belongs to it, so that the checkout stays clean."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "build", "dist", "__pycache__"))
    run(
        *(sys.executable, "-m", "pip", "wheel", "-qq", "--disable-pip-version-check"),
        *("--no-deps", "--wheel-dir", str(folder), str(source)),
        cwd=folder,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Install the wheel into a fresh virtual environment and give the command."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / "bin"
    run(
        *(str(programs / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"),
        *(str(wheel), "-c", str(ROOT / "constraints.txt")),
        cwd=folder,
    )
    return str(programs / "journeymap")


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    metadata = f"journeymap-{journeymap.__version__}.dist-info/"
    with zipfile.ZipFile(wheel) as archive:
        assert all(name.startswith(("journeymap/", metadata)) for name in archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel):
    expected = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "journeymap").rglob("*")
        if path.is_file() and path.suffix not in NOT_CODE
    }
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    assert expected <= packed
    assert {f"journeymap/charts/fonts/{name}" for name in ("Inter-Regular.woff2", "metrics.json")} <= packed


def test_the_wheel_carries_both_licences(wheel):
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if re.search(r"\.dist-info/licenses/.*[^/]$", name)]
    assert {Path(name).name for name in licences} == {"LICENSE", "OFL.txt"}


def test_the_installed_command_tells_its_version(installed, tmp_path):
    assert journeymap.__version__ in run(installed, "--version", cwd=tmp_path)


def test_the_installed_command_checks_and_builds_a_workspace(installed, tmp_path):
    workspace = tmp_path / "minimal"
    shutil.copytree(ROOT / "journeys" / "minimal", workspace)
    run(installed, "check", str(workspace), cwd=tmp_path)
    run(installed, "build", str(workspace), "-o", str(tmp_path / "out"), cwd=tmp_path)
    assert list((tmp_path / "out").glob("*.html"))
