"""The mails that tell at once what is no longer so: meetings cancelled, times moved, a seat given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale, gettext, lazy_gettext, ngettext, npgettext, pgettext

from webapp.accounts.mails import Mail
from webapp.accounts.models import Account
from webapp.events.models import Event
from webapp.mail.addresses import mail_url
from webapp.permissions import Role
from webapp.planning.ical import appointment
from webapp.planning.mails import (
    Letter,
    applicant_lines,
    company_lines,
    meeting_line,
    table_name,
    text_of,
)
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
        news = "\n".join([why_words(account, len(off)), *lines_of(off)])
        lines = lines_of(left)
        head = remaining_words(account, len(lines))
        tail = gettext("This is the page of the evening:")
        subject = ngettext(
            "A talk is cancelled: %(event)s", "Talks are cancelled: %(event)s", len(off), event=event.name
        )
        slots = lines if to_applicant else [meeting_line(timed, table_name(timed)) for timed in left]
        said = appointment(event, left, slots, now) if left else None
        return Letter(account, subject, text_of(account, event, head, lines, tail, news), said)


def why_words(account: Account, number: int) -> str:
    """Say in neutral words why meetings do not take place."""
    if account.role is Role.APPLICANT:
        return npgettext(
            "to an applicant",
            "unfortunately a talk does not take place, because the firm cannot come:",
            "unfortunately %(num)s talks do not take place, because the firm cannot come:",
            number,
        )
    return npgettext(
        "to a firm",
        "unfortunately a talk does not take place, because the applicant cannot come:",
        "unfortunately %(num)s talks do not take place, because the applicants cannot come:",
        number,
    )


def remaining_words(account: Account, number: int) -> str:
    """Say how many meetings remain."""
    if account.role is Role.APPLICANT:
        if not number:
            return pgettext(
                "to an applicant", "you have no other talk. The entry in your calendar is taken out."
            )
        return npgettext("to an applicant", "this talk remains:", "these %(num)s talks remain:", number)
    if not number:
        return pgettext(
            "to a firm", "there is no other talk at your table. The entry in your calendar is taken out."
        )
    return npgettext("to a firm", "this talk remains:", "these %(num)s talks remain:", number)


def gone_letter(event: Event, account: Account) -> Letter:
    """Tell somebody that they are not expected any more, and take the evening out of their calendar."""
    with force_locale(account.locale):
        if account.role is Role.APPLICANT:
            head = pgettext(
                "to an applicant", "you are not registered any more. The entry in your calendar is taken out."
            )
        else:
            head = pgettext(
                "to a firm", "you no longer sit at a table. The entry in your calendar is taken out."
            )
        tail = gettext("This is the page of the evening:")
        subject = gettext("No longer in your calendar: %(event)s", event=event.name)
        return Letter(account, subject, text_of(account, event, head, (), tail))


def moved_letter(event: Event, account: Account, now: datetime) -> Letter:
    """Tell somebody that the times they know do not hold, and put the new ones into their calendar."""
    with force_locale(account.locale):
        if account.role is Role.APPLICANT:
            head = pgettext(
                "to an applicant",
                "the times have changed. Your agenda does not hold any more; a new one follows by mail. "
                "Your calendar has the new times.",
            )
        else:
            head = pgettext(
                "to a firm",
                "the times have changed. Your agenda does not hold any more; a new one follows by mail. "
                "Your calendar has the new times.",
            )
        tail = gettext("This is the page of the evening:")
        subject = gettext("New times: %(event)s", event=event.name)
        said = appointment(event, (), [gettext("The agenda follows by mail.")], now)
        return Letter(account, subject, text_of(account, event, head, (), tail), said)


def renamed_letter(event: Event, account: Account, now: datetime) -> Letter:
    """Tell somebody whose agenda is still to come that an evening has another name, as their calendar then has."""
    with force_locale(account.locale):
        follows = gettext("The agenda follows by mail.")
        tail = gettext("This is the page of the evening:")
        subject = gettext("Another name: %(event)s", event=event.name)
        said = appointment(event, (), [follows], now)
        return Letter(account, subject, text_of(account, event, str(RENAMED), [follows], tail), said)


def postponed_letter(event: Event, account: Account) -> Letter:
    """Tell somebody who comes but has no agenda yet when the evening begins now."""
    with force_locale(account.locale):
        if account.role is Role.APPLICANT:
            head = pgettext(
                "to an applicant",
                "this is the new time of the evening. You are still registered; your agenda follows by mail.",
            )
        else:
            head = pgettext(
                "to a firm",
                "this is the new time of the evening. Your firm is still registered; "
                "the agenda follows by mail.",
            )
        tail = gettext("This is the page of the evening:")
        subject = gettext("New times: %(event)s", event=event.name)
        return Letter(account, subject, text_of(account, event, head, (), tail))


def gap_mail(organiser: Account, event: Event, who: str, number: int) -> Mail:
    """Return subject and text of the mail that tells an organiser who left a published plan."""
    with force_locale(organiser.locale):
        said = {"name": organiser.name, "who": who, "event": event.name}
        text = ngettext(
            "Hello %(name)s,\n\n"
            "%(who)s does not come to %(event)s any more. %(num)s talk of the published plan is cancelled; "
            "the other side has a mail.\n\n"
            "To fill the gap, plan and publish again:\n%(link)s",
            "Hello %(name)s,\n\n"
            "%(who)s does not come to %(event)s any more. %(num)s talks of the published plan are cancelled; "
            "the other side has a mail.\n\n"
            "To fill the gaps, plan and publish again:\n%(link)s",
            number,
            link=mail_url("planning.show", event_id=event.id),
            **said,
        )
        return gettext("Cancelled talks: %(event)s", event=event.name), text
