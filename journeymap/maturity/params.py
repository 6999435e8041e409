"""Thresholds of a maturity model."""

from typing import Annotated

from pydantic import Field

from journeymap.model.record import Record

Share = Annotated[float, Field(ge=0, le=1)]


class Params(Record):
    """Thresholds of a model.

    All are conventions, chosen by whoever wrote the model and meant to be
    replaced by an organisation's own figures; none is a benchmark.
    """

    fresh_days: int = Field(90, ge=1, description="A reading or review older than this is no longer fresh")
    standard_attainment: Share = Field(0.8, description="Share of contacts to be answered within the standard")
    coverage_most: Share = Field(0.8, description="What `most` means")
    coverage_half: Share = Field(0.5, description="What `half` means")
    transfer_share_max: Share = Field(0.15, description="Largest share of cases handed on twice or more")
    human_exit_max_steps: int = Field(2, ge=1, description="Steps from an automated touchpoint to a person")
    repeat_window_days: int = Field(7, ge=1, description="A contact on the same topic within this time is a repeat")
    min_group_n: int = Field(30, ge=1, description="Answers a reading needs before it is read")
    min_respondents: int = Field(3, ge=2, description="People in a role before its answers are shown apart")
    provisional_unknown: Share = Field(0.2, description="Share of unknown answers above which a level is provisional")
    evidence_days: int = Field(
        365, ge=1, description="Evidence without `valid_until` counts this long from the day it was recorded"
    )
    reference_years: int = Field(3, ge=1, description="Age in years above which an outside figure is out of date")
