"""Budgets of the house, and that the picture of the architecture equals the contract."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tests.support import ROOT

MODULES = sorted((ROOT / "journeymap").rglob("*.py"))
HOUSE = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
MAX_MODULE, MAX_FUNCTION, USUAL_FUNCTION = 400, 40, 20


def lengths(path: Path) -> list[tuple[str, int]]:
    """Return code lines of each function, without its docstring."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            has_doc = (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            )
            doc = (first.end_lineno or 0) - first.lineno + 1 if has_doc else 0
            found.append((f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1 - doc))
    return found


def test_functions_and_modules_stay_small() -> None:
    """No function over 40 lines, nine in ten under 20, no module over 400."""
    functions = [item for path in MODULES for item in lengths(path)]
    assert [item for item in functions if item[1] > MAX_FUNCTION] == []
    assert sum(n < USUAL_FUNCTION + 1 for _, n in functions) / len(functions) >= 0.9
    long = [(path.name, n) for path in MODULES if (n := path.read_text("utf-8").count("\n")) > MAX_MODULE]
    assert long == []


def test_nothing_is_unfinished_and_nothing_is_swallowed() -> None:
    """No marker of unfinished work, no broad except, no ignore without its code."""
    bad = re.compile(
        r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError|except( Exception)?:|type: ignore($|[^\[])|# noqa($|[^:])"
    )
    found = [
        f"{path.name}:{n}"
        for path in MODULES
        for n, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if bad.search(line)
    ]
    assert found == []


def test_the_picture_of_the_house_equals_the_contract() -> None:
    """docs/explanation/architecture.md shows the layers in the order import-linter holds."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [name.strip(" ()") for layer in settings[0]["layers"] for name in layer.split("|")]
    picture = HOUSE.split("```text")[1].split("```")[0]
    shown = [match.removesuffix(".py") for match in re.findall(r"[├└]── ([a-z_]+)(?=/|\.py)", picture)]
    last = re.search(r"└── (source\.py text\.py vocabulary\.py catalog\.py records\.py)", picture)
    assert last is not None
    order = [*shown[: shown.index("source")], "source", "text", "vocabulary", "catalog", "records"]
    assert order == layers


def test_the_picture_of_the_house_names_every_folder() -> None:
    """Each package stands in the paragraph of the one it lies in; the themes of rules are `<theme>` there."""
    shown = {match[1]: match[0] for match in re.finditer(r"^├── ([a-z]+)/.*\n(?:│ +.*\n)*", HOUSE, re.MULTILINE)}
    packages = [path.parent.relative_to(ROOT / "journeymap").parts for path in MODULES if path.name == "__init__.py"]
    wanted = [parts for parts in packages if parts and parts[0] != "rules"]
    assert [parts for parts in wanted if f"{parts[-1]}/" not in shown.get(parts[0], "")] == []


def test_every_register_says_where_its_next_member_goes() -> None:
    """The table of new things has a row for each folder that is read as a register."""
    table = HOUSE.split("## Where a new thing goes")[1].split("##")[0]
    registers = [path.parent for path in MODULES if "discover(sys.modules[__name__]" in path.read_text("utf-8")]
    assert len(registers) > 6
    assert [str(path) for path in registers if f"`{path.relative_to(ROOT).as_posix()}/<" not in table] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda path: path.stem)
def test_each_decision_is_listed(path: Path) -> None:
    """The list of decisions is complete."""
    assert path.name in (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
