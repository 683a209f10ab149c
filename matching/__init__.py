"""How well do an applicant and an offer fit? Pure Python and numpy; README.md shows it on an example."""
