"""What stands in somebody's calendar after all mails were read."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar

from tests.mailbox import mails_to
from webapp.accounts.models import Account


def versions(account: Account) -> list[tuple[str, Any]]:
    """Return method and entry of every calendar somebody was sent, the oldest first."""
    calendars = [Calendar.from_ical(mail.calendar) for mail in mails_to(account.email) if mail.calendar]
    return [(str(calendar["method"]), calendar.walk("VEVENT")[0]) for calendar in calendars]


def newest(account: Account) -> tuple[str, Any]:
    """Return method and entry of the calendar somebody was sent last."""
    return versions(account)[-1]


def sequences(account: Account) -> list[int]:
    """Return the numbers of all versions somebody was sent."""
    return [int(entry["sequence"]) for _method, entry in versions(account)]
