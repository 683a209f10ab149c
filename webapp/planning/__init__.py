"""From profiles and wishes to the rotation of an evening: the only bridge to matching and scheduler."""
