"""The people of an evening at the desk: found by name, gone home, back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from tests.live.replanning.evenings import WaitingEvening, make_waiting_evening
from webapp.database import now
from webapp.extensions import db
from webapp.live.desk.leaving import goes_home, is_back
from webapp.live.desk.people import Shown, people_page
from webapp.live.desk.person import TalkState, person_at
from webapp.planning.models import CancelledBecause, Meeting

MEETINGS = [(1, 0, 0), (2, 0, 1), (3, 0, 2), (2, 1, 0)]


@pytest.fixture
def evening(app: Flask) -> WaitingEvening:
    """The first of three rounds runs; all firms are here, and Anna and Ben; Cem is not, and has no talk."""
    begun = now() - timedelta(minutes=2)
    evening = make_waiting_evening(MEETINGS, rounds=3, starts_at=begun)
    here = [evening.people[0].account, evening.people[1].account]
    evening.arrive(*here, *(table.representative for table in evening.tables), at=begun)
    return evening


def names(evening: WaitingEvening, which: Shown, search: str = "") -> set[int]:
    return {person.account for person in people_page(evening.event, which, search).people}


def test_people_when_missing_ones_are_asked_for_are_those_who_are_not_here(evening: WaitingEvening) -> None:
    assert names(evening, Shown.MISSING) == {evening.people[2].account_id}


def test_people_when_searched_by_a_firm_are_those_at_its_table(evening: WaitingEvening) -> None:
    table = evening.tables[1]
    assert names(evening, Shown.ALL, table.company.name) == {table.representative_account_id}


def test_people_without_a_talk_when_asked_for_are_found(evening: WaitingEvening) -> None:
    assert names(evening, Shown.WITHOUT_TALKS) == {evening.people[2].account_id}


def test_talks_to_come_when_somebody_goes_home_are_cancelled_and_the_running_one_goes_on(
    evening: WaitingEvening,
) -> None:
    anna = evening.people[0]
    goes_home(evening.organiser, evening.event, anna.account_id, now())
    page = person_at(evening.event, anna.account_id, now())
    assert [talk.state for talk in page.talks] == [TalkState.RUNNING, *[TalkState.CANCELLED] * 2]
    because = db.session.scalars(db.select(Meeting.cancelled_because).distinct()).all()
    assert set(because) == {None, CancelledBecause.APPLICANT_LEFT}


def test_a_table_when_somebody_goes_home_is_given_to_whoever_is_here(evening: WaitingEvening) -> None:
    goes_home(evening.organiser, evening.event, evening.people[0].account_id, now())
    assert {person for person, _table in evening.pairs(2) | evening.pairs(3)} == {1}


def test_somebody_who_is_back_when_something_is_free_gets_it(evening: WaitingEvening) -> None:
    anna = evening.people[0]
    goes_home(evening.organiser, evening.event, anna.account_id, now())
    found = is_back(evening.organiser, evening.event, anna.account_id, now())
    assert found == sum(person == 0 for number in (2, 3) for person, _ in evening.pairs(number)) > 0


def test_people_of_other_evenings_when_asked_for_are_not_found(evening: WaitingEvening) -> None:
    other = make_waiting_evening(MEETINGS, rounds=3)
    for verb in (goes_home, is_back):
        with pytest.raises(NotFound):
            verb(evening.organiser, evening.event, other.people[0].account_id, now())


def test_page_of_people_when_opened_names_those_who_are_here(app: Flask, evening: WaitingEvening) -> None:
    page = app.test_client(user=evening.organiser).get(f"/events/{evening.event.id}/people?shown=here")
    assert evening.people[0].account.name in page.get_data(as_text=True)
    assert evening.people[2].account.name not in page.get_data(as_text=True)
