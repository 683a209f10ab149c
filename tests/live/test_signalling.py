"""Two browsers hear of each other shortly before their round, while it runs, and at no other time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.live.evenings import CHANGEOVER, ROUND, Evening, make_evening
from tests.servers import Server
from tests.socket_people import SocketPerson
from webapp.database import now
from webapp.events.clock import clock_of
from webapp.live.known_meetings import as_known
from webapp.live.signalling import SLACK, is_near
from webapp.planning.models import Meeting

Connect = Callable[..., SocketPerson]
PREPARE = timedelta(seconds=10)
OFFER = {"type": "offer", "sdp": "v=0", "session": "s1", "offer": 1}


def signal(meeting_id: int, kind: str = "offer", data: dict[str, Any] = OFFER) -> dict[str, Any]:
    return {"meeting_id": meeting_id, "kind": kind, "data": data}


def is_near_by_the_clock(app: Flask, meeting: Meeting, at: datetime) -> bool:
    return is_near(as_known(meeting, app.config, clock_of(meeting.plan.event)), at, app.config)


@pytest.mark.parametrize(
    ("before_start", "near"),
    [
        (timedelta(days=2), False),
        (PREPARE + SLACK + timedelta(seconds=1), False),
        (PREPARE + SLACK, True),
        (timedelta(0), True),
        (-ROUND - SLACK + timedelta(seconds=1), True),
        (-ROUND - SLACK, False),
    ],
)
def test_meeting_when_asked_at_a_moment_is_near_from_its_preparation_to_its_end(
    before_start: timedelta, near: bool, app: Flask
) -> None:
    start = now()
    evening = make_evening(start)
    assert is_near_by_the_clock(app, evening.anna_joinery, start - before_start) is near
    second = evening.anna_bakery
    assert is_near_by_the_clock(app, second, start + ROUND + CHANGEOVER - before_start) is near


@pytest.mark.server
@pytest.mark.parametrize("kind", ["offer", "candidates"])
def test_signal_when_two_days_before_the_evening_is_refused_and_nobody_hears_it(
    kind: str, app: Flask, server: Server, connected: Connect
) -> None:
    evening = make_evening(now() + timedelta(hours=48))
    joinery, anna = connected(evening.joinery), connected(evening.anna)
    joinery.check_in(evening.event.id)
    anna.check_in(evening.event.id)
    data = (
        OFFER
        if kind == "offer"
        else {"candidates": [{"candidate": "candidate:1 1 udp 1 192.168.1.7 9 typ host"}]}
    )
    answer = joinery.call("signal", signal(evening.anna_joinery.id, kind, data))
    assert answer["error"]["name"] == "NotNow"
    anna.call("ask_time", {})
    assert not anna.has_heard("signal")


@pytest.mark.server
def test_signal_when_the_round_begins_in_seconds_reaches_the_partner(
    app: Flask, server: Server, connected: Connect
) -> None:
    evening = make_evening(now() + timedelta(seconds=8))
    joinery, anna = connected(evening.joinery), connected(evening.anna)
    joinery.check_in(evening.event.id)
    anna.check_in(evening.event.id)
    message = signal(evening.anna_joinery.id)
    assert joinery.call("signal", message) == {"ok": True, "delivered": True}
    assert anna.hear("signal") == message


@pytest.mark.server
@pytest.mark.parametrize(
    ("sender", "kind", "data"),
    [
        ("anna", "offer", OFFER),
        ("joinery", "answer", {**OFFER, "type": "answer"}),
        ("joinery", "restart", {"session": None}),
    ],
)
def test_signal_when_it_is_not_for_this_side_to_send_is_refused(
    sender: str, kind: str, data: dict[str, Any], in_round_one: Evening, connected: Connect
) -> None:
    person = connected(getattr(in_round_one, sender))
    person.check_in(in_round_one.event.id)
    answer = person.call("signal", signal(in_round_one.anna_joinery.id, kind, data))
    assert answer["error"]["name"] == "WrongMessage"
