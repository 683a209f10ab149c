"""A meeting as it stands at this moment: what every message between its two sides is checked against."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.accounts.models import Account
from webapp.live.models import Presence
from webapp.live.queries import partner_id
from webapp.live.refusals import CalledOff, NotCheckedIn, NotYourMeeting
from webapp.live.standing import has_left, presences_of_entitled
from webapp.planning.models import Meeting
from webapp.planning.queries import own_meeting_with_event


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """A meeting, which of its two sides may be at the evening, and where they are: two statements in all.

    `there` has the sides that may be there, with None for who has not come yet.
    """

    meeting: Meeting
    there: dict[int, Presence | None]

    def connection_of(self, account_id: int | None) -> str | None:
        """Return where a side can be reached, if they are here and still may be."""
        presence = self.there.get(account_id) if account_id else None
        return presence.connection if presence else None

    def partner_of(self, account: Account) -> str | None:
        """Return where the other side can be reached."""
        return self.connection_of(partner_id(self.meeting, account))

    def look_again(self) -> None:
        """Read anew who is there, after a commit: who has come meanwhile is told, too."""
        there = presences_of_entitled(self.meeting.plan.event, sides_of(self.meeting))
        self.there.clear()
        self.there.update(there)


def meeting_here(account: Account, meeting_id: int, connection: str) -> MeetingNow:
    """Return one of somebody's own meetings, if this connection is the one they are here on."""
    meeting = own_meeting_with_event(account, meeting_id)
    if meeting is None:
        raise NotYourMeeting
    there = presences_of_entitled(meeting.plan.event, sides_of(meeting))
    if account.id not in there:
        raise NotYourMeeting
    mine = there[account.id]
    if mine is None or mine.connection != connection:
        raise NotCheckedIn
    if meeting.applicant.account_id not in there or has_left(meeting.table):
        raise CalledOff
    return MeetingNow(meeting, there)


def sides_of(meeting: Meeting) -> set[int]:
    """Return the accounts on both sides; nobody may be named at a table."""
    both = (meeting.applicant.account_id, meeting.table.representative_account_id)
    return {side for side in both if side is not None}
