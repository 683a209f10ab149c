"""A talk to come in the desk's hand: moved to another round, or called off so that both sides are free for others."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from webapp.accounts.models import Account
from webapp.database.locks import lock_row
from webapp.events.models import Event, Registration
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.desk.diary import enter
from webapp.live.desk.leaving import require_on
from webapp.live.desk.refusals import NoSuchTalk, RoundNotFree
from webapp.live.guests import connections_of
from webapp.live.meeting_now import sides_of
from webapp.live.models import Deed
from webapp.live.replanning.filling import fill_rounds
from webapp.planning.models import Ban, CancelledBecause, Meeting, Plan, PlanState
from webapp.planning.services.rearranging import cancel
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)

PERSON, TABLE = "person", "table"


def move_talk(account: Account, event: Event, meeting_id: int, round_: int, now: datetime) -> None:
    """Let a talk to come be in another round in which both sides are free; what becomes free is given to others."""
    begun = require_on(account, event, now)
    lock_row(event)
    meeting = talk_to_come(event, meeting_id, begun)
    if round_ not in rounds_open_to(event, [meeting], begun)[meeting_id]:
        db.session.rollback()
        raise RoundNotFree
    meeting.round = round_
    enter(event, account, Deed.TALK_MOVED, now, words=str(round_), about=meeting.applicant.account)
    tell_evening_changed(event.id)
    db.session.commit()
    # It is the same meeting with the same sides, so that a look at who meets whom finds nothing new.
    for connection in connections_of(event.id, sides_of(meeting)):
        broadcasts.tell_agenda(event.id, to=connection)
    log.info("meeting %s moved to round %s by account %s", meeting_id, round_, account.id)
    fill_rounds(event, now)


def call_off_talk(account: Account, event: Event, meeting_id: int, now: datetime) -> None:
    """Let a talk to come not take place: both sides are free for others, and the two are not planned again today."""
    begun = require_on(account, event, now)
    lock_row(event)
    meeting = talk_to_come(event, meeting_id, begun)
    pair = {"applicant_id": meeting.applicant_id, "company_id": meeting.table.company_id}
    if db.session.scalar(sa.select(Ban.id).filter_by(event_id=event.id, **pair)) is None:
        db.session.add(Ban(event_id=event.id, **pair))
    cancel([meeting.id], CancelledBecause.KEPT_APART, now)
    firm = meeting.table.company.name
    enter(event, account, Deed.TALK_CALLED_OFF, now, words=firm, about=meeting.applicant.account)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("meeting %s called off by account %s", meeting_id, account.id)
    fill_rounds(event, now)


def talk_to_come(event: Event, meeting_id: int, begun: int) -> Meeting:
    """Return a talk of the published plan that stands and whose round has not begun, or say that there is none."""
    query = sa.select(Meeting).join(Meeting.plan).where(Meeting.id == meeting_id, Meeting.round > begun)
    stands = (Plan.event_id == event.id, Plan.state == PlanState.PUBLISHED, Meeting.cancelled_at.is_(None))
    meeting: Meeting | None = db.session.scalar(query.where(*stands))
    if meeting is None:
        db.session.rollback()
        raise NoSuchTalk
    return meeting


def rounds_open_to(event: Event, meetings: Sequence[Meeting], begun: int) -> dict[int, list[int]]:
    """List for each of some talks the rounds to come in which both sides are there and have no other."""
    people, tables = {m.applicant_id for m in meetings}, {m.table_id for m in meetings}
    taken = rounds_taken(event, people, tables)
    registered = sa.select(Registration.applicant_id, Registration.available)
    coming = registered.where(Registration.event_id == event.id, Registration.applicant_id.in_(people))
    available = {row.applicant_id: row.available for row in db.session.execute(coming)}
    to_come = set(range(begun + 1, event.rounds + 1))
    return {
        meeting.id: sorted(
            to_come.intersection(
                *(
                    to_come if rounds is None else rounds
                    for rounds in (available.get(meeting.applicant_id), meeting.table.available)
                )
            )
            - taken[PERSON, meeting.applicant_id]
            - taken[TABLE, meeting.table_id]
        )
        for meeting in meetings
    }


def rounds_taken(
    event: Event, people: Collection[int], tables: Collection[int]
) -> dict[tuple[str, int], set[int]]:
    """Return in which rounds some applicants and tables have a talk that stands."""
    theirs = Meeting.applicant_id.in_(people) | Meeting.table_id.in_(tables)
    query = sa.select(Meeting.round, Meeting.applicant_id, Meeting.table_id).join(Meeting.plan)
    stands = (Plan.event_id == event.id, Plan.state == PlanState.PUBLISHED, Meeting.cancelled_at.is_(None))
    taken: dict[tuple[str, int], set[int]] = defaultdict(set)
    for round_, person, table in db.session.execute(query.where(theirs, *stands)):
        taken[PERSON, person].add(round_)
        taken[TABLE, table].add(round_)
    return taken
