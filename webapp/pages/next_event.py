"""Of all evenings, the one at which somebody has something to do now."""

from __future__ import annotations

from datetime import datetime

from webapp.accounts.models import Account
from webapp.events.models import Event
from webapp.events.next_step import NextStep, next_steps
from webapp.outcomes.queries import begun_meetings

LOBBY_OPEN = frozenset({NextStep.ENTER, NextStep.JOIN})
AHEAD = frozenset({NextStep.REGISTER, NextStep.WISH, NextStep.WAIT})


def next_event(account: Account, now: datetime) -> tuple[Event, NextStep] | None:
    """Return event and step: a running evening first, then open answers, then what is to come."""
    steps = next_steps(account, now)
    running = sorted(
        ((event, step) for event, step in steps if step in LOBBY_OPEN), key=lambda found: found[0].starts_at
    )
    open_answers = [
        (event, step)
        for event, step in steps
        if step is NextStep.ANSWER and owes_answers(event, account, now)
    ]
    ahead = sorted(
        ((event, step) for event, step in steps if step in AHEAD and event.starts_at > now),
        key=lambda found: (found[1] is NextStep.REGISTER, found[0].starts_at),
    )
    return next(iter([*running, *open_answers, *ahead]), None)


def owes_answers(event: Event, account: Account, now: datetime) -> bool:
    """Whether somebody has met people and not said yes or no to all of them."""
    return any(meeting.held and meeting.answer is None for meeting in begun_meetings(account, event, now))
