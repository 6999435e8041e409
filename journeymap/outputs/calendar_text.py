"""The plan as a calendar, RFC 5545: an all-day event for each initiative, each deadline and each target's day.

References
----------
B. Desruisseaux, "Internet Calendaring and Scheduling Core Object Specification (iCalendar)", RFC 5545 (2009):
folding 3.1, text 3.3.11, all-day events 3.6.1, identifiers 3.8.4.7.
"""

import datetime as dt
import re
from collections.abc import Iterator

from journeymap.languages import Language
from journeymap.model.record import humanise
from journeymap.model.workspace import Workspace
from journeymap.records import dataclass
from journeymap.roadmap.result import Item, Roadmap
from journeymap.text import say
from journeymap.views.roadmap_words import weeks

FOLD = 75
"""Octets a line may have, without its end."""


@dataclass(frozen=True)
class Event:
    """An all-day event.

    Attributes
    ----------
    uid
        Stays the same from one plan to the next, so that a calendar moves the event and makes no second one.
    first, last
        Its days, the last one included.
    tentative
        Whether it may well move: it stands behind the plan, or its quarter is for discussion.
    """

    uid: str
    first: dt.date
    last: dt.date
    summary: str
    description: str = ""
    category: str = ""
    tentative: bool = False


def calendar(roadmap: Roadmap, workspace: Workspace, language: Language) -> str:
    """Return the plan as the text of an ``.ics`` file.

    The stamp of every event is the day of the workspace, so that the same plan gives the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//journeymap//roadmap//EN", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(workspace.title)}"]  # fmt: skip
    stamp = f"{workspace.today:%Y%m%d}T000000Z"
    for event in _events(roadmap, workspace, language):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + dt.timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{escaped(event.summary)}",
        ]
        lines += [f"DESCRIPTION:{escaped(event.description)}"] if event.description else []
        lines += [f"CATEGORIES:{escaped(event.category)}"] if event.category else []
        lines += [f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _events(roadmap: Roadmap, workspace: Workspace, language: Language) -> Iterator[Event]:
    home = re.sub(r"[^a-z0-9]+", "-", workspace.title.lower()).strip("-") or "workspace"
    for item in roadmap.items:
        yield _event(item, roadmap, home, language)
        deadline = workspace.content.initiatives[item.id].deadline
        if deadline is not None:
            title = language.say(say("deadline: {title}", title=item.title))
            yield Event(f"deadline-{item.id}@{home}.journeymap", deadline, deadline, title)
    for name, target in workspace.content.targets.items():
        if target.by is not None:
            words = say("target '{title}' is due", title=target.title or humanise(name))
            yield Event(f"target-{name}@{home}.journeymap", target.by, target.by, language.say(words))


def _event(item: Item, roadmap: Roadmap, home: str, language: Language) -> Event:
    titles = {entry.department: entry.title for entry in roadmap.load}
    lines = [language.say(item.reason), language.say(weeks(item.weeks))]
    lines += [language.say(say("critical: a week's delay delays the end"))] if item.critical else []
    lines += [language.say(say("owner: {name}", name=item.owner))] if item.owner else []
    people = sorted(item.departments, key=lambda name: (-item.departments[name], name))
    steady = roadmap.stability.items.get(item.id) if roadmap.stability else None
    return Event(
        f"initiative-{item.id}@{home}.journeymap",
        item.start,
        item.end,
        item.title,
        "\n".join(lines),
        titles.get(people[0], people[0]) if people else "",
        tentative=item.id in roadmap.later or (steady is not None and steady.discuss),
    )


def escaped(text: str) -> str:
    r"""Return a text as a value of type TEXT.

    Examples
    --------
    >>> escaped("one; two, three\nfour")
    'one\\; two\\, three\\nfour'
    """
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Break a line into pieces of at most 75 octets, later ones led by a space; characters stay whole."""
    pieces: list[str] = []
    piece, size, most = "", 0, FOLD
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > most:
            pieces.append(piece)
            piece, size, most = "", 0, FOLD - 1
        piece, size = piece + char, size + octets
    return "\r\n ".join([*pieces, piece])
