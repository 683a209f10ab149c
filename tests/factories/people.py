"""Believable rows for tests: each function adds one thing to the session, flushes, and returns it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from itertools import count

from matching.qualification import Qualification
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant, ApplicantOccupation
from webapp.associations.models import Association
from webapp.companies.models import Company, Offer, ReleaseState, Representative
from webapp.events.models import Event, EventState, EventTable, Registration
from webapp.extensions import db
from webapp.permissions import Role

number = count(1)
MONDAY_EVENING = datetime(2027, 3, 1, 17, 0, tzinfo=UTC)


def added(row: object) -> None:
    """Put a row into the database without ending the transaction."""
    db.session.add(row)
    db.session.flush()


def make_association(**given: object) -> Association:
    n = next(number)
    row = Association(
        **{
            "name": f"Verein {n}",
            "slug": f"verein-{n}",
            "contact_email": f"hilfe{n}@example.org",
            "postcode": "32756",
            **given,
        }
    )
    added(row)
    return row


def make_account(association: Association, role: Role, **given: object) -> Account:
    n = next(number)
    row = Account(
        **{
            "association": association,
            "role": role,
            "email": f"person{n}@example.org",
            "first_name": "Kim",
            "last_name": f"Muster{n}",
            "session_key": secrets.token_urlsafe(32),
            "confirmed_at": MONDAY_EVENING - timedelta(days=300),
            **given,
        }
    )
    added(row)
    return row


def make_organiser(association: Association, **given: object) -> Account:
    return make_account(association, Role.ORGANISER, **given)


def make_applicant(
    association: Association, occupations: tuple[str, ...] = ("tischler",), **given: object
) -> Applicant:
    account = make_account(association, Role.APPLICANT)
    row = Applicant(
        **{
            "account": account,
            "birth_year": 2009,
            "birth_month": 5,
            "postcode": "32756",
            "qualification": Qualification.INTERMEDIATE,
            "start_year": 2027,
            **given,
        }
    )
    row.occupations = [ApplicantOccupation(position=i, occupation_id=o) for i, o in enumerate(occupations, 1)]
    added(row)
    return row


def make_company(association: Association, occupation: str = "tischler", **given: object) -> Company:
    n = next(number)
    row = Company(
        **{
            "association": association,
            "name": f"Tischlerei {n}",
            "employees": 9,
            "postcode": "33098",
            "state": ReleaseState.RELEASED,
            **given,
        }
    )
    row.offers = [
        Offer(
            occupation_id=occupation,
            start_year=2027,
            minimum_qualification=Qualification.FIRST,
        )
    ]
    row.representatives = [Representative(account=make_account(association, Role.REPRESENTATIVE))]
    added(row)
    return row


def make_event(association: Association, **given: object) -> Event:
    row = Event(
        **{
            "association_id": association.id,
            "name": "Azubi-Speed-Dating",
            "state": EventState.OPEN,
            "starts_at": MONDAY_EVENING,
            "registration_closes_at": MONDAY_EVENING - timedelta(days=2),
            "rounds": 3,
            "round_seconds": 600,
            "changeover_seconds": 60,
            **given,
        }
    )
    added(row)
    return row


def make_registration(event: Event, applicant: Applicant) -> Registration:
    row = Registration(event=event, applicant=applicant, number=len(event.registrations) + 1)
    added(row)
    return row


def make_table(event: Event, company: Company) -> EventTable:
    seated = company.representatives[0].account_id if company.representatives else None
    taken = db.session.scalar(
        db.select(EventTable.id).filter_by(event_id=event.id, representative_account_id=seated)
    )
    row = EventTable(
        event=event,
        company=company,
        number=len(event.tables) + 1,
        representative_account_id=None if taken else seated,
    )
    added(row)
    return row
