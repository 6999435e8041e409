"""The script of one page: the parts that find something to do on it, without comments and space that mean nothing."""

import re
from collections.abc import Set as AbstractSet

_PART = re.compile(r"\n\n(?=//)")
_NEED = re.compile(r"// ((?:\.[\w-]+(?:, )?)+): ")
_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_GIVEN = re.compile(r'\bclass(?:List\.\w+\(|Name ?= ?)"([\w-]+)"')
_ALONE = re.compile(r"\((\w+)\)=>")
_PIECE = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|(?<=\()/(?:[^/\\\n]|\\.)+/)|\s*([{}()\[\];,:?=<>&|!.]+)\s*|\s+"""
)
"""Text and patterns, which stay as they are; signs with the space around them; other space."""


def doing(script: str, names: AbstractSet[str]) -> str:
    r"""Return a script without the parts that need a class no element of the page has.

    Parts begin with a comment behind an empty line. One for pages with a class names it: ``// .filter: what it does``;
    one for pages with any of several names them all: ``// .radar, .matrix: what it does``.

    Examples
    --------
    >>> doing("const a = 1;\n\n// .flip: Turns.\nturn(a);\n\n// Folds.\nfold(a);\n", {"filter"})
    'const a=1;fold(a);'
    """
    parts = _PART.split(script)
    return brief("\n".join(part for part in parts if not (need := _NEED.match(part)) or _any(need[1], names)))


def _any(classes: str, names: AbstractSet[str]) -> bool:
    return not names.isdisjoint(name.removeprefix(".") for name in classes.split(", "))


def brief(script: str) -> str:
    r"""Return a script without lines of comment and without signs and space that mean nothing.

    What ends a statement has to be written: lines are joined. No text or pattern of it may look like code left out.

    Examples
    --------
    >>> brief("// says so\nconst say = (what) => {\n  return `a  ${what} b`;\n};\n")
    'const say=what=>{return `a  ${what} b`};'
    """
    joined = _PIECE.sub(_kept, _COMMENT.sub("", script)).strip()
    return _ALONE.sub(r"\1=>", joined).replace(";}", "}")


def given(script: str) -> frozenset[str]:
    """Return the classes a script gives to elements.

    Examples
    --------
    >>> sorted(given('box.classList.toggle("over", 1); a.classList.add("lit")'))
    ['lit', 'over']
    """
    return frozenset(_GIVEN.findall(script))


def _kept(found: "re.Match[str]") -> str:
    return found[1] or found[2] or " "
