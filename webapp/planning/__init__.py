"""From profiles and wishes to the rotation of an evening: the bridge to the planner."""
