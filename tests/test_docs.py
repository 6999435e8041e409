"""Documentation that cannot lie: every block of the pages is written, run and compared.

A block ```` ```yaml file=PATH ```` is written to that path; a block ```` ```console ````
is run line by line in the same folder. Output is compared line by line; ``...``
inside a line stands for any text, alone on a line for any lines. The blocks
```` ```python ```` of a page are one session of the interpreter, compared as doctest does.
"""

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.cli._printing import print_problems
from journeymap.errors import InvalidWorkspace
from tests.support import ROOT, problems, tools

PAGES = sorted(page for page in (ROOT / "docs").rglob("*.md") if "decisions" not in page.parts)
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]+)")


def run(command: str) -> str:
    """Run one command line as a person would see it."""
    words = shlex.split(command)
    assert words[0] == "journeymap", command
    result = CliRunner().invoke(group, words[1:], standalone_mode=False)
    output = result.output
    status = result.return_value if isinstance(result.return_value, int) else 0
    if isinstance(result.exception, InvalidWorkspace):
        shown = CliRunner().invoke(_printer(result.exception))
        output, status = shown.output, 2
    elif result.exception is not None:
        raise result.exception
    # A page is typed with plain spaces where the output keeps a number and its unit on one line.
    return output.replace("\u00a0", " ") + (f"[exit status {status}]\n" if status else "")


def _printer(error: InvalidWorkspace):
    import click

    @click.command()
    def show() -> None:
        print_problems(error.problems, error.sources)

    return show


def pattern(expected: str) -> "re.Pattern[str]":
    """Return a pattern in which ``...`` alone is any lines and ``...`` in a line any text."""
    parts = []
    for line in expected.rstrip("\n").split("\n"):
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(
                ".*?".join(re.escape(piece.rstrip() if not piece.strip() else piece) for piece in line.split("..."))
                + r"[ ]*\n"
            )
    return re.compile("".join(parts))


def commands(block: str) -> list[tuple[str, str]]:
    """Split a console block into commands and what they print."""
    pieces = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def interpret(block: str, page: str, session: dict[str, object]) -> None:
    """Run the lines after ``>>>`` and compare what they print; names live on in the session."""
    example = doctest.DocTestParser().get_doctest(block, session, page, None, None)
    assert example.examples, f"a block of Python without >>> proves nothing:\n{block}"
    report: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=report.append, clear_globs=False)
    session.update(example.globs)
    assert result.failed == 0, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_of_a_page_runs_and_prints_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """YAML files are written, commands are run in order, outputs are compared."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "journeys").symlink_to(ROOT / "journeys")
    session: dict[str, object] = {}
    for kind, rest, body in BLOCK.findall(page.read_text("utf-8")):
        name = re.search(r"file=(\S+)", rest)
        if kind == "yaml" and name:
            Path(name[1]).parent.mkdir(parents=True, exist_ok=True)
            Path(name[1]).write_text(body, "utf-8")
        elif kind == "yaml":
            assert problems(body) == (), body
        elif kind == "console":
            for command, expected in commands(body):
                output = run(command)
                assert pattern(expected).fullmatch(output), f"$ {command}\n{output}"
        elif kind == "python":
            interpret(body, page.name, session)
        else:
            assert kind == "text", f"a block of {kind} is not tested"


@pytest.mark.parametrize(
    "page",
    [ROOT / "README.md", *PAGES, *sorted((ROOT / "docs" / "decisions").glob("*.md"))],
    ids=lambda page: page.stem,
)
def test_every_link_and_picture_of_a_page_exists(page: Path) -> None:
    """Relative links lead to files of the repository."""
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_the_reference_is_made_from_the_code_and_complete(tmp_path: Path) -> None:
    """Every section, record field, metric, rule, probe and command has its entry."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pages = module.pages()
    kit = tools()
    for name in kit.rules:
        assert f"## `{name}`" in pages["rules.md"]
    for name in kit.probes:
        assert f"## {name} " in pages["probes.md"]
    for name in ("init", "check", "score", "map", "assess", "plan", "report", "build", "diff", "explain", "schema"):
        assert f"## journeymap {name}\n" in pages["commands.md"]
    for record in module.records(module.Content):
        for field, info in record.model_fields.items():
            assert f"| `{info.alias or field}`" in pages["format.md"]


def test_the_journey_of_the_readme_is_valid() -> None:
    """The YAML on the first page loads and scores."""
    [(_, _, body)] = [block for block in BLOCK.findall((ROOT / "README.md").read_text("utf-8")) if block[0] == "yaml"]
    assert problems(body) == ()
