"""Which open connections belong to a person and to one of their sign-ins, so that signing out ends them.

They are kept as Socket.IO rooms beside the rooms of the evenings.
"""

from __future__ import annotations

from webapp.extensions import socketio


def room_of_account(account_id: int) -> str:
    """Return the room of everything somebody has open, on every device."""
    return f"account-{account_id}"


def room_of_sign_in(account_id: int, sign_in: str) -> str:
    """Return the room of what is open by a sign-in; one of an older server has no name and means all."""
    return f"sign-in-{sign_in}" if sign_in else room_of_account(account_id)


def connections_in(room: str) -> list[str]:
    """List the connections of a room."""
    return [connection for connection, _transport in socketio.server.manager.get_participants("/", room)]
