"""The organiser's desk: what it shows and what it does."""
