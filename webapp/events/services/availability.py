"""When somebody who comes is there: the whole evening, or from one round to another."""

from __future__ import annotations

import logging
from datetime import datetime

from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.database.locks import lock_row
from webapp.errors import Refused
from webapp.events.models import Seat
from webapp.events.services.wishes import wishes_are_open
from webapp.extensions import db

log = logging.getLogger(__name__)


class AvailabilitySettled(Refused):
    """The plan is made; who cannot be there as they said tells the organiser."""


class WrongAvailability(Refused):
    """Rounds the evening does not have, or that end before they begin."""


def set_availability(account: Account, seat: Seat, window: tuple[int, int], now: datetime) -> None:
    """Keep from which round to which somebody is there; the next plan minds it."""
    event, (first, last) = seat.event, window
    lock_row(event)
    if not wishes_are_open(event, now):
        contact = event.association.contact_email
        raise AvailabilitySettled(
            gettext("The agenda is made. If the times do not suit, write to %(contact)s.", contact=contact)
        )
    if not 1 <= first <= last <= event.rounds:
        raise WrongAvailability(gettext("The last round cannot be before the first one."))
    whole = (first, last) == (1, event.rounds)
    seat.available = None if whole else list(range(first, last + 1))
    db.session.commit()
    log.info("availability at event %s told by account %s", event.id, account.id)


def present_from_to(seat: Seat) -> tuple[int, int]:
    """Return the first and the last round somebody is there, of those the evening has."""
    rounds = seat.event.rounds
    there = [r for r in (seat.available or ()) if 1 <= r <= rounds]
    return (min(there), max(there)) if there else (1, rounds)
