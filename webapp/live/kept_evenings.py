"""What does not change of an evening while it runs, read once for everybody: who meets whom, and what cards show.

It is read beside everything else (`webapp.live.keeping`); until it is there, and in a process that keeps none, each
asks for their own. It is thrown away as soon as this process has written anything it was read from, or hears of a
change (`webapp.live.known_meetings`), and is never older than a minute: by then a text is seen that another process
wrote. Who may be there, who is, and what was said and answered is not kept here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant, ApplicantOccupation
from webapp.associations.models import Association
from webapp.companies.models import Company, Offer
from webapp.events.models import ClockChange, Event, EventTable, Registration
from webapp.extensions import db
from webapp.planning.models import Meeting, Plan

READ_FROM = (
    Account,
    Applicant,
    ApplicantOccupation,
    Association,
    ClockChange,
    Company,
    Event,
    EventTable,
    Meeting,
    Offer,
    Plan,
    Registration,
)
TABLES = frozenset(model.__table__ for model in READ_FROM)
WRITTEN = "what is kept of evenings was written to"


@dataclass(frozen=True, slots=True)
class KeptEvening:
    """The meetings of each account, cancelled ones too, by round; what firms call the applicants.

    `look` is what the event looked like before it was read (`webapp.live.review.look_of`).
    """

    read_at: datetime
    created_at: datetime
    look: tuple[object, ...]
    agendas: dict[int, list[Meeting]]
    numbers: dict[int, int]

    def agenda_of(self, account_id: int) -> list[Meeting]:
        """List somebody's meetings."""
        return self.agendas.get(account_id, [])


@dataclass(slots=True)
class Shelf:
    """What this process keeps, by event, and how often anything was thrown away."""

    evenings: dict[int, KeptEvening]
    changes: int = 0


_shelf = Shelf({})


def kept_evening(event: Event) -> KeptEvening | None:
    """Return what is kept of an event, and not of one that had its number before."""
    kept = _shelf.evenings.get(event.id)
    return kept if kept and kept.created_at == event.created_at else None


def kept_look(event_id: int) -> tuple[object, ...] | None:
    """Return what an event looked like when it was read that is kept."""
    kept = _shelf.evenings.get(event_id)
    return kept.look if kept else None


def kept_since(event_id: int) -> datetime | None:
    """Return when an event was read that is kept."""
    kept = _shelf.evenings.get(event_id)
    return kept.read_at if kept else None


def forget_evening(event_id: int) -> None:
    """Keep nothing of an event any more."""
    _shelf.evenings.pop(event_id, None)
    _shelf.changes += 1


def forget_all_evenings() -> None:
    """Keep nothing any more."""
    _shelf.evenings.clear()
    _shelf.changes += 1


def changes() -> int:
    """Count how often something was thrown away: what was being read meanwhile is not kept."""
    return _shelf.changes


def keep(event_id: int, kept: KeptEvening) -> None:
    """Keep what was just read of an event."""
    _shelf.evenings[event_id] = kept


def kept_evenings() -> set[int]:
    """Return the events of which anything is kept."""
    return set(_shelf.evenings)


@sa.event.listens_for(db.session, "after_flush")
def _flushed(session: Session, _flush: UOWTransaction) -> None:
    """Notice that this process writes what is kept, by objects."""
    changed = (*session.new, *session.dirty, *session.deleted)
    if any(isinstance(row, READ_FROM) for row in changed):
        session.info[WRITTEN] = True


@sa.event.listens_for(db.session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    """Notice the same, by statements."""
    if getattr(state.statement, "table", None) in TABLES and not state.is_select:
        state.session.info[WRITTEN] = True


@sa.event.listens_for(db.session, "after_commit")
def _committed(session: Session) -> None:
    """Keep nothing of what was written."""
    if session.info.pop(WRITTEN, False):
        forget_all_evenings()
