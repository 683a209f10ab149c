"""The mail everybody gets when an agenda is published: their talks, and an entry for their calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, format_datetime, format_time, gettext, ngettext

from matching.occupations import occupation
from webapp.accounts.models import Account
from webapp.events.models import Event, EventTable
from webapp.events.queries import applicants_at, companies_at, people_at_tables
from webapp.mail.addresses import mail_url
from webapp.planning.ical import Appointment, appointment
from webapp.planning.models import Meeting
from webapp.planning.timetable import TimedMeeting, timed_meetings


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, and what their calendar is to say; nothing: the entry ends."""

    account: Account
    subject: str
    text: str
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
        if lines:
            head = ngettext("you have %(num)s talk:", "you have %(num)s talks:", len(lines))
            tail = gettext(
                "Open this page a quarter of an hour earlier, on your phone or a computer with a camera. "
                "You are led from talk to talk by itself:"
            )
        else:
            head = gettext(
                "this time the plan has no talk for you. We are sorry. Somebody may fall ill: "
                "if you are there at the beginning, you may still be asked."
            )
            tail = gettext("This is the page of the evening:")
        text = text_of(account, event, head, lines, tail, str(news))
        return Letter(account, subject(event), text, appointment(event, talks, lines, now))


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
        head, tail = company_words(len(lines))
        if any(table.representative_account_id is None for table in tables):
            tail = gettext("Nobody is named for your table yet. Please do that soon:")
        text = text_of(account, event, head, lines, tail, str(news))
        return Letter(account, subject(event), text, appointment(event, talks, slots, now))


def company_words(number: int) -> tuple[str, str]:
    """Say how many talks a table has, and what to do then."""
    if not number:
        head = gettext(
            "this time the plan has no talk for your table. We are sorry. Somebody may be added: "
            "it is good if you are there at the beginning."
        )
        return head, gettext("This is the page of the evening:")
    head = ngettext("your table has %(num)s talk:", "your table has %(num)s talks:", number)
    tail = gettext(
        "Please open this page a quarter of an hour earlier, on a computer with a camera. "
        "The applicants come to you by themselves:"
    )
    return head, tail


def applicant_lines(talks: Iterable[TimedMeeting]) -> list[str]:
    """Write each talk as an applicant reads it: when, with which firm, where."""
    return [
        meeting_line(timed, f"{timed.meeting.table.company.name} ({table_name(timed)})") for timed in talks
    ]


def company_lines(talks: Iterable[TimedMeeting]) -> list[str]:
    """Write each talk as a firm reads it: when, what the applicant would like to become, where."""
    return [meeting_line(timed, f"{wished(timed.meeting)} ({table_name(timed)})") for timed in talks]


def subject(event: Event) -> str:
    """Return the subject of the mail."""
    return gettext("Your agenda: %(event)s", event=event.name)


def text_of(
    account: Account, event: Event, head: str, lines: Sequence[str], tail: str, news: str = ""
) -> str:
    """Put the parts of a mail about an evening together."""
    greeting = gettext("Hello %(name)s,", name=account.name)
    when = gettext("on %(when)s", when=format_datetime(event.starts_at, "EEEE, d. MMMM yyyy, HH:mm"))
    contact = event.association.contact_email
    close = gettext(
        "%(association)s\nQuestions? %(contact)s", association=event.association.name, contact=contact
    )
    page = mail_url("events.show", event_id=event.id)
    parts = [greeting, news, f"{event.name}, {when}:\n{head}", "\n".join(lines), f"{tail}\n{page}", close]
    return "\n\n".join(part for part in parts if part)


def meeting_line(timed: TimedMeeting, what: str) -> str:
    """Write one timed in one line, in local time."""
    return f"{format_time(timed.begins_at, 'HH:mm')}-{format_time(timed.ends_at, 'HH:mm')}  {what}"


def table_name(timed: TimedMeeting) -> str:
    """Name the table of a talk."""
    return gettext("table %(number)s", number=timed.meeting.table.number)


def wished(meeting: Meeting) -> str:
    """Say what an applicant would like to become, without saying who it is."""
    return ", ".join(occupation(wish.occupation_id).name_neutral for wish in meeting.applicant.occupations)
