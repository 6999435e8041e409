"""Scores: metric, touchpoint, stage and journey, each with n, interval and its terms."""

from journeymap.scores.journey import JourneyScore, Service, score_journey
from journeymap.scores.touchpoint import MetricScore, Score, Term, TouchpointScore, score_touchpoint

__all__ = ["JourneyScore", "MetricScore", "Score", "Service", "Term", "TouchpointScore", "score_journey",
           "score_touchpoint"]  # fmt: skip
