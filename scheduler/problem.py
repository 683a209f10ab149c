"""What the planner is asked: tables, applicants, what a pair is worth, and what must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a firm.

    Attributes
    ----------
    id : str
        Unique among the tables.
    company : str
        The firm it belongs to; an applicant meets a firm at most once.
    available : frozenset of int or None
        The rounds (from 1) in which somebody sits there; ``None`` means all.
    max_dates : int or None
        At most this many meetings; ``None`` means no limit but the rounds.
    """

    id: str
    company: str
    available: frozenset[int] | None = None
    max_dates: int | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant; the fields mean what they mean for a `Table`."""

    id: str
    available: frozenset[int] | None = None
    max_dates: int | None = None


@dataclass(frozen=True, slots=True)
class Utility:
    """A pair that may meet, and what its meeting is worth (a finite number >= 0)."""

    applicant: str
    table: str
    utility: float


@dataclass(frozen=True, slots=True)
class Pin:
    """A meeting that must take place; in `round`, or in any when ``None``."""

    applicant: str
    table: str
    round: int | None = None


@dataclass(frozen=True, slots=True)
class Guarantee:
    """Meetings that everybody on a side should get at least, as far as the rest allows."""

    applicant: int = 0
    table: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One event to plan. The file form is ``speed-dating-instance/1``.

    Attributes
    ----------
    name : str
        Repeated in the schedule.
    rounds : int
        Number of rounds, counted from 1.
    tables, applicants : sequences
        The two sides; ids are unique on their side.
    utilities : sequence of Utility
        Pairs that are not listed must not meet; a pair is listed at most once.
    guarantee : Guarantee
        Wanted for everybody; what is missing to it is the shortfall.
    pins : sequence of Pin
        Meetings that must take place.

    All sequences are kept as tuples: a problem never changes, so what was made from it can be kept.
    """

    name: str
    rounds: int
    tables: Sequence[Table]
    applicants: Sequence[Applicant]
    utilities: Sequence[Utility]
    guarantee: Guarantee = field(default_factory=Guarantee)
    pins: Sequence[Pin] = ()

    def __post_init__(self) -> None:
        for name in ("tables", "applicants", "utilities", "pins"):
            object.__setattr__(self, name, tuple(getattr(self, name)))


@dataclass(frozen=True, slots=True, order=True)
class Meeting:
    """An applicant at a table in a round (counted from 1)."""

    round: int
    applicant: str
    table: str
