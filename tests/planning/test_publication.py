"""Publishing: one agenda for everybody, by mail and for the calendar; never one that breaks a rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import gevent
import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy.exc import IntegrityError

from scheduler.clock import round_starts
from tests.factories.people import MONDAY_EVENING, make_account, make_table
from tests.mailbox import mails_to
from tests.planning.evenings import BEFORE, Evening, add_wish, make_evening, planned
from webapp.accounts.models import Account
from webapp.companies.models import ReleaseState, Representative
from webapp.events.clock import clock_of
from webapp.events.models import EventState, WishSide
from webapp.extensions import db
from webapp.mail.models import OutboxMail
from webapp.permissions import Role
from webapp.planning.models import Plan, PlanState
from webapp.planning.queries import meetings_of, published_plan
from webapp.planning.services.publication import (
    NobodyMeets,
    PlanOutdated,
    publish_plan,
    take_back_publication,
)
from webapp.planning.services.solving import WrongPlanState

# (round, applicant, table): the second applicant has two talks, the last one none.
MEETINGS = [(1, 0, 0), (1, 1, 1), (2, 1, 2), (3, 2, 0), (3, 3, 1)]


@pytest.fixture
def evening(app: Flask) -> Evening:
    evening = make_evening(firms=3, people=5, rounds=3)
    evening.event.description = "Mit Jana Beispiel"
    for number, applicant in enumerate(evening.applicants):
        applicant.account.first_name = ["Alrun", "Benno", "Cleo", "Dario", "Edda"][number]
    db.session.commit()
    return evening


@pytest.fixture
def published(evening: Evening) -> Plan:
    return publish_plan(evening.organiser, planned(evening, MEETINGS), BEFORE)


def firm_account(evening: Evening, number: int) -> Any:
    return evening.companies[number].representatives[0].account


def the_mail(email: str) -> OutboxMail:
    (mail,) = mails_to(email)
    return mail


def entry(email: str) -> Any:
    """The one entry of the calendar somebody was sent."""
    calendar = Calendar.from_ical(the_mail(email).calendar or b"")
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    (found,) = calendar.walk("VEVENT")
    return found


def test_publish_when_done_is_the_agenda_of_the_evening(evening: Evening, published: Plan) -> None:
    assert published_plan(evening.event.id) is published
    assert (published.state, published.published_at) == (PlanState.PUBLISHED, BEFORE)
    assert evening.event.state is EventState.PUBLISHED


def test_publish_when_done_mails_everybody_once(evening: Evening, published: Plan) -> None:
    people = [applicant.account.email for applicant in evening.applicants]
    people += [firm_account(evening, number).email for number in range(3)]
    assert [len(mails_to(email)) for email in people] == [1] * 8
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == 8


def test_mail_when_an_applicant_reads_it_names_firms_times_and_the_page(
    evening: Evening, published: Plan
) -> None:
    text = the_mail(evening.applicants[1].account.email).text
    assert f"18:00-18:10  {evening.companies[1].name} (Tisch 2)" in text
    assert f"18:11-18:21  {evening.companies[2].name} (Tisch 3)" in text
    assert f"/events/{evening.event.id}" in text
    assert "Du hast 2 Gespräche" in text


def test_mail_when_an_applicant_has_no_talk_says_so(evening: Evening, published: Plan) -> None:
    assert "kein Gespräch" in the_mail(evening.applicants[4].account.email).text


def test_mail_when_a_table_has_no_talk_says_so_and_promises_nobody(evening: Evening) -> None:
    publish_plan(evening.organiser, planned(evening, [(1, 0, 0)]), BEFORE)
    text = the_mail(evening.companies[1].representatives[0].account.email).text
    assert "kein Gespräch für Ihren Tisch" in text
    assert "kommen von selbst" not in text


def test_mail_when_a_firm_reads_it_tells_wishes_but_no_name_of_an_applicant(
    evening: Evening, published: Plan
) -> None:
    mail = the_mail(firm_account(evening, 0).email)
    assert "18:00-18:10  Tischler:in (Tisch 1)" in mail.text
    said = mail.text + (mail.calendar or b"").decode()
    for applicant in evening.applicants:
        assert applicant.account.first_name not in said
        assert applicant.account.email not in said


def test_mail_when_somebody_reads_english_is_english(evening: Evening) -> None:
    evening.applicants[0].account.locale = "en"
    db.session.commit()
    publish_plan(evening.organiser, planned(evening, MEETINGS), BEFORE)
    assert "you have 1 talk" in the_mail(evening.applicants[0].account.email).text
    assert "Du hast" in the_mail(evening.applicants[1].account.email).text


def test_calendar_when_read_has_the_times_of_the_clock(evening: Evening, published: Plan) -> None:
    starts = round_starts(clock_of(evening.event), BEFORE)
    found = entry(evening.applicants[1].account.email)
    assert found["dtstart"].dt == starts[0]
    assert found["dtend"].dt == starts[1] + timedelta(seconds=evening.event.round_seconds)
    assert found["dtstart"].dt.utcoffset() == timedelta()


def test_calendar_when_somebody_has_no_talk_covers_the_evening(evening: Evening, published: Plan) -> None:
    starts = round_starts(clock_of(evening.event), BEFORE)
    found = entry(evening.applicants[4].account.email)
    assert (found["dtstart"].dt, found["dtend"].dt) == (starts[0], starts[-1] + timedelta(minutes=10))


def test_calendar_when_a_firm_reads_it_names_nobody_but_tables(evening: Evening, published: Plan) -> None:
    description = entry(firm_account(evening, 0).email)["description"]
    assert description.splitlines()[:2] == ["18:00-18:10  Tisch 1", "18:22-18:32  Tisch 1"]


def test_calendar_when_published_again_replaces_the_entry(evening: Evening, published: Plan) -> None:
    email = evening.applicants[0].account.email
    first = entry(email)
    db.session.execute(db.delete(OutboxMail))
    publish_plan(evening.organiser, planned(evening, [(2, 0, 1)], version=2), BEFORE)
    second = entry(email)
    assert first["uid"] == second["uid"]
    assert first["sequence"] < second["sequence"]


def test_publish_when_another_version_was_published_replaces_it(evening: Evening, published: Plan) -> None:
    newer = planned(evening, [(2, 0, 1)], version=2)
    publish_plan(evening.organiser, newer, BEFORE)
    assert (published.state, newer.state) == (PlanState.SUPERSEDED, PlanState.PUBLISHED)
    assert meetings_of(evening.event.id, evening.applicants[0].account) == newer.meetings


def test_publish_when_an_old_version_is_chosen_brings_it_back(evening: Evening, published: Plan) -> None:
    newer = planned(evening, [(2, 0, 1)], version=2)
    publish_plan(evening.organiser, newer, BEFORE)
    publish_plan(evening.organiser, published, BEFORE)
    assert published_plan(evening.event.id) is published


def refused(evening: Evening, plan: Plan, refusal: type[Exception], now: datetime = BEFORE) -> None:
    state = plan.state
    with pytest.raises(refusal):
        publish_plan(evening.organiser, plan, now)
    db.session.rollback()
    assert (plan.state, evening.event.state) == (state, EventState.OPEN)
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == 0


@pytest.mark.parametrize(
    "meetings",
    [[(1, 0, 0), (2, 0, 0)], [(4, 0, 0)]],
    ids=["firm met twice", "no such round"],
)
def test_publish_when_the_plan_breaks_a_rule_is_refused(
    evening: Evening, meetings: list[tuple[int, int, int]]
) -> None:
    refused(evening, planned(evening, meetings), PlanOutdated)


def test_publish_when_nobody_meets_in_the_plan_is_refused(evening: Evening) -> None:
    refused(evening, planned(evening, []), NobodyMeets)


@pytest.mark.parametrize(
    "meetings", [[(1, 0, 0), (1, 1, 0)], [(1, 0, 0), (1, 0, 1)]], ids=["table", "applicant"]
)
def test_plan_when_somebody_is_in_two_talks_at_once_is_refused_by_the_database(
    evening: Evening, meetings: list[tuple[int, int, int]]
) -> None:
    with pytest.raises(IntegrityError):
        planned(evening, meetings)


def test_publish_when_somebody_has_withdrawn_is_refused(evening: Evening) -> None:
    plan = planned(evening, MEETINGS)
    db.session.delete(evening.event.registrations[0])
    db.session.commit()
    refused(evening, plan, PlanOutdated)


def test_publish_when_somebody_would_rather_not_any_more_is_refused(evening: Evening) -> None:
    plan = planned(evening, MEETINGS)
    add_wish(evening, WishSide.APPLICANT, 0, 0, rank=None, unwanted=True)
    refused(evening, plan, PlanOutdated)


def test_publish_when_a_firm_was_declined_since_is_refused(evening: Evening) -> None:
    plan = planned(evening, MEETINGS)
    evening.companies[0].state = ReleaseState.DECLINED
    db.session.commit()
    refused(evening, plan, PlanOutdated)


def test_publish_when_the_evening_has_begun_is_refused(evening: Evening) -> None:
    refused(evening, planned(evening, MEETINGS), WrongPlanState, MONDAY_EVENING)


@pytest.mark.parametrize("state", [PlanState.SOLVING, PlanState.FAILED])
def test_publish_when_the_plan_has_no_result_is_refused(evening: Evening, state: PlanState) -> None:
    refused(evening, planned(evening, MEETINGS, state), WrongPlanState)


def test_publish_when_nobody_is_named_at_a_firm_tells_all_its_people(evening: Evening) -> None:
    evening.event.tables[0].representative_account_id = None
    colleague = make_account(evening.event.association, Role.REPRESENTATIVE)
    evening.companies[0].representatives.append(Representative(account=colleague))
    db.session.commit()
    publish_plan(evening.organiser, planned(evening, MEETINGS), BEFORE)
    for account in (firm_account(evening, 0), colleague):
        assert "noch niemand benannt" in the_mail(account.email).text


def test_publish_when_one_of_two_tables_is_named_mails_its_person_once(evening: Evening) -> None:
    make_table(evening.event, evening.companies[0])
    db.session.commit()
    publish_plan(evening.organiser, planned(evening, MEETINGS), BEFORE)
    assert len(mails_to(firm_account(evening, 0).email)) == 1


def test_publication_when_taken_back_leaves_no_agenda(evening: Evening, published: Plan) -> None:
    take_back_publication(evening.event)
    db.session.commit()
    assert published_plan(evening.event.id) is None
    assert meetings_of(evening.event.id, evening.applicants[0].account) == []


def test_publish_when_two_press_at_once_mails_everybody_once(app: Flask, evening: Evening) -> None:
    plan_id, organiser_id = planned(evening, MEETINGS).id, evening.organiser.id

    def press() -> None:
        with app.app_context():
            publish_plan(db.session.get_one(Account, organiser_id), db.session.get_one(Plan, plan_id), BEFORE)

    pressed = [gevent.spawn(press) for _ in range(2)]
    gevent.joinall(pressed)
    assert isinstance(pressed[0].exception or pressed[1].exception, WrongPlanState)
    assert db.session.scalar(db.select(db.func.count(OutboxMail.id))) == 8
