"""Mail: decided on inside the transaction that causes it, sent after that has committed."""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import current_app
from flask_mailman import EmailMessage

from webapp.associations.models import Association
from webapp.extensions import db
from webapp.outbox.models import OutboxMail
from webapp.outbox.queries import due_mails

log = logging.getLogger(__name__)

# How long to wait after each failure; after the last one the mail stays and is not tried again.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
MOST_ATTEMPTS = len(WAITS) + 1


def queue_mail(
    association_id: int, recipient: str, subject: str, text: str, calendar: bytes | None = None
) -> OutboxMail:
    """Add a mail to the running transaction; it leaves the house once that has committed."""
    mail = OutboxMail(
        association_id=association_id,
        recipient=recipient,
        subject=" ".join(subject.split())[:200],
        text=text.strip() + "\n",
        calendar=calendar,
    )
    db.session.add(mail)
    return mail


def deliver_outbox(now: datetime) -> int:
    """Send what is due; return how many mails left."""
    if not can_send():
        return 0
    return sum(deliver(mail, now) for mail in due_mails(now, MOST_ATTEMPTS) if claim(mail, now))


def can_send() -> bool:
    """Whether there is somewhere to send to: a server, or the terminal of a development machine."""
    config = current_app.config
    return bool(config["MAIL_SERVER"] or config["DEVELOPMENT"] or config["TESTING"])


def claim(mail: OutboxMail, now: datetime) -> bool:
    """Take a mail for this process: of several that see it due, exactly one succeeds."""
    wait = WAITS[min(mail.attempts, len(WAITS) - 1)]
    taken = db.session.scalar(
        sa.update(OutboxMail)
        .where(OutboxMail.id == mail.id, OutboxMail.attempts == mail.attempts, OutboxMail.sent_at.is_(None))
        .values(attempts=OutboxMail.attempts + 1, next_attempt_at=now + wait)
        .returning(OutboxMail.id)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
    return taken is not None


def deliver(mail: OutboxMail, now: datetime) -> bool:
    """Hand one mail to the mail server; a failure is written down and tried again later."""
    try:
        message_of(mail).send()
    except (
        OSError,
        smtplib.SMTPException,
        ValueError,
    ) as failure:  # ValueError: an address no header can carry
        log.warning("mail %s did not leave, attempt %s: %s", mail.id, mail.attempts, type(failure).__name__)
        return False
    mail.sent_at = now
    if not current_app.config["DEVELOPMENT"]:
        mail.text, mail.calendar = "", None  # a sent mail may hold a link; the database keeps none
    db.session.commit()
    log.info("mail %s left", mail.id)
    return True


def message_of(mail: OutboxMail) -> EmailMessage:
    """Return the mail as plain text; an answer to it goes to the association."""
    replies_to = db.session.get_one(Association, mail.association_id).contact_email
    message = EmailMessage(mail.subject, mail.text, None, [mail.recipient], reply_to=[replies_to])
    if mail.calendar:
        message.attach("tischwechsel.ics", mail.calendar, "text/calendar")
    return message
