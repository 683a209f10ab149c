"""What time is it in the event? A pure function of data and a moment.

No timer is needed to know the phase, a restart loses nothing, and tests never sleep.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


class ClockError(ValueError):
    """The data of a clock contradict each other."""


class PhaseKind(enum.StrEnum):
    """What everybody does right now."""

    LOBBY = "lobby"
    ROUND = "round"
    CHANGEOVER = "changeover"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Break:
    """A longer pause that is part of the programme.

    Attributes
    ----------
    after_round : int
        The round (from 1) it follows; it lengthens that changeover.
    seconds : int
        How much it adds, >= 0.
    """

    after_round: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from `begins_at` until `ends_at`; ``None`` means it still does."""

    begins_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """The phase that was running at `at` became `seconds` longer (or shorter, if negative)."""

    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class EventClock:
    """The programme of an evening and everything that was done to it.

    Attributes
    ----------
    starts_at : datetime
        The aware instant at which round 1 begins.
    rounds : int
        Number of rounds, >= 1.
    round_seconds, changeover_seconds : int
        Length of a round (>= 1) and of the time between two rounds (>= 0), in seconds.
    breaks, pauses, extensions : sequences
        Programme and interventions, each in order of time.
    """

    starts_at: datetime
    rounds: int
    round_seconds: int
    changeover_seconds: int
    breaks: Sequence[Break] = ()
    pauses: Sequence[Pause] = ()
    extensions: Sequence[Extension] = ()

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None:
            raise ClockError("starts_at needs a time zone")
        if self.rounds < 1 or self.round_seconds < 1 or self.changeover_seconds < 0:
            raise ClockError("an evening has at least one round of at least a second")


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the evening.

    Attributes
    ----------
    kind : PhaseKind
        Lobby, round, changeover or ended.
    round : int
        The running round; in lobby and changeover the next one; after the end the last one.
    begins_at, ends_at : datetime or None
        Its limits; the lobby has no beginning and the end no end. While the clock is paused
        `ends_at` moves on with every second.
    paused : bool
        Whether the clock stands still at the moment asked about.
    """

    kind: PhaseKind
    round: int
    begins_at: datetime | None
    ends_at: datetime | None
    paused: bool = False

    @property
    def name(self) -> str:
        """A name that is different for every phase of an evening, e.g. ``round-3``."""
        return f"{self.kind}-{self.round}"


def programme(clock: EventClock, moment: datetime) -> list[Phase]:
    """List every phase of the evening as known at a moment.

    Parameters
    ----------
    clock : EventClock
        Programme and interventions.
    moment : datetime
        Aware; interventions after it do not count, a pause that is open lasts until it.

    Returns
    -------
    list of Phase
        Lobby, rounds and changeovers in order, and the end: ``2 * rounds + 1`` phases that
        touch each other and leave no gap.

    Raises
    ------
    ClockError
        If the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ClockError("the moment needs a time zone")
    phases: list[Phase] = []
    begins_at: datetime | None = None
    for kind, number, seconds in _stretches(clock):
        planned_end = clock.starts_at if begins_at is None else begins_at + timedelta(seconds=seconds)
        ends_at = _delayed(clock, begins_at, planned_end, moment)
        phases.append(Phase(kind, number, begins_at, ends_at, _stands_still(clock, begins_at, ends_at, moment)))
        begins_at = ends_at
    phases.append(Phase(PhaseKind.ENDED, clock.rounds, begins_at, None))
    return phases


def phase_at(clock: EventClock, moment: datetime) -> Phase:
    """Tell the phase that runs at a moment.

    Parameters
    ----------
    clock : EventClock
        Programme and interventions.
    moment : datetime
        Aware. A phase includes its first instant and excludes its last.

    Returns
    -------
    Phase

    Raises
    ------
    ClockError
        If the moment has no time zone.
    """
    for phase in programme(clock, moment):
        if phase.ends_at is None or moment < phase.ends_at or phase.paused:
            return phase
    raise AssertionError("the last phase has no end")


def round_starts(clock: EventClock, moment: datetime) -> list[datetime]:
    """List when each round begins, as known at a moment; element i belongs to round i + 1."""
    return [p.begins_at for p in programme(clock, moment) if p.kind is PhaseKind.ROUND and p.begins_at]


def _stretches(clock: EventClock) -> list[tuple[PhaseKind, int, int]]:
    """Kind, round and programmed seconds of each phase but the end."""
    extra = {b.after_round: b.seconds for b in clock.breaks}
    stretches = [(PhaseKind.LOBBY, 1, 0)]
    for number in range(1, clock.rounds + 1):
        stretches.append((PhaseKind.ROUND, number, clock.round_seconds))
        if number < clock.rounds:
            seconds = clock.changeover_seconds + extra.get(number, 0)
            stretches.append((PhaseKind.CHANGEOVER, number + 1, seconds))
    return stretches


def _delayed(clock: EventClock, begins_at: datetime | None, ends_at: datetime, moment: datetime) -> datetime:
    """Move an end by the interventions that fell into its phase, in the order they happened."""
    changes = sorted(
        [(p.begins_at, p) for p in clock.pauses] + [(e.at, e) for e in clock.extensions],
        key=lambda change: change[0],
    )
    for at, change in changes:
        if at > moment or (begins_at is not None and at < begins_at) or at >= ends_at:
            continue
        if isinstance(change, Extension):
            ends_at = max(at, ends_at + timedelta(seconds=change.seconds))
        else:
            over = min(change.ends_at or moment, moment)
            ends_at += max(over - at, timedelta())
    return ends_at


def _stands_still(clock: EventClock, begins_at: datetime | None, ends_at: datetime, moment: datetime) -> bool:
    """Whether a pause that began in this phase is still on at the moment."""
    for pause in clock.pauses:
        inside = (begins_at is None or pause.begins_at >= begins_at) and pause.begins_at < ends_at
        if inside and pause.begins_at <= moment and (pause.ends_at is None or pause.ends_at > moment):
            return True
    return False
