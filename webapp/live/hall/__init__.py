"""The evening in a hall: who is let in at the door, what is printed, and what the projector shows."""
