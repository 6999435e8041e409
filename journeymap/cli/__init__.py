"""The command line: one file per command, found by its name; nothing heavy is imported before one runs."""

import gc
import importlib
import os
import pkgutil
import sys
from typing import cast

import click

from journeymap import __version__
from journeymap.errors import InvalidWorkspace, JourneymapError
from journeymap.text import clean

ORDER = ("init", "check", "score", "map", "assess", "plan", "report", "build", "diff", "explain", "rules", "schema")
"""The order of the help page follows the work; commands not named here come last, by name."""


FAULT = 70
"""Exit status of a fault of ours (EX_SOFTWARE of sysexits.h), so that nobody takes it for findings."""


class Commands(click.Group):
    """Finds each command in the module of its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Return the names of the command modules."""
        found = {
            info.name.removesuffix("_")
            for info in pkgutil.iter_modules(sys.modules[__name__].__path__)
            if not info.name.startswith("_")
        }
        return [name for name in ORDER if name in found] + sorted(found - set(ORDER))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        return cast("click.Command", module.command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command for a mistyped one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            if not near:
                raise
            message = f"{error.message.rstrip('.')}; the nearest is '{near[0]}'"
            raise click.UsageError(message, ctx) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="journeymap")
def group() -> None:
    """Customer journeys in YAML: scored maps, digital maturity and a computed roadmap.

    A WORKSPACE is a folder of YAML files, or one file; left out, it is the
    current folder. Exit status: 0 fine, 1 findings at or above --fail-on,
    2 invalid input or usage, 70 a fault of journeymap, 130 stopped.
    """


def main() -> None:
    """Run the command line; a user's mistake never shows a traceback."""
    # A run is short and leaves few cycles of objects; looking for them takes a fifth of it and frees nothing.
    gc.disable()
    # Extensions are those of our registers; pydantic would search all that is installed for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        status = group.main(standalone_mode=False)
    except InvalidWorkspace as error:
        from journeymap.cli._printing import print_problems

        print_problems(error.problems, error.sources)
        sys.exit(2)
    except JourneymapError as error:
        click.echo(clean(f"error: {error}"), err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        click.echo(f"error: {error.strerror or error}: {error.filename or ''}".rstrip(": "), err=True)
        sys.exit(2)
    except Exception as fault:  # noqa: BLE001 - the outermost boundary: what comes here is a fault of ours
        _tell_fault(fault)
        sys.exit(FAULT)
    sys.exit(status if isinstance(status, int) else 0)


def _tell_fault(fault: Exception) -> None:
    """Print what went wrong inside, for a report to those who write journeymap."""
    import traceback

    click.echo("".join(traceback.format_exception(fault)), err=True)
    click.echo(f"error: this is a fault of journeymap {__version__}, not of the input", err=True)
