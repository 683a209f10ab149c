"""A little longer: both sides of a talk ask for it, and get what the changeover or break after it can give.

Neither hears that the other has asked, until both have: so nobody has to say no. What they get ends before browsers
prepare the next round, so that nobody's next talk is late, whatever is done to the clock meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app

from scheduler.clock import Phase, PhaseKind, phase_at, programme
from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.extensions import db
from webapp.live import broadcasts
from webapp.live.broadcasts import ServerEvent
from webapp.live.guests import connections_of
from webapp.live.meeting_now import meeting_here, sides_of
from webapp.live.models import LongerWish
from webapp.live.queries import is_running
from webapp.live.refusals import NoTimeToGive, NotNow
from webapp.planning.models import Meeting

# Less is not worth a question.
LEAST_GIVEN = timedelta(seconds=15)


class Longer(NamedTuple):
    """How it stands with a talk for one side: whether they have asked, and whether both have."""

    asked: bool
    agreed: bool


NOT_ASKED = Longer(asked=False, agreed=False)


def ask_longer(account: Account, meeting_id: int, connection: str, wanted: bool, now: datetime) -> Longer:
    """Keep that somebody would like their talk to last longer, or no longer would; a longer talk then ends for both."""
    here = meeting_here(account, meeting_id, connection)
    require_time(here.meeting, now)
    before = longer_of([here.meeting], account)[meeting_id]
    keep_wish(meeting_id, account.id, wanted)
    stands = longer_of([here.meeting], account)[meeting_id]
    db.session.commit()
    here.look_again()
    if stands.agreed != before.agreed and (to := here.partner_of(account)):
        broadcasts.tell(ServerEvent.LONGER, {"meeting_id": meeting_id, "agreed": stands.agreed}, to=to)
    return stands


def keep_wish(meeting_id: int, account_id: int, wanted: bool) -> None:
    """Keep a wish, or forget it; no commit."""
    wish = {"meeting_id": meeting_id, "account_id": account_id}
    if wanted:
        insert_unless_there(LongerWish, **wish)
    else:
        db.session.execute(sa.delete(LongerWish).filter_by(**wish))


def end_longer(meeting_id: int | None, account_id: int, now: datetime) -> Meeting | None:
    """Let a talk that lasts longer do so no more, as one side leaves it; return it if it did. No commit."""
    meeting = db.session.get(Meeting, meeting_id) if meeting_id else None
    if meeting is None or not lasts_longer(meeting, now):
        return None
    keep_wish(meeting.id, account_id, wanted=False)
    return meeting


def tell_no_longer(meeting: Meeting) -> None:
    """Tell both sides that their talk does not last any longer."""
    for connection in connections_of(meeting.plan.event_id, sides_of(meeting)):
        broadcasts.tell(ServerEvent.LONGER, {"meeting_id": meeting.id, "agreed": False}, to=connection)


def require_time(meeting: Meeting, now: datetime) -> None:
    """Refuse a wish when the talk is not on, or nothing is left over after it."""
    if not is_on(meeting, now):
        raise NotNow
    if given_until(meeting, now) is None:
        raise NoTimeToGive


def is_on(meeting: Meeting, now: datetime) -> bool:
    """Whether the two of a meeting are in their room: in its round, or a little longer."""
    return is_running(meeting, phase_at(clock_of(meeting.plan.event), now)) or lasts_longer(meeting, now)


def lasts_longer(meeting: Meeting, now: datetime) -> bool:
    """Whether the round of a meeting is over and both sides still have time."""
    phase = phase_at(clock_of(meeting.plan.event), now)
    if phase.kind is not PhaseKind.CHANGEOVER or phase.round != meeting.round + 1:
        return False
    until = given_until(meeting, now)
    return (
        until is not None
        and now < until
        and longer_of([meeting], meeting.applicant.account)[meeting.id].agreed
    )


def given_until(meeting: Meeting, now: datetime) -> datetime | None:
    """Return until when a meeting could last, as the clock is known now; None if that is not worth it."""
    after = changeover_after(meeting.plan.event, meeting.round, now)
    if after is None or after.begins_at is None or after.ends_at is None:
        return None
    until = after.ends_at - timedelta(seconds=current_app.config["PREPARE_SECONDS"])
    return until if until - after.begins_at >= LEAST_GIVEN else None


def changeover_after(event: Event, round_: int, now: datetime) -> Phase | None:
    """Return what follows a round; nothing after the last one."""
    follows = (PhaseKind.CHANGEOVER, round_ + 1)
    return next((p for p in programme(clock_of(event), now) if (p.kind, p.round) == follows), None)


def longer_of(meetings: Sequence[Meeting], account: Account) -> dict[int, Longer]:
    """Return how it stands with some meetings for one of their sides."""
    asked_by: dict[int, set[int]] = {meeting.id: set() for meeting in meetings}
    for row in db.session.execute(_wishes(), {"meetings": list(asked_by)}):
        asked_by[row.meeting_id].add(row.account_id)
    return {
        meeting.id: Longer(account.id in asked_by[meeting.id], both_of(meeting, asked_by[meeting.id]))
        for meeting in meetings
    }


def both_of(meeting: Meeting, asked: set[int]) -> bool:
    """Whether both sides are among those who have asked; nobody may be named at a table."""
    return len(asked & sides_of(meeting)) == 2


@cache
def _wishes() -> sa.Select[int, int]:
    """Select who has asked in `meetings`; built once."""
    some: sa.BindParameter[list[int]] = sa.bindparam("meetings", expanding=True)
    return sa.select(LongerWish.meeting_id, LongerWish.account_id).where(LongerWish.meeting_id.in_(some))
