"""In which years training may begin, as seen from today."""

from __future__ import annotations

from datetime import date

LAST_MONTH_TO_START = 9  # training begins in August or September
YEARS_AHEAD = 4


def start_years(today: date, stored: int | None = None) -> list[int]:
    """List the years to choose from, and the one that was answered earlier."""
    first = today.year if today.month <= LAST_MONTH_TO_START else today.year + 1
    years = set(range(first, first + YEARS_AHEAD))
    return sorted(years | {stored} if stored else years)
