"""The lanes of the journey map by name."""

LANES = ("doing", "channel", "fit", "reach", "curve", "time", "pains", "backstage", "systems", "evidence", "findings")
"""Lanes in their usual order; a view may leave out or reorder them."""

LANE_NAMES = (
    "doing", "channel", "fit", "reach", "curve", "emotion", "time", "pains", "gains", "backstage", "systems", "data",
    "evidence", "findings",
)  # fmt: skip
"""Every lane. Faces stand beneath the curve, gains beside pains and data beside systems unless named by themselves."""
