"""Journeys as text for other drawing programs: DOT for Graphviz, and Mermaid."""

from collections.abc import Sequence

from journeymap.analysis import Judged
from journeymap.charts.svg import clean
from journeymap.errors import UnknownName
from journeymap.scores import JourneyScore
from journeymap.views.projected import Standing

LONGEST = 400
"""Characters of a label: Graphviz refuses strings of 16,384 bytes, and nobody reads a label of a page."""


def score_of(
    judged: Judged, journey: str, view: str, groups: Sequence[str] = (), states: Sequence[Standing] = ()
) -> JourneyScore:
    """Return the scores a view shows.

    Parameters
    ----------
    groups
        Ids of groups of customers; the first one's own shares are used if it is the only one.
    states
        What is shown in place of the current journey.

    Raises
    ------
    UnknownName
        If the view shows two journeys at once.
    """
    if view == "difference":
        message = "a difference shows two journeys, and this kind of file holds one; choose --view current or target"
        raise UnknownName(message)
    wanted = judged.target_of(journey)
    score = judged.current[journey]
    if states:
        score = states[0].score
    elif view == "target" and wanted is not None:
        score = wanted[1]
    return score.by_persona[groups[0]] if len(groups) == 1 else score


def plain(text: str) -> str:
    r"""Return a text as one line of at most :data:`LONGEST` characters that any file may hold.

    Examples
    --------
    >>> plain("  two\n lines\x00")
    'two lines�'
    """
    line = " ".join(clean(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
