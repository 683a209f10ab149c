"""What has changed and concerns other features, told after the commit to whoever listens.

A service says it anywhere in its transaction. It is sent once, when that is committed, and forgotten if it is
rolled back. The live evening listens: whoever may no longer be there leaves at once, and partners are told.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from blinker import NamedSignal, Namespace
from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from webapp.extensions import db

log = logging.getLogger(__name__)

WAITING = "news to be committed"
COMMITTED = "news to be sent"

_namespace = Namespace()
evening_changed = _namespace.signal(
    "evening-changed", doc="Who comes to an event, who sits where, its plan or its state: `event_id`."
)
firm_changed = _namespace.signal("firm-changed", doc="A firm is released or not any more: `company_id`.")
account_changed = _namespace.signal(
    "account-changed",
    doc="An account has another role, is gone, or its sign-ins have ended: `account_id`.",
)
association_changed = _namespace.signal(
    "association-changed", doc="An association says something else about itself: `association_id`."
)
sign_in_ended = _namespace.signal(
    "sign-in-ended", doc="One sign-in of an account has ended: `account_id`, `sign_in` (its name, or empty)."
)


@dataclass(frozen=True, slots=True)
class News:
    """A signal and what it tells, waiting for the commit."""

    signal: NamedSignal
    told: tuple[tuple[str, Any], ...]


def tell_evening_changed(event_id: int) -> None:
    """Say that people of an event came or went, sit elsewhere, or have other meetings or none."""
    _tell(evening_changed, event_id=event_id)


def tell_firm_changed(company_id: int) -> None:
    """Say that a firm may take part from now on, or no longer."""
    _tell(firm_changed, company_id=company_id)


def tell_account_changed(account_id: int) -> None:
    """Say that an account may do something else, or nothing more."""
    _tell(account_changed, account_id=account_id)


def tell_association_changed(association_id: int) -> None:
    """Say that what an association has decided for all its evenings is another."""
    _tell(association_changed, association_id=association_id)


def tell_sign_in_ended(account_id: int, sign_in: str) -> None:
    """Say that one sign-in is worth nothing any more; one without a name means all of the account."""
    _tell(sign_in_ended, account_id=account_id, sign_in=sign_in)


def _tell(signal: NamedSignal, **told: int | str) -> None:
    """Keep it until the commit; the same said twice is said once."""
    waiting: dict[News, None] = db.session.info.setdefault(WAITING, {})
    waiting[News(signal, tuple(told.items()))] = None


@event.listens_for(db.session, "after_commit")
def _let_out(session: Session) -> None:
    """Let out what waited, unless it was only part of a transaction that goes on."""
    if not session.in_nested_transaction():
        session.info[COMMITTED] = session.info.pop(WAITING, {})


@event.listens_for(db.session, "after_rollback")
def _forget(session: Session) -> None:
    """Forget what was not done."""
    if not session.in_nested_transaction():
        session.info.pop(WAITING, None)


@event.listens_for(db.session, "after_transaction_end")
def _send(session: Session, transaction: SessionTransaction) -> None:
    """Send what was committed, once the connection is free; listeners get a session of their own."""
    if transaction.parent is not None:
        return
    for news in session.info.pop(COMMITTED, {}):
        with current_app.app_context():
            _send_one(news)


def _send_one(news: News) -> None:
    """Send one; what was done stays done, whoever fails to hear of it."""
    try:
        news.signal.send(**dict(news.told))
    except Exception:
        log.exception("%s was not heard", news.signal.name)
