"""Who is missing in the running round, and who is free in it: computed from who is here, and since when.

It is looked at every second while a round runs, so columns are read, not objects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app

from scheduler.clock import Phase, PhaseKind
from webapp.applicants.models import Applicant
from webapp.companies.models import Company, ReleaseState
from webapp.events.models import Event, EventTable, Registration
from webapp.events.timetable import rounds_of
from webapp.extensions import db
from webapp.live.held import Sides, long_enough, times_together
from webapp.live.models import Presence
from webapp.live.presence import intervals_of
from webapp.planning.models import Meeting, Plan, PlanState

# What is left of a round must be worth a greeting.
WORTH_IT = timedelta(minutes=1)


class Expected(NamedTuple):
    """A meeting of the running round, with the ids and the accounts of both sides; at a table it may be nobody."""

    meeting_id: int
    applicant_id: int
    table_id: int
    applicant: int
    representative: int | None
    added_at: datetime | None

    def lacks(self, missing: Collection[int]) -> bool:
        """Whether a side is missing, or nobody is named for the table."""
        return self.representative is None or self.applicant in missing or self.representative in missing


class Here(NamedTuple):
    """Whether somebody is here, and since when it is so."""

    is_here: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class RunningRound:
    """A round that runs, as it stands with everybody in it.

    `missing` are the accounts that were expected and have not been here for so long that nobody waits any longer;
    `missed` the meetings they are missing in, of which nothing was held; `standing` the others. Free are those who are
    here and have nobody to talk to, by the ids of applicants and tables; away those who are not here and not expected.
    """

    round: int
    missing: frozenset[int]
    missed: Sequence[Expected]
    standing: Sequence[Expected]
    free_applicants: frozenset[int]
    free_tables: frozenset[int]
    away_applicants: frozenset[int]
    away_tables: frozenset[int]

    @property
    def waiting(self) -> tuple[int, frozenset[int], frozenset[int]]:
        """For whom others are looked for, if anybody is missing and somebody waits on both sides."""
        return self.round, self.free_applicants, self.free_tables

    @property
    def can_be_helped(self) -> bool:
        """Whether bringing people together is worth a question to the planner."""
        return bool(self.missed and self.free_applicants and self.free_tables)


def patience() -> timedelta:
    """Return how long one waits for somebody."""
    return timedelta(seconds=current_app.config["NO_SHOW_SECONDS"])


def worth_looking(phase: Phase, now: datetime, patience: timedelta) -> bool:
    """Whether a round runs in which somebody can be missing already, and enough of it is left for others."""
    if phase.kind is not PhaseKind.ROUND or phase.paused or phase.begins_at is None or phase.ends_at is None:
        return False
    return now - phase.begins_at >= patience and phase.ends_at - now >= WORTH_IT


def running_round(event: Event, phase: Phase, now: datetime, patience: timedelta) -> RunningRound:
    """Return how it stands with the running round of an event."""
    expected, here = expected_in(event.id, phase.round), who_is_here(event.id)
    missing = missing_of(
        {a for e in expected for a in (e.applicant, e.representative) if a}, here, now, patience
    )
    lacking = [each for each in expected if each.lacks(missing)]
    met = have_met(event, phase.round, lacking, now) if lacking else set()
    missed = [each for each in lacking if each.meeting_id not in met]
    gone = {each.meeting_id for each in missed}
    standing = [each for each in expected if each.meeting_id not in gone]
    busy_people, busy_tables = {e.applicant_id for e in standing}, {e.table_id for e in standing}
    people, tables = applicants_of(event.id), tables_of(event.id)
    free_people, free_tables = free(people, busy_people, here), free(tables, busy_tables, here)
    return RunningRound(
        round=phase.round,
        missing=missing,
        missed=missed,
        standing=standing,
        free_applicants=free_people,
        free_tables=free_tables,
        away_applicants=frozenset(people) - free_people - busy_people,
        away_tables=frozenset(tables) - free_tables - busy_tables,
    )


def free(
    accounts: Mapping[int, int | None], busy: Collection[int], here: Mapping[int, Here]
) -> frozenset[int]:
    """Return which sides have somebody here, and nobody to talk to."""
    return frozenset(
        side
        for side, account in accounts.items()
        if side not in busy and account is not None and account in here and here[account].is_here
    )


def have_met(event: Event, round_number: int, expected: Sequence[Expected], now: datetime) -> set[int]:
    """Return which meetings count as held by now, although somebody has left since."""
    sides = [
        Sides(e.meeting_id, round_number, e.applicant, e.representative, added_at=e.added_at)
        for e in expected
    ]
    accounts = {account for e in expected for account in (e.applicant, e.representative) if account}
    rounds = rounds_of(event, now)
    times = times_together(sides, intervals_of(event.id, accounts), rounds, now)
    enough = long_enough(rounds[round_number])
    return {meeting_id for meeting_id, time in times.items() if time is not None and time >= enough}


def missing_of(
    expected: Collection[int], here: Mapping[int, Here], now: datetime, patience: timedelta
) -> frozenset[int]:
    """Return who of those expected has not been here for as long as one waits, or never came."""
    return frozenset(
        account
        for account in expected
        if (seen := here.get(account)) is None or (not seen.is_here and now - seen.since >= patience)
    )


def expected_in(event_id: int, round_number: int) -> list[Expected]:
    """List the meetings of a round of the published plan that stand."""
    return expected_where(event_id, Meeting.round == round_number)


def expected_where(event_id: int, *which: sa.ColumnElement[bool]) -> list[Expected]:
    """List some meetings of the published plan that stand, in order of rounds."""
    columns = (Meeting.id, Meeting.applicant_id, Meeting.table_id, Applicant.account_id)
    query = (
        sa.select(*columns, EventTable.representative_account_id, Meeting.added_at)
        .join(Meeting.plan)
        .join(Meeting.applicant)
        .join(Meeting.table)
        .where(Plan.event_id == event_id, Plan.state == PlanState.PUBLISHED)
        .where(Meeting.cancelled_at.is_(None), *which)
        .order_by(Meeting.round, Meeting.id)
    )
    return [Expected(*row) for row in db.session.execute(query)]


def who_is_here(event_id: int) -> dict[int, Here]:
    """Return of everybody who has ever checked in whether they are here, by account."""
    query = sa.select(Presence.account_id, Presence.connection.is_not(None), Presence.changed_at)
    rows = db.session.execute(query.where(Presence.event_id == event_id))
    return {account: Here(bool(is_here), since) for account, is_here, since in rows}


def applicants_of(event_id: int) -> dict[int, int | None]:
    """Return the accounts of those who come, by applicant."""
    query = sa.select(Registration.applicant_id, Applicant.account_id).join(Registration.applicant)
    which = (Registration.event_id == event_id, Registration.withdrawn_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(query.where(*which))}


def tables_of(event_id: int) -> dict[int, int | None]:
    """Return the accounts of those who sit at the tables of released firms, by table."""
    query = sa.select(EventTable.id, EventTable.representative_account_id).join(EventTable.company)
    which = (EventTable.event_id == event_id, EventTable.withdrawn_at.is_(None))
    released = Company.state == ReleaseState.RELEASED
    return {row[0]: row[1] for row in db.session.execute(query.where(*which, released))}


class Gone(NamedTuple):
    """Somebody who is not here although talks of theirs are still to come, and how many."""

    account: int
    since: datetime | None
    talks_to_come: int


def gone_for_later(event: Event, phase: Phase, now: datetime, patience: timedelta) -> list[Gone]:
    """List who is missing of those with talks to come, once the evening runs; those with most talks first."""
    if phase.kind not in {PhaseKind.ROUND, PhaseKind.CHANGEOVER} or not patient_enough(phase, now, patience):
        return []
    here = who_is_here(event.id)
    to_come = expected_where(event.id, Meeting.round > last_fixed_round(phase))
    talks = Counter(
        account for each in to_come for account in (each.applicant, each.representative) if account
    )
    missing = missing_of(talks.keys(), here, now, patience)
    gone = [
        Gone(account, here[account].since if account in here else None, talks[account]) for account in missing
    ]
    return sorted(gone, key=lambda one: (-one.talks_to_come, one.account))


def patient_enough(phase: Phase, now: datetime, patience: timedelta) -> bool:
    """Whether the first round has run for as long as one waits; later ones begin with everybody known."""
    is_first = phase.kind is PhaseKind.ROUND and phase.round == 1 and phase.begins_at is not None
    return not is_first or now - phase.begins_at >= patience  # type: ignore[operator]


def last_fixed_round(phase: Phase) -> int:
    """Return the last round that has begun; those after it can still be planned anew."""
    return phase.round if phase.kind in {PhaseKind.ROUND, PhaseKind.ENDED} else phase.round - 1
