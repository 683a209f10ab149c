"""Mail that was decided on is carried to the mail server, until it has left or is given up."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

import sqlalchemy as sa
from flask import current_app

from webapp.associations.models import Association
from webapp.database import locks
from webapp.extensions import db
from webapp.mail.failures import FINAL, failure_of
from webapp.mail.message import message_id, message_of, plain_address
from webapp.mail.models import Failure, MailKind, OutboxMail
from webapp.mail.queries import next_mail
from webapp.mail.relay import Relay, Terminal, relay_of

log = logging.getLogger(__name__)

# How long to wait after each failure; after the last one the mail is given up.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
MOST_ATTEMPTS = len(WAITS) + 1
REST = timedelta(seconds=1)
# Sent or not: nobody waits longer for a mail, and nobody needs to know for longer that it was written.
KEPT = timedelta(days=30)


def forget_old_mails(now: datetime) -> int:
    """Delete mails with whom they went to and what they said; return how many."""
    old = sa.delete(OutboxMail).where(OutboxMail.created_at < now - KEPT)
    forgotten: int = db.session.execute(old).rowcount  # type: ignore[attr-defined]
    db.session.commit()
    return forgotten


@dataclass
class Postman:
    """Carries one mail after the other to the mail server, each time the one that is most urgent."""

    kinds: Sequence[MailKind] = tuple(MailKind)
    relay: Relay | Terminal = field(default_factory=lambda: relay_of(current_app.config))

    def go(self, now: datetime) -> timedelta:
        """Send the next mail that is due; return how long to rest."""
        return REST if self.carry(now) is None else timedelta()

    def carry(self, now: datetime) -> bool | None:
        """Send the next mail; return whether it left, or None if there was none to send."""
        mail = next_mail(now, self.kinds) if can_send() else None
        if mail is None:
            self.relay.hang_up()
            return None
        return claim(mail, now) and deliver(mail, self.relay, now)


def deliver_outbox(now: datetime) -> int:
    """Send all that is due; return how many mails left."""
    postman, left = Postman(), 0
    while (sent := postman.carry(now)) is not None:
        left += sent
    return left


def can_send() -> bool:
    """Whether there is somewhere to send to: a server, or the terminal of a development machine."""
    config = current_app.config
    return bool(config["MAIL_SERVER"] or config["DEVELOPMENT"] or config["TESTING"])


def claim(mail: OutboxMail, now: datetime) -> bool:
    """Take a mail for this process: of several that see it due, exactly one succeeds."""
    wait = WAITS[min(mail.attempts, len(WAITS) - 1)]
    as_it_was = (OutboxMail.id == mail.id, OutboxMail.attempts == mail.attempts, OutboxMail.sent_at.is_(None))
    taken = locks.claim(OutboxMail, *as_it_was, attempts=mail.attempts + 1, next_attempt_at=now + wait)
    db.session.commit()
    return taken


def deliver(mail: OutboxMail, relay: Relay | Terminal, now: datetime) -> bool:
    """Hand one mail to the mail server; a failure is written down and, unless it is final, tried again."""
    try:
        sender, recipient, message = envelope(mail)
        db.session.commit()  # nothing is kept open while a server thinks
        relay.send(sender, recipient, message.as_bytes())
    except (OSError, smtplib.SMTPException, ValueError) as error:
        note_failure(mail, failure_of(error), now)
        return False
    mail.sent_at, mail.failure = now, None
    if not current_app.config["DEVELOPMENT"]:
        mail.text, mail.calendar = "", None  # a sent mail may hold a link; the database keeps none
    db.session.commit()
    log.info("mail %s left", mail.id)
    return True


def note_failure(mail: OutboxMail, failure: Failure, now: datetime) -> None:
    """Keep why a mail did not leave, and give it up where trying again is of no use."""
    mail.failure = failure
    if failure in FINAL or mail.attempts >= MOST_ATTEMPTS:
        mail.given_up_at = now
    db.session.commit()
    what = "is given up" if mail.given_up_at else "did not leave"
    log.warning("mail %s %s, attempt %s: %s", mail.id, what, mail.attempts, failure.value)


def envelope(mail: OutboxMail) -> tuple[str, str, EmailMessage]:
    """Return sender, recipient and what is sent; an answer to it goes to the association."""
    sender: str = current_app.config["MAIL_SENDER"]
    message = message_of(
        sender=sender,
        recipient=mail.recipient,
        replies_to=db.session.get_one(Association, mail.association_id).contact_email,
        subject=mail.subject,
        text=mail.text,
        calendar=mail.calendar,
    )
    message["Date"] = mail.created_at
    message["Message-ID"] = message_id(mail.id, mail.created_at.isoformat(), sender)
    return plain_address(sender), plain_address(mail.recipient), message
