"""Signals between two people who are here ask the database nothing once warm; what changes is noticed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask, g
from flask_socketio import SocketIOTestClient

from tests.live.evenings import Evening
from tests.statements import counted
from webapp.accounts.models import Account, SignIn
from webapp.accounts.services import sign_out_everywhere
from webapp.associations.services import save_association
from webapp.companies.services import decline
from webapp.database import now
from webapp.events.models import Event, EventTable
from webapp.extensions import db, socketio
from webapp.live.broadcasts import tell_agenda
from webapp.live.review import look_around
from webapp.planning.models import Meeting, Plan, PlanState

Message = dict[str, object]


@dataclass
class Talk:
    """Anna and the joinery in their talk, of which one signal has passed already; ids alone, as on a server."""

    app: Flask
    event_id: int
    meeting_id: int
    anna_id: int
    organiser_id: int
    anna: SocketIOTestClient
    joinery: SocketIOTestClient

    @property
    def candidate(self) -> Message:
        """What a browser sends some twenty times before a round."""
        way = {"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ relay", "sdpMLineIndex": 0}
        data = {"session": "s1", "candidates": [way]}
        return {"meeting_id": self.meeting_id, "kind": "candidates", "data": data}

    def heard(self) -> list[Message]:
        """Which signals the joinery has got since it was asked last."""
        return [told["args"][0] for told in self.joinery.get_received() if told["name"] == "signal"]


def browser_of(app: Flask, account_id: int) -> SocketIOTestClient:
    """Somebody's connection, in this process."""
    account = db.session.get_one(Account, account_id)
    return socketio.test_client(app, flask_test_client=app.test_client(user=account))


def send(person: SocketIOTestClient, name: str, message: Message) -> Message:
    """Send a message as on a server, where each finds an empty session and an empty `g`."""
    db.session.remove()
    g.pop("_login_user", None)
    answer: Message = person.emit(name, message, callback=True)
    return answer


@pytest.fixture
def talk(app: Flask, in_round_one: Evening) -> Iterator[Talk]:
    """A talk in which both are here."""
    anna, joinery = in_round_one.anna.id, in_round_one.joinery.id
    event_id, meeting_id = in_round_one.event.id, in_round_one.anna_joinery.id
    ids = event_id, meeting_id, anna, in_round_one.organiser.id
    found = Talk(app, *ids, browser_of(app, anna), browser_of(app, joinery))
    for person in (found.anna, found.joinery):
        assert send(person, "check_in", {"event_id": event_id, "language": "de"})["ok"]
    look_around(now())
    assert send(found.anna, "signal", found.candidate)["delivered"]
    found.heard()
    yield found
    for person in (found.anna, found.joinery):
        if person.is_connected():
            person.disconnect()


def test_signal_when_one_has_passed_asks_the_database_nothing(talk: Talk) -> None:
    with counted() as asked:
        answer = talk.anna.emit("signal", talk.candidate, callback=True)
    assert (asked, answer, talk.heard()) == ([], {"ok": True, "delivered": True}, [talk.candidate])


def test_time_when_asked_for_asks_the_database_nothing(talk: Talk) -> None:
    with counted() as asked:
        answer = talk.anna.emit("ask_time", {}, callback=True)
    assert (asked, answer["ok"]) == ([], True)


def test_time_when_signed_out_by_another_process_is_told_until_the_next_look_alone(talk: Talk) -> None:
    db.session.execute(db.delete(SignIn).where(SignIn.account_id == talk.anna_id))
    db.session.commit()
    assert send(talk.anna, "ask_time", {})["ok"]
    look_around(now())
    assert not talk.anna.is_connected()


@pytest.mark.parametrize("wrong", [None, [], {"more": 1}, "", 0])
def test_time_when_asked_for_wrongly_is_refused(talk: Talk, wrong: object) -> None:
    assert talk.anna.emit("ask_time", wrong, callback=True)["error"]["name"] == "WrongMessage"


def firm_is_declined(talk: Talk) -> None:
    """The association lets the firm take part no longer."""
    table = db.session.get_one(Meeting, talk.meeting_id).table
    decline(db.session.get_one(Account, talk.organiser_id), table.company, now())


def signs_out_everywhere(talk: Talk) -> None:
    """Anna presses the button on another device."""
    sign_out_everywhere(db.session.get_one(Account, talk.anna_id))


def another_process_takes_the_seat(talk: Talk) -> None:
    """Somebody is taken from the table by a command; this server looks around a second later."""
    table_id = db.session.get_one(Meeting, talk.meeting_id).table_id
    db.session.execute(db.update(EventTable).filter_by(id=table_id).values(representative_account_id=None))
    db.session.commit()
    look_around(now())


def another_process_moves_the_evening(talk: Talk) -> None:
    """The evening begins tomorrow; this server looks around a second later."""
    event = db.session.get_one(Event, talk.event_id)
    later = event.starts_at + timedelta(days=1)
    db.session.execute(db.update(Event).filter_by(id=event.id).values(starts_at=later))
    db.session.commit()
    look_around(now())


def another_process_publishes_another_plan(talk: Talk) -> None:
    """The conductor sees it in the moment after this server has looked around, and tells everybody."""
    old = db.session.get_one(Meeting, talk.meeting_id).plan
    old.state = PlanState.SUPERSEDED
    db.session.flush()
    db.session.add(Plan(event_id=talk.event_id, version=2, state=PlanState.PUBLISHED))
    db.session.commit()
    tell_agenda(talk.event_id)


@pytest.mark.parametrize(
    "change",
    [
        another_process_publishes_another_plan,
        firm_is_declined,
        signs_out_everywhere,
        another_process_takes_the_seat,
        another_process_moves_the_evening,
    ],
)
def test_signal_when_something_has_changed_is_not_passed_on(
    talk: Talk, change: Callable[[Talk], None]
) -> None:
    change(talk)
    delivered = talk.anna.is_connected() and send(talk.anna, "signal", talk.candidate).get("delivered")
    assert not delivered
    assert not talk.joinery.is_connected() or talk.heard() == []


def test_signal_when_the_association_wants_the_relay_alone_carries_no_address_any_more(talk: Talk) -> None:
    association = db.session.get_one(Account, talk.organiser_id).association
    save_association(association, {"relay_only": True})
    way = {"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ host", "sdpMLineIndex": 0}
    data = {"session": "s1", "candidates": [way]}
    send(talk.anna, "signal", talk.candidate | {"data": data})
    answer = talk.anna.emit("signal", talk.candidate | {"data": data}, callback=True)
    assert (answer, talk.heard()) == ({"ok": True, "delivered": False}, [])


def test_signal_when_sent_from_an_older_device_is_not_passed_on(talk: Talk) -> None:
    newer = browser_of(talk.app, talk.anna_id)
    assert send(newer, "check_in", {"event_id": talk.event_id, "language": "de"})["ok"]
    talk.heard()
    if talk.anna.is_connected():
        assert "error" in send(talk.anna, "signal", talk.candidate)
    assert talk.heard() == []
    assert send(newer, "signal", talk.candidate)["delivered"]
    newer.disconnect()
