"""How much each reason counts when an evening is planned."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime

from flask_babel import gettext

from matching.weights import Weights
from webapp.accounts.models import Account
from webapp.database.locks import lock_row
from webapp.events.models import Event
from webapp.events.services.events import EventHasBegun
from webapp.extensions import db

log = logging.getLogger(__name__)


def save_weights(account: Account, event: Event, weights: Weights, now: datetime) -> None:
    """Keep what counts in the next plan of an event; a published plan stays as it is."""
    _keep(account, event, asdict(weights), now)


def forget_weights(account: Account, event: Event, now: datetime) -> None:
    """Let everything count as usual again."""
    _keep(account, event, {}, now)


def _keep(account: Account, event: Event, weights: dict[str, float], now: datetime) -> None:
    """Store weights, unless no plan will be made with them any more."""
    lock_row(event)
    if not event.is_ahead(now):
        raise EventHasBegun(
            gettext("The evening has begun or does not take place. What counts stays as it is.")
        )
    event.weights = weights
    db.session.commit()
    log.info("weights of event %s set by account %s", event.id, account.id)
