"""What a replan answers: dates, figures, how good it could be, and who is moved and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from scheduler.plan import Level
from scheduler.presence import Side
from scheduler.problem import PlannedDate

Reason = Literal["pin", "guarantee", "utility"]


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody loses a published date to come although both of its pair are there.

    Attributes
    ----------
    side, id : {"applicant", "table"}, str
        Who it is.
    lost : PlannedDate
        The published date that does not take place in its round.
    instead : PlannedDate or None
        Their date in that round now.
    again : int or None
        The round in which the same two meet now.
    reason : {"pin", "guarantee", "utility"}
        What the change in this round is for: a pinned date, somebody with too few dates, or better pairs.
    for_whom : tuple of (side, id)
        Who is helped: the pinned pair, people with too few dates, or the pair that gains most.
    gain : float
        Utility that this round's connected changes bring (other rounds can lose some of it).
    """

    side: Side
    id: str
    lost: PlannedDate
    instead: PlannedDate | None
    again: int | None
    reason: Reason
    for_whom: tuple[tuple[Side, str], ...]
    gain: float

    def as_document(self) -> dict[str, Any]:
        """For the schedule file."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ReplanStatistics:
    """Figures of a replan; all but the last three are of the whole new schedule.

    Attributes
    ----------
    dates, shortfall, waiting : int
        Dates, dates missing to the guarantee, rounds spent waiting.
    utility : float
        Sum over all dates.
    utility_to_come : float
        Sum over the dates after now.
    moved, moved_dates : int
        People who lose a published date although both are there, and these dates.
    people : int
        Everybody on both sides.
    """

    dates: int
    shortfall: int
    utility: float
    waiting: int
    utility_to_come: float
    moved: int
    moved_dates: int
    people: int


@dataclass(frozen=True, slots=True)
class Replan:
    """A new schedule for a running event.

    Attributes
    ----------
    dates : tuple of PlannedDate
        Sorted by round, applicant, table; those up to now as published.
    statistics : ReplanStatistics
        Its figures.
    shortfall, utility : Level or None
        With the best a full re-solve of the rounds to come could reach; None at once.
    moves : tuple of Move
        Who is moved and why; one for each side of a moved date.
    cancelled : tuple of PlannedDate
        Published dates to come that cannot take place because somebody is not there.
    new_dates : tuple of PlannedDate
        Dates that were not published.
    """

    dates: tuple[PlannedDate, ...]
    statistics: ReplanStatistics
    shortfall: Level | None
    utility: Level | None
    moves: tuple[Move, ...]
    cancelled: tuple[PlannedDate, ...]
    new_dates: tuple[PlannedDate, ...]

    def as_document(self) -> Mapping[str, Any]:
        """Everything but the dates, for the schedule file."""
        return {
            "statistics": asdict(self.statistics),
            "shortfall": self.shortfall.as_document() if self.shortfall else None,
            "utility": self.utility.as_document() if self.utility else None,
            "moves": [move.as_document() for move in self.moves],
            "cancelled": [asdict(date) for date in self.cancelled],
            "new_dates": [asdict(date) for date in self.new_dates],
        }
