"""Which open connections belong to a person and to one of their sign-ins, so that signing out ends them.

They are kept as Socket.IO rooms beside the rooms of the evenings.
"""

from __future__ import annotations

from flask import session

from webapp.accounts.models import Account
from webapp.accounts.session import SIGN_IN
from webapp.extensions import socketio


def room_of_account(account: Account) -> str:
    """Return the room of everything somebody has open, on every device."""
    return f"account-{account.id}"


def room_of_sign_in(account: Account) -> str:
    """Return the room of what is open by this sign-in; one of an older server has no name and means all."""
    return f"sign-in-{session[SIGN_IN]}" if SIGN_IN in session else room_of_account(account)


def end_connections(room: str) -> None:
    """Close every connection of a room; a browser that is still signed in comes back by itself."""
    for connection, _transport in list(socketio.server.manager.get_participants("/", room)):
        socketio.server.disconnect(connection)
