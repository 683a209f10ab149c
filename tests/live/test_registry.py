"""The list of socket events: each has a right of the list, and none goes past it."""

from __future__ import annotations

import pytest
from flask import Flask

from webapp.extensions import socketio
from webapp.live.protocol import live_event
from webapp.live.sockets import EVENTS
from webapp.permissions import RIGHTS, anyone, signed_in

# What Socket.IO itself needs: they refuse strangers, mark absent, and answer what does not exist.
OF_THE_CONNECTION = {"connect", "disconnect", "*"}


def test_event_when_declared_names_a_right_that_asks_for_an_account(schema: Flask) -> None:
    assert [e.name for e in EVENTS.values() if e.right not in RIGHTS or e.right is anyone] == []


def test_handler_when_registered_is_one_of_the_list(schema: Flask) -> None:
    assert {name for name, _handler, _namespace in socketio.handlers} == set(EVENTS) | OF_THE_CONNECTION
    assert socketio.namespace_handlers == []


def test_event_when_declared_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        live_event("say", right=signed_in, payload=EVENTS["say"].payload)(EVENTS["say"].handle)
