"""Whatever is sent to whichever socket event: a refusal with a name, and nobody is held up.

The events come from the registry, so that a new one is tried, too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress

import pytest
from flask import Flask

from tests.live.evenings import make_evening_of_new_people
from tests.live.messages import EXAMPLES, wrong_messages
from tests.processor_time import least_seconds
from tests.raw_websockets import raw_connection
from tests.servers import Server
from tests.socket_people import SocketPerson
from tests.transport.test_frames import WRONG
from webapp.database import now
from webapp.live.sockets import EVENTS
from webapp.transport.frames import Conversation, WrongFrame
from webapp.transport.websocket import LARGEST_MESSAGE

Connect = Callable[..., SocketPerson]

SECONDS_OF_A_STRANGER = 0.05
STABLE = {
    "WrongMessage",
    "TooOften",
    "NotFound",
    "NotCheckedIn",
    "NotNow",
    "NotRatable",
    "NotAllowed",
    "NotPublished",
}
FULL = LARGEST_MESSAGE - 2_000
HOSTILE_VALUES: list[object] = [
    "a" * FULL,
    "e\u0301" * (FULL // 12),
    "\u202e\u200b" * 2_000,
    "\ud800",
    "\x00",
    "' OR 1=1 --",
    10**90,
    2**31,
    2**63,
    -1,
    1e308,
    0.1,
    True,
    None,
    [],
    {},
    [[]] * 5_000,
    {str(number): number for number in range(3_000)},
    {"__proto__": {"admin": True}},
    {"_placeholder": True, "num": 0},
]


def hostile_messages(right: dict[str, object]) -> list[object]:
    """Messages of every wrong kind, made from one that is right."""
    changed = [{**right, name: value} for name in right for value in HOSTILE_VALUES]
    return [*HOSTILE_VALUES, *changed, *wrong_messages(right)]


@pytest.mark.server
@pytest.mark.parametrize("name", sorted(EVENTS))
def test_event_when_sent_anything_at_all_answers_with_a_name_and_goes_on(
    name: str, app: Flask, connected: Connect, server: Server
) -> None:
    evening = make_evening_of_new_people(now())
    joinery = connected(evening.joinery)
    joinery.check_in(evening.event.id)
    server.log.clear()
    names, anna = set(), connected(evening.anna)
    for message in hostile_messages(EXAMPLES[name](evening)):
        answer = anna.call(name, message)
        names.add(answer["error"]["name"] if "error" in answer else "ok")
    assert names <= STABLE | {"ok"}
    assert joinery.call("ask_time", {})["ok"]
    assert "Traceback" not in "".join(server.log)
    assert max(map(len, server.log)) < 300


@pytest.mark.server
@pytest.mark.parametrize("name", sorted(EVENTS))
def test_event_when_sent_by_nobody_ends_the_connection(name: str, app: Flask, server: Server) -> None:
    with raw_connection(server) as raw:
        raw.upgrade()
        for _ in range(1_000):
            if not raw.send_frame(f"42{json.dumps([name, {}])}"):
                break
        raw.read_to_the_end()
    assert len(server.log) <= 2
    assert "Traceback" not in "".join(server.log)


def seconds_for(frame: str | bytes) -> float:
    """The least processor time that reading a frame takes."""

    def take() -> None:
        with suppress(WrongFrame):
            Conversation(entered=True).take(frame)

    return least_seconds(take)


def test_frame_when_from_a_stranger_costs_no_more_than_a_moment() -> None:
    largest = [
        "42" + "[" * FULL,
        "42[" + "1" * FULL + "]",
        '42["say",' + "9," * (FULL // 2) + "9]",
        '42["say","' + "\\u0301" * (FULL // 6) + '"]',
        '458-["say",' + '{"_placeholder":true,"num":0},' * (FULL // 30) + "0]",
        "4" * FULL,
        "42" + "9" * FULL + "[]",
        "458-" + "[" * FULL + "]" * FULL,
        '42{"' + "a" * FULL + '":1}',
    ]
    slow = {str(frame)[:30]: seconds_for(frame) for frame in [*largest, *WRONG.values()]}
    assert {frame: spent for frame, spent in slow.items() if spent > SECONDS_OF_A_STRANGER} == {}
