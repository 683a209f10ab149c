"""The socket events of the live evening; `docs/live-protocol.md` describes each of them."""

from __future__ import annotations

from datetime import datetime

from flask import session
from flask_babel import refresh
from flask_socketio import ConnectionRefusedError as NotLetIn
from flask_socketio import join_room, leave_room, rooms
from sqlalchemy.exc import SQLAlchemyError

from webapp.accounts.models import Account
from webapp.database import now
from webapp.extensions import db, socketio
from webapp.guard import acting_account
from webapp.live import flood, services
from webapp.live.announcements import is_of_event, line_shape, room_of
from webapp.live.connections import room_of_account, room_of_sign_in
from webapp.live.introduction import introduce
from webapp.live.payloads import (
    AskPartnerPayload,
    AskTimePayload,
    CheckInPayload,
    RatePayload,
    SayPayload,
    ShowMediaPayload,
    SignalPayload,
)
from webapp.live.protocol import EVENTS, Answer, connection, live_event, log, milliseconds, refusal
from webapp.live.refusals import NotCheckedIn, SignedOut, TooOften, WrongMessage
from webapp.live.snapshot import snapshot
from webapp.outcomes.models import Impression
from webapp.outcomes.services import rate_date
from webapp.permissions import participant, signed_in

__all__ = ["EVENTS"]  # complete once this module is imported


@socketio.on("connect")
def connect(_auth: object = None) -> None:
    """Let signed-in people connect; everybody else is told why not."""
    account = acting_account()
    if account is None:
        error = refusal("connect", SignedOut())["error"]
        raise NotLetIn(error["sentence"], error)
    join_room(room_of_account(account))
    join_room(room_of_sign_in(account))


@socketio.on("disconnect")
def disconnect(_reason: object = None) -> None:
    """Mark the person absent, unless they are already here on another connection."""
    flood.forget(connection())
    try:
        services.leave(connection(), now())
    except SQLAlchemyError:  # nobody is left to tell; the next server start marks them absent
        db.session.rollback()
        log.exception("disconnect failed")


@socketio.on("*")
def unknown(_name: str, *_messages: object) -> Answer:
    """Answer an event that does not exist."""
    if not flood.may_send(connection()):
        return refusal("unknown event", TooOften())
    return refusal("unknown event", WrongMessage())


@live_event("check_in", right=signed_in, payload=CheckInPayload)
def check_in(account: Account, payload: CheckInPayload, at: datetime) -> Answer:
    """Enter an evening, or enter it again."""
    session["language"] = payload.language
    refresh()
    event = services.check_in(account, payload.event_id, connection(), at)
    enter(room_of(event.id))
    return {"snapshot": snapshot(event, account, at)}


@live_event("ask_time", right=signed_in, payload=AskTimePayload)
def ask_time(_account: Account, _payload: AskTimePayload, at: datetime) -> Answer:
    """Tell the server's time."""
    if not any(is_of_event(room) for room in rooms()):
        raise NotCheckedIn
    return {"server_time": milliseconds(at)}


@live_event("ask_partner", right=participant, payload=AskPartnerPayload)
def ask_partner(account: Account, payload: AskPartnerPayload, at: datetime) -> Answer:
    """Tell who comes next, or is here."""
    return {"partner": introduce(services.date_here(account, payload.date_id, connection()), account, at)}


@live_event("signal", right=participant, payload=SignalPayload)
def signal(account: Account, payload: SignalPayload, at: datetime) -> Answer:
    """Pass on what one browser tells the other about their connection."""
    message = payload.model_dump(exclude_unset=True)
    return {"delivered": services.relay(account, connection(), message, at)}


@live_event("say", right=participant, payload=SayPayload)
def say(account: Account, payload: SayPayload, at: datetime) -> Answer:
    """Write a line beside the video."""
    line = services.say(account, payload.date_id, connection(), payload.text, at)
    return {"line": line_shape(line, account.id)}


@live_event("show_media", right=participant, payload=ShowMediaPayload)
def show_media(account: Account, payload: ShowMediaPayload, at: datetime) -> Answer:
    """Tell the partner whether microphone and camera are on."""
    services.show_media(account, payload.event_id, connection(), (payload.microphone, payload.camera), at)
    return {}


@live_event("rate", right=participant, payload=RatePayload)
def rate(account: Account, payload: RatePayload, at: datetime) -> Answer:
    """Keep the tap after a date, for the person alone."""
    rate_date(account, payload.date_id, Impression(payload.impression), payload.note, at)
    return {}


def enter(room: str) -> None:
    """Join the room of an event, and leave the one of any other: a connection is at one evening."""
    for other in rooms():
        if is_of_event(other) and other != room:
            leave_room(other)
    join_room(room)
