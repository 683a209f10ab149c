"""A meeting as it stands at this moment: what every message between its two sides is checked against."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.accounts.models import Account
from webapp.live.models import Presence
from webapp.live.queries import partner_id, presences_by_account
from webapp.live.refusals import CalledOff, NotCheckedIn, NotYourMeeting
from webapp.live.standing import has_left, who_may_be_there
from webapp.planning.models import Meeting
from webapp.planning.queries import own_meeting_with_event


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """A meeting, which of its two sides may be at the evening, and who of them is: three statements in all."""

    meeting: Meeting
    may_be_there: frozenset[int]
    presences: dict[int, Presence]

    def connection_of(self, account_id: int | None) -> str | None:
        """Return where a side can be reached, if they are here and still may be."""
        if account_id is None or account_id not in self.may_be_there:
            return None
        presence = self.presences.get(account_id)
        return presence.connection if presence else None

    def partner_of(self, account: Account) -> str | None:
        """Return where the other side can be reached."""
        return self.connection_of(partner_id(self.meeting, account))


def meeting_here(account: Account, meeting_id: int, connection: str) -> MeetingNow:
    """Return one of somebody's own meetings, if this connection is the one they are here on."""
    meeting = own_meeting_with_event(account, meeting_id)
    if meeting is None:
        raise NotYourMeeting
    both = (meeting.applicant.account_id, meeting.table.representative_account_id)
    sides = {side for side in both if side is not None}
    event = meeting.plan.event
    found = MeetingNow(meeting, who_may_be_there(event, sides), presences_by_account(event.id, sides))
    mine = found.presences.get(account.id)
    if mine is None or mine.connection != connection:
        raise NotCheckedIn
    if account.id not in found.may_be_there:
        raise NotYourMeeting
    if meeting.applicant.account_id not in found.may_be_there or has_left(meeting.table):
        raise CalledOff
    return found
