"""For each event of the protocol: a message that is right at an evening, and many that are wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.live.evenings import Evening

Message = dict[str, Any]

# What Anna may send in round one; a new event without an example fails the tests.
EXAMPLES: dict[str, Callable[[Evening], Message]] = {
    "check_in": lambda e: {"event_id": e.event.id, "language": "de"},
    "watch_desk": lambda e: {"event_id": e.event.id},
    "ask_time": lambda _e: {},
    "ask_partner": lambda e: {"meeting_id": e.anna_joinery.id},
    "signal": lambda e: {
        "meeting_id": e.anna_joinery.id,
        "kind": "answer",
        "data": {"type": "answer", "sdp": "v=0", "session": "s1", "offer": 1},
    },
    "say": lambda e: {"meeting_id": e.anna_joinery.id, "text": "Hallo", "key": "2f-1"},
    "ask_longer": lambda e: {"meeting_id": e.anna_joinery.id, "wanted": True},
    "show_media": lambda e: {"event_id": e.event.id, "microphone": False, "camera": True},
    "choose_media": lambda e: {"event_id": e.event.id, "microphone": False, "camera": True},
    "call_for_help": lambda e: {"event_id": e.event.id, "kind": "help", "words": "Der Ton fehlt."},
    "tell_way": lambda e: {"meeting_id": e.anna_joinery.id, "way": "direct", "picture": "fresh"},
    "rate": lambda e: {"meeting_id": e.anna_joinery.id, "impression": "gladly", "note": "Nett."},
}

WRONG_VALUES: dict[str, list[object]] = {
    "event_id": [None, "1", 1.0, True, 0, -1, 2**31, [1], {}],
    "meeting_id": [None, "1", 1.5, True, 0, -1, 2**63, [1], {}],
    "language": [None, "fr", "DE", 1, []],
    "kind": [None, "bye", 1, []],
    "data": [
        None,
        "v=0",
        [],
        1,
        {"type": "answer"},
        {"type": "rollback", "sdp": ""},
        {"type": "offer", "sdp": ""},
    ],
    "text": [None, 1, "", "   ", "a" * 501, "\U0001f642" * 501, "a\x00b", "\ud800", ["Hallo"]],
    "key": [1, "", "a" * 37, "a b", "\u00e4", "a\n", ["a"]],
    "microphone": [None, 1, "yes", []],
    "camera": [None, 0, "no", {}],
    "wanted": [None, 1, "yes", []],
    "way": [None, "tunnel", 1, []],
    "picture": [None, True, "Fresh", {}],
    "impression": [None, "Gladly", "yes", 1],
    "words": [None, 5, "a" * 501, "a\x00b", {}],
    "note": [None, 5, "a" * 501, "a\x00b", {}],
}


def wrong_messages(right: Message) -> list[object]:
    """Return messages that must be refused, made from one that is right."""
    not_objects: list[object] = [None, 0, True, "Hallo", [], [right], b"\x00\x01"]
    with_more = [{**right, "admin": True}, {**right, "account_id": 1}]
    without = [{k: v for k, v in right.items() if k != name} for name in right]
    changed = [{**right, name: value} for name in right for value in WRONG_VALUES[name]]
    return [*not_objects, *with_more, *without, *changed]
