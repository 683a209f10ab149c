"""The mails that tell at once what is no longer so: meetings cancelled, times moved, a seat given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale, gettext, lazy_gettext

from webapp.accounts.models import Account
from webapp.events.models import Event
from webapp.mail.letters import write
from webapp.permissions import Role
from webapp.planning.ical import appointment
from webapp.planning.mails import Letter, applicant_lines, company_lines, meeting_line, table_name
from webapp.planning.models import Meeting
from webapp.planning.timetable import timed_meetings

RENAMED = lazy_gettext("the evening has another name now. Everything else stays as it was.")


def cancelled_letter(
    event: Event,
    account: Account,
    cancelled: Sequence[Meeting],
    remaining: Sequence[Meeting],
    now: datetime,
) -> Letter:
    """Tell somebody which of their meetings do not take place, and what remains of their agenda."""
    to_applicant = account.role is Role.APPLICANT
    lines_of = applicant_lines if to_applicant else company_lines
    with force_locale(account.locale):
        off, left = timed_meetings(event, cancelled, now), timed_meetings(event, remaining, now)
        lines = lines_of(left)
        written = write("meetings_cancelled", account, event=event, cancelled=lines_of(off), lines=lines)
        slots = lines if to_applicant else [meeting_line(timed, table_name(timed)) for timed in left]
        return Letter(account, written, appointment(event, left, slots, now) if left else None)


def gone_letter(event: Event, account: Account) -> Letter:
    """Tell somebody that they are not expected any more, and take the evening out of their calendar."""
    return Letter(account, write("not_expected", account, event=event, lines=()))


def moved_letter(event: Event, account: Account, now: datetime) -> Letter:
    """Tell somebody that the times they know do not hold, and put the new ones into their calendar."""
    written = write("times_changed", account, event=event, lines=())
    with force_locale(account.locale):
        return Letter(account, written, appointment(event, (), [gettext("The agenda follows by mail.")], now))


def renamed_letter(event: Event, account: Account, now: datetime) -> Letter:
    """Tell somebody whose agenda is still to come that an evening has another name, as their calendar then has."""
    with force_locale(account.locale):
        follows = [gettext("The agenda follows by mail.")]
        written = write("renamed", account, event=event, lines=follows, news=RENAMED)
        return Letter(account, written, appointment(event, (), follows, now))


def postponed_letter(event: Event, account: Account) -> Letter:
    """Tell somebody who comes but has no agenda yet when the evening begins now."""
    return Letter(account, write("postponed", account, event=event, lines=()))
