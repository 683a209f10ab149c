"""Whoever is here and idle in rounds to come gets talks with others who are: after a walk-in, a leaving, a return.

Nobody is moved, and nobody who is not here gets anything new; what stands of theirs, stands.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime

from scheduler.clock import PhaseKind, phase_at
from scheduler.problem import Meeting as PlannedMeeting
from webapp.database.locks import lock_row
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live.replanning.missing import last_fixed_round, who_is_here
from webapp.live.replanning.not_here import not_to_be_had
from webapp.live.replanning.proposals import fits
from webapp.planning.change_groups import ChangeGroup
from webapp.planning.models import Meeting
from webapp.planning.queries import published_plan
from webapp.planning.replan_question import seat_of
from webapp.planning.replanner import (
    as_published,
    bring_together,
    busy_besides,
    prepared_problem,
    standing_meetings,
)
from webapp.planning.services.rearranging import add_meetings
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


def fill_rounds(event: Event, now: datetime, also: Collection[int] = ()) -> list[Meeting]:
    """Give talks in the rounds to come to who is here, and to some accounts that come right now (`also`)."""
    phase = phase_at(clock_of(event), now)
    if event.state is not EventState.PUBLISHED or phase.kind is PhaseKind.ENDED:
        return []
    begun, prepared = last_fixed_round(phase), prepared_problem(event)
    standing = standing_meetings(event.id)
    here = {account for account, seen in who_is_here(event.id).items() if seen.is_here} | set(also)
    everybody_counts = phase.kind is PhaseKind.LOBBY  # firms that are not here yet still come
    away = [
        *busy_besides(prepared, standing),
        *not_to_be_had(event, standing, here, everybody_counts),
    ]
    found = bring_together(prepared, as_published(prepared, standing), begun + 1, away)
    return hold(event, found, now) if found else []


def hold(event: Event, found: Collection[PlannedMeeting], now: datetime) -> list[Meeting]:
    """Write new talks down, if nothing has come between."""
    prepared = prepared_problem(event)
    lock_row(event)
    plan, begun = published_plan(event.id), last_fixed_round(phase_at(clock_of(event), now))
    seats = tuple(seat_of(meeting) for meeting in found)
    if plan is None or not fits(event, [ChangeGroup((), seats)], begun):
        db.session.rollback()
        log.info("rounds to come of event %s have changed meanwhile; nothing was filled", event.id)
        return []
    new = add_meetings(plan, prepared, found, now)
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("%s meetings to come of event %s added", len(new), event.id)
    return new
