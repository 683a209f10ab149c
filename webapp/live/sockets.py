"""The socket events of the live evening; `docs/live-protocol.md` describes each of them."""

from __future__ import annotations

from datetime import datetime

from flask import current_app, request, session
from flask_socketio import ConnectionRefusedError as NotLetIn
from flask_socketio import join_room, leave_room
from sqlalchemy.exc import SQLAlchemyError

from webapp.accounts.models import Account
from webapp.accounts.services import hash_of
from webapp.accounts.session import SIGN_IN
from webapp.database import now
from webapp.database.busy import passes
from webapp.errors import Refused
from webapp.events.queries import event_for
from webapp.extensions import db, socketio
from webapp.languages import pick_language
from webapp.live import rate_limit, services
from webapp.live.broadcasts import room_of, room_of_desk
from webapp.live.connections import room_of_account, room_of_sign_in
from webapp.live.departures import depart
from webapp.live.desk.watching import tell_desk, watch, watch_no_more, watchers
from webapp.live.disclosure import introduce
from webapp.live.guests import Guest, Way, come, go, guests
from webapp.live.help_calls import call_for_help
from webapp.live.longer import ask_longer
from webapp.live.meeting_now import meeting_here
from webapp.live.models import HelpKind, Impression
from webapp.live.payloads import (
    AskLongerPayload,
    AskPartnerPayload,
    AskTimePayload,
    CallForHelpPayload,
    CheckInPayload,
    ChooseMediaPayload,
    RatePayload,
    SayPayload,
    ShowMediaPayload,
    SignalPayload,
    TellWayPayload,
    WatchDeskPayload,
)
from webapp.live.protocol import (
    EVENTS,
    Answer,
    connection,
    live_event,
    log,
    milliseconds,
    refusal,
    refusal_of_a_flood,
    refusal_without_asking,
)
from webapp.live.rating import rate_meeting
from webapp.live.refusals import Busy, NotCheckedIn, NotYourMeeting, SignedOut, TooOften, WrongMessage
from webapp.live.signalling import relay
from webapp.permissions import acting_account, participant, signed_in, staff

__all__ = ["EVENTS"]  # complete once this module is imported


@socketio.on("connect")
def connect(_auth: object = None) -> None:
    """Let signed-in people connect; everybody else is told why not."""
    try:
        account = let_in()
    except Refused as refused:
        raise not_let_in(refusal("connect", refused)) from None
    except SQLAlchemyError as error:
        db.session.rollback()
        if not passes(error):
            raise
        raise not_let_in(refusal_without_asking("connect", Busy)) from None
    join_room(room_of_account(account.id))
    join_room(room_of_sign_in(account.id, session.get(SIGN_IN, "")))


def not_let_in(answer: Answer) -> NotLetIn:
    """Return how Socket.IO tells somebody why they are not let in."""
    return NotLetIn(answer["error"]["sentence"], answer["error"])


def let_in() -> Account:
    """Return who connects."""
    if not rate_limit.may_arrive(request.remote_addr):
        raise TooOften
    account = acting_account()
    if account is None:
        raise SignedOut
    if not rate_limit.may_enter(connection(), account.id):
        raise TooOften
    return account


@socketio.on("disconnect")
def disconnect(_reason: object = None) -> None:
    """Mark the person absent, unless they are already here on another connection."""
    rate_limit.forget(connection())
    go(connection())
    watch_no_more(connection())
    try:
        depart(connection(), now())
    except SQLAlchemyError:  # nobody is left to tell; the next server start marks them absent
        log.exception("disconnect failed")


@socketio.on("*")
def unknown(_name: str, *_messages: object) -> Answer:
    """Answer an event that does not exist."""
    if not rate_limit.may_send(connection(), request.remote_addr):
        return refusal_of_a_flood("unknown event")
    return refusal("unknown event", WrongMessage())


@live_event("check_in", right=signed_in, payload=CheckInPayload, statements=15)
def check_in(account: Account, payload: CheckInPayload, at: datetime) -> Answer:
    """Enter an evening, or enter it again."""
    pick_language(payload.language)
    live = (payload.microphone, payload.camera)
    told = services.check_in(account, payload.event_id, connection(), at, live)
    enter(payload.event_id)
    sign_in = hash_of(session.get(SIGN_IN, ""))
    guest = Guest(payload.event_id, told["me"]["account_id"], payload.language, sign_in)
    guest.learn(told["agenda"])
    come(connection(), guest)
    return {"snapshot": told}


@live_event("watch_desk", right=staff, payload=WatchDeskPayload, statements=4)
def watch_desk(account: Account, payload: WatchDeskPayload, _at: datetime) -> Answer:
    """Hear from now on when the desk of an evening shows something new; of one evening at a time."""
    event = event_for(account, payload.event_id)
    if before := watchers.get(connection()):
        leave_room(room_of_desk(before))
    watch(connection(), event.id)
    join_room(room_of_desk(event.id))
    return {}


@live_event("ask_time", right=signed_in, payload=AskTimePayload, statements=1)
def ask_time(_account: Account, _payload: AskTimePayload, at: datetime) -> Answer:
    """Tell the server's time."""
    if connection() not in guests:
        raise NotCheckedIn
    return {"server_time": milliseconds(at)}


@live_event("ask_partner", right=participant, payload=AskPartnerPayload, statements=10)
def ask_partner(account: Account, payload: AskPartnerPayload, at: datetime) -> Answer:
    """Tell who comes next, or is here."""
    return {
        "partner": introduce(meeting_here(account, payload.meeting_id, connection()).meeting, account, at)
    }


@live_event("signal", right=participant, payload=SignalPayload, statements=4)
def signal(account: Account, payload: SignalPayload, at: datetime) -> Answer:
    """Pass on what one browser tells the other about their connection."""
    message = payload.model_dump(exclude_unset=True)
    return {"delivered": relay(account, connection(), message, at, current_app.config)}


@live_event("say", right=participant, payload=SayPayload, statements=6)
def say(account: Account, payload: SayPayload, at: datetime) -> Answer:
    """Write a line beside the video."""
    words = services.NewLine(payload.text, payload.key)
    return {"line": services.say(account, payload.meeting_id, connection(), words, at)}


@live_event("ask_longer", right=participant, payload=AskLongerPayload, statements=10)
def longer(account: Account, payload: AskLongerPayload, at: datetime) -> Answer:
    """Ask for a little more time with somebody, or no longer want it."""
    stands = ask_longer(account, payload.meeting_id, connection(), payload.wanted, at)
    return {"agreed": stands.agreed}


@live_event("show_media", right=participant, payload=ShowMediaPayload, statements=6)
def show_media(account: Account, payload: ShowMediaPayload, at: datetime) -> Answer:
    """Tell the partner what is live on this device."""
    services.show_media(account, payload.event_id, connection(), (payload.microphone, payload.camera), at)
    return {}


@live_event("choose_media", right=participant, payload=ChooseMediaPayload, statements=5)
def choose_media(account: Account, payload: ChooseMediaPayload, _at: datetime) -> Answer:
    """Keep what somebody wants to show, for every device."""
    services.choose_media(account, payload.event_id, connection(), (payload.microphone, payload.camera))
    return {}


@live_event("tell_way", right=participant, payload=TellWayPayload, statements=1)
def tell_way(_account: Account, payload: TellWayPayload, at: datetime) -> Answer:
    """Keep for the desk how a talk reaches somebody; nothing of it is stored."""
    guest = guests.get(connection())
    if guest is None:
        raise NotCheckedIn
    if payload.meeting_id not in guest.meetings:
        raise NotYourMeeting
    guest.way = Way(payload.meeting_id, payload.way, payload.picture, at)
    return {}


@live_event("rate", right=participant, payload=RatePayload)
def rate(account: Account, payload: RatePayload, at: datetime) -> Answer:
    """Keep the tap after a meeting, for the person alone."""
    rate_meeting(account, payload.meeting_id, Impression(payload.impression), payload.note, at)
    return {}


@live_event("call_for_help", right=participant, payload=CallForHelpPayload, statements=16)
def call(account: Account, payload: CallForHelpPayload, at: datetime) -> Answer:
    """Ask the desk for help, tell it that something is wrong, or leave a talk."""
    kind = HelpKind(payload.kind)
    state = call_for_help(account, payload.event_id, connection(), kind, payload.words, at)
    tell_desk(payload.event_id)
    return {"state": state}


def enter(event_id: int) -> None:
    """Join the room of an event, and leave the one of any other: a connection is at one evening."""
    before = guests.get(connection())
    if before and before.event_id != event_id:
        leave_room(room_of(before.event_id))
    join_room(room_of(event_id))
