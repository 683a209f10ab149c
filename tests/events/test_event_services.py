"""The settings of an evening: which changes are taken, which are refused, and what they cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import (
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_organiser,
    make_registration,
    make_table,
)
from tests.mailbox import mails_to
from webapp.accounts.models import Account
from webapp.events.models import Event, EventState
from webapp.events.services import EventSettings, cancel_event, create_event, edit_event, open_event
from webapp.events.services.events import (
    ClosesAfterStart,
    EveningTooLong,
    EventHasBegun,
    GuaranteeTooLarge,
    StartInPast,
    WrongEventState,
)
from webapp.extensions import db
from webapp.planning.models import Plan, PlanState

NOW = datetime(2027, 1, 10, 12, 0, tzinfo=UTC)
START = NOW + timedelta(days=30)
SETTINGS = EventSettings("Abend", "", START, START - timedelta(days=2), 12, 480, 120, 4, 6)


@pytest.fixture
def organiser(app: Flask) -> Account:
    account = make_organiser(make_association())
    db.session.commit()
    return account


def event_like(organiser: Account, settings: EventSettings = SETTINGS, **given: object) -> Event:
    given = {name: getattr(settings, name) for name in EventSettings.__dataclass_fields__} | given
    event = make_event(organiser.association, **given)
    db.session.commit()
    return event


def test_event_when_created_belongs_to_the_association_and_is_a_draft(organiser: Account) -> None:
    event = create_event(organiser, SETTINGS, NOW)
    assert (event.association, event.state) == (organiser.association, EventState.DRAFT)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"starts_at": NOW}, StartInPast),
        ({"registration_closes_at": START + timedelta(minutes=1)}, ClosesAfterStart),
        ({"rounds": 48, "round_seconds": 3600}, EveningTooLong),
        ({"guarantee_applicant": 13}, GuaranteeTooLarge),
        ({"guarantee_table": 13}, GuaranteeTooLarge),
    ],
)
def test_event_when_its_frame_contradicts_itself_is_not_created(
    organiser: Account, change: dict[str, object], refusal: type[Exception]
) -> None:
    settings = (
        replace(SETTINGS, registration_closes_at=NOW - timedelta(days=1))
        if "starts_at" in change
        else SETTINGS
    )
    with pytest.raises(refusal):
        create_event(organiser, replace(settings, **change), NOW)
    assert db.session.scalar(db.select(db.func.count(Event.id))) == 0


def test_event_when_opened_twice_refuses_the_second_time(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.DRAFT)
    assert open_event(organiser, event).state is EventState.OPEN
    with pytest.raises(WrongEventState):
        open_event(organiser, event)


def published(event: Event) -> Plan:
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED)
    db.session.add(plan)
    db.session.commit()
    return plan


def test_edit_when_a_published_timetable_changes_takes_the_agenda_back(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.PUBLISHED)
    plan = published(event)
    edit_event(organiser, event, replace(SETTINGS, rounds=10), NOW)
    assert (event.state, event.rounds, plan.state) == (EventState.OPEN, 10, PlanState.SUPERSEDED)


def test_edit_when_only_words_change_leaves_the_agenda(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.PUBLISHED)
    plan = published(event)
    edit_event(organiser, event, replace(SETTINGS, name="Neuer Name"), NOW)
    assert (event.name, event.state, plan.state) == ("Neuer Name", EventState.PUBLISHED, PlanState.PUBLISHED)


def test_edit_when_the_evening_has_begun_keeps_its_times_and_takes_words(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.PUBLISHED)
    with pytest.raises(EventHasBegun):
        edit_event(organiser, event, replace(SETTINGS, rounds=10), START)
    edit_event(organiser, event, replace(SETTINGS, description="Läuft."), START)
    assert (event.rounds, event.description) == (12, "Läuft.")


def test_cancel_when_people_are_registered_mails_each_of_them_once(organiser: Account) -> None:
    event = event_like(organiser)
    applicant = make_applicant(organiser.association)
    company = make_company(organiser.association)
    make_registration(event, applicant)
    make_table(event, company)
    make_table(event, company)
    cancel_event(organiser, event, NOW)
    recipients = [applicant.account.email, company.representatives[0].account.email]
    assert [len(mails_to(email)) for email in recipients] == [1, 1]
    assert event.state is EventState.CANCELLED


def test_cancel_when_cancelled_refuses_and_sends_nothing_more(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.CANCELLED)
    applicant = make_applicant(organiser.association)
    make_registration(event, applicant)
    db.session.commit()
    with pytest.raises(WrongEventState):
        cancel_event(organiser, event, NOW)
    assert mails_to(applicant.account.email) == []


def test_cancel_when_published_takes_the_agenda_back(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.PUBLISHED)
    plan = Plan(event=event, version=1, state=PlanState.PUBLISHED)
    db.session.add(plan)
    db.session.commit()
    cancel_event(organiser, event, NOW)
    assert plan.state is PlanState.SUPERSEDED


def test_cancel_when_the_evening_has_begun_is_refused(organiser: Account) -> None:
    event = event_like(organiser, state=EventState.PUBLISHED)
    with pytest.raises(EventHasBegun):
        cancel_event(organiser, event, event.starts_at)
    assert event.state is EventState.PUBLISHED
