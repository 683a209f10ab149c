"""Who runs the evenings of an association: the first organiser comes with it, and invites the others."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError

from matching.postcodes import place_of
from webapp.accounts.errors import AddressTaken
from webapp.accounts.mails import link_url
from webapp.accounts.models import Account
from webapp.accounts.queries import account_in
from webapp.accounts.services import INVITATION_VALID, create_account, issue_link
from webapp.associations.models import Association
from webapp.converters import Slug
from webapp.extensions import db
from webapp.mail.letters import queue, write
from webapp.mail.models import MailKind
from webapp.permissions import Role

log = logging.getLogger(__name__)

LENGTHS = {"name": 120, "first_name": 60, "last_name": 60}


class WrongAssociation(ValueError):
    """An answer of the operator that cannot be; the message names it."""


@dataclass(frozen=True, slots=True)
class NewAssociation:
    """What the operator says about an association and its first organiser."""

    name: str
    slug: str
    postcode: str
    contact_email: str
    first_name: str
    last_name: str
    email: str

    def __post_init__(self) -> None:
        if not re.fullmatch(Slug.regex, self.slug):
            raise WrongAssociation(
                f"slug: {self.slug!r} has other signs than small letters, digits and hyphens"
            )
        if place_of(self.postcode) is None:
            raise WrongAssociation(f"postcode: {self.postcode!r} is not known")
        for name, longest in LENGTHS.items():
            text = getattr(self, name)
            if not text.strip() or len(text) > longest or not text.isprintable():
                raise WrongAssociation(f"{name}: needs 1 to {longest} printable characters")
        for name in ("contact_email", "email"):
            check_email(name, getattr(self, name))


def check_email(name: str, address: str) -> None:
    """Complain about an address that cannot exist."""
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        raise WrongAssociation(f"{name}: {address!r} is no e-mail address") from None


def create_association(new: NewAssociation, now: datetime) -> str:
    """Make an association with its first organiser; return their link, which is mailed, too."""
    association = Association(
        name=new.name, slug=new.slug, postcode=new.postcode, contact_email=new.contact_email, created_at=now
    )
    db.session.add(association)
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise WrongAssociation(f"slug: {new.slug!r} is taken by another association") from None
    owner = create_account(association.id, Role.OWNER, new.email, new.first_name, new.last_name)
    token = issue_link(owner, now, INVITATION_VALID)
    queue(owner, write("first_organiser", owner, link=link_url(token)), MailKind.WELCOME)
    db.session.commit()
    log.info("association %s is there", association.id)
    return link_url(token)


def invite_staff(
    acting: Account, role: Role, email: str, first_name: str, last_name: str, now: datetime
) -> Account:
    """Give a colleague an account of the association, and mail them their way in."""
    association = acting.association
    if account_in(association.id, email) is not None:
        raise AddressTaken
    try:
        colleague = create_account(association.id, role, email, first_name, last_name, acting.locale)
    except IntegrityError:  # the second tap of a double tap
        db.session.rollback()
        raise AddressTaken from None
    token = issue_link(colleague, now, INVITATION_VALID)
    invitation = write("colleague", colleague, inviter=acting, link=link_url(token))
    queue(colleague, invitation, MailKind.WELCOME)
    db.session.commit()
    log.info("account %s invited account %s as %s", acting.id, colleague.id, role.value)
    return colleague
