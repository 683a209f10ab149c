"""How a message of a person becomes a call of a service, or a refusal: the same way for every event.

`@live_event(name, right=..., payload=...)` declares an event; `EVENTS` is the list that tests and
`docs/live-protocol.md` are compared with.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast

from flask import request
from flask_babel import force_locale
from pydantic import ValidationError
from werkzeug import exceptions

from webapp.accounts.models import Account
from webapp.database import now
from webapp.database.busy import passes
from webapp.errors import Refused
from webapp.extensions import db, socketio
from webapp.languages import language_of_session
from webapp.live.payloads import Payload
from webapp.live.rate_limit import is_first_refusal, may_be_refused, may_send
from webapp.live.refusals import Busy, NotAllowed, NotFound, ServerError, SignedOut, TooOften, WrongMessage
from webapp.permissions import Right, acting_account
from webapp.transport.known_events import KNOWN_EVENTS

log = logging.getLogger("webapp.live")

Answer = dict[str, Any]
Handler = Callable[[Account, Any, datetime], Answer]
AnyHandler = TypeVar("AnyHandler", bound=Callable[..., Answer])


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """An event people send: its name, who may, what it carries, what it does, what it may ask of the database."""

    name: str
    right: Right
    payload: type[Payload]
    handle: Handler
    statements: int


EVENTS: dict[str, LiveEvent] = {}


# Statements that a message may ask of the database, however many people are at an evening.
MESSAGE = 12


def live_event(
    name: str, right: Right, payload: type[Payload], statements: int = MESSAGE
) -> Callable[[AnyHandler], AnyHandler]:
    """Declare a socket event; its handler gets the account, the payload and the time."""

    def declare(handle: AnyHandler) -> AnyHandler:
        if name in EVENTS:
            raise ValueError(f"{name} is declared twice")
        EVENTS[name] = LiveEvent(name, right, payload, handle, statements)
        KNOWN_EVENTS.add(name)
        socketio.on(name)(receiver(EVENTS[name]))
        return handle

    return declare


def receiver(event: LiveEvent) -> Callable[..., Answer]:
    """Return what Socket.IO calls with a message; it always answers, and never with a stack trace."""

    def receive(*messages: object) -> Answer:
        try:
            return {"ok": True, **handled(event, messages, now())}
        except exceptions.NotFound:
            return refusal(event.name, NotFound())
        except ValidationError as error:
            return refusal(event.name, WrongMessage(), ",".join(sorted({e["type"] for e in error.errors()})))
        except TooOften:
            return refusal_of_a_flood(event.name)
        except Refused as refused:
            return refusal(event.name, refused)
        except Exception as failure:
            db.session.rollback()
            if passes(failure):
                return refusal_without_asking(event.name, Busy, type(failure).__name__)
            log.exception("%s failed", event.name)
            return refusal(event.name, ServerError())

    return receive


def handled(event: LiveEvent, messages: tuple[object, ...], at: datetime) -> Answer:
    """Check rate, person, right and payload, in this order, then do what was asked."""
    if not may_send(connection(), request.remote_addr):
        raise TooOften
    account = acting_account()
    if account is None:
        raise SignedOut
    if not event.right(account):
        raise NotAllowed
    if len(messages) != 1:
        raise WrongMessage
    return event.handle(account, event.payload.model_validate(messages[0]), at)


def refusal(event: str, refused: Refused, detail: str = "") -> Answer:
    """Write a line without anything personal, and answer with name and sentence."""
    write_down(event, refused, detail)
    return shown(refused)


def refusal_of_a_flood(event: str) -> Answer:
    """Refuse one of too many messages, with a line for the first; who goes on all the same is cut off."""
    stays, first = may_be_refused(connection()), is_first_refusal(connection())
    if not stays:
        socketio.server.disconnect(connection())
    return refusal_without_asking(event, TooOften, "" if stays else "and cut off", quiet=stays and not first)


def refusal_without_asking(
    event: str, why: Callable[[], Refused], detail: str = "", quiet: bool = False
) -> Answer:
    """Refuse without a question to the database, not even for the language of the account."""
    with force_locale(language_of_session()):
        refused = why()
    if not quiet:
        write_down(event, refused, detail)
    return shown(refused)


def write_down(event: str, refused: Refused, detail: str) -> None:
    """Write a line without anything personal."""
    log.info("%s refused: %s %s", event, type(refused).__name__, detail)


def shown(refused: Refused) -> Answer:
    """Return name and sentence of a refusal."""
    return {"error": {"name": type(refused).__name__, "sentence": str(refused)}}


def connection() -> str:
    """Return the Socket.IO id of the connection whose message is being handled."""
    return cast(str, request.sid)  # type: ignore[attr-defined]


def milliseconds(moment: datetime) -> int:
    """Return a moment as browsers count: whole milliseconds since 1970, UTC."""
    return round(moment.timestamp() * 1000)
