"""``journeymap score``: the figures of each journey, as they are or as they would be."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journeymap.cli import _options, _states

if TYPE_CHECKING:
    from journeymap.changes.whatif import WhatIf
    from journeymap.languages import Language
    from journeymap.model.checker import Known
    from journeymap.model.workspace import Workspace
    from journeymap.scores import JourneyScore
    from journeymap.text import Text
    from journeymap.vocabulary import State

NARROW = 104
"""Letters in a line below which the channel is left out of the table."""


@click.command(short_help="Score journeys: completion, time, contacts, and each touchpoint.")
@_options.workspace
@_options.tabular
@_options.lang
@_options.journey
@_states.option
@click.option("--set", "assignments", multiple=True, metavar="PATH=VALUE", help="What if; may be given several times.")
@click.option("--persona", metavar="ID", help="Of one group of customers; `all` sets the groups beside each other.")
def command(
    *, workspace: Path, form: str, lang: str | None, journey: str | None, state: str, assignments: tuple[str, ...],
    persona: str | None,
) -> None:  # fmt: skip
    """Score the journeys of a workspace.

    Unknown figures stay blank: nothing is imputed. With --set, the figures
    are those there would be: ``--set book.duration="12 min"``,
    ``--set book.ends.gave-up=1%``, ``--set moving-day.fails=5%``. Where the
    share of a way is set, the other ways of its touchpoint change in
    proportion. With --persona too, they are those of one group, or of all
    groups beside each other: whom does it help? No file is touched.
    """
    from journeymap.cli import _files

    if form == "csv" and assignments:
        message = "--format csv gives the figures as they are; what if is told as text or json"
        raise click.UsageError(message)
    tools = _files.tools(workspace)
    opened = _files.open_workspace(workspace, tools)
    speak = _files.speaker(opened, lang)
    states = _chosen(_states.places(opened, state, tools), journey)
    if assignments:
        _what_if(states, assignments, form, speak, known=tools.known(), persona=persona)
    elif form == "csv":
        _print_csv(states, _states.kind_of(state), persona)
    elif persona is not None:
        _by_persona(states, persona, form, speak)
    else:
        _as_it_is(states, form, speak)


def _chosen(every: "dict[str, tuple[Workspace, str]]", journey: str | None) -> "dict[str, tuple[Workspace, str]]":
    """Return each journey to be scored, or each target, with the workspace it lives in and its id there."""
    from journeymap.errors import UnknownName

    chosen = {name: place for name, place in every.items() if journey in {None, name, place[1]}}
    if not chosen:
        message = f"'{journey}' is not a journey here; there are: {', '.join(every) or 'none'}"
        raise UnknownName(message)
    return chosen


def _score(place: "tuple[Workspace, str]") -> "JourneyScore":
    from journeymap.graph import build
    from journeymap.scores import score_journey

    return score_journey(build(*place))


def _by_persona(states: "dict[str, tuple[Workspace, str]]", persona: str, form: str, speak: "Language") -> None:
    from journeymap.cli._personas import of_group, print_groups

    scores = {name: _score(place) for name, place in states.items()}
    if persona == "all":
        print_groups(scores, form, speak)
    else:
        _print_scores(of_group(scores, persona), form, speak)


def _print_csv(states: "dict[str, tuple[Workspace, str]]", state: "State", persona: str | None) -> None:
    """Print the figures as CSV: of everybody, of one group, or of all groups behind one another."""
    from journeymap.cli._personas import of_group
    from journeymap.outputs.csv_scores import scores_csv

    scores = {name: _score(place) for name, place in states.items()}
    if persona == "all":
        groups = [(name, own) for name, entry in scores.items() for own in entry.by_persona.values()]
        click.echo(scores_csv(groups, state), nl=False)
    else:
        chosen = scores if persona is None else of_group(scores, persona)
        click.echo(scores_csv(chosen.items(), state), nl=False)


def _as_it_is(states: "dict[str, tuple[Workspace, str]]", form: str, speak: "Language") -> None:
    _print_scores({name: _score(place) for name, place in states.items()}, form, speak)


def _print_scores(scores: "dict[str, JourneyScore]", form: str, speak: "Language") -> None:
    from journeymap.cli import _printing
    from journeymap.outputs.journey_records import journey_record

    if form == "json":
        _printing.print_json({name: journey_record(entry).model_dump(mode="json") for name, entry in scores.items()})
        return
    for name, entry in scores.items():
        _print_journey(name, entry, speak)


def _title(entry: "JourneyScore") -> str:
    title = entry.graph.journey.title or entry.graph.name
    persona = entry.graph.workspace.content.personas.get(entry.graph.persona or "")
    return title if persona is None else f"{title} – {persona.title or entry.graph.persona}"


def _print_journey(name: str, entry: "JourneyScore", speak: "Language") -> None:
    from journeymap.cli import _printing
    from journeymap.scores.figures import basis_words
    from journeymap.text import say
    from journeymap.views.tables import loss_rows, peer_rows, score_rows, score_summary

    click.echo(_printing.paint(_title(entry), "white", bold=True))
    labels = [(speak.say(label), speak.say(figure)) for label, figure in score_summary(entry)]
    width = max(len(label) for label, _ in labels)
    for label, figure in labels:
        click.echo(_printing.wrapped(f"  {label.ljust(width)}  {figure}"))
    rows = [[speak.say(cell) for cell in row] for row in score_rows(entry)]
    if _printing.room() < NARROW:
        rows = [[row[0], *row[2:]] for row in rows]
    count = len(rows[0])
    click.echo("\n" + _printing.table(rows, range(count - 6, count), _printing.room()))
    if entry.ranks:
        click.echo(_printing.wrapped(speak.say(
            say("places are by the counted part; where intervals overlap, touchpoints are not ranked apart")
        )))  # fmt: skip
    basis = basis_words(entry)
    if basis is not None:
        click.echo(_printing.wrapped(speak.say(basis)))
    for caption, table, right in (
        (say("Where value is lost in a year"), loss_rows(entry), (2, 3, 4)),
        (say("Beside others"), peer_rows(entry), (3, 4, 5)),
    ):
        _print_table(caption, [[speak.say(cell) for cell in row] for row in table], right, speak)
    example = "journeymap explain {name}.value"
    hint = say("why any of them: `{example}`, and so on", example=example.format(name=name))
    click.echo("\n" + _printing.wrapped(speak.say(hint)) + "\n")


def _print_table(caption: "Text | str", rows: list[list[str]], right: tuple[int, ...], speak: "Language") -> None:
    from journeymap.cli import _printing

    if rows:
        heading = _printing.paint(speak.say(caption), "white", bold=True)
        click.echo(f"\n{heading}\n{_printing.table(rows, right, _printing.room())}")


def _what_if(
    states: "dict[str, tuple[Workspace, str]]", assignments: tuple[str, ...], form: str, speak: "Language",
    *, known: "Known", persona: str | None = None,
) -> None:  # fmt: skip
    """Print what the assignments change, journey by journey; those they do not change are left out."""
    from journeymap.cli import _personas, _printing
    from journeymap.text import say

    tried = _tried(states, assignments, known)
    found: dict[str, Any] = {}
    pairs: dict[str, tuple[JourneyScore, JourneyScore]] = {}
    for name, guess in tried.items():
        opened, journey = states[name]
        assert guess.workspace is not None  # noqa: S101 - problems have been raised
        pairs[name] = _score((opened, journey)), _score((guess.workspace, journey))
    if persona is not None and persona != "all":
        before = _personas.of_group({name: pair[0] for name, pair in pairs.items()}, persona)
        pairs = {name: (own, pairs[name][1].by_persona[persona]) for name, own in before.items()}
    for name, (was, now) in pairs.items():
        journey = states[name][1]
        if form == "json":
            found[name] = _record(was, now, tried[name], journey, assignments)
            if persona == "all":
                found[name]["groups"] = {
                    key: _record(own, now.by_persona[key], tried[name], journey, assignments)
                    for key, own in was.by_persona.items()
                }
        else:
            _print_change(was, now, tried[name], journey, speak)
            if persona == "all":
                _personas.print_group_changes(was, now, speak.say(say("Whom it helps")), speak)
    if form == "json":
        _printing.print_json(found)


def _tried(
    states: "dict[str, tuple[Workspace, str]]", assignments: tuple[str, ...], known: "Known"
) -> "dict[str, WhatIf]":
    """Apply the assignments: to all current journeys at once, to each target by itself.

    A target in which an assignment names nothing is left out, as long as one is left.
    """
    from journeymap.changes.whatif import what_if
    from journeymap.errors import InvalidWorkspace

    worlds: dict[int, list[str]] = {}
    for name, (opened, _) in states.items():
        worlds.setdefault(id(opened), []).append(name)
    tried: dict[str, WhatIf] = {}
    failed: list[WhatIf] = []
    for names in worlds.values():
        guess = what_if(states[names[0]][0], [states[name][1] for name in names], assignments, known)
        if guess.problems:
            failed.append(guess)
        else:
            tried |= {name: guess for name in names if states[name][1] in guess.touched}
    if not tried:
        raise InvalidWorkspace(failed[0].problems, {failed[0].source.path: failed[0].source})
    return tried


def _print_change(
    before: "JourneyScore", after: "JourneyScore", guess: "WhatIf", journey: str, speak: "Language"
) -> None:
    from journeymap.cli import _printing
    from journeymap.text import say
    from journeymap.views.what_if import journey_rows, reach_note, setting_rows, touchpoint_rows

    rows = [[speak.say(cell) for cell in row] for row in journey_rows(before, after)]
    _print_table(_title(before), rows, (1, 2, 3), speak)
    settings = setting_rows(before, after, guess.settings.get(journey, ()))
    _print_table(say("What was set"), [[speak.say(cell) for cell in row] for row in settings], (1, 2), speak)
    touched = touchpoint_rows(before, after, guess.touched.get(journey, ()))
    cells = [[speak.say(cell) for cell in row] for row in touched]
    _print_table(say("What was changed"), cells, (1, 2, 3, 4, 5), speak)
    end = say("a value that is set counts as an assumption without n; no file was touched")
    click.echo("")
    for note in filter(None, (*guess.notes, reach_note(before, after), end)):
        click.echo(_printing.wrapped(speak.say(note)))


def _record(
    before: "JourneyScore", after: "JourneyScore", guess: "WhatIf", journey: str, assignments: tuple[str, ...]
) -> dict[str, Any]:
    from journeymap.outputs.journey_records import journey_record
    from journeymap.scores.figures import FIGURES

    pairs = {name: (figure.value(before), figure.value(after)) for name, figure in FIGURES.items()}
    return {
        "set": list(assignments),
        "touchpoints": list(guess.touched.get(journey, ())),
        "difference": {
            name: None if was is None or now is None else now - was for name, (was, now) in pairs.items()
        },
        "before": journey_record(before).model_dump(mode="json"),
        "after": journey_record(after).model_dump(mode="json"),
    }  # fmt: skip
