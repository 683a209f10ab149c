"""An evening as one of its people has it at a moment: read once, whatever is then told of it, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scheduler.clock import phase_at
from webapp.accounts.models import Account
from webapp.events.clock import clock_of
from webapp.events.models import Event
from webapp.events.queries import profile_numbers
from webapp.live.broadcasts import PartnerNews, partner_state
from webapp.live.kept_evenings import KeptEvening, kept_evening
from webapp.live.models import Presence, PresenceInterval
from webapp.live.presence import intervals_of
from webapp.live.queries import is_over, partner_id
from webapp.live.standing import has_left, presences_of_entitled
from webapp.permissions import participant, representative
from webapp.planning.models import Meeting
from webapp.planning.queries import agenda_of


@dataclass(frozen=True, slots=True)
class OwnEvening:
    """Somebody's meetings at an event, and how it stands with everybody in them, them included.

    `there` has whoever may be there now, with None for who has not come yet; `intervals` when they were; `numbers`
    what firms call the applicants before the evening.
    """

    event: Event
    account: Account
    meetings: Sequence[Meeting]
    cancelled: Sequence[Meeting]
    there: dict[int, Presence | None]
    intervals: list[PresenceInterval] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    kept: KeptEvening | None = None

    @property
    def presence(self) -> Presence | None:
        """Where they themselves are."""
        return self.there.get(self.account.id)

    @property
    def may_be_there(self) -> bool:
        """Whether they still may be at the event."""
        return self.account.id in self.there

    def partner_at(self, meeting: Meeting) -> Presence | None:
        """Return where the other side of a meeting is, if they have come and still may be there."""
        partner = partner_id(meeting, self.account)
        return self.there.get(partner) if partner else None

    def look_again(self) -> None:
        """Read anew who is there, after a commit: of two who come at the same moment, the later one sees both."""
        concerned = {self.account.id, *sides_of(self.meetings)}
        there = presences_of_entitled(self.event, concerned)
        self.there.clear()
        self.there.update(there)

    def is_called_off(self, meeting: Meeting) -> bool:
        """Whether a meeting does not take place because a side has left."""
        return meeting.applicant.account_id not in self.there or has_left(meeting.table)

    def news(self, now: datetime) -> list[PartnerNews]:
        """Say how things stand with them to the partners in meetings that are not over."""
        phase, state = phase_at(clock_of(self.event), now), partner_state(self.presence)
        ahead = [d for d in self.meetings if not is_over(d, phase) and not self.is_called_off(d)]
        partners = [(self.partner_at(meeting), meeting.id) for meeting in ahead]
        return [
            PartnerNews(partner.connection, meeting_id, state)
            for partner, meeting_id in partners
            if partner and partner.connection
        ]


def own_evening(event: Event, account: Account) -> OwnEvening:
    """Read somebody's evening, in two statements."""
    return _read(event, account, whole=False)


def whole_evening(event: Event, account: Account) -> OwnEvening:
    """Read it with what the cards of the partners show and when everybody was there, in four statements more."""
    own = _read(event, account, whole=True)
    own.intervals.extend(intervals_of(event.id, own.there))
    if representative(account):
        people = {meeting.applicant_id for meeting in (*own.meetings, *own.cancelled)}
        own.numbers.update(numbers_of(event, own.kept, people))
    return own


def _read(event: Event, account: Account, whole: bool) -> OwnEvening:
    kept = kept_evening(event)
    agenda = agenda_at(event, account, kept, whole) if participant(account) else []
    return OwnEvening(
        event,
        account,
        [meeting for meeting in agenda if meeting.takes_place],
        [meeting for meeting in agenda if not meeting.takes_place],
        presences_of_entitled(event, {account.id, *sides_of(agenda)}),
        kept=kept,
    )


def numbers_of(event: Event, kept: KeptEvening | None, people: set[int]) -> dict[int, int]:
    """Return what firms call some applicants."""
    if kept is None:
        return profile_numbers(event.id, people)
    return {one: number for one, number in kept.numbers.items() if one in people}


def agenda_at(event: Event, account: Account, kept: KeptEvening | None, whole: bool) -> list[Meeting]:
    """List somebody's meetings, as they are kept or from the database."""
    return kept.agenda_of(account.id) if kept else agenda_of(event.id, account, with_cards=whole)


def sides_of(meetings: Sequence[Meeting]) -> set[int]:
    """Return the accounts on both sides of some meetings."""
    sides = [(d.applicant.account_id, d.table.representative_account_id) for d in meetings]
    return {account for both in sides for account in both if account is not None}
