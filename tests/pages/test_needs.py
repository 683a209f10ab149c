"""What an applicant needs is read by those who run the evening, and by nobody else."""

from __future__ import annotations

from flask import Flask

from tests.factories.people import (
    MONDAY_EVENING,
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from webapp.extensions import db
from webapp.permissions import Role

NEED = "Ich brauche Untertitel"


def test_needs_when_somebody_has_some_are_read_by_organisers_and_nobody_else(app: Flask) -> None:
    association = make_association()
    event = make_event(association, starts_at=MONDAY_EVENING)
    mia, firm = make_applicant(association), make_company(association)
    make_registration(event, mia)
    make_table(event, firm)
    mia.needs = NEED
    db.session.commit()
    readers = [
        make_organiser(association),
        make_account(association, Role.HELPER),
        firm.representatives[0].account,
        mia.account,
    ]
    path = f"/events/{event.id}"
    told = [NEED in app.test_client(user=reader).get(path).get_data(as_text=True) for reader in readers]
    assert told == [True, False, False, False]
