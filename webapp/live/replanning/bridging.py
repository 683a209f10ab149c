"""Whoever waits for somebody who is missing is brought together with others who wait, at once and by nobody's hand.

The planner finds the pairs (`webapp.planning.replanner`); nobody who talks is moved. A meeting that somebody missed is
cancelled only where the side that waits has got another one: else the two still meet if the missing one comes.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from scheduler.clock import phase_at
from scheduler.problem import Meeting as PlannedMeeting
from scheduler.replanning.prepared import PreparedProblem
from webapp.database.locks import lock_row
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.extensions import db
from webapp.fit.scoring import row_number
from webapp.live.desk.diary import enter
from webapp.live.keeping import open_events
from webapp.live.models import Deed
from webapp.live.replanning.filling import fill_rounds
from webapp.live.replanning.missing import (
    RunningRound,
    patience,
    running_round,
    who_is_here,
    worth_looking,
)
from webapp.live.replanning.not_here import nothing_new_after
from webapp.live.replanning.proposals import given_up_at
from webapp.planning.models import CancelledBecause, Meeting
from webapp.planning.queries import published_plan
from webapp.planning.replanner import (
    as_published,
    away_in,
    bring_together,
    busy_besides,
    forget_prepared_problems,
    load_planner,
    prepared_problem,
    standing_meetings,
)
from webapp.planning.services.rearranging import add_meetings, cancel
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)

REST = timedelta(seconds=1)
# For whom it was tried last in each evening: nothing comes of trying the same again.
Waiting = tuple[int, frozenset[int], frozenset[int]]
_tried: dict[int, Waiting] = {}
# Who was given up and is here after all, as it was at the last look.
_back: dict[int, frozenset[int]] = {}


def bridge_evenings(now: datetime) -> timedelta:
    """Look at every evening that is open; return how long to rest.

    What a replan stands on is laid out as soon as the lobby opens, so that it is there when somebody is missing.
    """
    events = open_events(now)
    forget_prepared_problems(but=[event.id for event in events])
    for memory in (_tried, _back):
        for gone in memory.keys() - {event.id for event in events}:
            del memory[gone]
    for event in events:
        prepared_problem(event)
        load_planner()
        bridge(event, now, patience())
        welcome_back(event, now)
    return REST


def welcome_back(event: Event, now: datetime) -> Sequence[Meeting]:
    """Give what is still free to whoever is here after all, when a plan without them was accepted; once each time."""
    given_up = given_up_at(event.id)
    here = {account for account, seen in who_is_here(event.id).items() if seen.is_here} if given_up else set()
    back = frozenset(given_up & here)
    new, _back[event.id] = back - _back.get(event.id, frozenset()), back
    return fill_rounds(event, now) if new else []


def bridge(event: Event, now: datetime, wait: timedelta) -> Sequence[Meeting]:
    """Bring together who is free in the running round because somebody is missing; return the new meetings."""
    phase = phase_at(clock_of(event), now)
    if not worth_looking(phase, now, wait):
        return []
    stand = running_round(event, phase, now, wait)
    if not stand.can_be_helped or _tried.get(event.id) == stand.waiting:
        return []
    _tried[event.id] = stand.waiting
    prepared = prepared_problem(event)
    found = pairs_for(event, stand, prepared)
    return hold(event, stand, prepared, found, now, wait) if found else []


def pairs_for(event: Event, stand: RunningRound, prepared: PreparedProblem) -> list[PlannedMeeting]:
    """Ask the planner who of those who wait can meet in this round."""
    gone = {each.meeting_id for each in stand.missed}
    standing = [m for m in standing_meetings(event.id) if m.meeting_id not in gone]
    published = as_published(prepared, standing)
    away = [
        *away_in(stand.round, stand.away_applicants, stand.away_tables),
        *busy_besides(prepared, standing),
        *nothing_new_after(event, standing, stand.round),
    ]
    return bring_together(prepared, published, stand.round, away)


def hold(
    event: Event,
    seen: RunningRound,
    prepared: PreparedProblem,
    found: Sequence[PlannedMeeting],
    now: datetime,
    wait: timedelta,
) -> Sequence[Meeting]:
    """Write the new meetings down and tell everybody concerned, unless somebody has come or gone meanwhile."""
    lock_row(event)
    plan = published_plan(event.id)
    stand = running_round(event, phase_at(clock_of(event), now), now, wait)
    if plan is None or stand.waiting != seen.waiting:
        db.session.rollback()
        _tried.pop(event.id, None)
        return []
    applicants = {row_number(meeting.applicant) for meeting in found}
    tables = {row_number(meeting.table) for meeting in found}
    replaced = [m.meeting_id for m in stand.missed if m.applicant_id in applicants or m.table_id in tables]
    cancel(replaced, CancelledBecause.NO_SHOW, now)
    new = add_meetings(plan, prepared, found, now)
    for meeting in new:
        who, firm = meeting.applicant.account, meeting.table.company.name
        enter(event, None, Deed.BROUGHT_TOGETHER, now, words=firm, about=who)
    tell_evening_changed(event.id)
    db.session.commit()
    _tried.pop(event.id, None)
    log.info("%s meetings of round %s of event %s brought together", len(new), seen.round, event.id)
    return new
