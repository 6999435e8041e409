"""``journeymap assess``: digital maturity by practice and phase, and the workshop it rests on."""

import datetime as dt
from pathlib import Path

import click

from journeymap.cli import _options


@click.command(short_help="Measure digital maturity: attained, evidenced, target.")
@click.argument("paths", metavar="[WORKSPACE] [FILES]...", type=click.Path(path_type=Path), nargs=-1)
@_options.tabular
@_options.lang
@click.option("--form", "blank", is_flag=True, help="Write a questionnaire to -o: .html or .xlsx.")
@click.option("--core", is_flag=True, help="With --form: ask only the core practices.")
@click.option("--role", metavar="ROLE", help="With --form: the role that is asked.")
@click.option("--scope", metavar="TEXT", help="With --form: what the answers speak of; it comes back with them.")
@click.option("--model", metavar="ID", help="With --form or --collect: the maturity model. Left out, the one in use.")
@click.option("--collect", is_flag=True, help="Put FILES of answers together (.yaml, .xlsx).")
@click.option("--id", "name", metavar="ID", help="With --collect: id of the assessment. Left out, its quarter.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="With --collect: day of the assessment. Left out, the latest of the answers.",
)
@click.option("--probes", is_flag=True, help="Show what the probes find, and which criteria they decide.")
@click.option(
    "--picture",
    type=click.Choice(["radar", "strip", "gaps", "trend", "network"]),
    help="Draw the latest assessment to -o (.svg or .png); without -o the SVG is printed.",
)
@click.option(
    "--theme",
    type=click.Choice(["screen", "workshop", "print", "greyscale", "dark"]),
    default="screen",
    help="With --picture: for which eyes.",
)
@click.option("--compare", nargs=2, metavar="OLD NEW", help="Show what moved between two assessments, by their ids.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def command(  # noqa: PLR0913 - a command has as many arguments as options
    *,
    paths: tuple[Path, ...],
    form: str,
    lang: str | None,
    blank: bool,
    core: bool,
    role: str | None,
    scope: str | None,
    model: str | None,
    collect: bool,
    name: str | None,
    date: dt.datetime | None,
    probes: bool,
    picture: str | None,
    theme: str,
    compare: tuple[str, str] | None,
    output: Path | None,
) -> None:
    """Measure maturity from the answers, the evidence and the probes.

    The latest assessment is shown. There is no overall number: levels, the
    weakest core practice, and what to do next. With --picture, or -o and a name
    that ends in .svg or .png, it is drawn.

    With --form a questionnaire is written, for one person to fill in. With
    --collect what comes back is put together, and -o writes the assessment or adds
    latecomers to it. Then FILES are answers; a folder before them is the workspace.
    """
    _one_of(output, form=blank, collect=collect, picture=picture, compare=compare, probes=probes)
    _only_with("--form", blank, core=core, role=role, scope=scope)
    _only_with("--collect", collect, id=name, date=date)
    _only_with("--form or --collect", blank or collect, model=model)
    if collect:
        from journeymap.cli._workshop import put_together

        put_together(paths, output, name=name, date=date.date() if date else None, model=model, lang=lang)
        return
    workspace = _single(paths)
    if blank:
        from journeymap.cli._workshop import write_form

        write_form(workspace, output, core=core, role=role, scope=scope, model=model, lang=lang)
        return
    if picture is not None or output is not None:
        from journeymap.cli._trend import draw_picture

        draw_picture(workspace, output, picture=picture or "strip", theme=theme, lang=lang)
    else:
        _tell(workspace, form, lang, compare=compare, probes=probes)


def _single(paths: tuple[Path, ...]) -> Path:
    """Return the one workspace there is to be; the current folder if none is named."""
    if len(paths) > 1:
        message = "one workspace at a time; --collect puts files of answers together"
        raise click.UsageError(message)
    return paths[0] if paths else Path()


def _one_of(output: Path | None, **asked: object) -> None:
    """Refuse two things at once, each of them an answer of its own, and a file for what is only printed."""
    given = [f"--{name}" for name, value in asked.items() if value]
    if len(given) > 1:
        message = f"{' and '.join(given)} are answers of their own: one at a time"
        raise click.UsageError(message)
    if output is not None and given and given[0] in {"--compare", "--probes"}:
        message = f"what {given[0]} shows is printed; -o writes a questionnaire, an assessment or a picture"
        raise click.UsageError(message)


def _only_with(answer: str, asked: object, **options: object) -> None:
    """Refuse options that would be passed over."""
    for name, value in options.items():
        if value and not asked:
            message = f"--{name} goes with {answer}"
            raise click.UsageError(message)


def _tell(workspace: Path, form: str, lang: str | None, *, compare: tuple[str, str] | None, probes: bool) -> None:
    """Print what is asked for: two assessments, the probes, or the latest assessment."""
    if form == "csv" and (compare is not None or probes):
        message = "--format csv gives the criteria of the assessments; the rest is told as text or json"
        raise click.UsageError(message)
    if compare is not None:
        from journeymap.cli._trend import print_comparison

        print_comparison(workspace, compare, form, lang)
    elif probes:
        _probe(workspace, form, lang)
    else:
        _measure(workspace, form, lang)


def _probe(workspace: Path, form: str, lang: str | None) -> None:
    """Show what the probes find."""
    from journeymap.cli import _files
    from journeymap.cli._probes import print_probes

    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    print_probes(opened, tools, _files.speaker(opened, lang), form)


def _measure(workspace: Path, form: str, lang: str | None) -> None:
    """Show the latest assessment."""
    from journeymap.analysis import mature, score, score_targets
    from journeymap.cli import _files, _printing
    from journeymap.cli._assessment import print_assessment
    from journeymap.outputs.maturity_records import maturity_record

    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    results = mature(opened, tools, score(opened), score_targets(opened))
    if form == "json":
        _printing.print_json({name: maturity_record(entry).model_dump(mode="json") for name, entry in results.items()})
        return
    if form == "csv":
        from journeymap.outputs.csv_criteria import criteria_csv

        click.echo(criteria_csv(results, _files.speaker(opened, lang)), nl=False)
        return
    if not results:
        click.echo("the workspace holds no assessment; see `assessments:` in the reference")
        return
    print_assessment(opened, results, _files.speaker(opened, lang))
