"""Who has left while the database was held by others: written down as soon as it can be, with the true moment."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from webapp.database.busy import passes
from webapp.extensions import db
from webapp.live import services

log = logging.getLogger(__name__)

# When each connection ended whose end is not written yet; the start of a server writes what died with another.
unwritten: dict[str, datetime] = {}


def depart(connection: str, left_at: datetime) -> None:
    """Mark absent who was here on a connection that has ended, now or as soon as the database lets us."""
    unwritten[connection] = left_at
    write_departures()


def write_departures() -> None:
    """Write down who has left, in the order in which they did, until the database is held again."""
    for connection, left_at in list(unwritten.items()):
        try:
            services.leave(connection, left_at)
        except SQLAlchemyError as error:
            db.session.rollback()
            if not passes(error):
                unwritten.pop(connection, None)
                raise
            log.info("a departure waits for the database: %s", type(error).__name__)
            return
        unwritten.pop(connection, None)
