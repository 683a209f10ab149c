"""Whether a talk took place: both sides were there at once, long enough, while its round ran.

It is decided once, when the round is over, and stored with the meeting; until then it is computed from presence.
A talk that was called off before it could take place has not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import sqlalchemy as sa

from webapp.applicants.models import Applicant
from webapp.events.models import Event, EventTable
from webapp.events.timetable import RoundTimes, rounds_of
from webapp.extensions import db
from webapp.live.kept_evenings import forget_evening
from webapp.live.models import PresenceInterval
from webapp.live.presence import intervals_of, may_resume, some_may_resume
from webapp.live.together import Stretch, together
from webapp.planning.models import Meeting, MissedBy, Plan, PlanState

# Long enough to have met: half a minute, in very short rounds a third of the round.
LONG_ENOUGH = timedelta(seconds=30)
OR_SHARE_OF_ROUND = 3

NOT_AT_ALL = timedelta()
# By whether applicant and firm were there; two who were, but not at once, have missed each other.
MISSED_BY = {
    (False, True): MissedBy.APPLICANT,
    (True, False): MissedBy.TABLE,
    (False, False): MissedBy.BOTH,
    (True, True): MissedBy.BOTH,
}


@dataclass(frozen=True, slots=True)
class Sides:
    """A meeting with the accounts on both sides; at a table it may be nobody."""

    meeting_id: int
    round: int
    applicant: int | None
    representative: int | None
    cancelled_at: datetime | None = None
    added_at: datetime | None = None

    def within(self, round_: RoundTimes, now: datetime) -> Stretch:
        """Return the part of its round, so far, in which the two could meet."""
        begins_at = max(round_.begins_at, self.added_at or round_.begins_at)
        return Stretch(begins_at, min(round_.ends_at, now, self.cancelled_at or now))


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a meeting took place (None: its round is not over, it still may), and how long both were there.

    None instead of a time: they have not been there at once, not for a moment.
    """

    held: bool | None
    together: timedelta | None

    @property
    def has_begun(self) -> bool:
        """Whether both have been there at once in its round, however short; then it can be tapped."""
        return self.held is True or (self.held is None and self.together is not None)


def standings(event: Event, meetings: Sequence[Meeting], now: datetime) -> dict[int, Standing]:
    """Tell how it stands with some meetings of an event at a moment."""
    sides = [sides_of(meeting) for meeting in meetings if meeting.held is None]
    return standings_by(event, meetings, intervals_of(event.id, accounts_of(sides)) if sides else (), now)


def standing_of(meeting: Meeting, now: datetime) -> Standing:
    """Tell whether a meeting took place, as it stands at a moment."""
    return standings(meeting.plan.event, [meeting], now)[meeting.id]


def standings_by(
    event: Event, meetings: Sequence[Meeting], intervals: Sequence[PresenceInterval], now: datetime
) -> dict[int, Standing]:
    """Tell the same by when the people of these meetings were there."""
    rounds = rounds_of(event, now)
    begun = [d for d in meetings if d.held is None and d.round in rounds and rounds[d.round].begins_at <= now]
    times = times_together([sides_of(meeting) for meeting in begun], intervals, rounds, now)
    open_until_resumed = any(may_resume(interval, now) for interval in intervals)
    return {
        meeting.id: decided(meeting)
        if meeting.held is not None
        else computed(times.get(meeting.id), rounds.get(meeting.round), now, open_until_resumed)
        for meeting in meetings
    }


def decided(meeting: Meeting) -> Standing:
    """Return what is stored with a date."""
    return Standing(meeting.held, timedelta(seconds=meeting.together_seconds or 0))


def computed(time: timedelta | None, round_: RoundTimes | None, now: datetime, still_open: bool) -> Standing:
    """Return how it stands with a date that is not decided yet, by how long both were there so far."""
    if round_ is None or now < round_.begins_at:
        return Standing(None, None)
    if time is not None and time >= long_enough(round_):
        return Standing(True, time)
    return Standing(None if now < round_.ends_at or still_open else False, time)


def long_enough(round_: RoundTimes) -> timedelta:
    """Return how long two people must be there in a round to have met."""
    return min(LONG_ENOUGH, (round_.ends_at - round_.begins_at) / OR_SHARE_OF_ROUND)


def sides_of(meeting: Meeting) -> Sides:
    """Return the accounts on both sides of a meeting."""
    accounts = meeting.applicant.account_id, meeting.table.representative_account_id
    return Sides(meeting.id, meeting.round, *accounts, meeting.cancelled_at, meeting.added_at)


def decide_over_rounds(event: Event, now: datetime) -> int:
    """Store of each round that is over which of its talks took place; return how many were decided.

    A constant number of statements, and what is stored stays: doing it again, late or twice changes nothing.
    """
    rounds = rounds_of(event, now)
    over = [number for number, times in rounds.items() if times.ends_at <= now]
    if not over or some_may_resume(event.id, now):
        return 0
    sides = undecided_sides(event.id, over)
    if sides:
        here = stretches_by_account(intervals_of(event.id, accounts_of(sides)), now)
        write_decisions([decision(side, here, rounds[side.round], now) for side in sides])
    db.session.commit()
    if sides:
        forget_evening(event.id)
    return len(sides)


def decision(
    side: Sides, here: Mapping[int, Sequence[Stretch]], round_: RoundTimes, now: datetime
) -> dict[str, object]:
    """Return what is stored of a meeting whose round is over."""
    within = side.within(round_, now)
    time = together(here[side.applicant or 0], here[side.representative or 0], within) or NOT_AT_ALL
    held = time >= long_enough(round_)
    return {
        "meeting_id": side.meeting_id,
        "took_place": held,
        "seconds": int(time.total_seconds()),
        "missing": None if held else missed_by(side, here, within, long_enough(round_)),
    }


def missed_by(
    side: Sides, here: Mapping[int, Sequence[Stretch]], within: Stretch, enough: timedelta
) -> MissedBy | None:
    """Return who was not there for a meeting long enough; None for one that was called off before it began."""
    if within.ends_at <= within.begins_at:
        return None
    there = [
        (together(here[account or 0], [within], within) or NOT_AT_ALL) >= enough
        for account in (side.applicant, side.representative)
    ]
    return MISSED_BY[there[0], there[1]]


def write_decisions(decisions: Sequence[Mapping[str, object]]) -> None:
    """Store what came of some meetings, where nothing is stored yet; no commit."""
    table = cast(sa.Table, Meeting.__table__)
    write = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("meeting_id"), table.c.held.is_(None))
        .values(
            held=sa.bindparam("took_place"),
            together_seconds=sa.bindparam("seconds"),
            missed_by=sa.bindparam("missing"),
        )
    )
    db.session.connection().execute(write, [dict(one) for one in decisions])
    db.session.expire_all()


def undecided_sides(event_id: int, rounds: Iterable[int]) -> list[Sides]:
    """List the meetings of some rounds of the published plan of which nothing is stored yet."""
    rows = db.session.execute(
        sa.select(
            Meeting.id,
            Meeting.round,
            Applicant.account_id,
            EventTable.representative_account_id,
            Meeting.cancelled_at,
            Meeting.added_at,
        )
        .join(Meeting.plan)
        .join(Meeting.applicant)
        .join(Meeting.table)
        .where(Plan.event_id == event_id, Plan.state == PlanState.PUBLISHED)
        .where(Meeting.held.is_(None), Meeting.round.in_(list(rounds)))
    )
    return [Sides(*row) for row in rows]


def times_together(
    sides: Sequence[Sides],
    intervals: Sequence[PresenceInterval],
    rounds: dict[int, RoundTimes],
    now: datetime,
) -> dict[int, timedelta | None]:
    """Return how long both sides of some meetings were there in their rounds so far."""
    here = stretches_by_account(intervals, now)
    return {
        side.meeting_id: together(
            here[side.applicant or 0],
            here[side.representative or 0],
            side.within(rounds[side.round], now),
        )
        for side in sides
    }


def accounts_of(sides: Sequence[Sides]) -> set[int]:
    """Return the accounts of some meetings."""
    return {account for side in sides for account in (side.applicant, side.representative) if account}


def stretches_by_account(intervals: Sequence[PresenceInterval], now: datetime) -> dict[int, list[Stretch]]:
    """Return when people were at an event, by account; whoever is here is so until now."""
    found: dict[int, list[Stretch]] = defaultdict(list)
    for interval in intervals:
        found[interval.account_id].append(Stretch(interval.began_at, interval.ended_at or now))
    return found
