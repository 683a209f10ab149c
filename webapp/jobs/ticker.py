"""What must happen once at a moment: say that a phase has begun, decide what took place, give up a lost plan.

`due` decides from data and a time; `tick` reads, lets it decide, and tells each thing exactly once, whatever
the number of server processes: only the holder of the lease tells, and only what it was first to write down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from scheduler.clock import EventClock, PhaseKind, phase_at, programme
from webapp.database.insertion import insert_unless_there
from webapp.database.locks import claim
from webapp.events.clock import LONGEST_RUN, clock_of
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.jobs.leader import hold_lease
from webapp.live import broadcasts
from webapp.live.departures import write_departures
from webapp.live.desk.watching import look_at_desks
from webapp.live.held import decide_over_rounds
from webapp.live.models import ConductedPhase
from webapp.live.protocol import milliseconds
from webapp.live.review import look_around
from webapp.planning.models import Meeting, Plan, PlanState
from webapp.planning.services.solving import forget_lost_plan

TICK = timedelta(seconds=1)
WATCHED_BEFORE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """What people at an event know: the phase with its end ("": nothing yet) and the plan (0: none yet)."""

    phase: str = ""
    plan_id: int = 0


@dataclass(frozen=True, slots=True)
class Evening:
    """An event as the conductor sees it."""

    event_id: int
    clock: EventClock
    plan_id: int
    told: Told


@dataclass(frozen=True, slots=True)
class News:
    """What an event is to be told now, and what it was told before."""

    event_id: int
    before: Told
    now: Told

    @property
    def clock_changed(self) -> bool:
        """Whether another phase has begun, or the one that runs ends at another time than people know."""
        return self.now.phase != self.before.phase

    @property
    def plan_changed(self) -> bool:
        """Whether people know an older plan; the first one they get with their snapshot."""
        return self.before.plan_id != 0 and self.now.plan_id != self.before.plan_id


def due(evenings: Sequence[Evening], now: datetime) -> list[News]:
    """Decide what each event is to be told at a moment."""
    news = [
        News(evening.event_id, evening.told, Told(phase_with_end(evening.clock, now), evening.plan_id))
        for evening in evenings
    ]
    return [each for each in news if each.now != each.before]


def phase_with_end(clock: EventClock, now: datetime) -> str:
    """Return the phase of a moment and when it ends; while the clock stands still, that it does."""
    phase = phase_at(clock, now)
    if phase.ends_at is None:
        return phase.name
    return f"{phase.name}@{'pause' if phase.paused else milliseconds(phase.ends_at)}"


def next_tick(evenings: Sequence[Evening], now: datetime) -> timedelta:
    """Return how long to rest: a tick, or less if a phase ends before."""
    ends = [phase_at(evening.clock, now).ends_at for evening in evenings]
    return max(timedelta(), min([TICK, *(end - now for end in ends if end is not None)]))


def tick(holder: str, now: datetime) -> timedelta:
    """Tell what is due, if this process is the conductor; return how long to rest."""
    fence = hold_lease(holder, now)
    evenings = evenings_at(now) if fence is not None else []
    if fence is not None:
        tell_what_is_due(evenings, fence, now)  # first: a thousand people wait for it
    write_departures()
    look_around(now)
    look_at_desks(now)
    if fence is None:
        return TICK
    give_up_lost_plans(now)
    for event in with_undecided_rounds(evenings, now):
        decide_over_rounds(event, now)
    return next_tick(evenings, now)


def tell_what_is_due(evenings: Sequence[Evening], fence: int, now: datetime) -> None:
    """Tell each event what it is to be told now, unless another process was first."""
    for news in due(evenings, now):
        if write_down(news, fence):
            tell(news, now)


def give_up_lost_plans(now: datetime) -> None:
    """Let no plan wait for a planner that ended with its server, even if nobody looks at its page."""
    being_made = db.select(Event).join(Plan, Plan.event_id == Event.id).where(Plan.state == PlanState.SOLVING)
    for event in db.session.scalars(being_made).all():
        forget_lost_plan(event, now)


def evenings_at(now: datetime) -> list[Evening]:
    """Read the published events that run, have just run, or are near."""
    rows = db.session.execute(
        db.select(Event, Plan.id, ConductedPhase)
        .outerjoin(Plan, (Plan.event_id == Event.id) & (Plan.state == PlanState.PUBLISHED))
        .outerjoin(ConductedPhase, ConductedPhase.event_id == Event.id)
        .where(Event.state == EventState.PUBLISHED)
        .where(Event.starts_at.between(now - LONGEST_RUN, now + WATCHED_BEFORE))
    )
    return [
        Evening(event.id, clock_of(event), plan_id or 0, Told(row.phase, row.plan_id) if row else Told())
        for event, plan_id, row in rows
    ]


def with_undecided_rounds(evenings: Sequence[Evening], now: datetime) -> Sequence[Event]:
    """Return the events with a round that is over and talks in it of which nothing is stored yet.

    Asked of the database, not remembered: so a restart or another plan makes it forget nothing.
    """
    over = [
        (Meeting.plan_id == evening.plan_id) & (Meeting.round <= rounds)
        for evening in evenings
        if evening.plan_id and (rounds := rounds_over(evening.clock, now))
    ]
    if not over:
        return []
    plans = sa.select(Meeting.plan_id).where(Meeting.held.is_(None), sa.or_(*over)).distinct()
    events = db.select(Event).join(Plan, Plan.event_id == Event.id).where(Plan.id.in_(plans))
    return db.session.scalars(events).all()


def rounds_over(clock: EventClock, now: datetime) -> int:
    """Return how many rounds have ended."""
    return sum(
        phase.kind is PhaseKind.ROUND and phase.ends_at is not None and phase.ends_at <= now
        for phase in programme(clock, now)
    )


def write_down(news: News, fence: int) -> bool:
    """Write what is told if nobody was faster; return whether this process tells it."""
    try:
        insert_unless_there(ConductedPhase, event_id=news.event_id, phase="", plan_id=0, fence=0)
    except IntegrityError:  # the event was deleted since it was read: there is nobody to tell
        db.session.rollback()
        return False
    as_it_was = (
        ConductedPhase.event_id == news.event_id,
        ConductedPhase.fence <= fence,
        ConductedPhase.phase == news.before.phase,
        ConductedPhase.plan_id == news.before.plan_id,
    )
    written = claim(ConductedPhase, *as_it_was, phase=news.now.phase, plan_id=news.now.plan_id, fence=fence)
    db.session.commit()
    return written


def tell(news: News, now: datetime) -> None:
    """Send what is new to everybody at the event."""
    if news.clock_changed:
        broadcasts.tell_clock(db.session.get_one(Event, news.event_id), now)
    if news.plan_changed:
        broadcasts.tell_agenda(news.event_id)
