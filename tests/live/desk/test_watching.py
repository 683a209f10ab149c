"""Who has a desk open hears that it shows something new, and nothing while it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.factories.people import make_event
from tests.live.evenings import Evening, make_evening
from tests.socket_people import SocketPerson
from webapp.database import now
from webapp.events.models import EventState
from webapp.extensions import db, socketio
from webapp.live.desk import watching
from webapp.live.desk.hand import ClockPress, press_clock
from webapp.live.desk.watching import TELL_EVERY, look_at_desks
from webapp.live.models import Presence

SECOND = timedelta(seconds=1)


@pytest.fixture
def evening(app: Flask) -> Evening:
    return make_evening(now() - timedelta(minutes=2))


class Desk:
    """A desk that is open."""

    def __init__(self, app: Flask, evening: Evening) -> None:
        browser = app.test_client(user=evening.organiser)
        self.socket = socketio.test_client(app, flask_test_client=browser)
        self.event_id = evening.event.id
        assert self.socket.emit("watch_desk", {"event_id": self.event_id}, callback=True) == {"ok": True}

    def told(self) -> int:
        """How often it was told of something new since it was asked last."""
        heard = [message for message in self.socket.get_received() if message["name"] == "desk"]
        assert all(message["args"] == [{"event_id": self.event_id}] for message in heard)
        return len(heard)


@pytest.fixture
def desk(app: Flask, evening: Evening) -> Iterator[Desk]:
    """A desk that has been told how it stands."""
    watching.watchers.clear()
    opened = Desk(app, evening)
    look_at_desks(now() - timedelta(seconds=10))
    opened.told()
    yield opened
    if opened.socket.is_connected():
        opened.socket.disconnect()


def arrive(evening: Evening) -> None:
    db.session.add(Presence(event_id=evening.event.id, account_id=evening.anna.id, connection="c"))
    db.session.commit()


def test_desk_when_nothing_has_changed_hears_nothing(desk: Desk, evening: Evening) -> None:
    later = now() + SECOND
    look_at_desks(later)
    desk.told()
    for seconds in range(2, 20):
        look_at_desks(later + seconds * SECOND)
    assert desk.told() == 0


def test_desk_when_somebody_comes_hears_of_it_once(desk: Desk, evening: Evening) -> None:
    look_at_desks(now())
    desk.told()
    arrive(evening)
    for seconds in range(3, 6):
        look_at_desks(now() + seconds * SECOND)
    assert desk.told() == 1


def test_desk_when_much_changes_hears_of_it_no_more_often_than_promised(desk: Desk, evening: Evening) -> None:
    at = now()
    for number in range(20):
        seat = db.session.scalar(db.select(Presence).filter_by(account_id=evening.anna.id))
        if seat is None:
            arrive(evening)
        else:
            seat.connection = None if seat.connection else "c"
            seat.changed_at = at + number * SECOND / 2
            db.session.commit()
        look_at_desks(at + number * SECOND / 2)
    assert 2 <= desk.told() <= 10 * SECOND / TELL_EVERY


def test_desk_when_the_clock_stands_still_hears_nothing_of_the_seconds(desk: Desk, evening: Evening) -> None:
    evening.event.starts_at = now().replace(second=0, microsecond=0) - timedelta(minutes=2)
    at = evening.event.starts_at + timedelta(minutes=3)
    press_clock(evening.organiser, evening.event, ClockPress.PAUSE, 0, at - timedelta(seconds=12))
    look_at_desks(at)
    desk.told()
    for seconds in range(3, 40):
        look_at_desks(at + seconds * SECOND)
    assert desk.told() == 0


def test_desk_when_its_last_watcher_is_gone_is_not_looked_at(desk: Desk, evening: Evening) -> None:
    desk.socket.disconnect()
    arrive(evening)
    look_at_desks(now() + 5 * SECOND)
    assert (watching.watchers, watching.looks) == ({}, {})


@pytest.mark.server
def test_desk_when_somebody_calls_for_help_hears_of_it_before_the_caller(
    evening: Evening, connected: Callable[..., SocketPerson]
) -> None:
    desk, anna = connected(evening.organiser), connected(evening.anna)
    anna.check_in(evening.event.id)
    assert desk.call("watch_desk", {"event_id": evening.event.id})["ok"]
    anna.call("call_for_help", {"event_id": evening.event.id, "kind": "help", "words": ""})
    assert desk.hear("desk") == {"event_id": evening.event.id}


@pytest.mark.server
def test_desk_when_another_one_is_watched_hears_of_that_alone(
    evening: Evening, connected: Callable[..., SocketPerson]
) -> None:
    other = make_event(evening.event.association, state=EventState.PUBLISHED)
    db.session.commit()
    desk, anna = connected(evening.organiser), connected(evening.anna)
    for event in (evening.event, other):
        assert desk.call("watch_desk", {"event_id": event.id})["ok"]
    anna.check_in(evening.event.id)
    anna.call("call_for_help", {"event_id": evening.event.id, "kind": "help", "words": ""})
    assert desk.hear("desk") == {"event_id": other.id}
