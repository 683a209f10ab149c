"""What a replan answers: meetings, figures, how good it could be, and who is moved and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from scheduler.file_words import in_file_words
from scheduler.plan import Level
from scheduler.problem import Meeting
from scheduler.request import Side

Reason = Literal["pin", "guarantee", "utility"]


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody loses a published meeting to come although both of its pair are there.

    Attributes
    ----------
    side, id : {"applicant", "table"}, str
        Who it is.
    lost : Meeting
        The published meeting that does not take place in its round.
    instead : Meeting or None
        Their meeting in that round now.
    again : int or None
        The round in which the same two meet now.
    reason : {"pin", "guarantee", "utility"}
        What the change in this round is for: a pinned meeting, somebody with too few meetings, or better pairs.
    for_whom : tuple of (side, id)
        Who is helped: the pinned pair, people with too few meetings, or the pair that gains most.
    gain : float
        Utility that this round's connected changes bring (other rounds can lose some of it).
    """

    side: Side
    id: str
    lost: Meeting
    instead: Meeting | None
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
    meetings, shortfall, waiting : int
        Meetings, meetings missing to the guarantee, rounds spent waiting.
    utility : float
        Sum over all meetings.
    utility_to_come : float
        Sum over the meetings after now.
    moved, moved_meetings : int
        People who lose a published meeting although both are there, and these meetings.
    people : int
        Everybody on both sides.
    """

    meetings: int
    shortfall: int
    utility: float
    waiting: int
    utility_to_come: float
    moved: int
    moved_meetings: int
    people: int


@dataclass(frozen=True, slots=True)
class Replan:
    """A new schedule for a running event.

    Attributes
    ----------
    meetings : tuple of Meeting
        Sorted by round, applicant, table; those up to now as published.
    statistics : ReplanStatistics
        Its figures.
    shortfall, utility : Level or None
        With the best a full re-solve of the rounds to come could reach; None at once.
    moves : tuple of Move
        Who is moved and why; one for each side of a moved meeting.
    cancelled : tuple of Meeting
        Published meetings to come that cannot take place because somebody is not there.
    new_meetings : tuple of Meeting
        Meetings that were not published.
    """

    meetings: tuple[Meeting, ...]
    statistics: ReplanStatistics
    shortfall: Level | None
    utility: Level | None
    moves: tuple[Move, ...]
    cancelled: tuple[Meeting, ...]
    new_meetings: tuple[Meeting, ...]

    def as_document(self) -> Mapping[str, Any]:
        """Everything but the meetings, for the schedule file."""
        return {
            "statistics": in_file_words(asdict(self.statistics)),
            "shortfall": self.shortfall.as_document() if self.shortfall else None,
            "utility": self.utility.as_document() if self.utility else None,
            "moves": [move.as_document() for move in self.moves],
            "cancelled": [asdict(meeting) for meeting in self.cancelled],
            "new_dates": [asdict(meeting) for meeting in self.new_meetings],
        }
