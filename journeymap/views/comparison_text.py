"""A comparison for a terminal: sentences, and tables as rows with their head first."""

from collections.abc import Iterator

from journeymap.text import Text, say
from journeymap.views.comparison import Comparison
from journeymap.views.journey_map import Words
from journeymap.views.quarterly import printed
from journeymap.views.report_parts import Table

Rows = tuple[tuple[Words, ...], ...]


def lines(view: Comparison) -> Iterator[Words | Rows]:
    """Yield a comparison from its governing sentence on."""
    yield from (view.heading, *view.cautions, *view.support, *view.only)
    if view.promises is not None:
        yield from ("", view.promises.statement, view.promises.source)
        yield from _table(view.promises.table)
        for one in view.promises.explained:
            for reason in one.reasons:
                yield say("'{title}': {reason}", title=one.delivery.title, reason=reason)
        yield from _table(view.promises.by_now)
    for part in view.journeys:
        yield from ("", part.heading, part.statement)
        for table in (part.figures, part.touchpoints, part.readings, part.opinions):
            yield from _table(table)
    for table in (*view.findings.tables, view.levels.table):
        yield from _table(table)
    yield from ("", view.method)


def _table(table: Table | None) -> Iterator[Text | Words | Rows]:
    if table is not None:
        yield from ("", table.caption, printed(table))
