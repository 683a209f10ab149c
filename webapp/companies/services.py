"""What happens with firms: they sign up, tell about themselves, and are released or declined."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from webapp.accounts.models import Account, Role
from webapp.accounts.queries import account_in, organisers_of
from webapp.accounts.services import INVITATION_VALID, create_account, issue_link, queue_sign_in_mail
from webapp.associations.models import Association
from webapp.companies.errors import AlreadyDecided, DuplicateOffer, LastOffer
from webapp.companies.mails import decline_mail, release_mail, waiting_mail, welcome_mail
from webapp.companies.models import NEXT_STATES, Company, Offer, ReleaseState, Representative
from webapp.extensions import db
from webapp.outbox.services import queue_mail

log = logging.getLogger(__name__)

OF_THE_FIRM = frozenset(
    {"name", "employees", "postcode", "website", "about", "entitled_to_train", "table_count"}
)
OF_THE_ACCOUNT = frozenset({"first_name", "last_name"})


@dataclass(frozen=True, slots=True)
class SignUp:
    """What a firm says at first, checked by the form."""

    email: str
    first_name: str
    last_name: str
    phone: str
    firm: Mapping[str, object]
    offer: Mapping[str, object]


def sign_up(association: Association, answers: SignUp, locale: str, now: datetime) -> None:
    """Take a firm in, to be released; a known address gets a sign-in link instead."""
    known = account_in(association.id, answers.email) or new_firm(association, answers, locale, now)
    if known:
        queue_sign_in_mail(known, now)
    db.session.commit()
    log.info("sign-up of a firm at association %s, address %s", association.id, "known" if known else "new")


def new_firm(association: Association, answers: SignUp, locale: str, now: datetime) -> Account | None:
    """Add firm and mails; return the account of somebody who was quicker with the same address."""
    try:
        account = create_account(
            association.id, Role.REPRESENTATIVE, answers.email, answers.first_name, answers.last_name, locale
        )
    except IntegrityError:
        db.session.rollback()
        return account_in(association.id, answers.email)
    company = Company(association=association, created_at=now, **answers.firm)
    company.offers = [Offer(**answers.offer)]
    company.representatives = [Representative(account=account, phone=answers.phone)]
    db.session.add(company)
    tell_of_sign_up(association, company, account, now)
    return None


def tell_of_sign_up(association: Association, company: Company, account: Account, now: datetime) -> None:
    """Write to the representative, and to those who release."""
    token = issue_link(account, now, INVITATION_VALID)
    queue_mail(association.id, account.email, *welcome_mail(account, company, token))
    for organiser in organisers_of(association.id):
        queue_mail(association.id, organiser.email, *waiting_mail(organiser, company))


def save_firm(representative: Representative, answers: Mapping[str, object]) -> None:
    """Keep the answers of the firm's page that were checked by its form."""
    for name, answer in answers.items():
        if name in OF_THE_FIRM:
            setattr(representative.company, name, answer)
        elif name in OF_THE_ACCOUNT:
            setattr(representative.account, name, answer)
        elif name == "phone":
            representative.phone = str(answer)
    db.session.commit()


def add_offer(company: Company, answers: Mapping[str, object]) -> Offer:
    """Add a training offer."""
    offer = Offer(company_id=company.id, **answers)
    db.session.add(offer)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        raise DuplicateOffer from None
    return offer


def remove_offer(offer: Offer) -> None:
    """Take an offer back."""
    if len(offer.company.offers) == 1:
        raise LastOffer
    db.session.delete(offer)
    db.session.commit()


def release(acting: Account, company: Company, now: datetime) -> None:
    """Let a firm take part, and tell its people with a link that signs them in."""
    decide(acting, company, ReleaseState.RELEASED, now)
    for account in (representative.account for representative in company.representatives):
        token = issue_link(account, now, INVITATION_VALID)
        queue_mail(company.association_id, account.email, *release_mail(account, company, token))
    db.session.commit()


def decline(acting: Account, company: Company, now: datetime) -> None:
    """Do not let a firm take part, and tell its people whom to write to."""
    decide(acting, company, ReleaseState.DECLINED, now)
    for account in (representative.account for representative in company.representatives):
        queue_mail(company.association_id, account.email, *decline_mail(account, company))
    db.session.commit()


def decide(acting: Account, company: Company, state: ReleaseState, now: datetime) -> None:
    """Change the state inside the running transaction; of two who decide at once, one does."""
    allowed = [before for before, after in NEXT_STATES.items() if state in after]
    changed = db.session.scalar(
        sa.update(Company)
        .where(Company.id == company.id, Company.state.in_(allowed))
        .values(state=state, state_changed_at=now)
        .returning(Company.id)
    )
    if changed is None:
        db.session.rollback()
        raise AlreadyDecided
    log.info("company %s is %s, decided by account %s", company.id, state.value, acting.id)
