"""A proposal for the rounds to come without those who are missing: made when asked for, taken whole, in part or not.

The planner's process makes it (`webapp.planning.replan_question`). What is accepted is checked against the evening
as it is then; nothing that has begun is touched.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from scheduler.clock import PhaseKind, phase_at
from webapp.accounts.models import Account
from webapp.database.locks import claim, lock_row
from webapp.events.clock import clock_of
from webapp.events.models import Event, EventState
from webapp.extensions import db
from webapp.live.desk.diary import enter
from webapp.live.desk.refusals import NothingProposed, NotOn, ProposalOutdated
from webapp.live.desk.start import require_own
from webapp.live.models import Deed, Proposal, ProposalState
from webapp.live.refusals import NotPublished
from webapp.live.replanning.missing import (
    applicants_of,
    gone_for_later,
    last_fixed_round,
    patience,
    tables_of,
    who_is_here,
)
from webapp.live.replanning.not_here import not_to_be_had
from webapp.planning.change_groups import ChangeGroup, Seat
from webapp.planning.models import CancelledBecause, Meeting
from webapp.planning.queries import bans_of, published_plan
from webapp.planning.replan_question import Gone, ask_for_proposal
from webapp.planning.replanner import as_meeting, prepared_problem, standing_meetings
from webapp.planning.services.rearranging import add_meetings, cancel
from webapp.signals import tell_evening_changed

log = logging.getLogger(__name__)


def make_proposal(account: Account, event: Event, without: Collection[int], now: datetime) -> Proposal:
    """Ask the planner for the rounds to come without some of those who are missing; it replaces an older proposal."""
    after_round = require_rounds_to_come(account, event, now)
    missing = {one.account for one in gone_for_later(event, phase_at(clock_of(event), now), now, patience())}
    gone = missing.intersection(without)
    here = {account for account, seen in who_is_here(event.id).items() if seen.is_here}
    unasked = not_to_be_had(event, standing_meetings(event.id), here, all_tables=False)
    groups = ask_for_proposal(event, after_round, sides_of(event, gone), unasked)
    lock_row(event)
    db.session.execute(
        sa.update(Proposal)
        .where(Proposal.event_id == event.id, Proposal.state == ProposalState.OPEN)
        .values(state=ProposalState.REPLACED)
    )
    proposal = Proposal(event_id=event.id, made_at=now, after_round=after_round)
    proposal.without, proposal.parts = sorted(gone), [as_part(group) for group in groups]
    db.session.add(proposal)
    db.session.commit()
    log.info("proposal %s for event %s: %s parts", proposal.id, event.id, len(groups))
    return proposal


def require_rounds_to_come(account: Account, event: Event, now: datetime) -> int:
    """Return the last round that has begun, of an evening that runs and has rounds to come."""
    require_own(account, event)
    if event.state is not EventState.PUBLISHED:
        raise NotPublished
    phase = phase_at(clock_of(event), now)
    if phase.kind not in {PhaseKind.ROUND, PhaseKind.CHANGEOVER} or last_fixed_round(phase) >= event.rounds:
        raise NotOn
    return last_fixed_round(phase)


def sides_of(event: Event, accounts: Collection[int]) -> Gone:
    """Return the applicants and tables of some accounts."""
    people, tables = applicants_of(event.id), tables_of(event.id)
    return Gone(
        applicants=frozenset(applicant for applicant, account in people.items() if account in accounts),
        tables=frozenset(table for table, account in tables.items() if account in accounts),
    )


def open_proposal(event_id: int) -> Proposal | None:
    """Return the proposal that waits for somebody to decide."""
    query = sa.select(Proposal).filter_by(event_id=event_id, state=ProposalState.OPEN)
    return db.session.scalars(query).one_or_none()


def given_up_at(event_id: int) -> set[int]:
    """Return the accounts without whom a plan was accepted."""
    query = sa.select(Proposal.without).filter_by(event_id=event_id, state=ProposalState.ACCEPTED)
    return {account for without in db.session.scalars(query) for account in without}


def accept(
    account: Account, event: Event, proposal_id: int, parts: Collection[int], now: datetime
) -> list[Meeting]:
    """Take some parts of a proposal, by their places in it; return the new meetings."""
    require_own(account, event)
    prepared = prepared_problem(event)
    lock_row(event)
    proposal = require_open(event, proposal_id)
    groups = [group_in(part) for place, part in enumerate(proposal.parts) if place in parts]
    plan = published_plan(event.id)
    if (
        plan is None
        or not groups
        or not fits(event, groups, last_fixed_round(phase_at(clock_of(event), now)))
    ):
        db.session.rollback()
        raise ProposalOutdated
    lost = [number for group in groups for number in group.lost]
    if len(cancel(lost, CancelledBecause.REPLANNED, now)) != len(lost):
        db.session.rollback()
        raise ProposalOutdated
    db.session.expire_all()
    new = add_meetings(plan, prepared, [as_meeting(seat) for group in groups for seat in group.new], now)
    proposal.state = ProposalState.ACCEPTED
    enter(event, account, Deed.REPLANNED, now, words=str(len(new)))
    tell_evening_changed(event.id)
    db.session.commit()
    log.info("%s parts of proposal %s accepted by account %s", len(groups), proposal_id, account.id)
    return new


def decline(account: Account, event: Event, proposal_id: int, now: datetime) -> None:
    """Leave the plan as it is."""
    require_own(account, event)
    still = (Proposal.id == proposal_id, Proposal.event_id == event.id, Proposal.state == ProposalState.OPEN)
    if not claim(Proposal, *still, state=ProposalState.DECLINED):
        db.session.rollback()
        raise NothingProposed
    enter(event, account, Deed.LEFT_AS_IT_IS, now)
    db.session.commit()


def require_open(event: Event, proposal_id: int) -> Proposal:
    """Return a proposal nobody has decided about yet."""
    proposal = open_proposal(event.id)
    if proposal is None or proposal.id != proposal_id:
        db.session.rollback()
        raise NothingProposed
    return proposal


def fits(event: Event, groups: Sequence[ChangeGroup], begun: int) -> bool:
    """Whether parts of a proposal still break no rule with the evening as it is: an hour may lie between the two."""
    lost = {number for group in groups for number in group.lost}
    stand = [m for m in standing_meetings(event.id) if m.meeting_id not in lost]
    new = [seat for group in groups for seat in group.new]
    people, tables = applicants_of(event.id), tables_of(event.id)
    firms = {table.id: table.company_id for table in event.tables}
    apart = {(ban.applicant_id, ban.company_id) for ban in bans_of(event.id)}
    if any(s.round <= begun or s.applicant_id not in people or s.table_id not in tables for s in new):
        return False
    if any(m.round <= begun for m in standing_meetings(event.id) if m.meeting_id in lost):
        return False
    everything = [Seat(m.round, m.applicant_id, m.table_id) for m in stand] + new
    to_come = [seat for seat in everything if seat.round > begun]
    pairs = [(seat.applicant_id, firms.get(seat.table_id)) for seat in everything]
    return (
        once((seat.round, seat.applicant_id) for seat in to_come)
        and once((seat.round, seat.table_id) for seat in to_come)
        and all(pairs.count((s.applicant_id, firms[s.table_id])) == 1 for s in new)
        and not any((seat.applicant_id, firms[seat.table_id]) in apart for seat in new)
    )


def once(things: Iterable[object]) -> bool:
    """Whether nothing is there twice."""
    seen = list(things)
    return len(set(seen)) == len(seen)


def as_part(group: ChangeGroup) -> dict[str, object]:
    """Return a group as it is kept."""
    return {"lost": list(group.lost), "new": [list(seat) for seat in group.new]}


def group_in(part: dict[str, Any]) -> ChangeGroup:
    """Read a kept group."""
    return ChangeGroup(tuple(part["lost"]), tuple(Seat(*seat) for seat in part["new"]))
