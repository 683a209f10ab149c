"""How well people fit each other: the bridge to `matching`, with the sentences both sides read."""
