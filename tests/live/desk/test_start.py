"""Beginning an evening before its time: asked, counted down, stopped, and never by two at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from tests.factories.people import make_account, make_applicant
from tests.live.evenings import Evening, make_evening
from tests.parallel import at_once
from tests.socket_people import PageVisitor, SocketPerson
from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.events.forms import EventForm
from webapp.events.models import Event, EventState
from webapp.events.queries import registration_is_open
from webapp.events.services import register_applicant
from webapp.events.services.registration import RegistrationClosed
from webapp.extensions import db
from webapp.live.desk.refusals import ClockIsOther
from webapp.live.desk.start import is_starting, missing_at, postpone, start_now, stop_start
from webapp.live.models import Presence
from webapp.live.refusals import (
    AlreadyRunning,
    AlreadyStarting,
    BeginsAnyway,
    NothingToStop,
    NotPublished,
    TooLateToStop,
)
from webapp.permissions import Role

START = datetime(2027, 3, 1, 18, 0, tzinfo=UTC)
HOUR_BEFORE = START - timedelta(hours=1)
CLOSES = START - timedelta(minutes=30)


@pytest.fixture
def evening(app: Flask) -> Evening:
    """An evening at which people can still register an hour before its start."""
    return make_evening(START, registration_closes_at=CLOSES)


def times(event: Event) -> tuple[datetime, datetime]:
    db.session.expire_all()
    return event.starts_at, event.registration_closes_at


def start(evening: Evening, moment: datetime = HOUR_BEFORE, prepare_seconds: int = 10) -> None:
    start_now(evening.organiser, evening.event, moment, prepare_seconds)


@pytest.mark.parametrize(("prepare_seconds", "counted"), [(15, 15), (10, 10), (0, 10)])
def test_start_when_pressed_counts_down_until_everybody_can_be_ready(
    evening: Evening, prepare_seconds: int, counted: int
) -> None:
    start(evening, prepare_seconds=prepare_seconds)
    assert evening.event.starts_at == HOUR_BEFORE + timedelta(seconds=counted)
    assert is_starting(evening.event, HOUR_BEFORE)
    assert not is_starting(evening.event, HOUR_BEFORE + timedelta(seconds=counted))


def test_registration_when_the_evening_is_started_is_closed_and_refused(evening: Evening) -> None:
    late = make_applicant(evening.organiser.association)
    db.session.commit()
    assert registration_is_open(evening.event, HOUR_BEFORE)
    start(evening)
    assert evening.event.registration_closes_at == HOUR_BEFORE
    with pytest.raises(RegistrationClosed):
        register_applicant(late.account, late, evening.event, HOUR_BEFORE + timedelta(seconds=1))


def test_registration_when_it_was_closed_before_stays_closed_since_then(app: Flask) -> None:
    evening = make_evening(START)
    closed_at = evening.event.registration_closes_at
    start(evening)
    assert evening.event.registration_closes_at == closed_at


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.HELPER, Role.OWNER])
def test_countdown_when_stopped_by_anybody_at_the_desk_leaves_everything_as_it_was(
    evening: Evening, role: Role
) -> None:
    somebody = make_account(evening.organiser.association, role)
    before = times(evening.event)
    start(evening)
    stop_start(somebody, evening.event, HOUR_BEFORE + timedelta(seconds=9.9))
    assert times(evening.event) == before
    assert not is_starting(evening.event, HOUR_BEFORE)
    start(evening, HOUR_BEFORE + timedelta(minutes=1))
    assert is_starting(evening.event, HOUR_BEFORE + timedelta(minutes=1)), "it can be started again"


def test_countdown_when_it_is_over_cannot_be_stopped(evening: Evening) -> None:
    start(evening)
    before = times(evening.event)
    with pytest.raises(TooLateToStop):
        stop_start(evening.organiser, evening.event, HOUR_BEFORE + timedelta(seconds=10))
    assert times(evening.event) == before


def test_stop_when_nothing_counts_down_is_refused(evening: Evening) -> None:
    before = times(evening.event)
    with pytest.raises(NothingToStop):
        stop_start(evening.organiser, evening.event, HOUR_BEFORE)
    assert times(evening.event) == before


def test_start_when_it_counts_down_already_is_refused(evening: Evening) -> None:
    start(evening)
    before = times(evening.event)
    with pytest.raises(AlreadyStarting):
        start(evening, HOUR_BEFORE + timedelta(seconds=5))
    assert times(evening.event) == before


@pytest.mark.parametrize("seconds", [10, 3, 0.1])
def test_start_when_the_evening_is_about_to_begin_does_not_put_it_off(
    evening: Evening, seconds: float
) -> None:
    with pytest.raises(BeginsAnyway):
        start(evening, START - timedelta(seconds=seconds))
    assert times(evening.event)[0] == START


def test_start_when_the_evening_runs_is_refused(evening: Evening) -> None:
    with pytest.raises(AlreadyRunning):
        start(evening, START)
    assert times(evening.event)[0] == START


@pytest.mark.parametrize("state", [EventState.OPEN, EventState.DRAFT, EventState.CANCELLED])
def test_start_when_nothing_is_published_is_refused(evening: Evening, state: EventState) -> None:
    evening.event.state = state
    db.session.commit()
    with pytest.raises(NotPublished):
        start(evening)
    assert times(evening.event)[0] == START


def pressed(app: Flask, press: Callable[[Account, Event], None], evening: Evening) -> Callable[[], str]:
    """Return a press in a transaction of its own, which tells what came of it."""
    account_id, event_id = evening.organiser.id, evening.event.id

    def one() -> str:
        with app.app_context():
            try:
                press(db.session.get_one(Account, account_id), db.session.get_one(Event, event_id))
            except Refused as refused:
                return type(refused).__name__
            finally:
                db.session.remove()
            return "done"

    return one


def begin(account: Account, event: Event) -> None:
    start_now(account, event, HOUR_BEFORE, 10)


def stop(account: Account, event: Event) -> None:
    stop_start(account, event, HOUR_BEFORE + timedelta(seconds=5))


def test_start_when_eight_press_at_once_is_done_by_one_and_the_others_are_told(
    app: Flask, evening: Evening
) -> None:
    event_id = evening.event.id
    came = at_once(pressed(app, begin, evening) for _ in range(8))
    assert sorted(came) == ["AlreadyStarting"] * 7 + ["done"]
    assert db.session.get_one(Event, event_id).starts_at_before == START


def test_stop_when_eight_press_at_once_is_done_by_one_and_the_others_are_told(
    app: Flask, evening: Evening
) -> None:
    event_id, before = evening.event.id, times(evening.event)
    start(evening)
    came = at_once(pressed(app, stop, evening) for _ in range(8))
    assert sorted(came) == ["NothingToStop"] * 7 + ["done"]
    assert times(db.session.get_one(Event, event_id)) == before


def test_start_and_stop_when_pressed_at_once_leave_one_of_two_states(app: Flask, evening: Evening) -> None:
    event_id, before = evening.event.id, times(evening.event)
    start(evening)
    counting = times(evening.event)
    at_once(pressed(app, press, evening) for press in (begin, stop, begin, stop))
    event = db.session.get_one(Event, event_id)
    assert times(event) in (before, counting)
    assert (event.starts_at_before is None) == (times(event) == before)


def test_evening_when_edited_after_a_start_by_hand_keeps_its_odd_seconds(
    app: Flask, evening: Evening
) -> None:
    start(evening, HOUR_BEFORE + timedelta(seconds=17.25))
    with app.test_request_context():
        form = EventForm(HOUR_BEFORE, evening.event)
        form.starts_at.data = evening.event.starts_at.replace(second=0, microsecond=0)
        assert form.event_settings().starts_at == evening.event.starts_at
        form.starts_at.data = START
        assert form.event_settings().starts_at == START


def test_missing_when_some_are_here_names_the_others(evening: Evening) -> None:
    for person, here in ((evening.anna, True), (evening.joinery, True), (evening.ben, False)):
        row = {"event_id": evening.event.id, "account_id": person.id}
        db.session.add(Presence(**row, connection="here" if here else None))
    db.session.commit()
    missing = missing_at(evening.event)
    assert (missing.applicants, missing.of_applicants) == ((evening.ben.name,), 2)
    bakery = evening.ben_bakery.table
    assert (missing.tables, missing.of_tables) == (((bakery.company.name, bakery.number),), 2)


@pytest.fixture
def soon(app: Flask) -> Evening:
    """An evening that begins in an hour of real time, as pages ask the real clock."""
    return make_evening(now() + timedelta(hours=1), registration_closes_at=now() + timedelta(minutes=30))


def test_question_when_asked_says_who_is_missing_and_changes_nothing(app: Flask, soon: Evening) -> None:
    before = times(soon.event)
    page = app.test_client(user=soon.organiser).get(f"/events/{soon.event.id}/start").text
    assert "2 von 2 Bewerberinnen und Bewerbern, 2 von 2 Tischen" in page
    assert soon.ben.name in page
    assert "Die Anmeldung wird dabei geschlossen." in page
    assert f'action="/events/{soon.event.id}/start"' in page
    assert times(soon.event) == before


def test_question_when_the_evening_runs_leads_back_to_the_desk(app: Flask, in_round_one: Evening) -> None:
    answer = app.test_client(user=in_round_one.organiser).get(
        f"/events/{in_round_one.event.id}/start", follow_redirects=True
    )
    assert "Der Abend läuft schon." in answer.text


def test_desk_when_it_counts_down_offers_every_helper_to_stop_it(app: Flask, soon: Evening) -> None:
    helper = make_account(soon.organiser.association, Role.HELPER)
    start_now(soon.organiser, soon.event, now(), 10)
    page = app.test_client(user=helper).get(f"/events/{soon.event.id}/desk").text
    assert f'action="/events/{soon.event.id}/start/stop"' in page
    assert 'data-starting="yes"' in page
    assert 'id="start"' not in page, "a helper does not begin"


@pytest.mark.parametrize("way", ["start", "start/stop"])
def test_buttons_when_pressed_without_csrf_token_change_nothing(app: Flask, soon: Evening, way: str) -> None:
    start_now(soon.organiser, soon.event, now(), 10) if way == "start/stop" else None
    before = times(soon.event)
    assert app.test_client(user=soon.organiser).post(f"/events/{soon.event.id}/{way}").status_code == 400
    assert times(soon.event) == before


@pytest.mark.server
def test_start_and_stop_when_pressed_tell_everybodys_browser(
    soon: Evening, connected: Callable[..., SocketPerson], visitor: Callable[[Account], PageVisitor]
) -> None:
    anna, before = connected(soon.anna), times(soon.event)[0].timestamp() * 1000
    anna.check_in(soon.event.id)
    pressed_at = now()
    visitor(soon.organiser).press(f"/events/{soon.event.id}/start", f"/events/{soon.event.id}/start")
    while (told := anna.hear("clock"))["phases"][0]["ends_at"] > (pressed_at.timestamp() + 60) * 1000:
        pass
    assert 10_000 <= told["phases"][0]["ends_at"] - pressed_at.timestamp() * 1000 < 30_000
    visitor(soon.organiser).press(f"/events/{soon.event.id}/desk", f"/events/{soon.event.id}/start/stop")
    while abs(anna.hear("clock")["phases"][0]["ends_at"] - before) > 1:
        pass


def test_start_when_postponed_moves_by_the_minutes_and_back(evening: Evening) -> None:
    postpone(evening.organiser, evening.event, START, 5, HOUR_BEFORE)
    assert times(evening.event) == (START + timedelta(minutes=5), CLOSES)
    postpone(evening.organiser, evening.event, START + timedelta(minutes=5), -5, HOUR_BEFORE)
    assert times(evening.event) == (START, CLOSES)


def test_start_when_somebody_else_has_moved_it_is_refused(evening: Evening) -> None:
    postpone(evening.organiser, evening.event, START, 5, HOUR_BEFORE)
    with pytest.raises(ClockIsOther):
        postpone(evening.organiser, evening.event, START, 5, HOUR_BEFORE)


def test_start_when_moved_into_the_past_is_refused(evening: Evening) -> None:
    with pytest.raises(BeginsAnyway):
        postpone(evening.organiser, evening.event, START, -5, START - timedelta(minutes=5))


def test_start_when_it_counts_down_cannot_be_postponed(evening: Evening) -> None:
    start(evening)
    with pytest.raises(AlreadyStarting):
        postpone(evening.organiser, evening.event, evening.event.starts_at, 5, HOUR_BEFORE)
