"""Somebody goes home before the end, or is back: said at the desk, without a mail, and the others get what is free."""

from __future__ import annotations

import logging
from datetime import datetime

import sqlalchemy as sa
from werkzeug.exceptions import NotFound

from scheduler.clock import PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.database.locks import lock_row
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState, EventTable, Registration, Seat
from webapp.extensions import db
from webapp.live.desk.diary import enter
from webapp.live.desk.refusals import OverAlready
from webapp.live.desk.start import require_own
from webapp.live.models import Deed
from webapp.live.refusals import NotPublished
from webapp.live.replanning.filling import fill_rounds
from webapp.live.replanning.missing import last_fixed_round
from webapp.planning.models import CancelledBecause, Meeting, Plan, PlanState
from webapp.planning.services.rearranging import cancel
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


def goes_home(account: Account, event: Event, person_id: int, now: datetime) -> None:
    """Reckon with somebody no more after the running round: their talks to come are cancelled."""
    begun = require_on(account, event, now)
    lock_row(event)
    seats = seats_at(event, person_id)
    for seat in seats:
        seat.available = list(range(1, begun + 1))
        cancel(talks_after(event, seat, begun), because(seat), now)
    enter(event, account, Deed.WENT_HOME, now, about=db.session.get_one(Account, person_id))
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("account %s leaves event %s after round %s", person_id, event.id, begun)
    fill_rounds(event, now)


def is_back(account: Account, event: Event, person_id: int, now: datetime) -> int:
    """Reckon with somebody again: they get what is still free. Return how many talks that is."""
    require_on(account, event, now)
    lock_row(event)
    for seat in seats_at(event, person_id):
        seat.available = None
    enter(event, account, Deed.CAME_BACK, now, about=db.session.get_one(Account, person_id))
    tell_evening_changed(event.id)
    db.session.commit()
    return len(fill_rounds(event, now, also=[person_id]))


def require_on(account: Account, event: Event, now: datetime) -> int:
    """Return the last round that has begun, of an evening that is published and not over."""
    require_own(account, event)
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    phase = phase_at(clock_of(event), now)
    if phase.kind is PhaseKind.ENDED:
        raise OverAlready
    return last_fixed_round(phase)


def seats_at(event: Event, person_id: int) -> list[Seat]:
    """Return where somebody takes part, or not find them."""
    registered = sa.select(Registration).join(Registration.applicant)
    coming = registered.where(Registration.event_id == event.id, Registration.withdrawn_at.is_(None))
    seats: list[Seat] = list(db.session.scalars(coming.where(Applicant.account_id == person_id)))
    tables = sa.select(EventTable).filter_by(
        event_id=event.id, representative_account_id=person_id, withdrawn_at=None
    )
    seats += db.session.scalars(tables)
    if not seats:
        db.session.rollback()
        raise NotFound
    return seats


def talks_after(event: Event, seat: Seat, begun: int) -> list[int]:
    """Return the talks to come of a seat."""
    side = (
        Meeting.table_id == seat.id
        if isinstance(seat, EventTable)
        else Meeting.applicant_id == seat.applicant_id
    )
    query = sa.select(Meeting.id).join(Meeting.plan).where(side, Meeting.round > begun)
    return list(db.session.scalars(query.where(Plan.event_id == event.id, Plan.state == PlanState.PUBLISHED)))


def because(seat: Seat) -> CancelledBecause:
    """Return why the talks of a seat do not take place."""
    return CancelledBecause.TABLE_LEFT if isinstance(seat, EventTable) else CancelledBecause.APPLICANT_LEFT
