"""What the live evening does when something has changed that decides who may be there."""

from __future__ import annotations

import sqlalchemy as sa

from webapp.database import now
from webapp.events.models import EventTable
from webapp.extensions import db
from webapp.live.connections import connections_in, room_of_account, room_of_sign_in
from webapp.live.guests import evenings_of, evenings_with_guests
from webapp.live.known_meetings import forget_all_meetings, forget_meetings
from webapp.live.review import put_out, review
from webapp.signals import account_changed, association_changed, evening_changed, firm_changed, sign_in_ended


@evening_changed.connect
def review_evening(_sender: object, event_id: int) -> None:
    """Look anew at who may be at an event and who meets whom."""
    forget_meetings(event_id)
    if event_id in evenings_with_guests():
        review(event_id, now())


@firm_changed.connect
def review_evenings_of_firm(_sender: object, company_id: int) -> None:
    """Look anew at the evenings at which a firm has tables."""
    forget_all_meetings()
    has_tables = sa.select(EventTable.event_id).filter_by(company_id=company_id)
    for event_id in evenings_with_guests() & set(db.session.scalars(has_tables)):
        review(event_id, now())


@account_changed.connect
def review_account(_sender: object, account_id: int) -> None:
    """Close what an account has open; whoever may still do something comes back by itself."""
    forget_all_meetings()
    for event_id in evenings_of(account_id):
        review(event_id, now())
    end_connections(room_of_account(account_id))


@association_changed.connect
def forget_ways(_sender: object, association_id: int) -> None:  # noqa: ARG001
    """Ask anew which way each meeting may go."""
    forget_all_meetings()


@sign_in_ended.connect
def end_sign_in(_sender: object, account_id: int, sign_in: str) -> None:
    """Close what was opened by a sign-in that is worth nothing any more."""
    end_connections(room_of_sign_in(account_id, sign_in))


def end_connections(room: str) -> None:
    """End every connection of a room."""
    for connection in connections_in(room):
        put_out(connection, now())
