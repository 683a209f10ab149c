"""The postman of a running server: looks into the outbox every second."""

from __future__ import annotations

import logging

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from webapp.database import now
from webapp.extensions import db, socketio
from webapp.outbox.services import deliver_outbox

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0


def deliver_forever(app: Flask) -> None:
    """Deliver what is due, again and again; a database that is away for a moment does not end it."""
    while True:
        deliver_once(app)
        socketio.sleep(SECONDS_BETWEEN_LOOKS)


def deliver_once(app: Flask) -> int:
    """Deliver what is due now; return how many mails left."""
    with app.app_context():
        try:
            return deliver_outbox(now())
        except SQLAlchemyError as failure:
            log.error("the outbox could not be read: %s", type(failure).__name__)
            db.session.rollback()
            return 0
