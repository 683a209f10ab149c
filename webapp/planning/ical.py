"""The calendar entry of an evening.

One entry for the whole evening, with the talks in its text: people come once and are led from talk to talk,
so a dozen entries of eight minutes would only fill their day. Its identity stays the same for a person and an
event, and its number grows with every version that leaves, so that a new one replaces the old one or ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask_babel import gettext
from icalendar import Alarm, Calendar, vCalAddress, vText
from icalendar import Event as Entry

from webapp.events.models import Event
from webapp.events.timetable import rounds_of
from webapp.mail.addresses import mail_url
from webapp.planning.models import CalendarEntry
from webapp.planning.timetable import TimedMeeting

REMIND_BEFORE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Appointment:
    """What an entry says: from when to when, and its text."""

    begins_at: datetime
    ends_at: datetime
    lines: Sequence[str]


def appointment(
    event: Event, talks: Sequence[TimedMeeting], lines: Sequence[str], now: datetime
) -> Appointment:
    """Return somebody's evening: from their first to their last timed, or the whole of it."""
    times = [(timed.begins_at, timed.ends_at) for timed in talks] or [
        (each.begins_at, each.ends_at) for each in rounds_of(event, now).values()
    ]
    return Appointment(times[0][0], times[-1][1], lines)


def published_calendar(event: Event, version: CalendarEntry, said: Appointment, now: datetime) -> bytes:
    """Return the .ics that puts an entry into a calendar, or replaces what was there of it."""
    page = mail_url("events.show", event_id=event.id)
    entry = entry_of(event, version, said, now)
    entry.add("location", gettext("Online, in the browser"))
    entry.add("description", "\n".join([*said.lines, "", page]))
    entry.add("url", page)
    entry.add("status", "CONFIRMED")
    entry.add_component(reminder(event))
    return enclosed(entry, "PUBLISH")


def cancelled_calendar(event: Event, version: CalendarEntry, now: datetime) -> bytes:
    """Return the .ics that takes an entry out of a calendar, with its alarm."""
    entry = entry_of(event, version, appointment(event, (), (), now), now)
    entry.add("status", "CANCELLED")
    return enclosed(entry, "CANCEL")


def entry_of(event: Event, version: CalendarEntry, said: Appointment, now: datetime) -> Entry:
    """Return what every version says: which entry it is, which version, what and when."""
    organiser = vCalAddress(f"mailto:{event.association.contact_email}")
    organiser.params["cn"] = vText(event.association.name)
    entry = Entry()
    entry.add("uid", version.uid)
    entry.add("sequence", version.sequence)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", said.begins_at.astimezone(UTC))
    entry.add("dtend", said.ends_at.astimezone(UTC))
    entry.add("summary", event.name)
    entry.add("organizer", organiser)
    return entry


def enclosed(entry: Entry, method: str) -> bytes:
    """Put an entry into a calendar of its own, with what is to be done with it."""
    calendar = Calendar()
    for name, value in (("prodid", "-//Tischwechsel//agenda//"), ("version", "2.0"), ("method", method)):
        calendar.add(name, value)
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def reminder(event: Event) -> Alarm:
    """Return what rings a quarter of an hour before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.name)
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
