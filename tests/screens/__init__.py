"""Pictures of the screens: `python -m tests.screens` makes those of `docs/screens.md`, of a real server."""
