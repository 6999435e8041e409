"""The core does no input or output: an audit hook refuses it between text and output."""

import subprocess
import sys

from tests.support import ROOT

PROGRAM = """
import sys
from pathlib import Path
from journeymap.cli._files import read_sources, tools
from journeymap.engines.graphviz import layout
from journeymap.languages import language
from journeymap.outputs import Render, shipped
from journeymap import analysis

kit, speak = tools(), language("en")
sources, _ = read_sources(Path("journeys/home-move"))
render = Render(speak, layout)

def everything():
    loaded = analysis.load(sources, kit, "home-move")
    result = analysis.analyse(loaded.workspace, kit)
    return {name: sorted(entry.write(result, render)) for name, entry in shipped().items()}

everything()  # package data, fonts and lazy imports are read once
quiet = ("open", "socket.", "subprocess.", "os.system", "os.remove", "os.rename", "shutil.")
engine = {"n": 0}

def guard(event, arguments):
    if not event.startswith(quiet) or engine["n"]:
        return
    raise RuntimeError(f"{event} {arguments}")

def fenced(dot):
    engine["n"] += 1
    try:
        return layout(dot)
    finally:
        engine["n"] -= 1

render = Render(speak, fenced)
sys.addaudithook(guard)
print(everything())
"""


def test_between_text_and_output_nothing_is_opened_and_nothing_is_run() -> None:
    """Only the layout engine, which is passed in, may run a program."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "report.html" in done.stdout
