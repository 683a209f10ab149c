"""What is next for somebody at an evening: one sentence and one way on."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from scheduler.clock import PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.events.queries import registration_is_open, takes_part

# The door to the evening stands open so long before the first round.
DOORS_OPEN_BEFORE = timedelta(hours=1)


class NextStep(enum.StrEnum):
    """What somebody can do now, besides waiting."""

    CANCELLED = "cancelled"
    REGISTER = "register"
    CLOSED = "closed"
    WISH = "wish"
    WAIT = "wait"
    ENTER = "enter"
    JOIN = "join"
    ANSWER = "answer"


def next_step(event: Event, account: Account, now: datetime) -> NextStep:
    """Tell a participant what is next."""
    if event.state is EventState.CANCELLED:
        return NextStep.CANCELLED
    if not takes_part(event, account):
        return NextStep.REGISTER if registration_is_open(event, now) else NextStep.CLOSED
    if event.state is EventState.OPEN:
        return NextStep.WISH if now < event.starts_at else NextStep.WAIT
    if phase_at(clock_of(event), now).kind is PhaseKind.ENDED:
        return NextStep.ANSWER
    if now >= event.starts_at:
        return NextStep.JOIN
    return NextStep.ENTER if doors_are_open(event, now) else NextStep.WAIT


def doors_are_open(event: Event, now: datetime) -> bool:
    """Whether people can come in: the lobby is open from an hour before the first round."""
    return event.state is EventState.PUBLISHED and now >= event.starts_at - DOORS_OPEN_BEFORE
