"""Who is here, what was said, and which meeting is whose turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import sqlalchemy as sa

from scheduler.clock import Phase, PhaseKind
from webapp.accounts.models import Account
from webapp.extensions import db
from webapp.live.models import Presence, Rating, TextLine
from webapp.planning.models import Meeting


def presence_of(event_id: int, account_id: int) -> Presence | None:
    """Return the presence of somebody who has checked in at least once."""
    found: Presence | None = db.session.scalar(
        db.select(Presence).filter_by(event_id=event_id, account_id=account_id)
    )
    return found


def lines_of(meeting_ids: Iterable[int]) -> Sequence[TextLine]:
    """List the lines of some meetings in the order they were said."""
    return db.session.scalars(_lines_of(), {"meetings": list(meeting_ids)}).all()


@cache
def _lines_of() -> sa.Select[TextLine]:
    """Select the lines of `meetings`; built once."""
    some: sa.BindParameter[list[int]] = sa.bindparam("meetings", expanding=True)
    return sa.select(TextLine).where(TextLine.meeting_id.in_(some)).order_by(TextLine.id)


def partner_id(meeting: Meeting, account: Account) -> int | None:
    """Return the account on the other side of a meeting; none if nobody is named for the table."""
    if meeting.applicant.account_id == account.id:
        return meeting.table.representative_account_id
    return meeting.applicant.account_id


def is_running(meeting: Meeting, phase: Phase) -> bool:
    """Whether a meeting is on in this phase."""
    return phase.kind is PhaseKind.ROUND and meeting.round == phase.round


def is_over(meeting: Meeting, phase: Phase) -> bool:
    """Whether the round of a meeting has ended before this phase."""
    return phase.kind is PhaseKind.ENDED or meeting.round < phase.round


def ratings_of(account: Account, meeting_ids: Iterable[int]) -> dict[int, Rating]:
    """Return somebody's own ratings of some meetings, by meeting."""
    asked = {"by": account.id, "meetings": list(meeting_ids)}
    return {rating.meeting_id: rating for rating in db.session.scalars(_ratings_of(), asked)}


@cache
def _ratings_of() -> sa.Select[Rating]:
    """Select the ratings of `meetings` made `by` an account; built once."""
    some: sa.BindParameter[list[int]] = sa.bindparam("meetings", expanding=True)
    return sa.select(Rating).where(Rating.account_id == sa.bindparam("by"), Rating.meeting_id.in_(some))


def presences_of(event_id: int) -> dict[int, Presence]:
    """Return everybody who has ever checked in at an event, by account."""
    query = db.select(Presence).filter_by(event_id=event_id)
    return {presence.account_id: presence for presence in db.session.scalars(query)}
