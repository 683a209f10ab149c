"""The calendar entry of an evening.

One entry for the whole evening, with the talks in its text: people come once and are led from talk to talk,
so a dozen entries of eight minutes would only fill their day. Its identity stays the same for every version
of the agenda and its sequence grows, so that a new version replaces the old one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext
from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from webapp.events.models import Event
from webapp.outbox.addresses import mail_url
from webapp.planning.models import Plan
from webapp.planning.timetable import Talk, round_times

REMIND_BEFORE = timedelta(minutes=15)


def agenda_calendar(
    event: Event, plan: Plan, talks: Sequence[Talk], lines: Sequence[str], now: datetime
) -> bytes:
    """Return the .ics of somebody's evening: from their first to their last talk, or the whole of it."""
    times = [(talk.begins_at, talk.ends_at) for talk in talks] or list(round_times(event, now).values())
    page = mail_url("events.show", event_id=event.id)
    entry = Entry()
    entry.add("uid", f"event-{event.id}@{urlsplit(current_app.config['BASE_URL']).hostname}")
    entry.add("sequence", plan.version)
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", times[0][0].astimezone(UTC))
    entry.add("dtend", times[-1][1].astimezone(UTC))
    entry.add("summary", event.name)
    entry.add("location", gettext("Online, in the browser"))
    entry.add("description", "\n".join([*lines, "", page]))
    entry.add("url", page)
    entry.add_component(reminder(event))
    calendar = Calendar()
    for name, value in (("prodid", "-//Tischwechsel//agenda//"), ("version", "2.0"), ("method", "PUBLISH")):
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
