"""Somebody stands at the door without having signed up: in within seconds, with talks in the rounds to come.

A name and an occupation are enough. Whoever has an address gets a link there; everybody gets six letters for the phone
in their hand.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from matching.qualification import Qualification
from webapp.accounts.codes import issue_code
from webapp.accounts.models import Account
from webapp.accounts.queries import account_in
from webapp.accounts.services import create_account, queue_first_mail, queue_sign_in_mail
from webapp.applicants.models import Applicant
from webapp.applicants.services import name_occupations
from webapp.database.locks import lock_row
from webapp.events.models import Event, Registration
from webapp.extensions import db
from webapp.forms.training_years import start_years
from webapp.live.desk.diary import enter
from webapp.live.desk.leaving import require_on, seats_at
from webapp.live.desk.refusals import KnownAsSomebodyElse
from webapp.live.models import Deed
from webapp.live.replanning.filling import fill_rounds
from webapp.permissions import Role
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WalkIn:
    """What is asked at the door, checked by the form; the address may be empty."""

    first_name: str
    last_name: str
    occupations: Sequence[str]
    qualification: Qualification
    email: str


@dataclass(frozen=True, slots=True)
class LetIn:
    """Who came in, how many talks they have got, and their code; empty if they have a mailbox of their own."""

    account: Account
    code: str
    talks: int


def let_in(account: Account, event: Event, said: WalkIn, now: datetime) -> LetIn:
    """Add somebody to the evening and give them talks; whoever has signed up before only comes in."""
    require_on(account, event, now)
    lock_row(event)
    known = account_in(event.association_id, said.email) if said.email else None
    person = known or new_person(event, said, now)
    register(event, person, now)
    code = way_in(event, person, now)
    enter(event, account, Deed.WALKED_IN, now, about=person)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("account %s walks in at event %s, let in by account %s", person.id, event.id, account.id)
    talks = fill_rounds(event, now, also=[person.id])
    mine = [talk for talk in talks if talk.applicant.account_id == person.id]
    return LetIn(person, code, len(mine))


def way_in(event: Event, person: Account, now: datetime) -> str:
    """Return letters for the phone in somebody's hand.

    Whoever has proven an address gets a link there instead, so that nobody at the desk can go in as they.
    """
    path = page_of(event)
    if person.confirmed_at is None:
        return issue_code(person, now, path)
    queue_sign_in_mail(person, now, path)
    return ""


def another_way_in(account: Account, event: Event, person_id: int, now: datetime) -> str:
    """Make a new code for somebody who takes part."""
    require_on(account, event, now)
    lock_row(event)
    seats_at(event, person_id)
    code = way_in(event, db.session.get_one(Account, person_id), now)
    db.session.commit()
    return code


def new_person(event: Event, said: WalkIn, now: datetime) -> Account:
    """Add somebody who is not known here; where they live is taken to be where the association is."""
    person = create_account(event.association_id, Role.APPLICANT, said.email, said.first_name, said.last_name)
    applicant = Applicant(
        account=person,
        postcode=event.association.postcode,
        qualification=said.qualification,
        start_year=start_years(now.date())[0],
    )
    db.session.add(applicant)
    name_occupations(applicant, said.occupations)
    if said.email:
        queue_first_mail(person, now, page_of(event))
    return person


def page_of(event: Event) -> str:
    """Return where the way in leads: the page of the evening."""
    return f"/events/{event.id}/evening"


def register(event: Event, person: Account, now: datetime) -> None:
    """Let an applicant come to the evening, again if they had withdrawn; no other can."""
    applicant = db.session.scalar(sa.select(Applicant).filter_by(account_id=person.id))
    if applicant is None:
        db.session.rollback()
        raise KnownAsSomebodyElse
    query = sa.select(Registration).filter_by(event_id=event.id, applicant_id=applicant.id)
    registration = db.session.scalar(query) or Registration(event=event, applicant=applicant)
    registration.withdrawn_at, registration.available = None, None
    registration.created_at = now
    db.session.add(registration)
