"""The tap right after a meeting: how it felt, for the person alone."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext

from webapp.accounts.models import Account
from webapp.database.insertion import insert_unless_there
from webapp.database.locks import claim
from webapp.errors import Refused
from webapp.events.timetable import may_rate
from webapp.extensions import db
from webapp.live.held import standing_of
from webapp.live.models import Impression, Rating
from webapp.live.refusals import NotYourMeeting
from webapp.planning.models import Meeting
from webapp.planning.queries import own_meeting, own_meeting_with_event


class NotRatable(Refused):
    """The tap after a meeting comes before its last minute, or long after the evening."""

    def __init__(self) -> None:
        super().__init__(gettext("This talk cannot be rated right now. It can from its last minute on."))


class NotHeld(Refused):
    """The round of the meeting is over, and its two sides were not there at once, or not long enough."""

    def __init__(self) -> None:
        super().__init__(
            gettext("This talk did not come about, so there is nothing to answer. Nothing was changed.")
        )


def rate_meeting(account: Account, meeting_id: int, impression: Impression, note: str, now: datetime) -> None:
    """Keep how a meeting felt, for the person alone; a later tap replaces the earlier one."""
    meeting = own_meeting_with_event(account, meeting_id)
    if meeting is None:
        raise NotYourMeeting
    if not may_rate(meeting.plan.event, meeting.round, now):
        raise NotRatable
    if not standing_of(meeting, now).has_begun:
        raise NotHeld
    whose = {"meeting_id": meeting_id, "account_id": account.id}
    tap = {"impression": impression, "note": note, "rated_at": now}
    if not insert_unless_there(Rating, **whose, **tap):
        claim(Rating, *(getattr(Rating, name) == value for name, value in whose.items()), **tap)
    db.session.commit()


def locked_own_meeting(account: Account, meeting_id: int) -> Meeting:
    """Return one of the person's meetings of a published plan; both sides answer one after the other."""
    db.session.execute(db.select(Meeting.id).where(Meeting.id == meeting_id).with_for_update())
    meeting = own_meeting(account, meeting_id)
    if meeting is None:
        raise NotYourMeeting
    return meeting
