"""Somebody at the door who has not signed up: in within seconds, with talks in the rounds to come."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from matching.qualification import Qualification
from tests.factories.people import make_account
from tests.forms_of_pages import form_of
from tests.live.replanning.evenings import WaitingEvening, make_waiting_evening
from webapp.accounts.codes import use_code
from webapp.accounts.errors import CodeUnknown
from webapp.accounts.models import Account
from webapp.applicants.age import may_be_under_age
from webapp.applicants.models import Applicant
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.refusals import KnownAsSomebodyElse, OverAlready
from webapp.live.desk.walk_ins import WalkIn, another_way_in, let_in
from webapp.live.models import Deed, DeskEntry
from webapp.mail.models import OutboxMail
from webapp.permissions import Role
from webapp.planning.models import Meeting

SAID = WalkIn("Dina", "Sander", ["tischler"], Qualification.INTERMEDIATE, "")


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """The first of three rounds runs; all firms are here, and in the rounds to come nobody has a talk."""
    begun = now() - timedelta(minutes=2)
    evening = make_waiting_evening([(1, 0, 0)], rounds=3, starts_at=begun)
    evening.arrive(*(table.representative for table in evening.tables), at=begun)
    return evening


def said_with(email: str) -> WalkIn:
    return WalkIn("Dina", "Sander", ["tischler"], Qualification.INTERMEDIATE, email)


def typed(phone: FlaskClient, code: str) -> TestResponse:
    """Type letters on the page for them."""
    return phone.post("/code", data={**form_of(phone.get("/code"), "sign-in").values, "code": code})


def rounds_of(evening: WaitingEvening, person: Account) -> list[int]:
    query = db.select(Meeting.round).join(Meeting.applicant).where(Applicant.account_id == person.id)
    return sorted(db.session.scalars(query))


def test_walk_in_when_let_in_has_talks_in_all_rounds_to_come(evening: WaitingEvening) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    assert (rounds_of(evening, came.account), came.talks) == ([2, 3], 2)


def test_walk_in_when_let_in_changes_nothing_for_others(evening: WaitingEvening) -> None:
    before = evening.pairs(1)
    let_in(evening.organiser, evening.event, SAID, now())
    assert evening.pairs(1) == before


def test_walk_in_when_let_in_signs_in_once_with_the_letters(evening: WaitingEvening) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    account, path = use_code(f" {came.code.lower()} ", now())
    assert (account, path) == (came.account, f"/events/{evening.event.id}/evening")
    with pytest.raises(CodeUnknown):
        use_code(came.code, now())


def test_letters_when_older_than_half_an_hour_sign_nobody_in(evening: WaitingEvening) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    with pytest.raises(CodeUnknown):
        use_code(came.code, now() + timedelta(minutes=31))


def test_letters_when_new_ones_are_made_are_worth_nothing(evening: WaitingEvening) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    newer = another_way_in(evening.organiser, evening.event, came.account.id, now())
    with pytest.raises(CodeUnknown):
        use_code(came.code, now())
    assert use_code(newer, now())[0] == came.account


def test_walk_in_whose_age_nobody_asked_is_protected_like_a_minor(evening: WaitingEvening) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    applicant = db.session.scalars(db.select(Applicant).filter_by(account_id=came.account.id)).one()
    assert may_be_under_age(applicant, now())


def test_walk_ins_when_two_have_no_address_are_two_people_and_get_no_mail(evening: WaitingEvening) -> None:
    first = let_in(evening.organiser, evening.event, SAID, now())
    second = let_in(evening.organiser, evening.event, SAID, now())
    assert first.account != second.account
    assert db.session.scalars(db.select(OutboxMail)).all() == []


def test_walk_in_when_with_an_address_gets_the_way_in_there_too(evening: WaitingEvening) -> None:
    let_in(evening.organiser, evening.event, said_with("dina@example.org"), now())
    assert [mail.recipient for mail in db.session.scalars(db.select(OutboxMail))] == ["dina@example.org"]


def test_applicant_who_had_signed_up_when_at_the_door_comes_in_as_themselves_by_mail_alone(
    evening: WaitingEvening,
) -> None:
    known = evening.people[1].account
    came = let_in(evening.organiser, evening.event, said_with(known.email), now())
    assert (came.account, came.code) == (known, "")


def test_somebody_of_a_firm_when_at_the_door_does_not_become_an_applicant(evening: WaitingEvening) -> None:
    other = make_account(evening.organiser.association, Role.REPRESENTATIVE, email="firma@example.org")
    db.session.commit()
    with pytest.raises(KnownAsSomebodyElse):
        let_in(evening.organiser, evening.event, said_with(other.email), now())


def test_walk_in_when_the_evening_is_over_is_refused(evening: WaitingEvening) -> None:
    with pytest.raises(OverAlready):
        let_in(evening.organiser, evening.event, SAID, now() + timedelta(hours=2))


def test_walk_in_when_let_in_stands_in_the_diary(evening: WaitingEvening) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    entry = db.session.scalars(db.select(DeskEntry)).one()
    assert (entry.deed, entry.about) == (Deed.WALKED_IN, came.account)


def test_form_at_the_door_when_sent_leads_to_the_person_with_the_letters(
    app: Flask, evening: WaitingEvening
) -> None:
    desk = app.test_client(user=evening.organiser)
    path = f"/events/{evening.event.id}/walk-in"
    form = form_of(desk.get(path), "walk-in")
    answers = {"first_name": "Dina", "last_name": "Sander", "occupations": "tischler"}
    page = desk.post(path, data={**form.values, **answers}, follow_redirects=True).get_data(as_text=True)
    assert "Dina Sander" in page
    assert re.search(r"big-code\">[A-Z]{6}<", page)


def test_page_of_letters_when_they_are_right_leads_into_the_evening(
    app: Flask, evening: WaitingEvening
) -> None:
    came = let_in(evening.organiser, evening.event, SAID, now())
    answer = typed(app.test_client(), came.code)
    assert answer.location == f"/events/{evening.event.id}/evening"


def test_page_of_letters_when_they_are_wrong_says_so(app: Flask) -> None:
    answer = typed(app.test_client(), "ABCDEF")
    assert answer.status_code == 422
    assert "kennen wir nicht" in answer.get_data(as_text=True)
