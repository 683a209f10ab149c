"""What a contestant answers."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.problem import PlannedDate


@dataclass(frozen=True, slots=True)
class Answer:
    """Dates, or None if there were none in time; and whether shortfall and utility are proven best."""

    dates: list[PlannedDate] | None
    proven: bool
