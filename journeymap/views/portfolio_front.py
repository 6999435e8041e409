"""The front page over several workspaces: cover, comparison, and where the report of each is."""

import datetime as dt
from collections.abc import Mapping

from journeymap.analysis import Analysis
from journeymap.model.workspace import EPOCH
from journeymap.records import dataclass
from journeymap.text import Text, count, say
from journeymap.views.journey_map import Words
from journeymap.views.portfolio import compare, members_of, workspace_names
from journeymap.views.portfolio_part import Portfolio, portfolio_part
from journeymap.views.report import Section
from journeymap.views.report_parts import joined, listed

MOST = 4
"""Workspaces that the cover names; more are counted, and the contents have their titles."""


@dataclass(frozen=True)
class FrontCover:
    """The first page; `date` is the day all workspaces are read on, or `None` if the days differ."""

    organisation: Words
    title: Text
    scope: Words
    date: dt.date | None
    confidentiality: Words
    version: str = ""
    author: str = ""


@dataclass(frozen=True)
class Front:
    """Everything the front page shows.

    Attributes
    ----------
    reports
        Title of each workspace with the file of its report.
    """

    cover: FrontCover
    front: Section
    portfolio: Portfolio
    reports: tuple[tuple[str, str], ...]

    def section(self, name: str) -> Section:
        """Return the one section.

        Raises
        ------
        KeyError
            If it is asked for another.
        """
        if name != self.front.id:
            raise KeyError(name)
        return self.front


def front_view(pages: Mapping[str, Analysis]) -> Front:
    """Gather what the front page shows.

    Parameters
    ----------
    pages
        The workspaces by the file of their report.
    """
    members = [
        member for page, analysis in pages.items() for member in members_of(analysis, page, page.rsplit(".", 1)[0])
    ]
    portfolio = portfolio_part(compare(members))
    return Front(
        cover=_cover(pages, len(members)),
        front=Section("portfolio", 1, say("Portfolio"), portfolio.heading),
        portfolio=portfolio,
        reports=tuple((name, page) for page, name in workspace_names(pages).items()),
    )


def _cover(pages: Mapping[str, Analysis], journeys: int) -> FrontCover:
    projects = [analysis.workspace.content.project for analysis in pages.values()]
    owners = [(project.brand.name if project.brand else None) or project.organisation for project in projects]
    lines = [project.brand.confidentiality for project in projects if project.brand and project.brand.confidentiality]
    days = {analysis.workspace.today for analysis in pages.values()} - {EPOCH}
    names = [*workspace_names(pages).values()]
    return FrontCover(
        organisation=listed([name for name in dict.fromkeys(owners) if name]),
        title=say("{n} journeys compared", n=count(journeys)),
        scope=joined(names, " · ") if len(names) <= MOST else say("from {n} workspaces", n=count(len(names))),
        date=next(iter(days)) if len(days) == 1 else None,
        confidentiality=listed(list(dict.fromkeys(lines))),
    )
