"""A published evening is moved, renamed or called off: everybody hears at once, and calendars follow."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import MONDAY_EVENING, make_applicant
from tests.mailbox import mails_to
from tests.planning.calendars import newest, sequences, versions
from tests.planning.evenings import BEFORE, Evening, make_evening, planned, settings
from webapp.accounts.models import Account
from webapp.events.models import EventState
from webapp.events.services import cancel_event, edit_event, register_applicant, withdraw_applicant
from webapp.events.services.events import WrongEventState
from webapp.extensions import db
from webapp.mail.models import OutboxMail
from webapp.planning.models import CancelledBecause, Meeting, Plan
from webapp.planning.services.publication import publish_plan

MEETINGS = [(1, 0, 0), (2, 1, 1)]
TWO_HOURS = timedelta(hours=2)


@pytest.fixture
def evening(app: Flask) -> Evening:
    evening = make_evening(firms=2, people=2, rounds=3)
    publish_plan(evening.organiser, planned(evening, MEETINGS), BEFORE)
    return evening


def everybody(evening: Evening) -> list[Account]:
    firms = [company.representatives[0].account for company in evening.companies]
    return [applicant.account for applicant in evening.applicants] + firms


def edit(evening: Evening, **given: object) -> None:
    edit_event(evening.organiser, evening.event, settings(evening, **given), BEFORE)


@pytest.mark.parametrize(
    "given",
    [
        {"starts_at": MONDAY_EVENING + TWO_HOURS},
        {"rounds": 4},
        {"round_seconds": 720},
        {"changeover_seconds": 90},
    ],
    ids=["start", "rounds", "length", "changeover"],
)
def test_everybody_when_a_published_evening_is_moved_is_told_at_once(
    evening: Evening, given: dict[str, object]
) -> None:
    edit(evening, **given)
    for account in everybody(evening):
        mail = mails_to(account.email)[-1]
        assert mail.subject.startswith("Neue Zeiten")
        assert "gilt nicht mehr" in mail.text


def test_calendar_when_the_evening_is_moved_has_the_new_time(evening: Evening) -> None:
    edit(evening, starts_at=MONDAY_EVENING + TWO_HOURS)
    for account in everybody(evening):
        (_, first), (method, second) = versions(account)
        assert (method, first["uid"]) == ("PUBLISH", second["uid"])
        assert second["dtstart"].dt == MONDAY_EVENING + TWO_HOURS
        assert second["sequence"] > first["sequence"]


def test_calendar_when_moved_twice_and_the_same_version_is_published_grows_each_time(
    evening: Evening,
) -> None:
    edit(evening, starts_at=MONDAY_EVENING + TWO_HOURS)
    edit(evening, starts_at=MONDAY_EVENING + timedelta(hours=1))
    publish_plan(evening.organiser, db.session.scalars(db.select(Plan)).one(), BEFORE)
    assert all(sequences(account) == [1, 2, 3, 4] for account in everybody(evening))


def test_calendar_when_versions_are_published_in_turn_grows_each_time(evening: Evening) -> None:
    first = db.session.scalars(db.select(Plan)).one()
    publish_plan(evening.organiser, planned(evening, [(1, 0, 1)], version=2), BEFORE)
    publish_plan(evening.organiser, first, BEFORE)
    assert all(sequences(account) == [1, 2, 3] for account in everybody(evening))
    assert all(len({str(entry["uid"]) for _m, entry in versions(a)}) == 1 for a in everybody(evening))


def test_calendar_when_two_people_have_one_never_shares_an_identity(evening: Evening) -> None:
    assert len({str(newest(account)[1]["uid"]) for account in everybody(evening)}) == 4


def test_calendar_when_the_evening_is_renamed_follows(evening: Evening) -> None:
    edit(evening, name="Azubi-Abend")
    for account in everybody(evening):
        method, entry = newest(account)
        assert (method, entry["summary"], entry["sequence"]) == ("PUBLISH", "Azubi-Abend", 2)
        assert "heißt jetzt anders" in mails_to(account.email)[-1].text
    assert evening.event.state is EventState.PUBLISHED


def test_mail_when_renamed_between_moving_and_publishing_says_the_name_and_not_new_times(
    evening: Evening,
) -> None:
    edit(evening, starts_at=MONDAY_EVENING + TWO_HOURS)
    edit(evening, name="Azubi-Abend")
    for account in everybody(evening):
        mail, (method, entry) = mails_to(account.email)[-1], newest(account)
        assert mail.subject == "Neuer Name: Azubi-Abend"
        assert "haben sich geändert" not in mail.text
        assert (method, entry["summary"], sequences(account)) == ("PUBLISH", "Azubi-Abend", [1, 2, 3])
        assert entry["dtstart"].dt == MONDAY_EVENING + TWO_HOURS


@pytest.mark.parametrize("after", [timedelta(), timedelta(days=3)], ids=["running", "over"])
def test_mail_when_the_evening_is_renamed_once_it_has_begun_is_not_written(
    evening: Evening, after: timedelta
) -> None:
    edit_event(
        evening.organiser, evening.event, settings(evening, name="Azubi-Abend"), MONDAY_EVENING + after
    )
    assert evening.event.name == "Azubi-Abend"
    assert [sequences(account) for account in everybody(evening)] == [[1]] * 4


def test_applicant_when_registered_after_publication_hears_of_another_start_too(evening: Evening) -> None:
    evening.event.registration_closes_at = MONDAY_EVENING
    late = make_applicant(evening.event.association)
    register_applicant(late.account, late, evening.event, BEFORE)
    edit(evening, starts_at=MONDAY_EVENING + TWO_HOURS)
    (mail,) = mails_to(late.account.email)
    assert "1. März 2027, 20:00 Uhr:\ndas ist die neue Zeit" in mail.text
    assert mail.calendar is None


def test_everybody_when_nothing_was_published_hears_of_another_start_alone(app: Flask) -> None:
    evening = make_evening(firms=1, people=1)
    edit(evening, rounds=2, name="Azubi-Abend")
    assert [mails_to(account.email) for account in everybody(evening)] == [[], []]
    edit(evening, starts_at=MONDAY_EVENING + TWO_HOURS)
    assert [len(mails_to(account.email)) for account in everybody(evening)] == [1, 1]


def test_mail_when_only_the_description_changes_is_not_written(evening: Evening) -> None:
    edit(evening, description="Mit Kuchen")
    assert all(len(mails_to(account.email)) == 1 for account in everybody(evening))


def test_calendar_when_the_evening_is_cancelled_loses_the_entry(evening: Evening) -> None:
    cancel_event(evening.organiser, evening.event, BEFORE)
    for account in everybody(evening):
        (_, first), (method, second) = versions(account)
        assert (method, second["status"], second["uid"]) == ("CANCEL", "CANCELLED", first["uid"])
        assert second["sequence"] > first["sequence"]


def test_meetings_when_the_evening_is_cancelled_are_cancelled(evening: Evening) -> None:
    cancel_event(evening.organiser, evening.event, BEFORE)
    whys = db.session.scalars(db.select(Meeting.cancelled_because))
    assert list(whys) == [CancelledBecause.EVENT_CANCELLED] * 2


def test_evening_when_cancelled_after_it_was_moved_leaves_no_calendar(evening: Evening) -> None:
    edit(evening, starts_at=MONDAY_EVENING + TWO_HOURS)
    cancel_event(evening.organiser, evening.event, BEFORE)
    assert [newest(account)[0] for account in everybody(evening)] == ["CANCEL"] * 4


def test_evening_when_cancelled_twice_writes_once(evening: Evening) -> None:
    cancel_event(evening.organiser, evening.event, BEFORE)
    written = db.session.scalar(db.select(db.func.count(OutboxMail.id)))
    with pytest.raises(WrongEventState):
        cancel_event(evening.organiser, evening.event, BEFORE)
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == written


def test_evening_when_nothing_was_published_is_cancelled_without_calendars(app: Flask) -> None:
    evening = make_evening(firms=1, people=1)
    cancel_event(evening.organiser, evening.event, BEFORE)
    assert [mails_to(account.email)[0].calendar for account in everybody(evening)] == [None, None]


def test_calendar_when_somebody_left_before_the_cancellation_is_not_cancelled_twice(evening: Evening) -> None:
    leaver = evening.applicants[0]
    evening.event.registration_closes_at = MONDAY_EVENING
    withdraw_applicant(leaver.account, evening.event, BEFORE)
    cancel_event(evening.organiser, evening.event, BEFORE)
    assert sequences(leaver.account) == [1, 2]


def test_somebody_when_withdrawing_between_moving_and_publishing_has_the_entry_taken_out(
    evening: Evening,
) -> None:
    leaver = evening.applicants[0]
    later = MONDAY_EVENING + TWO_HOURS
    edit(evening, starts_at=later, registration_closes_at=later)
    withdraw_applicant(leaver.account, evening.event, BEFORE)
    assert newest(leaver.account)[0] == "CANCEL"
    register_applicant(leaver.account, leaver, evening.event, BEFORE)
    publish_plan(evening.organiser, db.session.scalars(db.select(Plan)).one(), BEFORE)
    assert (newest(leaver.account)[0], sequences(leaver.account)) == ("PUBLISH", [1, 2, 3, 4])
