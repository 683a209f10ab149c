"""Who comes: registration, withdrawal, tables and seats, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import (
    MONDAY_EVENING,
    make_account,
    make_applicant,
    make_association,
    make_company,
    make_event,
    make_registration,
)
from webapp.companies.models import Company, ReleaseState, Representative
from webapp.events.models import Event, EventState, EventTable, Registration
from webapp.events.queries import registration_of, tables_of_company
from webapp.events.services import register_applicant, seat_company, withdraw_applicant, withdraw_company
from webapp.events.services.registration import (
    NotReleased,
    RegistrationClosed,
    TablesPlanned,
    WrongSeat,
    WrongTableCount,
)
from webapp.extensions import db
from webapp.permissions import Role

BEFORE = MONDAY_EVENING - timedelta(days=9)
CLOSED = MONDAY_EVENING - timedelta(days=1)


@pytest.fixture
def event(app: Flask) -> Event:
    event = make_event(make_association())
    db.session.commit()
    return event


@pytest.fixture
def company(event: Event) -> Company:
    company = make_company(event.association)
    company.representatives.append(
        Representative(account=make_account(event.association, Role.REPRESENTATIVE))
    )
    db.session.commit()
    return company


def people(company: Company) -> list[int]:
    return [person.account_id for person in company.representatives]


def seat(company: Company, event: Event, *seats: int | None, now: object = BEFORE) -> list[EventTable]:
    return seat_company(company.representatives[0].account, company, event, seats, now)


def seats_of(event: Event, company: Company) -> list[int | None]:
    return [table.representative_account_id for table in tables_of_company(event, company)]


def test_applicant_when_registering_twice_is_registered_once(event: Event) -> None:
    applicant = make_applicant(event.association)
    for _ in range(2):
        register_applicant(applicant.account, applicant, event, BEFORE)
    assert db.session.scalar(db.select(db.func.count(Registration.id))) == 1


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED])
def test_applicant_when_the_event_is_not_open_is_refused(event: Event, state: EventState) -> None:
    event.state = state
    applicant = make_applicant(event.association)
    with pytest.raises(RegistrationClosed):
        register_applicant(applicant.account, applicant, event, BEFORE)
    assert registration_of(event, applicant.account) is None


def test_applicant_when_registration_has_closed_is_refused_and_told_whom_to_write(event: Event) -> None:
    applicant = make_applicant(event.association)
    with pytest.raises(RegistrationClosed, match=event.association.contact_email):
        register_applicant(applicant.account, applicant, event, CLOSED)
    assert registration_of(event, applicant.account) is None


def test_applicant_when_withdrawing_in_time_does_not_come(event: Event) -> None:
    applicant = make_applicant(event.association)
    make_registration(event, applicant)
    withdraw_applicant(applicant.account, event, BEFORE)
    assert registration_of(event, applicant.account) is None


def test_applicant_when_withdrawing_too_late_stays_registered(event: Event) -> None:
    applicant = make_applicant(event.association)
    make_registration(event, applicant)
    with pytest.raises(RegistrationClosed):
        withdraw_applicant(applicant.account, event, CLOSED)
    assert registration_of(event, applicant.account) is not None


def test_company_when_registering_gets_a_table_for_each_seat(event: Event, company: Company) -> None:
    first, second = people(company)
    seat(company, event, second, first, None)
    assert seats_of(event, company) == [second, first, None]


def test_company_when_a_second_one_registers_has_other_table_numbers(event: Event, company: Company) -> None:
    other = make_company(event.association)
    seat(company, event, None, None)
    assert [table.number for table in seat(other, event, None)] == [3]


def test_company_when_two_people_swap_keeps_its_tables(event: Event, company: Company) -> None:
    first, second = people(company)
    before = [table.id for table in seat(company, event, first, second)]
    assert [table.id for table in seat(company, event, second, first)] == before
    assert seats_of(event, company) == [second, first]


def test_company_when_it_needs_fewer_tables_gives_the_last_back(event: Event, company: Company) -> None:
    first, second = people(company)
    seat(company, event, first, second)
    seat(company, event, second)
    assert seats_of(event, company) == [second]


@pytest.mark.parametrize("state", [ReleaseState.WAITING, ReleaseState.DECLINED])
def test_company_when_not_released_is_refused(event: Event, company: Company, state: ReleaseState) -> None:
    company.state = state
    with pytest.raises(NotReleased):
        seat(company, event, None)
    assert seats_of(event, company) == []


@pytest.mark.parametrize("count", [0, 21, 10_000])
def test_company_when_it_brings_no_or_too_many_tables_is_refused(
    event: Event, company: Company, count: int
) -> None:
    with pytest.raises(WrongTableCount):
        seat(company, event, *[None] * count)
    assert seats_of(event, company) == []


def test_company_when_it_seats_somebody_of_another_firm_is_refused(event: Event, company: Company) -> None:
    stranger = make_company(event.association).representatives[0].account_id
    with pytest.raises(WrongSeat):
        seat(company, event, stranger)
    assert seats_of(event, company) == []


def test_company_when_it_seats_one_person_twice_is_refused(event: Event, company: Company) -> None:
    first, _ = people(company)
    with pytest.raises(WrongSeat):
        seat(company, event, first, first)
    assert seats_of(event, company) == []


def test_company_when_registration_has_closed_changes_seats_but_not_tables(
    event: Event, company: Company
) -> None:
    first, second = people(company)
    seat(company, event, first)
    seat(company, event, second, now=CLOSED)
    assert seats_of(event, company) == [second]
    with pytest.raises(RegistrationClosed):
        seat(company, event, second, first, now=CLOSED)
    assert seats_of(event, company) == [second]


def test_company_when_the_agenda_is_published_keeps_its_tables(event: Event, company: Company) -> None:
    first, second = people(company)
    seat(company, event, first, second)
    event.state = EventState.PUBLISHED
    with pytest.raises(TablesPlanned):
        seat(company, event, first)
    with pytest.raises(TablesPlanned):
        withdraw_company(company.representatives[0].account, company, event, BEFORE)
    assert seats_of(event, company) == [first, second]


def test_company_when_withdrawing_in_time_has_no_tables(event: Event, company: Company) -> None:
    seat(company, event, None, None)
    withdraw_company(company.representatives[0].account, company, event, BEFORE)
    assert seats_of(event, company) == []
