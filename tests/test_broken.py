"""Two hundred broken files: each gives located problems, exit status 2 and no traceback."""

import copy
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from journeymap.cli import group
from journeymap.errors import InvalidWorkspace
from tests.support import ROOT, STORIES, loaded

FILES = 200
JUNK: tuple[Any, ...] = (
    None,
    True,
    -1,
    1e9,
    "",
    "no such thing",
    "120%",
    [],
    [1, [2]],
    {},
    {"x": 1},
    "2018-02-30",
    "x" * 21_000,
)


def whole(name: str) -> dict[str, Any]:
    """Return all files of a workspace as one mapping."""
    merged: dict[str, Any] = {}
    for path in sorted((ROOT / "journeys" / name).glob("*.yaml")):
        for key, value in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader).items():
            merged[key] = {**merged[key], **value} if isinstance(value, dict) and key in merged else value
    return merged


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        found += places(value, (*path, key))
    return found


def put(root: Any, path: tuple[Any, ...], value: Any) -> None:
    for part in path[:-1]:
        root = root[part]
    root[path[-1]] = value


def typo(dice: random.Random, data: Any) -> None:
    """Misspell a key."""
    spots = [p for p in places(data) if isinstance(p[-1], str)]
    path = dice.choice(spots)
    here = data
    for part in path[:-1]:
        here = here[part]
    here[path[-1] + "Q!"] = here.pop(path[-1])


def wrong_type(dice: random.Random, data: Any) -> None:
    """Put something of another kind in a random place."""
    put(data, dice.choice(places(data)), copy.deepcopy(dice.choice(JUNK)))


def lost_reference(dice: random.Random, data: Any) -> None:
    """Refer to what is not there."""
    ends = [
        p
        for p in places(data)
        if p[-1] in {"channel", "department", "need", "of"} or (len(p) > 1 and p[-2] in {"after", "systems"})
    ]
    put(data, dice.choice(ends), "nobody-knows-this")


def cycle(dice: random.Random, data: Any) -> None:
    """Let initiatives wait for each other."""
    names = dice.sample(sorted(data["initiatives"]), 2)
    for name, other in (names, names[::-1]):
        data["initiatives"][name]["after"] = [other]


def too_many_shares(dice: random.Random, data: Any) -> None:
    """Let more leave than there are."""
    [journey] = data["journeys"].values()
    points = [point for stage in journey["stages"].values() for point in stage["touchpoints"].values()]
    names = [name for stage in journey["stages"].values() for name in stage["touchpoints"]]
    dice.choice(points)["next"] = dict.fromkeys(dice.sample(names, 2), "70%")


def bad_yaml(dice: random.Random, text: str) -> str:
    """Break the text itself."""
    spot = dice.randrange(len(text))
    return (
        text[:spot]
        + dice.choice(
            ["\n\t- x: [", "{{", "\n: : :\n", "&a *b", "\x07", "\n---\nx: 1\n", '"', "!!python/object:os.system x"]
        )
        + text[spot:]
    )


@pytest.fixture(scope="module")
def broken() -> list[tuple[str, str]]:
    """Make the files with a fixed seed; files that happen to be valid are made again."""
    dice, found = random.Random(2026), []
    breakers = [typo, wrong_type, lost_reference, cycle, too_many_shares, bad_yaml]
    originals = {name: whole(name) for name in STORIES}
    while len(found) < FILES:
        breaker, data = breakers[len(found) % len(breakers)], copy.deepcopy(originals[dice.choice(STORIES)])
        if breaker is bad_yaml:
            text = bad_yaml(dice, yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True))
        else:
            breaker(dice, data)  # type: ignore[operator]
            text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        if loaded(text).problems:
            found.append((breaker.__name__, text))
    return found


def test_every_broken_file_gives_located_problems(broken: list[tuple[str, str]]) -> None:
    """At least one problem each, every one inside the file, with a code and a sentence; never an exception."""
    for kind, text in broken:
        found = loaded(text)
        assert found.workspace is None, kind
        lines = text.count("\n") + 1
        for problem in found.problems:
            assert 1 <= problem.span.line <= lines, (kind, problem)
            assert problem.span.column >= 1
            assert problem.code
            assert str(problem.message)
            assert not str(problem.message).endswith(".")


def test_the_command_answers_each_with_status_2_and_no_traceback(broken: list[tuple[str, str]], tmp_path: Path) -> None:
    """`journeymap check --format json` on all of them."""
    runner = CliRunner()
    for index, (kind, text) in enumerate(broken):
        file = tmp_path / f"{index}.yaml"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        result = runner.invoke(group, ["check", str(file), "--format", "json"], standalone_mode=False)
        assert result.exception is None, (kind, result.exception)
        assert result.return_value == 2, kind
        assert '"problems"' in result.output
        assert '"line"' in result.output


def test_text_form_raises_one_error_that_main_prints(broken: list[tuple[str, str]], tmp_path: Path) -> None:
    """The text form ends in InvalidWorkspace, which `main` turns into excerpts and status 2."""
    file = tmp_path / "w.yaml"
    file.write_text(broken[0][1], "utf-8")
    result = CliRunner().invoke(group, ["check", str(file)], standalone_mode=False)
    assert isinstance(result.exception, InvalidWorkspace)
