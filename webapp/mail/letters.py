"""What a mail says: a template of its feature, `templates/mail/<name>.txt`, in the language of who reads it.

Every one of them begins with `mail/letter.txt`: a greeting, a text, and who writes. A template fills the blocks
`subject` and `text`, and may say something else for the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from flask import current_app
from flask_babel import force_locale

from webapp.associations.models import Association
from webapp.extensions import db
from webapp.mail.addresses import mail_url
from webapp.mail.models import MailKind, OutboxMail
from webapp.mail.strangers_words import without_links

EMPTY_LINES = re.compile(r"\n\s*\n")


class Reader(Protocol):
    """Who gets a mail: an account, which this room does not know."""

    id: int
    association_id: int
    association: Association
    email: str
    locale: str

    @property
    def role(self) -> str:
        """What they are to their association."""


@dataclass(frozen=True, slots=True)
class Written:
    """A mail as its reader sees it."""

    subject: str
    text: str


def write(name: str, reader: Reader, **said: object) -> Written:
    """Fill the template `mail/<name>.txt` for somebody; applicants are said "Du" to."""
    template = current_app.jinja_env.get_template(f"mail/{name}.txt")
    with force_locale(reader.locale):
        context = template.new_context(
            {
                "reader": reader,
                "association": reader.association,
                "to_applicant": reader.role == "applicant",
                "mail_url": mail_url,
                **said,
            }
        )
        subject = "".join(template.blocks["subject"](context))
        text = "".join(template.root_render_func(context))
    return Written(subject.strip(), EMPTY_LINES.sub("\n\n", text).strip())


def queue(
    reader: Reader,
    written: Written,
    kind: MailKind = MailKind.NEWS,
    event_id: int | None = None,
    calendar: bytes | None = None,
) -> OutboxMail:
    """Add a written mail to the running transaction; it is known whose it is, and of which evening.

    Nothing is added for a reader without an address.
    """
    mail = new_mail(reader.association_id, reader.email, written.subject, written.text, calendar, kind)
    mail.account_id, mail.event_id = reader.id, event_id
    if reader.email:
        db.session.add(mail)
    return mail


def queue_mail(
    association_id: int,
    recipient: str,
    subject: str,
    text: str,
    calendar: bytes | None = None,
    kind: MailKind = MailKind.NEWS,
) -> OutboxMail:
    """Add a mail to the running transaction; it leaves the house once that has committed."""
    mail = new_mail(association_id, recipient, subject, text, calendar, kind)
    db.session.add(mail)
    return mail


def new_mail(
    association_id: int, recipient: str, subject: str, text: str, calendar: bytes | None, kind: MailKind
) -> OutboxMail:
    """Return a mail that is in no transaction yet.

    Nothing in it can be tapped but pages of ours and addresses of the association, whoever typed what stands there.
    """
    association = db.session.get_one(Association, association_id)
    names = (association.name, association.contact_email)
    return OutboxMail(
        association_id=association_id,
        kind=kind,
        recipient=recipient,
        subject=without_links(" ".join(subject.split()), names)[:200],
        text=without_links(text.strip(), (current_app.config["BASE_URL"].rstrip("/"), *names)) + "\n",
        calendar=calendar,
    )
