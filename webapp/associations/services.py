"""What is done with associations: they are made, and say who they are."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError

from matching.postcodes import place_of
from webapp.accounts.mails import link_url
from webapp.accounts.models import Role
from webapp.accounts.services import INVITATION_VALID, create_account, issue_link
from webapp.associations.mails import first_mail
from webapp.associations.models import Association
from webapp.converters import Slug
from webapp.extensions import db
from webapp.outbox.services import queue_mail

log = logging.getLogger(__name__)

OF_THE_ASSOCIATION = frozenset({"name", "contact_email", "postcode", "imprint"})
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
    """Make an association with its first organiser; return the link that signs them in, which is also mailed."""
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
    queue_mail(association.id, owner.email, *first_mail(owner, token))
    db.session.commit()
    log.info("association %s is there", association.id)
    return link_url(token)


def save_association(association: Association, answers: Mapping[str, object]) -> None:
    """Keep what an association says about itself."""
    for name in OF_THE_ASSOCIATION & set(answers):
        setattr(association, name, answers[name])
    db.session.commit()
