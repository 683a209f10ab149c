"""What the page of a proposal shows: each part as what goes and what comes, by the names people have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from webapp.accounts.models import Account
from webapp.applicants.models import Applicant
from webapp.events.models import Event, EventTable
from webapp.extensions import db
from webapp.live.models import Proposal
from webapp.live.replanning.missing import Gone
from webapp.live.replanning.proposals import group_in
from webapp.planning.change_groups import ChangeGroup
from webapp.planning.models import Meeting


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting that comes or goes; `missing` names the side because of which it could not take place anyway."""

    round: int
    applicant: str
    company: str
    table: int
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What can be taken or left as one."""

    place: int
    new: Sequence[Line]
    lost: Sequence[Line]


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal in words, with how many talks it brings."""

    id: int
    made_at: datetime
    after_round: int
    without: Sequence[str]
    parts: Sequence[Part]

    @property
    def talks_more(self) -> int:
        """Talks that can take place with it, beyond those that can without."""
        return sum(len(part.new) - sum(not line.missing for line in part.lost) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is missing, by name, and what is still to come for them."""

    account: int
    name: str
    since: datetime | None
    talks_to_come: int


def shown(event: Event, proposal: Proposal) -> ShownProposal:
    """Put a proposal into names."""
    groups = [group_in(part) for part in proposal.parts]
    people, tables, meetings = names_in(event, groups)
    without = set(proposal.without)

    def line(round_number: int, applicant_id: int, table_id: int) -> Line:
        applicant, table = people[applicant_id], tables[table_id]
        gone = [
            name
            for account, name in (
                (applicant.account_id, applicant.account.name),
                (table.representative_account_id, table.company.name),
            )
            if account in without
        ]
        return Line(round_number, applicant.account.name, table.company.name, table.number, ", ".join(gone))

    parts = [
        Part(
            place,
            [line(*seat) for seat in group.new],
            [line(m.round, m.applicant_id, m.table_id) for m in (meetings[number] for number in group.lost)],
        )
        for place, group in enumerate(groups)
    ]
    return ShownProposal(
        proposal.id, proposal.made_at, proposal.after_round, names_of(proposal.without), parts
    )


def names_in(
    event: Event, groups: Sequence[ChangeGroup]
) -> tuple[dict[int, Applicant], dict[int, EventTable], dict[int, Meeting]]:
    """Read everybody a proposal is about."""
    lost = [number for group in groups for number in group.lost]
    meetings = {m.id: m for m in db.session.scalars(sa.select(Meeting).where(Meeting.id.in_(lost)))}
    concerned = {seat.applicant_id for group in groups for seat in group.new}
    concerned |= {meeting.applicant_id for meeting in meetings.values()}
    query = sa.select(Applicant).where(Applicant.id.in_(concerned)).options(joinedload(Applicant.account))
    people = {applicant.id: applicant for applicant in db.session.scalars(query)}
    of_event = sa.select(EventTable).filter_by(event_id=event.id)  # also of tables that were withdrawn
    return people, {table.id: table for table in db.session.scalars(of_event)}, meetings


def names_of(accounts: Sequence[int]) -> list[str]:
    """Name some people."""
    rows = db.session.scalars(sa.select(Account).where(Account.id.in_(accounts)).order_by(Account.id))
    return [account.name for account in rows]


def named(gone: Sequence[Gone]) -> list[Missing]:
    """Name those who are missing."""
    ids = [one.account for one in gone]
    names = {a.id: a.name for a in db.session.scalars(sa.select(Account).where(Account.id.in_(ids)))}
    return [Missing(one.account, names[one.account], one.since, one.talks_to_come) for one in gone]
