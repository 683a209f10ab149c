"""What somebody may know of the outcome of their meetings: their own taps and answers, and mutual yeses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from matching.occupations import occupation
from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.companies.models import Representative
from webapp.events.models import Event, EventTable
from webapp.events.timetable import begun_rounds, rounds_of
from webapp.extensions import db
from webapp.forms.phone_numbers import dialling_link
from webapp.live.held import standings
from webapp.live.models import Impression
from webapp.live.queries import ratings_of
from webapp.outcomes.models import Answer
from webapp.planning.models import Meeting, Plan, PlanState
from webapp.planning.queries import meetings_of, takes_place


@dataclass(frozen=True, slots=True)
class BegunMeeting:
    """A meeting that has begun, as one of its two sides sees it.

    `held` tells whether it took place; None: its round still runs, and they have not met long enough yet.
    """

    meeting_id: int
    held: bool | None
    round: int
    began_at: datetime
    first_name: str
    company: str
    occupations: tuple[str, ...]
    impression: Impression | None
    note: str
    answer: bool | None
    mutual: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A mutual yes, as one of the two sees it: whom they may now write to."""

    meeting_id: int
    name: str
    company: str
    occupations: tuple[str, ...]
    email: str
    phone: str

    @property
    def dialling_link(self) -> str:
        """The link that dials the phone number, or "" where there is none that could be."""
        return dialling_link(self.phone)


def begun_meetings(account: Account, event: Event, now: datetime) -> list[BegunMeeting]:
    """List somebody's meetings that have begun by now, in order of rounds, with whether they took place."""
    begun, rounds = begun_rounds(event, now), rounds_of(event, now)
    meetings = [meeting for meeting in meetings_of(event.id, account) if meeting.round in begun]
    standing = standings(event, meetings, now)
    ratings = ratings_of(account, [meeting.id for meeting in meetings])
    answers = own_answers(account, meetings)
    mutual = mutual_meeting_ids(event.id, account)
    return [
        BegunMeeting(
            meeting_id=meeting.id,
            held=standing[meeting.id].held,
            round=meeting.round,
            began_at=rounds[meeting.round].begins_at,
            first_name=first_name_of(other_side(meeting, account)),
            company=company_shown(meeting, account),
            occupations=occupations_shown(meeting, account),
            impression=ratings[meeting.id].impression if meeting.id in ratings else None,
            note=ratings[meeting.id].note if meeting.id in ratings else "",
            answer=answers[meeting.id].yes if meeting.id in answers else None,
            mutual=meeting.id in mutual,
        )
        for meeting in meetings
    ]


def matches_of(account: Account, event_id: int) -> list[Match]:
    """List the mutual yeses of somebody at an event, with the contacts both may have now."""
    mutual = mutual_meeting_ids(event_id, account)
    meetings = [meeting for meeting in meetings_of(event_id, account) if meeting.id in mutual]
    return [
        match_of(meeting, other, account) for meeting in meetings if (other := other_side(meeting, account))
    ]


def match_of(meeting: Meeting, other: Account, account: Account) -> Match:
    """Return the contact of the other side of a meeting that both have said yes to."""
    return Match(
        meeting_id=meeting.id,
        name=other.name,
        company=company_shown(meeting, account),
        occupations=occupations_shown(meeting, account),
        email=other.email,
        phone=phone_of(other),
    )


def mutual_meeting_ids(event_id: int, account: Account | None = None) -> set[int]:
    """Return the meetings of the published plan to which both sides have said yes; of one person, if given."""
    by_applicant, by_table = aliased(Answer), aliased(Answer)
    query = (
        db.select(Meeting.id)
        .join(Meeting.plan)
        .join(Meeting.table)
        .join(Meeting.applicant)
        .join(by_applicant, yes_of(by_applicant, Applicant.account_id))
        .join(by_table, yes_of(by_table, EventTable.representative_account_id))
        .where(Plan.event_id == event_id, Plan.state == PlanState.PUBLISHED)
        .where(Meeting.held.is_not(False), takes_place())
    )
    if account is not None:
        mine = (Applicant.account_id == account.id) | (EventTable.representative_account_id == account.id)
        query = query.where(mine)
    return set(db.session.scalars(query))


def yes_of(answer: type[Answer], account_id: Any) -> sa.ColumnElement[bool]:
    """Return the condition that an answer is the yes of an account to the meeting selected."""
    return (answer.meeting_id == Meeting.id) & (answer.account_id == account_id) & answer.yes


def own_answers(account: Account, meetings: Sequence[Meeting]) -> dict[int, Answer]:
    """Return somebody's own answers by meeting."""
    ids = [meeting.id for meeting in meetings]
    query = db.select(Answer).where(Answer.account_id == account.id, Answer.meeting_id.in_(ids))
    return {answer.meeting_id: answer for answer in db.session.scalars(query)}


def sits_at_the_table(meeting: Meeting, account: Account) -> bool:
    """Whether somebody is the firm's side of a meeting."""
    return meeting.table.representative_account_id == account.id


def other_side(meeting: Meeting, account: Account) -> Account | None:
    """Return whom somebody meets at a meeting; None if nobody is named for the table."""
    return meeting.applicant.account if sits_at_the_table(meeting, account) else meeting.table.representative


def first_name_of(account: Account | None) -> str:
    """Return the first name, empty if nobody is named."""
    return account.first_name if account else ""


def company_shown(meeting: Meeting, account: Account) -> str:
    """Return the firm somebody meets at a meeting; empty for the firm itself."""
    return "" if sits_at_the_table(meeting, account) else meeting.table.company.name


def occupations_shown(meeting: Meeting, account: Account) -> tuple[str, ...]:
    """Name the occupations the other side wishes or offers."""
    other = (
        meeting.applicant.occupations if sits_at_the_table(meeting, account) else meeting.table.company.offers
    )
    return tuple(dict.fromkeys(occupation(row.occupation_id).name_neutral for row in other))


def phone_of(account: Account) -> str:
    """Return the phone number a firm's person gives on a mutual yes; applicants have none here."""
    return db.session.scalar(db.select(Representative.phone).filter_by(account_id=account.id)) or ""
