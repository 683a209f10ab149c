"""The clock in the organiser's hand: pause, longer, shorter, a break, on to what comes next; undone in ten seconds.

Nothing takes effect faster than browsers can prepare for it: a phase that is cut short still lasts ten seconds.
Everybody hears of it by the clock. Of two who press at once one wins, and the other is told: a press says which clock
it has seen.
"""

from __future__ import annotations

import enum
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduler.clock import Phase, PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.database.locks import lock_row
from webapp.events.clock import clock_of
from webapp.events.models import ClockChange, ClockChangeKind, Event, EventState
from webapp.live.desk.diary import enter
from webapp.live.desk.refusals import (
    BreakInRound,
    ClockIsOther,
    EndsAnyway,
    NotOn,
    NotPaused,
    Paused,
    TooLateToUndo,
    TooShort,
)
from webapp.live.desk.start import SECONDS_BEFORE_START, require_own, told
from webapp.live.models import Deed
from webapp.live.refusals import NotPublished

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)
BREAK = timedelta(minutes=5)
LEAST_LEFT = timedelta(seconds=SECONDS_BEFORE_START)
UNDO_WITHIN = timedelta(seconds=10)
ON = frozenset({PhaseKind.ROUND, PhaseKind.CHANGEOVER})


class ClockPress(enum.StrEnum):
    """The buttons of the clock."""

    PAUSE = "pause"
    RESUME = "resume"
    LENGTHEN = "lengthen"
    BREAK = "break"
    SHORTEN = "shorten"
    MOVE_ON = "move-on"
    END = "end"


DEEDS = {
    ClockPress.PAUSE: Deed.PAUSED,
    ClockPress.RESUME: Deed.RESUMED,
    ClockPress.LENGTHEN: Deed.LENGTHENED,
    ClockPress.BREAK: Deed.BREAK_INSERTED,
    ClockPress.SHORTEN: Deed.SHORTENED,
    ClockPress.MOVE_ON: Deed.MOVED_ON,
    ClockPress.END: Deed.ENDED,
}


@dataclass(frozen=True, slots=True)
class Undoable:
    """What was done to the clock last, and how long it can still be undone."""

    kind: ClockChangeKind
    seconds: int
    until: datetime


def press_clock(account: Account, event: Event, press: ClockPress, seen: int, now: datetime) -> None:
    """Do something to the clock of a running evening; `seen` is the last change the desk knew of, 0 for none."""
    require_own(account, event)
    lock_row(event)
    require_seen(event, seen)
    phase = running_phase(event, now)
    if any(change.kind is ClockChangeKind.END for change in event.clock_changes):
        raise EndsAnyway
    event.clock_changes.append(change_by(press, phase, now))
    enter(event, account, DEEDS[press], now, phase)
    told(event, now)
    log.info("clock of event %s: %s by account %s", event.id, press.value, account.id)


def change_by(press: ClockPress, phase: Phase, now: datetime) -> ClockChange:
    """Return what a press does to a phase, or say why it cannot."""
    if press is ClockPress.RESUME:
        if not phase.paused:
            raise NotPaused
        return ClockChange(kind=ClockChangeKind.RESUME, at=now)
    if press is ClockPress.LENGTHEN:
        return extension(MINUTE, now)
    if phase.paused:
        raise Paused
    if press is ClockPress.BREAK:
        if phase.kind is not PhaseKind.CHANGEOVER:
            raise BreakInRound
        return extension(BREAK, now)
    if press is ClockPress.PAUSE:
        return ClockChange(kind=ClockChangeKind.PAUSE, at=now)
    if press is ClockPress.END:
        return ClockChange(kind=ClockChangeKind.END, at=now, seconds=int(LEAST_LEFT.total_seconds()))
    return extension(shorter_by(press, left_of(phase, now)), now)


def shorter_by(press: ClockPress, left: timedelta) -> timedelta:
    """Return by how much a phase becomes longer, less than nothing, so that at least ten seconds are left."""
    if press is ClockPress.SHORTEN:
        if left < MINUTE + LEAST_LEFT:
            raise TooShort
        return -MINUTE
    if left <= LEAST_LEFT:
        raise EndsAnyway
    return LEAST_LEFT - left


def extension(length: timedelta, now: datetime) -> ClockChange:
    """Return the change that makes the running phase so much longer, in whole seconds."""
    return ClockChange(kind=ClockChangeKind.EXTEND, at=now, seconds=int(length.total_seconds()))


def undo_clock(account: Account, event: Event, change_id: int, now: datetime) -> None:
    """Take back what was done to the clock last, within ten seconds; anybody who may press the clock may."""
    require_own(account, event)
    lock_row(event)
    require_seen(event, change_id)
    if undoable_at(event, now) is None:
        raise TooLateToUndo
    phase = running_phase(event, now)
    take_last_back(event, phase, now)
    enter(event, account, Deed.UNDONE, now, phase)
    told(event, now)
    log.info("last change of the clock of event %s undone by account %s", event.id, account.id)


def take_last_back(event: Event, phase: Phase, now: datetime) -> None:
    """Let the clock be as if the last change had not been made, but take no second of a talk and no time to prepare."""
    last = event.clock_changes[-1]
    if last.kind is ClockChangeKind.PAUSE:
        event.clock_changes.append(ClockChange(kind=ClockChangeKind.RESUME, at=now))
    elif (
        last.kind is ClockChangeKind.EXTEND
        and left_of(phase, now) - timedelta(seconds=last.seconds) < LEAST_LEFT
    ):
        event.clock_changes.append(extension(LEAST_LEFT - left_of(phase, now), now))
    else:
        event.clock_changes.remove(last)


def undoable_at(event: Event, now: datetime) -> Undoable | None:
    """Return what was done last if it can still be undone: also, its phase must still run."""
    if not event.clock_changes:
        return None
    last, clock = event.clock_changes[-1], clock_of(event)
    if not last.at <= now < last.at + UNDO_WITHIN or not is_on(event, now):
        return None
    if phase_at(clock, last.at).name != phase_at(clock, now).name:
        return None
    return Undoable(last.kind, last.seconds, last.at + UNDO_WITHIN)


def is_on(event: Event, now: datetime) -> bool:
    """Whether the evening runs, so that its clock can be pressed."""
    return event.state is EventState.PUBLISHED and phase_at(clock_of(event), now).kind in ON


def last_change(event: Event) -> int:
    """Return the number of the last change of the clock, 0 if there is none."""
    return event.clock_changes[-1].id if event.clock_changes else 0


def require_seen(event: Event, seen: int) -> None:
    """Refuse a press on a clock that is not as it was seen."""
    if last_change(event) != seen:
        raise ClockIsOther


def running_phase(event: Event, now: datetime) -> Phase:
    """Return the round or the changeover that runs."""
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    phase = phase_at(clock_of(event), now)
    if phase.kind not in ON:
        raise NotOn
    return phase


def left_of(phase: Phase, now: datetime) -> timedelta:
    """Return how long a phase still lasts."""
    return phase.ends_at - now if phase.ends_at else timedelta()
