"""A collected assessment as the file that goes into the workspace, with what is left to settle as comments."""

from collections.abc import Iterator
from textwrap import indent

from journeymap.maturity.collect import Collected, Tally
from journeymap.maturity.model import MaturityModel
from journeymap.model.write import to_plain, to_yaml

RULE = """\
# Answers of {n} respondents. Every answer is kept as it was given; nothing is averaged.
# Where all who could tell say the same, that is the answer. Where they differ the lowest answer counts
# until the group has agreed on one; `unknown` is an abstention.
"""
SETTLE = """\
# To settle: take the `# ` away from `agreed:` and from each line that the group has agreed on, and say why.
# agreed:
"""
NOBODY = "# Nobody could tell; find out, or leave it unknown:\n"
AGAINST = "# Answers that came later and differ from what was settled:\n"
LOOSE = "# Notes on criteria that their writer left unanswered:\n"


def assessment_file(collected: Collected, name: str, model: MaturityModel) -> str:
    """Return the file of an assessment.

    Parameters
    ----------
    collected
        What the respondents said.
    name
        Id of the assessment.
    model
        For the wording of the criteria to be settled.

    Returns
    -------
    str
        YAML with one assessment; reading it gives the assessment back.
    """
    head = RULE.format(n=len(collected.assessment.respondents))
    body = to_yaml({"assessments": {name: to_plain(collected.assessment)}})
    return head + "\n" + body + "".join(indent(part, "    ") for part in _open(collected, model))


def _open(collected: Collected, model: MaturityModel) -> Iterator[str]:
    """Yield what is left to do, as comments."""
    day = collected.assessment.date.isoformat()
    if collected.conflicts:
        yield "\n" + SETTLE + "".join(_conflict(tally, model, day) for tally in collected.conflicts)
    if collected.unknown:
        lines = (
            f"#   {tally.criterion}: {_line(model.criteria[tally.criterion].text)}\n" for tally in collected.unknown
        )
        yield "\n" + NOBODY + "".join(lines)
    if collected.against:
        yield "\n" + AGAINST + "".join(f"#   {code}, {mark}: {value}\n" for code, mark, value in collected.against)
    if collected.loose:
        yield "\n" + LOOSE + "".join(f"#   {code}, {mark}: {_line(note)}\n" for code, mark, note in collected.loose)


def _conflict(tally: Tally, model: MaturityModel, day: str) -> str:
    given = ", ".join(f"{n} {answer}" for answer, n in tally.counts.items())
    return (
        f"#   # {_line(model.criteria[tally.criterion].text)} ({given})\n"
        f"#   {tally.criterion}: {{value: , reason: , decided_by: , date: {day}}}\n"
    )


def _line(text: str) -> str:
    """Return a text on one line, as a comment needs it."""
    return " ".join(text.split())
