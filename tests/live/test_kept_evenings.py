"""What an evening's people have in common is read once for all, and what has changed is noticed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from tests.factories.people import make_applicant, make_registration
from tests.live.evenings import Evening, publish_another_plan
from tests.statements import counted
from webapp.companies.models import Company
from webapp.database import now
from webapp.database.locks import claim
from webapp.events.models import ClockChange, ClockChangeKind, Event, EventState, EventTable
from webapp.events.queries import event_with_clock
from webapp.extensions import db, socketio
from webapp.live.keeping import keep_evenings
from webapp.live.kept_evenings import forget_all_evenings, kept_evening
from webapp.live.own_evening import whole_evening
from webapp.live.review import look_around, looks
from webapp.live.snapshot import snapshot
from webapp.planning.models import CancelledBecause, Meeting

Change = Callable[[Evening], None]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Nothing is kept from one test to the next."""
    forget_all_evenings()
    looks.clear()
    yield
    forget_all_evenings()
    looks.clear()


@pytest.fixture
def kept(app: Flask, in_round_one: Evening) -> Evening:
    """An evening that is kept."""
    keep(app, now())
    assert kept_evening(in_round_one.event)
    return in_round_one


def keep(app: Flask, at: datetime) -> None:
    """Read what is open, as the server does in a context of its own."""
    with app.app_context():
        keep_evenings(at)


def shown(evening: Evening, at: datetime) -> list[dict[str, Any]]:
    """Return the whole evening as each of its people is told it."""
    db.session.expire_all()
    event = event_with_clock(evening.event.id)
    assert event
    people = (evening.anna, evening.ben, evening.joinery, evening.bakery)
    return [snapshot(whole_evening(event, person), at) for person in people]


def a_firm_says_something_else(evening: Evening) -> None:
    evening.anna_joinery.table.company.about = "Wir bauen jetzt Boote."


def a_firm_takes_an_offer_back(evening: Evening) -> None:
    evening.anna_joinery.table.company.offers = []


def somebody_has_another_name(evening: Evening) -> None:
    evening.anna.first_name = "Änne"


def a_firm_is_declined_by_a_statement(evening: Evening) -> None:
    claim(Company, Company.id == evening.anna_joinery.table.company_id, state="declined")


def a_meeting_is_cancelled(evening: Evening) -> None:
    evening.anna_bakery.cancelled_at = now()
    evening.anna_bakery.cancelled_because = next(iter(CancelledBecause))


def another_plan_is_published(evening: Evening) -> None:
    publish_another_plan(evening)


def the_evening_begins_later(evening: Evening) -> None:
    evening.event.starts_at += timedelta(minutes=20)


def another_applicant_takes_the_meeting(evening: Evening) -> None:
    newcomer = make_applicant(evening.event.association)
    make_registration(evening.event, newcomer)
    db.session.get_one(Meeting, evening.anna_bakery.id).applicant = newcomer


def a_table_is_somebody_elses(evening: Evening) -> None:
    db.session.get_one(EventTable, evening.ben_bakery.table_id).representative = None


CHANGES = (
    a_firm_says_something_else,
    a_firm_takes_an_offer_back,
    somebody_has_another_name,
    a_firm_is_declined_by_a_statement,
    a_meeting_is_cancelled,
    another_plan_is_published,
    the_evening_begins_later,
    another_applicant_takes_the_meeting,
    a_table_is_somebody_elses,
)


@pytest.mark.parametrize("change", CHANGES)
def test_evening_when_something_of_it_is_changed_is_told_as_if_it_had_never_been_kept(
    kept: Evening, change: Change
) -> None:
    at = now()
    before = shown(kept, at)
    change(kept)
    db.session.commit()
    told = shown(kept, at)
    forget_all_evenings()
    assert told == shown(kept, at) != before


def test_evening_when_kept_is_told_without_a_question_about_its_meetings(kept: Evening) -> None:
    event = event_with_clock(kept.event.id)
    assert event
    with counted() as asked:
        whole_evening(event, kept.anna)
    assert not [statement for statement in asked if "meeting" in statement.lower()]


def test_evening_when_kept_is_told_as_when_it_is_not(kept: Evening) -> None:
    at = now()
    told = shown(kept, at)
    forget_all_evenings()
    assert told == shown(kept, at)


def test_change_when_made_by_another_process_without_a_word_is_seen_within_a_minute(
    app: Flask, kept: Evening
) -> None:
    with db.engine.begin() as another_process:
        another_process.execute(text("UPDATE company SET about = 'Wir bauen jetzt Boote.'"))
    keep(app, now() + timedelta(seconds=61))
    assert "Wir bauen jetzt Boote." in str(shown(kept, now()))


def test_plan_when_changed_by_another_process_is_seen_at_the_next_look(kept: Evening) -> None:
    with db.engine.begin() as another_process:
        another_process.execute(text("DELETE FROM meeting WHERE id = :id"), {"id": kept.anna_bakery.id})
    db.session.expire_all()
    look_around(now())
    assert kept_evening(db.session.get_one(Event, kept.event.id)) is None


def test_evening_when_it_is_over_or_not_published_is_not_kept(app: Flask, kept: Evening) -> None:
    keep(app, now() + timedelta(hours=5))
    forget_all_evenings()
    keep(app, now() + timedelta(hours=5))
    assert kept_evening(kept.event) is None
    db.session.get_one(Event, kept.event.id).state = EventState.OPEN
    db.session.commit()
    keep(app, now())
    assert kept_evening(db.session.get_one(Event, kept.event.id)) is None


def test_evening_when_over_is_not_read_again_each_second(app: Flask, ended: Evening) -> None:
    with app.app_context(), counted() as asked:
        keep_evenings(now())
    assert not [statement for statement in asked if "FROM meeting" in statement]


def test_evening_when_it_has_the_number_of_one_that_is_gone_is_not_taken_for_it(kept: Evening) -> None:
    another = Event(id=kept.event.id, created_at=now() + timedelta(seconds=1))
    assert kept_evening(another) is None


def test_guest_when_another_plan_was_published_before_the_evening_was_kept_is_told(
    app: Flask, in_round_one: Evening
) -> None:
    anna = socketio.test_client(app, flask_test_client=app.test_client(user=in_round_one.anna))
    event_id = in_round_one.event.id
    assert anna.emit("check_in", {"event_id": event_id, "language": "de"}, callback=True)["ok"]
    publish_another_plan(in_round_one)
    keep(app, now())
    anna.get_received()
    look_around(now())
    assert "agenda" in [told["name"] for told in anna.get_received()]
    anna.disconnect()


def test_evening_when_its_clock_was_pressed_often_is_read_with_each_meeting_once(
    app: Flask, in_round_one: Evening
) -> None:
    for _ in range(20):
        change = ClockChange(
            event_id=in_round_one.event.id, kind=ClockChangeKind.EXTEND, at=now(), seconds=60
        )
        db.session.add(change)
    db.session.commit()
    with counted() as asked:
        keep(app, now())
    assert any("clock_change" in statement for statement in asked)
    assert not any("clock_change" in statement and "meeting.round" in statement for statement in asked)
