"""Who asks for a way in is answered in the background.

The page does the same in every case: it writes down that somebody knocked. Whether the address is known is found
out afterwards, so that nobody can tell from how long a page takes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from webapp.accounts.models import Knock
from webapp.database.locks import claim
from webapp.extensions import db

log = logging.getLogger(__name__)

Answer = Callable[[Knock, datetime], None]
ANSWERS: dict[str, Answer] = {}
MOST_ATTEMPTS = 3
AGAIN_AFTER = timedelta(minutes=1)


def answers(what: str) -> Callable[[Answer], Answer]:
    """Declare how knocks of a kind are answered; the answer commits what it does."""

    def declare(answer: Answer) -> Answer:
        ANSWERS[what] = answer
        return answer

    return declare


def knock(
    what: str,
    email: str,
    now: datetime,
    association_id: int | None = None,
    said: Mapping[str, Any] | None = None,
) -> None:
    """Write down that somebody asks for a way in, and what they said."""
    db.session.add(
        Knock(
            what=what,
            email=email,
            association_id=association_id,
            said=dict(said or {}),
            asked_at=now,
            next_attempt_at=now,
        )
    )
    db.session.commit()


def answer_knocks(now: datetime) -> int:
    """Answer everybody who has knocked; return how many."""
    answered = 0
    while (knocking := next_knock(now)) is not None:
        if hear(knocking, now):
            answer(knocking, now)
            answered += 1
    return answered


def next_knock(now: datetime) -> Knock | None:
    """Return who has waited longest."""
    query = db.select(Knock).where(Knock.next_attempt_at <= now, Knock.attempts < MOST_ATTEMPTS)
    found: Knock | None = db.session.scalars(query.order_by(Knock.id).limit(1)).first()
    return found


def hear(knocking: Knock, now: datetime) -> bool:
    """Take a knock for this process: of several that hear it, exactly one answers."""
    unheard = (Knock.id == knocking.id, Knock.attempts == knocking.attempts)
    taken = claim(Knock, *unheard, attempts=Knock.attempts + 1, next_attempt_at=now + AGAIN_AFTER)
    db.session.commit()
    return taken


def answer(knocking: Knock, now: datetime) -> None:
    """Do what was asked for and forget that it was; one that fails holds up nobody else."""
    number, what = knocking.id, knocking.what
    try:
        ANSWERS[what](knocking, now)
        db.session.execute(sa.delete(Knock).where(Knock.id == number))
        db.session.commit()
    except SQLAlchemyError:
        db.session.rollback()
        raise  # the server knows which of these pass
    except Exception:
        db.session.rollback()
        log.exception("knock %s (%s) was not answered", number, what)
