"""The verbs of planning: set by hand, solve, and publish."""
