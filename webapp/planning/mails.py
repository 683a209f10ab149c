"""The mail everybody gets when an agenda is published: their talks, and an entry for their calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, format_time, gettext

from matching.occupations import occupation
from webapp.accounts.models import Account
from webapp.events.models import Event, EventTable
from webapp.events.queries import applicants_at, companies_at, people_at_tables
from webapp.mail.letters import Written, write
from webapp.planning.ical import Appointment, appointment
from webapp.planning.models import Meeting
from webapp.planning.timetable import TimedMeeting, timed_meetings


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, and what their calendar is to say; nothing: the entry ends."""

    account: Account
    written: Written
    appointment: Appointment | None = None


def agenda_letters(
    event: Event, meetings: Iterable[Meeting], now: datetime, news: object = ""
) -> Iterator[Letter]:
    """Write to each registered applicant and to each person of a firm that has tables, once.

    `news` comes first: a lazy sentence, so that it is in the language of each reader.
    """
    people, firms = applicants_at(event), companies_at(event)  # at once, not one by one
    by_applicant: dict[int, list[Meeting]] = defaultdict(list)
    by_table: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        by_applicant[meeting.applicant_id].append(meeting)
        by_table[meeting.table_id].append(meeting)
    for person in people:
        yield applicant_letter(event, person.account, by_applicant[person.id], now, news)
    for account, tables in people_at_tables(event, firms):
        at_tables = [meeting for table in tables for meeting in by_table[table.id]]
        yield company_letter(event, account, tables, at_tables, now, news)


def applicant_letter(
    event: Event, account: Account, meetings: Sequence[Meeting], now: datetime, news: object = ""
) -> Letter:
    """Tell an applicant whom they meet and when."""
    with force_locale(account.locale):
        talks = timed_meetings(event, meetings, now)
        lines = applicant_lines(talks)
        written = write("agenda", account, event=event, lines=lines, news=news)
        return Letter(account, written, appointment(event, talks, lines, now))


def company_letter(
    event: Event,
    account: Account,
    tables: Sequence[EventTable],
    meetings: Sequence[Meeting],
    now: datetime,
    news: object = "",
) -> Letter:
    """Tell a firm what the people they meet are looking for; names come with the talk."""
    with force_locale(account.locale):
        talks = timed_meetings(event, meetings, now)
        lines = company_lines(talks)
        slots = [meeting_line(timed, table_name(timed)) for timed in talks]
        nobody_named = any(table.representative_account_id is None for table in tables)
        written = write("agenda", account, event=event, lines=lines, news=news, nobody_named=nobody_named)
        return Letter(account, written, appointment(event, talks, slots, now))


def applicant_lines(talks: Iterable[TimedMeeting]) -> list[str]:
    """Write each talk as an applicant reads it: when, with which firm, where."""
    return [
        meeting_line(timed, f"{timed.meeting.table.company.name} ({table_name(timed)})") for timed in talks
    ]


def company_lines(talks: Iterable[TimedMeeting]) -> list[str]:
    """Write each talk as a firm reads it: when, what the applicant would like to become, where."""
    return [meeting_line(timed, f"{wished(timed.meeting)} ({table_name(timed)})") for timed in talks]


def meeting_line(timed: TimedMeeting, what: str) -> str:
    """Write one timed in one line, in local time."""
    return f"{format_time(timed.begins_at, 'HH:mm')}-{format_time(timed.ends_at, 'HH:mm')}  {what}"


def table_name(timed: TimedMeeting) -> str:
    """Name the table of a talk."""
    return gettext("table %(number)s", number=timed.meeting.table.number)


def wished(meeting: Meeting) -> str:
    """Say what an applicant would like to become, without saying who it is."""
    return ", ".join(occupation(wish.occupation_id).name_neutral for wish in meeting.applicant.occupations)
