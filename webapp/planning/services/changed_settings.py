"""The settings of an evening changes after people have it in their calendars: they are told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from webapp.accounts.models import Account
from webapp.events.models import Event, EventState
from webapp.events.queries import everybody_at
from webapp.extensions import db
from webapp.mail.letters import write
from webapp.planning.mails import Letter, agenda_letters
from webapp.planning.models import CancelledBecause
from webapp.planning.news_mails import RENAMED, moved_letter, postponed_letter, renamed_letter
from webapp.planning.queries import meetings_at, published_plan
from webapp.planning.services.leaving import cancel_meetings
from webapp.planning.services.letters import queue_letters, who_has_an_entry
from webapp.planning.services.publication import take_back_publication


def settings_changed(event: Event, *, moved: bool, postponed: bool, now: datetime) -> None:
    """Tell people what holds now, in the running transaction: `moved` by new times, else by another name.

    Everybody in whose calendar the evening stands hears of it; of another start also who comes without having
    an entry yet. Once the evening has begun nobody needs another entry.
    """
    if not event.is_ahead(now):
        return
    db.session.flush()
    readers = who_has_an_entry(event.id)
    queue_letters(event, letters_to_readers(event, readers, moved, now), now)
    if postponed and event.state is not EventState.DRAFT:
        known = {person.id for person in readers}
        others = [person for person in everybody_at(event) if person.id not in known]
        queue_letters(event, [postponed_letter(event, person) for person in others], now)


def letters_to_readers(
    event: Event, readers: Sequence[Account], moved: bool, now: datetime
) -> Iterator[Letter]:
    """Write to those in whose calendars an evening stands: with their agenda, if one is published."""
    if moved:
        yield from (moved_letter(event, person, now) for person in readers)
    elif published_plan(event.id) is None:
        yield from (renamed_letter(event, person, now) for person in readers)
    else:
        known = {person.id for person in readers}
        letters = agenda_letters(event, meetings_at(event.id), now, RENAMED)
        yield from (letter for letter in letters if letter.account.id in known)


def evening_cancelled(event: Event, now: datetime) -> None:
    """Cancel all meetings of an evening, take it out of every calendar, and tell everybody who wanted to come."""
    concerned = {person.id: person for person in (*everybody_at(event), *who_has_an_entry(event.id))}
    letters = (
        Letter(person, write("evening_cancelled", person, event=event)) for person in concerned.values()
    )
    cancel_meetings(event, sa.true(), CancelledBecause.EVENT_CANCELLED, now)
    take_back_publication(event)
    queue_letters(event, letters, now)
