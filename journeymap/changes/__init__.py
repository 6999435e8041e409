"""Changes: apply them to a journey, and the difference of two journeys as changes."""

from journeymap.changes.apart import apart
from journeymap.changes.apply import Applied, Placed, apply, check_changes, initiative_changes, target_state
from journeymap.changes.difference import difference, differing_readings, differing_records

__all__ = ["Applied", "Placed", "apart", "apply", "check_changes", "difference", "differing_readings",
           "differing_records", "initiative_changes", "target_state"]  # fmt: skip
