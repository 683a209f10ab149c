"""What we claim about the planner, measured beside peers."""
