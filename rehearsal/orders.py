"""Who is played by bots: what the process of the bots is told in one line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Whom a bot plays: the path it enters by, and what it knows of itself."""

    path: str
    name: str
    role: str
    trade: str
    seed: int


@dataclass(frozen=True, slots=True)
class Orders:
    """All bots, where they play, and within how many seconds they arrive one after the other."""

    base_url: str
    arrive_within_seconds: float
    parts: tuple[Part, ...]

    def as_line(self) -> str:
        """Return the line from which the process of the bots reads it."""
        return json.dumps(asdict(self)) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Orders:
        """Read what `as_line` wrote."""
        given = json.loads(line)
        parts = tuple(Part(**part) for part in given["parts"])
        return cls(given["base_url"], given["arrive_within_seconds"], parts)
