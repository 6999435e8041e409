"""Keep the catalogues of the languages complete: ``python tools/messages.py update`` or ``check``.

The English sentence is the key, so a sentence is found where it is written:

* read from the code: whatever flows into the template of ``say``, followed back through
  variables, tables of the module and functions that hand their argument on;
* read from the registers: metrics, rules and probes with the paragraphs of their manuals, the claims
  they cite, the maturity models, and the templates of the report;
* recorded while every output of the example workspaces is written.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from string import Formatter

import yaml
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from journeymap.analysis import Analysis, Tools, analyse, load
from journeymap.engines.graphviz import layout
from journeymap.languages import Language, available
from journeymap.maturity.explain import explain_criterion, explain_practice
from journeymap.maturity.model import builtin_models
from journeymap.maturity.probes import discover_probes
from journeymap.maturity.review import model_sentences
from journeymap.metrics import shipped as metrics
from journeymap.model.record import humanise
from journeymap.model.workspace import BUILT_IN_CHANNELS
from journeymap.outputs import Render
from journeymap.outputs import shipped as outputs
from journeymap.rules import shipped as rules
from journeymap.rules.demands import DEMANDS
from journeymap.rules.grounds import cited
from journeymap.scores.explain import explain_touchpoint, lever_words, loss_words, score_words
from journeymap.scores.explain_figures import NAMES
from journeymap.scores.journey import JourneyScore
from journeymap.source import Source
from journeymap.text import Figure, Text
from journeymap.views.explained import explained
from journeymap.views.explained_initiative import explained_initiative
from journeymap.views.explained_plan import explained_plan
from journeymap.views.manuals import blocks
from journeymap.views.report_findings import figure_title
from journeymap.views.tables import (
    loss_rows,
    maturity_rows,
    peer_rows,
    plan_notes,
    plan_rows,
    score_rows,
    score_summary,
)
from journeymap.views.what_if import journey_rows, touchpoint_rows
from journeymap.vocabulary import Basis

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "journeymap"
CATALOGUES = PACKAGE / "languages"
TEMPLATES = PACKAGE / "outputs"
WORDS = (
    "min",
    "h",
    "d",
    "s",
    "acknowledgement",
    "apology",
    "remedy",
    "follow-up",
    "formal",
    "neutral",
    "informal",
    "curt",
)
"""Units, and what is said of a word of the format: the parts of a recovery, the tones of a message."""
ENGLISH_ALWAYS = tuple(
    f"journeymap.{name}"
    for name in (
        "model",
        "changes",
        "document",
        "errors",
        "maturity.answers",
        "maturity.model",
        "maturity.reply",
        "maturity.review",
        "maturity.collect",
        "engines.spreadsheet",
        "cli._brand",
        "cli._workshop",
    )
)
"""Modules whose sentences are problems of the files: `check` says them in English, the language of the format."""
DEEPEST = 8
"""How many variables a template is followed back through."""
BLANK = re.compile(r"\{\w*\}")
SPEAKS = re.compile(r"[^\W\d_]|'")
"""What makes a template something to translate: a letter, or the quotation marks of English."""
PATH = re.compile(r"\S+\.\S+")
CALLED = re.compile(r'\b_\("((?:[^"\\]|\\.)*)"')


def main() -> None:
    """Update the catalogues, or tell what is wrong with them."""
    work = sys.argv[1] if len(sys.argv) > 1 else "check"
    wanted = sentences()
    wrong = 0
    for code in sorted(set(available()) - {"en"}):
        path = CATALOGUES / f"{code}.po"
        if work == "update":
            path.write_bytes(updated(path, wanted))
        complaints = list(check(path, wanted))
        print(*complaints, f"{code}: {len(wanted)} sentences, {len(complaints)} complaints", sep="\n")
        wrong += len(complaints)
    sys.exit(int(wrong > 0 and work != "update"))


# The catalogues


def read(path: Path) -> Catalog:
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def check(path: Path, wanted: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with a catalogue."""
    wanted, found = set(wanted), {str(message.id): message for message in read(path) if message.id}
    for sentence in sorted(wanted - found.keys()):
        yield f"missing: {sentence}"
    for sentence, message in found.items():
        if sentence not in wanted:
            yield f"stale: {sentence}"
        elif not message.string:
            yield f"not translated: {sentence}"
        elif message.fuzzy:
            yield f"fuzzy: {sentence}"
        elif blanks(sentence) != blanks(str(message.string)):
            yield f"other blanks: {sentence}"


def blanks(sentence: str) -> frozenset[str] | str:
    """Return the names of the blanks of a sentence, or what is wrong with it as a template.

    Examples
    --------
    >>> sorted(blanks("{n} of {total}"))
    ['n', 'total']
    """
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    except ValueError as error:
        return str(error)


def updated(path: Path, wanted: Iterable[str]) -> bytes:
    """Return a catalogue with what is new, and without what nobody says any more."""
    old, new = read(path), Catalog(locale=path.stem, fuzzy=False)
    for sentence in sorted(wanted):
        message = old.get(sentence)
        new.add(sentence, message.string if message else "", flags=message.flags if message else ())
    text = BytesIO()
    write_po(text, new, width=110, omit_header=True, sort_output=False, no_location=True)
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Language: {path.stem}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head.encode() + text.getvalue().strip() + b"\n"


# All sentences


@cache
def sentences() -> frozenset[str]:
    """Return every sentence that has to be translated."""
    written = frozenset(chain(read_code(), read_templates(), read_registers()))
    heard = frozenset(chain.from_iterable(recorded(path) for path in workspaces()))
    return frozenset(filter(speaks, written | heard))


def speaks(template: str) -> bool:
    """Tell whether there is anything to translate in a template besides its blanks."""
    return SPEAKS.search(BLANK.sub("", template)) is not None


def read_templates() -> Iterator[str]:
    """Yield the sentences of the templates of the report."""
    for path in sorted(TEMPLATES.rglob("*.j2")):
        for found in CALLED.findall(path.read_text("utf-8")):
            yield found.replace('\\"', '"')


def read_registers() -> Iterator[str]:
    """Yield what metrics, rules and maturity models are called, and what they advise."""
    yield from WORDS
    yield from Basis
    yield from (channel.title or "" for channel in BUILT_IN_CHANNELS.values())
    for metric in metrics().values():
        yield from (metric.title, metric.kind, metric.better, metric.source, *prose(metric.manual))
        yield from (part.meaning for part in (metric.formula.parts if metric.formula else ()))
    for rule in rules().values():
        _, *told = prose(rule.manual)
        yield from (rule.title, humanise(rule.theme), rule.quick_action or "", *told)
        yield from (limit.meaning for limit in rule.limits.values() if limit.meaning)
        for claim in cited(rule).values():
            yield from (claim.said, claim.statement)
    for probe in discover_probes().values():
        yield from (humanise(probe.name), *prose(probe.manual))
    yield from DEMANDS.values()
    for model in builtin_models().values():
        yield from model_sentences(model)


def prose(manual: str) -> list[str]:
    """Return the headings, paragraphs and items of a manual; its examples stay as they are in every language."""
    return [str(block.words) for block in blocks(manual) if block.kind != "code"]


# What is recorded while outputs are written


class Listener(Mapping[str, str]):
    """The messages of a language that remember which of them were asked for."""

    def __init__(self, messages: Mapping[str, str] | None = None) -> None:
        self.messages, self.heard = messages or {}, dict[str, None]()

    def __getitem__(self, sentence: str) -> str:
        """Return a translation, and remember that it was asked for."""
        self.heard[sentence] = None
        return self.messages[sentence]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the sentences there are."""
        return iter(self.messages)

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.messages)


def workspaces() -> tuple[Path, ...]:
    """Return the folders of the example workspaces."""
    return tuple(sorted(path for path in (ROOT / "journeys").iterdir() if path.is_dir()))


@cache
def everything() -> Tools:
    """Return all shipped rules, models and probes."""
    return Tools(rules(), builtin_models(), discover_probes(), frozenset(available()))


@cache
def analysed(folder: Path) -> Analysis:
    """Return the analysis of an example workspace."""
    sources = [Source(path.name, path.read_text("utf-8")) for path in sorted(folder.rglob("*.yaml"))]
    found = load(sources, everything(), folder.name)
    if found.workspace is None:
        raise SystemExit("\n".join(f"{folder.name}: {problem.span}: {problem.message}" for problem in found.problems))
    return analyse(found.workspace, everything())


def recorded(folder: Path) -> frozenset[str]:
    """Return the sentences that are asked for when a workspace is shown, without what its author wrote."""
    listener = Listener()
    show(analysed(folder), Language("en", listener, Locale.parse("en_GB")))
    return without_own(listener.heard, folder)


def without_own(heard: Iterable[str], folder: Path) -> frozenset[str]:
    """Return sentences without the texts, ids and paths of a workspace, and without mere punctuation."""
    own = own_words(folder)
    return frozenset(text for text in heard if speaks(text) and not PATH.fullmatch(text)) - own


@cache
def own_words(folder: Path) -> frozenset[str]:
    """Return the texts and ids of a workspace."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from (str(key), humanise(str(key)))
                yield from texts(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner)
        elif isinstance(value, str):
            yield value

    files = (yaml.safe_load(path.read_text("utf-8")) for path in folder.rglob("*.yaml"))
    return frozenset(chain.from_iterable(map(texts, files)))


def show(analysis: Analysis, language: Language) -> None:
    """Say everything there is to say of a workspace."""
    for output in outputs().values():
        output.write(analysis, Render(language, layout))
    for words in chain(spoken_journeys(analysis), spoken_maturity(analysis), spoken_plan(analysis)):
        language.say(words)


def spoken_journeys(analysis: Analysis) -> Iterator[Text | Figure | str | None]:
    """Yield what `check`, `score` and `explain` say of journeys."""
    judged = analysis.judged
    for finding in chain(judged.findings, *judged.target_findings.values()):
        yield from (finding.message, finding.help)
    for score in chain(judged.current.values(), judged.targets.values()):
        yield from chain(score_words(score), loss_words(score), lever_words(score))
        for name in score.graph.touchpoints:
            yield from explain_touchpoint(score, name)
        yield from chain(*score_summary(score), *score_rows(score), *loss_rows(score), *peer_rows(score))
        yield from spoken_names(score)


def spoken_names(score: JourneyScore) -> Iterator[Text | Figure | str | None]:
    """Yield what `explain` says of each name in a journey, and `score --set` of a change."""
    metrics = [f"{name}.{metric}" for name, point in score.touchpoints.items() for metric in point.metrics]
    figures = [f"{score.graph.name}.{figure}" for figure in NAMES]
    for name in (score.graph.name, *figures, *score.graph.journey.stages, *score.graph.touchpoints, *metrics):
        for block in explained({score.graph.name: score}, name):
            yield from chain(block.lines, *block.rows)
    yield from chain(*journey_rows(score, score), *touchpoint_rows(score, score, tuple(score.graph.touchpoints)))


def spoken_maturity(analysis: Analysis) -> Iterator[Text | Figure | str | None]:
    """Yield what `assess` and `explain` say of maturity."""
    for result in analysis.judged.maturity.values():
        for name in result.practices:
            yield from explain_practice(result, name)
        for name in result.criteria:
            yield from explain_criterion(result, name)
        yield from chain(*maturity_rows(result))
        for conflict in result.conflicts:
            yield from (outcome.detail for outcome in conflict.outcomes)


def spoken_plan(analysis: Analysis) -> Iterator[Text | Figure | str | None]:
    """Yield what `plan` and `explain` say of the roadmap."""
    for name in analysis.workspace.content.initiatives:
        for block in explained_initiative(analysis.roadmap, analysis.workspace, name):
            yield from block.lines
    for block in explained_plan(analysis.roadmap, analysis.workspace):
        yield from block.lines
    yield from chain(*plan_rows(analysis.roadmap), plan_notes(analysis.roadmap))


# What is read from the code


@dataclass(frozen=True)
class Module:
    """A module of the package with the names it defines and imports."""

    tree: ast.Module
    names: Mapping[str, ast.expr]
    imports: Mapping[str, tuple[str, str]]


@cache
def modules() -> Mapping[str, Module]:
    """Return the modules of the package by name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text("utf-8"))
        names: dict[str, ast.expr] = {}
        imports: dict[str, tuple[str, str]] = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names[node.targets[0].id] = node.value
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
                names[node.target.id] = node.value
        for part in ast.walk(tree):
            if isinstance(part, ast.ImportFrom) and part.module:
                imports |= {alias.asname or alias.name: (part.module, alias.name) for alias in part.names}
        found[name] = Module(tree, names, imports)
    return found


@dataclass
class Reader:
    """Follows templates back to where they are written.

    Attributes
    ----------
    takes
        Functions that hand a parameter on to ``say``: module and name, with the parameters' places and names.
    """

    takes: dict[tuple[str, str], set[tuple[int, str]]]
    found: set[str]
    grown: bool = False

    def read(self, module: str) -> None:
        """Collect what one module says."""
        self.block(module, modules()[module].tree, ())
        for node in functions(module):
            self.block(module, node, (node,))

    def block(self, module: str, block: ast.AST, scope: "tuple[Function, ...]") -> None:
        """Collect what is said in one function, or at the top of a module."""
        for node in inside(block):
            if isinstance(node, ast.Call):
                for place, name in self.parameters(module, node):
                    given = [word.value for word in node.keywords if word.arg == name]
                    given += [node.args[place]] if 0 <= place < len(node.args) else []
                    for value in given:
                        self.follow(module, value, scope)

    def parameters(self, module: str, call: ast.Call) -> set[tuple[int, str]]:
        """Return which arguments of a call are templates."""
        if isinstance(call.func, ast.Name):
            name = call.func.id
            origin = modules()[module].imports.get(name, (module, name))
            return self.takes.get(origin, set())
        return set()

    def follow(self, module: str, value: ast.expr, scope: "tuple[Function, ...]", depth: int = 0) -> None:
        """Collect the texts that a value can be."""
        deeper = depth + 1
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            self.found.add(value.value)
        elif isinstance(value, ast.Name) and depth < DEEPEST:
            self.name(module, value.id, scope, deeper)
        elif isinstance(value, ast.Call) and depth < DEEPEST:
            self.call(module, value, scope, deeper)
        for inner in choices(value):
            self.follow(module, inner, scope, deeper)

    def call(self, module: str, call: ast.Call, scope: "tuple[Function, ...]", depth: int) -> None:
        """Collect the texts that a call can give: ``TABLE.get(key, text)``, or a function of the module."""
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"get", "values", "items"}:
            self.follow(module, call.func.value, scope, depth)
            for value in call.args[1:]:
                self.follow(module, value, scope, depth)
        elif isinstance(call.func, ast.Name):
            for node in functions(module):
                for inner in inside(node) if node.name == call.func.id else ():
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        self.follow(module, inner.value, (node,), depth)
            for value in call.args if call.func.id in {"zip", "enumerate", "MappingProxyType"} else ():
                self.follow(module, value, scope, depth)

    def name(self, module: str, name: str, scope: "tuple[Function, ...]", depth: int) -> None:
        """Collect the texts that a variable can hold."""
        for function in scope:
            places = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
            if name in places + [argument.arg for argument in function.args.kwonlyargs]:
                place = places.index(name) if name in places else -1
                known = self.takes.setdefault((module, function.name), set())
                self.grown |= (place, name) not in known
                known.add((place, name))
        here = modules()[module]
        for block in scope or (here.tree,):
            for node in inside(block):
                for target, value in bound(node):
                    if name in {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}:
                        self.bind(module, (target, value), name, scope, depth)
            self.found |= lengthened(block, name)
        if name in here.names and scope:
            self.follow(module, here.names[name], (), depth)
        if name in here.imports:
            origin, there = here.imports[name]
            if origin in modules() and there in modules()[origin].names:
                self.follow(origin, modules()[origin].names[there], (), depth)

    def bind(self, module: str, pair: tuple[ast.expr, ast.expr], name: str, scope: "tuple[Function, ...]",
             depth: int) -> None:  # fmt: skip
        """Collect the texts that one assignment gives to a variable: of a tuple, its own part."""
        target, value = pair
        if isinstance(target, ast.Name) or not isinstance(target, ast.Tuple):
            self.follow(module, value, scope, depth)
            return
        at = next((i for i, part in enumerate(target.elts) if isinstance(part, ast.Name) and part.id == name), None)
        for row in rows(module, value):
            if at is not None and isinstance(row, ast.Tuple) and len(row.elts) == len(target.elts):
                self.follow(module, row.elts[at], scope, depth)
            else:
                self.follow(module, row, scope, depth)


def lengthened(block: ast.AST, name: str) -> set[str]:
    """Return the texts of a variable that is given one and then another behind it."""
    heads: set[str] = set()
    tails: set[str] = set()
    for node in inside(block):
        if isinstance(node, ast.Assign | ast.AugAssign) and isinstance(node.value, ast.Constant):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id == name:
                (heads if isinstance(node, ast.Assign) else tails).add(str(node.value.value))
    return {head + tail for head in heads for tail in tails}


def choices(value: ast.expr) -> list[ast.expr]:
    """Return what an expression chooses from: both sides of a condition, the entries of a table."""
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    if isinstance(value, ast.BoolOp | ast.Dict):
        return value.values
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return value.elts
    return [value.value] if isinstance(value, ast.Subscript) else []


def rows(module: str, value: ast.expr) -> Iterator[ast.expr]:
    """Yield what can be unpacked from a value: itself, each row of a table, each entry of a mapping."""
    if isinstance(value, ast.Name) and value.id in modules()[module].names:
        value = modules()[module].names[value.id]
    if isinstance(value, ast.IfExp):
        yield from rows(module, value.body)
        yield from rows(module, value.orelse)
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "items":
        yield from rows(module, value.func.value)
    elif isinstance(value, ast.Tuple | ast.List) and all(isinstance(row, ast.Tuple) for row in value.elts):
        yield from value.elts
    else:
        yield value


Function = ast.FunctionDef


@cache
def functions(module: str) -> tuple[Function, ...]:
    """Return the functions of a module, those within others too."""
    return tuple(node for node in ast.walk(modules()[module].tree) if isinstance(node, Function))


@cache
def inside(block: ast.AST) -> tuple[ast.AST, ...]:
    """Return the nodes of a block that are not in a function within it."""
    return tuple(_inside(block))


def _inside(block: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(block):
        yield node
        if not isinstance(node, Function):
            yield from _inside(node)


def bound(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what a node assigns, as target and value."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield target, node.value
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield node.target, node.value
    elif isinstance(node, ast.For | ast.comprehension):
        yield node.target, node.iter


@cache
def read_code() -> frozenset[str]:
    """Return the templates that are written in the package."""
    base = {("journeymap.text", "say"): {(0, "template")}, ("journeymap.text", "Text"): {(0, "template")}}
    reader = Reader(dict(base), set(), grown=True)
    while reader.grown:
        reader.grown = False
        for module in modules():
            if not module.startswith(ENGLISH_ALWAYS):
                reader.read(module)
    return frozenset(chain(reader.found, evidence()))


def evidence() -> Iterator[str]:
    """Yield the names that rules give to the figures behind a finding."""
    for name, module in modules().items():
        for node in ast.walk(module.tree) if name.startswith("journeymap.rules") else ():
            if isinstance(node, ast.keyword) and node.arg == "evidence":
                for pair in pairs(module, node.value):
                    first, second = pair.elts
                    if isinstance(first, ast.Constant) and not isinstance(second, ast.Constant):
                        yield figure_title(str(first.value))


def pairs(module: Module, value: ast.expr) -> Iterator[ast.Tuple]:
    """Yield the pairs that make up a value, those too of the variables and functions that it names."""
    named = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    blocks: list[ast.AST] = [value]
    for node in ast.walk(module.tree):
        if isinstance(node, Function) and node.name in named:
            blocks.append(node)
        blocks += [given for target, given in bound(node) if isinstance(target, ast.Name) and target.id in named]
    for node in chain.from_iterable(map(ast.walk, blocks)):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            yield node


if __name__ == "__main__":
    main()
