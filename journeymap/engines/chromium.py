"""Printing a page to PDF with a Chromium of this machine: tagged, with outline, language and title.

The page is one of ours: one file without a request. It is printed with a new profile that is thrown away, without a
network (no name is resolved), and within a time limit.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from journeymap.engines import EngineFailed, EngineMissing

PROGRAMS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)  # fmt: skip
"""Names on the search path and usual places, the preferred one first."""
_FLAGS = (
    "--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)  # fmt: skip
_LEAST = 1000
"""Bytes below which a file is no PDF of a report."""


def print_pdf(html: str, *, timeout: float = 60, programs: Sequence[str] = PROGRAMS) -> bytes:
    """Print a page on the paper its style sheet asks for.

    Parameters
    ----------
    html
        A whole page that asks for nothing.
    timeout
        Seconds the program may take.
    programs
        Names or paths of programs, the preferred one first.

    Returns
    -------
    bytes
        A PDF; the moment of printing is in it, so two are not the same byte by byte.

    Raises
    ------
    EngineMissing
        If no program is found.
    EngineFailed
        If it takes too long or writes no PDF.
    """
    program = find(programs)
    with tempfile.TemporaryDirectory(prefix="journeymap-", ignore_cleanup_errors=True) as folder:
        page, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html, encoding="utf-8")
        # A container's root has no user namespaces for the sandbox; elsewhere it stays on.
        root = ("--no-sandbox",) if sys.platform != "win32" and os.geteuid() == 0 else ()
        command = [program, *_FLAGS, *root, f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={made}",
                   page.as_uri()]  # fmt: skip
        told = _run(command, {**os.environ, "HOME": folder}, timeout)
        data = made.read_bytes() if made.is_file() else b""
    if len(data) < _LEAST or not data.startswith(b"%PDF-"):
        last = told.strip().splitlines()[-1:] or ["it said nothing"]
        raise EngineFailed(f"{Path(program).name} wrote no PDF: {last[0][:200]}")
    return data


def find(programs: Sequence[str] = PROGRAMS) -> str:
    """Return the path of the first program there is.

    Raises
    ------
    EngineMissing
        If there is none.
    """
    for name in programs:
        path = shutil.which(name)
        if path is not None:
            return path
    raise EngineMissing(
        "no Chromium was found to print the report; Debian's package is `chromium`, and Google Chrome or Edge will do."
        " Without one, write report.html, open it in a browser and print it to PDF: it is made for paper too"
    )


def _run(command: Sequence[str], environment: dict[str, str], timeout: float) -> str:
    """Run a program and everything it starts; return what it said on its error channel."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        errors="replace", env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        return process.communicate(timeout=timeout)[1]
    except subprocess.TimeoutExpired:
        raise EngineFailed(f"{Path(command[0]).name} did not print the report within {timeout:g} seconds") from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """End what is left of a program, its helpers with it."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
