"""When somebody is missing: who it is, who waits for them, and what becomes of those who wait."""
