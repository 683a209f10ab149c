"""Whoever leaves a published plan has their meetings cancelled, not lost; everybody concerned hears at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests.factories.people import MONDAY_EVENING, make_account, make_applicant
from tests.mailbox import mails_to
from tests.planning.calendars import newest, sequences, versions
from tests.planning.evenings import BEFORE, Evening, make_evening, planned, settings
from webapp.accounts.models import Account
from webapp.companies.models import Representative
from webapp.companies.services import decline, release
from webapp.events.models import EventTable, Registration
from webapp.events.queries import applicants_at, profile_numbers
from webapp.events.services import (
    edit_event,
    register_applicant,
    seat_company,
    withdraw_applicant,
    withdraw_company,
)
from webapp.events.services.registration import EveningOver
from webapp.extensions import db
from webapp.mail.models import OutboxMail
from webapp.permissions import Role
from webapp.planning.models import CancelledBecause, Meeting, Plan
from webapp.planning.problem import build_problem
from webapp.planning.queries import cancelled_meetings_of, meetings_of, own_meeting
from webapp.planning.services.publication import publish_plan

# (round, applicant, table): the first applicant meets the first firm only, the second one two firms.
MEETINGS = [(1, 0, 0), (1, 1, 1), (2, 1, 0)]


@pytest.fixture
def evening(app: Flask) -> Evening:
    evening = make_evening(firms=2, people=3, rounds=3)
    evening.event.registration_closes_at = MONDAY_EVENING - timedelta(hours=2)
    for number, name in enumerate(["Alrun", "Benno", "Cleo"]):
        evening.applicants[number].account.first_name = name
    publish_plan(evening.organiser, planned(evening, MEETINGS), BEFORE)
    return evening


def seeker(evening: Evening, number: int) -> Account:
    return evening.applicants[number].account


def firm(evening: Evening, number: int) -> Account:
    return evening.companies[number].representatives[0].account


def withdraw(evening: Evening, number: int) -> None:
    withdraw_applicant(seeker(evening, number), evening.event, BEFORE)


def register(evening: Evening, number: int) -> Registration:
    return register_applicant(seeker(evening, number), evening.applicants[number], evening.event, BEFORE)


def test_applicant_when_withdrawing_has_the_meetings_cancelled_and_not_lost(evening: Evening) -> None:
    withdraw(evening, 1)
    kept = db.session.scalars(db.select(Meeting).order_by(Meeting.id)).all()
    assert [meeting.cancelled_because for meeting in kept] == [None, *[CancelledBecause.APPLICANT_LEFT] * 2]
    assert [meeting.cancelled_at for meeting in kept] == [None, BEFORE, BEFORE]


def test_applicant_when_withdrawing_is_no_side_of_any_meeting_that_takes_place(evening: Evening) -> None:
    meeting = meetings_of(evening.event.id, seeker(evening, 1))[0]
    withdraw(evening, 1)
    assert meetings_of(evening.event.id, seeker(evening, 1)) == []
    assert own_meeting(seeker(evening, 1), meeting.id) is None
    assert [d.round for d in meetings_of(evening.event.id, firm(evening, 0))] == [1]
    assert [d.round for d in cancelled_meetings_of(evening.event.id, firm(evening, 0))] == [2]


def test_firm_when_an_applicant_withdraws_is_told_at_once_what_remains(evening: Evening) -> None:
    withdraw(evening, 1)
    mail = mails_to(firm(evening, 0).email)[-1]
    assert mail.subject.startswith("Ein Gespräch fällt aus")
    assert "18:11-18:21  Koch/Köchin (Tisch 1)" in mail.text
    assert "dieses Gespräch bleibt:\n\n18:00-18:10  Tischler:in (Tisch 1)" in mail.text
    assert "Benno" not in mail.text + (mail.calendar or b"").decode()


def test_firm_when_a_meeting_ends_has_a_newer_calendar_without_it(evening: Evening) -> None:
    withdraw(evening, 1)
    (_, first), (method, second) = versions(firm(evening, 0))
    assert (method, first["uid"]) == ("PUBLISH", second["uid"])
    assert sequences(firm(evening, 0)) == [1, 2]
    assert "18:11" not in second["description"]
    assert second["dtend"].dt < first["dtend"].dt


def test_firm_when_its_last_meeting_ends_has_the_entry_taken_out(evening: Evening) -> None:
    withdraw(evening, 1)
    (_, first), (method, second) = versions(firm(evening, 1))
    assert (method, second["status"], second["uid"]) == ("CANCEL", "CANCELLED", first["uid"])
    assert second["sequence"] > first["sequence"]


def test_applicant_when_withdrawing_has_the_entry_taken_out(evening: Evening) -> None:
    withdraw(evening, 1)
    method, entry = newest(seeker(evening, 1))
    assert (method, entry["status"], sequences(seeker(evening, 1))) == ("CANCEL", "CANCELLED", [1, 2])


def test_organiser_when_an_applicant_withdraws_is_told_whom_to_replace(evening: Evening) -> None:
    withdraw(evening, 1)
    (mail,) = mails_to(evening.organiser.email)
    assert f"{seeker(evening, 1).name} kommt nicht mehr" in mail.text
    assert "2 Gespräche" in mail.text
    assert f"/events/{evening.event.id}/plan" in mail.text


def test_mail_when_somebody_withdraws_twice_is_sent_once(evening: Evening) -> None:
    withdraw(evening, 1)
    before = db.session.scalar(db.select(db.func.count(OutboxMail.id)))
    withdraw(evening, 1)
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == before


def test_mail_when_somebody_without_meetings_withdraws_goes_to_them_alone(evening: Evening) -> None:
    before = db.session.scalar(db.select(db.func.count(OutboxMail.id))) or 0
    withdraw(evening, 2)
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == before + 1
    assert newest(seeker(evening, 2))[0] == "CANCEL"


def test_applicant_when_returning_has_the_number_again_but_not_the_meetings(evening: Evening) -> None:
    numbers = profile_numbers(evening.event.id)
    withdraw(evening, 1)
    assert profile_numbers(evening.event.id) == numbers
    register(evening, 1)
    assert profile_numbers(evening.event.id) == numbers
    assert meetings_of(evening.event.id, seeker(evening, 1)) == []
    assert evening.applicants[1] in applicants_at(evening.event)


def test_number_when_others_leave_and_come_is_never_given_again(evening: Evening) -> None:
    gone = profile_numbers(evening.event.id)[evening.applicants[1].id]
    withdraw(evening, 1)
    for _ in range(60):
        applicant = make_applicant(evening.event.association)
        assert register_applicant(applicant.account, applicant, evening.event, BEFORE).number != gone
    assert len(set(profile_numbers(evening.event.id).values())) == 63


def test_problem_when_an_applicant_has_withdrawn_is_without_them(evening: Evening) -> None:
    withdraw(evening, 1)
    assert len(build_problem(evening.event).applicants) == 2


def test_plan_when_published_anew_after_a_return_has_the_meetings_again(evening: Evening) -> None:
    withdraw(evening, 1)
    register(evening, 1)
    publish_plan(evening.organiser, planned(evening, MEETINGS, version=2), BEFORE)
    assert [d.round for d in meetings_of(evening.event.id, seeker(evening, 1))] == [1, 2]
    assert newest(seeker(evening, 1))[0] == "PUBLISH"
    assert sequences(seeker(evening, 1)) == [1, 2, 3]


def test_declined_firm_when_it_had_meetings_has_them_cancelled_and_all_are_told(evening: Evening) -> None:
    decline(evening.organiser, evening.companies[0], BEFORE)
    assert [d.round for d in cancelled_meetings_of(evening.event.id, seeker(evening, 1))] == [2]
    assert newest(seeker(evening, 0))[0] == "CANCEL"
    method, entry = newest(seeker(evening, 1))
    assert (method, "18:11" in entry["description"]) == ("PUBLISH", False)
    assert newest(firm(evening, 0))[0] == "CANCEL"
    assert evening.companies[0].name in mails_to(evening.organiser.email)[-1].text
    assert "weil der Betrieb nicht kommen kann" in mails_to(seeker(evening, 1).email)[-1].text


def test_declined_firm_when_released_again_does_not_have_its_meetings_silently(evening: Evening) -> None:
    decline(evening.organiser, evening.companies[0], BEFORE)
    release(evening.organiser, evening.companies[0], BEFORE)
    assert meetings_of(evening.event.id, firm(evening, 0)) == []
    assert len(cancelled_meetings_of(evening.event.id, firm(evening, 0))) == 2


def test_firm_when_declined_in_the_second_round_keeps_the_first_one(evening: Evening) -> None:
    decline(evening.organiser, evening.companies[0], MONDAY_EVENING + timedelta(minutes=12))
    assert [d.round for d in meetings_of(evening.event.id, seeker(evening, 0))] == [1]
    assert [d.round for d in cancelled_meetings_of(evening.event.id, seeker(evening, 1))] == [2]


def colleague_of(evening: Evening, number: int) -> Account:
    colleague = make_account(evening.event.association, Role.REPRESENTATIVE)
    evening.companies[number].representatives.append(Representative(account=colleague))
    db.session.commit()
    return colleague


def test_seat_when_given_to_a_colleague_moves_the_calendar_with_it(evening: Evening) -> None:
    colleague, company = colleague_of(evening, 0), evening.companies[0]
    seat_company(firm(evening, 0), company, evening.event, [colleague.id], BEFORE)
    assert newest(firm(evening, 0))[0] == "CANCEL"
    method, entry = newest(colleague)
    assert (method, entry["description"].splitlines()[:2]) == (
        "PUBLISH", ["18:00-18:10  Tisch 1", "18:11-18:21  Tisch 1"],
    )  # fmt: skip
    assert len(meetings_of(evening.event.id, colleague)) == 2


@pytest.fixture
def moved(evening: Evening) -> Evening:
    """Its agenda is taken back, and everybody has the new times in their calendar."""
    later = MONDAY_EVENING + timedelta(hours=2)
    edit_event(
        evening.organiser,
        evening.event,
        settings(evening, starts_at=later, registration_closes_at=later),
        BEFORE,
    )
    return evening


def test_firm_when_withdrawing_between_moving_and_publishing_has_the_entry_taken_out(moved: Evening) -> None:
    withdraw_company(firm(moved, 0), moved.companies[0], moved.event, BEFORE)
    assert newest(firm(moved, 0))[0] == "CANCEL"
    assert newest(firm(moved, 1))[0] == "PUBLISH"


def test_seat_when_given_away_between_moving_and_publishing_frees_its_calendar(moved: Evening) -> None:
    colleague = colleague_of(moved, 0)
    seat_company(firm(moved, 0), moved.companies[0], moved.event, [colleague.id], BEFORE)
    assert newest(firm(moved, 0))[0] == "CANCEL"
    assert mails_to(colleague.email) == []


def test_seat_when_the_evening_is_over_stays_whose_it_was(evening: Evening) -> None:
    person, written = firm(evening, 0), db.session.scalar(db.select(db.func.count(OutboxMail.id)))
    with pytest.raises(EveningOver):
        seat_company(person, evening.companies[0], evening.event, [None], MONDAY_EVENING + timedelta(hours=1))
    db.session.rollback()
    assert evening.event.tables[0].representative_account_id == person.id
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == written


def test_firm_when_declined_after_the_evening_has_no_calendar_changed(evening: Evening) -> None:
    decline(evening.organiser, evening.companies[0], MONDAY_EVENING + timedelta(days=3))
    assert sequences(firm(evening, 0)) == [1]
    assert mails_to(firm(evening, 0).email)[-1].subject.endswith("kann zurzeit nicht teilnehmen")


def test_seat_when_saved_unchanged_writes_to_nobody(evening: Evening) -> None:
    before = db.session.scalar(db.select(db.func.count(OutboxMail.id)))
    person = firm(evening, 0)
    seat_company(person, evening.companies[0], evening.event, [person.id], BEFORE)
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == before


def test_published_meeting_when_its_row_is_deleted_from_below_is_kept(evening: Evening) -> None:
    table = db.session.scalars(db.select(EventTable.id)).first()
    with pytest.raises(IntegrityError):
        db.session.execute(db.delete(EventTable).where(EventTable.id == table))
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count(Meeting.id))) == 3


def test_plan_when_the_old_version_is_published_again_holds_whole(evening: Evening) -> None:
    withdraw(evening, 1)
    register(evening, 1)
    first = db.session.scalars(db.select(Plan)).one()
    publish_plan(evening.organiser, planned(evening, [(3, 0, 0)], version=2), BEFORE)
    publish_plan(evening.organiser, first, BEFORE)
    assert len(meetings_of(evening.event.id, seeker(evening, 1))) == 2
    assert sequences(seeker(evening, 0)) == [1, 2, 3]
