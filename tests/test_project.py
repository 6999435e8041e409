"""The files of the project agree with each other."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import journeymap

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Put together here, so that this file does not hold what it forbids.
HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]


def normal(requirement):
    """Give the name in a requirement as the packaging rules compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def constraints():
    return (ROOT / "constraints.txt").read_text(encoding="utf-8").split("\n")[:-1]


def files():
    """List the files that are or would be under version control."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_the_version_is_the_same_in_the_package_and_its_metadata():
    assert journeymap.__version__ == PROJECT["version"]


def test_the_changelog_has_a_place_for_what_comes_next():
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_constraints_are_exact_versions_and_nothing_else():
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+]+", line) for line in constraints())


def test_constraints_cover_every_direct_dependency():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert {normal(name) for name in wanted} <= {normal(line) for line in constraints()}


def test_every_dependency_states_the_least_version():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    assert all(re.fullmatch(r"[\w.-]+>=[\d.]+", requirement) for requirement in wanted)


def test_no_file_depends_on_where_packages_came_from():
    assert "uv.lock" not in {path.name for path in files()}
    for path in files():
        content = path.read_bytes().decode("utf-8", "replace")
        assert not [host for host in HOSTS if host in content], path


def test_every_rule_that_the_linter_ignores_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert not re.findall(r'^ +"[A-Z]+\d*", *$', text, re.MULTILINE)


def test_make_asks_for_every_program_the_tests_start():
    """A bare machine gets them from the project's own files; what is asked for by a name nobody knows is refused."""
    asked = re.search(
        r"^unit:.*\n\t@tools/system-packages (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )[1].split()
    started = {"/usr/bin/chromium": "chromium", '"soffice"': "office"}
    texts = [path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    for program, name in started.items():
        assert any(program in text for text in texts), program
        assert name in asked
    script = str(ROOT / "tools" / "system-packages")
    assert subprocess.run([script, *asked], capture_output=True, check=False).returncode == 0
    refused = subprocess.run([script, "nothing"], capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stderr) == (2, "system-packages: does not know 'nothing'\n")
