"""What is next for somebody at an evening: one sentence and one way on."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from webapp.accounts.models import Account
from webapp.events.clock import is_over
from webapp.events.models import Event, EventState
from webapp.events.queries import comes_to, events_of, registration_is_open

# The door to the evening stands open so long before the first round.
LOBBY_OPENS_BEFORE = timedelta(hours=1)


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


def next_steps(account: Account, now: datetime) -> list[tuple[Event, NextStep]]:
    """List the events of the association with what is next for a participant at each."""
    events = events_of(account)
    coming = comes_to(account)
    return [(event, next_step(event, event.id in coming, now)) for event in events]


def next_step(event: Event, comes: bool, now: datetime) -> NextStep:
    """Tell a participant who comes to an event, or does not, what is next."""
    if event.state is EventState.CANCELLED:
        return NextStep.CANCELLED
    if not comes:
        return NextStep.REGISTER if registration_is_open(event, now) else NextStep.CLOSED
    if event.state is EventState.OPEN:
        return NextStep.WISH if now < event.starts_at else NextStep.WAIT
    if is_over(event, now):
        return NextStep.ANSWER
    if now >= event.starts_at:
        return NextStep.JOIN
    return NextStep.ENTER if lobby_is_open(event, now) else NextStep.WAIT


def lobby_is_open(event: Event, now: datetime) -> bool:
    """Whether people can come in: the lobby is open from an hour before the first round."""
    return event.state is EventState.PUBLISHED and now >= event.starts_at - LOBBY_OPENS_BEFORE
