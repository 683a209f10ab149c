"""The verbs of planning: solve, and publish."""
