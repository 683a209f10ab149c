"""The figures of an evening: of many people, and of nobody in particular.

What took place is asked of `held.py`: both sides were there at once, long enough, while the round ran.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plaintext.german_order import german_order
from webapp.accounts.models import Account
from webapp.events.models import Event, EventTable
from webapp.events.queries import accounts_registered, tables_with_people
from webapp.events.timetable import rounds_of
from webapp.extensions import db
from webapp.live.held import standings
from webapp.live.models import Impression, PresenceInterval, Rating
from webapp.outcomes.queries import mutual_meeting_ids
from webapp.permissions import Role
from webapp.planning.models import Meeting
from webapp.planning.queries import cancelled_meetings_at, meetings_of_event

# Fewer taps than this would tell what single people thought.
FEWEST_TAPS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """What an evening brought to one firm."""

    name: str
    planned: int
    held: int
    mutual: int


@dataclass(frozen=True, slots=True)
class Impressions:
    """How often one side tapped what; None where so few tapped that single people could be told apart."""

    gladly: int
    maybe: int
    no: int

    @property
    def total(self) -> int:
        """All taps of the side."""
        return self.gladly + self.maybe + self.no


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the organiser's page shows."""

    applicants_registered: int
    applicants_here: int
    companies_here: int
    tables: int
    representatives_here: int
    meetings_planned: int
    meetings_cancelled: int
    meetings_held: int
    mutual: int
    companies: tuple[CompanyLine, ...]
    applicants_by_meetings: tuple[tuple[int, int], ...]
    impressions_of_applicants: Impressions | None
    impressions_of_firms: Impressions | None

    @property
    def people_here(self) -> int:
        """Everybody who came to talk."""
        return self.applicants_here + self.representatives_here

    @property
    def meetings_per_applicant(self) -> float:
        """Held meetings for each applicant who was here, on average."""
        return self.meetings_held / self.applicants_here if self.applicants_here else 0.0


def report_of(event: Event, now: datetime) -> Report:
    """Compute the report of an evening as it stands now."""
    arrived = people_at(event, now)
    meetings, cancelled = meetings_of_event(event.id), cancelled_meetings_at(event.id)
    standing = standings(event, meetings, now)
    held = [meeting for meeting in meetings if standing[meeting.id].held]
    mutual = mutual_meeting_ids(event.id)
    came = [meeting.applicant.account_id for meeting in held]  # also who has withdrawn since
    applicants = list(dict.fromkeys([*accounts_registered(event), *came]))
    here = [account for account in applicants if account in arrived]
    tables = tables_with_people(event)
    seated = {table.representative_account_id for table in tables}
    return Report(
        applicants_registered=len(applicants),
        applicants_here=len(here),
        companies_here=len({t.company_id for t in tables if t.representative_account_id in arrived}),
        tables=len(tables),
        representatives_here=len(seated & arrived),
        meetings_planned=len(meetings) + len(cancelled),
        meetings_cancelled=len(cancelled),
        meetings_held=len(held),
        mutual=len(mutual),
        companies=company_lines(tables, [*meetings, *cancelled], {meeting.id for meeting in held}, mutual),
        applicants_by_meetings=applicants_by_meetings(held, here),
        impressions_of_applicants=impressions_of(held, Role.APPLICANT),
        impressions_of_firms=impressions_of(held, Role.REPRESENTATIVE),
    )


def people_at(event: Event, now: datetime) -> set[int]:
    """Return the accounts of everybody who was there while the evening ran, or is waiting for it."""
    rounds = rounds_of(event, now)
    query = db.select(PresenceInterval.account_id).where(
        PresenceInterval.event_id == event.id,
        PresenceInterval.began_at < max(times.ends_at for times in rounds.values()),
        PresenceInterval.ended_at.is_(None) | (PresenceInterval.ended_at > rounds[1].begins_at),
    )
    return set(db.session.scalars(query.distinct()))


def company_lines(
    tables: Sequence[EventTable], meetings: Sequence[Meeting], held: set[int], mutual: set[int]
) -> tuple[CompanyLine, ...]:
    """Return one line per firm at the event, those with most mutual yeses first."""
    names = {table.company_id: table.company.name for table in tables}
    planned: Counter[int] = Counter(meeting.table.company_id for meeting in meetings)
    happened: Counter[int] = Counter(meeting.table.company_id for meeting in meetings if meeting.id in held)
    matched: Counter[int] = Counter(meeting.table.company_id for meeting in meetings if meeting.id in mutual)
    lines = [CompanyLine(name, planned[c], happened[c], matched[c]) for c, name in names.items()]
    return tuple(sorted(lines, key=lambda line: (-line.mutual, -line.held, german_order(line.name))))


def applicants_by_meetings(held: Sequence[Meeting], here: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return how many applicants who were here had how many meetings, from none to the most."""
    meetings = Counter(meeting.applicant.account_id for meeting in held)
    people = Counter(meetings[account] for account in here)
    return tuple((number, people[number]) for number in range(max(people, default=0) + 1))


def impressions_of(meetings: Sequence[Meeting], role: Role) -> Impressions | None:
    """Count the taps of one side; None if there are too few to stay anonymous."""
    tapped = db.select(Rating.impression).join(Rating.account).where(Account.role == role)
    taps = Counter(
        db.session.scalars(tapped.where(Rating.meeting_id.in_([meeting.id for meeting in meetings])))
    )
    if taps.total() < FEWEST_TAPS_SHOWN:
        return None
    return Impressions(taps[Impression.GLADLY], taps[Impression.MAYBE], taps[Impression.NO])
