"""Findings as lines that a terminal makes clickable."""

from collections import Counter
from collections.abc import Iterator

from journeymap.outputs.findings import Checked, Form
from journeymap.rules import Finding
from journeymap.rules.here import adjustments, idle_acceptances
from journeymap.text import clean, count, say
from journeymap.views.acceptances import accepted_count, adjusted_words, idle_words, past_count, standing
from journeymap.vocabulary import Severity

COLOURS = {"critical": "red", "major": "yellow", "minor": "cyan", "note": "blue"}

COUNTED = {
    Severity.CRITICAL: "{n} critical",
    Severity.MAJOR: "{n} major",
    Severity.MINOR: "{n} minor",
    Severity.NOTE: "{n} note",
}


def _write(checked: Checked) -> str:
    lines = [line for finding in checked.findings for line in _finding(checked, finding)]
    return "\n".join([*lines, *_rules_here(checked), _end(checked)]) + "\n"


def _end(checked: Checked) -> str:
    """Count the open findings, the weightiest first."""
    speak = checked.language.say
    counts = Counter(finding.severity for finding in checked.open)
    weightiest = sorted(counts, key=lambda severity: -severity.rank)
    found = [speak(say(COUNTED[severity], n=count(counts[severity]))) for severity in weightiest]
    told = ", ".join(found) if found else say("no findings")
    return speak(say("{tally}; the workspace is valid", tally=told))


def _finding(checked: Checked, finding: Finding) -> Iterator[str]:
    say = checked.language.say
    label = checked.paint(f"{finding.severity}[{finding.rule}]", COLOURS[finding.severity])
    yield f"{clean(str(finding.span))}: {label}: {clean(say(finding.message))}"
    stands = standing(finding)
    if stands is not None:
        yield f"  = {clean(say(stands))}"
    if finding.help is not None and finding.accepted is None:
        yield f"  = help: {clean(say(finding.help))}"


def _rules_here(checked: Checked) -> Iterator[str]:
    """Yield acceptances that match nothing, and what the workspace has made of the rules."""
    say, judged = checked.language.say, checked.judged
    if judged is None:
        return
    for idle in idle_acceptances(judged.workspace, judged.every_finding):
        label = checked.paint("note[accepted]", COLOURS["note"])
        yield f"{clean(str(idle.span))}: {label}: {clean(say(idle_words(idle)))}"
    told = [*adjusted_words(adjustments(judged.workspace, checked.rules)), accepted_count(checked.findings),
            past_count(checked.findings)]  # fmt: skip
    yield from (clean(say(sentence)) for sentence in told if sentence is not None)


TEXT = Form("text", _write, for_people=True)
