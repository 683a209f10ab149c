"""What time is it in the event? A pure function of data and a moment.

No timer is needed to know the phase, a restart loses nothing, and tests never sleep.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta


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
        The round (from 1, not the last) it follows; it lengthens that changeover.
    seconds : int
        How much it adds, >= 0.
    """

    after_round: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood still from `begins_at` until `ends_at`; ``None`` means it still does.

    Everything that ends later moves by the length of the pause.
    """

    begins_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """The phase that was running at `at` became `seconds` longer (or shorter, if negative).

    A phase is shortened to `at` at most; it never ends in the past.
    """

    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """Somebody decided at `at` that the evening ends `seconds` later: nothing begins from then on.

    Attributes
    ----------
    at : datetime
        When it was decided.
    seconds : int
        How much later it ends, >= 0; what would end before does so.
    """

    at: datetime
    seconds: int

    @property
    def ends_at(self) -> datetime:
        """The instant from which nothing goes on."""
        return self.at.astimezone(UTC) + timedelta(seconds=self.seconds)


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
    early_end : EarlyEnd or None
        Whether somebody has ended the evening; not before its first round.
    """

    starts_at: datetime
    rounds: int
    round_seconds: int
    changeover_seconds: int
    breaks: Sequence[Break] = ()
    pauses: Sequence[Pause] = ()
    extensions: Sequence[Extension] = ()
    early_end: EarlyEnd | None = None

    def __post_init__(self) -> None:
        if self.rounds < 1 or self.round_seconds < 1 or self.changeover_seconds < 0:
            raise ClockError("an evening has at least one round of at least a second")
        if any(not 1 <= b.after_round < self.rounds or b.seconds < 0 for b in self.breaks):
            raise ClockError("a break follows a round that is not the last, and takes no negative time")
        moments = [self.starts_at, *(e.at for e in self.extensions), *_limits(self.pauses)]
        moments += [self.early_end.at] if self.early_end else []
        if any(moment.tzinfo is None for moment in moments):
            raise ClockError("every time of a clock needs a time zone")
        limits = list(_limits(self.pauses))
        if limits != sorted(limits) or any(pause.ends_at is None for pause in self.pauses[:-1]):
            raise ClockError("pauses follow each other, and only the last one may still be on")


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
        touch each other and leave no gap; fewer if the evening was ended early.

    Raises
    ------
    ClockError
        If the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ClockError("the moment needs a time zone")
    moment = moment.astimezone(UTC)
    pauses, extensions = _pauses_until(clock, moment), _extensions_until(clock, moment)
    starts_at = clock.starts_at.astimezone(UTC)
    begins_at = min([starts_at, *(p.begins_at for p in pauses), *(e.at for e in extensions)])
    lobby = _end(begins_at, starts_at - begins_at, pauses, extensions)
    phases = [Phase(PhaseKind.LOBBY, 1, None, lobby)]
    for kind, number, seconds in _stretches(clock):
        begins_at = phases[-1].ends_at or starts_at
        ends_at = _end(begins_at, timedelta(seconds=seconds), pauses, extensions)
        phases.append(Phase(kind, number, begins_at, ends_at))
    if clock.early_end is not None and clock.early_end.at <= moment:
        phases = _until(clock.early_end.ends_at, phases)
    phases.append(Phase(PhaseKind.ENDED, _last_round(phases), phases[-1].ends_at, None))
    return [_standing_still(phase, clock, moment) for phase in phases]


def _until(end: datetime, phases: list[Phase]) -> list[Phase]:
    """The phases that have begun by an instant; the one that runs then ends."""
    begun = [p for p in phases if p.begins_at is None or p.begins_at < end]
    last = begun[-1]
    return [*begun[:-1], replace(last, ends_at=min(last.ends_at or end, end))]


def _last_round(phases: list[Phase]) -> int:
    """The last round among phases; a changeover that is cut short leads to none."""
    return max([p.round for p in phases if p.kind is PhaseKind.ROUND], default=1)


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
    return next(p for p in programme(clock, moment) if p.ends_at is None or moment < p.ends_at)


def round_starts(clock: EventClock, moment: datetime) -> list[datetime]:
    """List when each round begins, as known at a moment; element i belongs to round i + 1.

    Parameters
    ----------
    clock : EventClock
        Start, rounds, lengths and every pause and extension so far.
    moment : datetime
        Aware; what happens after it is not known yet.

    Returns
    -------
    list of datetime
        One a round, ascending.
    """
    return [p.begins_at for p in programme(clock, moment) if p.kind is PhaseKind.ROUND and p.begins_at]


def _stretches(clock: EventClock) -> Iterator[tuple[PhaseKind, int, int]]:
    """Kind, round and programmed seconds of each phase between lobby and end."""
    extra = {b.after_round: b.seconds for b in clock.breaks}
    for number in range(1, clock.rounds + 1):
        yield PhaseKind.ROUND, number, clock.round_seconds
        if number < clock.rounds:
            yield PhaseKind.CHANGEOVER, number + 1, clock.changeover_seconds + extra.get(number, 0)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A pause as known at a moment: with an end, in UTC."""

    begins_at: datetime
    ends_at: datetime


def _pauses_until(clock: EventClock, moment: datetime) -> list[_Stop]:
    """Pauses that have begun by a moment; one that is still on lasts until then."""
    begun = [(p.begins_at.astimezone(UTC), p.ends_at) for p in clock.pauses if p.begins_at <= moment]
    return [_Stop(begin, min(end.astimezone(UTC), moment) if end else moment) for begin, end in begun]


def _extensions_until(clock: EventClock, moment: datetime) -> list[Extension]:
    """Extensions made by a moment, in order of time and in UTC; `_end` takes each out as it applies it."""
    made = [Extension(e.at.astimezone(UTC), e.seconds) for e in clock.extensions if e.at <= moment]
    return sorted(made, key=lambda extension: extension.at)


def _end(
    begins_at: datetime, length: timedelta, pauses: list[_Stop], extensions: list[Extension]
) -> datetime:
    """When a phase ends that begins at an instant; takes out the extensions that are made in it."""
    ends_at = _after(begins_at, length, pauses)
    while extensions and extensions[0].at < ends_at:
        extension = extensions.pop(0)
        left = _running(extension.at, ends_at, pauses) + timedelta(seconds=extension.seconds)
        ends_at = _after(extension.at, max(left, timedelta()), pauses)
    return ends_at


def _after(begins_at: datetime, length: timedelta, pauses: Iterable[_Stop]) -> datetime:
    """Return the instant at which the clock has run for a length of time since `begins_at`."""
    for pause in pauses:
        before = max(pause.begins_at - begins_at, timedelta())
        if pause.ends_at <= begins_at or before >= length:
            continue
        begins_at, length = pause.ends_at, length - before
    return begins_at + length


def _running(begins_at: datetime, ends_at: datetime, pauses: Iterable[_Stop]) -> timedelta:
    """How long the clock ran between two instants."""
    stopped = (min(p.ends_at, ends_at) - max(p.begins_at, begins_at) for p in pauses)
    return ends_at - begins_at - sum((max(s, timedelta()) for s in stopped), timedelta())


def _limits(pauses: Iterable[Pause]) -> Iterator[datetime]:
    """Begin and end of each pause, in order."""
    for pause in pauses:
        yield pause.begins_at
        if pause.ends_at is not None:
            yield pause.ends_at


def _standing_still(phase: Phase, clock: EventClock, moment: datetime) -> Phase:
    """Return the phase, marked as paused if it runs at the moment and the clock stands still."""
    runs = (phase.begins_at is None or phase.begins_at <= moment) and phase.ends_at and moment < phase.ends_at
    stopped = any(p.begins_at <= moment and (p.ends_at is None or moment < p.ends_at) for p in clock.pauses)
    return replace(phase, paused=True) if runs and stopped else phase
