"""What a contestant answers."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem import Meeting


@dataclass(frozen=True, slots=True)
class Answer:
    """Meetings, or None if there were none in time; and whether shortfall and utility are proven best."""

    meetings: list[Meeting] | None
    proven: bool
