"""Whoever may no longer be at an evening leaves it at once, and the others hear what that means for them.

`review` is called when something has changed (`webapp.signals`), and by the conductor's tick for what changed
without a word, such as by a command in another process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from flask_babel import force_locale

from scheduler.clock import EventClock, phase_at
from webapp.accounts.queries import good_sign_ins
from webapp.errors import Refused
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState, EventTable
from webapp.extensions import db
from webapp.live import broadcasts, services
from webapp.live.broadcasts import PartnerNews, partner_state
from webapp.live.guests import Guest, OtherSide, evenings_with_guests, go, guests, guests_at
from webapp.live.kept_evenings import kept_evenings, kept_look
from webapp.live.known_meetings import forget_known, forget_meetings
from webapp.live.models import Presence, new_seat
from webapp.live.queries import is_over, presences_of
from webapp.live.refusals import NoLongerHere, NotPublished
from webapp.live.standing import called_off, who_may_be_there
from webapp.planning.models import Meeting, Plan, PlanState
from webapp.planning.queries import meetings_of_event


class Look(NamedTuple):
    """What decides who may be at an event and who meets whom there; the clock decides neither."""

    there: frozenset[int]
    leaving: frozenset[int]
    off: frozenset[int]
    published: tuple[int, int | None]
    seats: frozenset[tuple[int, int | None]]
    relay_only: bool
    rounds: int
    clock: EventClock

    def is_another_than(self, before: Look | None) -> bool:
        """Whether anything but the clock is not as it was."""
        return before is None or self[:-1] != before[:-1]


# What an event looked like at the last look around; empty for one that is gone.
looks: dict[int, Look | None] = {}


def look_around(now: datetime) -> None:
    """Review the evenings at which something is not as it was; one small look at each a second."""
    watched = evenings_with_guests() | kept_evenings()
    for event_id in set(looks) - watched:
        del looks[event_id]
    for event_id in watched:
        look, kept = look_of(event_id), kept_look(event_id)
        if event_id in looks and looks[event_id] == look and kept in (None, look):
            continue
        if kept == look:  # read since it is so: nobody has to read it again
            forget_known(event_id)
        else:
            forget_meetings(event_id)
        if look is None or look.is_another_than(looks.get(event_id)):
            review(event_id, now)
            look = look_of(event_id)
        looks[event_id] = look
    put_signed_out_people_out(now)  # last: whoever may not be there any more has read why


def put_signed_out_people_out(now: datetime) -> None:
    """End the connections whose sign-in has run out, or was ended by another process."""
    good = good_sign_ins({guest.sign_in for guest in guests.values()}, now) if guests else set()
    for connection in [one for one, guest in guests.items() if guest.sign_in not in good]:
        put_out(connection, now)


def look_of(event_id: int) -> Look | None:
    """Return what an event looks like; None if it is gone."""
    event = db.session.get(Event, event_id)
    if event is None:
        return None
    seats = db.session.execute(
        sa.select(EventTable.id, EventTable.representative_account_id).filter_by(event_id=event_id)
    )
    guests_now = frozenset(guest.account_id for guest in guests_at(event_id).values())
    there = who_may_be_there(event)
    return Look(
        there=there,
        leaving=guests_now - there,
        off=frozenset(cancelled_at(event)),
        published=meetings_published(event_id),
        seats=frozenset((row[0], row[1]) for row in seats),
        relay_only=event.association.relay_only,
        rounds=event.rounds,
        clock=clock_of(event),
    )


def review(event_id: int, now: datetime) -> None:
    """Let go of those who may no longer be at an event, and tell the others what is new for them."""
    event = db.session.get(Event, event_id)
    there = who_may_be_there(event) if event else frozenset()
    why = NotPublished if event and event.state is EventState.OPEN else NoLongerHere
    for connection, guest in guests_at(event_id).items():
        if guest.account_id not in there:
            dismiss(connection, guest, why, now)
    if event and guests_at(event_id):
        tell_what_is_new(event, there, now)


def dismiss(connection: str, guest: Guest, why: type[Refused], now: datetime) -> None:
    """Say to somebody why they are let go, in the language of their page, and close the connection."""
    with force_locale(guest.language):
        broadcasts.tell_dismissed(connection, guest.event_id, why())
    put_out(connection, now)


def put_out(connection: str, now: datetime) -> None:
    """End a connection that is worth nothing any more; partners take down what they have with it."""
    go(connection)
    mine = sa.update(Presence).where(Presence.connection == connection)
    db.session.execute(mine.values(seat=new_seat()).execution_options(synchronize_session=False))
    services.leave(connection, now)
    broadcasts.close(connection)


def tell_what_is_new(event: Event, there: frozenset[int], now: datetime) -> None:
    """Tell each guest which meetings are called off, or have somebody else on the other side."""
    presences, meetings, off = presences_of(event.id), meetings_of_event(event.id), cancelled_at(event)
    phase, all_meetings = phase_at(clock_of(event), now), by_account(event, meetings, there, presences)
    over = {meeting.id for meeting in meetings if is_over(meeting, phase)}
    for connection, guest in guests_at(event.id).items():
        mine = all_meetings[guest.account_id]
        for meeting_id in off & set(guest.meetings) - set(mine):
            broadcasts.tell_partner(PartnerNews(connection, meeting_id, partner_state(None), True))
        if set(mine) != set(guest.meetings):
            broadcasts.tell_agenda(event.id, to=connection)
        for meeting_id, (side, partner) in mine.items():
            if meeting_id not in over and guest.meetings.get(meeting_id, side) != side:
                presence = presences.get(partner) if partner in there else None
                broadcasts.tell_partner(
                    PartnerNews(connection, meeting_id, partner_state(presence), side.called_off)
                )


def meetings_published(event_id: int) -> tuple[int, int | None]:
    """Return how many meetings the published plan has, and the latest of them: another plan has others."""
    count, latest = sa.func.count(Meeting.id), sa.func.max(Meeting.id)
    of_plan = sa.select(count, latest).join(Meeting.plan).where(Plan.event_id == event_id)
    row = db.session.execute(of_plan.where(Plan.state == PlanState.PUBLISHED)).one()
    return row[0], row[1]


def cancelled_at(event: Event) -> set[int]:
    """Return the meetings of the published plan that were cancelled."""
    query = sa.select(Meeting.id).join(Meeting.plan).where(Plan.event_id == event.id)
    cancelled = query.where(Plan.state == PlanState.PUBLISHED, Meeting.cancelled_at.is_not(None))
    return set(db.session.scalars(cancelled))


def by_account(
    event: Event, meetings: Sequence[Meeting], there: frozenset[int], presences: Mapping[int, Presence]
) -> dict[int, dict[int, tuple[OtherSide, int | None]]]:
    """Sort the meetings of an event by account, each with its other side and whose account that is."""
    off = called_off(event, meetings)
    found: dict[int, dict[int, tuple[OtherSide, int | None]]] = defaultdict(dict)
    for meeting in meetings:
        sides = (meeting.applicant.account_id, meeting.table.representative_account_id)
        for mine, other in (sides, sides[::-1]):
            here = presences.get(other) if other in there else None
            if mine is not None and meeting.round <= event.rounds:
                found[mine][meeting.id] = OtherSide(here.seat if here else None, meeting.id in off), other
    return found
