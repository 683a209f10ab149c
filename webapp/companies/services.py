"""What happens with firms: they sign up, tell about themselves, and are released or declined."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError

from matching.qualification import Qualification
from webapp.accounts.knocks import answers, knock
from webapp.accounts.mails import link_url
from webapp.accounts.models import Account, Knock
from webapp.accounts.queries import account_in, organisers_of
from webapp.accounts.services import (
    INVITATION_VALID,
    create_account,
    issue_link,
    queue_first_mail,
    queue_sign_in_mail,
)
from webapp.announcements import firm_declined
from webapp.associations.models import Association
from webapp.companies.errors import AlreadyDecided, DuplicateOffer, LastOffer
from webapp.companies.models import NEXT_STATES, Company, Offer, ReleaseState, Representative
from webapp.database.locks import claim, lock_row
from webapp.extensions import db
from webapp.mail.letters import queue, write
from webapp.mail.models import MailKind, OutboxMail
from webapp.mail.queries import mails_since
from webapp.permissions import Role
from webapp.signals import tell_firm_changed

log = logging.getLogger(__name__)

# Whoever signs firms up without end does not fill the mailboxes of those who release; the overview shows them all.
MOST_NOTICES_AN_HOUR = 10
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


ANSWERS = TypeAdapter(SignUp)


def ask_to_sign_up(association: Association, said: SignUp, locale: str, now: datetime) -> None:
    """Ask to be taken in; whether the address is known already is found out in the background."""
    checked = ANSWERS.dump_python(said, mode="json")
    knock("firm", said.email, now, association.id, {"answers": checked, "locale": locale})


@answers("firm")
def answer_firm(knocking: Knock, now: datetime) -> None:
    """Take in a firm that has asked for it."""
    association = db.session.get_one(Association, knocking.association_id)
    sign_up(association, ANSWERS.validate_python(knocking.said["answers"]), knocking.said["locale"], now)


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
    lowest = Qualification(answers.offer["minimum_qualification"])
    company.offers = [Offer(**{**answers.offer, "minimum_qualification": lowest})]
    company.representatives = [Representative(account=account, phone=answers.phone)]
    db.session.add(company)
    tell_of_sign_up(association, company, account, now)
    return None


def tell_of_sign_up(association: Association, company: Company, account: Account, now: datetime) -> None:
    """Write to the representative, and to those who release."""
    queue_first_mail(account, now)
    for organiser in organisers_of(association.id):
        theirs = OutboxMail.recipient == organiser.email
        if mails_since(now - timedelta(hours=1), (MailKind.NOTICE,), theirs) < MOST_NOTICES_AN_HOUR:
            notice = write("firm_waits", organiser, company=company)
            queue(organiser, notice, MailKind.NOTICE).created_at = now


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
    """Take an offer back; one that is gone already is no complaint."""
    company = offer.company
    lock_row(company)
    if offer not in company.offers:
        return
    if len(company.offers) == 1:
        raise LastOffer
    db.session.delete(offer)
    db.session.commit()


def release(acting: Account, company: Company, now: datetime) -> None:
    """Let a firm take part, and tell its people with a link that signs them in."""
    decide(acting, company, ReleaseState.RELEASED, now)
    for account in (representative.account for representative in company.representatives):
        if account.confirmed_at is None:
            queue_first_mail(account, now)
            continue
        token = issue_link(account, now, INVITATION_VALID)
        queue(account, write("firm_released", account, company=company, link=link_url(token)))
    db.session.commit()


def decline(acting: Account, company: Company, now: datetime) -> None:
    """Do not let a firm take part, and tell its people whom to write to; its meetings are cancelled."""
    decide(acting, company, ReleaseState.DECLINED, now)
    firm_declined.send(company=company, now=now)
    for account in (representative.account for representative in company.representatives):
        if account.confirmed_at is not None:
            queue(account, write("firm_declined", account, company=company))
    db.session.commit()


def decide(acting: Account, company: Company, state: ReleaseState, now: datetime) -> None:
    """Change the state inside the running transaction; of two who decide at once, one does."""
    allowed = [before for before, after in NEXT_STATES.items() if state in after]
    undecided = (Company.id == company.id, Company.state.in_(allowed))
    if not claim(Company, *undecided, state=state, state_changed_at=now):
        db.session.rollback()
        raise AlreadyDecided
    db.session.refresh(company)
    tell_firm_changed(company.id)
    log.info("company %s is %s, decided by account %s", company.id, state.value, acting.id)
