"""Reads the evenings that are open, so that many find read what is the same for all (`webapp.live.kept_evenings`)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from webapp.companies.models import ReleaseState
from webapp.events.clock import LONGEST_RUN, is_over
from webapp.events.models import Event, EventState, EventTable
from webapp.events.next_step import LOBBY_OPENS_BEFORE
from webapp.events.queries import profile_numbers
from webapp.extensions import db
from webapp.live.kept_evenings import KeptEvening, changes, forget_evening, keep, kept_evenings, kept_since
from webapp.live.review import look_of
from webapp.offload import let_others_run
from webapp.planning.models import Meeting
from webapp.planning.queries import meetings_at_tables

REST = timedelta(seconds=1)
OLDEST = timedelta(minutes=1)
# At 18 rounds some twenty milliseconds each.
TABLES_AT_A_STRETCH = 5


def keep_evenings(now: datetime) -> timedelta:
    """Read each evening that is open and not kept, or not any more; return how long to rest."""
    is_open = {event.id: event.created_at for event in open_events(now)}
    for event_id in kept_evenings() - is_open.keys():
        forget_evening(event_id)
    for event_id, created_at in is_open.items():
        since = kept_since(event_id)
        if since is None or now - since > OLDEST:
            keep_evening(event_id, created_at, now)
    return REST


def open_events(now: datetime) -> list[Event]:
    """List the published events whose lobby is open and whose last round is not over."""
    opened = Event.starts_at.between(now - LONGEST_RUN, now + LOBBY_OPENS_BEFORE)
    query = sa.select(Event).where(Event.state == EventState.PUBLISHED, opened)
    rows = db.session.scalars(query.options(selectinload(Event.clock_changes)))
    return [event for event in rows if not is_over(event, now)]


def keep_evening(event_id: int, created_at: datetime, now: datetime) -> None:
    """Read an evening and keep it, unless something was changed meanwhile."""
    before = changes()
    look = look_of(event_id)  # first: what is changed while we read is seen at the next look
    if look is None:
        return
    meetings, numbers = read_meetings(event_id), profile_numbers(event_id)
    db.session.expunge_all()  # from here on they are read by many, and belong to no session
    if changes() == before:
        keep(event_id, KeptEvening(now, created_at, look, agendas_of(meetings), numbers))


def read_meetings(event_id: int) -> list[Meeting]:
    """Read the meetings of the published plan with all that is shown of them; others run in between."""
    tables = db.session.scalars(sa.select(EventTable.id).filter_by(event_id=event_id)).all()
    meetings: list[Meeting] = []
    for first in range(0, len(tables), TABLES_AT_A_STRETCH):
        meetings += meetings_at_tables(event_id, tables[first : first + TABLES_AT_A_STRETCH])
        let_others_run()
    return sorted(meetings, key=lambda meeting: (meeting.round, meeting.table.number))


def agendas_of(meetings: list[Meeting]) -> dict[int, list[Meeting]]:
    """Sort meetings by the accounts on both sides; a firm that is not released has none."""
    agendas: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in meetings:
        agendas[meeting.applicant.account_id].append(meeting)
        seated = meeting.table.representative_account_id
        if seated is not None and meeting.table.company.state is ReleaseState.RELEASED:
            agendas[seated].append(meeting)
    return dict(agendas)
