"""Mails that leave with a calendar: every one is the next version of its person's entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4

from flask import current_app
from flask_babel import force_locale

from webapp.accounts.models import Account
from webapp.events.models import Event
from webapp.extensions import db
from webapp.mail.letters import queue
from webapp.planning.ical import cancelled_calendar, published_calendar
from webapp.planning.mails import Letter
from webapp.planning.models import CalendarEntry


def queue_letters(event: Event, letters: Iterable[Letter], now: datetime) -> None:
    """Queue mails with their calendars in the running transaction; the event must be held by it.

    A letter without an appointment takes the entry away, if one stands in its reader's calendar.
    """
    letters = list(letters)
    entries = {entry.account_id: entry for entry in entries_of(event.id)}
    _anew = accounts(letter.account.id for letter in letters)  # the lock has let go of what was read before
    for letter in letters:
        calendar = next_version(event, letter, entries, now)
        queue(letter.account, letter.written, event_id=event.id, calendar=calendar)


def next_version(
    event: Event, letter: Letter, entries: dict[int, CalendarEntry], now: datetime
) -> bytes | None:
    """Write the next version of somebody's entry: what it says now, or that it ends."""
    entry = entries.get(letter.account.id)
    if letter.appointment is None and (entry is None or not entry.stands):
        return None
    if entry is None:
        entry = entries[letter.account.id] = new_entry(event, letter.account)
    entry.sequence, entry.stands = entry.sequence + 1, letter.appointment is not None
    with force_locale(letter.account.locale):
        if letter.appointment is None:
            return cancelled_calendar(event, entry, now)
        return published_calendar(event, entry, letter.appointment, now)


def new_entry(event: Event, account: Account) -> CalendarEntry:
    """Begin an entry; nothing that may change stands in its identity."""
    host = urlsplit(current_app.config["BASE_URL"]).hostname
    entry = CalendarEntry(
        event_id=event.id, account_id=account.id, uid=f"{uuid4()}@{host}", sequence=0, stands=False
    )
    db.session.add(entry)
    return entry


def accounts(ids: Iterable[int]) -> list[Account]:
    """Read the accounts with these ids."""
    return list(db.session.scalars(db.select(Account).where(Account.id.in_(list(ids)))))


def entries_of(event_id: int) -> list[CalendarEntry]:
    """List the entries of an event that were ever sent."""
    return list(db.session.scalars(db.select(CalendarEntry).filter_by(event_id=event_id)))


def who_has_an_entry(event_id: int) -> list[Account]:
    """List the people in whose calendars an event stands."""
    query = db.select(Account).join(CalendarEntry, CalendarEntry.account_id == Account.id)
    standing = query.where(CalendarEntry.event_id == event_id, CalendarEntry.stands)
    return list(db.session.scalars(standing.order_by(Account.id)))
