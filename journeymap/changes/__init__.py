"""Changes: apply them to a journey, and the difference of two journeys as changes."""

from journeymap.changes.apply import Applied, Placed, apply, check_changes, initiative_changes, target_state
from journeymap.changes.difference import difference

__all__ = ["Applied", "Placed", "apply", "check_changes", "difference", "initiative_changes", "target_state"]
