"""The mail everybody gets when an agenda is published: their talks, and an entry for their calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, format_datetime, format_time, gettext, ngettext

from matching.occupations import occupation
from webapp.accounts.models import Account
from webapp.companies.models import Company
from webapp.events.models import Event, EventTable
from webapp.events.queries import applicants_at, companies_at
from webapp.outbox.addresses import mail_url
from webapp.planning.calendar import agenda_calendar
from webapp.planning.models import Plan, PlannedDate
from webapp.planning.timetable import Talk, talks_of


@dataclass(frozen=True, slots=True)
class AgendaMail:
    """One mail to one person."""

    recipient: str
    subject: str
    text: str
    calendar: bytes


def agenda_mails(event: Event, plan: Plan, now: datetime) -> Iterator[AgendaMail]:
    """Write to each registered applicant and to each person of a firm that has tables, once."""
    people, firms = applicants_at(event), companies_at(event)  # at once, not one by one
    by_applicant: dict[int, list[PlannedDate]] = defaultdict(list)
    by_table: dict[int, list[PlannedDate]] = defaultdict(list)
    for date in plan.dates:
        by_applicant[date.applicant_id].append(date)
        by_table[date.table_id].append(date)
    for person in people:
        yield applicant_mail(event, plan, person.account, by_applicant[person.id], now)
    for account, tables in people_at(event, firms):
        dates = [date for table in tables for date in by_table[table.id]]
        yield company_mail(event, plan, account, tables, dates, now)


def people_at(event: Event, firms: Sequence[Company]) -> Iterator[tuple[Account, list[EventTable]]]:
    """Pair everybody who sits at a table with it; a firm with nobody at its tables hears of them all."""
    for firm in firms:
        tables = [table for table in event.tables if table.company_id == firm.id]
        seated = [(table.representative, [table]) for table in tables if table.representative is not None]
        everybody = [(person.account, tables) for person in firm.representatives]
        yield from seated or everybody


def applicant_mail(
    event: Event, plan: Plan, account: Account, dates: Sequence[PlannedDate], now: datetime
) -> AgendaMail:
    """Tell an applicant whom they meet and when."""
    with force_locale(account.locale):
        talks = talks_of(event, dates, now)
        lines = [talk_line(talk, f"{talk.date.table.company.name} ({table_name(talk)})") for talk in talks]
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
        text = letter(account, event, head, lines, tail)
        calendar = agenda_calendar(event, plan, talks, lines, now)
        return AgendaMail(account.email, subject(event), text, calendar)


def company_mail(
    event: Event,
    plan: Plan,
    account: Account,
    tables: Sequence[EventTable],
    dates: Sequence[PlannedDate],
    now: datetime,
) -> AgendaMail:
    """Tell a firm what the people they meet are looking for; names come with the talk."""
    with force_locale(account.locale):
        talks = talks_of(event, dates, now)
        lines = [talk_line(talk, f"{wished(talk.date)} ({table_name(talk)})") for talk in talks]
        slots = [talk_line(talk, table_name(talk)) for talk in talks]
        head = ngettext("your table has %(num)s talk:", "your table has %(num)s talks:", len(lines))
        tail = gettext(
            "Please open this page a quarter of an hour earlier, on a computer with a camera. "
            "The applicants come to you by themselves:"
        )
        if any(table.representative_account_id is None for table in tables):
            tail = gettext("Nobody is named for your table yet. Please do that soon:")
        text = letter(account, event, head, lines, tail)
        return AgendaMail(
            account.email, subject(event), text, agenda_calendar(event, plan, talks, slots, now)
        )


def subject(event: Event) -> str:
    """Return the subject of the mail."""
    return gettext("Your agenda: %(event)s", event=event.name)


def letter(account: Account, event: Event, head: str, lines: Sequence[str], tail: str) -> str:
    """Put the parts of the mail together."""
    greeting = gettext("Hello %(name)s,", name=account.name)
    when = gettext("on %(when)s", when=format_datetime(event.starts_at, "EEEE, d. MMMM yyyy, HH:mm"))
    contact = event.association.contact_email
    close = gettext(
        "%(association)s\nQuestions? %(contact)s", association=event.association.name, contact=contact
    )
    page = mail_url("events.show", event_id=event.id)
    parts = [greeting, f"{event.name}, {when}:\n{head}", "\n".join(lines), f"{tail}\n{page}", close]
    return "\n\n".join(part for part in parts if part)


def talk_line(talk: Talk, what: str) -> str:
    """Write one talk in one line, in local time."""
    return f"{format_time(talk.begins_at, 'HH:mm')}-{format_time(talk.ends_at, 'HH:mm')}  {what}"


def table_name(talk: Talk) -> str:
    """Name the table of a talk."""
    return gettext("table %(number)s", number=talk.date.table.number)


def wished(date: PlannedDate) -> str:
    """Say what an applicant would like to become, without saying who it is."""
    return ", ".join(occupation(wish.occupation_id).name_neutral for wish in date.applicant.occupations)
