"""What applicants do: sign up, and tell more about themselves."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy.exc import IntegrityError

from matching.qualification import Qualification
from webapp.accounts.knocks import answers, knock
from webapp.accounts.models import Account, Knock
from webapp.accounts.queries import account_in
from webapp.accounts.services import create_account, queue_first_mail, queue_sign_in_mail
from webapp.applicants.models import Applicant, ApplicantOccupation
from webapp.associations.models import Association
from webapp.database.locks import lock_row
from webapp.extensions import db
from webapp.permissions import Role

log = logging.getLogger(__name__)

OF_THE_ACCOUNT = frozenset({"first_name", "last_name"})
OF_THE_APPLICANT = frozenset(
    {"birth_year", "birth_month", "postcode", "qualification", "start_year"}
    | {"radius_km", "languages", "strengths", "about", "needs"}
)


@dataclass(frozen=True, slots=True)
class SignUp:
    """The eight answers of sign-up, checked by the form."""

    email: str
    first_name: str
    last_name: str
    birth_year: int
    birth_month: int
    postcode: str
    occupations: Sequence[str]
    qualification: Qualification
    start_year: int


ANSWERS = TypeAdapter(SignUp)


def ask_to_sign_up(association: Association, said: SignUp, locale: str, now: datetime) -> None:
    """Ask to be taken in; whether the address is known already is found out in the background."""
    checked = ANSWERS.dump_python(said, mode="json")
    knock("applicant", said.email, now, association.id, {"answers": checked, "locale": locale})


@answers("applicant")
def answer_applicant(knocking: Knock, now: datetime) -> None:
    """Take in an applicant who has asked for it."""
    association = db.session.get_one(Association, knocking.association_id)
    sign_up(association, ANSWERS.validate_python(knocking.said["answers"]), knocking.said["locale"], now)


def sign_up(association: Association, answers: SignUp, locale: str, now: datetime) -> None:
    """Take a new applicant in and mail them their way in; a known address gets a sign-in link instead."""
    known = account_in(association.id, answers.email) or new_account(association, answers, locale, now)
    if known:
        queue_sign_in_mail(known, now)
    db.session.commit()
    log.info(
        "sign-up of an applicant at association %s, address %s", association.id, "known" if known else "new"
    )


def new_account(association: Association, answers: SignUp, locale: str, now: datetime) -> Account | None:
    """Add applicant and mail; return the account of somebody who was quicker with the same address."""
    try:
        account = create_account(
            association.id, Role.APPLICANT, answers.email, answers.first_name, answers.last_name, locale
        )
    except IntegrityError:
        db.session.rollback()
        return account_in(association.id, answers.email)
    add_applicant(account, answers)
    queue_first_mail(account, now)
    return None


def add_applicant(account: Account, answers: SignUp) -> Applicant:
    """Add the applicant of an account to the running transaction."""
    applicant = Applicant(
        account=account,
        birth_year=answers.birth_year,
        birth_month=answers.birth_month,
        postcode=answers.postcode,
        qualification=answers.qualification,
        start_year=answers.start_year,
    )
    db.session.add(applicant)
    name_occupations(applicant, answers.occupations)
    return applicant


def save_answers(applicant: Applicant, answers: Mapping[str, object]) -> None:
    """Keep the answers of the profile that were checked by its form; others stay as they are."""
    lock_row(applicant)
    for name, answer in answers.items():
        if name in OF_THE_ACCOUNT:
            setattr(applicant.account, name, answer)
        elif name in OF_THE_APPLICANT:
            setattr(applicant, name, answer)
    wished = answers.get("occupations")
    if isinstance(wished, Sequence):
        name_occupations(applicant, wished)
    db.session.commit()


def name_occupations(applicant: Applicant, occupation_ids: Sequence[str]) -> None:
    """Replace the wished occupations, in the order they were named."""
    if [o.occupation_id for o in applicant.occupations] == list(occupation_ids):
        return
    applicant.occupations.clear()
    db.session.flush()  # the old rows leave before new ones may take their positions
    applicant.occupations.extend(
        ApplicantOccupation(position=position, occupation_id=name)
        for position, name in enumerate(occupation_ids, 1)
    )
