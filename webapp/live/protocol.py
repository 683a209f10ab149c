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
from pydantic import ValidationError
from werkzeug import exceptions

from webapp.accounts.models import Account
from webapp.database import now
from webapp.errors import Refused
from webapp.extensions import db, socketio
from webapp.guard import acting_account
from webapp.live.flood import may_send
from webapp.live.payloads import Payload
from webapp.live.refusals import NotAllowed, NotFound, ServerError, SignedOut, TooOften, WrongMessage
from webapp.permissions import Right

log = logging.getLogger("webapp.live")

Answer = dict[str, Any]
Handler = Callable[[Account, Any, datetime], Answer]
AnyHandler = TypeVar("AnyHandler", bound=Callable[..., Answer])


@dataclass(frozen=True, slots=True)
class LiveEvent:
    """An event people send: its name, who may, what it carries, what it does."""

    name: str
    right: Right
    payload: type[Payload]
    handle: Handler


EVENTS: dict[str, LiveEvent] = {}


def live_event(name: str, right: Right, payload: type[Payload]) -> Callable[[AnyHandler], AnyHandler]:
    """Declare a socket event; its handler gets the account, the payload and the time."""

    def declare(handle: AnyHandler) -> AnyHandler:
        if name in EVENTS:
            raise ValueError(f"{name} is declared twice")
        EVENTS[name] = LiveEvent(name, right, payload, handle)
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
        except Refused as refused:
            return refusal(event.name, refused)
        except Exception:
            db.session.rollback()
            log.exception("%s failed", event.name)
            return refusal(event.name, ServerError())

    return receive


def handled(event: LiveEvent, messages: tuple[object, ...], at: datetime) -> Answer:
    """Check rate, person, right and payload, in this order, then do what was asked."""
    if not may_send(connection()):
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
    name = type(refused).__name__
    log.info("%s refused: %s %s", event, name, detail)
    return {"error": {"name": name, "sentence": str(refused)}}


def connection() -> str:
    """Return the Socket.IO id of the connection whose message is being handled."""
    return cast(str, request.sid)  # type: ignore[attr-defined]


def milliseconds(moment: datetime) -> int:
    """Return a moment as browsers count: whole milliseconds since 1970, UTC."""
    return round(moment.timestamp() * 1000)
