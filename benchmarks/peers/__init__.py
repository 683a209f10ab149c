"""Other ways to plan an evening; each takes a problem and a time limit in seconds and gives an answer."""
