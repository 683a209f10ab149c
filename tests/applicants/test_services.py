"""Two people, one address, the same instant."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from matching.qualification import Qualification
from tests.factories.people import MONDAY_EVENING, make_account, make_association
from tests.mailbox import mails_to
from webapp.accounts.services import MOST_WAITING
from webapp.applicants.models import Applicant
from webapp.applicants.services import SignUp, new_account, sign_up
from webapp.extensions import db
from webapp.permissions import Role

MIA = SignUp("mia@example.org", "Mia", "Muster", 2010, 3, "32756", ("tischler",), Qualification.FIRST, 2027)


def test_new_account_when_somebody_was_quicker_is_theirs_and_nothing_is_added(app: Flask) -> None:
    association = make_association()
    quicker = make_account(association, Role.APPLICANT, email=MIA.email)
    db.session.commit()
    assert new_account(association, MIA, "de", MONDAY_EVENING) == quicker
    db.session.commit()
    assert db.session.scalar(db.select(db.func.count(Applicant.id))) == 0


def test_sign_up_when_repeated_mails_each_time_and_adds_one(app: Flask) -> None:
    association = make_association()
    for answers in (MIA, replace(MIA, first_name="Max")):
        sign_up(association, answers, "de", MONDAY_EVENING)
    assert len(mails_to(MIA.email)) == 2
    assert db.session.scalars(db.select(Applicant)).one().account.first_name == "Mia"


def test_sign_up_when_repeated_without_end_stops_mailing(app: Flask) -> None:
    association = make_association()
    for _ in range(6):
        sign_up(association, MIA, "de", MONDAY_EVENING)
    assert len(mails_to(MIA.email)) == MOST_WAITING
